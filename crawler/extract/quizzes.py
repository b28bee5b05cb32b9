"""Questions answered by pressing one of several buttons: no field is there, and a script remembers what was pressed."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from crawler.extract import tags
from crawler.extract.labels import above
from crawler.extract.tree import Node, Tree, inner_text

_QUESTIONS: Final = 3  # that make it an inquiry: «Полезна ли страница? [Да] [Нет]» is one
_MARKS: Final = 3  # stars in a row that are a mark; two may be a favourite and its number
_ANSWERS: Final = 11  # of one question
_ANSWER: Final = 60  # characters
_ASKED: Final = 15  # characters of a question that has no mark
_STARS: Final = re.compile(r"[★☆⭐🌟✩✪✫✬✭✮✯⋆♥❤]\ufe0f?")
_MARK: Final = re.compile(  # of an icon: what it stands for is told to screen readers
    r"(?:(?:ваша|поставить|оценить(?: на)?|оценка)\W+){0,2}"
    r"\d{1,2}(?:\s*(?:из|/)\s*\d{1,2})?(?:\s*(?:зв[её]зд|балл)\w*)?",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
# What a button does with a paper, a card or the look of the page is no answer: «Отчёт за 2025 год [Открыть] [Скачать]».
_ACT: Final = re.compile(
    r"\W*(?:открыть|скачать|загрузить|просмотр\w*|посмотреть|смотреть|показать|читать|подробн\w*|ещ[её]|развернуть"
    r"|свернуть|поделиться|печать|распечатать|копировать|скопировать|слушать|прослушать|изменить|удалить|купить|заказать"
    r"|записаться|в корзину|назад|впер[её]д|далее|включить|выключить|вкл|выкл|pdf|docx?|xlsx?|download|open|share)\b",
    re.IGNORECASE,
)


def draw_answers(tree: Tree) -> None:
    """Mark buttons that are answers as fields that are drawn, where several questions are asked so."""
    buttons = [
        node
        for node in tree.by_tag.get("button", ())
        if node.size <= _ANSWER and (node.size or _is_mark(node)) and not _sends(node)
    ]
    if len(buttons) < 2 * _QUESTIONS:
        return
    rows: dict[int, list[Node]] = {}
    for node in buttons:
        rows.setdefault(id(node.parent), []).append(node)
    told = [(row, _texts(row), above(row[0])) for row in rows.values() if 2 <= len(row) <= _ANSWERS]
    told = [one for one in told if len(set(one[1])) == len(one[1]) and not any(map(_ACT.match, one[1]))]
    alike = Counter(texts for _, texts, _ in told)
    asked = [
        (row, above)
        for row, texts, above in told
        if above.endswith("?") or (len(above) >= _ASKED and alike[texts] >= _QUESTIONS)
    ]
    # «Полезен ли ответ? [Да] [Нет]» below each of many answers asks one thing
    if len({_SENTENCE.split(above)[-1] for _, above in asked}) < _QUESTIONS:
        return
    for row, _ in asked:
        for node in row:
            node.flags |= tags.DRAWN


def _sends(node: Node) -> bool:
    kind = node.get("type").lower()
    return kind in ("submit", "reset") or (kind != "button" and any(one.tag == "form" for one in node.ancestors()))


def _is_mark(node: Node) -> bool:
    """A button without a word of its own that says which mark it gives: «3 из 5», «Оценка 3»."""
    return "aria-label" in node.attrs and _MARK.fullmatch(node.get("aria-label").strip()) is not None


def _texts(row: list[Node]) -> tuple[str, ...]:
    """What tells the answers of a row apart: their words; of stars, which of them it is."""
    said = [inner_text(node, _ANSWER) or node.get("aria-label") for node in row]
    if len(row) >= _MARKS and all(map(_STARS.fullmatch, said)):
        return tuple([f"{place}★" for place in range(1, len(row) + 1)])
    return tuple(said)
