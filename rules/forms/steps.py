"""Polls that ask page by page («Вопрос 1 из 12», «Далее»): what one page shows is only a part of them."""

from __future__ import annotations

import re

from crawler.items import FieldKind, Form
from rules.language.wording import normal
from rules.lexicon.word_lists import form_words

_COUNT = re.compile(
    r"(?P<unit>вопрос|шаг|страниц\w|этап|часть)\W{0,3}(?:№ ?)?(?P<at>\d{1,2}) ?(?:из|/) ?(?P<of>\d{1,2})"
)
_ONWARD = re.compile(rf"\W*(?:{form_words().onward.pattern})\W*")
_CLICKED = frozenset({FieldKind.SUBMIT, FieldKind.BUTTON})
_UNDOES = re.compile(rf"\W*(?:{form_words().undoes.pattern})(?!.*отправ)")
_TWO = 2


def leads_on(label: str) -> bool:
    """Whether a control called so only leads to the next part of a form."""
    return _ONWARD.fullmatch(normal(label)) is not None


def undoes(label: str) -> bool:
    """Whether a button called so sends nothing: «Очистить», «Распечатать», but «Закрыть и отправить» does."""
    return _UNDOES.match(normal(label)) is not None


def is_part(form: Form, around: str, questions: int) -> bool:
    """Whether a form that shows so many questions goes on on another page.

    `around`: normalised words that stand about it besides its own.
    """
    said = f"{around} {normal(form.heading)} {normal(form.context)}"
    counts = [(one["unit"], int(one["at"]), int(one["of"])) for one in _COUNT.finditer(said)]
    labels = " ".join(field.label for field in form.fields)
    told = {(int(one["at"]), int(one["of"])) for one in _COUNT.finditer(f"{said} {normal(labels)}")}
    for unit, at, of in counts:
        all_there = all((step, of) in told for step in range(1, of + 1))  # one below another
        if of >= _TWO and at <= of and not all_there and not (unit == "вопрос" and questions >= of):
            return True
    buttons = [normal(field.value) for field in form.fields if field.kind in _CLICKED]
    return any(map(leads_on, buttons)) and not any(map(form_words().sends.search, buttons))
