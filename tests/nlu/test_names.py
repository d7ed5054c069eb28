"""Which of several names counts."""

from pathlib import Path

import pytest

from bot.nlu.names import Names
from bot.nlu.published import BadNames, read_names
from tests.nlu.conftest import names

CASES = [
    ("the longest wins", ["a b", "a b c"], [], "a b c", [("a b c", False)]),
    ("a longer name covers a short one in context", ["x so 2"], ["so 2"], "x so 2", [("x so 2", False)]),
    ("a longer name in context covers a shorter one", ["so"], ["phieu so 2"], "phieu so 2", [("phieu so 2", True)]),
    ("the same words: no context needed comes first", ["so 2"], ["so 2"], "so 2", [("so 2", False)]),
    ("of two as long the first", ["a b", "b c"], [], "a b c", [("a b", False)]),
    ("each place counts", ["a"], [], "a x a", [("a", False), ("a", False)]),
    ("nothing", ["a"], ["b"], "x", []),
]


@pytest.mark.parametrize(("why", "plain", "short", "text", "expected"), CASES, ids=[case[0] for case in CASES])
def test_names_that_overlap(
    why: str, plain: list[str], short: list[str], text: str, expected: list[tuple[str, bool]]
) -> None:
    entries = [(name, [name], False) for name in plain] + [(name, [name], True) for name in short]
    found = Names(names(*entries)).find(text.split())
    assert [(name.slugs[0], name.context) for name in found] == expected, why


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"names": []}', '{"version": 1, "names": []}', '{"version": "a", "names": [{"text": "x"}]}',
     '{"version": "a", "names": [{"text": "x", "slugs": "y", "context": false}]}',
     '{"version": "a", "names": [{"text": "x", "slugs": [{}], "context": false}]}',
     '{"version": "a", "names": [{"text": "x", "slugs": ["y"], "forms": "z", "context": false}]}',
     '{"version": "a", "names": [], "families": {"x": ["y"]}}', '{"version": "a", "names": [], "families": ["x"]}'],
)  # fmt: skip
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "names.json"
    path.write_text(content, "utf-8")
    with pytest.raises(BadNames, match=r"names\.json"):
        read_names(path)


def test_an_abbreviated_name_is_found_however_the_abbreviation_is_written() -> None:
    content = names(("dk tam tru", ["x"], False))
    content["names"][0]["forms"] = ["đk tạm trú"]
    index = Names(content)
    (found,) = index.find(["xin", "dang ky", "tam", "tru"], ["xin", "đăng ký", "tạm", "trú"])
    assert (found.first, found.last) == (1, 4)
    assert index.find(["dang", "ky", "tam", "tru"], ["đăng", "ký", "tạm", "trú"])
    assert not index.find(["dang ky", "tam", "tru"], ["đăng ký", "tấm", "trụ"])
