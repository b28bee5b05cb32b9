"""Questions answered by pressing one of several buttons: no field is there, and a script remembers what was pressed."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from crawler.extract import tags
from crawler.extract.labels import above
from crawler.extract.tree import Node, Tree, inner_text

_QUESTIONS: Final = 3  # that make it an inquiry: «Полезна ли страница? [Да] [Нет]» is one
_ANSWERS: Final = 11  # of one question
_ANSWER: Final = 60  # characters
_ASKED: Final = 15  # characters of a question that has no mark
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
    buttons = [node for node in tree.by_tag.get("button", ()) if 0 < node.size <= _ANSWER and not _sends(node)]
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


def _texts(row: list[Node]) -> tuple[str, ...]:
    return tuple([inner_text(node, _ANSWER) for node in row])
