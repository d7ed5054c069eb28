"""The page for machines: schema.org GovernmentService as JSON-LD, safe to stand inside HTML."""

import json
from typing import Any

from markupsafe import Markup

from bot.web.library.here import ROOT, Here
from bot.web.library.sheet import Sheet
from procedures.record import Fee


def structured(sheet: Sheet, here: Here) -> Markup:
    """JSON that holds no sign which could end the element it stands in."""
    text = json.dumps(_service(sheet, here), ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - every sign that means something to HTML was taken out


def _service(sheet: Sheet, here: Here) -> dict[str, Any]:
    record = sheet.record
    service: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "name": sheet.name,
        "description": sheet.summary.text,
        "serviceType": sheet.field.text,
        "url": here.public(f"{ROOT}/{record.slug}"),
        "inLanguage": here.lang,
        "areaServed": {"@type": "Country", "name": "Việt Nam"},
        "provider": {"@type": "GovernmentOrganization", "name": sheet.agency.text},
        "identifier": [code.code for code in record.codes],
        "offers": [_offer(fee, here.lang) for fee in record.fees or () if fee.amount is not None and fee.certain],
        "availableChannel": [
            {"@type": "ServiceChannel", "name": place.line.text.text, "serviceUrl": place.url}
            for place in sheet.places
            if place.url
        ],
    }
    return {name: value for name, value in service.items() if value}


def _offer(fee: Fee, lang: str) -> dict[str, Any]:
    offer = {
        "@type": "Offer",
        "price": fee.amount,
        "priceCurrency": "VND",
        "description": fee.text.in_(lang),
        "validFrom": fee.from_.isoformat() if fee.from_ else None,
        "validThrough": fee.to.isoformat() if fee.to else None,
    }
    return {name: value for name, value in offer.items() if value is not None}
