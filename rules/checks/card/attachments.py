"""Scores, proposals and plans on a card on bus.gov.ru."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from crawler.items import Attachment, Card, Reason
from rules.checks.answers import met, unmet, unsure
from rules.checks.card.known import on_card, own_card
from rules.checks.registry import NoOptions, check
from rules.checks.sought import over
from rules.dates.years import YearRole, assessment_years, plan_years, years_of_text
from rules.model import Answer, Evidence
from rules.view import SiteView

_SCORE = re.compile(r"\d+[.,]\d+|\d+\s*балл|балл\w*\b\D{1,80}\d", re.IGNORECASE)
_UNDATED = "Годы оценки не указаны; на карточке — запись без указания года."


def _by_year(
    view: SiteView,
    kind: str,
    shown: dict[int, Evidence],
    undated: Iterable[Attachment],
    years_missing: Callable[[int], int] = lambda year: year,
    *,
    certain: bool = True,
) -> Answer:
    """The answer for something the card must hold for every assessed year. `certain`: absence may be concluded."""
    card = view.card
    assert card is not None
    wanted = view.organization.assessed_years
    undated = tuple(undated)
    details: dict[str, Any] = {"years": sorted(shown)}
    if wanted is None:
        if not shown and not undated:
            return unsure(Reason.YEARS_UNKNOWN)
        seen = f"{_list(sorted(shown))} {'год' if len(shown) == 1 else 'годы'}"
        proofs = (*shown.values(), *(on_card(card, one.text, card.tabs_sha256) for one in undated))
        shows = "планы на" if kind == "plan" else "за"
        remark = f"Годы оценки не указаны; на карточке — {shows} {seen}." if shown else _UNDATED
        return met(*proofs[:5], remarks=(remark,), **details)
    lacking = [year for year in wanted if year not in shown]
    if not lacking:
        return met(*(shown[year] for year in wanted), **details)
    due = over(view, lacking)
    missing = [years_missing(year) for year in due or lacking]
    if undated:
        message = (
            f"На карточке есть запись без года («{undated[0].text[:120]}»); не установлено, есть ли за {_list(missing)}"
        )
        proof = on_card(card, undated[0].text, card.tabs_sha256)
        return unsure(Reason.AMBIGUOUS, message, proof, missing=missing, **details)
    if not certain or kind not in card.tabs:
        reason = card.tabs_reason or Reason.REGISTRY_UNAVAILABLE
        return unsure(reason, "", missing=missing, **details)
    if not due:
        message = f"{view.on.year} год ещё не закончился; подведены ли итоги его оценки, неизвестно"
        return unsure(Reason.AMBIGUOUS, message, missing=missing, **details)
    shows = card.tabs_empty.get(kind) or "; ".join(one.text for one in _entries(card, kind))
    # of a card without such an entry there is its name to quote: this card was looked at, and no other
    quoted = on_card(card, shows, card.tabs_sha256) if shows else on_card(card, card.name)
    return unmet("", quoted, missing=missing, **details)


def _list(years: Iterable[int]) -> str:
    return ", ".join(map(str, years))


def _entries(card: Card, kind: str) -> tuple[Attachment, ...]:
    return tuple(one for one in card.attachments or () if one.kind == kind)


@check("card-scores", NoOptions)
def card_scores(view: SiteView, _: NoOptions) -> Answer:
    """Scores for every assessed year: in the data of the rating, or in the tab of results."""
    card = own_card(view)
    if isinstance(card, Answer):
        return card
    shown: dict[int, Evidence] = {}
    for one in _entries(card, "result"):
        for year in assessment_years(years_of_text(one.text)):
            if _SCORE.search(one.text):
                shown.setdefault(year, on_card(card, one.text, card.tabs_sha256))
    for score in card.scores or ():
        values = ", ".join(f"{value:g}" for value in score.values.values())
        shown.setdefault(score.year, on_card(card, f"Баллы за {score.year} год: {values}", card.scores_sha256))
    return _by_year(view, "result", shown, (), certain=card.scores is not None)


@check("card-proposals", NoOptions)
def card_proposals(view: SiteView, _: NoOptions) -> Answer:
    """Proposals of improvement for every assessed year."""
    card = own_card(view)
    if isinstance(card, Answer):
        return card
    entries = _entries(card, "proposal")
    shown: dict[int, Evidence] = {}
    for one in entries:
        for year in assessment_years(years_of_text(one.text)):
            shown.setdefault(year, on_card(card, one.text, card.tabs_sha256))
    return _by_year(view, "proposal", shown, (one for one in entries if not years_of_text(one.text)))


@check("card-plan", NoOptions)
def card_plan(view: SiteView, _: NoOptions) -> Answer:
    """A plan for the year after every assessed one; its name may give either year."""
    card = own_card(view)
    if isinstance(card, Answer):
        return card
    entries = _entries(card, "plan")
    shown: dict[int, Evidence] = {}
    for assessed in view.organization.assessed_years or ():
        plan = next((one for one in entries if _answers(one, assessed)), None)
        if plan is not None:
            shown[assessed] = on_card(card, plan.text, card.tabs_sha256)
    if view.organization.assessed_years is None:
        shown = {
            y: on_card(card, one.text, card.tabs_sha256) for one in entries for y in plan_years(years_of_text(one.text))
        }
    undated = (one for one in entries if not years_of_text(one.text))
    return _by_year(view, "plan", shown, undated, lambda year: year + 1)


def _answers(plan: Attachment, assessed: int) -> bool:
    years = years_of_text(plan.text)
    if any(year.role is YearRole.ASSESSMENT and year.year == assessed for year in years):
        return True
    stated = [year.year for year in years if year.role is YearRole.PLAN]
    return assessed + 1 in (stated or plan_years(years))
