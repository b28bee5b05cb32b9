"""Text of a protocol → `Protocol`: header, numbered items with addressees and terms, what the appendix offers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from audits.errors import ToldError
from audits.protocols.items.assigned import assign, assigned
from audits.protocols.items.groups import answered_below
from audits.protocols.items.informative import is_informative
from audits.protocols.items.item import read_item
from audits.protocols.items.leadin import Introduced, introduced, takes_lead, told
from audits.protocols.items.withdrawn import moved
from audits.protocols.model import Item, Protocol
from audits.protocols.notes import Note, NoteKind
from audits.protocols.paper.appendix import Appendix, appendices, is_appendix, points_of
from audits.protocols.paper.asides import dated_aside, is_aside, struck_words
from audits.protocols.paper.header import (
    approved_on,
    chair_of,
    date_and_number,
    issuer_of,
    own_header,
    stamped_on,
    title_of,
)
from audits.protocols.paper.numbering import first_item, numbered
from audits.protocols.paper.signature import mark_signatures, signed_otherwise
from audits.protocols.paper.text import clean_lines, item_number, paragraphs
from audits.protocols.paper.unnumbered import with_numbers
from audits.protocols.terms.inline import inline_terms
from audits.protocols.words.papers import kind_of


class ProtocolError(ToldError):
    """The text is no protocol one can work with; the message says what was looked for."""


def parse_protocol(text: str, *, source: str = "") -> Protocol:
    """Read a protocol as people write it.

    Raises:
        ProtocolError: no numbered item was found.
    """
    lines, said = clean_lines(text), list[str]()
    parts = paragraphs(_signed(lines))
    if first_item(_body(parts)) is None:
        lines, said = with_numbers(lines)
        parts = paragraphs(_signed(lines)) or parts
    body = _body(parts)
    appendix = parts[len(body) :]
    start = first_item(body)
    if start is None:
        term = next((words for part in parts for words in inline_terms(part)), "")
        raise ProtocolError(
            "Протокол не разобран: не найдено ни одного пункта с номером («1.», «2.1.»). "
            + (
                f"Сроки в тексте есть («{term.strip()}»), но не видно, где начинаются поручения: пронумеруйте их."
                if term
                else "Проверьте, что в файле есть текст, а не скан."
            )
        )
    header = own_header(body[:start])
    notes = [Note(f"Зачёркнутое в файле не читается: «{words}».") for words in struck_words(text)]
    notes += map(Note, said)
    on, number = date_and_number(header)
    if on is None and (on := approved_on(body[:start])):
        notes.append(Note(f"Своей даты в файле нет: за неё взята дата утверждения, {on:%d.%m.%Y}."))
    if on is None:
        notes.append(Note("Не найдена дата протокола: сроки без года и «в течение N дней» не определены."))
        if stamp := stamped_on(body[:start]):
            notes.append(Note(f"Дата в грифе утверждения ({stamp}) датой протокола не сочтена."))
    if not number:
        notes.append(Note("Не найден номер протокола."))
    found, control = numbered(body[start:], notes)
    items = _items(introduced(found, body[:start], on), on, notes, kind_of(body[:start]))
    points = points_of(appendix)
    notes += _missing_points(items, points, has_appendix=bool(appendix))
    for one in appendices(appendix):
        items += _appended(one, on, notes)
    notes += signed_otherwise(text, on, items)
    return Protocol(
        id=_identity(number, on),
        number=number,
        on=on,
        title=title_of(header),
        issuer=issuer_of(header),
        chair=chair_of(header),
        items=tuple(items),
        appendix_points=points,
        control=control,
        noted=tuple(notes),
        source=source,
    )


def _body(parts: Sequence[str]) -> list[str]:
    """What stands above the appendices."""
    started = first_item(parts)
    return list(parts[: next((i for i, part in enumerate(parts) if _begins_appendix(part, i, started)), len(parts))])


def _begins_appendix(part: str, at: int, started: int | None) -> bool:
    """Whether the protocol ends here; an «Приложение» above its head is of the paper it was sent with."""
    return is_appendix(part) and (at > 5 or (started is not None and at > started))


def _signed(lines: list[str]) -> list[str]:
    """The lines with the signatures below the last item marked."""
    numbered_at = [at for at, line in enumerate(lines) if item_number(line)]
    ends = next((at for at, line in enumerate(lines) if is_appendix(line) and at > min(numbered_at, default=at)), None)
    last = max((at for at in numbered_at if ends is None or at < ends), default=len(lines))
    return [*mark_signatures(lines[:ends], last + 1), *(lines[ends:] if ends is not None else ())]


def _appended(appendix: Appendix, on: date | None, notes: list[Note]) -> list[Item]:
    """Items of an appendix that have a term: a plan or a schedule obliges as the items above it do.

    Points that only explain items («1. (к п. 2.2)») are none of their own; what they name is said. An appendix without
    terms (a list, a form) is not looked into further.
    """
    own: list[Note] = []
    items = _items(introduced(numbered(appendix.parts, own)[0], (), on), on, own)
    dated = [item for item in items if item.dated]
    if not dated:
        return []
    if appendix.explains:
        notes += [
            Note(f"{appendix.name}, п. {item.number}: назван срок «{term.text}», отдельным пунктом он не записан.")
            for item in dated
            for term in item.terms
        ]
        return []
    termed = [item.number for item in items if item.terms]
    kept = [item for item in items if any(f"{number}.".startswith(f"{item.number}.") for number in termed)]
    numbers = [item.number for item in kept]
    shown = ", ".join(f"{appendix.code}.{item.number}" for item in dated)
    notes.append(Note(f"{appendix.name}: пункты со сроком записаны под номерами {shown}."))
    notes += [
        msgspec.structs.replace(note, item=f"{appendix.code}.{note.item}") for note in own if note.item in numbers
    ]
    return [msgspec.structs.replace(item, number=f"{appendix.code}.{item.number}") for item in kept]


def _items(read: Introduced, on: date | None, notes: list[Note], kind: str = "") -> list[Item]:
    found, given = read.items, {}
    numbers = [one.number for one in found]
    items: list[Item] = []
    for one in found:
        parent = any(other.startswith(one.number + ".") for other in numbers)
        above = _above(one.number, items)
        lead = read.of(one.number)
        inherited = next((item.responsible for item in above if item.responsible), lead.bodies)
        covered = any(item.dated for item in above)
        texts = [text for text in one.texts if not is_aside(text)]
        led = bool(lead.terms) and not parent and not covered and takes_lead(" ".join(texts))
        item, noted = read_item(one.number, texts, parent, on, inherited, covered=covered or led, kind=kind)
        notes += noted
        if led and not item.terms and not is_informative(item.text):
            given[item.number] = lead.terms
            item = msgspec.structs.replace(item, terms=lead.terms)
        items.append(_with_asides(item, [text for text in one.texts if is_aside(text)], on, notes))
    notes += told(read.leads, given)
    return _handed_down(moved(assign(answered_below(items, found, notes), assigned(found), on, notes), on, notes))


def _with_asides(item: Item, asides: Sequence[str], on: date | None, notes: list[Note]) -> Item:
    """An item with its footnotes: whatever day they name may be an exception or an explanation, and is only said."""
    said = [aside.strip("()") for aside in asides if dated_aside(aside, on)]
    notes += [
        Note(f"дата в сноске сроком не сочтена: «{words}».", item.number, NoteKind.FOOTNOTE_DATE) for words in said
    ]
    return msgspec.structs.replace(item, text=" ".join((item.text, *asides))) if asides else item


def _handed_down(items: list[Item]) -> list[Item]:
    """Parts without a term of their own take that of the item above: each is then watched for itself."""
    out, given = [], set()
    for item in items:
        above = next((one for one in _above(item.number, items) if one.dated), None)
        if above and not item.terms and not item.parent and not is_informative(item.text):
            given.add(above.number)
            item = msgspec.structs.replace(item, terms=above.terms)
        out.append(item)
    return [msgspec.structs.replace(item, terms=()) if item.number in given else item for item in out]


def _above(number: str, items: list[Item]) -> list[Item]:
    """The items above in the numbering, the nearest first: whom they name and by when holds below them."""
    found = []
    while number := number.rpartition(".")[0]:
        found += [item for item in items if item.number == number]
    return found


def _missing_points(items: list[Item], points: tuple[int, ...], *, has_appendix: bool) -> list[Note]:
    notes = []
    for item in items:
        for reference in item.references:
            if reference not in points:
                why = "такого пункта в приложении нет" if has_appendix else "приложения в файле нет"
                notes.append(Note(f"ссылается на п. {reference} приложения: {why}.", item.number, subject=True))
    return notes


def _identity(number: str, on: date | None) -> str:
    return "-".join(part for part in (on.isoformat() if on else "", number) if part) or "без-номера"
