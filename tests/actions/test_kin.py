"""The kin of the procedure talked about."""

import pytest
from sqlalchemy.orm import Session

from actions.kin import kin_meant
from actions.office import Office
from actions.talk import read
from tests.actions.bench import Turn


@pytest.mark.parametrize(
    ("current", "text", "slug"),
    [
        ("criminal-record", "certificate no 2", "criminal-record-2"),
        ("temporary-residence", "đăng ký tạm trú", None),
        ("vneid-level2", "lỗi ứng dụng", "vneid-app-problem"),
        ("vneid-level2", "giá vàng hôm nay", None),
        ("vneid-level2", "lỗi ứng dụng " * 6, None),
        (None, "lỗi ứng dụng", None),
    ],
)
def test_one_of_the_family_is_meant_by_its_words(
    office: Office, session: Session, current: str | None, text: str, slug: str | None
) -> None:
    assert kin_meant(read(Turn(text=text, slots={"procedure": current}).tracker(), office.today()), session) == slug
