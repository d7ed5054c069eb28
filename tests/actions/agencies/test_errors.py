"""The exception tree."""

import pytest

from actions.agencies.errors import AgencyAnswerError, AgencyError, AgencyUnreachable, NotFound


@pytest.mark.parametrize("kind", [AgencyUnreachable, AgencyAnswerError, NotFound])
def test_all_that_can_go_wrong_is_one_kind(kind: type[AgencyError]) -> None:
    error = kind("portal", "too slow")
    assert isinstance(error, AgencyError)
    assert (error.agency, error.reason, str(error)) == ("portal", "too slow", "portal: too slow")


def test_the_tree_drawn_is_the_tree_there_is() -> None:
    drawn = AgencyError.__doc__ or ""
    assert all(kind.__name__ in drawn for kind in AgencyError.__subclasses__())
