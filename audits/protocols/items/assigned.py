"""«Срок исполнения пунктов 1 и 3: до 1 марта», said elsewhere than below them: the term is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from audits.protocols.model import Item
from audits.protocols.notes import OF_ITS_OWN, Note, NoteKind, forget
from audits.protocols.paper.fields import Piece, pieces
from audits.protocols.paper.numbering import Numbered
from audits.protocols.terms.reading import read_terms


class Assigned(msgspec.Struct, frozen=True):
    """A term said for other items; `alone`: the item it stands in says nothing else."""

    by: str
    of: tuple[str, ...]
    text: str
    alone: bool


_BLOCK = re.compile(r"[IVX]+\.")  # «II.1»: a number means the item of its own list


def is_own(piece: Piece, number: str) -> bool:
    """Whether a term is that of the item it stands in, or of its parts."""
    own = _BLOCK.sub("", number, count=1)
    return not piece.of or any(f"{other}.".startswith(f"{own}.") for other in piece.of)


def assigned(found: Sequence[Numbered]) -> list[Assigned]:
    """Every term that is said for items by their numbers, at least one of which there is."""
    known = {one.number for one in found}
    out = []
    for one in found:
        for at, text in enumerate(one.texts):
            for nth, piece in enumerate(pieces(text)):
                block = _BLOCK.match(one.number)
                named = (f"{block[0] if block else ''}{number}" for number in piece.of)
                of = tuple(number for number in named if number != one.number)
                if of and known.intersection(of):
                    alone = at == nth == 0 and not is_own(piece, one.number)
                    out.append(Assigned(one.number, of, piece.text, alone))
    return out


def assign(items: Sequence[Item], given: Sequence[Assigned], on: date | None, notes: list[Note]) -> list[Item]:
    """Items with the terms said for them elsewhere. One that has a term of its own keeps it, and both are told."""
    by_number = {item.number: item for item in items}
    for one in given:
        terms = tuple(term for term in read_terms(one.text, signed=on) if term.due)
        said = ", ".join(f"{term.due:%d.%m.%Y}" for term in terms if term.due)
        for number in one.of if terms else ():
            target = by_number.get(number)
            if target is None:
                words = f"называет срок пункта {number} ({said}), которого в протоколе нет."
                notes.append(Note(words, one.by, subject=True))
            elif not target.dated:
                by_number[number] = msgspec.structs.replace(target, terms=(*terms, *target.terms))
                for known in by_number:
                    if f"{known}.".startswith(f"{number}."):
                        forget(notes, known, NoteKind.NO_TERM)
            elif _dates(target) != {term.due for term in terms}:
                its = ", ".join(f"{day:%d.%m.%Y}" for day in sorted(_dates(target)))
                words = f"называет срок пункта {number} — {said}, а у него свой — {its}: проверьте, какой верен."
                notes.append(Note(words, one.by, subject=True))
        if not terms:
            notes.append(Note(f"срок пунктов {', '.join(one.of)} «{one.text}» не понят как дата.", one.by))
        elif one.alone and all(
            number in by_number and _dates(by_number[number]) == {t.due for t in terms} for number in one.of
        ):
            by_number[one.by] = msgspec.structs.replace(by_number[one.by], terms=(), void=True)
            forget(notes, one.by)  # it asks for nothing else
            whose = (
                f"пунктов {', '.join(one.of)}: он записан у них"
                if len(one.of) > 1
                else f"пункта {one.of[0]}: он записан там"
            )
            notes.append(Note(f"называет срок {whose}.", one.by, subject=True))
        elif one.alone and all(number in by_number for number in one.of):
            # both days are watched; it asks what those items ask, and of the same people
            who = dict.fromkeys(name for number in one.of for name in by_number[number].responsible)
            own = by_number[one.by]
            by_number[one.by] = msgspec.structs.replace(
                own, responsible=own.responsible or tuple(who), terms=own.terms or terms
            )
            forget(notes, one.by, *(kind for kind in OF_ITS_OWN if who or kind is not NoteKind.NOBODY))
    return [by_number[item.number] for item in items]


def _dates(item: Item) -> set[date]:
    return {term.due for term in item.terms if term.due}
