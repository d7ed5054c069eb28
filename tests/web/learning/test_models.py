"""The page of models: what runs, what a training came to, in words; who may look and who may ask."""

import inspect
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.training import requests, tables
from bot.training.tables import Training
from bot.web.settings import WebSettings
from procedures.calendar import now
from procedures.words import load
from tests.web.accounts.conftest import Staff
from tests.web.learning import made_models as made

HOME = "/quan-tri/mo-hinh"
Sessions = sessionmaker[Session]


@pytest.fixture(autouse=True)
def whole(settings: WebSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    """As under the launcher, with the whole source code there."""
    settings.follow_releases = True
    monkeypatch.setattr(requests, "TESTS", Path(__file__))


async def test_the_page_tells_which_model_runs_since_when_by_whom_and_of_what(staff: Staff, sessions: Sessions) -> None:
    admin = await staff.signed_in("lan", "admin")
    with sessions.begin() as session:
        first, second = made.model(session, "aaaa1111bbbb"), made.model(session, "cccc2222dddd", examples_count=12)
        made.released(session, first.id, None)
        made.released(session, second.id, 1, first.id)
        made.live(session, second.id)
        made.example(session, "tốn mấy đồng")
        made.example(session, "hết nhiêu")
    assert await admin.get(HOME) == 200
    for said in ("cccc2222", "Người lan", made.REASON, "4.321 câu có sẵn", "12 câu mẫu", "97%", "96,4%", "1/2",
                 "2 câu mẫu mà mô hình đang chạy chưa học", "Mô hình trước đó: aaaa1111"):  # fmt: skip
        assert said in admin.text, said
    assert await admin.get(f"{HOME}/2") == 200
    for said in ("ab" * 32, "motcua-cccc2222dddd", "5" * 16, "1 phút 36 giây", "Lệ phí", "Thời hạn"):
        assert said in admin.text, said
    assert await admin.get(f"{HOME}/99") == 404


async def test_editors_look_and_find_nothing_to_press(staff: Staff, sessions: Sessions) -> None:
    admin, editor = await staff.signed_in("lan", "admin"), await staff.signed_in("hoa", "editor")
    with sessions.begin() as session:
        first, second = made.model(session, "a"), made.model(session, "b")
        made.live(session, first.id)
        made.ended(session, 1, first.id, second)
        made.example(session, "tốn mấy đồng")
    for path in (HOME, f"{HOME}/2"):
        assert await editor.get(path) == 200
        assert "/phat-hanh" not in editor.text and "/huan-luyen" not in editor.text, path
        await admin.get(path)
        assert "phat-hanh" in admin.text, path
    assert f'href="{HOME}"' in editor.text and await editor.send(f"{HOME}/huan-luyen", reason="x") == 403


async def test_a_training_under_way_shows_step_percent_time_and_log(staff: Staff, sessions: Sessions) -> None:
    admin = await staff.signed_in("lan", "admin")
    with sessions.begin() as session:
        made.live(session, made.model(session, "a").id)
        made.training(session, 1)
        made.example(session, "tốn mấy đồng")
    await admin.get(HOME)
    for said in ("Bước 1/3", "Đang học", "40%", "1 phút", "Epoch 2 &lt;b&gt;", "Dừng huấn luyện", made.REASON):
        assert said in admin.text, said
    assert f'action="{HOME}/huan-luyen"' not in admin.text and "chưa báo gì" not in admin.text
    with sessions.begin() as session:
        session.get_one(Training, 1).beat_at = now() - timedelta(minutes=3)
    await admin.get(HOME)
    assert "Máy chủ chưa báo gì từ" in admin.text


async def test_a_refusal_names_what_fell_in_words(staff: Staff, sessions: Sessions) -> None:
    admin = await staff.signed_in("lan", "admin")
    with sessions.begin() as session:
        first, second = made.model(session, "a"), made.model(session, "b")
        made.live(session, first.id)
        made.ended(session, 1, first.id, second, fell=True)
    for path in (HOME, f"{HOME}/2"):
        await admin.get(path)
        assert "Lệ phí (viết không dấu): từ 96,4% xuống 88%" in admin.text, path
        assert "«bare.yml»: đạt từ 100% xuống 50%" in admin.text and "hỏi cụt" in admin.text
        assert "không đạt" in admin.text and f"{HOME}/2/phat-hanh" not in admin.text
    assert "88% (96,4%)" in admin.text


@pytest.mark.parametrize(
    ("error", "said"),
    [("interrupted", "máy chủ dừng giữa chừng"), ("no_model", "không tạo được"), ("new_one", "lỗi ở máy chủ")],
)
async def test_a_failure_says_why(staff: Staff, sessions: Sessions, error: str, said: str) -> None:
    admin = await staff.signed_in("lan", "admin")
    with sessions.begin() as session:
        first = made.model(session, "a")
        made.live(session, first.id)
        made.training(session, 1, state="failed", open=None, step="done", error=error, ended_at=now())
        made.released(session, first.id, 1, state="failed", error="not_ready")
    await admin.get(HOME)
    assert "Không xong: " in admin.text and said in admin.text and "Epoch 2" in admin.text
    assert "không thành" in admin.text and "không mở được trong thời gian" in admin.text


async def test_a_release_under_way_says_how_far_it_is_and_hides_the_buttons(staff: Staff, sessions: Sessions) -> None:
    admin = await staff.signed_in("lan", "admin")
    with sessions.begin() as session:
        first, second, third = (made.model(session, name) for name in ("a", "bbbb", "c"))
        made.live(session, first.id)
        made.ended(session, 1, first.id, second)
        made.ended(session, 1, first.id, third)
        made.released(session, second.id, 1, first.id, state="starting", open=True, done_at=None)
    await admin.get(HOME)
    assert "Đang chuyển sang mô hình bbbb" in admin.text and "Đang mở mô hình mới" in admin.text
    assert "đang phát hành" in admin.text and "phat-hanh" not in admin.text


@pytest.mark.parametrize(
    ("follows", "silent", "tests", "said"),
    [
        (False, False, True, "mô hình đi cùng bản cài"),
        (True, True, True, "chương trình chạy mô hình trên máy chủ không trả lời"),
        (True, False, False, "không có bộ câu kiểm tra"),
    ],
)
async def test_an_installation_that_cannot_train_says_why(
    staff: Staff, sessions: Sessions, settings: WebSettings, monkeypatch: pytest.MonkeyPatch,
    follows: bool, silent: bool, tests: bool, said: str,
) -> None:  # fmt: skip
    settings.follow_releases = follows
    if not tests:
        monkeypatch.setattr(requests, "TESTS", Path("/nowhere"))
    admin = await staff.signed_in("lan", "admin")
    with sessions.begin() as session:
        heard = now() - timedelta(hours=1 if silent else 0)
        first, second = made.model(session, "a"), made.model(session, "b")
        made.live(session, first.id, launcher_at=heard)
        made.ended(session, 1, first.id, second)
        made.example(session, "tốn mấy đồng")
    await admin.get(HOME)
    assert said in admin.text and f"{HOME}/huan-luyen" not in admin.text
    assert ("phat-hanh" in admin.text) == (not tests), "a release needs the launcher, and no tests"
    assert await admin.send(f"{HOME}/huan-luyen", reason="thử") == 409
    assert 'role="alert"' in admin.text and said in admin.text
    with sessions() as session:
        assert session.get(Training, 2) is None


async def test_an_empty_installation_has_a_page_too(staff: Staff) -> None:
    editor = await staff.signed_in("hoa", "editor")
    assert await editor.get(HOME) == 200 and "Chưa ghi nhận mô hình nào đang chạy" in editor.text


async def test_queue_and_examples_tell_how_many_the_running_model_does_not_know(
    staff: Staff, sessions: Sessions
) -> None:
    editor = await staff.signed_in("hoa", "editor")
    with sessions.begin() as session:
        made.live(session, made.model(session, "a").id)
        made.example(session, "tốn mấy đồng")
    for path in ("/bien-tap/hang-cho", "/bien-tap/vi-du"):
        await editor.get(path)
        assert "Có 1 câu mẫu mà mô hình đang chạy chưa học" in editor.text and f'href="{HOME}"' in editor.text


def test_every_fault_that_the_launcher_writes_down_has_a_sentence() -> None:
    lists = re.findall(r"Of a failed one: ([\w, ]+)", inspect.getsource(tables))
    faults = {fault for each in lists for fault in each.split(", ")}
    assert len(lists) == 2 and [fault for fault in faults if f"models.why.{fault}" not in load("vi")] == []
