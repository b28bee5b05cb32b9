"""Which pages of a site are worth a picture tonight. Pure.

The home page, then the pages the verdicts rest on, deficiencies first. A picture is taken again only when the page has
changed, and then at once only if the verdicts on it have changed, too: news on a home page are no evidence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from audits.findings.order import SEVERITY_ORDER
from audits.model import Pictured
from crawler.advisor import Aim
from crawler.items import Page, Site
from rules.model import Evidence, Finding, Outcome, Severity

RENEW_DAYS = 7  # before a page that changed is pictured again although its verdicts are the same

_WORTH = (Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.PASSED)
_NOTHING = Evidence("")


class Wish(msgspec.Struct, frozen=True):
    """A picture that is wanted, and what it will show."""

    aim: Aim
    content: str
    basis: str
    position: int


def wishes(findings: Sequence[Finding], site: Site, known: Iterable[Pictured], on: date, *, limit: int) -> list[Wish]:
    """At most `limit` pages, the most important first, without those whose picture is still good."""
    pages = {page.url: page for page in site.pages if not page.external}
    home = site.home
    if home is None:
        return []
    latest = {one.url: one for one in known}
    found = []
    for position, (url, resting) in enumerate(list(_resting(findings, pages, home.url).items())[:limit]):
        pointer = next((quote.pointer for one in resting for quote in one.evidence if _address(quote.url) == url), "")
        wish = Wish(Aim(url, pointer if position else ""), content_of(pages[url]), _basis(resting, url), position)
        if not _is_good(latest.get(url), wish, on):
            found.append(wish)
    return found


def content_of(page: Page) -> str:
    """A hash of what a person reads on the page: not of its bytes, in which a token changes with every request."""
    shown = [page.title, *(block.text for block in page.blocks), *(link.label for link in page.links), *page.images]
    return _hash(shown)


def _is_good(former: Pictured | None, wish: Wish, on: date) -> bool:
    if former is None:
        return False
    recent = (on - former.on).days < RENEW_DAYS
    return former.content == wish.content or (recent and former.basis == wish.basis)


def _resting(findings: Sequence[Finding], pages: Mapping[str, Page], home: str) -> dict[str, list[Finding]]:
    """Pages by importance with the findings that rest on them. Absence rests on the home page, where people look."""
    rank = {outcome: number for number, outcome in enumerate(_WORTH)}
    severity = {one: number for number, one in enumerate(SEVERITY_ORDER)}
    told = [
        one
        for one in findings
        if one.outcome in rank and (one.outcome is not Outcome.PASSED or one.severity is Severity.CRITICAL)
    ]
    resting: dict[str, list[Finding]] = {home: []}
    for one in sorted(told, key=lambda one: (rank[one.outcome], severity[one.severity], one.rule)):
        quoted = dict.fromkeys(_address(quote.url) for quote in one.evidence)
        if not quoted and one.outcome is Outcome.FAILED:
            quoted = {home: None}
        for url in quoted:
            if url in pages:
                resting.setdefault(url, []).append(one)
    return resting


def _basis(resting: Sequence[Finding], url: str) -> str:
    return _hash(
        [
            f"{one.rule} {one.outcome} {quote.excerpt if _address(quote.url) == url else ''}"
            for one in resting
            for quote in one.evidence or (_NOTHING,)
        ]
    )


def _address(url: str) -> str:
    return url.partition("#")[0]


def _hash(texts: Iterable[str]) -> str:
    return hashlib.blake2b("\x1f".join(texts).encode(), digest_size=8).hexdigest()
