"""What pages outside the section hold: operator, results and proposals under any title.

Where only the council's section was recognised, the assessment has none that anybody could name, and its results may
stand anywhere («Услуги глазами жителей»); where there is one, a page that speaks of the assessment in passing may hold
some as well. Such a page leaves their absence to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from crawler.addresses import folder_under, page_key
from crawler.items import Page
from rules.authority.area import AuthorityArea
from rules.authority.content import EXAMS, proposals_in
from rules.authority.kinds import MEMBERS, OPERATOR, PROPOSALS, RESULTS, Kind
from rules.authority.reading import persons
from rules.authority.score_traces import scores_told
from rules.authority.subject import NEWS, TOPIC, denies_nok, mentions_nok
from rules.authority.traces import tells_of_operator, trace_of
from rules.authority.units import Unit
from rules.language.wording import normal
from rules.lexicon.subjects import COUNCIL, INDEPENDENT
from rules.site.pages import SitePages

T = TypeVar("T")
_OF_COUNCIL = re.compile(r"\bсовет\w*[^.;:]{0,80}независим\w* (?:\w+ )?оценк\w*")
_ASKED = re.compile(r"оцен(?:ил|ива|к)|опро[сш]|анкет|глазами|мнени|удовлетвор|услови")
_CONTESTS = re.compile(EXAMS + r"|конкурс|соревнован|турнир")
_LINE = 600  # characters of a line
_COMPOSED = re.compile(r"состав|войд|вошл|член")
_FOLLOWING = 12  # blocks of a piece of news that belong together
_MANY = 4  # persons


def told_beyond(view: SitePages, area: AuthorityArea, kind: Kind) -> tuple[Page, str] | None:
    """A page outside the area and its line that a thing of the kind may be."""
    inside = {page.url for page, _ in area.pieces} | {page.url for page in area.other_councils}
    # with no section, the scores may stand in nothing but news; what a council proposed is told there at any time
    in_news = kind.said == PROPOSALS.said or (kind.said == RESULTS.said and not area.places)
    for page in view.pages:
        is_news = view.classified(NEWS, page).accepted
        if page is view.home or page.url in inside or (is_news and not in_news):
            continue
        lines = [block.text for block in view.blocks_of(page) if len(block.text) <= _LINE]
        said = normal(" ".join((page.title, *lines)))
        about = mentions_nok(said)
        if not about and (area.places or not _ASKED.search(said) or _CONTESTS.search(said)):
            continue
        if kind.said in _FOUND and (line := next(_FOUND[kind.said](page, lines, about), "")):
            return page, line
        if is_news and area.places:
            continue
        if about and (trace := trace_of(_Alone(page, lines, view.on), kind)) is not None:
            return page, trace[1]
    return _in_news(view) if kind.said == MEMBERS.said else None


def named_by_section(view: SitePages, area: AuthorityArea, kind: Kind) -> Iterator[Page]:
    """Pages outside the area that one of its pages leads to by a name of the kind which no other page gives them.

    «Оператор (страница отдела заказа)» in the section's own menu leads to a page that the site's menu calls otherwise.
    """
    own = {page.url for page, section in area.pieces if section < 0}
    inside = {page.url for page, _ in area.pieces}
    for page in view.pages:
        if page.url in inside or page is view.home:
            continue
        led = view.inbound.get(page_key(page.url), ())
        names = {link.label for source, link in led if source.url in own} - {
            link.label for source, link in led if source.url not in inside
        }
        if any(kind.names(normal(name), TOPIC) for name in names):
            yield page


def unnamed_section(view: SitePages, area: AuthorityArea) -> tuple[Page, str] | None:
    """A page above or beside the council's that speaks of the assessment, where the council's alone was recognised.

    The section may be there, whatever it is called.
    """
    inside = {page.url for page, _ in area.pieces} | {page.url for page in area.other_councils}
    councils = [place.page for place in area.council] if not area.places else []
    led = {page_key(link.url) for page in councils for link in page.links if link.block >= 0}
    above = tuple(page_key(page.url) for page in councils)
    for page in view.pages if councils else ():
        key, folder = page_key(page.url), folder_under(page.url) + "/"
        beside = key in led or any(one.startswith(folder) for one in above)
        if not beside or page is view.home or page.url in inside or view.classified(NEWS, page).accepted:
            continue
        for block in view.blocks_of(page):
            said = normal(block.text)
            if INDEPENDENT.search(_OF_COUNCIL.sub("", said)) and not denies_nok(said):
                return page, block.text
    return None


def _in_news(view: SitePages) -> tuple[Page, str] | None:
    """A piece of news that gives the council's membership, though no page of its own holds it."""
    for page in view.pages:
        lines = [block.text for block in view.blocks_of(page)]
        for index, line in enumerate(lines):
            said = normal(line)
            named = COUNCIL.search(said) is not None and _COMPOSED.search(said) is not None
            if named and len(persons("\n".join(lines[index : index + _FOLLOWING]))) >= _MANY:
                return page, line
    return None


class _Alone:
    """A page by itself, to be asked as a section's is."""

    def __init__(self, page: Page, lines: list[str], on: date) -> None:
        self.on = on
        self.authority_units = (Unit(page, page.title, lines=tuple(lines)),)

    def once(self, work_out: Callable[[Any], T]) -> T:
        return work_out(self)


def _operators(_: Page, lines: list[str], about: bool) -> Iterator[str]:
    return (line for line in lines if tells_of_operator(line, about=about))


def _results(_: Page, lines: list[str], about: bool) -> Iterator[str]:
    if line := scores_told(lines, about=about):
        yield line


def _proposals(page: Page, lines: list[str], about: bool) -> Iterator[str]:
    alone = _Alone(page, lines, date.max)
    if line := proposals_in(alone.authority_units[0], alone):
        yield line


_FOUND = {OPERATOR.said: _operators, RESULTS.said: _results, PROPOSALS.said: _proposals}
