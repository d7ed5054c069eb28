"""The National Public Service Portal: the status of any dossier."""

from actions.agencies.dossier import DossierClient


class Portal(DossierClient):
    """Asks the portal; contract: docs/agencies.md, «The portal»."""

    name = "portal"
