"""Links to bus.gov.ru: live links only, not mentions, not files named after it, not look-alike hosts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.addresses import page_key
from crawler.items import Card, Reason
from rules.absence.shortened import unfollowed
from rules.addresses.redirectors import passed_on
from rules.checks.answers import absent, met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.language.wording import host_of, normal, parts_of
from rules.model import Answer, Evidence, Value
from rules.site.labels import line_of
from rules.view import SiteView

HOST = "bus.gov.ru"
_MENTION = re.compile(r"\bbus[ .]?gov")
_RATE = re.compile(r"/(?:qrcode/)?rate/\d+", re.IGNORECASE)
_AGENCY = re.compile(r"/(?:info-card|agency)/+(\d+)|[?&#]agency(?:id)?=(\d+)", re.IGNORECASE)
_FINANCE = re.compile(r"/(?:plans|tasks|annual-balances?|operations|receipts)\b|annual-balance", re.IGNORECASE)
_ROOT = re.compile(
    r"^/*(?:pub|public)?/*(?:home|index|agency|info-card|agency/agency)?(?:\.html?|\.php)?/*$", re.IGNORECASE
)
_LIST = re.compile(r"independentrating|top-organizations|registry|search", re.IGNORECASE)


def _place(url: str) -> str:
    """Path, query and fragment: the site was rendered by script, its older addresses stand behind «#!»."""
    parts = parts_of(url)
    place = parts.path + (f"?{parts.query}" if parts.query else "") + (f"/#{parts.fragment}" if parts.fragment else "")
    return place.replace("/#!", "/").replace("//", "/")


def kind_of(url: str) -> str:
    """What a bus.gov.ru address leads to: "card", "rate", "finance", "list", "root", "other"."""
    place = _place(url)
    if _RATE.search(place):
        return "rate"
    if _FINANCE.search(place):
        return "finance"
    if _AGENCY.search(place):
        return "card"
    if _LIST.search(place):
        return "list"
    return "root" if _ROOT.match(parts_of(url).path) else "other"


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
    found = _AGENCY.search(_place(url))
    return next(filter(None, found.groups()), "") if found else ""


class Lead(Value, frozen=True):
    """Something on the site that leads to bus.gov.ru, with its proof."""

    url: str
    evidence: Evidence


def leads(view: SiteView) -> Iterator[Lead]:
    """Links, also by way of a shortener, a redirector, a page that sends on; frames; forms that open the service."""
    senders = _senders(view)
    for page, link in view.distinct_links:
        target = next(filter(is_bus_gov, (link.url, passed_on(link.url))), "")
        target = target or (senders.get(page_key(link.url), "") if senders else "")
        if target:
            yield Lead(target, view.link_evidence(page, link))
    for page in view.pages:
        for frame in page.frames:
            if is_bus_gov(frame.url):
                yield Lead(frame.url, view.evidence(page, f"встроенная страница → {frame.url}", frame.pointer))
        for form in page.forms:
            if is_bus_gov(form.action):
                yield Lead(form.action, view.evidence(page, f"кнопка → {form.action}", form.pointer))


def _senders(view: SiteView) -> dict[str, str]:
    """Addresses of pages that only send on to the service, with where they send: a shortener's, one of the site."""
    found = {key: page.url for key, page in view.external.items() if is_bus_gov(page.url)}
    found.update((key, page.refresh) for key, page in view.by_address.items() if is_bus_gov(page.refresh))
    return found


@check("bus-link", NoOptions)
def bus_link(view: SiteView, _: NoOptions) -> Answer:
    """Some page of the site links to bus.gov.ru; a link to the organization's own card is best.

    A link to somebody else's card does not count once it is known whose card it is.
    """
    found: dict[str, Lead] = {}
    foreign: list[tuple[Lead, Card]] = []
    unknown = ""
    for lead in leads(view):
        agency = agency_of(lead.url)
        stranger = _stranger(view, agency)
        if stranger is not None:
            foreign.append((lead, stranger))
            continue
        kind = kind_of(lead.url)
        if kind == "card" and _unlike_own(view, agency):
            kind, unknown = "unknown", unknown or agency
        found.setdefault(kind, lead)
    if found:
        kind = next(one for one in _ORDER if one in found)
        remark = f"Ссылка ведёт на карточку № {unknown}; чья она, не установлено." if kind == "unknown" else ""
        remarks = tuple(filter(None, (remark or _REMARKS.get(kind, ""),)))
        return met(found[kind].evidence, remarks=remarks, kind=kind, url=found[kind].url)
    if foreign:
        lead, card = foreign[0]
        message = f"Ссылка ведёт на карточку другой организации: «{card.name}» (№ {card.agency_id})."
        return unmet(message, lead.evidence, kind="foreign", url=lead.url, name=card.name)
    return unfollowed_lead(view) or _scripted(view) or absent(remarks=_slips(view))


def unfollowed_lead(view: SiteView) -> Answer | None:
    """A shortened link beside a mention of the service, which nobody followed."""
    for page, link in unfollowed(view, view.distinct_links):
        if _MENTION.search(normal(f"{link.label} {link.image} {line_of(page, link)[:400]}")):
            message = f"Ссылка «{link.label}» идёт через сокращатель {link.url}; куда она ведёт, не проверено"
            return unsure(Reason.AMBIGUOUS, message, view.link_evidence(page, link))
    return None


def _scripted(view: SiteView) -> Answer | None:
    for page in view.pages:
        for widget in page.widgets:
            if widget.name == "bus-gov":
                message = "Ссылку на bus.gov.ru, возможно, строит скрипт; сама ссылка не наблюдалась"
                return unsure(Reason.SCRIPT_REQUIRED, message, view.evidence(page, "bus.gov.ru", widget.pointer))
    return None


def _slips(view: SiteView) -> tuple[str, ...]:
    """Links meant for the service that lead elsewhere: a page of the site itself, a host of a similar name."""
    for _, link in view.distinct_links:
        if link.url.startswith("http") and _MENTION.search(normal(link.label)):
            return (f"Ссылка «{link.label}» ведёт не на bus.gov.ru, а на {link.url}.",)
    return ()


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
