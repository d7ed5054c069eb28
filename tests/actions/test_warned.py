"""What somebody says after a warning of fraud."""

import pytest

from actions.inform import Inform
from actions.need import Need
from actions.office import Office
from actions.out_of_scope import OutOfScope
from actions.scam import Scam
from actions.steps import Steps
from actions.thanks import Thanks
from tests.actions.bench import bot_said, run


@pytest.mark.parametrize(
    ("need", "text"), [(OutOfScope, "họ nói là cán bộ"), (Steps, "giờ làm sao"), (Inform, "số lạ hoắc")]
)
async def test_the_warning_goes_on(office: Office, need: type[Need], text: str) -> None:
    warning = (await run(office, Scam, text="có người đòi tiền")).payload
    said = await run(office, need, text=text, events=[*bot_said(warning), {"event": "user", "text": text}])
    assert said.payload.outcome == "refused_unsafe"
    assert "1900.0368" in said.payload.text


async def test_another_matter_ends_it(office: Office) -> None:
    warning = (await run(office, Scam, text="có người đòi tiền")).payload
    events = [*bot_said(warning), {"event": "user", "text": "…"}]
    said = await run(office, Thanks, text="cảm ơn", events=events)
    assert said.payload.outcome == "smalltalk"
    said = await run(office, Steps, text="tạm trú", entities=[("procedure", "temporary-residence")], events=events)
    assert said.payload.procedure == "temporary-residence"


async def test_without_a_warning_before_nothing_is_warned_of(office: Office) -> None:
    greeting = (await run(office, Thanks, text="cảm ơn")).payload
    said = await run(office, OutOfScope, text="trời đẹp", events=[*bot_said(greeting), {"event": "user", "text": "…"}])
    assert said.payload.outcome == "refused_out_of_scope"
