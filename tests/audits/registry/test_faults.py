"""Files people really have, and files that mean harm: what can be read is read, the rest is refused by name."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from audits.registry import load_registry, opendata
from audits.registry.importing import ImportReport, import_registry
from audits.registry.model import UnreadableError
from audits.registry.opendata import OpenDataError
from tests.audits.open_data import archive, document, position
from tests.audits.registry.test_importing import SCHOOL

SCHOOLS = document(
    *(position(str(number), f"МБОУ «СОШ № {number}»", www=f"sosh{number}.ru") for number in range(1, 40))
)
TEXT = SCHOOLS.decode()


def read(path: Path) -> ImportReport:
    return import_registry(path, path.with_name("registry.csv"), merge=False)


def written(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


def packed(path: Path, name: str, body: bytes, *others: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, body)
        for other in others:
            made.writestr(other, b"<a/>")
    return path


OLE = b"\xd0\xcf\x11\xe0" + bytes(60)  # how files of the old Office begin


def office(path: Path, kind: str) -> Path:
    mime = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed(path, "mimetype", mime, "content.xml", "META-INF/manifest.xml")


def cut(path: Path) -> Path:
    body = archive(path, SCHOOLS).read_bytes()
    return written(path, body[: len(body) // 2])


def damaged(path: Path) -> Path:
    body = archive(path, SCHOOLS).read_bytes()
    return written(path, body[:300] + bytes(byte ^ 255 for byte in body[300:340]) + body[340:])


IDLE = 4 * 1024**2  # of bytes without a record; the program reads sixteen times as many before it gives up


@pytest.fixture(autouse=True)
def _soon_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opendata, "IDLE_BYTES", IDLE)


def other_xml(path: Path) -> Path:
    """Well packed, of honest size, and nothing in it that we are looking for."""
    chance = random.Random(1)
    lines = (f'<row key="{chance.random()}">{chance.random()}</row>' for _ in range(IDLE // 40))
    return packed(path, "a.xml", f"<a>{''.join(lines)}</a>".encode())


def laughs(path: Path) -> Path:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    body = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ha">{entities}]><a><position><b>&e8;</b></position></a>'
    return written(path, body.encode())


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: office(path, "spreadsheet"), "ODS не читаются; сохраните файл как XLSX"),
        (lambda path: office(path, "text"), "это текстовый документ"),
        (lambda path: packed(path, "word/document.xml", b"<a/>", "[Content_Types].xml"), "это текстовый документ"),
        (lambda path: written(path, OLE + "WordDocument".encode("utf-16-le")), "это текстовый документ"),
        (lambda path: written(path, OLE + "Workbook".encode("utf-16-le")), "старый формат XLS"),
        (lambda path: written(path, b"{\\rtf1 a}"), "это текстовый документ"),
        (cut, "архив повреждён"),
        (damaged, "не распакован"),
        (lambda path: packed(path, "a.xml", b"<a>" + b"<b>x</b>" * 9_000_000 + b"</a>"), "похоже на бомбу"),
        (other_xml, "не сведения об учреждениях"),
        (laughs, "не до конца"),
        (lambda path: packed(path, "a.txt", b"text"), "не XLSX и не zip с XML"),
        (lambda path: written(path, TEXT.encode("cp1251")), "не до конца"),  # declared as UTF-8
        (lambda path: written(path, b""), "файл пуст"),
        (lambda path: written(path, bytes(random.Random(7).choices(range(1, 128), k=300))), "не текст и не XLSX"),
        (lambda path: written(path, b"PK\x05\x06" + bytes(18)), "не XLSX"),
        (lambda path: written(path, b"<html><body>502</body></html>"), "XML или HTML"),
        (lambda path: written(path, b'{"agencies": []}'), "обязательных колонок"),
    ],
    ids=[
        "ods", "odt", "docx", "doc", "xls", "rtf", "cut", "damaged", "bomb", "other xml",
        "laughs", "zip of text", "lying", "empty", "noise", "no files", "html", "json"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(tmp_path: Path, make: Callable[[Path], Path], says: str) -> None:
    path = make(tmp_path / "source")
    with pytest.raises((UnreadableError, OpenDataError), match=says):
        read(path)
    assert not (tmp_path / "registry.csv").exists()
    assert says in load_registry(path).problems[0].message


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("other namespaces", TEXT.replace("bus.gov.ru/external/1", "a.test").replace("bus.gov.ru/types/1", "b.test")),
        ("windows-1251", TEXT.replace("UTF-8", "windows-1251")),
        ("utf-16", TEXT.replace("UTF-8", "UTF-16")),
        ("utf-8-sig", TEXT),
    ],
)  # fmt: skip
def test_open_data_are_read_in_every_dress(tmp_path: Path, name: str, body: str) -> None:
    encoding = "utf-8" if " " in name else name
    report = read(written(tmp_path / "a.xml", body.encode(encoding)))
    assert (report.records, report.organizations, report.remark_count) == (39, 39, 0)


def test_a_torn_file_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    report = read(written(tmp_path / "a.xml", SCHOOLS[:6000]))
    assert report.organizations == 4
    assert "не до конца" in report.remarks[0]


def test_archives_in_an_archive_are_read(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.zip", SCHOOLS).read_bytes()
    assert read(packed(tmp_path / "outer.zip", "Kabardino-Balkaria/all.zip", inner)).organizations == 39


def book(path: Path, rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    made.save(path)
    return path


def test_headings_of_two_merged_rows_are_one(tmp_path: Path) -> None:
    rows = [
        ["Реестр учреждений на 2026 год"],
        ["Код", "Наименование", "ИНН", "Контакты", None, None, "Сфера"],
        [None, None, None, "Сайт", "Эл. почта", "Телефон", None],
        ["1", "2", "3", "4", "5", "6", "7"],  # the columns' numbers
        ["a1", "Школа № 1", SCHOOL, "sch1.ru", "a@sch1.ru", "8(86634)21122", "образование"],
    ]
    path = book(tmp_path / "a.xlsx", rows, ["A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3"])
    report = load_registry(path)
    (one,) = report.organizations
    assert (one.id, one.site, one.email, one.phone) == ("a1", "http://sch1.ru/", "a@sch1.ru", "8(86634)21122")
    assert report.rows == 1
    assert any("номерами колонок" in problem.message for problem in report.problems)


def test_groups_over_headings_are_no_headings(tmp_path: Path) -> None:
    rows = [[None, "Организация", None, "Контакты"], ["Код", "Наименование", "ИНН", "Сайт"], ["a", "Школа", "", "a.ru"]]
    assert load_registry(book(tmp_path / "a.xlsx", rows)).organizations[0].name == "Школа"


def test_formulas_nobody_computed_are_told_of(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx", [["id", "name", "site"], ["1", "Школа", '=HYPERLINK("http://a.ru")'], ["2", "Лицей"]]
    )
    report = load_registry(path)
    assert [one.line for one in report.problems if "в ячейке C2 формула" in one.message] == [2]
    assert len(report.organizations) == 2


def test_zeros_saved_by_a_formula_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", f'id;name;inn\r\n="01";Школа;="{SCHOOL}"\r\n'.encode("cp1251"))
    (one,) = load_registry(path).organizations
    assert (one.id, one.inn) == ("01", SCHOOL)


def test_a_code_that_repeats_is_taken_once(tmp_path: Path) -> None:
    report = read(book(tmp_path / "a.xlsx", [["id", "name"], ["1", "А"], ["1", "Б"], [2.0, "В"]]))
    assert (report.records, report.organizations) == (3, 2)
    assert any("повторяется" in remark for remark in report.remarks)


def test_a_quotation_mark_that_swallowed_rows_is_suspected(tmp_path: Path) -> None:
    rows = 'id,name,site,inn\n1,"Школа,a.ru,\n2,Лицей\n'
    report = load_registry(written(tmp_path / "a.csv", rows.encode()))
    assert "не закрыта кавычка" in report.errors[0].message
    assert report.errors[0].line == 2
