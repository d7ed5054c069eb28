"""The published names as the action server gives them to Rasa processes on other machines."""

import json

from actions.names import PublishedNames
from actions.office import Office


def test_the_same_names_are_not_made_twice(office: Office) -> None:
    published = PublishedNames(office.sessions)
    version, told = published.now()
    assert published.now()[1] is told
    assert json.loads(told)["version"] == version
