"""Runs a model's graph in an order that is worked out once, not anew by a scheduler for every message."""

from typing import Any
from weakref import WeakKeyDictionary

from rasa.engine.runner.dask import DaskGraphRunner

Plan = list[tuple[str, Any, tuple[str, ...]]]
"""Name of a node, the node, the names of what it needs: each after all that it needs."""


def install() -> None:
    """Replaces DaskGraphRunner.run for serving; the same inputs give the same outputs and errors.

    Rasa 3.6.21 builds a graph for dask at each of the three runs of a turn, and dask looks for names in all arguments.
    """
    rasas = DaskGraphRunner.run
    plans: WeakKeyDictionary[DaskGraphRunner, dict[tuple[str, ...], Plan]] = WeakKeyDictionary()

    def run(
        self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
    ) -> dict[str, Any]:
        given = inputs or {}
        wanted = tuple(targets or self._graph_schema.target_names)
        if any(isinstance(value, str) for value in given.values()):  # Rasa checks those against the names of nodes
            return rasas(self, inputs, targets)
        known = plans.setdefault(self, {})
        plan = known.get(wanted)
        if plan is None:
            plan = known[wanted] = _plan(self, wanted)
        made: dict[str, Any] = {name: (name, value) for name, value in given.items()}
        for name, node, needs in plan:
            if name not in given:
                made[name] = node(*[made.get(need, need) for need in needs])
        return {name: made[name][1] for name in wanted}

    DaskGraphRunner.run = run


def _plan(runner: DaskGraphRunner, wanted: tuple[str, ...]) -> Plan:
    schema, nodes = runner._graph_schema, runner._instantiated_nodes
    plan: Plan = []
    seen: set[str] = set()

    def add(name: str) -> None:
        if name in seen or name not in schema.nodes:  # what is not a node is an input
            return
        seen.add(name)
        needs = tuple(schema.nodes[name].needs.values())
        for need in needs:
            add(need)
        plan.append((name, nodes[name], needs))

    for name in wanted:
        add(name)
    return plan
