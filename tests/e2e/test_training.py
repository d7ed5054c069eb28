"""A candidate made worse on purpose: trained, measured and refused by the running launcher, naming what fell."""

import os
from pathlib import Path

import pytest
import yaml
from sqlalchemy import insert

from bot.training.errors import NotReleasable
from bot.training.figures import Verdict
from bot.training.requests import ask_release, ask_training
from bot.training.tables import TrainedModel, Training
from procedures.calendar import now
from tests.e2e.releasing import running, transaction, wait_for
from tests.stack import ROOT
from tests.training.conftest import EXAMPLES

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.soak,
    pytest.mark.skipif("SOAK_MESSAGES" not in os.environ, reason="ten minutes: only with make soak"),
]
TRAINING_SECONDS = 1800


def test_a_model_taught_that_fees_are_scams_is_refused_by_the_name_of_the_topic(tmp_path: Path) -> None:
    entries = yaml.safe_load((ROOT / "data/nlu/fee.yml").read_text("utf-8"))["nlu"]
    wrong = {line.removeprefix("- ") + "?" for entry in entries for line in entry["examples"].splitlines()}
    rows = [
        {"text": text, "plain": text, "topic": "scam", "lang": "vi", "at": now(), "state": "accepted"} for text in wrong
    ]
    with running(tmp_path) as stack:
        with transaction(stack) as session:
            session.execute(insert(EXAMPLES), rows)
            number = ask_training(session, 1, "the proof")
        ended = wait_for(stack, Training, number, TRAINING_SECONDS)
        print(f"\n{ended.state} {ended.error or ''} {ended.verdict and ended.verdict['topics']}\n{ended.log}")
        assert ended.state == "refused"
        verdict = Verdict.model_validate(ended.verdict)
        assert {"fee"} <= {fallen.topic for fallen in verdict.topics}
        with transaction(stack) as session:
            model = session.get_one(TrainedModel, ended.model_id)
            assert model.state == "refused" and not (tmp_path / f"models/{model.name}.tar.gz").exists()
            with pytest.raises(NotReleasable):
                ask_release(session, 1, model.id, "all the same")
