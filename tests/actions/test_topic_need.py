"""What the actions of the catalog's topics have in common."""

from actions.fee import Fee
from actions.office import Office
from actions.topic_need import TopicNeed
from tests.actions.bench import run


async def test_the_topic_is_that_of_the_action(office: Office) -> None:
    assert issubclass(Fee, TopicNeed)
    said = await run(office, Fee, entities=[("procedure", "temporary-residence")])
    assert said.payload.topic == "fee"
