"""Trouble with an account."""

from actions.account_problem import AccountProblem
from actions.office import Office
from tests.actions.bench import run


async def test_without_a_name_the_accounts_own_problems_are_answered(office: Office) -> None:
    said = await run(office, AccountProblem, text="quên mật khẩu rồi", slots={"procedure": "temporary-residence"})
    assert said.payload.procedure == "vneid-app-problem"
    assert "Quên mật khẩu" in said.payload.text
    assert said.slots["topic"] == "account_problem"


async def test_a_procedure_named_is_answered_itself(office: Office) -> None:
    said = await run(office, AccountProblem, entities=[("procedure", "temporary-residence")])
    assert said.payload.procedure == "temporary-residence"
