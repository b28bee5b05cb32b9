"""«Ответственные: …» said once, below the parts of an item, for all of them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from audits.protocols.model import Item
from audits.protocols.notes import Note, NoteKind, forget
from audits.protocols.paper.fields import Kind, is_field, pieces
from audits.protocols.paper.numbering import Numbered


def answered_below(items: Sequence[Item], found: Sequence[Numbered], notes: list[Note]) -> list[Item]:
    """The items with those named below the last part of a group of which no other names anybody."""
    texts = {one.number: one.texts for one in found}
    out = {item.number: item for item in items}
    for parent in items:
        if not parent.parent or parent.responsible:
            continue
        parts = [item for item in items if item.number.rpartition(".")[0] == parent.number]
        *others, last = parts or [parent]
        below = texts.get(last.number, [])[1:]
        named = below and is_field(below[-1]) and pieces(below[-1])[0].kind is Kind.WHO
        if not (others and named and last.responsible) or any(item.responsible for item in others):
            continue
        for item in (parent, *others):
            out[item.number] = msgspec.structs.replace(item, responsible=last.responsible, persons=last.persons)
            forget(notes, item.number, NoteKind.NOBODY)
        numbers = ", ".join(item.number for item in parts)
        notes.append(Note(f"Ответственные, названные после пункта {last.number}, отнесены к пунктам {numbers}."))
    return [out[item.number] for item in items]
