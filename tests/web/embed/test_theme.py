"""A site's own colour, made readable."""

import re

import pytest

from bot.web.embed.theme import DARK, ENOUGH, LIGHT, contrast, style_sheet


@pytest.mark.parametrize("accent", ["0b5c8a", "ffcc00", "ffffff", "000000", "c8102e", "808080", "00ff00"])
def test_any_colour_can_be_read_on_every_ground(accent: str) -> None:
    found = re.findall(r"--accent: #(\w{6}); --on-accent: #(\w{6});", style_sheet(accent))
    assert len(found) == 3
    for (shown, upon), grounds in zip(found, (LIGHT, DARK, DARK), strict=True):
        assert contrast(shown, upon) >= ENOUGH
        assert all(contrast(shown, ground) >= ENOUGH for ground in grounds)


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert ":root { --accent: #0b5c8a; --on-accent: #ffffff; }" in style_sheet("0b5c8a")


def test_contrast_is_that_of_the_guidelines() -> None:
    assert round(contrast("ffffff", "000000"), 1) == 21.0
    assert round(contrast("777777", "ffffff"), 2) == 4.48
