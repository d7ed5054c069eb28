"""Reads YAML and remembers on which line every part stands, so that a mistake can be told with its line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

# The compiled reader is ten times as fast; both know the same files and lines.
_FAST: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 50
"""A record has hardly ten levels; a file with thousands would exhaust the reader."""


class _Loader(_FAST):  # type: ignore[misc]  # chosen above
    """Leaves a day or number that cannot be as it is written, so that it is named with its field."""


def _as_it_can_be(loader: Any, node: Any) -> Any:
    try:
        return yaml.SafeLoader.yaml_constructors[node.tag](loader, node)
    except ValueError:
        return node.value


for _kind in ("timestamp", "int"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_kind}", _as_it_can_be)


class Written:
    """The content of a YAML file, and the lines of its parts. Raises yaml.YAMLError, UnicodeDecodeError."""

    def __init__(self, path: Path):
        text = path.read_text("utf-8")
        _check(text)
        loader = _Loader(text)
        try:
            self._node = loader.get_single_node()
            self.content: Any = None if self._node is None else loader.construct_document(self._node)
        finally:
            loader.dispose()

    def line(self, place: Sequence[str | int]) -> int:
        """The line (from 1) of the part at ``place``, such as ``("fees", 0, "amount")``, or of the nearest around it.

        A part that is missing has the line of what should hold it.
        """
        node, line = self._node, 1 if self._node is None else self._node.start_mark.line + 1
        for step in place:
            node, mark = _child(node, step)
            if node is None:
                break
            line = mark.line + 1
        return line

    def twice(self) -> list[tuple[str, int]]:
        """Keys that one mapping has twice, with the line of the second: YAML silently keeps that one alone."""
        return list(_twice(self._node))


def _check(text: str) -> None:
    """Raises yaml.YAMLError for what would make a small file endless: parts that stand for others, and great depth."""
    depth = 0
    for event in yaml.parse(text, Loader=_FAST):
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise yaml.MarkedYAMLError(
                problem="a part must be written out, not refer to another (*)", problem_mark=mark
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise yaml.MarkedYAMLError(problem="is nested too deeply", problem_mark=mark)


def _child(node: Any, step: str | int) -> tuple[Any, Any]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value, key.start_mark
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step].start_mark
    return None, None


def _twice(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key.value, key.start_mark.line + 1
                seen.add(key.value)
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twice(value)
