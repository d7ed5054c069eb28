"""The criminal record service of the Ministry of Public Security: dossiers of unit G01."""

from actions.agencies.dossier import DossierClient

UNIT = "G01"
"""The ministry's unit code; it stands at the start of a new code, or after the zeros of an old one."""


class CriminalRecord(DossierClient):
    """Asks the criminal record service; contract: docs/agencies.md, «The criminal record service»."""

    name = "criminal_record"


def answers_for(code: str) -> bool:
    """Whether a dossier's code is one of the ministry's (``G01.899-…``, ``000.00.15.G01-…``)."""
    return UNIT in code.upper().split("-")[0].split(".")
