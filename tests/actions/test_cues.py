"""Words by which people steer a talk."""

import pytest

from actions.cues import Cue, denied, fillers, has


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("quay lại cái lúc nãy", "earlier"), ("quay lai cai luc nay", "earlier"), ("thủ tục ban đầu", "first"),
        ("2 cái đó khác gì nhau", "both"), ("không, ý tôi là số 2", "correction"), ("a nham, tam tru co", "correction"),
        ("thôi không cần nữa", "drops"), ("No, I meant number 2", "correction"),
    ],
)  # fmt: skip
def test_people_steer_with_or_without_marks(text: str, cue: Cue) -> None:
    assert has(text, cue)


@pytest.mark.parametrize("text", ["/back", "lệ phí bao nhiêu", "cái này"])
def test_what_steers_nothing_holds_no_cue(text: str) -> None:
    assert not any(has(text, cue) for cue in ("first", "earlier", "both", "correction"))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("không phải tạm trú mà là thường trú", "tạm trú", True),
        ("không phải tạm trú mà là thường trú", "thường trú", False),
        ("thường trú chứ không phải tạm trú", "thường trú", False),
        ("khong phai thu tuc dang ky tam tru", "tam tru", True),
        ("không phải, tạm trú cơ", "tạm trú", False),
    ],
)
def test_only_the_name_after_not_is_denied(text: str, name: str, expected: bool) -> None:
    assert denied(text, text.index(name)) is expected


def test_fillers_choose_nothing() -> None:
    assert {"cai", "toi"} <= fillers()
