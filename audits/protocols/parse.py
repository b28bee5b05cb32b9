"""Text of a protocol → `Protocol`: header, numbered items with addressees and terms, what the appendix offers."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from audits.protocols.bodies import named_bodies, persons_in, read_addressees
from audits.protocols.fields import Kind, Piece, is_term_field, pieces
from audits.protocols.inline import inline_terms, names_term, without_terms
from audits.protocols.mentions import Role, read_mentions, unquoted
from audits.protocols.model import Item, Protocol, Term
from audits.protocols.terms import doubt, read_terms
from audits.protocols.text import (
    clean_lines,
    ends_item,
    item_number,
    letter_of,
    paragraphs,
    strip_letter,
    strip_number,
)

_DATE = re.compile(
    r"\b(?:от\s+)?[«\"]?(\d{1,2})[»\"]?\s+(января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
    r"\s+(\d{4})|\b(\d{1,2})\.(\d{1,2})\.(\d{4})",
    re.I,
)
_NUMBER = re.compile(r"(?:^|\s)(?:№|N)\s*([\w/-]+)\s*(?:$|от\b)", re.I)
_CHAIR = re.compile(
    r"^\s*(?:председательств\w+|председатель\s*:|вел[аи]?\s+(?:совещание|заседание)\s*:)\s*:?\s*(.*)$", re.I
)
_APPENDIX = re.compile(r"^\s*приложение(?:\s*№?\s*\d+)?\b", re.I)
_EVENT_TERM = re.compile(r"\bстрого\s+(?:до|после)\s+[^.;]+", re.I)
_INFORMATIVE = re.compile(
    r"^\s*(?:принять\s+к\s+сведению|отметить|заслушать|одобрить|согласиться"
    r"|(?:информацию|доклад|отч[её]т)\b.*\bпринять\s+к\s+сведению)\b",
    re.I,
)
_REFERENCE = re.compile(r"\(\s*(?:п|пункт|пп|пункты)\.?\s*(\d+)(?:\s*[-–,и]\s*(\d+))?\s+приложения", re.I)
_APPENDIX_POINT = re.compile(r"^\s*(\d{1,2})[.)]\s*\(?\s*к\s+(?:п|пункт)", re.I)
_CONTROL = re.compile(
    r"^\s*контроль\s+за\s+исполнением.*?(?:возложить\s+на|оставляю\s+за)\s+(.+?)(?:(?<=\))\.|(?<=[а-яё]{3})\.\s|$)",
    re.I,
)
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


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
    on, number = _date_and_number(header)
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
        title=_title(header),
        issuer=_issuer(header),
        chair=_chair(header),
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
        items.append(_item(number, texts, parent, on, inherited, notes, covered=covered))
    return _handed_down(items), control


def _handed_down(items: list[Item]) -> list[Item]:
    """Parts without a term of their own take that of the item above: each is then watched for itself."""
    out, given = [], set()
    for item in items:
        above = next((one for one in _above(item.number, items) if one.dated), None)
        if above and not item.terms and not item.parent and not _INFORMATIVE.match(item.text):
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


def _item(
    number: str,
    texts: list[str],
    parent: bool,
    on: date | None,
    inherited: tuple[str, ...],
    notes: list[str],
    *,
    covered: bool,
) -> Item:
    parts = [piece for text in texts for piece in pieces(text)]
    prose = _prose(parts)
    addressees = read_addressees(without_terms(prose))
    terms: list[Term] = []
    who = list(addressees.bodies)
    for part in parts:
        if part.kind is Kind.TERM:
            terms.extend(read_terms(part.text, signed=on))
        elif part.kind is Kind.WHO:
            who.extend(named_bodies(part.text) or persons_in(part.text))
    informative = _INFORMATIVE.match(prose) is not None
    named = [] if informative else _named(prose, on)
    if terms:
        notes.extend(_passed_over(number, terms, named))
    else:
        # A parent that only says how often («Ежемесячно:») leaves it to its sub-items.
        terms.extend(term for term in named if term.due or not parent)
    notes.extend(f"Пункт {number}: {words}" for term in terms if (words := doubt(term)))
    events = [
        Term(text=match[0].strip(), note="привязан к событию, не к дате") for match in _EVENT_TERM.finditer(prose)
    ]
    if events and not terms and not informative:
        notes.append(f"Пункт {number}: срок «{events[0].text}» привязан к событию, даты нет.")
    terms += events
    if not parent and not informative and not terms and not covered:
        notes.append(f"Пункт {number}: срок не указан{_other_dates(prose, on)}.")
    if not parent and not informative and not (who or inherited):
        notes.append(f"Пункт {number}: не указано, кому поручено.")
    return Item(
        number=number,
        text=prose.strip(),
        terms=tuple(terms),
        responsible=tuple(dict.fromkeys(who)) or inherited,
        persons=persons_in(prose) if addressees.bodies else (),
        parent=parent,
        references=tuple(int(n) for match in _REFERENCE.finditer(prose) for n in match.groups() if n),
    )


def _named(prose: str, on: date | None) -> list[Term]:
    """Terms in sentences. A single day before the protocol is none: «сайты, созданные до 1 января 2020 года»."""
    found = [term for words in inline_terms(prose) for term in read_terms(words, signed=on)]
    return [term for term in found if not (term.due and on and term.due < on and term.recurrence is None)]


def _other_dates(prose: str, on: date | None) -> str:
    """Dates of an item without a term, for a person to look at."""
    plain = unquoted(prose)
    dates = [plain[one.start : one.end].strip() for one in read_mentions(plain, on) if one.role is not Role.CITED]
    return f"; дата в тексте ({', '.join(dates)}) сроком не сочтена" if dates else ""


def _prose(parts: list[Piece]) -> str:
    return " ".join(part.text for part in parts if part.kind is Kind.PROSE)


def _passed_over(number: str, terms: list[Term], named: list[Term]) -> list[str]:
    """A «Срок: …» holds; another date in the sentences is said, not followed."""
    known = {term.due for term in terms}
    return [
        f"Пункт {number}: в тексте назван ещё срок «{term.text}»; взят тот, что в поле «Срок»."
        for term in named
        if term.due is not None and term.due not in known
    ]


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


def _date_and_number(header: list[str]) -> tuple[date | None, str]:
    """The protocol's own date and number: the last date line of the header that stands alone, and a «№ 3» near it."""
    on, number = None, ""
    for part in header:
        match = _DATE.search(part)
        if match and len(part) < 60 and on is None:
            on = _as_date(match)
        if (found := _NUMBER.search(part)) and len(part) < 60 and not number:
            number = found[1]
    return on, number


def _as_date(match: re.Match[str]) -> date | None:
    try:
        if match[4]:
            return date(int(match[6]), int(match[5]), int(match[4]))
        month = next(index for index, stem in enumerate(_MONTHS, 1) if match[2].lower().startswith(stem))
        return date(int(match[3]), month, int(match[1]))
    except ValueError:
        return None


def _chair(header: list[str]) -> str:
    for index, part in enumerate(header):
        if match := _CHAIR.match(part):
            rest = match[1].strip() or (header[index + 1] if index + 1 < len(header) else "")
            names = persons_in(rest)
            return names[0] if names else rest[:100]
    return ""


def _title(header: list[str]) -> str:
    """What the meeting was about: the text between «ПРОТОКОЛ» and the date, the chair or those present.

    What stands before «ПРОТОКОЛ» is the letterhead of the body that issued it.
    """
    title: list[str] = []
    for part in header[_heading(header) :]:
        words = re.sub(r"^протокол\b\s*(?:(?:№|N)\s*[\w/-]+\s*)?", "", part, flags=re.I).strip()
        if not words:
            continue
        if _own_line(words):
            if title:
                break
        elif _CHAIR.match(words) or ends_item(words):
            break
        else:
            title.append(words)
    return " ".join(title)[:500]


def _issuer(header: list[str]) -> str:
    """The letterhead: what stands above «ПРОТОКОЛ», without its date line."""
    above = [part for part in header[: _heading(header)] if not _own_line(part)]
    return " ".join(above)[:300]


def _heading(header: list[str]) -> int:
    """Where «ПРОТОКОЛ» stands; 0 where it does not."""
    return next((at for at, part in enumerate(header) if re.match(r"протокол\b", part, re.I)), 0)


def _own_line(part: str) -> bool:
    """Whether a line holds the protocol's own date or number."""
    return len(part) < 60 and bool(_DATE.search(part) or _NUMBER.search(part))


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
