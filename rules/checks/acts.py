"""Legal acts that must stand on the НОК page, and their order."""

from __future__ import annotations

from rules.checks.answers import absent, met
from rules.checks.registry import NoOptions, check
from rules.model import Answer
from rules.view import SiteView
from rules.wording import normal


@check("acts-listed", NoOptions)
def acts_listed(view: SiteView, _: NoOptions) -> Answer:
    """All acts required for the sector are listed on the НОК page or one click away."""
    text = normal("\n".join(page.text for page in view.nok.pages))
    wanted = {"597": "597", "256-ФЗ": "256-фз"}
    missing = [name for name, sign in wanted.items() if sign not in text]
    place = view.nok.place
    if missing or place is None:
        return absent(missing=missing)
    return met(view.evidence(place.page, place.heading))
