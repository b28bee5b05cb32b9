"""Deficiency letters (DOCX): one to each municipality or organization, from a template the ministry can replace."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from copy import deepcopy
from datetime import date, timedelta, timezone
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

from audits.errors import ToldError
from audits.findings.deficiency_list import DeficiencyRow, basis, named
from audits.formats.cells import plain, readable
from audits.formats.paper import a4, column_widths, long_table
from audits.refusals import because
from audits.text.russian import counted, genitive_body, genitive_place, long_date, natural, plural
from rules.model import Ownership, Subject
from rules.titles import SECTORS

TEMPLATE = Path(__file__).resolve().parent.parent.parent / "data" / "templates" / "letter.docx"
_LETTER = re.compile(r"\d{3,}-.+\.docx")
REGISTER = "000-реестр-писем.docx"  # the list of a folder's letters; sorts before them

FIELDS = ("addressee", "subject", "opening", "organizations", "request", "note", "signer")
"""What a template may ask for; `organizations` have `name`, `site` and `rows`."""
_ENVIRONMENT = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
_MOSCOW = timezone(timedelta(hours=3))  # the time those who get the letter live by

_BEFORE_NUMBERING = (
    *("headerReference", "footerReference", "footnotePr", "endnotePr", "type"),
    *("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType"),
)  # a section's properties have an order of their own


class Key(NamedTuple):
    """Whom a letter goes to. `own`: the organization's code when it is its own letter."""

    name: str
    own: str = ""
    duty: Subject = Subject.ORGANIZATION  # the authority in charge gets letters about what it has to do itself


class LetterError(ToldError):
    """A letter could not be made; the message says why and what to do."""


class Letter(msgspec.Struct, frozen=True):
    """One addressee's letter."""

    file_name: str
    addressee: str
    organizations: int
    deficiencies: int  # what a norm that binds demands; the rest is recommended
    recommendations: int
    content: bytes


def letters_beside(folder: Path, written: Collection[str]) -> list[str]:
    """Names of letters in a directory besides those written now: of another day, or of another selection."""
    return sorted(path.name for path in folder.iterdir() if _LETTER.fullmatch(path.name) and path.name not in written)


def write_letters(
    rows: Iterable[DeficiencyRow], *, on: date, by: str = "organization", template: Path = TEMPLATE
) -> list[Letter]:
    """One letter per organization, or per municipality (`by="municipality"`), whose head answers for its own only.

    Raises:
        LetterError: the template is missing or is no usable Word template.
    """
    return list(letters(rows, on=on, by=by, template=template))


def letters(
    rows: Iterable[DeficiencyRow], *, on: date, by: str = "organization", template: Path = TEMPLATE
) -> Iterator[Letter]:
    """The same, one by one: a region has thousands, and whoever waits wants to see how far it is."""
    key = _KEYS[by]
    ordered = sorted(rows, key=lambda row: (natural(key(row)[0]), key(row), *named(row)))
    for number, (addressee, group) in enumerate(groupby(ordered, key=key), 1):
        yield _letter(addressee, list(group), number, on, template)


def addressees(rows: Iterable[DeficiencyRow], by: str) -> int:
    """How many letters these rows come to."""
    return len({_KEYS[by](row) for row in rows})


def write_bundle(letters: Sequence[Letter], *, on: date) -> bytes:
    """All letters as one document, each a section of its own; they must come from one template and share its styles."""
    document = Document(io.BytesIO(letters[0].content)) if letters else Document()
    body = document.element.body
    if not letters:
        a4(document)
        document.add_paragraph(f"Недостатков на {long_date(on)} нет: писать некому.")
    _number_from_one(body.sectPr)
    for letter in letters[1:]:
        document.add_paragraph()._p.get_or_add_pPr().append(deepcopy(body.sectPr))  # a section ends with its paragraph
        for element in Document(io.BytesIO(letter.content)).element.body:
            if not element.tag.endswith("}sectPr"):
                body.insert(len(body) - 1, element)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _number_from_one(section: Any) -> None:
    """Pages are counted letter by letter."""
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    after = [child for child in section if child.tag.split("}")[1] in _BEFORE_NUMBERING]
    section.insert(len(after), numbering)


def write_index(letters: Sequence[Letter], *, on: date, remark: str = "") -> bytes:
    """A register of the letters, with room for what the clerk writes: number and date.

    `remark`: what to know before any of them is sent.
    """
    document = Document()
    a4(document, margin=1.8)
    document.add_heading(f"Реестр писем о недостатках на {long_date(on)}", level=1)
    if remark:
        document.add_paragraph().add_run(plain(f"Внимание: {remark}.")).bold = True
    heads = ("№", "Кому", "Организаций", "Недостатков", "Рекомендаций", "Файл", "Исх. №, дата")
    table = document.add_table(rows=1 + len(letters), cols=len(heads))
    table.style = "Table Grid"
    rows: list[tuple[object, ...]] = [heads]
    for number, letter in enumerate(letters, 1):
        counts = letter.organizations, letter.deficiencies, letter.recommendations
        rows.append((number, letter.addressee, *counts, letter.file_name, ""))
    for cell, value in zip(table._cells, (value for row in rows for value in row), strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(plain(str(value)))
        run.font.size, run.bold = Pt(9 if value in heads else 10), value in heads
    column_widths(table, [0.8, 3.3, 2.95, 3.05, 3.2, 2.95, 2.1])  # heads fit whole in wider fonts, too
    long_table(table)
    total = sum(letter.deficiencies for letter in letters)
    wished = sum(letter.recommendations for letter in letters)
    document.add_paragraph(
        f"Всего: {counted(len(letters), 'письмо', 'письма', 'писем')}, "
        f"{counted(total, 'недостаток', 'недостатка', 'недостатков')}"
        + (f", {counted(wished, 'рекомендация', 'рекомендации', 'рекомендаций')}." if wished else ".")
    ).paragraph_format.space_before = Pt(8)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _by_organization(row: DeficiencyRow) -> Key:
    if row.duty is Subject.AUTHORITY and row.subject is not Subject.AUTHORITY:
        sector = SECTORS[row.sector].text if row.sector else "сфера не указана"
        return Key(f"Уполномоченный орган ({sector})", duty=Subject.AUTHORITY)
    return Key(row.name, row.organization)  # names repeat in a region: two libraries of one name get two letters


def _by_municipality(row: DeficiencyRow) -> Key:
    """The municipality's head answers for what is the municipality's: ministries and state bodies get their own."""
    key = _by_organization(row)
    own = row.subject is Subject.AUTHORITY or row.ownership is Ownership.STATE or not row.municipality
    return key if own or key.duty is Subject.AUTHORITY else Key(row.municipality)


_KEYS = {"organization": _by_organization, "municipality": _by_municipality}


def _letter(key: Key, rows: list[DeficiencyRow], number: int, on: date, template: Path) -> Letter:
    organizations = [list(group) for _, group in groupby(rows, key=lambda row: row.organization)]
    stream = io.BytesIO()
    try:
        document = DocxTemplate(str(template))
        _check_fields(document.get_undeclared_template_variables(_ENVIRONMENT), template)
        document.render(_context(key, organizations, on), _ENVIRONMENT)
        document.save(stream)
    except (UndefinedError, TemplateSyntaxError) as error:
        raise _unusable(template, f"поле записано с ошибкой: {error.message}") from error
    except OSError as error:
        raise _unusable(template, f"файл не прочитан: {because(error)}") from error
    except TemplateError as error:
        raise _unusable(template, f"поле записано с ошибкой: {error.message}") from error
    except (KeyError, ValueError, PackageNotFoundError, XMLSyntaxError) as error:
        why = "это не документ Word (DOCX)" if template.exists() else "такого файла нет"
        raise _unusable(template, why) from error
    return Letter(
        file_name=f"{number:03d}-{_slug(key[0])}.docx",
        addressee=key[0],
        organizations=len(organizations),
        deficiencies=len(binding := _binding(rows)),
        recommendations=len(rows) - len(binding),
        content=stream.getvalue(),
    )


def _check_fields(used: Iterable[str], template: Path) -> None:
    """A misspelt field would leave a hole in a letter that is sent, a forgotten one an empty letter."""
    if unknown := sorted(set(used) - set(FIELDS)):
        raise _unusable(template, f"нет такого поля: {', '.join(unknown)}; есть: {', '.join(FIELDS)}")
    if "organizations" not in used:
        raise _unusable(template, "в нём нет таблицы недостатков (поля organizations)")


def _unusable(template: Path, why: str) -> LetterError:
    return LetterError(
        f"Письмо не составлено: шаблон {template}: {why}. Исправьте его или возьмите data/templates/letter.docx."
    )


def _context(key: Key, organizations: list[list[DeficiencyRow]], on: date) -> dict[str, Any]:
    every = [row for rows in organizations for row in rows]
    as_of = max(row.confirmed or on for row in every)
    looked = _looked_at(every, many=len(organizations) > 1)
    return {
        "addressee": plain(_addressee(key)),
        "subject": _subject(every, looked),
        "opening": f"По результатам проверки {looked.measured} по состоянию на {long_date(as_of)} {_found(every)}.",
        "request": _request(every, on),
        "note": _note(every),
        "signer": "Должность",
        "organizations": [
            {
                "name": plain(rows[0].name),
                "site": plain(rows[0].site),
                "rows": [_row(number, row, as_of) for number, row in enumerate(rows, 1)],
            }
            for rows in organizations
        ],
    }


class _Looked(NamedTuple):
    """What was checked, in the genitive."""

    things: str  # «официального сайта»
    measured: str  # the same with what it was held against: presence conforms to nothing


_TOLD = "сведений о независимой оценке качества условий оказания услуг"
_DEMANDS = "требованиям к сведениям о независимой оценке качества условий оказания услуг"


def _looked_at(rows: Collection[DeficiencyRow], *, many: bool) -> _Looked:
    """Nobody may be told that a site was checked which nobody could read."""
    absent = any(row.about == "site" and not row.site for row in rows)
    read = any(row.about == "content" or (row.about == "site" and row.site) for row in rows)
    held = f"на соответствие {_DEMANDS}" if any(row.binds for row in rows) else f"на полноту {_TOLD}"
    sites = "официальных сайтов организаций" if many else "официального сайта"
    cards = "карточек организаций на bus.gov.ru" if many else "карточки организации на bus.gov.ru"
    shown = [cards] if any(row.about == "card" for row in rows) else []
    if not absent:
        things = " и ".join(([sites] if read else []) + shown)
        return _Looked(things, f"{things} {held}")
    if not read and not shown:
        return _Looked(f"наличия {sites}", f"наличия {sites}")
    told = ["размещённых на них сведений" if many else "размещённых на нём сведений"] if read else []
    conforming = " и ".join(told + shown)
    things = " и ".join([f"наличия и содержания {sites}" if read else f"наличия {sites}", *shown])
    return _Looked(things, f"наличия {sites} и соответствия {conforming} {_DEMANDS}")


def _subject(rows: Collection[DeficiencyRow], looked: _Looked) -> str:
    """What the letter is about: where no norm binds, it recommends and finds no fault."""
    if not any(row.binds for row in rows):
        return f"О рекомендациях по результатам проверки {looked.things}"
    what = "недостатке, выявленном" if len(_binding(rows)) == 1 else "недостатках, выявленных"
    return f"О {what} при проверке {looked.things}"


def _found(rows: Collection[DeficiencyRow]) -> str:
    """Two things counted apart: what a norm demands, and what is recommended."""
    total = len(_binding(rows))
    wished = len(rows) - total
    found = plural(total, "выявлен", "выявлено", "выявлено")
    made = plural(wished, "подготовлена", "подготовлены", "подготовлено")
    faults = f"{found} {counted(total, 'недостаток', 'недостатка', 'недостатков')}" if total else ""
    wishes = f"{made} {counted(wished, 'рекомендация', 'рекомендации', 'рекомендаций')}" if wished else ""
    return ", ".join(filter(None, (faults, wishes)))


def _binding(rows: Iterable[DeficiencyRow]) -> list[DeficiencyRow]:
    return [row for row in rows if row.binds]


def _note(rows: Iterable[DeficiencyRow]) -> str:
    """What can be shown in support; of pages only where some were read."""
    if any(row.pages_read or (row.evidence and not row.cause) for row in rows):
        return (
            "Где выявленное видно на странице, указаны её адрес и когда она проверена; перечни прочитанных "
            "страниц, их сохранённые копии и снимки могут быть представлены по запросу."
        )
    return "Сведения о том, что и когда проверено, могут быть представлены по запросу."


def _addressee(key: Key) -> str:
    """Whom the letter goes to; a name whose genitive is in doubt stands after a colon."""
    if key.duty is Subject.AUTHORITY:
        return f"В {key.name[0].lower()}{key.name[1:]}"
    known = genitive_body(key.name) if key.own else genitive_place(key.name)
    lead = "Руководителю" if key.own else "Главе местной администрации"
    return f"{lead} {known}" if known else f"{lead}: {key.name}"


def _request(rows: Collection[DeficiencyRow], on: date) -> str:
    """What is asked for and by when; where no protocol sets a term, the clerk does."""
    dues = {row.due for row in rows if row.due}
    past = {due for due in dues if due <= on}
    report, open_end = "сообщить о принятых мерах", "в срок до ____________ 20___ г."
    if not dues and not any(row.binds for row in rows):
        return f"Прошу рассмотреть {'рекомендацию' if len(rows) == 1 else 'рекомендации'} и {report} {open_end}"
    what = "недостаток" if len(_binding(rows) or rows) == 1 else "недостатки"
    if not dues:
        wishes = len(rows) - len(_binding(rows))
        wished = f", рассмотреть {'рекомендацию' if wishes == 1 else 'рекомендации'}" if wishes else ""
        return f"Прошу устранить {what}{wished} и {report} {open_end}"
    if past:
        which = "которому" if len(rows) == 1 else "которым"
        others = past != dues or not all(row.due for row in rows)
        rest = ", остальные — в сроки, указанные в таблице," if others else ""
        return f"Прошу устранить {what}, срок по {which} истёк, незамедлительно{rest} и {report}."
    until = f"в срок до {long_date(min(dues))}" if len(dues) == 1 else "в сроки, указанные в таблице,"
    return f"Прошу устранить {what} {until} и {report}."


def _row(number: int, row: DeficiencyRow, as_of: date) -> dict[str, Any]:
    where = " ".join(filter(None, (_where(row), _confirmed(row, as_of))))
    return {
        "number": number,
        "message": plain(row.said),
        "where": plain(where),
        "demand": plain(row.demand),
        "citation": plain(row.citation),
        "basis": plain(basis(row)),
        "remedy": plain(row.remedy),
        "since": f"{row.since:%d.%m.%Y}",
        "due": f"{row.due:%d.%m.%Y}" if row.due else "",
    }


def _where(row: DeficiencyRow) -> str:
    """Where the deficiency is to be seen, or what was read to say that a thing is nowhere."""
    if row.cause:  # a search that found nothing has no page a person could open
        return f"Проверено {row.checked:%d.%m.%Y}." if row.checked else ""
    if row.evidence:
        seen = row.evidence[0]
        when = f", проверено {row.checked:%d.%m.%Y}" if row.checked else ""
        if seen.fetched_at:
            when = f", проверено {seen.fetched_at.astimezone(_MOSCOW):%d.%m.%Y в %H:%M} (МСК)"
        return f"Страница: {readable(seen.url)}{when}."
    if row.pages_read and not row.whole_site:
        return f"Проверена главная страница: {readable(row.pages_read[0])}."
    return f"Прочитано страниц сайта: {len(row.pages_read)}." if row.pages_read else ""


def _confirmed(row: DeficiencyRow, as_of: date) -> str:
    """Said of what was not found as of the letter's day: it may have been mended since, or could not be seen."""
    if row.confirmed is None or (row.retested and row.confirmed == as_of):
        return ""
    again = "" if row.retested else ", при более поздней проверке установить не удалось"
    return f"Последний раз подтверждено {row.confirmed:%d.%m.%Y}{again}."


def _slug(name: str, limit: int = 60) -> str:
    """A file name made of the addressee: letters of any alphabet, digits and dashes only."""
    return re.sub(r"[^\w]+", "-", name).strip("-_")[:limit].rstrip("-") or "письмо"
