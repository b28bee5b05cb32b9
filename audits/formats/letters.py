"""Deficiency letters (DOCX): one to each municipality or organization, from a template the ministry can replace."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec
from docx import Document
from docx.enum.text import WD_BREAK
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Cm
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateError

from audits.deficiency_list import DeficiencyRow
from audits.formats.cells import plain
from audits.formats.russian import counted, long_date

TEMPLATE = Path(__file__).resolve().parent.parent.parent / "data" / "templates" / "letter.docx"


class LetterError(Exception):
    """A letter could not be made; the message says why and what to do."""


class Letter(msgspec.Struct, frozen=True):
    """One addressee's letter."""

    file_name: str
    addressee: str
    organizations: int
    deficiencies: int
    content: bytes


def write_letters(
    rows: Iterable[DeficiencyRow], *, on: date, by: str = "organization", template: Path = TEMPLATE
) -> list[Letter]:
    """One letter per organization, or per municipality (`by="municipality"`).

    Raises:
        LetterError: the template is missing or is no usable Word template.
    """
    return list(letters(rows, on=on, by=by, template=template))


def letters(
    rows: Iterable[DeficiencyRow], *, on: date, by: str = "organization", template: Path = TEMPLATE
) -> Iterator[Letter]:
    """The same, one by one: a region has thousands, and whoever waits wants to see how far it is."""
    key = _KEYS[by]
    ordered = sorted(rows, key=lambda row: (key(row), row.name, row.organization))
    for number, ((name, _), group) in enumerate(groupby(ordered, key=key), 1):
        yield _letter(name, list(group), number, on, by, template)


def addressees(rows: Iterable[DeficiencyRow], by: str) -> int:
    """How many letters these rows come to."""
    return len({_KEYS[by](row) for row in rows})


def write_bundle(letters: Sequence[Letter], *, on: date) -> bytes:
    """All letters as one document, each on a new page; they must come from one template, whose styles they share."""
    document = Document(io.BytesIO(letters[0].content)) if letters else Document()
    body = document.element.body
    if not letters:
        document.add_paragraph(f"Недостатков на {long_date(on)} нет: писать некому.")
    for letter in letters[1:]:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for element in Document(io.BytesIO(letter.content)).element.body:
            if not element.tag.endswith("}sectPr"):
                body.insert(len(body) - 1, element)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def write_index(letters: Sequence[Letter], *, on: date) -> bytes:
    """A register of the letters: number, addressee, counts, file."""
    document = Document()
    document.add_heading(f"Реестр писем о недостатках на {long_date(on)}", level=1)
    table = document.add_table(rows=1, cols=5)
    table.style = "Table Grid"
    for cell, head in zip(table.rows[0].cells, ("№", "Кому", "Организаций", "Недостатков", "Файл"), strict=True):
        cell.text = head
    for number, letter in enumerate(letters, 1):
        cells = (number, letter.addressee, letter.organizations, letter.deficiencies, letter.file_name)
        for cell, value in zip(table.add_row().cells, cells, strict=True):
            cell.text = plain(str(value))
    table.autofit = False
    for column, width in zip(table.columns, (0.9, 4.9, 3.4, 3.4, 3.9), strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _by_organization(row: DeficiencyRow) -> tuple[str, str]:
    return row.name, row.organization  # names repeat in a region: two libraries of one name get two letters


def _by_municipality(row: DeficiencyRow) -> tuple[str, str]:
    return row.municipality or "муниципалитет не указан", ""


_KEYS = {"organization": _by_organization, "municipality": _by_municipality}


def _letter(name: str, rows: list[DeficiencyRow], number: int, on: date, by: str, template: Path) -> Letter:
    organizations = [list(group) for _, group in groupby(rows, key=lambda row: row.organization)]
    context = _context(name, organizations, on, by)
    stream = io.BytesIO()
    try:
        document = DocxTemplate(str(template))
        document.render(context, Environment(autoescape=True))
        document.save(stream)
    except (OSError, KeyError, ValueError, PackageNotFoundError, TemplateError) as error:
        raise LetterError(
            f"Письмо не составлено: шаблон {template} не прочитан ({error}). "
            "Проверьте файл или верните исходный шаблон data/templates/letter.docx."
        ) from error
    return Letter(
        file_name=f"{number:03d}-{_slug(name)}.docx",
        addressee=name,
        organizations=len(organizations),
        deficiencies=len(rows),
        content=stream.getvalue(),
    )


def _context(name: str, organizations: list[list[DeficiencyRow]], on: date, by: str) -> dict[str, Any]:
    total = sum(map(len, organizations))
    found = counted(total, "недостаток", "недостатка", "недостатков")
    dues = sorted(row.due for rows in organizations for row in rows if row.due)
    until = f"до {long_date(dues[0])}" if dues and dues[0] > on else "в установленный срок"
    where = "на официальном сайте организации" if by == "organization" else "на официальных сайтах организаций"
    lead = "Руководителю: " if by == "organization" else "Главе местной администрации: "
    return {
        "addressee": plain(lead + name),
        "subject": "О недостатках, выявленных при проверке официального сайта"
        if by == "organization"
        else "О недостатках, выявленных при проверке официальных сайтов организаций",
        "opening": f"По результатам проверки на {long_date(on)} {where} выявлено: {found}.",
        "request": f"Просим устранить недостатки {until} и сообщить о принятых мерах.",
        "note": "Подтверждения (адреса страниц, дата и время проверки) приведены в таблице и могут быть представлены "
        "по запросу.",
        "signer": "Должность, фамилия и инициалы",
        "organizations": [
            {
                "name": plain(rows[0].name),
                "site": plain(rows[0].site),
                "rows": [_row(number, row) for number, row in enumerate(rows, 1)],
            }
            for rows in organizations
        ],
    }


def _row(number: int, row: DeficiencyRow) -> dict[str, Any]:
    if row.evidence:
        seen = row.evidence[0]
        where = f"Страница: {seen.url}" + (
            f", проверено {seen.fetched_at:%d.%m.%Y %H:%M} UTC" if seen.fetched_at else ""
        )
    elif row.pages_read:
        where = f"Прочитано страниц сайта: {len(row.pages_read)}; сайт прочитан полностью."
    else:
        where = ""
    return {
        "number": number,
        "message": plain(row.message),
        "where": plain(where),
        "demand": plain(row.demand),
        "citation": plain(row.citation),
        "remedy": plain(row.remedy),
        "since": f"{row.since:%d.%m.%Y}",
        "due": f"{row.due:%d.%m.%Y}" if row.due else "",
    }


def _slug(name: str, limit: int = 60) -> str:
    """A file name made of the addressee: letters of any alphabet, digits and dashes only."""
    return re.sub(r"[^\w]+", "-", name).strip("-_")[:limit].rstrip("-") or "письмо"
