"""Items that are no longer asked for, and those another item of the same paper moves to another day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from audits.protocols.model import Item, Term
from audits.protocols.notes import OF_ITS_OWN, Note, NoteKind, forget
from audits.protocols.terms.inline import inline_terms
from audits.protocols.terms.mentions import read_mentions, unquoted
from audits.protocols.terms.reading import read_terms
from audits.protocols.words.papers import DECISIONS, NAMED_THIS

_GONE = (
    r"(?:исключ[её]н[ао]?|отмен[её]н[ао]?|снят[ао]?(?:\s+с\s+контроля)?|утратил[ао]?\s+силу"
    r"|не\s+(?:действует|исполняется))"
)
_OWN = re.compile(
    rf"(?:(?:^|[.;(])\s*(?:(?:данн[а-яё]+|настоящ[а-яё]+|этот)\s+)?(?:пункт|поручение|подпункт)\s+{_GONE}[^.;()]{{0,80}}"
    rf"|\(\s*{_GONE}(?:\s+(?:от|решени|протокол|приказ|пункт|с)[^()]{{0,80}})?\))[.;)]*\s*$",
    re.I,
)
_ENDS = (
    r"(?:отменить|исключить|снять(?:\s+с\s+контроля)?|прекратить|признать\s+утратившим[а-яё]*(?:\s+силу)?|считать\s+(?:утратившим|исполненн|выполненн|"
    r"недействительн)[а-яё]*)"
)
_PAPERS = rf"(?:(?:под)?пункт|п\.\s?\d|поручени|{DECISIONS}|письм|протокол)"
_OTHERS = re.compile(
    rf"^\W*(?:{_ENDS}\s+(?:как\s+[а-яё]+\s+|с\s+контроля\s+|действие\s+|силу\s+)*{_PAPERS}|снять\s+с\s+контроля\b"
    rf"|(?:действие\s+)?{_PAPERS}[^:]*?\b{_ENDS}\s*[.;]?\s*$)",
    re.I,
)
_NUMBERS = r"\d+(?:\.\d+)*(?:\.?[а-яё](?![а-яё]))?"
_THIS = rf"(?:настоящ|данн)[а-яё]+\s+(?:{NAMED_THIS})[а-яё]*"
_POINTS = rf"(?:под)?(?:пункт[а-яё]*|п\.|пп\.)\s*(?P<of>{_NUMBERS}(?:\s*(?:,|и)\s*{_NUMBERS}){{0,9}})\s+{_THIS}"
_POINTS_ON = _POINTS.replace("?P<of>", "?P<on>")
_MOVES = re.compile(
    rf"(?:\bсрок[а-яё]*\b[^.;]{{0,60}}?{_POINTS}[^.;]{{0,60}}?\b(?:продлить|перенести|установить|изменить)\b"
    rf"|\b(?:продлить|перенести|установить|изменить)\s+срок[а-яё]*\b[^.;]{{0,60}}?{_POINTS_ON})",
    re.I,
)
_CANCELS = re.compile(
    rf"(?:^|[.;]\s*)\W*(?:{_POINTS}\s*[–—,-]?\s*{_ENDS}\b|{_ENDS}\s+(?:как\s+[а-яё]+\s+)?{_POINTS_ON})",
    re.I,
)

_ON = re.compile(r"\bна\s*$", re.I)


def is_withdrawn(prose: str) -> bool:
    """Whether an item says of itself that it holds no longer: «… Пункт исключён.»."""
    return _OWN.search(prose) is not None


def ends_others(prose: str) -> bool:
    """Whether an item only ends another paper or item: a term named in it is not its own."""
    return _OTHERS.match(prose) is not None


def moved(items: Sequence[Item], on: date | None, notes: list[Note]) -> list[Item]:
    """The items with what others of them say: «Срок исполнения пункта 2 настоящего протокола продлить до …»."""
    by_number = {item.number: item for item in items}
    for one in items:
        for match in _CANCELS.finditer(one.text):
            for number in _numbers(match):
                if (target := by_number.get(number)) and number != one.number:
                    by_number[number] = msgspec.structs.replace(target, terms=(), void=True)
                    forget(notes, number)
                    notes.append(Note(f"снят пунктом {one.number}: срок не ведётся.", number, subject=True))
        if moves := _MOVES.search(one.text):
            _move(one, _numbers(moves), by_number, on, notes)
    return [by_number[item.number] for item in items]


def _move(one: Item, numbers: Sequence[str], by_number: dict[str, Item], on: date | None, notes: list[Note]) -> None:
    terms = _new_terms(one, on)
    known = [number for number in numbers if number in by_number and number != one.number]
    if len(terms) != 1 or not known:
        return
    (term,) = terms
    for number in known:
        target = by_number[number]
        before = ", ".join(f"{old.due:%d.%m.%Y}" for old in target.terms if old.due)
        if any(old.recurrence for old in target.terms) or sum(old.due is not None for old in target.terms) > 1:
            words = f"меняет срок пункта {number}, у которого их несколько: проверьте, какой верен."
            notes.append(Note(words, one.number, subject=True))
            return
        by_number[number] = msgspec.structs.replace(target, terms=(term,))
        forget(notes, number, NoteKind.NO_TERM)
        moved_from = f" с {before}" if before else ""
        words = f"переносит срок пункта {number}{moved_from} на {term.due:%d.%m.%Y}."
        notes.append(Note(words, one.number, subject=True))
    by_number[one.number] = msgspec.structs.replace(by_number[one.number], terms=(), void=True)
    forget(notes, one.number, *OF_ITS_OWN)


def _new_terms(one: Item, on: date | None) -> list[Term]:
    terms = [term for words in inline_terms(one.text) for term in read_terms(words, signed=on)] or list(one.terms)
    plain = unquoted(one.text)
    if not terms:  # «перенести на 30 апреля»
        days = (each for each in read_mentions(plain, on) if _ON.search(plain[: each.start]))
        terms = [Term(plain[each.start : each.end].strip(" ,("), each.day, note=each.note) for each in days]
    return [term for term in terms if term.due and term.recurrence is None and (on is None or term.due >= on)]


def _numbers(match: re.Match[str]) -> list[str]:
    words = match["of"] or match["on"]
    return [re.sub(r"(?<=\d)(?=[а-яё])", ".", number) for number in re.findall(_NUMBERS, words)]
