"""Every action there is, by name."""

from actions.account_problem import AccountProblem
from actions.affirm import Affirm
from actions.ask_application_code import AskApplicationCode
from actions.ask_birth_date import AskBirthDate
from actions.ask_guide_answer import AskGuideAnswer
from actions.back import Back
from actions.bot_challenge import BotChallenge
from actions.changes import Changes
from actions.compare import Compare
from actions.complaint import Complaint
from actions.danger import Danger
from actions.deny import Deny
from actions.documents import Documents
from actions.eligibility import Eligibility
from actions.fallback import Fallback
from actions.fee import Fee
from actions.feedback import Feedback
from actions.find_procedure import FindProcedure
from actions.form import Form
from actions.goodbye import Goodbye
from actions.greet import Greet
from actions.guide import Guide
from actions.guide_outcome import GuideOutcome
from actions.help import Help
from actions.human import Human
from actions.inform import Inform
from actions.language import Language
from actions.legal_basis import LegalBasis
from actions.need import Need
from actions.office import Office
from actions.online import Online
from actions.out_of_scope import OutOfScope
from actions.overview import Overview
from actions.repeat import Repeat
from actions.restart import Restart
from actions.result import Result
from actions.scam import Scam
from actions.status import Status
from actions.steps import Steps
from actions.thanks import Thanks
from actions.time import Time
from actions.validate_guide_form import ValidateGuideForm
from actions.validate_status_form import ValidateStatusForm
from actions.where import Where

NEEDS: tuple[type[Need], ...] = (
    # topics
    Overview, Documents, Form, Steps, Online, Fee, Time, Where, Eligibility, Result, LegalBasis, Status,
    AccountProblem, Complaint, Compare, Changes,
    # talk
    Greet, Goodbye, Thanks, Affirm, Deny, Help, Back, Restart, Repeat, Human, Feedback, Language, BotChallenge, Inform,
    Danger, Scam, OutOfScope, Guide,
    # what no intent asks for
    FindProcedure, Fallback, ValidateStatusForm, AskApplicationCode, AskBirthDate,
    ValidateGuideForm, AskGuideAnswer, GuideOutcome,
)  # fmt: skip


def make_all(office: Office) -> list[Need]:
    """One of each."""
    return [need(office) for need in NEEDS]


def action_names() -> set[str]:
    """The names that domain.yml lists."""
    return {need.about if need.about.startswith("validate_") else f"action_{need.about}" for need in NEEDS}
