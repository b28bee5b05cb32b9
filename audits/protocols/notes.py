"""What a person is told of a protocol as it was read: what was not understood, taken for granted or contradicts itself.

A later sentence of the paper can take a note back («Срок пунктов 1 и 3: …»): by what it is about, not by its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class NoteKind(StrEnum):
    """What a note is about, as far as something else asks for it."""

    OTHER = "other"
    NO_TERM = "no-term"
    LOOSE_DATE = "loose-date"  # a date in the item that is none of its terms
    FOOTNOTE_DATE = "footnote-date"
    NOBODY = "nobody"  # whom it asks is not told or not understood
    AMENDS = "amends"  # it changes another paper
    SKIPPED = "skipped"  # a number seems to be missing before it


# What is said of an item that asks for something itself, not of one that only moves another's term.
OF_ITS_OWN = (NoteKind.NO_TERM, NoteKind.LOOSE_DATE, NoteKind.FOOTNOTE_DATE, NoteKind.NOBODY, NoteKind.AMENDS)


class Note(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to be told, in Russian: `words` end its sentence, which begins with the item it is about, if any."""

    words: str
    item: str = ""
    kind: NoteKind = NoteKind.OTHER
    subject: bool = False  # «Пункт 2 меняет …», where others say «Пункт 2: …»

    @property
    def sentence(self) -> str:
        """The note as it is shown."""
        if not self.item:
            return self.words
        return f"Пункт {self.item}{' ' if self.subject else ': '}{self.words}"


def sentences(notes: Iterable[Note]) -> tuple[str, ...]:
    """Notes as they are shown: that an item has no term, and which of its dates is none, is one sentence."""
    out: list[str] = []
    before = Note("")
    for note in notes:
        if (before.kind, note.kind) == (NoteKind.NO_TERM, NoteKind.LOOSE_DATE) and before.item == note.item:
            out[-1] = f"{out[-1].removesuffix('.')}; {note.words}"
        else:
            out.append(note.sentence)
        before = note
    return tuple(out)


def forget(notes: list[Note], number: str, *kinds: NoteKind) -> None:
    """Take back what was said of an item before its term, or what it is, was known: these kinds, or everything."""
    notes[:] = [note for note in notes if note.item != number or (kinds and note.kind not in kinds)]
