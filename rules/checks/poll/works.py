"""Does the online poll work: does it answer, ask questions, can answers be sent, is it open?"""

from __future__ import annotations

import re
import textwrap

from crawler.addresses import page_key
from crawler.items import FieldKind, Form, Page, Reason
from rules.addresses.known import known_host
from rules.checks.answers import met, unmet, unsure
from rules.checks.poll.reviews import own_beside_reviews
from rules.checks.registry import NoOptions, check
from rules.forms.steps import undoes
from rules.language.wording import normal
from rules.lexicon.word_lists import poll_words
from rules.model import Answer
from rules.polls.ended import ended
from rules.polls.online import Poll, hosts_of, polls
from rules.polls.terms import EARLIER
from rules.reasons import describe
from rules.view import SiteView

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n")
_EARLIER = re.compile(rf"{EARLIER}|\b(?:за|по итогам) (?:\S+ ){{0,2}}20\d\d")
_LATER = re.compile(r"\bбуд(?:ет|ут)\b|\bпосле\b|\bесли\b|\bкогда\b|\bкак только\b")
_QUOTED = 160  # characters
_NEWER = re.compile(r"\b(?:нов|текущ|действующ)\w+ (?:онлайн[- ]?|интернет[- ]?)?(?:опрос|анкет|голосован)")
_NO_POLL = frozenset({Reason.HTTP_404, Reason.SOFT_404, Reason.DNS_FAILURE})  # also where its service is gone
_SENDS = frozenset({FieldKind.SUBMIT, FieldKind.BUTTON})
_SILENT = frozenset({FieldKind.HIDDEN, FieldKind.SUBMIT, FieldKind.BUTTON, FieldKind.CAPTCHA, FieldKind.SEARCH})


def asked(form: Form) -> tuple[str, ...]:
    """What the fields of a form ask, in order."""
    return tuple(field.label or field.placeholder for field in form.fields if field.kind not in _SILENT)


def target_of(view: SiteView, poll: Poll) -> Page | None:
    """The page the poll's questions stand on, if it was read."""
    if poll.form is not None or (poll.kind == "widget" and not poll.url):
        return poll.page
    return view.external.get(page_key(poll.url)) or view.by_address.get(page_key(poll.url))


def forms_of(poll: Poll, page: Page) -> list[Form]:
    """The poll's own form; of a vote of the CMS the form inside it; else those of the page, the longest first."""
    if poll.form is not None:
        return [poll.form]
    if poll.kind == "widget" and page is poll.page and poll.widget is not None:
        inside = poll.widget.pointer
        return [form for form in page.forms if inside and _nested(form.pointer, inside)]
    return sorted(page.forms, key=lambda form: -len(asked(form)))


def _nested(one: str, other: str) -> bool:
    return one == other or one.startswith(other + "/") or other.startswith(one + "/")


@check("poll-works", NoOptions)
def poll_works(view: SiteView, _: NoOptions) -> Answer:
    """At least one of the polls found works; a broken one beside it is a remark."""
    over = {poll.page.url for poll in polls(view) if poll.kind == "page"}  # a page that says so closes its vote, too
    offered = [poll for poll in polls(view) if not (poll.kind == "widget" and poll.page.url in over and not poll.url)]
    answers = [works(view, poll) for poll in offered]
    if (own := own_beside_reviews(offered, answers)) is not None:
        return own
    for verdict in ("met", "unsure", "unmet"):
        for answer in answers:
            if answer.verdict == verdict:
                return answer
    return unsure(Reason.NOT_REACHED)


def works(view: SiteView, poll: Poll) -> Answer:
    """Whether this one does."""
    page = target_of(view, poll)
    if page is None:
        return _unread(view, poll)
    forms = forms_of(poll, page)
    closed = _closing(f"{page.title}\n{page.text}", asks=bool(forms and asked(forms[0])))
    if closed and poll.form is None and (page is not poll.page or poll.kind == "page"):
        message = f"Опрос закрыт: «{closed.rstrip('. ')}»."
        return unmet(message, poll.evidence, view.evidence(page, closed), url=page.url)
    if (past := _past(view, poll, page)) is not None:
        return past
    if not forms or not asked(forms[0]):
        return _silent(poll, page)
    form = forms[0]
    if over := _said_closed(form, poll):
        message = f"Опрос закрыт: «{over.rstrip('. ')}»."
        return unmet(message, poll.evidence, view.evidence(page, over, form.pointer), url=page.url)
    if not any(field.kind in _SENDS and not undoes(field.value) for field in form.fields):
        if any(field.drawn and field.kind is FieldKind.RADIO for field in form.fields):
            if told := _sends_itself(form):
                remark = f"Кнопки отправки сначала нет; сказано: «{told.rstrip('. ')}»."
                return met(poll.evidence, view.evidence(page, told, form.pointer), remarks=(remark,), url=page.url)
            message = "Кнопки отправки нет, но ответы нажимаются: их может отправлять само нажатие"
            return unsure(Reason.AMBIGUOUS, message, poll.evidence)
        if page.is_unbuilt:
            return unsure(Reason.SCRIPT_REQUIRED, "Кнопка отправки появляется только в браузере", poll.evidence)
        return unmet("В опросе нет кнопки отправки ответов.", poll.evidence, url=page.url)
    if (dead := _dead(form, poll)) is not None:
        return dead
    if all(field.disabled for field in form.fields if field.kind is not FieldKind.HIDDEN):
        if page.is_unbuilt:
            return unsure(Reason.SCRIPT_REQUIRED, "Поля опроса включает только браузер", poll.evidence)
        return unmet("Поля опроса отключены: ответить на него нельзя.", poll.evidence, url=page.url)
    proof = view.evidence(page, form.heading or asked(form)[0], form.pointer)
    return met(poll.evidence, proof, questions=len(asked(form)), url=page.url)


def _dead(form: Form, poll: Poll) -> Answer | None:
    """What a browser found of buttons that cannot send: each calls what is not there, or is never let be pressed."""
    senders = [one for one in form.fields if one.kind in _SENDS and not undoes(one.value)]
    if not all(one.calls or one.deaf for one in senders):
        return None
    button = senders[0]
    vain = f"Кнопка «{button.value}» вызывает {button.calls}, а этого на странице нет"
    if all(one.deaf for one in senders):
        told = vain if button.calls else f"Кнопка «{button.value}» отключена, и включить её на странице нечему"
        return unmet(f"{told}: ответы не отправить.", poll.evidence, url=poll.url)
    return unsure(Reason.AMBIGUOUS, f"{vain}; отправляет ли ответы что-то другое, не установлено", poll.evidence)


def _closing(text: str, *, asks: bool) -> str:
    """The sentence, as it is written, that says the poll is over; empty for none.

    Of a poll that still `asks` its questions a sentence on an earlier one says nothing, nor one on what is to come.
    """
    for sentence in _SENTENCE.split(text):
        said = normal(sentence)
        if poll_words().closed.search(said) and not (asks and (_EARLIER.search(said) or _LATER.search(said))):
            return textwrap.shorten(sentence, _QUOTED, placeholder="…")
    return ""


def _sends_itself(form: Form) -> str:
    """The sentence that says why answers which are pressed need no button, or when one comes; empty for none."""
    said = (one for one in _SENTENCE.split(form.context) if poll_words().itself.search(normal(one)))
    return textwrap.shorten(next(said, ""), _QUOTED, placeholder="…")


def _said_closed(form: Form, poll: Poll) -> str:
    """Words on the form or right before it that say it is over; a newer poll that is spoken of may be this one."""
    buttons = " ".join(f"{field.value} {field.label}" for field in form.fields if field.kind in _SENDS)
    beside = f"{form.heading}\n{form.context}\n{buttons}\n{poll.near}"
    return "" if _NEWER.search(normal(beside)) else _closing(beside, asks=bool(asked(form)))


def _unread(view: SiteView, poll: Poll) -> Answer:
    """A poll elsewhere that was not had: dead, over by the site's own word, or unknown."""
    failure = next((f for f in view.site.failures if page_key(f.url) == page_key(poll.url)), None)
    service = known_host(hosts_of(view), poll.url) is not None
    if failure is not None and failure.reason in _NO_POLL and not (service and failure.reason is Reason.DNS_FAILURE):
        message = f"Ссылка на опрос {poll.url} не работает: {describe(failure.reason)}."
        return unmet(message, poll.evidence, url=poll.url, cause=str(failure.reason))
    if (past := _past(view, poll, None)) is not None:
        return past
    if failure is None:
        return unsure(Reason.NOT_REACHED, f"Опрос {poll.url} не открывали", poll.evidence, url=poll.url)
    return unsure(failure.reason, f"Опрос {poll.url} открыть не удалось", poll.evidence, url=poll.url)


def _past(view: SiteView, poll: Poll, page: Page | None) -> Answer | None:
    """A poll the site itself says was open until a day that has passed; its questions may stand there still."""
    if (told := ended(view, poll, page)) is None:
        return None
    where, said = told
    words = textwrap.shorten(said, _QUOTED, placeholder="…").rstrip(". ")
    message = f"Срок опроса истёк, по словам самого сайта: «{words}»."
    return unmet(message, poll.evidence, view.evidence(where, said), url=page.url if page else poll.url)


def _silent(poll: Poll, page: Page) -> Answer:
    """No questions were seen where they should stand."""
    if page.is_unbuilt or poll.kind == "widget":
        return unsure(Reason.SCRIPT_REQUIRED, "Вопросы опроса появляются только в браузере", poll.evidence)
    return unsure(Reason.AMBIGUOUS, f"На странице опроса {page.url} вопросы не распознаны", poll.evidence)
