"""A form through which an appeal can be sent: a message field and a way to be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from crawler.items import BlockKind, Field, FieldKind, Form, Link, Page, Reason, Region
from rules.checks.answers import absent, met, unsure
from rules.checks.registry import NoOptions, check
from rules.hosts import known_host
from rules.model import Answer, Candidate, Evidence, Value
from rules.view import SiteView
from rules.wording import host_of, normal

MESSAGE = re.compile(
    r"сообщени|вопрос|обращени|текст|жалоб|предложени|отзыв|пожелани|комментари|message|суть|содержание"
)
CONTACT = re.compile(
    r"\bимя\b|фио|ф\.? ?и\.? ?о|фамили|e-?mail|почт|телефон|адрес|связ|name|phone|tel\b|mail|представьтесь|как к вам"
)
APPEAL = re.compile(
    r"обратн\w+ связ|обращени|задать вопрос|вопрос|приемн|напи(?:сать|шите)|сообщени|отзыв|жалоб|предложени|гостев|"
    r"свяжитесь|связаться|feedback|contact|appeal|пожелани|мнени"
)
OTHER = re.compile(
    r"запис(?:ь|аться|атьcя) (?:на|к)\b|подписк|подписаться|комментари|прокомментир|броньирован|брони|заказать звонок|"
    r"обратный звонок|заявк\w+ на (?:вступлени|участие|обучение|зачислени|поступлени)|вступ(?:ить|лени)|членств|"
    r"продл\w+ (?:книг|срок)|виртуальн\w+ справ|показани\w+ (?:прибор|счетчик)|регистрац|авториз|"
    r"войти|заказ(?:ать)? (?:билет|книг|справк)|анкета"
)
_NAME_OTHER = re.compile(r"search|login|auth|comment|subscri|respond|vote|poll")
_TEXTS = frozenset({FieldKind.TEXT, FieldKind.EMAIL, FieldKind.TEL})
CONTROL = re.compile(
    r"обратн\w+ связ|интернет-? ?приемн|электронн\w+ (?:приемн|обращени)|(?:виртуальн|общественн)\w+ приемн|"
    r"задать вопрос|"
    r"написать (?:нам|обращени|директору|руководител|письмо)|отправить (?:обращени|сообщени)"
)

_BUTTON = re.compile(r"обратная связь|задать вопрос|написать (?:нам|обращение|директору|письмо)|отправить обращение")


class Feedback(Value, frozen=True):
    """A way to send an appeal that was seen."""

    kind: str  # "form", "pos", "external"
    page: Page
    evidence: Evidence
    form: Form | None = None
    hidden: bool = False


@lru_cache(maxsize=65536)
def names_feedback(label: str) -> bool:
    """Whether a label calls a thing a way to send an appeal. Remembered: menus repeat on every page."""
    return bool(CONTROL.search(normal(label)))


def _said(field: Field) -> str:
    return normal(f"{field.label} {field.placeholder} {field.name}")


def message_field(form: Form) -> Field | None:
    """The field a person writes the appeal in."""
    areas = [field for field in form.fields if field.kind is FieldKind.TEXTAREA]
    if areas:
        return areas[0]
    return next((f for f in form.fields if f.kind is FieldKind.TEXT and MESSAGE.search(_said(f))), None)


def why_not(form: Form) -> str:
    """Why no appeal can be sent through the form, in Russian; empty when one can."""
    message = message_field(form)
    if message is None:
        return "нет поля для текста обращения"
    if any(f.kind is FieldKind.PASSWORD for f in form.fields) and not APPEAL.search(_said(message)):
        return "форма входа или регистрации"  # a question form with a field of a wrong type is still a question form
    others = [field for field in form.fields if field is not message and field.kind in _TEXTS]
    answerable = any(f.kind in {FieldKind.EMAIL, FieldKind.TEL} or CONTACT.search(_said(f)) for f in others)
    if not answerable and (not others or form.fields.index(message) == 0):
        return "негде указать, как ответить"
    own = normal(f"{form.heading} {form.name}")
    if _NAME_OTHER.search(normal(form.name)) and not APPEAL.search(own):
        return "форма поиска, входа, подписки или комментария"
    choices = sum(f.kind in {FieldKind.RADIO, FieldKind.CHECKBOX} and len(f.options) > 1 for f in form.fields)
    if choices >= 3:
        return "анкета, а не обращение"
    heading, context = normal(form.heading), normal(form.context)
    if OTHER.search(heading) and not APPEAL.search(heading):
        return f"назначение иное: «{form.heading}»"
    if not APPEAL.search(own) and OTHER.search(context) and not APPEAL.search(context):
        return "назначение иное, судя по тексту формы"
    return ""


def is_feedback(form: Form) -> bool:
    """Whether an appeal can be sent through the form: not a search, login, subscription, booking or comment."""
    return not why_not(form)


def candidates(view: SiteView, limit: int = 12) -> tuple[Candidate, ...]:
    """Forms considered, those that would do first, each once by what it calls itself."""
    found: dict[tuple[str, str], Candidate] = {}
    for page in view.pages:
        for form in page.forms:
            why = why_not(form)
            signals = (why or "есть поле обращения и способ ответить",)
            one = Candidate(page.url, "feedback-form", float(not why), not why, signals, form.heading or form.name)
            found.setdefault((one.label, why), one)
    return tuple(sorted(found.values(), key=lambda one: (not one.accepted, one.url))[:limit])


def ways(view: SiteView) -> Iterator[Feedback]:
    """Every way to send an appeal on the site: own forms first, then widgets, then known services."""
    for page in view.pages:
        for form in page.forms:
            if is_feedback(form):
                said = form.heading or form.context or "форма"
                yield Feedback("form", page, view.evidence(page, said, form.pointer), form, form.hidden)
    hosts = view.lexicon.hosts.get("feedback", ())
    services = {url for url in {link.url for _, link in view.distinct_links} if known_host(hosts, url) is not None}
    for page in view.pages:
        for widget in page.widgets:
            if widget.name == "pos" and "коррупц" not in normal(f"{widget.detail} {widget.text}"):
                said = f"{widget.name} {widget.detail} {widget.text}".strip()
                yield Feedback("pos", page, view.evidence(page, said, widget.pointer))
        for link in page.links if not services.isdisjoint(view.reading(page).urls) else ():
            known = known_host(hosts, link.url) if link.url in services else None
            if known is None or known.kind in {"other", "login"}:
                continue
            context = normal(f"{link.label} {page.heading_of(link.section)}")
            if "коррупц" in context or (known.kind == "form" and not CONTROL.search(context)):
                continue
            yield Feedback("external", page, view.link_evidence(page, link))
        for frame in page.frames:
            known = known_host(hosts, frame.url)
            context = normal(f"{frame.title} {page.heading_of(frame.section)} {page.title}")
            if known is not None and (
                known.kind in {"pos", "appeal"} or (known.kind == "form" and CONTROL.search(context))
            ):
                yield Feedback("external", page, view.evidence(page, f"{frame.title} → {frame.url}", frame.pointer))


@check("feedback-form", NoOptions)
def feedback_form(view: SiteView, _: NoOptions) -> Answer:
    """An appeal can be sent from the site itself, without writing a letter in a mail program."""
    return msgspec.structs.replace(_answer(view), candidates=candidates(view))


def _answer(view: SiteView) -> Answer:
    found = min(ways(view), key=_weakness, default=None)
    if found is not None:
        return met(found.evidence, kind=found.kind, page=found.page.url)
    for page, link in view.distinct_links:
        if not names_feedback(link.label):
            continue
        if host_of(link.url) in view.sister_hosts:
            message = f"Ссылка «{link.label}» ведёт на другой адрес того же сайта: {link.url}; он не прочитан"
            return unsure(Reason.NOT_REACHED, message, view.link_evidence(page, link))
        known = known_host(view.lexicon.hosts.get("feedback", ()), link.url)
        if known is not None and known.kind == "login":
            message = f"Обращение по ссылке «{link.label}» доступно только после входа через Госуслуги"
            return unsure(Reason.LOGIN_REQUIRED, message, view.link_evidence(page, link))
    control = _scripted(view)
    if control is not None:
        page, link = control
        message = f"Элемент «{link.label}» открывает форму скриптом; сама форма не наблюдалась"
        return unsure(Reason.SCRIPT_REQUIRED, message, view.link_evidence(page, link))
    button = _button(view)
    if button is not None:
        return button
    return absent(remarks=_mailto(view))


def _weakness(way: Feedback) -> tuple[bool, bool, bool]:
    """Sort key: forms that name themselves first, visible before hidden, own before foreign."""
    named = way.form is not None and bool(CONTROL.search(normal(f"{way.form.heading} {way.form.context[:80]}")))
    return way.kind != "form", not named, way.hidden


def _scripted(view: SiteView) -> tuple[Page, Link] | None:
    """A control that names feedback and acts by script: `javascript:` addresses and modal openers."""
    acting = {link.url for _, link in view.distinct_links if _acts(link.url) and names_feedback(link.label)}
    for page, link in view.links() if acting else ():
        if link.url in acting and not page.rendered and names_feedback(link.label):
            return page, link
    return None


def _acts(url: str) -> bool:
    return url[:11].lower() == "javascript:" and "void" not in url.lower()


def _button(view: SiteView) -> Answer | None:
    """A short text outside headings that can only be a button: it names feedback, and nothing links from it.

    A text inside an <a> that leads nowhere is a dead link, which is no form; anything else may open one by script.
    """
    home = view.home
    if home is None or home.rendered:
        return None
    linked = {normal(link.label) for link in home.links}
    for block in home.blocks:
        text = normal(block.text)
        if block.kind is not BlockKind.PARAGRAPH or len(text) > 40 or text in linked or "/a[" in block.pointer:
            continue
        if _BUTTON.fullmatch(text):
            message = f"Кнопка «{block.text}» открывает форму скриптом; сама форма не наблюдалась"
            return unsure(Reason.SCRIPT_REQUIRED, message, view.evidence(home, block.text, block.pointer))
    return None


def _mailto(view: SiteView) -> tuple[str, ...]:
    written = {link.url for _, link in view.distinct_links if link.url[:7].lower() == "mailto:"}
    for _, link in view.links() if written else ():
        if link.url in written and link.region is not Region.BREADCRUMBS:
            return ("Есть только ссылка на адрес электронной почты; формой обратной связи она не является.",)
    return ()
