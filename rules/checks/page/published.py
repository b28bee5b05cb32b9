"""The page devoted to the independent assessment, and the way to it."""

from __future__ import annotations

import msgspec

from crawler.addresses import page_key
from crawler.items import Link, Page, Reason, Region
from rules.acts.citations import find_citations
from rules.checks.answers import absent, met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.language.wording import host_of
from rules.model import Answer, Value
from rules.nok.page import ROLE
from rules.site.place import Place
from rules.view import SiteView

NAMED = 0.8  # a smell only the assessment's own name has
_OWN_NAMES = ("title", "heading")  # fields in which a page says what it is itself
SURE = 0.6  # a smell that names the role outright


@check("nok-page", NoOptions)
def nok_page(view: SiteView, _: NoOptions) -> Answer:
    """A page, a tab or an anchored section is devoted to the assessment."""
    area = view.nok
    place = area.place
    if place is not None:
        remarks = _remarks(view, place)
        pointer = place.page.blocks[place.section].pointer if place.section >= 0 else ""
        answer = met(
            view.evidence(place.page, place.heading or place.page.url, pointer),
            remarks=remarks,
            url=place.page.url,
            section=place.heading if place.section >= 0 else "",
        )
    elif area.doubtful:
        doubt = area.doubtful[0]
        answer = unsure(
            Reason.AMBIGUOUS,
            f"Отдельной страницы не видно; «{doubt.heading}» по адресу {doubt.page.url} может ею считаться",
            view.evidence(doubt.page, doubt.heading),
        )
    elif (elsewhere := _elsewhere(view)) is not None:
        page, link = elsewhere
        message = f"Ссылка «{link.label}» ведёт на другой адрес того же сайта: {link.url}; он не прочитан"
        answer = unsure(Reason.NOT_REACHED, message, view.link_evidence(page, link))
    else:
        news = (f"Новость {page.url} страницей независимой оценки не считается." for page in area.rejected_news[:3])
        answer = absent(remarks=(*_dead_links(view), *news))
    return msgspec.structs.replace(answer, candidates=area.candidates)


def unknown_page(view: SiteView) -> Answer | None:
    """What may stand on the page of the assessment cannot be called missing while nobody knows which page that is."""
    if view.nok.place is not None or not view.nok.doubtful:
        return None
    doubt = view.nok.doubtful[0]
    message = f"Не установлено, какая страница посвящена независимой оценке; ею может быть «{doubt.heading}»"
    return unsure(Reason.AMBIGUOUS, message, view.evidence(doubt.page, doubt.heading))


def _elsewhere(view: SiteView) -> tuple[Page, Link] | None:
    """A link naming the assessment that leads to another host of what looks like the same site."""
    for page, link in view.distinct_links if view.sister_hosts else ():
        if host_of(link.url) not in view.sister_hosts:
            continue
        smell = view.nose.wording(link.url, link.label)
        if smell.score >= SURE and ROLE in smell.roles[:1]:
            return page, link
    return None


def _dead_links(view: SiteView) -> tuple[str, ...]:
    """Links that name the assessment and lead to a page that does not exist: worth telling."""
    dead = [
        failure
        for failure in view.site.failures
        if failure.reason in {Reason.HTTP_404, Reason.SOFT_404}
        and failure.link_text
        and view.smells("", failure.link_text, (ROLE,)) >= NAMED
    ]
    return tuple(f"Ссылка «{failure.link_text}» ведёт на отсутствующую страницу {failure.url}." for failure in dead[:3])


def _is_act(place: Place) -> bool:
    """Whether a page is the text of an act on the assessment, by its heading: it is cited, not devoted."""
    return any(one.number for one in find_citations(place.heading))


def _remarks(view: SiteView, place: Place) -> tuple[str, ...]:
    remarks = []
    if place.section >= 0:
        remarks.append(f"Независимой оценке отведён раздел «{place.heading}» общей страницы, а не отдельная страница.")
    elif view.classified("news", place.page).accepted:
        remarks.append("Страницей независимой оценки служит запись из ленты новостей.")
    if len(view.nok.places) > 1:
        more = {other.page.url for other in view.nok.places[1:] if other.page is not place.page and not _is_act(other)}
        others = ", ".join(sorted(more)[:3])
        if others:
            remarks.append(f"Независимой оценке посвящены и другие страницы: {others}.")
    return tuple(remarks)


class LinkedOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`deepest_menu_level`: 1 is the top of a menu, 2 its first drop-down."""

    deepest_menu_level: int = 2


@check("nok-page-linked", LinkedOptions)
def nok_page_linked(view: SiteView, options: LinkedOptions) -> Answer:
    """The home page leads to the НОК page in one click: any link, or a menu item high enough."""
    home = view.home
    if home is None or view.nok.place is None:
        return unsure(Reason.NOT_REACHED)
    too_deep: list[Link] = []
    for place in view.nok.places:
        if place is not view.nok.place and any(sign.weight < 0 and sign.field in _OWN_NAMES for sign in place.signs):
            continue  # a page of documents belongs to it by what stands there: a link to that does not lead to it
        if place.page in view.home_parts:
            said = ("Раздел расположен на самой главной странице.",)
            return met(view.evidence(place.page, place.heading), remarks=said)
        for page, link in view.links(view.home_parts):
            if view.by_address.get(page_key(link.url)) is not place.page or not _points_at(view, link, place):
                continue
            if link.region is Region.MENU and link.level > options.deepest_menu_level:
                too_deep.append(link)
                continue
            return met(view.link_evidence(page, link), url=place.page.url)
    if too_deep:
        link = too_deep[0]
        return unmet(
            f"Ссылка стоит на {link.level}-м уровне меню; нужен не глубже {options.deepest_menu_level}-го.",
            view.link_evidence(home, link),
            url=link.url,
        )
    return absent(url=view.nok.place.page.url)


def _points_at(view: SiteView, link: Link, place: Place) -> bool:
    """Whether a link to the place's page means the place: for a section its label must name the assessment."""
    if place.section < 0:
        return True
    return ROLE in view.nose.wording("", link.label).roles
