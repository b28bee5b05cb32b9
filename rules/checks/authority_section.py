"""The authority's section on the independent assessment, and its link to bus.gov.ru."""

from __future__ import annotations

from textwrap import shorten
from urllib.parse import unquote

import msgspec

from crawler.addresses import is_file, page_key
from crawler.items import Link, Page, Reason
from rules.addresses.kinds import is_service
from rules.authority.area import is_entry
from rules.authority.kinds import ALL
from rules.authority.subject import NEWS, SECTION, mentions_nok, speaks_of_nok
from rules.checks.answers import absent, met, unsure
from rules.checks.buslinks import is_bus_gov, kind_of, leads, unfollowed_lead
from rules.checks.registry import NoOptions, check
from rules.language.wording import host_of
from rules.lexicon.sectors import sectors_named
from rules.model import Answer
from rules.nok.page import BEGINS_WITH_DAY
from rules.site.labels import line_of
from rules.view import SiteView

_QUOTED = 140  # characters of a line in a message
SURE = 0.6  # a smell that names the role outright


@check("authority-section", NoOptions)
def authority_section(view: SiteView, _: NoOptions) -> Answer:
    """A section of its own, or the council's section where that deals with the assessment (with a remark)."""
    area = view.authority
    place = area.place
    if place is not None:
        remarks = []
        if not area.places:
            where = place.page.url
            remarks.append(f"Отдельного раздела нет: сведения размещены в разделе общественного совета {where}.")
        elif place.section >= 0:
            remarks.append(f"Независимой оценке отведена часть «{place.heading}» общей страницы, а не раздел.")
        pointer = place.page.blocks[place.section].pointer if place.section >= 0 else ""
        contents = [kind.said for kind in ALL if any(unit.is_of(kind) for unit in view.authority_units)]
        answer = met(
            view.evidence(place.page, place.heading or place.page.url, pointer),
            remarks=tuple(remarks),
            url=place.page.url,
            within="section" if area.places else "council",
            pages=len({page.url for page, _ in area.pieces}),
            contents=contents,
            sectors=[sector.value for sector in sectors_named(unit.name for unit in view.authority_units)],
        )
    elif area.doubtful:
        doubt = area.doubtful[0]
        message = f"Отдельного раздела не видно; «{doubt.heading}» на странице {doubt.page.url} может им считаться"
        answer = unsure(Reason.AMBIGUOUS, message, view.evidence(doubt.page, doubt.heading))
    elif (elsewhere := _elsewhere(view)) is not None:
        answer = _unread_elsewhere(view, *elsewhere)
    elif (spoken := _spoken(view)) is not None:
        page, text = spoken
        said = shorten(text, _QUOTED, placeholder="…")
        message = f"Раздела не видно, но о независимой оценке говорится на странице {page.url}: «{said}»"
        answer = unsure(Reason.AMBIGUOUS, message, view.evidence(page, text))
    else:
        silent = area.other_councils[:3]
        remarks = [f"Общественный совет {page.url} независимой оценки не касается." for page in silent]
        remarks += [f"Новость {page.url} разделом не считается." for page in area.rejected_news[:3]]
        answer = absent(remarks=(*_dead_links(view), *remarks))
    return msgspec.structs.replace(answer, candidates=area.candidates)


def _spoken(view: SiteView) -> tuple[Page, str] | None:
    """A page that is no news and speaks of the assessment: the section may be there, whatever it is called."""
    for page in view.pages:
        if page is view.home or view.classified(NEWS, page).accepted or is_entry(view, page):
            continue
        for block in view.blocks_of(page):
            if speaks_of_nok(block.text) and not BEGINS_WITH_DAY.match(block.text):
                return page, block.text
    return None


def _dead_links(view: SiteView) -> tuple[str, ...]:
    """Links that name the assessment and lead to a page that does not exist: worth telling."""
    dead = {
        failure.url: f"Ссылка «{failure.link_text}» ведёт на отсутствующую страницу {unquote(failure.url)}."
        for failure in view.site.failures
        if failure.reason in {Reason.HTTP_404, Reason.SOFT_404} and mentions_nok(failure.link_text)
    }
    return tuple(dead.values())[:3]


def _elsewhere(view: SiteView) -> tuple[Page, Link] | None:
    """A navigation link naming the assessment that leads to a host of the same body, such as nok.ministry.ru."""
    for page, link in view.links():
        host = host_of(link.url)
        if not host or is_service(host) or is_bus_gov(link.url):
            continue
        if view.is_own(link.url):
            if _is_beyond(view, link) and mentions_nok(line_of(page, link)):
                return page, link
            continue
        related = host in view.sister_hosts or any(_kin(host, own) for own in view.own_hosts)
        smell = view.nose.wording("", link.label)
        if related and smell.score >= SURE and SECTION in smell.roles:
            return page, link
    return None


def _unread_elsewhere(view: SiteView, page: Page, link: Link) -> Answer:
    message = f"Ссылка «{link.label}» ведёт на {link.url}; что там, не прочитано"
    return unsure(Reason.NOT_REACHED, message, view.link_evidence(page, link))


def _is_beyond(view: SiteView, link: Link) -> bool:
    """Whether a link leaves the part of a portal that is the body's own: nobody went there."""
    known = view.by_address.get(page_key(link.url)) is not None or is_file(link.url)
    return not known and not any(page_key(one.url) == page_key(link.url) for one in view.site.failures)


def _kin(one: str, other: str) -> bool:
    """Whether one host is a subdomain of the other."""
    return one.endswith("." + other) or other.endswith("." + one)


@check("authority-bus-link", NoOptions)
def authority_bus_link(view: SiteView, _: NoOptions) -> Answer:
    """A live link to bus.gov.ru stands somewhere on the site; any page of bus.gov.ru will do for a body in charge."""
    for lead in leads(view):
        return met(lead.evidence, kind=kind_of(lead.url), url=lead.url)
    if (doubt := unfollowed_lead(view)) is not None:
        return doubt
    if (elsewhere := _elsewhere(view)) is not None:
        return _unread_elsewhere(view, *elsewhere)
    return absent()
