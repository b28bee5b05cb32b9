"""A new edition of a stored protocol: items it does not hold stay as they were; what it changes is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from audits.protocols.kept.identity import same_item, same_words
from audits.protocols.model import RECURRENCES, Item, Protocol, Term
from audits.protocols.notes import Note, NoteKind
from audits.protocols.terms.reading import occurrences
from audits.protocols.words.numerals import from_roman

_COPIED = 0.8  # words in common by which an item is found again under another number
_HEAD = (("title", "заголовок"), ("issuer", "орган"), ("chair", "председательствовавший"), ("control", "контроль"))


class Edition(msgspec.Struct, frozen=True):
    """A protocol put together of a stored one and a file; `kept`: numbers of items the file does not hold."""

    protocol: Protocol
    kept: tuple[str, ...] = ()


def merged(stored: Protocol, read: Protocol) -> Edition:
    """The stored protocol with what `read` changes in it: whoever changes two items does not send the others."""
    kept = [item for item in stored.items if _missing(item, stored, read)]
    if not kept:
        return Edition(read)
    numbers = tuple(item.number for item in kept)
    items = _answered(sorted((*kept, *read.items), key=lambda item: _order(item.number)))
    known = {item.number for item in items if item.responsible}
    noted = [note for note in stored.noted if note.item in numbers]
    noted += [note for note in read.noted if note.kind is not NoteKind.SKIPPED and not _answered_now(note, known)]
    return Edition(
        msgspec.structs.replace(
            read,
            items=tuple(items),
            noted=tuple(noted),
            issuer=read.issuer or stored.issuer,
            title=read.title or stored.title,
            chair=read.chair or stored.chair,
            control=read.control or stored.control,
            appendix_points=read.appendix_points or stored.appendix_points,
        ),
        numbers,
    )


def differences(before: Protocol, after: Protocol) -> list[str]:
    """What an edition changes, item by item, in Russian."""
    old = {item.number: item for item in before.items}
    new = {item.number: item for item in after.items}
    heads = ((words, getattr(before, name), getattr(after, name)) for name, words in _HEAD)
    out = [
        f"{words} «{now}»" if now else f"{words} больше не указан, был «{was}»"
        for words, was, now in heads
        if was != now
    ]
    out += [words for number, item in new.items() if (words := _difference(number, old.get(number), item))]
    return out + [f"п. {number} — убран" for number in old if number not in new]


def unchanged(before: Protocol, after: Protocol) -> bool:
    """Whether an edition says what is stored, to the letter, from whatever file."""
    return msgspec.structs.replace(before, source="") == msgspec.structs.replace(after, source="")


def unticked(
    before: Protocol, after: Protocol, ticks: Iterable[tuple[str, date]]
) -> list[tuple[str, date, tuple[date, ...]]]:
    """Ticks (item, term) that hold for no term any more because it was moved or taken out, and the item's new terms."""
    return [
        (number, due, tuple(term.due for term in _terms(after, number) if term.due))
        for number, due in dict.fromkeys(ticks)
        if _falls(before, number, due) and not _falls(after, number, due)
    ]


def _missing(item: Item, stored: Protocol, read: Protocol) -> bool:
    """Whether a file leaves an item out; one that it has under another number is there."""
    if item.number in {each.number for each in read.items}:
        return False
    own = {each.number: each for each in stored.items}
    moved = (
        each
        for each in read.items
        if same_item(item, each, alike=_COPIED)
        and not (each.number in own and same_item(own[each.number], each, alike=_COPIED))
    )
    return not item.text or next(moved, None) is None


def _answered(items: Sequence[Item]) -> list[Item]:
    """Items that name nobody, under those the item above them names: the file may have left that one out."""
    who = {item.number: item.responsible for item in items}
    return [
        item if item.responsible else msgspec.structs.replace(item, responsible=_above(item.number, who))
        for item in items
    ]


def _above(number: str, who: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    while number := number.rpartition(".")[0]:
        if who.get(number):
            return who[number]
    return ()


def _answered_now(note: Note, known: set[str]) -> bool:
    return note.kind is NoteKind.NOBODY and note.item in known


def _difference(number: str, old: Item | None, new: Item) -> str:
    if old is None:
        return f"п. {number} — новый"
    said = []
    if not same_item(old, new) and (old.text or new.text):
        said.append("другой текст")
    elif not same_words(old, new):
        said.append("уточнён текст")
    if old.responsible != new.responsible:
        said.append(f"кому «{_named(old)}» → «{_named(new)}»")
    if (before := _said(old)) != (after := _said(new)):
        said.append(f"срок {before or 'не был указан'} → {after or 'не указан'}")
    return f"п. {number} — {', '.join(said)}" if said else ""


def _said(item: Item) -> str:
    """The terms of an item as they are compared and shown; what has no date by its words."""
    return ", ".join(
        f"{term.due:%d.%m.%Y}{f' и далее {RECURRENCES[term.recurrence]}' if term.recurrence else ''}"
        if term.due
        else f"«{term.text}»"
        for term in item.terms
    )


def _named(item: Item) -> str:
    return "; ".join(item.responsible) or "не указано"


def _terms(protocol: Protocol, number: str) -> tuple[Term, ...]:
    return next((item.terms for item in protocol.items if item.number == number), ())


def _falls(protocol: Protocol, number: str, due: date) -> bool:
    """Whether an item has a term on a day."""
    return any(due in occurrences(term, due) for term in _terms(protocol, number))


def _order(number: str) -> list[tuple[int, int]]:
    """Where an item stands: «2.2» before «2.10», lettered parts by their letter, «II.1» after all of the first list.

    Those of appendices («П.1», «П2.1») come last.
    """
    return [_level(level) for level in number.split(".") if level]


def _level(level: str) -> tuple[int, int]:
    if level.isdigit():
        return 0, int(level)
    if nth := from_roman(level):
        return 1, nth
    if level[0] == "П" and (level == "П" or level[1:].isdigit()):
        return 2, int(level[1:] or 0)
    return 0, ord(level[0])
