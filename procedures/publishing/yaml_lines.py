"""Reads YAML and remembers on which line every part stands, so that a mistake can be told with its line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

# The compiled reader is ten times as fast; both know the same files and lines.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Written:
    """The content of a YAML file, and the lines of its parts. Raises yaml.YAMLError, UnicodeDecodeError."""

    def __init__(self, path: Path):
        loader = _LOADER(path.read_text("utf-8"))
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
