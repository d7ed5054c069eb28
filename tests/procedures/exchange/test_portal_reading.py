"""Files of the portal's layout: read one record at a time, refused as a whole where they are broken."""

import json
from pathlib import Path
from typing import Any

import pytest

from procedures.exchange.portal import reading
from procedures.exchange.portal.reading import BadFile, check, records

BOAT: dict[str, Any] = {"code": "1.000001", "name": "Đăng ký thuyền", "methods": [{"channel": "Trực tiếp"}]}


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", json.dumps([BOAT, BOAT])),
        ("a.json", json.dumps([BOAT, BOAT], indent=2, ensure_ascii=False)),
        ("a.jsonl", json.dumps(BOAT) + "\n\n" + json.dumps(BOAT, ensure_ascii=False)),
        ("a.JSON", "\ufeff" + json.dumps([BOAT, BOAT])),
        ("a.csv", 'code,name,methods\n' + '1.000001,Đăng ký thuyền,"[{""channel"": ""Trực tiếp""}]"\n' * 2),
    ],
)  # fmt: skip
def test_every_form_gives_the_same_records(tmp_path: Path, name: str, text: str) -> None:
    assert [record for _, record in records(_write(tmp_path, name, text))] == [BOAT, BOAT]


def test_a_list_longer_than_a_piece_of_reading_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CHUNK", 7)
    path = _write(tmp_path, "a.json", json.dumps([{**BOAT, "code": str(n)} for n in range(30)], indent=1))
    assert [record["code"] for _, record in records(path)] == [str(n) for n in range(30)]


def test_each_record_tells_its_line(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.json", '[\n{"code": "1",\n"name": "x"},\n\n{"code": "2"}\n]')
    assert [line for line, _ in records(path)] == [2, 5]
    path = _write(tmp_path, "a.csv", 'code,name\n1,"x\ny"\n2,z\n')
    assert [line for line, _ in records(path)] == [2, 4]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", '[\n{"code": "1"},\n{"code": }\n]', r"a\.json, line 3: no JSON"),
        ("a.json", '[{"code": "1"}', r"a\.json, line 1: "),
        ("a.json", '{"code": "1"}', r"a\.json, line 1: the file must hold a list"),
        ("a.json", "", r"a\.json, line 1: the file must hold a list"),
        ("a.json", "[1]", r"a\.json, line 1: a record must be an object"),
        ("a.json", '[{"code": "1"}]\n[{"code": "2"}]', r"a\.json, line 1: something follows the end of the list"),
        ("a.jsonl", "[" * 100_000, r"a\.jsonl: a record is nested too deeply"),
        ("a.csv", "code,code,name\n1,2,x\n", r"a\.csv, line 1: two columns have the same title"),
        ("a.jsonl", '{"code": "1"}\n{"code"', r"a\.jsonl, line 2: no JSON"),
        ("a.csv", "code,name\n1,x,y\n", r"a\.csv, line 2: this row has another number of cells"),
        ("a.csv", "code,name\n1\n", r"a\.csv, line 2: this row has another number of cells"),
        ("a.txt", "", r"a\.txt: the name must end with"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(BadFile, match=said):
        check(_write(tmp_path, name, text))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"code,name\n\xff\xfe,x\n")
    with pytest.raises(BadFile, match="UTF-8"):
        check(tmp_path / "a.csv")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be opened"):
        check(tmp_path / "nowhere.json")
