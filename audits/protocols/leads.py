"""The sentence that leads to a list of items: «Кроме того, директорам школ необходимо:»."""

from __future__ import annotations

import re

_ASKS = re.compile(
    r"\b(?:поруча(?:ю|ем|ет)|поручить|предлага(?:ю|ем|ет)|рекоменду(?:ю|ем|ет)|рекомендовать|прошу|просим|просит|обязать"
    r"|обязыва(?:ю|ем|ет)|приказываю|необходимо|надлежит|следует|требуется|должн[ыао]?)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[а-яё\d»)])[.!?;]\s+(?=[А-ЯЁ])")
_LONGEST = 600  # letters


def lead_in(paragraph: str) -> tuple[str, str]:
    """A paragraph parted into what belongs to the item before and the sentence that leads to the next items, if any."""
    ends = [match.end() for match in _SENTENCE.finditer(paragraph)]
    start = ends[-1] if ends else 0
    sentence = paragraph[start:].strip()
    if not sentence.endswith(":") or len(sentence) > _LONGEST or not _ASKS.search(sentence):
        return paragraph, ""
    return paragraph[:start].strip(), sentence
