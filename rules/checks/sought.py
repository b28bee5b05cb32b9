"""Papers sought for certain years: the steps from «nothing is called so» to «it is missing», one doubt a step.

A check says what it seeks; the first step that answers is the answer. Only when none does may the paper be called
missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from crawler.items import Reason
from rules.absence import dead_links
from rules.absence.misplaced import listed_elsewhere, unfiled
from rules.absence.unread import (
    addresses,
    dead_remarks,
    foreign_remarks,
    gone_remarks,
    is_unfound,
    led_away,
    speechless,
    unopened,
    why_not,
    why_unread,
)
from rules.checks.answers import met, unsure
from rules.checks.belonging import not_opened, two_years, whose_it_is
from rules.dates.years import years_said
from rules.model import Answer, Value
from rules.papers.called import is_left_open
from rules.papers.collected import Paper, evidence_of
from rules.papers.filed import FiledAs
from rules.view import SiteView


class Named(Value, frozen=True):
    """How what is sought is told of, in Russian: «план», «плана», «планы», «на» (2024 год)."""

    one: str
    of_one: str
    several: str
    when: str


class Sought(Value, frozen=True):
    """What is sought. `missing`: the years nothing was found for; `years`: those that papers for them may name.

    `found`: what is published; `unread`: what may be it and could not be read.
    """

    named: Named
    kinds: tuple[FiledAs, ...]
    found: tuple[Paper, ...]
    unread: tuple[Paper, ...] = ()
    missing: tuple[int, ...] = ()
    years: tuple[int, ...] = ()

    @property
    def details(self) -> dict[str, Any]:
        """What every answer tells: the years published and those missing."""
        return {"missing": list(self.missing), "years": self.published}

    @property
    def published(self) -> list[int]:
        """The years of what is published."""
        return sorted({year for paper in self.found for year in paper.years})

    @property
    def whether(self) -> str:
        """The end of a message on what was not established; empty where no year is missing."""
        lacks = f"есть ли {self.named.one} {self.named.when} {years_said(self.missing)}"
        return f"; не установлено, {lacks}" if self.missing else ""


def not_read(view: SiteView, sought: Sought, papers: tuple[Paper, ...]) -> Answer:
    """Nothing may be called missing, nor published, while a file that nobody could read may be it."""
    reason = why_unread(papers[0], view) or Reason.UNREADABLE
    message = f"Файл «{papers[0].name}» не прочитан{sought.whether}"
    asked = addresses(papers) if reason is Reason.NOT_REACHED else []
    return unsure(reason, message, evidence_of(view, papers[0]), unread=asked, **sought.details)


def of_unknown_years(view: SiteView, sought: Sought) -> Answer:
    """The answer where nobody told for which years anything is to be sought."""
    if not sought.found:
        return not_read(view, sought, sought.unread) if sought.unread else unsure(Reason.YEARS_UNKNOWN)
    if all(is_unfound(paper, view) for paper in sought.found):
        return not_opened(view, sought.found[0], years=sought.published)
    shown = ", ".join(map(str, sought.published)) or "без указания года"
    remark = f"Годы оценки не указаны; размещены {sought.named.several}: {shown}."
    proofs = (evidence_of(view, paper) for paper in sought.found[:5])
    return met(*proofs, remarks=(remark, *gone_remarks(sought.found, view)), years=sought.published)


def of_all_years(view: SiteView, sought: Sought, chosen: tuple[Paper, ...], *remarks: str) -> Answer:
    """The answer where every year has its paper: `chosen`, unless it is not sure to be there, or one's own."""
    if doubtful := next((paper for paper in chosen if paper.doubted), None):
        return whose_it_is(view, doubtful, years=sought.published)
    if unfound := next((paper for paper in chosen if is_unfound(paper, view)), None):
        return not_opened(view, unfound, years=sought.published)
    proofs = (evidence_of(view, paper) for paper in chosen)
    return met(*proofs, remarks=(*remarks, *gone_remarks(chosen, view)), years=sought.published)


def _unasked(view: SiteView, sought: Sought) -> Answer | None:
    """A file nobody asked for yet may be it."""
    closed = unopened(view, sought.years, *sought.kinds)
    return not_read(view, sought, closed) if closed else None


def _undated(view: SiteView, sought: Sought) -> Answer | None:
    """One that names no year may be of these."""
    papers = tuple(paper for paper in sought.found if not paper.years)
    if not papers:
        return None
    reason = next((r for r in (why_unread(paper, view) for paper in papers) if r is not None), Reason.AMBIGUOUS)
    message = f"«{papers[0].name}»: год не указан{sought.whether}"
    return unsure(reason, message, evidence_of(view, papers[0]), **sought.details)


def _unreadable(view: SiteView, sought: Sought) -> Answer | None:
    """One that could not be read may be of these years, or a file that says nothing may be one."""
    perhaps = (paper for paper in sought.unread if not paper.years or set(paper.years) & set(sought.years))
    papers = tuple(perhaps) or speechless(view, sought.years)
    return not_read(view, sought, papers) if papers else None


def _behind_a_link(view: SiteView, sought: Sought) -> Answer | None:
    """A link called so leads to a page nobody read."""
    away = led_away(view, sought.years, sought.kinds[0])
    if away is None:
        return None
    page, link = away
    message = f"Ссылка «{link.label}» ведёт на непрочитанную страницу {link.url}; не установлено, там ли "
    return unsure(why_not(view, link), message + sought.named.one, view.link_evidence(page, link), **sought.details)


def _of_two_years(view: SiteView, sought: Sought) -> Answer | None:
    """One that is called by such a year denies it, and may be of that year all the same."""
    of_either = (paper for paper in sought.found for year in sought.missing if is_left_open(paper, year))
    paper = next(of_either, None)
    return two_years(view, paper, **sought.details) if paper is not None else None


def _of_unknown_kind(view: SiteView, sought: Sought) -> Answer | None:
    """A file that speaks of the assessment may be one, whatever it is called."""
    paper = unfiled(view, sought.missing)
    if paper is None:
        return None
    message = f"Файл «{paper.name}» говорит о независимой оценке, но {sought.named.one} ли это, не установлено"
    return unsure(Reason.AMBIGUOUS, message, evidence_of(view, paper), **sought.details)


def _on_another_page(view: SiteView, sought: Sought) -> Answer | None:
    """It is listed elsewhere on the site."""
    elsewhere = listed_elsewhere(view, sought.missing, *sought.kinds)
    if elsewhere is None:
        return None
    page, link = elsewhere
    stands = f"«{link.label}» стоит на другой странице сайта, {page.url}"
    message = f"На странице независимой оценки {sought.named.of_one} нет, но {stands}"
    return unsure(Reason.AMBIGUOUS, message, view.link_evidence(page, link), **sought.details)


# In the order in which their doubts matter.
_STEPS: tuple[Callable[[SiteView, Sought], Answer | None], ...] = (
    _unasked, _undated, _unreadable, _behind_a_link, _of_two_years, _of_unknown_kind, _on_another_page,
)  # fmt: skip


def first_doubt(view: SiteView, sought: Sought) -> Answer | None:
    """The answer of the first step that has one; without any, the paper may be called missing."""
    return next((answer for step in _STEPS if (answer := step(view, sought)) is not None), None)


def over(view: SiteView, years: Iterable[int]) -> tuple[int, ...]:
    """Those of the years of assessment that are over: results are summed up at the end of one, plans made after it."""
    return tuple(year for year in years if year < view.on.year)


def of_running_year(view: SiteView, sought: Sought) -> Answer:
    """The answer where nothing is missing but what a year of assessment brings that is not over."""
    lacks = f"{sought.named.of_one.capitalize()} {sought.named.when} {years_said(sought.missing)} на странице нет"
    message = f"{lacks}, а {view.on.year} год ещё не закончился; подведены ли итоги его оценки, неизвестно"
    return unsure(Reason.AMBIGUOUS, message, **sought.details)


def remarks_on_absence(view: SiteView, sought: Sought) -> tuple[str, ...]:
    """What is worth telling where it is missing: links that lead to nothing, papers of somebody else."""
    return (
        *gone_remarks(sought.found, view),
        *dead_remarks(view, *sought.kinds),
        *dead_links.of_papers(view, *sought.kinds),
        *foreign_remarks(view, *sought.kinds),
    )
