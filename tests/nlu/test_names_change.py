"""Names that are exchanged one by one: what is found never differs from an index built whole."""

from random import Random
from typing import Any

import pytest

from bot.nlu.names import Names
from procedures.text import fold

WORDS = ("cấp", "đổi", "hộ", "chiếu", "giấy", "phép", "xe", "đất", "lái", "bằng", "số", "2", "dk", "lại", "vneid", "mở")
UNKNOWN = "giấy phép xây dựng"
SLIPPED = ("chieuu", "gisy", "hochieu", "bnag", "phpe", "doii", "và", "ở", ".", "dang ky")
SLUGS = ("passport", "land", "land-change", "licence", "licence-change", "car")
MEMBERS = ("land-change", "licence-change", "car")


def _name(draw: Random) -> dict[str, Any]:
    text = UNKNOWN if draw.random() < 0.1 else " ".join(draw.choices(WORDS, k=draw.randint(1, 4)))
    context = draw.random() < 0.4
    return {
        "text": fold(text),
        "forms": [text] if draw.random() < 0.5 else [],
        "slugs": draw.sample(SLUGS, draw.randint(0, 2)),
        "context": context,
        **({"guide": True} if not context and draw.random() < 0.4 else {}),
    }


def _content(draw: Random) -> dict[str, Any]:
    families = {member: draw.choice(("land", "licence")) for member in draw.sample(MEMBERS, draw.randint(0, 3))}
    return {"version": "one", "names": [_name(draw) for _ in range(draw.randint(0, 8))], "families": families}


def _said(draw: Random) -> list[str]:
    return draw.choices(WORDS + SLIPPED + tuple(UNKNOWN.split()), k=draw.randint(1, 12))


@pytest.mark.parametrize("seed", range(60))
def test_an_index_changed_step_by_step_finds_what_one_built_whole_finds(seed: int) -> None:
    draw = Random(seed)
    steps = [_content(draw) for _ in range(draw.randint(2, 4))]
    changed = Names(steps[0])
    for content in steps[1:]:
        changed = Names(content, changed)
    whole = Names(steps[-1])
    for typed in [_said(draw) for _ in range(8)]:
        folded = [fold(word) for word in typed]
        assert changed.find(folded, typed) == whole.find(folded, typed)
        assert changed.find(folded) == whole.find(folded)
        assert [changed.holds(word) for word in folded] == [whole.holds(word) for word in folded]
    assert changed.content == whole.content


@pytest.mark.parametrize("seed", range(20))
def test_an_index_is_the_same_as_before_after_another_was_made_of_it(seed: int) -> None:
    draw = Random(seed)
    content, typed = _content(draw), _said(draw)
    folded = [fold(word) for word in typed]
    index = Names(content)
    before = index.find(folded, typed)
    Names(_content(draw), index)
    assert index.find(folded, typed) == before
    assert index.content == Names(content).content
