"""Names and diacritics."""

import pytest

from bot.nlu.marks import fit, marks
from bot.nlu.names import Names

CONTENT = {
    "version": "1",
    "names": [
        {"text": "so do", "forms": ["sổ đỏ"], "slugs": ["land"], "context": False},
        {"text": "bi mat", "forms": ["bị mất"], "slugs": ["lost"], "context": False},
        {"text": "lltp", "forms": ["lltp"], "slugs": ["record"], "context": False},
        {"text": "can cuoc", "forms": ["can cuoc", "căn cước"], "slugs": ["identity-card"], "context": False},
    ],
}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("sổ đỏ", True),
        ("so do", True),
        ("sổ do", True),
        ("sỗ đỏ", True),
        ("số đó", False),
        ("hồ sơ đó", False),
        ("SỔ ĐỎ", True),
        ("bí mật", False),
        ("bị mất", True),
        ("lltp", True),
        ("căn cước", True),
        ("cán cuốc", True),  # one of its forms is written without diacritics
    ],
)
def test_a_name_fits_only_diacritics_of_its_own(typed: str, found: bool) -> None:
    from bot.nlu.words import words

    spans = words(typed)
    folded, written = [span.value for span in spans], [typed[span.start : span.end] for span in spans]
    assert bool(Names(CONTENT).find(folded, written)) is found


def test_the_place_of_a_tone_does_not_count() -> None:
    assert marks("hoà") == marks("hòa")


def test_a_name_without_written_forms_fits_everything() -> None:
    assert fit(["số", "đó"], [])
