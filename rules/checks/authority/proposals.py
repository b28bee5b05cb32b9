"""Proposals to organizations on an authority's site."""

from __future__ import annotations

import re
from itertools import pairwise

from rules.authority.content import (
    IMPROVED,
    TO_WHOM,
    WITHHELD,
    is_anothers_paper,
    is_blank,
    is_regulation,
    plan_in,
    proposals_in,
)
from rules.authority.invitations import invites, without_invitations
from rules.authority.kinds import PLAN, PROGRESS, PROPOSALS
from rules.authority.proposal_traces import is_task, tells_each_what_to_do
from rules.authority.units import Unit, evidence, named
from rules.checks.answers import met
from rules.checks.authority.answers import missing
from rules.checks.authority.papers import is_of_plan, page_lines, says_something
from rules.checks.registry import NoOptions, check
from rules.language.wording import normal
from rules.model import Answer
from rules.view import SiteView

_SEVERAL = 2
_HEADING = 120  # characters of a line that heads the next
_ASIDE = 300  # characters beside an invitation to write: where to, who answers, when
_PLAN_INSTEAD = "Предложений нет, но размещён план по улучшению деятельности организаций."


@check("authority-proposals", NoOptions)
def authority_proposals(view: SiteView, _: NoOptions) -> Answer:
    """Proposals on how organizations should work better; plans of improvement stand in for them (MT-3.9)."""
    for unit in named(view, PROPOSALS):
        if says_something(unit) and not (is_regulation(unit) or is_anothers_paper(unit) or _is_empty(unit, view)):
            return met(evidence(view, unit, _first(unit)), title=unit.name)
    for line, unit in page_lines(view):
        if invites(normal(line)) or WITHHELD.search(normal(line)):
            continue
        if PROPOSALS.names(normal(line), normal(unit.around)) and re.search(r"предлаг\w+|рекоменду\w+", normal(line)):
            return met(evidence(view, unit, line), title=line[:120])
    for unit in view.authority_units:
        if line := proposals_in(unit, view) or _asked_for(unit):
            return met(evidence(view, unit, line), title=line[:120])
    for unit in named(view, PLAN):
        if says_something(unit) and not PROGRESS.search(normal(unit.name)) and not is_blank(unit):
            return met(evidence(view, unit), remarks=(_PLAN_INSTEAD,), title=unit.name)
    for unit in view.authority_units:
        if line := plan_in(unit):
            return met(evidence(view, unit, line), remarks=(_PLAN_INSTEAD,), title=unit.name)
    for line, unit in page_lines(view):
        if is_of_plan(line) and _tells_measures(unit):
            return met(evidence(view, unit, line), remarks=(_PLAN_INSTEAD,), title=line[:120])
    return missing(view, PROPOSALS, PLAN)


def _is_empty(unit: Unit, view: SiteView) -> bool:
    """Whether a page or part called «Предложения» tells organizations nothing: it asks for some, or has none yet."""
    if _only_invites(unit, view):
        return True
    told = [line for line in unit.lines if normal(line) != normal(unit.name)] if unit.link is None else []
    return bool(told) and all(WITHHELD.search(normal(line)) for line in told)


def _only_invites(unit: Unit, view: SiteView) -> bool:
    """Whether a page or part called «Предложения» asks readers for theirs, and tells organizations nothing."""
    if unit.link is not None or not any(invites(normal(line)) for line in unit.lines):
        return False
    beside = without_invitations(normal(unit.text.replace(unit.name, "")))
    return len(beside) < _ASIDE and not (unit.rows or proposals_in(unit, view))


def _tells_measures(unit: Unit) -> bool:
    """Whether a page has a table of what is to be done: «Что дальше» over the items of a plan."""
    return sum(IMPROVED.search(normal(" ".join(row))) is not None for row in unit.rows) >= _SEVERAL


def _asked_for(unit: Unit) -> str:
    """The line below one that says what organizations are asked for, where it tells several what to do."""
    told = unit.lines if unit.link is None and unit.reason is None else ()
    heads = (*pairwise(told), *((head, rest) for head, _, rest in (line.partition(":") for line in told) if rest))
    heads = tuple((head, rest) for head, rest in heads if not invites(normal(head)))
    asked = (rest for head, rest in heads if len(head) < _HEADING and PROPOSALS.names(normal(head), "качеств"))
    if found := next((rest.strip() for rest in asked if tells_each_what_to_do(rest)), ""):
        return found
    # «О чём нас попросили»: «Дворцу речников: перила с двух сторон», «Музею: подписи крупнее» line by line
    tasks = [line for line in told if is_task(line)] if PROPOSALS.names(normal(unit.name), "качеств") else []
    return tasks[0] if len(tasks) > 1 and any(TO_WHOM.search(normal(line.partition(":")[0])) for line in tasks) else ""


def _first(unit: Unit) -> str:
    return next((line for line in unit.lines if len(line) > 30), unit.name)
