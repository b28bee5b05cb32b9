"""What pages outside the section hold: operator, results and proposals under any title.

Where only the council's section was recognised, the assessment has none that anybody could name, and its results may
stand anywhere («Услуги глазами жителей»); where there is one, a page that speaks of the assessment in passing may hold
some as well. Such a page leaves their absence to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from crawler.items import Page
from rules.authority.area import NEWS, AuthorityArea, mentions_nok
from rules.authority.content import proposals_in
from rules.authority.kinds import MEMBERS, OPERATOR, PROPOSALS, RESULTS, Kind
from rules.authority.reading import persons, scores_of_lines, scores_of_pairs, scores_of_rows
from rules.authority.traces import tells_of_operator, trace_of
from rules.authority.units import Unit
from rules.pages import SitePages
from rules.subjects import COUNCIL
from rules.wording import normal

T = TypeVar("T")
_ASKED = re.compile(r"оцен(?:ил|ива|к)|опро[сш]|анкет|глазами|мнени|удовлетвор|услови")
_EXAMS = re.compile(r"\b(?:егэ|огэ|впр|гиа)\b|экзамен|олимпиад|конкурс|соревнован|турнир")
_PAIR = re.compile(r"\D.{2,90}?\s[—–-]\s(?:100|\d{2}(?:[.,]\d{1,2}))(?: балл\w*)?[.;]?")  # «Роддом № 2 — 79,9»
_INLINE = re.compile(r"[А-ЯЁ«][^·;,\d]{2,60}\s(?:[—–-]\s)?\d{2}[.,]\d{1,2}(?!\d)")  # «Театр 98,1 · Музей 94,0»
_LINE = 600  # characters of a line
_COMPOSED = re.compile(r"состав|войд|вошл|член")
_FOLLOWING = 12  # blocks of a piece of news that belong together
_MANY = 4  # persons
_FEW = 2  # organizations with a score


def told_beyond(view: SitePages, area: AuthorityArea, kind: Kind) -> tuple[Page, str] | None:
    """A page outside the area and its line that a thing of the kind may be."""
    inside = {page.url for page, _ in area.pieces}
    for page in view.pages:
        if page is view.home or page.url in inside or view.classified(NEWS, page).accepted:
            continue
        lines = [block.text for block in view.blocks_of(page) if len(block.text) <= _LINE]
        said = normal(" ".join((page.title, *lines)))
        about = mentions_nok(said)
        if not about and (area.places or not _ASKED.search(said) or _EXAMS.search(said)):
            continue
        if kind.said in _FOUND and (line := next(_FOUND[kind.said](page, lines, about), "")):
            return page, line
        if about and not area.places and (trace := trace_of(_Alone(page, lines), kind)) is not None:
            return page, trace[1]
    return _in_news(view) if kind.said == MEMBERS.said else None


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

    def __init__(self, page: Page, lines: list[str]) -> None:
        self.authority_units = (Unit(page, page.title, lines=tuple(lines)),)

    def once(self, work_out: Callable[[Any], T]) -> T:
        return work_out(self)


def _operators(_: Page, lines: list[str], about: bool) -> Iterator[str]:
    return (line for line in lines if tells_of_operator(line, about=about))


def _results(_: Page, lines: list[str], about: bool) -> Iterator[str]:
    rows = [tuple(cell.strip() for cell in line.split(" | ")) for line in lines if " | " in line]
    if len(scores_of_rows(rows)) >= _FEW:
        yield " | ".join(rows[0])
    if len(scores_of_lines(lines)) >= _FEW:
        yield next(line for line in lines if any(sign.isdigit() for sign in line))
    yield from (line for line in lines if about and len(_INLINE.findall(line)) >= _FEW)
    paired = [line for line in lines if _PAIR.fullmatch(line)]
    yield from paired if len(paired) >= _FEW else ()
    yield from (line for line in lines if len(scores_of_pairs([line], normal(line))) >= _FEW)


def _proposals(page: Page, lines: list[str], about: bool) -> Iterator[str]:
    if line := proposals_in(Unit(page, page.title, lines=tuple(lines))):
        yield line


_FOUND = {OPERATOR.said: _operators, RESULTS.said: _results, PROPOSALS.said: _proposals}
