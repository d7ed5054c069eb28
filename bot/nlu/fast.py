"""All that makes Rasa answer a message sooner, in one place. None of it changes what Rasa decides."""

from bot.nlu import (
    fast_actions,
    fast_copies,
    fast_domain,
    fast_events,
    fast_graph,
    fast_logs,
    fast_rules,
    fast_states,
    fast_validation,
)

MODULES = (
    fast_actions, fast_copies, fast_domain, fast_events, fast_graph, fast_logs, fast_rules, fast_states,
    fast_validation,
)  # fmt: skip


def install() -> None:
    """For a process that serves; training runs Rasa as it is."""
    for module in MODULES:
        module.install()
