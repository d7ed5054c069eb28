"""Phone mode's look-up: half a sentence, the caller's case, what to read out."""

import pytest
from sqlalchemy.orm import Session

from bot.web.desk.help.phone import Asked, Chosen, PhoneView, look_up
from bot.web.desk.help.toggles import facts_of
from procedures.calendar import today

STUDENT = "ly lich tu phap so 1 cho sinh vien nop online"


def seen(session: Session, **asked: object) -> PhoneView:
    return look_up(session, Asked(**asked), None, today())  # type: ignore[arg-type]


def chosen(session: Session, **asked: object) -> Chosen:
    found = seen(session, **asked).chosen
    assert found is not None
    return found


def test_half_a_sentence_without_marks_leads_to_the_procedure_and_the_callers_own_fee(catalog: Session) -> None:
    found = chosen(catalog, words=STUDENT)
    assert found.slug == "criminal-record-1"
    assert found.parts[0].topic == "fee" and "100.000đ" in found.parts[0].lead
    assert "sinh viên" in found.case and "trực tuyến" in found.case


def test_parts_are_read_in_the_order_of_asking_with_a_short_sentence_first(catalog: Session) -> None:
    found = chosen(catalog, words="khai sinh")
    assert [part.topic for part in found.parts] == ["fee", "documents", "where", "time"]
    papers = found.parts[1]
    assert papers.lead.startswith("Anh/chị cần ") and papers.lines


def test_papers_that_the_office_looks_up_itself_are_told_apart(catalog: Session) -> None:
    papers = chosen(catalog, slug="birth-registration").parts[1]
    assert papers.rest and not set(papers.rest) & set(papers.lines)
    assert str(len(papers.rest)) in papers.rest_title


def test_a_changed_fact_changes_the_fee_and_the_old_words_do_not_bring_it_back(catalog: Session) -> None:
    asked = {"words": STUDENT, "seen": STUDENT, "slug": "criminal-record-1"}
    found = chosen(catalog, **asked, facts={"channel": "counter"}, groups=())
    assert "sinh viên" not in found.case and "100.000đ" not in found.parts[0].lead


def test_only_facts_that_the_records_own_conditions_ask_for_can_be_told(catalog: Session) -> None:
    offered = chosen(catalog, slug="passport").toggles
    assert offered.asks_age and [each.value for each in offered.groups] == ["digital_citizen"]
    assert not chosen(catalog, slug="criminal-record-1").toggles.asks_age


def test_a_fact_that_makes_no_difference_here_is_kept_for_another_procedure(catalog: Session) -> None:
    assert ("for_whom", "child") in chosen(catalog, words="ho chieu cho con").toggles.kept


def test_words_that_name_nothing_leave_the_procedure_in_hand(catalog: Session) -> None:
    view = seen(catalog, words="zzz qqq", seen="khai sinh", slug="birth-registration")
    assert view.chosen is not None and view.chosen.slug == "birth-registration" and not view.nothing


def test_nothing_is_made_up_for_words_that_name_nothing(catalog: Session) -> None:
    view = seen(catalog, words="thủ tục nuôi rồng lửa")
    assert view.chosen is None and view.nothing and not view.candidates


def test_a_family_offers_its_procedures(catalog: Session) -> None:
    view = seen(catalog, slug="driving-licence")
    assert view.chosen is None and ("driving-licence-change", "Đổi giấy phép lái xe") in view.family


@pytest.mark.parametrize("slug", ["nope", "../etc", "'; --", "a" * 80])
def test_a_slug_of_nothing_shows_nothing(catalog: Session, slug: str) -> None:
    view = seen(catalog, slug=slug)
    assert view.chosen is None and not view.family


def test_the_guide_asks_question_by_question_and_its_link_holds_the_choices_alone(catalog: Session) -> None:
    slug, answers = "permanent-residence", list[str]()
    for _ in range(12):
        led = chosen(catalog, slug=slug, guided=True, answers=answers).led
        assert led is not None
        if led.question is None:
            break
        answers.append(f"{led.question.id}:{led.question.options[0].id}")
    found = chosen(catalog, slug=slug, guided=True, answers=answers)
    assert found.led and found.led.payload and len(found.led.answered) == len(answers)
    assert found.link == f"/thu-tuc/{found.led.slug}/huong-dan?" + "&".join(f"a={pair}" for pair in answers)
    assert found.paper == f"/thu-tuc/{slug}/cho-quay?" + "&".join(f"a={pair}" for pair in answers)


def test_answers_that_the_guide_does_not_have_are_asked_again(catalog: Session) -> None:
    led = chosen(catalog, slug="permanent-residence", guided=True, answers=["x:y", "no-colon", "a:b:c"]).led
    assert led is not None and led.question is not None and not led.answered


def test_an_english_caller_hears_english_and_gets_english_links(catalog: Session) -> None:
    found = chosen(catalog, slug="passport", lang="en")
    assert found.link == "/thu-tuc/passport?lang=en" and "You need" in found.parts[1].lead


@pytest.mark.parametrize(
    "form",
    [{"age": "999"}, {"age": "-1"}, {"channel": "fax"}, {"province": "atlantis"}, {"level": "9"}, {"for_whom": "<b>"}],
)
def test_facts_that_are_none_count_as_not_told(form: dict[str, str]) -> None:
    assert not facts_of(form, ["king"])
