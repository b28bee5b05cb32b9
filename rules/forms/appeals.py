"""Can an appeal be sent through this form: a message field, a way to be answered, and no other purpose."""

from __future__ import annotations

import re
from functools import lru_cache

from crawler.items import Field, FieldKind, Form
from rules.language.wording import normal
from rules.lexicon.word_lists import form_words

_TEXTS = frozenset({FieldKind.TEXT, FieldKind.EMAIL, FieldKind.TEL})
_CLICKED = frozenset({FieldKind.SUBMIT, FieldKind.BUTTON})
_MARKS = re.compile(r"\d\s*/\s*\d+|\b(?:rating|stars?)\b|звезд")  # a mark out of five, no address
_REVIEWS = re.compile(r"отзыв\w*")  # of a show as well as of who shows it
_OURS = re.compile(r"\bработ|услуг|обслужив|учрежден|организац|\bнас\b|\bнам\b")
_QUESTIONNAIRE = 3  # choices between answers: a form with so many asks, it is not written to


@lru_cache(maxsize=65536)
def names_feedback(label: str) -> bool:
    """Whether a label calls a thing a way to send an appeal. Remembered: menus repeat on every page."""
    said = normal(label)
    return bool(form_words().control.search(said)) and not form_words().narrow.search(said)


def is_feedback(form: Form) -> bool:
    """Whether an appeal can be sent through the form: not a search, login, subscription, booking or comment."""
    return not why_not(form)


def why_not(form: Form) -> str:
    """Why no appeal can be sent through the form, in Russian; empty when one can."""
    message = message_field(form)
    if message is None:
        return "нет поля для текста обращения"
    if all(field.disabled for field in form.fields if field.kind not in {*_CLICKED, FieldKind.HIDDEN}):
        return "поля отключены: написать нельзя"
    words = form_words()
    if any(f.kind is FieldKind.PASSWORD for f in form.fields) and not words.appeal.search(_said(message)):
        return "форма входа или регистрации"  # a question form with a field of a wrong type is still a question form
    if not _is_answerable(form, message):
        return "негде указать, как ответить"
    choices = sum(f.kind in {FieldKind.RADIO, FieldKind.CHECKBOX} and len(f.options) > 1 for f in form.fields)
    if choices >= _QUESTIONNAIRE:
        return "анкета, а не обращение"
    return _other_purpose(form, message)


def message_field(form: Form) -> Field | None:
    """The field a person writes the appeal in."""
    areas = [field for field in form.fields if field.kind is FieldKind.TEXTAREA]
    if areas:
        return areas[0]
    words = form_words()
    return next((f for f in form.fields if f.kind is FieldKind.TEXT and words.message.search(_said(f))), None)


def _is_answerable(form: Form, message: Field) -> bool:
    others = [f for f in form.fields if f is not message and f.kind in _TEXTS and not _MARKS.search(_said(f))]
    contact = form_words().contact
    if any(f.kind in {FieldKind.EMAIL, FieldKind.TEL} or contact.search(_said(f)) for f in others):
        return True
    return bool(others) and form.fields.index(message) != 0


def _other_purpose(form: Form, message: Field) -> str:
    """What else the form is for. Its own title decides, then its name, its button, and last the text around it."""
    words = form_words()
    heading, context = normal(form.heading), normal(form.context)
    named = bool(words.appeal.search(heading))
    if words.refuses.search(context):
        return "рядом сказано, что обращения здесь не принимаются"
    if words.narrow.search(heading) or (words.narrow.search(context) and not named):
        return "принимает сообщения только об одном: о коррупции"
    if words.other_names.search(normal(form.name)) and not words.appeal.search(normal(f"{form.heading} {form.name}")):
        return "форма поиска, входа, подписки или комментария"
    if words.other.search(heading) and not named:
        return f"назначение иное: «{form.heading}»"
    if not named and any(words.booking.search(_said(field)) for field in form.fields):
        return "запись, заказ или платёж"
    button = normal(" ".join(field.value for field in form.fields if field.kind in _CLICKED))
    asked = normal(f"{message.label} {message.placeholder}")
    if _is_comment(heading, asked, button) or _is_entry(form, heading, asked, button):
        return "комментарий, а не обращение"
    if named or words.appeal.search(f"{normal(form.name)} {asked}"):
        return ""
    if words.other.search(button) and not words.appeal.search(button):
        return "назначение иное, судя по кнопке"
    around = _without_labels(context, form)
    if words.other.search(around) and not words.appeal.search(context):
        return "назначение иное, судя по тексту формы"
    return ""


def _is_comment(heading: str, asked: str, button: str) -> bool:
    """Whether people say there what they think of a show, a book or a piece of news, not of the organization."""
    words = form_words()
    if not words.comment.search(f"{asked} {button}") or _OURS.search(f"{heading} {asked} {button}"):
        return False
    appeals = words.appeal.search(_REVIEWS.sub(" ", f"{heading} {asked}")) is not None
    return not appeals and any(map(words.discussed.search, (heading, asked, button)))


def _is_entry(form: Form, heading: str, asked: str, button: str) -> bool:
    """Whether what is written stands in a guest book for all to read, and nobody asks where to answer it."""
    words = form_words()
    if not words.guests.search(heading) or not words.entry.search(f"{asked} {button}"):
        return False
    kinds = (FieldKind.EMAIL, FieldKind.TEL)
    addressed = any(field.kind in kinds or words.address.search(_said(field)) for field in form.fields)
    return not addressed and not words.appeal.search(f"{asked} {button}")


def _without_labels(context: str, form: Form) -> str:
    """The text around a form without the labels of its fields: «Комментарий» over a field makes no comment form."""
    for field in form.fields:
        if label := normal(field.label):
            context = context.replace(label, " ", 1)
    return context


def _said(field: Field) -> str:
    return normal(f"{field.label} {field.placeholder} {field.name}")
