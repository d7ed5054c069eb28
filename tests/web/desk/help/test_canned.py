"""Canned replies: shipped ones, changed ones, variables."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.web.accounts.audit import Who
from bot.web.accounts.models import AuditEntry
from bot.web.desk.help import canned
from bot.web.desk.help.canned import Reply
from bot.web.desk.help.errors import BadField, ChangedMeanwhile, HelpError, NoSuchReply, ShortcutTaken
from tests.web.desk.queue.made import person, team


def new(**values: object) -> Reply:
    usual = {
        "id": 0, "shortcut": "chao", "title": "Chào", "text_vi": "Chào anh/chị, tôi là {ten_toi}.", "text_en": "",
        "team_id": None, "active": True, "revision": 0,
    }  # fmt: skip
    return Reply(**(usual | values))  # type: ignore[arg-type]


@pytest.fixture
def who(sessions: sessionmaker[Session]) -> Who:
    with sessions.begin() as session:
        return Who(person(session, "sep", role="team_lead"))


def save(sessions: sessionmaker[Session], who: Who, reply: Reply) -> None:
    with sessions.begin() as session:
        canned.save(session, who, reply)


def test_shipped_replies_can_be_used_at_once_in_both_languages(sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        found = canned.usable(session, None)
    assert [each.shortcut for each in found] == sorted(canned.SHIPPED)
    for each in found:
        for lang in ("vi", "en"):
            assert "{" not in canned.fill(each.text(lang), {}, lang)


def test_a_changed_shipped_reply_goes_before_it_and_can_be_switched_off(
    sessions: sessionmaker[Session], who: Who
) -> None:
    save(sessions, who, new(shortcut="xin-chao", active=False))
    with sessions() as session:
        assert "xin-chao" not in [each.shortcut for each in canned.usable(session, None)]
        assert canned.find(session, "xin-chao").id > 0


def test_each_change_is_logged_with_what_it_was_before(sessions: sessionmaker[Session], who: Who) -> None:
    save(sessions, who, new())
    with sessions() as session:
        made = canned.find(session, "chao")
    save(sessions, who, new(id=made.id, revision=1, title="Chào khách"))
    with sessions() as session:
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None and entry.action == "save_canned_reply" and entry.before is not None
        assert (entry.before["title"], (entry.after or {})["title"]) == ("Chào", "Chào khách")


def test_of_two_who_change_the_same_the_second_is_told(sessions: sessionmaker[Session], who: Who) -> None:
    save(sessions, who, new())
    save(sessions, who, new(id=1, revision=1, title="Một"))
    with pytest.raises(ChangedMeanwhile):
        save(sessions, who, new(id=1, revision=1, title="Hai"))


def test_a_shortcut_is_there_once(sessions: sessionmaker[Session], who: Who) -> None:
    save(sessions, who, new())
    with pytest.raises(ShortcutTaken):
        save(sessions, who, new(title="Khác"))
    with pytest.raises(NoSuchReply):
        save(sessions, who, new(id=77, revision=1))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"shortcut": "Chào"}, "shortcut"), ({"shortcut": "-a"}, "shortcut"), ({"shortcut": "a" * 21}, "shortcut"),
        ({"shortcut": ""}, "shortcut"), ({"title": "  "}, "title"), ({"title": "a" * 81}, "title"),
        ({"text_vi": ""}, "text"), ({"text_vi": "a" * 1501}, "text"), ({"text_vi": "{ten_nguoi_dan}"}, "variable"),
        ({"text_en": "{0.__class__}"}, "variable"), ({"text_vi": "{ten_toi"}, "variable"),
        ({"text_vi": "Gọi số 0912345678"}, "personal"), ({"text_en": "ID 001090012345"}, "personal"),
        ({"title": "Số 0912345678"}, "personal"), ({"team_id": 99}, "team"),
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_refused(
    sessions: sessionmaker[Session], who: Who, values: dict[str, object], field: str
) -> None:
    with pytest.raises(BadField) as refused:
        save(sessions, who, new(**values))
    assert refused.value.field == field and isinstance(refused.value, HelpError)


def test_a_teams_reply_is_for_that_team(sessions: sessionmaker[Session], who: Who) -> None:
    with sessions.begin() as session:
        north = team(session, "Bắc")
    save(sessions, who, new(team_id=north))
    with sessions() as session:
        assert "chao" in [each.shortcut for each in canned.usable(session, north)]
        assert "chao" not in [each.shortcut for each in canned.usable(session, None)]


def test_a_variable_without_a_value_stands_as_a_gap_and_a_value_is_never_read_as_a_variable() -> None:
    assert canned.fill("Hồ sơ {ma_ho_so}", {}, "vi") == "Hồ sơ (mã hồ sơ)"
    assert canned.fill("Tôi là {ten_toi}", {"ten_toi": "{tong_dai}"}, "vi") == "Tôi là {tong_dai}"
