"""What admins ask of models: done once, refused with a sentence, written into the log."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.training import requests
from bot.training.tables import Release, TrainedModel, Training
from bot.web.accounts.models import AuditEntry
from bot.web.settings import WebSettings
from tests.web.accounts.browser import Browser
from tests.web.accounts.conftest import Staff
from tests.web.learning import made_models as made

HOME = "/quan-tri/mo-hinh"
TRAIN = f"{HOME}/huan-luyen"
Sessions = sessionmaker[Session]


@pytest.fixture(autouse=True)
def whole(settings: WebSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """As under the launcher, with the whole source code there."""
    settings.follow_releases = True
    monkeypatch.setattr(requests, "TESTS", Path(__file__))


@pytest.fixture
def candidate(sessions: Sessions) -> int:
    """A running model, an example that it does not know, and a model that passed beside it; gives that one."""
    with sessions.begin() as session:
        first, second = made.model(session, "a"), made.model(session, "b")
        made.live(session, first.id)
        made.released(session, first.id, None)
        made.ended(session, 1, first.id, second)
        made.example(session, "tốn mấy đồng")
        return second.id


def log_of(sessions: Sessions) -> list[AuditEntry]:
    with sessions() as session:
        kinds = AuditEntry.object_kind.in_(("training", "model"))
        return list(session.scalars(select(AuditEntry).where(kinds).order_by(AuditEntry.id)))


def open_trainings(sessions: Sessions) -> Sequence[Training]:
    with sessions() as session:
        return session.scalars(select(Training).where(Training.open.is_(True))).all()


def open_releases(sessions: Sessions) -> Sequence[Release]:
    with sessions() as session:
        return session.scalars(select(Release).where(Release.open.is_(True))).all()


async def two_admins(staff: Staff) -> tuple[Browser, Browser]:
    both = await staff.signed_in("lan", "admin"), await staff.signed_in("hoa", "admin")
    for browser in both:
        await browser.get(HOME)
    return both


async def test_a_training_is_asked_for_with_a_reason_and_a_double_click_is_one(
    staff: Staff, sessions: Sessions, candidate: int
) -> None:
    admin = await staff.signed_in("lan", "admin")
    await admin.get(HOME)
    for reason in (" ", "x" * 501):
        assert await admin.send(TRAIN, reason=reason) == 422
        assert "ghi lý do" in admin.text and reason.strip() in admin.text
    assert await asyncio.gather(*(admin.send(TRAIN, reason="học câu mới") for _ in range(2))) == [200, 200]
    (asked,) = open_trainings(sessions)
    assert (asked.state, asked.asked_by_id, asked.reason) == ("waiting", 1, "học câu mới")
    (row,) = log_of(sessions)
    assert (row.action, row.object_id, row.after, row.reason) == (
        "ask_training", str(asked.id), {"state": "waiting"}, "học câu mới",
    )  # fmt: skip
    assert "Đã nhận yêu cầu huấn luyện" in admin.text and "Đang chờ máy chủ nhận việc" in admin.text


async def test_of_two_admins_one_trains_and_the_other_is_told(staff: Staff, sessions: Sessions, candidate: int) -> None:
    both = await two_admins(staff)
    got = await asyncio.gather(*(each.send(TRAIN, reason=f"lý do {place}") for place, each in enumerate(both)))
    assert sorted(got) == [200, 409] and len(open_trainings(sessions)) == len(log_of(sessions)) == 1
    assert "Đang có một lần huấn luyện chạy rồi" in both[got.index(409)].text


async def test_without_anything_new_there_is_no_training(staff: Staff, sessions: Sessions) -> None:
    admin = await staff.signed_in("lan", "admin")
    with sessions.begin() as session:
        made.live(session, made.model(session, "a").id)
    await admin.get(HOME)
    assert f'action="{TRAIN}"' not in admin.text
    assert await admin.send(TRAIN, reason="thử") == 409 and "Chưa có gì mới để học" in admin.text
    assert log_of(sessions) == []


async def test_a_training_is_stopped_once_and_one_that_ended_says_so(staff: Staff, sessions: Sessions) -> None:
    admin = await staff.signed_in("lan", "admin")
    with sessions.begin() as session:
        made.live(session, made.model(session, "a").id)
        number = made.training(session, 1).id
    await admin.get(HOME)
    for _ in range(2):
        assert await admin.send(f"{TRAIN}/{number}/dung") == 200 and "Đang dừng" in admin.text
    (row,) = log_of(sessions)
    assert (row.action, row.before, row.after) == ("stop_training", {"state": "training"}, {"state": "cancelled"})
    with sessions.begin() as session:
        training = session.get_one(Training, number)
        assert training.cancel_asked
        training.state, training.open = "cancelled", None
    assert await admin.send(f"{TRAIN}/{number}/dung") == 409 and "đã kết thúc" in admin.text


async def test_a_model_that_passed_is_released_once_with_before_and_after_in_the_log(
    staff: Staff, sessions: Sessions, candidate: int
) -> None:
    admin = await staff.signed_in("lan", "admin")
    path = f"{HOME}/{candidate}/phat-hanh"
    await admin.get(f"{HOME}/{candidate}")
    assert await admin.send(path, live=1, reason=" ") == 422 and "ghi lý do" in admin.text
    form = {"live": admin.hidden["live"], "reason": "đạt"}
    assert await asyncio.gather(*(admin.send(path, **form) for _ in range(2))) == [200, 200]
    (asked,) = open_releases(sessions)
    assert (asked.model_id, asked.from_model_id, asked.asked_by_id, asked.back) == (candidate, 1, 1, False)
    (row,) = log_of(sessions)
    assert (row.action, row.object_id, row.reason) == ("ask_release", str(candidate), "đạt")
    assert (row.before, row.after) == ({"live": "motcua-a"}, {"live": "motcua-b"})
    assert "Đã nhận yêu cầu phát hành" in admin.text and "Đang chờ máy chủ nhận yêu cầu" in admin.text


async def test_of_two_admins_who_release_one_is_told(staff: Staff, sessions: Sessions, candidate: int) -> None:
    both = await two_admins(staff)
    path = f"{HOME}/{candidate}/phat-hanh"
    sent = (each.send(path, live=1, reason=f"lý do {place}") for place, each in enumerate(both))
    got = await asyncio.gather(*sent)
    assert sorted(got) == [200, 409] and len(open_releases(sessions)) == len(log_of(sessions)) == 1
    assert "Đang có một lần phát hành" in both[got.index(409)].text


async def test_a_page_that_shows_another_running_model_releases_nothing(
    staff: Staff, sessions: Sessions, candidate: int
) -> None:
    admin = await staff.signed_in("lan", "admin")
    await admin.get(f"{HOME}/{candidate}")
    with sessions.begin() as session:
        other = made.model(session, "c")
        made.live(session, other.id)
        made.ended(session, 1, other.id, session.get_one(TrainedModel, candidate))
    form = {"live": admin.hidden["live"], "reason": "đạt"}
    assert await admin.send(f"{HOME}/{candidate}/phat-hanh", **form) == 409
    assert "đã đổi sau khi anh/chị mở trang" in admin.text and open_releases(sessions) == []
    assert await admin.send(f"{HOME}/{candidate}/phat-hanh", live=other.id, reason="đạt") == 200


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": "refused"}, "không đạt"), ({"state": "gone"}, "đã xóa"),
        ({"sources": "6" * 16}, "bản mã nguồn khác"), ({"training_id": None}, "chưa được đo cùng"),
    ],
)  # fmt: skip
async def test_a_model_that_must_not_answer_is_refused_with_the_reason(
    staff: Staff, sessions: Sessions, candidate: int, values: dict[str, object], said: str
) -> None:
    admin = await staff.signed_in("lan", "admin")
    with sessions.begin() as session:
        row = session.get_one(TrainedModel, candidate)
        for name, value in values.items():
            setattr(row, name, value)
    await admin.get(f"{HOME}/{candidate}")
    assert "/phat-hanh" not in admin.text
    assert await admin.send(f"{HOME}/{candidate}/phat-hanh", live=1, reason="đạt") == 409
    assert said in admin.text and open_releases(sessions) == [] and log_of(sessions) == []


async def test_going_back_is_one_click_with_the_reason_filled_in(
    staff: Staff, sessions: Sessions, candidate: int
) -> None:
    admin = await staff.signed_in("lan", "admin")
    with sessions.begin() as session:
        made.released(session, candidate, 1, 1)
        made.live(session, candidate)
    await admin.get(HOME)
    assert 'value="Quay lại mô hình trước"' in admin.text
    assert await admin.send(f"{HOME}/1/phat-hanh", live=candidate, reason="Quay lại mô hình trước") == 200
    (asked,) = open_releases(sessions)
    assert (asked.model_id, asked.back) == (1, True)
    (row,) = log_of(sessions)
    assert (row.action, row.after) == ("ask_return", {"live": "motcua-a"})
    assert "Đã nhận yêu cầu quay lại" in admin.text
