"""The sketches of the held-out messages: they fit the set, and tell near words from others. No message is shown."""

from pathlib import Path

import yaml

from bot.web.learning.heldout import FILE, alike, is_near, sketch
from bot.web.learning.nearness import SHORT, plain

HELD_OUT = Path(__file__).parents[3] / "tests/nlu/heldout"
SAMPLE = 40


def test_the_sketches_are_those_of_the_held_out_set() -> None:
    rows = [row["text"] for path in sorted(HELD_OUT.glob("*.yml")) for row in yaml.safe_load(path.read_text("utf-8"))]
    words = sorted({words for row in rows if len(words := plain(row)) > SHORT})
    kept = {int(line, 16) for line in FILE.read_text("ascii").split()}
    missing = sum(sketch(each) not in kept for each in words[:: len(words) // SAMPLE])
    assert (len(kept), missing) == (len(words), 0), "run python -m tests.bench.sketch_heldout"


def test_a_held_out_message_is_near_itself_however_it_is_typed() -> None:
    rows = yaml.safe_load((HELD_OUT / "topics.yml").read_text("utf-8")) if (HELD_OUT / "topics.yml").exists() else []
    long = [row["text"] for row in rows if len(plain(row["text"])) > SHORT][:5]
    assert [is_near(f"{text.upper()} !!") for text in long] == [True] * len(long)


def test_sketches_estimate_how_alike_trigrams_are() -> None:
    one = sketch(plain("muốn hỏi làm lại thẻ căn cước bị mất thì cần những giấy tờ gì"))
    near = sketch(plain("muốn hỏi làm lại thẻ căn cước bị mất thì cần những giấy tờ gì ạ"))
    other = sketch(plain("cho hỏi đóng bảo hiểm y tế hộ gia đình năm nay bao nhiêu tiền"))
    assert alike(one, one) == 1 and alike(one, near) > 0.85 and alike(one, other) < 0.35


def test_short_everyday_words_may_stand_in_both_sets() -> None:
    assert not is_near("xin chào")
