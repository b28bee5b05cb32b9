"""The authority's section on the independent assessment."""

from __future__ import annotations

from textwrap import shorten
from urllib.parse import unquote

import msgspec

from crawler.items import Page, Reason
from rules.authority.area import is_entry
from rules.authority.kinds import ALL
from rules.authority.subject import NEWS, mentions_nok, speaks_of_nok
from rules.checks.answers import absent, met, unsure
from rules.checks.authority.elsewhere import link_elsewhere, unread_elsewhere
from rules.checks.registry import NoOptions, check
from rules.lexicon.sectors import sectors_named
from rules.model import Answer
from rules.nok.page import BEGINS_WITH_DAY
from rules.view import SiteView

_QUOTED = 140  # characters of a line in a message


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
    elif (elsewhere := link_elsewhere(view)) is not None:
        answer = unread_elsewhere(view, *elsewhere)
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
