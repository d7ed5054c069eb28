"""One path per outcome of every guide, through the running bot: begun by a phrase, walked by buttons."""

from typing import Any

import pytest

from procedures.guides.walk import Walk
from procedures.publishing.files import read_catalog
from tests.procedures.guides.paths import one_each
from tests.stack import Chat, Stack

pytestmark = pytest.mark.e2e

GUIDES = {slug: record.guide for slug, record in read_catalog().records.items() if record.guide}
ENDS = [
    pytest.param(slug, walk, id=f"{slug}: {end}")
    for slug, guide in GUIDES.items()
    for end, walk in one_each(guide).items()
]


def _row(payload: dict[str, Any], kind: str) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [row for block in payload["blocks"] if block["type"] == kind for row in block["rows"]]
    assert len(rows) == 1, payload["text"]
    return rows[0]


def _press(chat: Chat, title: str) -> dict[str, Any]:
    """The last reply to the button of exactly that title."""
    return chat._send({"button": chat.buttons[title]})[-1]


@pytest.mark.parametrize(("slug", "walk"), ENDS)
def test_every_outcome_is_reached_by_buttons(stack: Stack, slug: str, walk: Walk) -> None:
    chat = Chat(stack.url)
    said = chat.say(GUIDES[slug].names.vi[0])[-1]
    for number, step in enumerate(walk.path, 1):
        row = _row(said, "guide_question")
        assert (row["guide"], row["question"], row["number"]) == (slug, step.question.id, number)
        said = _press(chat, step.option.title.vi)
    assert walk.outcome
    row = _row(said, "guide_outcome")
    assert (row["guide"], row["outcome"]) == (slug, walk.outcome.id)
    assert [answer["answer"] for answer in row["answers"]] == [step.option.title.vi for step in walk.path]
    assert {"documents", "fees", "places", "times", "steps"} <= {block["type"] for block in said["blocks"]}
    assert row["next_step"]


@pytest.mark.parametrize("slug", GUIDES)
def test_every_phrase_starts_its_guide(stack: Stack, slug: str) -> None:
    guide = GUIDES[slug]
    assert guide
    for lang, phrases in (("vi", guide.names.vi), ("en", guide.names.en)):
        for phrase in phrases:
            said = Chat(stack.url, lang).say(phrase)[-1]
            assert said["kind"] == "guide", f"«{phrase}»: {said['text']}"
            assert _row(said, "guide_question")["guide"] == slug, phrase


def test_a_question_amid_a_guide_is_answered_and_then_it_goes_on(stack: Stack) -> None:
    chat = Chat(stack.url)
    chat.say("dẫn em từng bước làm lý lịch tư pháp")
    chat.say("20 tuổi")
    answered, asked = chat.say("nộp mất bao nhiêu tiền vậy")
    assert answered["topic"] == "fee"
    assert _row(asked, "guide_question")["question"] == "residence"
    assert _row(chat.say("em đang ở việt nam")[-1], "guide_question")["question"] == "whom"


def test_back_change_pause_and_resume(stack: Stack) -> None:
    chat = Chat(stack.url)
    chat.say("cần phiếu số 1 hay số 2")
    chat.say("20")
    chat.say("1")
    said = chat.say("quay lại")[-1]
    assert _row(said, "guide_question")["question"] == "residence"
    chat.say("1")
    chat.say("cho mình")
    said = chat.say("đổi câu trả lời về tuổi")[-1]
    assert _row(said, "guide_question")["question"] == "age"
    said = chat.say("18 tuổi")[-1]
    assert _row(said, "guide_question")["question"] == "way", "later answers are kept"
    assert chat.say("tạm dừng")[-1]["topic"] == "guide"
    assert chat.say("đăng ký tạm trú mất mấy ngày")[-1]["topic"] == "time"
    said = chat.say("tiếp tục")[-1]
    assert _row(said, "guide_question")["question"] == "way"
    chat.say("online")
    said = chat.say("đi làm")[-1]
    assert _row(said, "guide_outcome")["outcome"] == "number_1"
    said = _press(chat, "Sửa câu trả lời cuối")
    assert _row(said, "guide_question")["question"] == "purpose"
    assert _row(chat.say("để biết")[-1], "guide_outcome")["outcome"] == "number_2"


def test_a_guide_can_be_stopped_and_begun_again(stack: Stack) -> None:
    chat = Chat(stack.url)
    chat.say("mới chuyển nhà cần làm gì")
    said = _press(chat, "Dừng")
    assert said["kind"] != "guide"
    assert chat.say("đăng ký tạm trú mất mấy ngày")[-1]["topic"] == "time"
    said = chat.say("mới chuyển nhà cần làm gì")[-1]
    assert _row(said, "guide_question")["number"] == 1


def test_the_language_can_change_in_the_middle(stack: Stack) -> None:
    chat = Chat(stack.url)
    chat.say("mới chuyển nhà cần làm gì")
    said = chat.say("please speak english")[-1]
    assert said["lang"] == "en"
    assert _row(said, "guide_question")["text"] == "How long will you stay at the new place?"
    said = _press(chat, "For good")
    assert _row(said, "guide_question")["question"] == "whose"


def test_what_is_no_answer_is_asked_again(stack: Stack) -> None:
    chat = Chat(stack.url)
    chat.say("mới chuyển nhà cần làm gì")
    said = chat.say("blablabla")[-1]
    assert _row(said, "guide_question")["question"] == "how_long"


def test_without_a_procedure_the_guides_are_offered(stack: Stack) -> None:
    chat = Chat(stack.url)
    said = chat.say("dẫn em từng bước với")[-1]
    assert said["kind"] == "choices"
    said = _press(chat, "Mới chuyển nhà: phải đăng ký gì")
    assert _row(said, "guide_question")["guide"] == "permanent-residence"
