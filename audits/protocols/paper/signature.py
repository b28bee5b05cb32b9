"""Signatures at the end of a protocol: «Глава местной администрации   И.И. Петров» belongs to no item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from audits.protocols.model import Item
from audits.protocols.notes import Note
from audits.protocols.terms.mentions import read_mentions
from audits.protocols.words.papers import NAMES
from audits.protocols.words.persons import SURNAME
from audits.protocols.words.verbs import INFINITIVE

SIGNED = "Подпись: "  # what a signature's line is marked with, so that it ends the item above

_INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?"
_SIGNED_SO = rf"{_INITIALS}{SURNAME}"
_LISTED_SO = rf"{SURNAME}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\."  # as executors are listed: a signature only when it stands apart
_POST = re.compile(
    r"(?:(?:И\.?\s?[Оо]\.?|Врио|Исполняющ(?:ий|ая)\s+обязанности)\s+(?:[Пп]ервого\s+|[Гг]лавного\s+)?"
    r"(?:[Гг]лавы|[Зз]аместителя|[Мм]инистра|[Рр]уководителя|[Нн]ачальника|[Дд]иректора|[Пп]редседателя|[Вв]рача)"
    r"|(?:Первый\s+|Главный\s+|Ответственный\s+)?"
    r"(?:[Гг]лава|[Зз]аместитель|[Мм]инистр|[Рр]уководитель|[Нн]ачальник|[Дд]иректор|[Пп]редседатель|[Сс]екретарь|[Вв]рач"
    r"|[Пп]редседательствующий|[Уу]правляющ(?:ий|ая)|[Зз]аведующ(?:ий|ая)))(?![а-яё])"
)
_ENDS_IN_NAME = re.compile(rf"(?:^|\s)(?:{_SIGNED_SO}|(?P<listed>{_LISTED_SO}))\s*$")
_INFINITIVE = re.compile(INFINITIVE, re.I)
_GOES_ON = re.compile(r"[:,;–—-]\s*$|\b(?:и|с|в|на|по|от|за|для)\s*$")
_SIGNED_ON = re.compile(
    rf"(?:{NAMES}|документ|письмо)\s+подписан[ао]?\s+(?:[а-яё]+\s+){{0,3}}(\d[^;\n]{{5,25}})",
    re.I,
)
_COUNTED = re.compile(r"\b(?:подписани|издани|приняти)", re.I)
_LONGEST = 200  # letters of a post
_LINES = 4  # a post and its name may take


def mark_signatures(lines: Sequence[str], first: int) -> list[str]:
    """The lines with those of signatures marked; `first`: where they may begin, after the last item's number."""
    out = list(lines)
    at = first
    while at < len(out):
        before = next((line for line in reversed(out[:at]) if line), "")
        apart = at > 0 and not out[at - 1]
        length = 0 if _GOES_ON.search(before) else _signature_length(out[at : at + 2 * _LINES], apart=apart)
        if length:
            signed = " ".join(line for line in out[at : at + length] if line)
            out[at : at + length] = [SIGNED + signed, *[""] * (length - 1)]
        at += max(length, 1)
    return out


def signed_otherwise(text: str, on: date | None, items: Sequence[Item]) -> list[Note]:
    """What to say where the paper was signed on another day than it bears, and terms count from its signing."""
    found = _SIGNED_ON.search(text)
    day = next((one.day for one in read_mentions(found[1], on)), None) if found else None
    counted = [item.number for item in items if any(_COUNTED.search(term.text) and term.due for term in item.terms)]
    if on is None or day is None or day == on or not counted:
        return []
    return [
        Note(
            f"В тексте сказано, что подписан он {day:%d.%m.%Y}, а датирован {on:%d.%m.%Y}: "
            f"сроки со дня подписания (п. {', '.join(counted)}) отсчитаны от даты документа, проверьте их."
        )
    ]


def _signature_length(lines: Sequence[str], *, apart: bool) -> int:
    """How many lines a signature that begins with the first of them takes; 0 where it is none.

    A post in the nominative, then a name: all else (a colon, a full stop, a verb) is somebody instructed.
    """
    if not lines or not lines[0][:1].isupper() or not _POST.match(lines[0]):
        return 0
    said = ""
    for length, line in enumerate(lines, 1):
        said = f"{said} {line}".strip()
        name = _ENDS_IN_NAME.search(said)
        post = said[: name.start()] if name else said
        if len(post) > _LONGEST or _INFINITIVE.search(post) or re.search(r"[:;!?\d]|[а-яё]{3}\.(?:\s|$)", post):
            return 0
        if name:
            return length if apart or not name["listed"] else 0
    return 0
