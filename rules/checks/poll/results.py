"""Counted results of the online poll: published, and not older than a quarter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from textwrap import shorten
from typing import Any

from crawler.items import Link, Page, Reason
from rules.absence import dead_links
from rules.absence.unread import addresses
from rules.checks.answers import absent, met, unmet, unsure
from rules.checks.page.published import unknown_page
from rules.checks.registry import NoOptions, check
from rules.dates.as_of import days_as_of, days_beside
from rules.dates.periods import Period, Span, find_periods
from rules.model import Answer, Value
from rules.papers.collected import evidence_of
from rules.polls.announced import Published
from rules.polls.named import RESULTS, called, is_others
from rules.polls.published import all_published, like_counts, unopened
from rules.view import SiteView

_A_YEAR = re.compile(r"\W*20\d\d(?:\s*г(?:од|\.)?)?\W*")
_QUOTED = 140  # characters of a line in a message


@check("poll-results-published", NoOptions)
def poll_results_published(view: SiteView, _: NoOptions) -> Answer:
    """Counted results of the organization's own online poll can be read."""
    doubtful: Published | None = None
    area = {page.url for page in view.nok.pages}
    for found in all_published(view):
        if found.doubt is None:
            away = "Результаты опроса размещены не на странице независимой оценки."
            return met(found.evidence, remarks=() if found.evidence.url in area else (away,))
        doubtful = doubtful or found
    if doubtful is not None and doubtful.doubt is not None:
        details: dict[str, Any] = {"unread": [doubtful.unread]} if doubtful.unread else {}
        return unsure(doubtful.doubt, "Подсчитаны ли результаты опроса, не видно", doubtful.evidence, **details)
    if (like := like_counts(view)) is not None:
        page, block = like
        said = f"Результатами опроса не названо, но похоже на них: «{shorten(block.text, _QUOTED, placeholder='…')}»"
        return unsure(Reason.AMBIGUOUS, said, view.evidence(page, block.text, block.pointer))
    if closed := unopened(view):
        message = f"Файл «{closed[0].name}» не прочитан; не установлено, результаты ли это опроса"
        return unsure(Reason.NOT_REACHED, message, evidence_of(view, closed[0]), unread=addresses(closed))
    return unknown_page(view) or absent(remarks=dead_links.remarks(view, view.nok.pieces, _promised))


def _promised(page: Page, link: Link) -> bool:
    label = called(page, link)
    return RESULTS.search(label) is not None and not is_others(label)


class CurrentOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`grace_days`: how long after a quarter (a year) its results may take to appear."""

    grace_days: int = 31


def last_quarter_end(day: date) -> date:
    """The last day of the last quarter that was over on `day`."""
    first_month = 3 * ((day.month - 1) // 3) + 1
    return date(day.year, first_month, 1) - timedelta(days=1)


def _periods(found: Published) -> list[Period]:
    """Times that results are of. Where their link tells it, «2026 год» above says only when they were put there."""
    label, *rest = found.texts or ("",)
    told = find_periods(label)
    periods = [*told, *(one for text in rest if not (told and _A_YEAR.fullmatch(text)) for one in find_periods(text))]
    return periods if told else [*days_as_of(label), *(periods or _as_of(rest))]


def _as_of(texts: Iterable[str]) -> list[Period]:
    return [day for text in texts for day in days_as_of(text)]


def _at_the_turn(dated: Iterable[tuple[Period, Published]], year: int) -> Period | None:
    """A day at the end of a year, or right after it, up to which answers are counted: perhaps the whole year's."""
    days = (period for period, _ in dated if period.first == period.last)
    return next((one for one in days if date(year, 12, 15) <= one.last <= date(year + 1, 1, 31)), None)


def _perhaps(found: Published) -> list[Period]:
    """Days that results may be counted up to: told beside periods of theirs, or with no word of what the day is."""
    label, *rest = found.texts or ("",)
    return [] if find_periods(label) else [*days_beside(label), *_as_of(rest)]


@check("poll-results-current", CurrentOptions)
def poll_results_current(view: SiteView, options: CurrentOptions) -> Answer:
    """Results cover the last quarter that is over, and the past year as a whole."""
    found = all_published(view)
    dated: list[tuple[Period, Published]] = []
    for one in found:
        dated.extend((period, one) for period in _periods(one))
    told = dated
    dated = [(period, one) for period, one in dated if period.first <= view.on]
    if told and not dated:
        period, one = min(told, key=lambda pair: pair[0].first)
        message = f"Результаты опроса приведены за время после {view.on:%d.%m.%Y} («{period.text}»)"
        return unsure(Reason.AMBIGUOUS, message, one.evidence)
    if not dated:
        proofs = tuple(one.evidence for one in found[:2])
        return unsure(Reason.AMBIGUOUS, "Период, за который приведены результаты опроса, не указан", *proofs)
    newest, source = max(dated, key=lambda pair: pair[0].last)
    due = last_quarter_end(view.on - timedelta(days=options.grace_days))
    year = (view.on - timedelta(days=options.grace_days)).year - 1
    details: dict[str, Any] = {"newest": newest.text, "until": newest.last.isoformat(), "due": due.isoformat()}
    if newest.last < due:
        later = [(day, one) for one in found for day in _perhaps(one) if due <= day.last <= view.on]
        if later:
            day, one = later[0]
            said = (
                f"За какое время результаты опроса, не ясно: «{day.text}»; последний названный период — {newest.text}"
            )
            return unsure(Reason.AMBIGUOUS, said, one.evidence, **details)
        message = f"Последние результаты опроса — {newest.text}; должны быть не старше квартала (до {due:%d.%m.%Y})."
        return unmet(message, source.evidence, **details)
    quarters = {quarter for period, _ in dated for quarter in period.quarters}
    whole = any(period.span is Span.YEAR and period.last.year == year for period, _ in dated)
    if not whole and (turn := _at_the_turn(dated, year)):
        said = f"Результаты опроса приведены «{turn.text}»; итоги ли это {year} года, не сказано"
        return unsure(Reason.AMBIGUOUS, said, source.evidence, year=year, **details)
    if not whole and (year, 4) in quarters and not {(year, quarter) for quarter in range(1, 4)} <= quarters:
        said = f"За {year} год размещены итоги IV квартала; итоги ли это года, не сказано"
        return unsure(Reason.AMBIGUOUS, said, source.evidence, year=year, **details)
    if not whole and not {(year, quarter) for quarter in range(1, 5)} <= quarters:
        return unmet(f"Нет результатов опроса по итогам {year} года.", source.evidence, year=year, **details)
    return met(source.evidence, **details)
