"""Obligations for scripts and for people: records, lines of a protocol, the table of deadlines, a workbook."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import xlsxwriter

from audits.deadlines.states import Deadline, State, Undated
from audits.formats.cells import plain
from audits.formats.ics import write_calendar
from audits.formats.model import Table
from audits.formats.page import write_tables_page
from audits.formats.write import csv_lines, json_lines, to_json
from audits.protocols.kept.mapping import Measure, ProofMapping
from audits.protocols.model import RECURRENCES, Item, Protocol, Term
from audits.text.lines import BLANK, Line
from audits.text.russian import when

DEADLINE_KEYS = ("protocol", "item", "due", "recurrence", "responsible", "state", "rules", "progress", "note")
STATES: dict[State, str] = {
    State.UPCOMING: "предстоит",
    State.DUE_SOON: "скоро срок",
    State.MET: "исполнено",
    State.PARTLY_MET: "исполнено частично",
    State.OVERDUE: "просрочено",
    State.REOPENED: "нарушено снова",
    State.MANUAL: "ждёт отметки",
}
UNDATED = "без срока"
NO_TERMS = "Сроков нет: ни одного протокола со сроками в базе. Внести: nok protocol import ФАЙЛ"
STATE_STYLES: dict[State, str] = {
    State.UPCOMING: "",
    State.DUE_SOON: "yellow",
    State.MET: "green",
    State.PARTLY_MET: "",
    State.OVERDUE: "red",
    State.REOPENED: "red",
    State.MANUAL: "yellow",
}
MEASURES: dict[Measure, str] = {
    Measure.PASSED: "выполнено у всех",
    Measure.JUDGED: "проверены все",
}
_COLOURS = {
    State.OVERDUE: "#F8CBCB",
    State.REOPENED: "#F8CBCB",
    State.DUE_SOON: "#FFF6CC",
    State.MANUAL: "#FFF6CC",
    State.MET: "#DDEFD9",
}
_COLUMNS: tuple[tuple[str, int], ...] = (
    ("Протокол", 15),
    ("Пункт", 7),
    ("Что поручено", 48),
    ("Кому", 34),
    ("Срок", 11),
    ("Повторяется", 14),
    ("Дней до срока", 9),
    ("Состояние", 14),
    ("Выполнено", 10),
    ("Из", 8),
    ("Пояснение", 44),
    ("Не отмечены сроки", 20),
    ("Правила", 34),
)


_OF_MEETING = re.compile(
    r"(?:[а-яё-]+(?:ого|его|ой|ей|ых|их)\s+){0,4}(?:совещания|заседания|собрания|встречи|сессии|слушаний|конференции"
    r"|видеоконференции|планёрки|планерки|обсуждения)\b"
)


def deadline_record(one: Deadline) -> dict[str, Any]:
    """One term of an obligation for machines: keys as `DEADLINE_KEYS` names them."""
    return {
        "protocol": one.protocol,
        "item": one.item,
        "due": one.due.isoformat(),
        "recurrence": one.recurrence.value if one.recurrence else None,
        "responsible": list(one.responsible),
        "state": one.state.value,
        "rules": list(one.rules),
        "progress": {"met": one.progress.met, "of": one.progress.of} if one.progress else None,
        "note": one.note,
    }


def protocol_lines(protocol: Protocol, mapping: ProofMapping | None) -> Iterator[Line]:
    """Everything that was understood of a protocol, then everything that was not."""
    on = f" от {protocol.on:%d.%m.%Y}" if protocol.on else ""
    yield Line(f"Протокол № {protocol.number or '—'}{on}", "bold")
    for name, value in (
        ("Орган", protocol.issuer),
        ("Заголовок", _title(protocol.title)),
        ("Председательствовал", protocol.chair),
        ("Контроль", protocol.control),
    ):
        if value:
            yield Line(f"{name}: {value}")
    yield Line(f"Код протокола: {protocol.id}")
    for item in protocol.items:
        yield BLANK
        yield from _item_lines(item, mapping)
    yield BLANK
    dated = [item for item in protocol.items if item.dated]
    proved = sum(bool(_rules(item, mapping)) for item in dated)
    yield Line(
        f"Пунктов — {len(protocol.items)}, из них со сроком — {len(dated)}, подтверждаются аудитом — {proved}.", "bold"
    )
    if protocol.notes:
        yield BLANK
        yield Line("Не понято или не сходится:", "bold")
        for note in protocol.notes:
            yield Line(note, "", 2, "! ", "yellow")


def _title(title: str) -> str:
    """«ПРОТОКОЛ совещания у министра» is stored without its first word, which the genitive needs."""
    return f"протокол {title}" if _OF_MEETING.match(title) else title


def _item_lines(item: Item, mapping: ProofMapping | None) -> Iterator[Line]:
    depth = 2 * item.number.count(".")
    under = depth + max(5, len(item.number) + 1)
    yield Line(_short(item.text, 200) or "(текста нет)", "", under, " " * depth + item.number)
    for term in item.terms:
        yield Line(f"срок: {term_text(term)}", "", under)
    if item.responsible:  # also where it only introduces its parts: there the paper says it
        yield Line("кому: " + "; ".join(item.responsible), "", under)
    if item.persons:
        yield Line("лица: " + ", ".join(item.persons), "", under)
    proof = mapping.proof(item.number) if mapping else None
    if proof and proof.rules:
        yield Line(f"подтверждает аудит ({MEASURES[proof.measure]}): {', '.join(proof.rules)}", "", under)
    elif item.dated:
        yield Line("исполнение отмечает человек: nok deadlines done " + item.number, "", under)


def term_text(term: Term) -> str:
    """A term with what it was read as."""
    if term.due is None:
        return f"«{term.text}»" + (f" — {term.note}" if term.note else " — не понят как дата")
    read = f"{term.due:%d.%m.%Y}" + (f", далее {RECURRENCES[term.recurrence]}" if term.recurrence else "")
    return read + (f" ({term.note})" if term.note else "")


def _rules(item: Item, mapping: ProofMapping | None) -> tuple[str, ...]:
    return mapping.proof(item.number).rules if mapping else ()


def deadline_lines(found: Sequence[Deadline], on: date, without: Sequence[Undated] = ()) -> Iterator[Line]:
    """Deadlines for a person, those that need something done first; last the items that have none."""
    several = len({one.protocol for one in found} | {one.protocol for one in without}) > 1
    if not found:
        yield Line(NO_TERMS)
        yield from _undated_lines(without, several=several)
        return
    yield Line(f"Сроки протоколов на {on:%d.%m.%Y}", "bold")
    for state in (*_FIRST, *(state for state in State if state not in _FIRST)):
        chosen = sorted((one for one in found if one.state is state), key=lambda one: (one.due, one.protocol))
        if not chosen:
            continue
        yield BLANK
        yield Line(f"{STATES[state].capitalize()} — {len(chosen)}", f"bold {STATE_STYLES[state]}".strip())
        for one in chosen:
            name = f"{one.protocol} п. {one.item}" if several else f"п. {one.item}"
            yield Line(f"{name}: {_short(one.text, 110)}", "", 2)
            again = f", {RECURRENCES[one.recurrence]}" if one.recurrence else ""
            which = "следующий срок" if one.comes_again else "срок"
            yield Line(f"{which} {one.due:%d.%m.%Y}{again}; {when(one.days)}", "", 4)
            if one.note:
                yield Line(one.note, "", 4)
    yield from _undated_lines(without, several=several)
    yield BLANK
    yield Line('Отметить исполнение: nok deadlines done ПУНКТ --note "чем подтверждено"', "dim")


def _undated_lines(without: Sequence[Undated], *, several: bool) -> Iterator[Line]:
    if not without:
        return
    yield BLANK
    yield Line(f"{UNDATED.capitalize()} — {len(without)}", "bold")
    for one in without:
        name = f"{one.protocol} п. {one.item}" if several else f"п. {one.item}"
        yield Line(f"{name}: {_short(one.text, 110)}", "", 2)
        yield Line(one.note, "", 4)


_FIRST = (State.OVERDUE, State.REOPENED, State.MANUAL, State.DUE_SOON)


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"


def write_deadline_workbook(found: Iterable[Deadline], *, on: date, without: Iterable[Undated] = ()) -> bytes:
    """An XLSX of deadlines on the day `on`, items without one last: one sheet that sorts, filters and prints."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    )
    book.set_properties({"title": "Сроки протоколов", "created": datetime.combine(on, time(0, 0))})
    base = {"font_name": "Arial", "font_size": 9, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    text = book.add_format(base | {"text_wrap": True})
    day = book.add_format(base | {"num_format": "dd.mm.yyyy"})
    head = book.add_format(base | {"bold": True, "bg_color": "#DCE6F1", "text_wrap": True})
    states = {state: book.add_format(base | {"bg_color": colour}) for state, colour in _COLOURS.items()}
    sheet = book.add_worksheet("Сроки")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 2)
    sheet.set_header(f'&L&"Arial,Bold"&11Сроки протоколов на {on:%d.%m.%Y}')
    sheet.set_footer(f"&LСроки протоколов на {on:%d.%m.%Y}&RСтр. &P из &N")
    for column, (name, width) in enumerate(_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    line = 0
    rows: list[tuple[_Cells, State | None]] = [(_cells(one), one.state) for one in found]
    rows += [(_undated_cells(one), None) for one in without]
    for line, (cells, state) in enumerate(rows, 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(line, column, datetime.combine(cell, time(0, 0)), day)
            elif isinstance(cell, int):
                sheet.write_number(line, column, cell, text)
            elif cell:
                style = states.get(state, text) if state and _COLUMNS[column][0] == "Состояние" else text
                sheet.write_string(line, column, plain(cell), style)
            else:
                sheet.write_blank(line, column, None, text)
        sheet.set_row(line, _height(cells))
    if not rows:
        sheet.write_string(1, 0, NO_TERMS)
    sheet.autofilter(0, 0, max(line, 1), len(_COLUMNS) - 1)
    book.close()
    return stream.getvalue()


_Cells = tuple[str | int | date | None, ...]


def _undated_cells(one: Undated) -> _Cells:
    who = "; ".join(one.responsible)
    return (one.protocol, one.item, one.text, who, None, None, None, UNDATED, None, None, one.note, "", "")


def _cells(one: Deadline) -> _Cells:
    return (
        one.protocol,
        one.item,
        one.text,
        "; ".join(one.responsible),
        one.due,
        RECURRENCES[one.recurrence] if one.recurrence else None,
        None if one.state is State.MET else one.days,  # a term that is met is over by no days
        STATES[one.state],
        one.progress.met if one.progress else None,
        one.progress.of if one.progress else None,
        one.note,
        ", ".join(f"{day:%d.%m.%Y}" for day in one.missed),
        ", ".join(one.rules),
    )


def _height(cells: _Cells) -> float:
    """Points a row needs: not every program fits the height of wrapped text by itself."""
    lines = (-(-len(cell) // width) for cell, (_, width) in zip(cells, _COLUMNS, strict=True) if isinstance(cell, str))
    return 12.5 * min(max(lines, default=1), 30) + 2


def deadline_bytes(found: Sequence[Deadline], on: date, *, form: str, without: Sequence[Undated] = ()) -> bytes:
    """A workbook or a calendar."""
    if form == "xlsx":
        return write_deadline_workbook(found, on=on, without=without)
    return write_calendar(found, now=datetime.combine(on, datetime.min.time(), UTC))


def deadline_text(found: Sequence[Deadline], on: date, *, form: str, without: Sequence[Undated] = ()) -> str:
    """JSON, JSON Lines, CSV, a page of HTML, or the table as plain text."""
    if form == "html":
        heads, rows = tuple(name for name, _ in _COLUMNS), (*map(_cells, found), *map(_undated_cells, without))
        title = "Сроки протоколов"
        return "".join(write_tables_page([Table("deadlines", title, heads, rows)], title=title, on=on))
    records = [deadline_record(one) for one in found]
    if form == "json":
        return to_json(records)
    if form == "jsonl":
        return "".join(json_lines(records))
    if form == "csv":
        return "".join(csv_lines(records, DEADLINE_KEYS))
    return "".join(f"{' ' * line.indent}{line.text}\n" for line in deadline_lines(found, on, without))
