"""A protocol and its items, as understood; what was not understood stands in `notes`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from audits.protocols.notes import Note, sentences


class Recurrence(StrEnum):
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


RECURRENCES: dict[Recurrence, str] = {  # as people read them
    Recurrence.MONTHLY: "ежемесячно",
    Recurrence.QUARTERLY: "ежеквартально",
    Recurrence.YEARLY: "ежегодно",
}


class Term(msgspec.Struct, frozen=True, omit_defaults=True):
    """When something is due. `due` None: bound to an event or not dated («строго до опубликования», «постоянно»).

    For a recurring term `due` is its first date; the day of the month (and month, for yearly ones) repeats: `day` where
    a short month moved the first one («31 числа»).
    """

    text: str
    due: date | None = None
    recurrence: Recurrence | None = None
    note: str = ""  # an assumption made while reading ("год не указан, взят …")
    day: int = 0
    unsure: bool = False  # the note says something a person has to check


class Item(msgspec.Struct, frozen=True, omit_defaults=True):
    """One numbered item. `responsible` is inherited from the item above when it names nobody itself."""

    number: str  # "3.5"
    text: str
    terms: tuple[Term, ...] = ()
    responsible: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()  # as named in brackets
    parent: bool = False  # only introduces its sub-items
    references: tuple[int, ...] = ()  # points of the appendix it refers to
    void: bool = False  # asks for nothing: «принять к сведению», withdrawn, or only says the term of another item

    @property
    def dated(self) -> Term | None:
        """The first term with a date."""
        return next((term for term in self.terms if term.due is not None), None)


class Protocol(msgspec.Struct, frozen=True, omit_defaults=True):
    """A protocol of a meeting. `id` is made of number and date and names it in commands and tables."""

    id: str
    number: str
    on: date | None
    title: str
    chair: str
    items: tuple[Item, ...]
    appendix_points: tuple[int, ...] = ()
    control: str = ""  # who watches over it
    noted: tuple[Note, ...] = msgspec.field(default=(), name="notes")  # what was not understood or does not fit
    source: str = ""
    issuer: str = ""  # the body whose letterhead it bears

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not understood or does not fit, as sentences in Russian."""
        return sentences(self.noted)


class Tick(msgspec.Struct, frozen=True):
    """A person's word that an item was done for the term `due`."""

    protocol: str
    item: str
    due: date
    ticked_on: date
    note: str
    by: str = ""
    attachment: str = ""
