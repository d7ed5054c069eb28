"""Migrations only add: the version before runs on the new data base; upgrades need no downtime, and have a way back."""

import ast
from pathlib import Path

import pytest

VERSIONS = sorted((Path(__file__).parents[1] / "procedures/migrations/versions").glob("*.py"))
TAKES_AWAY = ("drop_table", "drop_column", "drop_constraint", "rename_table", "alter_column")


def _calls(path: Path) -> list[ast.Call]:
    """All calls in ``upgrade`` and what it calls in the file; only ``downgrade`` may take away."""
    tree = ast.parse(path.read_text("utf-8"))
    parts = [node for node in tree.body if not (isinstance(node, ast.FunctionDef) and node.name == "downgrade")]
    return [node for part in parts for node in ast.walk(part) if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_takes_nothing_away(path: Path) -> None:
    assert [_name(call) for call in _calls(path) if _name(call) in TAKES_AWAY] == []


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_new_column_of_an_old_table_may_be_left_out_by_the_version_before(path: Path) -> None:
    for call in _calls(path):
        if _name(call) != "add_column":
            continue
        for column in (node for node in ast.walk(call) if isinstance(node, ast.Call) and _name(node) == "Column"):
            given = {each.arg: each.value for each in column.keywords}
            nullable = given.get("nullable")
            optional = nullable is None or (isinstance(nullable, ast.Constant) and nullable.value is True)
            assert optional or "server_default" in given, f"{path.name}:{column.lineno}"
