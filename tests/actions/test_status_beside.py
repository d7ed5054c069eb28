"""What stands beside an agency's answer, and what is kept of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from actions.agencies.dossier import Dossier, FollowToken
from actions.office import Office
from actions.status_beside import kept_by, looked, looked_again
from actions.talk import Talk, read
from tests.actions.bench import NOON, Turn

GIVEN = FollowToken("t" * 40, datetime(2026, 12, 1, tzinfo=UTC))
DOSSIER = Dossier(
    "H29.15-240702-0012", 4, "Đang xử lý", note=None, agency=None, procedure_code="1.004194", received_on=None,
    due_on=date(2026, 11, 1), updated_at=None, sample=False, follow=GIVEN,
)  # fmt: skip


def _talk() -> Talk:
    return read(Turn().tracker(), date(2026, 11, 21))


def test_the_procedure_is_known_by_its_national_code(office: Office, session: Session) -> None:
    found = looked(office, session, _talk(), DOSSIER, "portal")
    assert (found.beside.slug, found.about) == ("temporary-residence", "Đăng ký tạm trú")
    assert found.beside.due
    assert found.beside.due.over


def test_a_procedure_that_the_catalog_does_not_hold_has_no_name(office: Office, session: Session) -> None:
    found = looked(office, session, _talk(), replace(DOSSIER, procedure_code="1.999999"), "portal")
    assert (found.beside.slug, found.about) == (None, None)


def test_without_a_token_nothing_is_followed(office: Office, session: Session) -> None:
    found = looked(office, session, _talk(), replace(DOSSIER, follow=None), "portal")
    assert found.beside.kept_until is None
    assert kept_by(office, session, _talk()) == ()


def test_the_agencys_token_is_kept_until_it_expires(office: Office, session: Session) -> None:
    found = looked(office, session, _talk(), DOSSIER, "portal")
    (kept,) = kept_by(office, session, _talk())
    assert (kept.dossier.token, kept.dossier.agency) == (GIVEN.token, "portal")
    assert found.beside.kept_until == date(2026, 12, 1)


def test_a_new_token_takes_the_place_of_the_old_one(office: Office, session: Session) -> None:
    looked(office, session, _talk(), DOSSIER, "portal")
    (kept,) = kept_by(office, session, _talk())
    rotated = FollowToken("n" * 40, NOON + timedelta(days=5))
    looked_again(office, session, _talk(), kept, replace(DOSSIER, follow=rotated), why=False)
    looked_again(
        office, session, _talk(), kept_by(office, session, _talk())[0], replace(DOSSIER, follow=None), why=False
    )
    (kept,) = kept_by(office, session, _talk())
    assert (kept.dossier.token, kept.expires_at) == (rotated.token, rotated.expires_at)
