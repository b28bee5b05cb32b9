"""The words that ask somebody for something, and the sentence that leads to items: «Директорам школ необходимо:»."""

from __future__ import annotations

import re

GIVES = (  # who is asked follows it
    r"(?:поруч(?:ает|аем|аю|ить)|предлага(?:ет|ем|ю)|рекоменду(?:ет|ем|ю)|предписыва(?:ет|ю)|приказываю|распоряжаюсь|постановля(?:ю|ет))"
)
BEGS = r"(?:прос(?:ит|им|ить)|прошу|обязыва(?:ет|ю|ем)|обязать)"
MUST = (
    r"(?:необходимо|надлежит|следует|требуется|нужно|предстоит|поручается|предлагается|рекомендуется|предписывается|направляется"
    r"|поручено)"
)
ASKS = re.compile(rf"\b(?:(?P<gives>{GIVES})|(?P<begs>{BEGS})|(?P<must>{MUST}))\b", re.I)
_SENTENCE = re.compile(r"(?<=[а-яё\d»)])[.!?;]\s+(?=[А-ЯЁ])")
_OUGHT = re.compile(r"\bдолжн[ыао]?\b", re.I)  # who ought to stands before it as the subject, in no case of asking
_LONGEST = 600  # letters


def lead_in(paragraph: str) -> tuple[str, str]:
    """A paragraph parted into what belongs to the item before and the sentence that leads to the next items, if any."""
    ends = [match.end() for match in _SENTENCE.finditer(paragraph)]
    start = ends[-1] if ends else 0
    sentence = paragraph[start:].strip()
    if not sentence.endswith(":") or len(sentence) > _LONGEST or not (ASKS.search(sentence) or _OUGHT.search(sentence)):
        return paragraph, ""
    return paragraph[:start].strip(), sentence
