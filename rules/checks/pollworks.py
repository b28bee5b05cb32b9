"""Does the online poll work: does it answer, ask questions, can answers be sent, is it open?"""

from __future__ import annotations

import re

from crawler.items import FieldKind, Form, Page, Reason
from rules.checks.answers import met, unmet, unsure
from rules.checks.poll import Poll, polls
from rules.checks.registry import NoOptions, check
from rules.hosts import known_host
from rules.model import Answer
from rules.reasons import describe
from rules.view import SiteView, address
from rules.wording import normal

CLOSED = re.compile(
    r"(?:больше не|уже не|не) принима\w+ ответ|опрос (?:завершен|закрыт|окончен|недоступен|остановлен)|"
    r"(?:анкета|форма|голосование) (?:закрыт|завершен|отключен|недоступн)\w*|no longer accepting|survey (?:is )?closed"
)
_DEAD = frozenset({Reason.HTTP_404, Reason.SOFT_404, Reason.DNS_FAILURE})
_SENDS = frozenset({FieldKind.SUBMIT, FieldKind.BUTTON})
_SILENT = frozenset({FieldKind.HIDDEN, FieldKind.SUBMIT, FieldKind.BUTTON, FieldKind.CAPTCHA, FieldKind.SEARCH})


def asked(form: Form) -> tuple[str, ...]:
    """What the fields of a form ask, in order."""
    return tuple(field.label or field.placeholder for field in form.fields if field.kind not in _SILENT)


def target_of(view: SiteView, poll: Poll) -> Page | None:
    """The page the poll's questions stand on, if it was read."""
    if poll.form is not None or poll.kind == "widget":
        return poll.page
    return view.external.get(address(poll.url)) or view.by_address.get(address(poll.url))


def _one(view: SiteView, poll: Poll) -> Answer:
    page = target_of(view, poll)
    if page is None:
        failure = next((f for f in view.site.failures if address(f.url) == address(poll.url)), None)
        if failure is None:
            return unsure(Reason.NOT_REACHED, f"Опрос {poll.url} не открывали", poll.evidence, url=poll.url)
        service = known_host(view.lexicon.hosts.get("polls", ()), poll.url) is not None
        if failure.reason in _DEAD and not (service and failure.reason is Reason.DNS_FAILURE):
            message = f"Ссылка на опрос {poll.url} не работает: {describe(failure.reason)}."
            return unmet(message, poll.evidence, url=poll.url, cause=str(failure.reason))
        return unsure(failure.reason, f"Опрос {poll.url} открыть не удалось", poll.evidence, url=poll.url)
    text = normal(f"{page.title}\n{page.text}")
    closed = CLOSED.search(text)
    if closed is not None and poll.form is None:
        message = f"Опрос закрыт: «{closed.group()}»."
        return unmet(message, poll.evidence, view.evidence(page, closed.group()), url=page.url)
    forms = [poll.form] if poll.form is not None else sorted(page.forms, key=lambda form: -len(asked(form)))
    if not forms or not asked(forms[0]):
        if page.needs_script and not page.rendered:
            return unsure(Reason.SCRIPT_REQUIRED, "Вопросы опроса появляются только в браузере", poll.evidence)
        if poll.kind == "widget":
            return met(poll.evidence)
        return unsure(Reason.AMBIGUOUS, f"На странице опроса {page.url} вопросы не распознаны", poll.evidence)
    form = forms[0]
    if not any(field.kind in _SENDS for field in form.fields):
        if page.needs_script and not page.rendered:
            return unsure(Reason.SCRIPT_REQUIRED, "Кнопка отправки появляется только в браузере", poll.evidence)
        return unmet("В опросе нет кнопки отправки ответов.", poll.evidence, url=page.url)
    proof = view.evidence(page, form.heading or asked(form)[0], form.pointer)
    return met(poll.evidence, proof, questions=len(asked(form)), url=page.url)


@check("poll-works", NoOptions)
def poll_works(view: SiteView, _: NoOptions) -> Answer:
    """At least one of the polls found works; a broken one beside it is a remark."""
    answers = [_one(view, poll) for poll in polls(view)]
    for verdict in ("met", "unsure", "unmet"):
        for answer in answers:
            if answer.verdict == verdict:
                return answer
    return unsure(Reason.NOT_REACHED)
