"""Which agencies are connected, and which of them answers for a dossier."""

from dataclasses import dataclass

import aiohttp

from actions.agencies.breaker import Bounds, Breaker
from actions.agencies.client import AgencyClient, Limits
from actions.agencies.criminal_record import CriminalRecord, answers_for
from actions.agencies.dossier import DossierSource
from actions.agencies.portal import Portal
from actions.agencies.vneid import Vneid
from actions.settings import ActionsSettings


@dataclass(frozen=True)
class Agencies:
    """The connected agencies; None where no address is set."""

    portal: DossierSource | None = None
    criminal_record: DossierSource | None = None
    vneid: Vneid | None = None

    @property
    def know_dossiers(self) -> bool:
        """Whether any dossier at all can be looked up."""
        return self.portal is not None or self.criminal_record is not None

    def for_dossier(self, code: str) -> DossierSource | None:
        """The agency to ask for that code: the ministry's own service for its codes, the portal for all others."""
        if self.criminal_record is not None and answers_for(code):
            return self.criminal_record
        return self.portal

    def by_name(self, name: str) -> DossierSource | None:
        """The connected agency of that name, which alone takes its own tokens."""
        return next((each for each in (self.portal, self.criminal_record) if each and each.name == name), None)


def connect(session: aiohttp.ClientSession, settings: ActionsSettings) -> Agencies:
    """Clients for every agency whose address is set."""
    limits = Limits(total=settings.agency_seconds, one_try=settings.agency_seconds / 2)
    bounds = Bounds(settings.agency_failures, settings.agency_rest_seconds, settings.agency_at_once)

    def client[Client: AgencyClient](kind: type[Client], address: str | None) -> Client | None:
        if not address:
            return None
        return kind(session, address, settings.agency_token.get_secret_value(), limits, Breaker(kind.name, bounds))

    return Agencies(
        portal=client(Portal, settings.agency_portal_url),
        criminal_record=client(CriminalRecord, settings.agency_criminal_record_url),
        vneid=client(Vneid, settings.agency_vneid_url),
    )
