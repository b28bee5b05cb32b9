"""Text of a protocol → `Protocol`: header, numbered items with addressees and terms, what the appendix offers."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from audits.protocols.fields import Kind, is_term_field, pieces
from audits.protocols.header import chair_of, date_and_number, issuer_of, title_of
from audits.protocols.inline import names_term
from audits.protocols.item import is_informative, read_item
from audits.protocols.model import Item, Protocol
from audits.protocols.text import (
    clean_lines,
    ends_item,
    item_number,
    letter_of,
    paragraphs,
    strip_letter,
    strip_number,
)

_APPENDIX = re.compile(r"^\s*приложение(?:\s*№?\s*\d+)?\b", re.I)
_APPENDIX_POINT = re.compile(r"^\s*(\d{1,2})[.)]\s*\(?\s*к\s+(?:п|пункт)", re.I)
_CONTROL = re.compile(
    r"^\s*контроль\s+за\s+исполнением.*?(?:возложить\s+на|оставляю\s+за)\s+(.+?)(?:(?<=\))\.|(?<=[а-яё]{3})\.\s|$)",
    re.I,
)


class ProtocolError(Exception):
    """The text is no protocol one can work with; the message says what was looked for."""


def parse_protocol(text: str, *, source: str = "") -> Protocol:
    """Read a protocol as people write it.

    Raises:
        ProtocolError: no numbered item was found.
    """
    parts = paragraphs(clean_lines(text))
    appendix_at = next((i for i, part in enumerate(parts) if i > 5 and _APPENDIX.match(part)), len(parts))
    body, appendix = parts[:appendix_at], parts[appendix_at:]
    start = _first_item(body)
    if start is None:
        raise ProtocolError(
            "Протокол не разобран: не найдено ни одного пункта с номером («1.», «2.1.»). "
            "Проверьте, что в файле есть текст, а не скан."
        )
    header, notes = body[:start], []
    on, number = date_and_number(header)
    if on is None:
        notes.append("Не найдена дата протокола: сроки без года и «в течение N дней» не определены.")
    if not number:
        notes.append("Не найден номер протокола.")
    items, control = _items(body[start:], on, notes)
    points = tuple(int(match[1]) for part in appendix if (match := _APPENDIX_POINT.match(part)))
    notes += _missing_points(items, points, has_appendix=bool(appendix))
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
        notes=tuple(notes),
        source=source,
    )


def _first_item(parts: list[str]) -> int | None:
    """Where the items begin: at the first «1.» (a protocol may have an agenda, numbered too, before «РЕШИЛИ:»)."""
    decided = next((i for i, part in enumerate(parts) if re.match(r"^\s*(?:решили|постановили)\b", part, re.I)), 0)
    return next((i for i in range(decided, len(parts)) if item_number(parts[i]) in ("1", "1.1")), None)


def _items(parts: list[str], on: date | None, notes: list[str]) -> tuple[list[Item], str]:
    raw: list[tuple[str, list[str]]] = []
    control, closed = "", False
    for part in parts:
        number = item_number(part)
        if match := _CONTROL.match(strip_number(part) if number else part):
            control = "председательствующий" if match[1].strip(" .") == "собой" else match[1].strip(" .")
            break
        if ends_item(part):
            closed = True  # a report heard, a vote, a signature: whose lines follow is told by the next number
        elif number and (not raw or _follows(raw[-1][0], number)):
            if raw and not _is_next(raw[-1][0], number):
                notes.append(f"После пункта {raw[-1][0]} сразу идёт {number}: возможно, пункт пропущен.")
            raw.append((number, [strip_number(part)]))
            closed = False
        elif raw and not closed:
            raw[-1][1].append(part)
    raw = [piece for number, texts in raw for piece in _lettered(number, texts)]
    numbers = [number for number, _ in raw]
    items: list[Item] = []
    for number, texts in raw:
        parent = any(other.startswith(number + ".") for other in numbers)
        above = _above(number, items)
        inherited = next((item.responsible for item in above if item.responsible), ())
        covered = any(item.dated for item in above)
        items.append(read_item(number, texts, parent, on, inherited, notes, covered=covered))
    return _handed_down(items), control


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


def _lettered(number: str, texts: list[str]) -> list[tuple[str, list[str]]]:
    """Lettered parts as items of their own («2.б») where they have terms of their own, else the item as it is."""
    starts = [at for at, text in enumerate(texts) if letter_of(text)]
    own = [
        at
        for at in starts
        if names_term(texts[at])
        or any(piece.kind is Kind.TERM for piece in pieces(texts[at]))
        or (at + 1 < len(texts) and is_term_field(texts[at + 1]))
    ]
    if len(starts) < 2 or len(own) < 2:
        return [(number, texts)]
    parted = [(number, texts[: starts[0]])]
    for at, end in zip(starts, [*starts[1:], len(texts)], strict=True):
        parted.append((f"{number}.{letter_of(texts[at])}", [strip_letter(texts[at]), *texts[at + 1 : end]]))
    return parted


def _above(number: str, items: list[Item]) -> list[Item]:
    """The items above in the numbering, the nearest first: whom they name and by when holds below them."""
    found = []
    while number := number.rpartition(".")[0]:
        found += [item for item in items if item.number == number]
    return found


def _follows(before: str, number: str) -> bool:
    """Whether an item number can come after another: no going back, no jump of more than three."""
    old, new = [int(n) for n in before.split(".")], [int(n) for n in number.split(".")]
    if len(old) == len(new) > 1 and new == [*old[:-2], old[-2] + 1, 1]:
        return True  # «РЕШИЛИ: 1.1 … 1.3», next question, «РЕШИЛИ: 2.1 …»
    if len(new) > len(old):
        return len(new) == len(old) + 1 and new[:-1] == old and new[-1] == 1
    return new[:-1] == old[: len(new) - 1] and 0 < new[-1] - old[len(new) - 1] <= 3


def _is_next(before: str, number: str) -> bool:
    old, new = before.split("."), number.split(".")
    return len(new) > len(old) or new[-1] == "1" or int(new[-1]) - int(old[len(new) - 1]) == 1


def _missing_points(items: list[Item], points: tuple[int, ...], *, has_appendix: bool) -> list[str]:
    notes = []
    for item in items:
        for reference in item.references:
            if reference not in points:
                why = "такого пункта в приложении нет" if has_appendix else "приложения в файле нет"
                notes.append(f"Пункт {item.number} ссылается на п. {reference} приложения: {why}.")
    return notes


def _identity(number: str, on: date | None) -> str:
    return "-".join(part for part in (on.isoformat() if on else "", number) if part) or "без-номера"
