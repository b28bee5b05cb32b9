"""An authority's link to bus.gov.ru."""

from __future__ import annotations

from rules.checks.answers import absent, met
from rules.checks.authority.elsewhere import link_elsewhere, unread_elsewhere
from rules.checks.links.bus_link import kind_of, leads, unfollowed_lead
from rules.checks.registry import NoOptions, check
from rules.model import Answer
from rules.view import SiteView


@check("authority-bus-link", NoOptions)
def authority_bus_link(view: SiteView, _: NoOptions) -> Answer:
    """A live link to bus.gov.ru stands somewhere on the site; any page of bus.gov.ru will do for a body in charge."""
    for lead in leads(view):
        return met(lead.evidence, kind=kind_of(lead.url), url=lead.url)
    if (doubt := unfollowed_lead(view)) is not None:
        return doubt
    if (elsewhere := link_elsewhere(view)) is not None:
        return unread_elsewhere(view, *elsewhere)
    return absent()
