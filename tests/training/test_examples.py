"""Accepted examples as training reads them."""

from bot.training.examples import accepted, of_lines, read
from tests.training.conftest import World


def test_only_accepted_examples_are_learned_in_a_fixed_order(world: World) -> None:
    for text, topic, state in (
        ("mất mấy ngày", "time", "accepted"),
        ("hết nhiêu", "fee", "accepted"),
        ("bao tiền", "fee", "withdrawn"),
        ("bao nhiêu", "fee", "accepted"),
    ):
        world.example(text, topic, state)
    with world.begin() as session:
        found = accepted(session)
    lines = [line.strip() for line in found.yml.splitlines()[2:]]
    assert lines[:4] == ["- intent: fee", "examples: |", "- bao nhiêu", "- hết nhiêu"]
    assert lines[4:] == ["- intent: time", "examples: |", "- mất mấy ngày"]
    assert found.count == 3


def test_no_examples_are_no_file(world: World) -> None:
    with world.begin() as session:
        found = accepted(session)
    assert (found.yml, found.count) == ("", 0)


def test_what_rasa_would_take_for_markup_is_taken_out(world: World) -> None:
    world.example("/[lệ phí]{x} [số](procedure)  là - bao nhiêu", "fee")
    with world.begin() as session:
        assert read(accepted(session).yml) == {("fee", "lệ phí x số (procedure) là - bao nhiêu")}


def test_every_line_comes_back_as_it_went_in() -> None:
    lines = frozenset({("fee", "hết 100% \"nhiêu\" # vậy: 'hả'?"), ("time", "😂 mấy ngày"), ("time", "? | > & *")})
    assert read(of_lines(lines).yml) == lines


def test_another_example_is_another_digest() -> None:
    one, two = of_lines({("fee", "a b")}), of_lines({("fee", "a b"), ("fee", "c d")})
    assert one.digest != two.digest and one == of_lines({("fee", "a b")})
