"""Finding out which problem somebody tells of, over the real catalog."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from procedures.answers.problem_search import find_problems
from procedures.lookup import in_force
from tests.published import published

DAY = date(2026, 11, 21)
ACCOUNT, LOCK = "vneid-app-problem", "vneid-lock"
SLUGS = (ACCOUNT, "vneid-integration", "e-health-book", LOCK, "vneid-activation", "vneid-level2")
SAID = {
    "quên mật khẩu": "Quên mật khẩu VNeID.",
    "em quên mất tiêu cái mật khẩu r": "Quên mật khẩu VNeID.",
    "quen mk vneid lam sao lay lai": "Quên mật khẩu VNeID.",
    "nhaapj sai maatj khaaur": "Quên mật khẩu VNeID.",
    "tui quên passcode rồi": "Quên passcode 6 số.",
    "mới mua điện thoại mới giờ vô vneid sao": "Đổi sang điện thoại mới.",
    "đổi sđt thì sao": "Mất SIM hoặc đã đổi số điện thoại.",
    "doi so dien thoai vneid": "Mất SIM hoặc đã đổi số điện thoại.",
    "tài khoản bị khoá": "Tài khoản tạm khóa vì nhập sai nhiều lần.",
    "chờ otp cả buổi không thấy": "Không nhận được mã OTP.",
    "k có nfc thì sao": "Không quét được chip của thẻ (NFC).",
    "quét mặt hoài ko dc": "Khuôn mặt hoặc vân tay không khớp.",
    "mất máy r, vneid trong đó tính sao": "Mất điện thoại có VNeID.",
    "vneid ghi sai ngày sinh của tôi": "Họ tên, ngày sinh hoặc thông tin khác trên VNeID bị sai.",
    "co nguoi dang nhap tai khoan vneid cua toi": "Nghi có người khác vào tài khoản của mình.",
    "bhyt báo không khớp là sao": "Bảo hiểm y tế báo không khớp.",
    "I forgot my vneid password": "Quên mật khẩu VNeID.",
    "my account is locked": "Tài khoản tạm khóa vì nhập sai nhiều lần.",
}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The shipped catalog, published."""
    with published(tmp_path_factory.mktemp("real")) as session:
        yield session


@pytest.mark.parametrize(("text", "problem"), SAID.items(), ids=SAID.keys())
def test_the_problem_that_somebody_tells_of_is_found(real: Session, text: str, problem: str) -> None:
    assert [told.row.text.vi for told in find_problems(real, text, SLUGS, DAY)] == [problem]


def test_two_problems_of_one_message_are_both_found_in_their_order(real: Session) -> None:
    told = find_problems(real, "mất sim rồi mà quên luôn mật khẩu", SLUGS, DAY)
    assert [each.row.text.vi for each in told] == ["Mất SIM hoặc đã đổi số điện thoại.", "Quên mật khẩu VNeID."]


@pytest.mark.parametrize("text", ["", "xin chào", "lỗi hoài", "app bị văng", "[id_card:0123456789]", "🙂" * 50])
def test_what_tells_of_no_problem_finds_none(real: Session, text: str) -> None:
    assert find_problems(real, text, SLUGS, DAY) == []


@pytest.mark.parametrize("text", ["mất khấu", "quên mất khẩu phần"])
def test_words_with_other_diacritics_are_other_words(real: Session, text: str) -> None:
    assert find_problems(real, text, SLUGS, DAY) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_every_phrase_of_a_problem_finds_it(real: Session, slug: str) -> None:
    for row in in_force(real, slug, DAY).record.problems or ():
        for phrase in row.says:
            assert row in [told.row for told in find_problems(real, phrase, (slug,), DAY)], phrase
