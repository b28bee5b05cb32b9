"""Is this form a poll on the quality of conditions: what it asks, and what about."""

from __future__ import annotations

import re

from crawler.items import Field, FieldKind, Form
from rules.forms.appeals import is_feedback
from rules.forms.questionnaire import compare
from rules.forms.steps import is_part
from rules.language.wording import normal
from rules.lexicon.subjects import INDEPENDENT
from rules.lexicon.word_lists import poll_words

ANSWERABLE = frozenset({FieldKind.RADIO, FieldKind.CHECKBOX, FieldKind.SELECT})
_SCALE = 3  # answers from which one can tell better from worse
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_QUESTION = 100  # characters of a vote's question that stand right above its answers
_BARE = re.compile(r"\W*(?:(?:онлайн|интернет|электронн\w+)[- ]?)?(?:опрос|анкета|анкетирование)\W*")
_COUNTED = re.compile(r"результат|\bитог|\bответы")  # a form that chooses among years of them
_SILENT = frozenset({FieldKind.HIDDEN, FieldKind.SUBMIT, FieldKind.BUTTON, FieldKind.SEARCH, FieldKind.CAPTCHA})


def questions_of(form: Form) -> tuple[str, ...]:
    """Labels of the fields that ask about quality, and of those that offer answers to choose from."""
    return tuple(_text(field) for field in form.fields if _asks(field))


def is_quality_form(form: Form, over: str, page: str = "") -> bool:
    """Whether a form asks about quality: by two questions of its own, or by one and its title or place.

    `over`, `page`: normalised words of the heading the form stands under, and of its page. A form on something else
    (meals, the site itself) and one an appeal can be written in are none, whatever they ask besides.
    """
    words = poll_words()
    context = f"{over} {page}"
    asked = [field for field in form.fields if _asks(field)]
    choices = [field for field in asked if _lets_choose(field)]
    if not choices:
        return False
    about = [field for field in asked if words.question.search(_said(field)) and not words.other.search(_said(field))]
    if len(about) >= 2:
        return True
    heading = normal(form.heading)
    called_poll = bool(words.polls.search(f"{context} {heading} {normal(form.context)}"))
    titled = bool(words.quality.search(context) and words.polls.search(context)) and not words.other.search(context)
    off = words.other.search(heading) and not (titled and heading == _said(asked[0]))  # a question may head its form
    if is_feedback(form) or off or words.never.search(heading):
        return False
    named = f"{heading} {normal(form.context)}"
    devoted = bool(words.quality.search(named) or words.quality.search(context))
    chosen = [field for field in about if _lets_choose(field)]
    if any(words.quality.search(_said(field)) for field in chosen):  # a yes or no is an answer, too
        return True
    if devoted and any(len(field.options) >= _SCALE for field in chosen):
        return True
    if len(choices) == 1 and not _said(choices[0]) and len(choices[0].options) >= _SCALE and _asks_above(form):
        return True
    if about and called_poll and is_part(form, context, len(asked)) and compare(questions_of(form)).matched:
        return True  # «Опрос: вопрос 1 из 12»
    # What calls itself the assessment's poll is one, however badly it asks; its page may hold a vote of pupils, too.
    own = about or words.quality.search(over) or _BARE.fullmatch(over)  # «Онлайн-опрос» on the page «Онлайн-опрос НОК»
    of_itself = words.quality.search(named) or (titled and own)
    if not of_itself and any(words.other.search(_said(field)) for field in asked):
        return False
    asking = [field for field in form.fields if field.kind not in _SILENT and _text(field).rstrip().endswith("?")]
    called = titled or bool(words.calls.search(f"{named} {normal(form.name)}"))
    # «Опрос: независимая оценка качества» over a single question
    named_so = bool(INDEPENDENT.search(heading) and words.polls.search(heading)) and not _COUNTED.search(heading)
    # «Онлайн-опрос об условиях оказания услуг» over «Вопрос 1 из 4», or before it: the others come one by one
    said = (*((over,) if titled else ()), *(() if words.other.search(context) else _introduction(form, asked[0])))
    stepwise = any(map(_names_poll_on_quality, said))
    several = max(len(choices), len(asking)) >= 2 or (stepwise and is_part(form, over, len(asked)))
    return (named_so or several) and devoted and called


def _introduction(form: Form, first: Field) -> list[str]:
    """Sentences that stand before the first question of a form."""
    context, question = normal(form.context), _said(first)
    return _SENTENCES.split(context.partition(question)[0]) if question and question in context else []


def _names_poll_on_quality(said: str) -> bool:
    words = poll_words()
    named = words.quality.search(said) and words.polls.search(said)
    return bool(named) and not (_COUNTED.search(said) or words.other.search(said))


def _asks_above(form: Form) -> bool:
    """Whether the words before a lone, nameless row of answers ask about quality, or those that head it: a vote in the
    margin of a page."""
    words, answers = poll_words(), next(field.options for field in form.fields if len(field.options) >= _SCALE)
    before = normal(form.context).partition(normal(answers[0]))[0]
    above = (_SENTENCES.split(before.strip())[-1][-_QUESTION:], normal(form.heading)[:_QUESTION])
    return any(
        words.quality.search(said) and words.question.search(said) and not words.other.search(said) for said in above
    )


def _asks(field: Field) -> bool:
    """Whether a field is a question: about quality in words, or with answers to choose from; a consent is none."""
    if field.kind in _SILENT or poll_words().consent.search(_said(field)):
        return False
    if _lets_choose(field):
        return len(field.options) >= 2
    return bool(poll_words().question.search(_said(field)))


def _lets_choose(field: Field) -> bool:
    return field.kind in ANSWERABLE or len(field.options) > 1  # a slider is no list, but its marks are answers


def _said(field: Field) -> str:
    return normal(_text(field))


def _text(field: Field) -> str:
    return f"{field.label} {field.placeholder}".strip()
