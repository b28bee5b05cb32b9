"""The words that ask somebody for something, and the sentence that leads to items: «Директорам школ необходимо:»."""

from __future__ import annotations

import re

# Each verb in all its forms: «поручить», «поручаю», «поручаем», «поручает». Patterns' sources, without groups.
GIVES = (  # who is asked follows it in the dative
    r"(?:поруч(?:ить|аю|аем|ает)|предл(?:ожить|агаю|агаем|агает)|рекоменд(?:овать|ую|уем|ует)|предпис(?:ать|ываю|ываем|ывает)"
    r"|приказ(?:ать|ываю|ываем|ывает)|распоряжаюсь|постановля(?:ю|ет))"
)
BEGS = r"(?:прос(?:ить|им|ит)|прошу|обяз(?:ать|ываю|ываем|ывает))"  # who is asked follows it in the accusative
MUST = (  # who is asked stands beside it in the dative; what somebody once was told is no asking
    r"(?:необходимо|надлежит|следует|требуется|нужно|предстоит|поручается|предлагается|рекомендуется|предписывается|направляется"
    r"|(?<!было\s)(?:поручено|предложено|рекомендовано|предписано))"
)
REMINDS = r"указ(?:ать|ываю|ываем|ывает)"  # asks only before whom it names: in a list one may «указать: телефон»
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
