"""Health organizations: the ministry's banner that leads to the questionnaire."""

from __future__ import annotations

from rules.checks.answers import absent, met
from rules.checks.registry import check
from rules.hosts import known_host
from rules.model import Answer, Value
from rules.view import SiteView


class BannerOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`hosts`: names of hosts whose questionnaire the banner leads to."""

    hosts: tuple[str, ...] = ()


@check("banner", BannerOptions)
def banner(view: SiteView, options: BannerOptions) -> Answer:
    """A link or frame leading to the ministry's questionnaire; the home page first."""
    polls = view.lexicon.hosts.get("polls", ())

    def leads(url: str) -> bool:
        known = known_host(polls, url)
        return known is not None and known.kind == "nok" and known.host in options.hosts

    for page in view.pages:
        remarks = () if page is view.home else ("Баннер размещён не на главной странице.",)
        for frame in page.frames:
            if leads(frame.url):
                return met(view.evidence(page, f"баннер → {frame.url}", frame.pointer), remarks=remarks, url=frame.url)
        for link in page.links:
            if leads(link.url):
                return met(view.link_evidence(page, link), remarks=remarks, url=link.url)
        for widget in page.widgets:
            if widget.name in {"minzdrav-poll", "minzdrav-nok-banner"}:
                return met(view.evidence(page, f"{widget.name} {widget.detail}", widget.pointer), remarks=remarks)
    return absent()
