"""Links to bus.gov.ru: live links only, not mentions, not files named after it, not look-alike hosts."""

from __future__ import annotations

import re

from crawler.items import Card, Link, Page, Reason
from rules.checks.answers import absent, met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.model import Answer
from rules.view import SiteView
from rules.wording import host_of, normal, parts_of

HOST = "bus.gov.ru"
_OWN_CARD = re.compile(r"/(?:pub/)?(?:info-card|agency)/\d+|/(?:qrcode/)?rate/\d+|[?&]agency(?:id)?=\d+", re.IGNORECASE)
_AGENCY = re.compile(r"/(?:pub/)?(?:info-card|agency)/(\d+)|[?&#]agency(?:id)?=(\d+)", re.IGNORECASE)
_FINANCE = re.compile(r"/(?:plans|tasks|annual-balances?|operations|receipts)\b|annual-balance", re.IGNORECASE)
_ROOTS = frozenset({"", "pub", "pub/home", "agency", "pub/info-card", "info-card"})
_LIST = re.compile(r"independentrating|top-organizations|registry|search", re.IGNORECASE)


def kind_of(url: str) -> str:
    """What a bus.gov.ru address leads to: "card", "rate", "finance", "list", "root", "other"."""
    parts = parts_of(url)
    rest = f"{parts.path}?{parts.query}"
    if re.search(r"/(?:qrcode/)?rate/\d+", rest, re.IGNORECASE):
        return "rate"
    if _FINANCE.search(rest):
        return "finance"
    if _OWN_CARD.search(rest):
        return "card"
    if _LIST.search(rest + parts.fragment):
        return "list"
    return (
        "root" if parts.path.strip("/") in {"", "pub", "pub/home", "agency", "pub/info-card", "info-card"} else "other"
    )


_ORDER = ("card", "rate", "unknown", "finance", "list", "other", "root")
_REMARKS = {
    "root": "Ссылка ведёт на главную страницу bus.gov.ru, а не на карточку организации.",
    "list": "Ссылка ведёт на общий список bus.gov.ru, а не на карточку организации.",
    "other": "Ссылка ведёт на общую страницу bus.gov.ru, а не на карточку организации.",
    "finance": "Ссылка ведёт на финансовую вкладку карточки, а не на сведения о независимой оценке.",
}


def is_bus_gov(url: str) -> bool:
    """Whether an address is on bus.gov.ru itself."""
    host = host_of(url)
    return host == HOST or host.endswith("." + HOST)


def agency_of(url: str) -> str:
    """Number of the card an address names; empty for lists, the root, and for ratings, whose number is another."""
    parts = parts_of(url)
    found = _AGENCY.search(f"{parts.path}?{parts.query}#{parts.fragment}")
    return next(filter(None, found.groups()), "") if found else ""


@check("bus-link", NoOptions)
def bus_link(view: SiteView, _: NoOptions) -> Answer:
    """Some page of the site links to bus.gov.ru; a link to the organization's own card is best.

    A link to somebody else's card does not count once it is known whose card it is.
    """
    found: dict[str, tuple[Page, Link]] = {}
    foreign: list[tuple[Page, Link, Card]] = []
    unknown = ""
    shortened: list[Link] = []
    shorteners = {known.host for known in view.lexicon.hosts.get("shorteners", ())}
    for page, link in view.distinct_links:
        if is_bus_gov(link.url):
            agency = agency_of(link.url)
            stranger = _stranger(view, agency)
            if stranger is not None:
                foreign.append((page, link, stranger))
                continue
            kind = kind_of(link.url)
            if kind == "card" and _unlike_own(view, agency):
                kind, unknown = "unknown", unknown or agency
            found.setdefault(kind, (page, link))
        elif "bus" in link.label and host_of(link.url) in shorteners and "bus.gov" in normal(link.label):
            shortened.append(link)
    if found:
        kind = next(one for one in _ORDER if one in found)
        page, link = found[kind]
        remark = (
            f"Ссылка ведёт на карточку № {unknown}; чья она, не установлено."
            if kind == "unknown"
            else _REMARKS.get(kind)
        )
        return met(view.link_evidence(page, link), remarks=(remark,) if remark else (), kind=kind, url=link.url)
    if foreign:
        page, link, card = foreign[0]
        message = f"Ссылка ведёт на карточку другой организации: «{card.name}» (№ {card.agency_id})."
        return unmet(message, view.link_evidence(page, link), kind="foreign", url=link.url, name=card.name)
    if shortened:
        return unsure(Reason.AMBIGUOUS, f"Ссылка «{shortened[0].label}» идёт через сокращатель {shortened[0].url}")
    return absent()


def _own_agency(view: SiteView) -> str:
    return view.card.agency_id if view.card is not None and view.card.found else view.organization.bus_gov_id


def _unlike_own(view: SiteView, agency: str) -> bool:
    """Whether a card's number differs from the organization's, and nobody told that it is its own all the same."""
    own = _own_agency(view)
    return bool(agency and own) and agency != own and not any(_is_own(view, one) for one in _linked(view, agency))


def _stranger(view: SiteView, agency: str) -> Card | None:
    """The card of this number if it is known to be somebody else's."""
    if not agency or agency == _own_agency(view):
        return None
    return next((one for one in _linked(view, agency) if not _is_own(view, one)), None)


def _linked(view: SiteView, agency: str) -> tuple[Card, ...]:
    return tuple(one for one in view.facts.linked_cards if one.agency_id == agency and one.found and one.name)


def _is_own(view: SiteView, card: Card) -> bool:
    """A branch has a card of its own, under its parent's ИНН: not held against it."""
    known = {view.organization.inn, view.card.inn if view.card is not None else ""} - {""}
    return card.inn in known if card.inn and known else False
