"""A graph gives what it gives in Rasa."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner

from bot.nlu import fast_graph
from tests.nlu.replaced import ORIGINAL, put_back

RASAS = ORIGINAL[DaskGraphRunner, "run"]
NEEDS = {"tokens": ["message"], "names": ["tokens"], "topic": ["tokens", "names"], "other": ["message"]}


@pytest.fixture(autouse=True)
def installed() -> Iterator[None]:
    fast_graph.install()
    yield
    put_back()


@pytest.fixture
def runner() -> tuple[DaskGraphRunner, list[str]]:
    """A runner of four nodes, and which of them ran."""
    ran: list[str] = []

    def node(name: str) -> Any:
        def call(*inputs: Any) -> Any:
            ran.append(name)
            if any(not isinstance(each, tuple) for each in inputs):
                raise GraphRunError("missing")
            return name, [name, *inputs]

        return call

    made = object.__new__(DaskGraphRunner)
    made._graph_schema = GraphSchema(
        {
            name: SchemaNode({f"in{at}": need for at, need in enumerate(needs)}, SimpleNamespace, "create", "run", {})
            for name, needs in NEEDS.items()
        }
    )
    made._instantiated_nodes = {name: node(name) for name in NEEDS}
    made._execution_context = None
    return made, ran


def test_targets_come_out_the_same_and_nothing_else_runs(runner: tuple[DaskGraphRunner, list[str]]) -> None:
    made, ran = runner
    for text in ("a", "b"):
        inputs = {"message": [text]}
        assert made.run(inputs, ["topic"]) == RASAS(made, inputs, ["topic"])
    assert ran.count("topic") == 4 and "other" not in ran
    assert made.run({"message": ["a"]}, ["topic", "other"]) == RASAS(made, {"message": ["a"]}, ["topic", "other"])


def test_an_input_that_is_missing_is_the_same_error(runner: tuple[DaskGraphRunner, list[str]]) -> None:
    for run in (runner[0].run, lambda **given: RASAS(runner[0], **given)):
        with pytest.raises(GraphRunError):
            run(inputs={}, targets=["topic"])


def test_an_input_that_bears_the_name_of_a_node_is_refused(runner: tuple[DaskGraphRunner, list[str]]) -> None:
    with pytest.raises(GraphRunError, match="clashes"):
        runner[0].run({"message": "tokens"}, ["topic"])
