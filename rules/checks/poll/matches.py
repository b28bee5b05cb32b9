"""Do the poll's questions match the questionnaire of the assessment?"""

from __future__ import annotations

from typing import Any

from crawler.items import Page, Reason
from rules.addresses.known import known_host
from rules.checks.answers import inapplicable, met, unmet, unsure
from rules.checks.poll.reviews import own_beside_reviews
from rules.checks.poll.works import target_of, works
from rules.checks.registry import check
from rules.forms.polls import questions_of
from rules.forms.questionnaire import compare, questions_of_form, questions_of_page
from rules.forms.steps import is_part
from rules.language.wording import normal
from rules.model import Answer, Value, Verdict
from rules.polls.online import Poll, polls
from rules.view import SiteView


class MatchOptions(Value, frozen=True, forbid_unknown_fields=True):
    """Shares of the questionnaire's core topics: from `enough` on it matches, below `too_few` it does not.

    `official_hosts` carry the official questionnaire itself: its questions need not be compared.
    """

    enough: float = 0.6
    too_few: float = 0.35
    official_hosts: tuple[str, ...] = ()


def _questions(poll: Poll, page: Page | None) -> tuple[str, ...]:
    if poll.form is not None:
        return questions_of_form(poll.form)
    return questions_of_page(page) if page is not None else ()


def _is_shown_in_part(poll: Poll, page: Page | None) -> bool:
    """Whether the poll goes on on another page."""
    form = poll.form or max(
        page.forms if page is not None else (), key=lambda one: len(questions_of(one)), default=None
    )
    title = page.title if page is not None else ""
    return form is not None and is_part(form, normal(title), len(questions_of(form)))


@check("poll-matches", MatchOptions)
def poll_matches(view: SiteView, options: MatchOptions) -> Answer:
    """The best of the polls found covers the topics of the questionnaire for the sector."""
    found = polls(view)
    answers = [_one(view, poll, options) for poll in found]
    if (told := own_beside_reviews(found, answers)) is not None:
        return told
    for verdict in (Verdict.MET, Verdict.UNSURE, Verdict.UNMET, Verdict.INAPPLICABLE):
        for answer in answers:
            if answer.verdict is verdict:
                return answer
    return unsure(Reason.NOT_REACHED)


def _one(view: SiteView, poll: Poll, options: MatchOptions) -> Answer:
    known = known_host(view.lexicon.hosts.get("polls", ()), poll.url)
    if known is not None and known.host in options.official_hosts:
        return met(poll.evidence, remarks=("Ссылка ведёт на официальную анкету; её вопросы не сравнивались.",))
    page = target_of(view, poll)
    questions = _questions(poll, page)
    if not questions and works(view, poll).verdict is Verdict.UNMET:
        return inapplicable("Опрос не работает, и вопросов его не видно.")
    if not questions:
        if page is None:
            return unsure(Reason.NOT_REACHED, f"Вопросы опроса {poll.url} не читали", poll.evidence)
        reason = Reason.SCRIPT_REQUIRED if page.is_unbuilt else Reason.AMBIGUOUS
        return unsure(reason, "Вопросы опроса не распознаны", poll.evidence)
    heading = poll.form.heading if poll.form is not None else page.title if page is not None else ""
    match = compare(questions, view.organization.sector, heading=heading)
    details: dict[str, Any] = {
        "questionnaire": match.name,
        "share": round(match.share, 2),
        "missing": list(match.missing),
        "questions": match.questions,
    }
    proof = view.evidence(poll.page if page is None else page, "; ".join(questions[:4]))
    if match.share < options.enough and _is_shown_in_part(poll, page):
        message = f"Опрос идёт по шагам: прочитана только часть его вопросов ({match.questions})"
        return unsure(Reason.AMBIGUOUS, message, proof, **details)
    if match.other:
        return unmet(f"Опрос посвящён другому: {match.other}.", poll.evidence, proof, **details)
    if match.share >= options.enough:
        remarks = [f"Не спрашивают: {', '.join(match.missing)}."] if match.missing else []
        if match.valid_until is not None and match.valid_until < view.on:
            until = f"{match.valid_until:%d.%m.%Y}"
            remarks.append(f"Вопросы взяты из прежней анкеты, она действовала до {until}.")
        return met(poll.evidence, proof, remarks=tuple(remarks), **details)
    if match.share < options.too_few:
        return unmet("", poll.evidence, proof, **details)
    return unsure(Reason.AMBIGUOUS, f"Совпадает только часть вопросов ({match.share:.0%})", proof, **details)
