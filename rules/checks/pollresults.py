"""Counted results of the online poll: published, and not older than a quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from crawler.items import BlockKind, Page, Reason
from rules.checks.answers import absent, met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.filed import FiledAs
from rules.model import Answer, Evidence, Value
from rules.papers import evidence_of, of_kind
from rules.periods import Period, Span, find_periods
from rules.pollresults import Counting, poll_results_of
from rules.view import SiteView
from rules.wording import file_name_of, normal

_RESULTS = re.compile(
    r"(?:результат|итог|сводн|подсчет|анализ)\w*.{0,50}(?:опрос|анкетировани|голосовани|анкет\b)|"
    r"в (?:[\w-]+ ){0,2}(?:[\w-]*опросе|[\w-]*анкетировании|голосовании) принял\w* участие|\bопрошено\b.{0,40}\d"
)
_HELD = re.compile(r"(?:проведен\w*|проводил\w*|состоял\w*) (?:[\w-]+ ){0,2}(?:[\w-]*опрос|анкетирован)\w*")
_PROMISED = re.compile(
    r"будут (?:размещен|опубликован|представлен)|появятся|раздел(?:е)? (?:находится )?в разработке|наполняется"
)
_OTHERS = re.compile(r"внутренн\w+|всоко|питани|оператор|мероприяти|студент\w* .{0,30}анкет")


class Published(Value, frozen=True):
    """Results of a poll that were seen, with the texts their period may stand in."""

    evidence: Evidence
    texts: tuple[str, ...]


def published(view: SiteView) -> Iterator[Published]:
    """Results of polls on the НОК page and one click from it: documents, links and sections with something in them."""
    for paper in of_kind(view, FiledAs.POLL_RESULTS):
        if paper.document is not None and poll_results_of(paper.document).counting is Counting.RAW:
            continue  # filled-in questionnaires are not counted results
        inside = paper.document.text[:1500] if paper.document is not None else ""
        texts = (paper.link.label, file_name_of(paper.link.url), paper.heading, inside)
        yield Published(evidence_of(view, paper), texts)
    for page, section in _pieces(view):
        for link in view.links_of(page, section):
            label = normal(link.label)
            if _RESULTS.search(label) and not _OTHERS.search(label) and "#" not in link.url:
                yield Published(view.link_evidence(page, link), (link.label, page.heading_of(link.section)))
        yield from _sections(view, page, section)


def _pieces(view: SiteView) -> list[tuple[Page, int]]:
    places = [(place.page, place.section) for place in view.nok.places]
    return places + [(page, -1) for page in view.nok.subpages]


def _sections(view: SiteView, page: Page, section: int) -> Iterator[Published]:
    """Blocks that announce results, with what follows them: numbers in the text or pictures (diagrams)."""
    wanted = {id(block) for block in view.blocks_of(page, section)}
    for index, block in enumerate(page.blocks):
        if id(block) not in wanted or len(block.text) > 300:
            continue
        said = normal(block.text)
        held = _HELD.search(said) is not None
        if not (held or _RESULTS.search(said)) or _OTHERS.search(said):
            continue
        after = " ".join(
            following.text
            for following in page.blocks[index + 1 : index + 12]
            if following.kind is not BlockKind.HEADING
        )
        counted = re.search(r"\d+(?:[.,]\d+)? ?%|\d+ (?:чел|респондент|участник|анкет)", f"{block.text} {after}")
        shown = page.images and not held and not _PROMISED.search(normal(f"{block.text} {after[:300]}"))
        if counted or shown:
            yield Published(view.evidence(page, block.text, block.pointer), (block.text, after[:600]))


@check("poll-results-published", NoOptions)
def poll_results_published(view: SiteView, _: NoOptions) -> Answer:
    """Counted results of the organization's own online poll can be read."""
    found = next(published(view), None)
    return met(found.evidence) if found is not None else absent()


class CurrentOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`grace_days`: how long after a quarter (a year) its results may take to appear."""

    grace_days: int = 31


def last_quarter_end(day: date) -> date:
    """The last day of the last quarter that was over on `day`."""
    first_month = 3 * ((day.month - 1) // 3) + 1
    return date(day.year, first_month, 1) - timedelta(days=1)


@check("poll-results-current", CurrentOptions)
def poll_results_current(view: SiteView, options: CurrentOptions) -> Answer:
    """Results cover the last quarter that is over, and the past year as a whole."""
    found = list(published(view))
    dated: list[tuple[Period, Published]] = []
    for one in found:
        for text in one.texts:
            dated.extend((period, one) for period in find_periods(text))
    dated = [(period, one) for period, one in dated if period.first <= view.on]
    if not dated:
        proofs = tuple(one.evidence for one in found[:2])
        return unsure(Reason.AMBIGUOUS, "Период, за который приведены результаты опроса, не указан", *proofs)
    newest, source = max(dated, key=lambda pair: pair[0].last)
    due = last_quarter_end(view.on - timedelta(days=options.grace_days))
    year = (view.on - timedelta(days=options.grace_days)).year - 1
    details: dict[str, Any] = {"newest": newest.text, "until": newest.last.isoformat(), "due": due.isoformat()}
    if newest.last < due:
        message = f"Последние результаты опроса — {newest.text}; должны быть не старше квартала (до {due:%d.%m.%Y})."
        return unmet(message, source.evidence, **details)
    quarters = {quarter for period, _ in dated for quarter in period.quarters}
    whole = any(period.span is Span.YEAR and period.last.year == year for period, _ in dated)
    if not whole and not {(year, quarter) for quarter in range(1, 5)} <= quarters:
        return unmet(f"Нет результатов опроса по итогам {year} года.", source.evidence, year=year, **details)
    return met(source.evidence, **details)
