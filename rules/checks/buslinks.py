"""Links to bus.gov.ru: live links only, not mentions, not files named after it, not look-alike hosts."""

from __future__ import annotations

import re

from crawler.items import Link, Page, Reason
from rules.checks.answers import absent, met, unsure
from rules.checks.registry import NoOptions, check
from rules.model import Answer
from rules.view import SiteView
from rules.wording import host_of, normal, parts_of

HOST = "bus.gov.ru"
_OWN_CARD = re.compile(r"/(?:pub/)?(?:info-card|agency)/\d+|/(?:qrcode/)?rate/\d+|[?&]agency(?:id)?=\d+", re.IGNORECASE)
_CARD_ID = re.compile(r"/(?:info-card|agency|rate)/(\d+)|[?&]agency(?:id)?=(\d+)", re.IGNORECASE)
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


_ORDER = ("card", "rate", "finance", "list", "other", "root")
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


def _foreign(own: str, url: str) -> str:
    """A remark when the card linked to is not the one the registry names; empty when it is, or nobody knows."""
    found = _CARD_ID.search(url)
    if not own or found is None:
        return ""
    card = found.group(1) or found.group(2)
    return "" if card == own else f"Ссылка ведёт на карточку {card}, а в реестре указана карточка {own}."


@check("bus-link", NoOptions)
def bus_link(view: SiteView, _: NoOptions) -> Answer:
    """Some page of the site links to bus.gov.ru; a link to the organization's own card is best."""
    found: dict[str, tuple[Page, Link]] = {}
    shortened: list[Link] = []
    shorteners = {known.host for known in view.lexicon.hosts.get("shorteners", ())}
    for page, link in view.links():
        if is_bus_gov(link.url):
            found.setdefault(kind_of(link.url), (page, link))
        elif "bus" in link.label and host_of(link.url) in shorteners and "bus.gov" in normal(link.label):
            shortened.append(link)
    if found:
        kind = next(one for one in _ORDER if one in found)
        page, link = found[kind]
        remark = _REMARKS.get(kind) or _foreign(view.organization.bus_gov_id, link.url)
        return met(view.link_evidence(page, link), remarks=(remark,) if remark else (), kind=kind, url=link.url)
    if shortened:
        return unsure(Reason.AMBIGUOUS, f"Ссылка «{shortened[0].label}» идёт через сокращатель {shortened[0].url}")
    return absent()
