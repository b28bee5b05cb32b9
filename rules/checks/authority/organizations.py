"""The list of organizations to be assessed on an authority's site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from crawler.items import Reason
from rules.authority.comparing import compare_list
from rules.authority.content import MEETING, WITHHELD, sentences
from rules.authority.kinds import LIST, MINUTES, NOT_YET, REGULATION, kinds_of
from rules.authority.lists import lists_told
from rules.authority.reading import inn_of_row, is_clause, listed_organizations, name_of_row, told_organizations
from rules.authority.subject import mentions_nok
from rules.authority.units import Unit, evidence, named
from rules.checks.answers import absent, met, unsure
from rules.checks.authority.answers import missing
from rules.checks.registry import check
from rules.dates.years import assessment_years, years_of_text
from rules.language.wording import normal
from rules.lexicon.organizations import CALLED
from rules.model import Answer, Value, Verdict
from rules.view import SiteView

_YEAR_LIST = re.compile(r"\W*20\d\d\s*(?:г\w*)?\.?\s*:")  # «2021 г.: больница № 3, поликлиника № 5»
_OPENS_LIST = re.compile(
    r"\b(?:определить|утвердить|включить в|сформировать) (?:следующ\w+ )?перечень\W{0,3}:"
    r"|\b(?:наметил|отобрал|выбрал|определил|утвердил|включил)\w* (?:\w+ ){0,3}"
    rf"{CALLED}\w*[^:.;]{{0,40}}:"
)
# by its own name, wherever it stands: `REGULATION` waits for words around it that speak of the assessment
_REGULATION = re.compile(r"\bположени\w* об? (?:общественн\w+ )?совет")
_LISTED = re.compile(r"\b(?:переч(?:ень|н)|спис(?:о?к))")
_SENTENCES = re.compile(r"(?<=[.!])\s+(?=[А-ЯЁ])")
_HIRED = re.compile(r"контракт|договор|оператор", re.IGNORECASE)
_TOLD = 200  # lines of a file that may tell of a list in a sentence
_HEADING = 120  # characters of a line that heads the next


class ListOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`minimum`: how many organizations make a list; `years`: how old the latest list may be."""

    minimum: int = 2
    years: int = 1


@check("authority-list", ListOptions)
def authority_list(view: SiteView, options: ListOptions) -> Answer:
    """A list of the organizations to be assessed, with enough organizations in it to be one."""
    best: tuple[tuple[str, ...], Unit, tuple[int, ...]] | None = None
    for unit in named(view, LIST):
        if _is_regulation(unit):
            continue
        listed = _organizations(unit) or _listed_below(view, unit)
        years = assessment_years(years_of_text(f"{unit.name} {unit.by_content[:200]}")) or _years_told(unit)
        if len(listed) >= options.minimum and (best is None or _newer(years, best[2])):
            best = (listed, unit, years)
    for line, unit in () if best is not None else _lines(view):
        if ("," not in line and ";" not in line) or is_clause(line) or _is_regulation(unit):
            continue
        around = normal(f"{unit.name} {unit.around} {unit.page.title}")
        is_list = LIST.names(normal(line), around) or (
            _is_told_list(line) and not _HIRED.search(line) and mentions_nok(unit.text)
        )
        inline = told_organizations(line) if is_list else ()
        if len(inline) > 1:
            best = (inline, unit, assessment_years(years_of_text(line)))
    if best is None and (told := next(lists_told(view), None)) is not None:
        best = (told.organizations, told.unit, assessment_years(years_of_text(told.line)))
    if best is None:
        answer = missing(view, LIST)
        if answer.verdict is Verdict.UNMET and (called := _called_list(view)) is not None:
            said = f"«{called.shown}» размещён, но организаций в нём не распознано"
            return unsure(Reason.AMBIGUOUS, said, evidence(view, called), title=called.name)
        return answer
    listed, unit, years = best
    due = [year for year in view.organization.assessed_years or () if year < view.on.year]
    if years and due and max(years) < max(due):
        unclear = missing(view, LIST, known=True)  # a file nobody could read may be the later one
        if unclear.reason is not None:
            return unclear
        return absent(evidence(view, unit), message=f"Перечень — за {max(years)} год; перечня {max(due)} года нет.")
    remarks: tuple[str, ...] = ()
    if years and max(years) < view.on.year - options.years:
        remarks = (f"Самый поздний перечень — за {max(years)} год.",)
    elif not years:
        remarks = ("Период, к которому относится перечень, не указан.",)
    compared = compare_list(listed, years, view.circle)
    return met(
        evidence(view, unit), remarks=remarks + compared.remarks, count=len(listed), years=list(years), title=unit.name,
        **compared.details,
    )  # fmt: skip


def _years_told(unit: Unit) -> tuple[int, ...]:
    """The year that the only sentence on a list tells which promises none: «Ниже – перечень 2022 года:»."""
    told = {
        assessment_years(years_of_text(sentence))
        for line in (unit.lines if unit.link is None else ())
        for sentence in _SENTENCES.split(line)
        if _LISTED.search(said := normal(sentence)) and not (NOT_YET.search(said) or WITHHELD.search(said))
    } - {()}
    return told.pop() if len(told) == 1 else ()


def _is_regulation(unit: Unit) -> bool:
    """Whether a file is a council's regulation, which lists its tasks."""
    name = normal(unit.name)
    called = _REGULATION.search(name) is not None or REGULATION.names(name, normal(unit.around))
    return unit.link is not None and called


def _called_list(view: SiteView) -> Unit | None:
    """A file that is called a list by its link and by its own title, whatever could be made of its lines."""
    for unit in named(view, LIST):
        head = normal(unit.by_content[:200])
        if MINUTES.names(normal(unit.name), "совет") or MEETING.search(head):
            continue  # «Слушали: о перечне организаций»
        if unit.link is not None and unit.reason is None and LIST.names(head, head) and mentions_nok(head):
            return unit
    return None


def _is_told_list(line: str) -> bool:
    """Whether a line opens a list without saying of what: «2021 г.: …», «Решили: определить перечень: …»."""
    return _YEAR_LIST.match(line) is not None or _OPENS_LIST.search(normal(line)) is not None


def _newer(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return bool(one) and max(one) > max(other, default=0)


def _listed_below(view: SiteView, unit: Unit) -> tuple[str, ...]:
    """Organizations under the headings after one that holds nothing itself: «Подлежали оценке:» / «Библиотеки» / …"""
    if unit.link is not None or unit.block < 0 or unit.text.strip():
        return ()
    found: list[str] = []
    for part in view.authority_units:
        if part.page is unit.page and part.link is None and part.block > unit.block:
            if kinds_of(normal(part.name), normal(unit.name)):
                break
            found += _organizations(part)
    return tuple(dict.fromkeys(found))


def _organizations(unit: Unit) -> tuple[str, ...]:
    if tables := unit.rows:
        told = (told_organizations(cell) for row in tables for cell in row)  # «Школа № 1, школа № 2 | Музей, театр»
        listed = listed_organizations(f"{name_of_row(row)} {inn_of_row(row)}".strip() for row in tables)
        inside = tuple(dict.fromkeys(name for names in told for name in names))
        return listed if len(listed) > 1 else inside or listed
    return (
        *listed_organizations(unit.lines),
        *(name for line in unit.lines for name in told_organizations(line)),
    )


def _told(unit: Unit) -> Iterable[str]:
    """Lines of a page; of a file its lines, and its sentences, which it breaks over lines."""
    if unit.link is None:
        return unit.lines
    lines = unit.lines[:_TOLD]
    headed = (f"{one}: {below}" for one, below in pairwise(lines) if len(one) < _HEADING and one[-1:] not in ".;,")
    return (*lines, *sentences(lines), *headed)


def _lines(view: SiteView) -> list[tuple[str, Unit]]:
    return [(line, unit) for unit in view.authority_units for line in _told(unit)]
