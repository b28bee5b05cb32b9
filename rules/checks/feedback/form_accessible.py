"""Can the feedback form be used with the adapted version: are its fields named, does the keyboard come to them?"""

from __future__ import annotations

import re

from crawler.items import Field, FieldKind, Form, Reason
from rules.checks.answers import met, unmet, unsure
from rules.checks.feedback.form_published import ways
from rules.checks.registry import NoOptions, check
from rules.forms.steps import leads_on, undoes
from rules.language.wording import normal
from rules.model import Answer
from rules.view import SiteView

_UNSEEN = frozenset({FieldKind.HIDDEN, FieldKind.SUBMIT, FieldKind.BUTTON, FieldKind.CAPTCHA})
_WRITTEN = frozenset({FieldKind.TEXT, FieldKind.EMAIL, FieldKind.TEL, FieldKind.TEXTAREA, FieldKind.NUMBER})
_SPEAKING = frozenset({"g-recaptcha", "smart-captcha", "h-captcha", "cf-turnstile", "g-recaptcha-response"})
_SPOKEN = re.compile(r"аудио|звук|озвуч|прослуша|голос")
_ASKED = re.compile(r"\?|\d\s*[+×*x−–-]\s*\d")  # a question or a sum, in words
_PRESSED = frozenset({FieldKind.SUBMIT, FieldKind.BUTTON})


def faults_of(form: Form) -> tuple[list[str], list[str]]:
    """What keeps a person with a screen reader or without a mouse from sending the form, and the fields it is about."""
    faults: list[str] = []
    filled = [field for field in form.fields if field.kind not in _UNSEEN]
    nameless = [_called(field) for field in filled if not field.labelled]
    if nameless:
        faults.append(f"Поля формы не подписаны для программ экранного доступа: {_listed(nameless)}.")
    pressed = [field for field in form.fields if field.kind in _PRESSED and not undoes(field.value)]
    # a list, a box to tick or a file's field is often kept from the Tab key for what is drawn in its place
    unreached = [_called(field) for field in filled if field.off_keyboard and (field.drawn or field.kind in _WRITTEN)]
    steps = [field for field in pressed if field.off_keyboard and leads_on(field.value)]
    if pressed and all(field.off_keyboard for field in pressed):
        unreached.append(_called(pressed[0]))
    elif steps:
        unreached.append(_called(steps[0]))
    if unreached:
        faults.append(f"С клавиатуры (клавишей Tab) в форме не дойти до: {_listed(unreached)}.")
    codes = (field for field in form.fields if field.kind is FieldKind.CAPTCHA and field.name not in _SPEAKING)
    if any(not _ASKED.search(_called(code)) for code in codes) and not _SPOKEN.search(normal(form.context)):
        faults.append("У кода с картинки нет текстовой или звуковой замены.")
    return faults, list(dict.fromkeys((*nameless, *unreached)))


def _called(field: Field) -> str:
    return field.placeholder or field.label or field.value or field.name or str(field.kind)


def _listed(names: list[str]) -> str:
    return ", ".join(f"«{name}»" for name in names[:6])


@check("form-accessible", NoOptions)
def form_accessible(view: SiteView, _: NoOptions) -> Answer:
    """Every field of a feedback form has a label programs can read, and the Tab key comes to it. One good form is
    enough."""
    best: Answer | None = None
    for way in ways(view):
        if way.form is None:
            best = best or unsure(
                Reason.SCRIPT_REQUIRED, "Форма внешнего сервиса; её доступность не проверялась", way.evidence
            )
            continue
        faults, names = faults_of(way.form)
        if not faults:
            return met(way.evidence, fields=sum(field.kind not in _UNSEEN for field in way.form.fields))
        if best is None or best.verdict != "unmet":
            best = unmet(" ".join(faults), way.evidence, fields=names)
    return best or unsure(Reason.NOT_REACHED)
