"""Spares the deep copies that Rasa makes for debug lines which nobody writes."""

from types import SimpleNamespace
from typing import Any

import rasa.core.policies.memoization
import rasa.core.policies.rule_policy
import rasa.core.processor

MODULES = (rasa.core.processor, rasa.core.policies.memoization, rasa.core.policies.rule_policy)
"""Modules of Rasa that use ``copy`` for nothing but debug lines."""


def install() -> None:
    """Lets those modules hand over what they log as it is, and throw debug lines away at once.

    Rasa 3.6.21 copies all entities, states and events of a turn for structlog, and formats its slots, at any level of
    the log. Messages of citizens are never logged here (LOG_LEVEL is WARNING or above).
    """
    for module in MODULES:
        module.copy = SimpleNamespace(deepcopy=_same)
        module.structlogger = _Quiet(module.structlogger)
    rasa.core.processor.MessageProcessor._log_slots = staticmethod(_nothing)


class _Quiet:
    """A logger without debug lines."""

    def __init__(self, logger: Any):
        self._logger = logger

    def __getattr__(self, name: str) -> Any:
        return getattr(self._logger, name)

    def debug(self, *_: Any, **__: Any) -> None:
        """Nothing."""


def _same(thing: Any) -> Any:
    return thing


def _nothing(_tracker: Any) -> None:
    return None
