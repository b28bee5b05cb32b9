"""Judge: facts become findings. The only place where an outcome is decided.

The order of questions is fixed: does the rule concern the organization, is there a site at all, could it be
read, do the rules it requires hold, what does its check say, and, for absence, was enough of the site seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from crawler.advisor import Smell
from crawler.items import Coverage, Facts, Link, Page, Reason
from rules.absence import frames
from rules.addresses.kinds import is_social
from rules.addresses.typed import not_understood
from rules.catalog_model import Methodology, Rule
from rules.dates.years import FIRST_ASSESSMENT
from rules.faults import fault
from rules.model import Answer, Finding, Judgement, Organization, Outcome, Subject, Subordinate, Verdict
from rules.reasons import clarify, describe, is_gone
from rules.site.memory import Reading
from rules.site.pages import MENTION_LIMIT, ROUTES, pages_read
from rules.site.roles import Nose
from rules.view import SiteView


@lru_cache(maxsize=8)
def nose(methodology: Methodology, subject: Subject = Subject.ORGANIZATION) -> Nose:
    """The memoising nose of a methodology for a subject; the few asked of last are kept."""
    return Nose(methodology.lexicon_for(subject))


def smell(methodology: Methodology, link: Link, page: Page, subject: Subject = Subject.ORGANIZATION) -> Smell:
    """How promising a link found on `page` is for the roles this methodology's rules look for on a subject's site."""
    return nose(methodology, subject)(link, page)


def evaluate(
    methodology: Methodology,
    organization: Organization,
    facts: Facts,
    on: date,
    reading: Reading | None = None,
    circle: tuple[Subordinate, ...] = (),
) -> Judgement:
    """Judge one organization on one day. Pure: the same input gives the same judgement.

    `reading` of an earlier judgement of the same site spares the work done then; it changes no answer.
    `circle`: organizations an authority answers for; nothing is compared with them while nobody tells who they are.
    """
    smells = nose(methodology, organization.subject)
    then = _as_of(organization, on)
    view = _DatedView(methodology.lexicon, then, facts, on, smells, reading, circle)
    view.dated = then is not organization
    found: dict[str, Finding] = {}
    for rule in methodology.rules_for(organization.subject):
        found[rule.id] = _judge(rule, view, found)
    return Judgement(methodology.id, on, _in_order(methodology, found), dated=view.dated)


def _as_of(organization: Organization, on: date) -> Organization:
    """Without years of assessment that have not begun, or that were before there was any: nothing can be missing for
    them.

    Where no other year is known, none is: a misspelt year must not make an organization one that is never assessed.
    """
    years = organization.assessed_years or ()
    past = tuple(year for year in years if FIRST_ASSESSMENT <= year <= on.year)
    return organization if past == years else msgspec.structs.replace(organization, assessed_years=past or None)


class _DatedView(SiteView):
    """A view that notices whether anybody asks it for the day."""

    dated: bool

    @property
    def on(self) -> date:
        """The day judged for."""
        self.dated = True
        return self._on

    @on.setter
    def on(self, day: date) -> None:
        self._on = day


def untested(methodology: Methodology, organization: Organization, reason: Reason, on: date) -> Judgement:
    """The judgement on an organization nobody looked at: every rule untested, for this reason."""
    findings = {
        rule.id: _finding(rule, Outcome.UNTESTED, reason=reason, message=f"Не проверялось: {describe(reason)}.")
        for rule in methodology.rules_for(organization.subject)
    }
    return Judgement(methodology.id, on, _in_order(methodology, findings))


def open_roles(
    methodology: Methodology, organization: Organization, facts: Facts, on: date, reading: Reading | None = None
) -> frozenset[str]:
    """Roles that undecided rules still look for; empty when reading on could not change any verdict."""
    judgement = evaluate(methodology, organization, facts, on, reading)
    return frozenset(role for rule in _open_rules(methodology, organization, judgement) for role in rule.roles)


def wanted(judgement: Judgement) -> tuple[str, ...]:
    """Addresses of documents without which rules stay undecided: links to them were seen, and nobody followed them."""
    undecided = (one for one in judgement.findings if one.outcome is Outcome.INCONCLUSIVE)
    return tuple(dict.fromkeys(url for one in undecided for url in one.details.get("unread", ())))


def questions(methodology: Methodology, organization: Organization, judgement: Judgement) -> tuple[frozenset[str], ...]:
    """Of each rule that reading on could still decide: the roles it and the rules it requires look for.

    It stays undecided until something of these roles turns up or enough of the site was read (`suffices`).
    """
    return tuple(_sought(methodology, rule) for rule in _open_rules(methodology, organization, judgement))


def _open_rules(methodology: Methodology, organization: Organization, judgement: Judgement) -> Iterator[Rule]:
    for finding in judgement.findings:
        rule = methodology.rule(finding.rule)
        if rule is None or rule.about != "content" or rule.coverage == "home":
            continue
        if rule.sectors and organization.sector is None:
            continue  # reading on would not tell the sector
        if finding.outcome is Outcome.INCONCLUSIVE and finding.reason is not Reason.YEARS_UNKNOWN:
            yield rule


def _sought(methodology: Methodology, rule: Rule) -> frozenset[str]:
    required = (methodology.rule(id) for id in rule.requires)
    return frozenset(rule.roles).union(*(_sought(methodology, one) for one in required if one is not None))


def _in_order(methodology: Methodology, found: dict[str, Finding]) -> tuple[Finding, ...]:
    return tuple(found[rule.id] for rule in methodology.rules if rule.id in found)


def _judge(rule: Rule, view: SiteView, found: dict[str, Finding]) -> Finding:
    return (
        _not_concerned(rule, view)
        or _not_observed(rule, view)
        or _sector_unknown(rule, view)
        or _required(rule, view, found)
        or _answered(rule, view)
    )


def _not_concerned(rule: Rule, view: SiteView) -> Finding | None:
    why = why_not_concerned(rule, view.organization)
    return _finding(rule, Outcome.INAPPLICABLE, message=why) if why else None


def why_not_concerned(rule: Rule, organization: Organization) -> str:
    """Why a rule has nothing to ask of an organization, whatever its site holds; empty where it does concern it."""
    if rule.sectors and organization.sector is not None and organization.sector not in rule.sectors:
        return "Правило применяется только к организациям иной сферы."
    if rule.needs_assessment and organization.assessed_years == ():
        return "Организация в независимой оценке не участвовала."
    return ""


def _sector_unknown(rule: Rule, view: SiteView) -> Finding | None:
    if rule.sectors and view.organization.sector is None:
        message = "Сфера организации не указана, поэтому неизвестно, применяется ли правило."
        return _finding(rule, Outcome.INCONCLUSIVE, reason=Reason.AMBIGUOUS, message=message)
    return None


def _not_observed(rule: Rule, view: SiteView) -> Finding | None:
    if rule.about == "card":
        return _card_unknown(rule, view)
    if rule.about != "content":
        return None
    site, organization = view.facts.site, view.organization
    if not organization.site and (site is None or not site.pages):
        if not_understood(organization.site, organization.site_note):
            return _inconclusive(rule, view, Reason.INVALID_URL, f"в реестре вместо него «{organization.site_note}»")
        note = organization.site_note.strip()
        why = f"в реестре вместо адреса указано «{note}»" if note else "адрес в реестре не указан"
        return _siteless(rule, view, Reason.NOT_REACHED, why)
    if is_social(organization.site) and (site is None or not site.pages):
        return _siteless(rule, view, Reason.NOT_REACHED, "указана страница в соцсети")
    if site is None:
        return _finding(
            rule, Outcome.UNTESTED, reason=Reason.NOT_REACHED, message="Не проверялось: сайт ещё не читали."
        )
    if site.refusal is None and site.home is not None:
        if view.home_is_bare:
            return _inconclusive(rule, view, Reason.SCRIPT_REQUIRED if site.home.needs_script else Reason.EMPTY_PAGE)
        if view.is_somebody_elses:
            return _siteless(rule, view, Reason.PARKED_SITE, "по его адресу — постороннее содержание")
        return None
    reason = site.refusal or Reason.NOT_REACHED
    if is_gone(reason, site.refusal_cause):
        return _siteless(rule, view, reason, describe(reason))
    return _inconclusive(rule, view, reason, clarify(reason, site.refusal_detail, site.refusal_cause))


def _siteless(rule: Rule, view: SiteView, reason: Reason, why: str) -> Finding:
    """No site to read: another rule says so of an organization, none does of a body in charge, which is left open."""
    if view.organization.subject is Subject.AUTHORITY:
        return _inconclusive(rule, view, reason, "" if describe(reason) == why else f"официального сайта нет: {why}")
    return _finding(rule, Outcome.INAPPLICABLE, message=f"Официального сайта нет: {why}.")


def _card_unknown(rule: Rule, view: SiteView) -> Finding | None:
    """Nobody looked, or the service did not answer: nothing may be concluded from a card that was not had."""
    card, organization = view.card, view.organization
    if card is None:
        known = organization.inn or organization.bus_gov_id
        reason = Reason.NOT_REACHED if known else Reason.CARD_UNKNOWN
        why = "карточка bus.gov.ru ещё не получена" if known else describe(reason)
        return _finding(rule, Outcome.UNTESTED, reason=reason, message=f"Не проверялось: {why}.")
    return _inconclusive(rule, view, card.reason, card.detail) if card.reason is not None else None


def _required(rule: Rule, view: SiteView, found: dict[str, Finding]) -> Finding | None:
    for id in rule.requires:
        required = found[id]
        if required.outcome is Outcome.FAILED and rule.judges_rest:
            continue
        if required.outcome in {Outcome.FAILED, Outcome.INAPPLICABLE}:
            return _finding(rule, Outcome.INAPPLICABLE, message=f"Не проверяется, пока не выполнено «{id}».")
        if required.outcome in {Outcome.INCONCLUSIVE, Outcome.UNTESTED}:
            message = f"Вывод сделать нельзя: не установлено выполнение «{id}» ({_why(view, required.reason)})."
            return _finding(rule, Outcome.INCONCLUSIVE, reason=required.reason, message=message)
    return None


def _answered(rule: Rule, view: SiteView) -> Finding:
    try:
        answer = rule.run(view)
    except Exception as error:  # one check's bug must cost one verdict, not the organization's audit
        answer = Answer(Verdict.UNSURE, reason=Reason.INTERNAL_ERROR, details=fault(error))
    if answer.verdict is Verdict.MET:
        if not answer.evidence:  # a bug of a check must not become an undeserved "passed"
            told = {**answer.details, "error": f"check {rule.check} met without evidence"}
            return _from(
                rule, view, msgspec.structs.replace(answer, details=told), Outcome.INCONCLUSIVE, Reason.INTERNAL_ERROR
            )
        return _from(rule, view, answer, Outcome.PASSED)
    if answer.verdict is Verdict.UNSURE:
        return _from(rule, view, answer, Outcome.INCONCLUSIVE, answer.reason or Reason.AMBIGUOUS)
    if answer.verdict is Verdict.INAPPLICABLE:
        return _from(rule, view, answer, Outcome.INAPPLICABLE)
    if not answer.absence:
        return _from(rule, view, answer, Outcome.FAILED)
    if rule.coverage == "home" and view.home is not None:
        if view.home.needs_script:
            return _from(rule, view, answer, Outcome.INCONCLUSIVE, Reason.SCRIPT_REQUIRED)
        if view.home_stands_alone:
            return _from(rule, view, answer, Outcome.INCONCLUSIVE, Reason.AMBIGUOUS, _ALONE)
        return _from(rule, view, answer, Outcome.FAILED, pages=(view.home.url,))
    doubt = absence_doubt(rule.roles, view)
    if doubt is not None:
        reason, detail = doubt
        return _from(rule, view, answer, Outcome.INCONCLUSIVE, reason, detail)
    return _from(rule, view, answer, Outcome.FAILED, pages=pages_read(view.site))


_NAMED = re.compile(r"\{(\w+)\}")
_ASIDE = re.compile(r" \(\{(\w+)\}\)")  # what a message may say besides, where there is anything to say
_ALONE = "на главной странице нет ни одной ссылки на другие страницы сайта"
_SHUT = 3  # controls that are named
_INNER = (
    "прочитана лишь внутренняя страница, её меню ведёт на остальной сайт; укажите адрес главной страницы, а если это "
    "страница на сайте учредителя — сайт учредителя"
)


def absence_doubt(roles: tuple[str, ...], view: SiteView) -> tuple[Reason, str] | None:
    """Why the absence of what `roles` look for cannot be concluded; None when it can."""
    unread = view.unread_for(roles)
    if unread:
        return unread[0].reason, f"не прочитано: {unread[0].url}"
    shells = view.shells(roles)
    if shells:
        return Reason.SCRIPT_REQUIRED, _unseen_on(shells[0])
    framed = frames.unjudged(view, roles)
    if framed is not None:
        return framed
    if len(view.routes) >= ROUTES:
        return Reason.SCRIPT_REQUIRED, f"страницы сайта открывает скрипт, они не прочитаны: {view.routes[0]}"
    if view.home_stands_alone:
        return Reason.AMBIGUOUS, _ALONE
    if view.passed_by:
        return Reason.AMBIGUOUS, _INNER
    coverage = view.site.coverage
    if suffices(coverage):
        return None
    if coverage.stopped == "budget":
        return Reason.BUDGET_EXHAUSTED, f"прочитано страниц: {coverage.pages}"
    return Reason.NOT_REACHED, f"сайт прочитан не полностью, страниц: {coverage.pages}"


def _unseen_on(page: Page) -> str:
    if page.needs_script:
        return f"содержание страницы {page.url} строит скрипт"
    unseen = (("не удалось открыть", page.sealed), ("не пройдены все варианты выбора", page.unchosen))
    told = (f"{how}: " + ", ".join(f"«{one}»" for one in words[:_SHUT]) for how, words in unseen if words)
    return f"на странице {page.url} " + "; ".join(told)


def suffices(coverage: Coverage) -> bool:
    """Whether absence may be concluded: all was read, or the list of what was not hides no link that smells."""
    if coverage.complete:
        return True
    unread = coverage.unread  # best first: where the last one listed does not smell, no unlisted one does
    listed = coverage.unread_count <= len(unread) or bool(unread and unread[-1].score < MENTION_LIMIT)
    return coverage.home_read and coverage.navigation_read and coverage.sitemap_read and listed


def _why(view: SiteView, reason: Reason | None) -> str:
    site = view.facts.site
    return describe(reason, site.no_browser if site is not None else None)


def _inconclusive(rule: Rule, view: SiteView, reason: Reason, detail: str = "") -> Finding:
    message = f"Вывод сделать нельзя: {_why(view, reason)}" + (f" ({detail})" if detail else "") + "."
    return _finding(rule, Outcome.INCONCLUSIVE, reason=reason, message=message)


def _from(
    rule: Rule,
    view: SiteView,
    answer: Answer,
    outcome: Outcome,
    reason: Reason | None = None,
    detail: str = "",
    pages: tuple[str, ...] = (),
) -> Finding:
    said = {
        Outcome.PASSED: rule.messages.passed,
        Outcome.FAILED: rule.messages.failed,
        Outcome.INCONCLUSIVE: rule.messages.inconclusive,
        Outcome.INAPPLICABLE: rule.messages.inapplicable,
    }[outcome]
    # a check's own wording states its verdict; it must not survive where the engine decided otherwise
    kept = answer.message if not (outcome is Outcome.INCONCLUSIVE and answer.verdict is not Verdict.UNSURE) else ""
    message = kept or _filled(said, answer.details)
    if reason is not None:  # only what is undecided has one
        message = f"{message.rstrip('.')}: {_why(view, reason)}" + (f" ({detail})" if detail else "") + "."
    return _finding(
        rule,
        outcome,
        reason=reason,
        message=message,
        remarks=answer.remarks,
        details=answer.details,
        evidence=answer.evidence,
        candidates=answer.candidates,
        pages_read=pages,
    )


def _filled(template: str, details: dict[str, Any]) -> str:
    """The template with its names filled in, once: what a page says is no template, whatever braces it has."""

    def shown(named: re.Match[str]) -> str:
        value = details.get(named[1], named[0])
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)

    template = _ASIDE.sub(lambda aside: aside[0] if aside[1] in details else "", template)
    return _NAMED.sub(shown, template)


def _finding(rule: Rule, outcome: Outcome, **rest: Any) -> Finding:
    return Finding(rule=rule.id, outcome=outcome, severity=rule.severity, requirement=rule.requirement, **rest)
