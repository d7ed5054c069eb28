"""Every class that reads settings, for the tests that hold text and code in step."""

from pydantic import SecretStr
from pydantic_settings import BaseSettings

from actions.agencies.mock.settings import MockSettings
from actions.settings import ActionsSettings
from bot.launcher.settings import LauncherSettings
from bot.web.accounts.link_settings import LinkSettings
from bot.web.settings import WebSettings
from procedures.settings import KnowledgeSettings

CLASSES: dict[str, type[BaseSettings]] = {
    "launcher": LauncherSettings,
    "publishing": KnowledgeSettings,
    "web": WebSettings,
    "accounts": LinkSettings,
    "actions": ActionsSettings,
    "agencies": MockSettings,
}


def names(cls: type[BaseSettings]) -> set[str]:
    """The variables that a class reads."""
    return {field.upper() for field in cls.model_fields}


def secret_names(cls: type[BaseSettings]) -> set[str]:
    """Those of them that hide themselves."""
    return {name.upper() for name, field in cls.model_fields.items() if field.annotation is SecretStr}
