"""What other pages of the site hold where only the council's section was recognised.

Then the assessment has no section that anybody could name, and its results may stand under any title («Услуги глазами
жителей»). A page that tells who asked people, or how many points organizations got, leaves their absence to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.items import Page
from rules.authority.area import NEWS, AuthorityArea
from rules.authority.kinds import OPERATOR, RESULTS, Kind
from rules.authority.reading import scores_of_lines, scores_of_pairs
from rules.authority.traces import tells_of_operator
from rules.pages import SitePages
from rules.wording import normal

_ASKED = re.compile(r"оцен(?:ил|ива|к)|опро[сш]|анкет|глазами|мнени|удовлетвор|услови")
_EXAMS = re.compile(r"\b(?:егэ|огэ|впр|гиа)\b|экзамен|олимпиад|конкурс|соревнован|турнир")
_PAIR = re.compile(r"\D.{2,90}?\s[—–-]\s(?:100|\d{2}(?:[.,]\d{1,2}))(?: балл\w*)?[.;]?")  # «Роддом № 2 — 79,9»
_LINE = 600  # characters of a line
_FEW = 2  # organizations with a score


def told_beyond(view: SitePages, area: AuthorityArea, kind: Kind) -> tuple[Page, str] | None:
    """A page outside the area and its line that a thing of the kind may be; None where the section itself is known."""
    if area.places or kind.said not in {OPERATOR.said, RESULTS.said}:
        return None
    inside = {page.url for page, _ in area.pieces}
    for page in view.pages:
        if page is view.home or page.url in inside or view.classified(NEWS, page).accepted:
            continue
        lines = [block.text for block in view.blocks_of(page) if len(block.text) <= _LINE]
        said = normal(" ".join((page.title, *lines)))
        if _ASKED.search(said) and not _EXAMS.search(said):
            found = _operators(lines) if kind.said == OPERATOR.said else _results(lines)
            if line := next(found, ""):
                return page, line
    return None


def _operators(lines: list[str]) -> Iterator[str]:
    return (line for line in lines if tells_of_operator(line))


def _results(lines: list[str]) -> Iterator[str]:
    if len(scores_of_lines(lines)) >= _FEW:
        yield next(line for line in lines if any(sign.isdigit() for sign in line))
    paired = [line for line in lines if _PAIR.fullmatch(line)]
    yield from paired if len(paired) >= _FEW else ()
    yield from (line for line in lines if len(scores_of_pairs([line], normal(line))) >= _FEW)
