"""Rows that are no organizations, rows torn and swallowed, errors of spreadsheets, and sheets of one registry."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from audits.registry import RegistryReport, Severity, load_registry
from audits.registry.importing import import_registry

HEADINGS = "код;наименование;вид;сфера;ИНН;сайт"
INN = "0700000006"


def load(tmp_path: Path, *rows: str, headings: str = HEADINGS) -> RegistryReport:
    path = tmp_path / "registry.csv"
    path.write_text("\n".join((headings, *rows)) + "\n", "utf-8")
    return load_registry(path)


def school(code: str, name: str = "Школа") -> str:
    return f"{code};{name};организация;образование;;a{code}.test"


def kept(report: RegistryReport) -> list[str]:
    return [one.id for one in report.organizations]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (HEADINGS, "заголовки повторяются"),
        ("КОД; Наименование ;;;;", "заголовки повторяются"),
        ("1;2;3;4;5;6", "номерами колонок"),
        ("Раздел II. Культура;;;;;", "«Раздел II. Культура»"),
        ("Образовательные организации;;;;;", "«Образовательные организации»"),
        (";Речной район;;;;", "«Речной район»"),
        (";Учреждения культуры;;;;", "«Учреждения культуры»"),
        ("II;Учреждения культуры;;;;", "«II Учреждения культуры»"),
        ("Исполнитель: Иванова А. П., тел. 2-11-22;;;;;", "«Исполнитель: Иванова А. П., тел. 2-11-22»"),
        (";Итого: 7 организаций;;;;", "строка итогов пропущена: «Итого: 7 организаций»"),
        ("ВСЕГО;7;;;;", "строка итогов пропущена: «ВСЕГО»"),
        (";;;;;Всего: 7", "строка итогов пропущена: «Всего: 7»"),
    ],
)
def test_rows_about_the_table_are_no_organizations(tmp_path: Path, row: str, said: str) -> None:
    report = load(tmp_path, school("10"), row, school("11"))
    assert (kept(report), report.rows, report.errors) == (["10", "11"], 2, ())
    (told,) = [one for one in report.problems if one.line == 3]
    assert said in told.message
    assert told.severity is Severity.WARNING


@pytest.mark.parametrize("row", ["ds59-153;;;;;", ";МБОУ «СОШ № 5»;;;;", ";Школа № 5;организация;образование;;"])
def test_a_row_that_lacks_what_is_required_is_an_error(tmp_path: Path, row: str) -> None:
    report = load(tmp_path, school("10"), row)
    assert (kept(report), report.rejected) == (["10"], (3,))
    assert "не заполнено обязательное поле" in report.errors[0].message


def test_a_name_that_begins_like_a_total_is_a_name(tmp_path: Path) -> None:
    report = load(tmp_path, school("10", "Всегда рядом"), school("11", "Итого"), "12;Учреждение № 3;;;;")
    assert kept(report) == ["10", "11", "12"]


@pytest.mark.parametrize("error", ["#Н/Д", "#N/A", "#REF!", "#ССЫЛКА!", "#ИМЯ?", "#DIV/0!", "########", "Err:502"])
def test_an_error_of_a_spreadsheet_is_no_value(tmp_path: Path, error: str) -> None:
    headings = "код;наименование;сфера;муниципалитет;ИНН;почта;телефон;сайт;годы оценки"
    rows = (f"1;Школа;{';'.join([error] * 7)}", f"2;{error};спорт;;;;;;", f"{error};Лицей;спорт;;;;;;")
    report = load(tmp_path, *rows, headings=headings)
    (one,) = report.organizations
    assert (one.id, one.municipality, one.site, one.site_note, one.assessed_years) == ("1", "", "", "", None)
    told = [one.column for one in report.errors if one.line == 2]
    assert told == ["сфера", "муниципалитет", "ИНН", "почта", "телефон", "сайт", "годы оценки"]
    assert all(f"ошибка таблицы {error}" in problem.message for problem in report.errors if problem.line == 2)
    assert next(problem.value for problem in report.errors if problem.line == 3) == error
    assert report.rejected == (3, 4)


def test_a_code_that_looks_like_an_error_is_a_code(tmp_path: Path) -> None:
    assert kept(load(tmp_path, school("#12"), school("#A"))) == ["#12", "#A"]


def test_a_quotation_mark_never_closed_swallows_nothing(tmp_path: Path) -> None:
    report = load(tmp_path, school("1"), school("2", '"Лицей'), school("3"), school("4", '"МБОУ ""Сад"""'), school("5"))
    assert [(one.id, one.name) for one in report.organizations] == [
        ("1", "Школа"), ("2", "Лицей"), ("3", "Школа"), ("4", 'МБОУ "Сад"'), ("5", "Школа"),
    ]  # fmt: skip
    (told,) = [one for one in report.problems if one.line]
    assert (told.line, "кавычка не закрыта" in told.message) == (3, True)


def test_a_mark_that_swallows_more_than_a_cell_holds_costs_no_file(tmp_path: Path) -> None:
    report = load(tmp_path, school("0", '"Лицей'), *(school(str(number)) for number in range(1, 2000)))
    assert kept(report) == [str(number) for number in range(2000)]
    assert [one.line for one in report.problems if "кавычка не закрыта" in one.message] == [2]


def test_a_mark_that_cannot_be_mended_is_told_in_whatever_cell(tmp_path: Path) -> None:
    report = load(tmp_path, '1;Школа;организация;образование;"07;a.test', "2;Лицей;организация;спорт;;b.test;лишнее")
    (told,) = [one for one in report.errors if "не закрыта кавычка" in one.message]
    assert (told.line, kept(report)) == (2, ["1"])


def test_cells_of_several_lines_are_cells(tmp_path: Path) -> None:
    headings = "код;наименование;адрес"
    report = load(tmp_path, '1;Школа;"с. Речное; дом\nул. Школьная; 5; 1"', "2;Лицей;", headings=headings)
    assert kept(report) == ["1", "2"]
    assert [one.line for one in report.problems if one.line > 1] == []


@pytest.mark.parametrize(
    "halves",
    [
        ("МБОУ «Школа", "имени Героя»"),
        ("МБОУ Школа", "имени Героя"),
        ("Сад (ясли", "и сад)"),
        ("Сад «Юность", "«Ёлочка»"),
    ],
)
def test_a_row_cut_in_two_is_one_row(tmp_path: Path, halves: tuple[str, str]) -> None:
    upper, lower = halves
    report = load(tmp_path, f"1;{upper}", f"{lower};организация;образование;;a.test", school("2"))
    first = report.organizations[0]
    assert (first.id, first.name, first.site) == ("1", f"{upper} {lower}", "http://a.test/")
    assert kept(report) == ["1", "2"]
    assert [one.line for one in report.problems if "разорвана" in one.message] == [2]


def test_short_rows_are_not_put_together(tmp_path: Path) -> None:
    report = load(tmp_path, "1;Школа;организация", "2;Лицей;организация;спорт")
    assert kept(report) == ["1", "2"]


def test_the_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "registry.csv"
    path.write_text("sep=|\nкод|наименование|вид|сфера|сайт\n1|Школа, № 1; 2|организация|спорт|a.test\n", "utf-8-sig")
    report = load_registry(path)
    assert ([one.name for one in report.organizations], report.problems) == (["Школа, № 1; 2"], ())


def book(path: Path, sheets: dict[str, list[list[object]]], hidden: str = "") -> Path:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
        if title == hidden:
            sheet.sheet_state = "hidden"
    made.save(path)
    return path


RUSSIAN: list[object] = ["Код", "Наименование", "Вид", "Сфера", "ИНН", "Сайт"]
OTHER: list[object] = ["Наименование", "Код", "Сайт", "ИНН организации", "Вид", "Сфера"]
SHEETS: dict[str, list[list[object]]] = {
    "Как заполнять": [["Заполните все колонки"], ["Код не повторяйте"]],
    "Школы": [RUSSIAN, ["1", "Школа", "организация", "образование", INN, "a.test"]],
    "Списки": [["Сфера", "Вид"], ["образование", "организация"], ["спорт", "орган власти"]],
    "Районы": [["Код", "Наименование"], ["01", "Речной район"]],
    "Спорт": [
        OTHER,
        ["Секция", "1", "b.test", None, "организация", "спорт"],
        ["Стадион", "2", "c.test", "123", "организация", "спорт"],
        ["Каток", "3", "a.test", INN, "организация", "спорт"],
    ],
    "Архив": [RUSSIAN, ["9", "Старая школа", "организация", "образование", None, "d.test"]],
}


def test_sheets_with_the_same_headings_are_all_read(tmp_path: Path) -> None:
    report = load_registry(book(tmp_path / "a.xlsx", SHEETS, hidden="Архив"))
    assert [(one.id, one.name, one.site) for one in report.organizations] == [
        ("1", "Школа", "http://a.test/"), ("2", "Стадион", "http://c.test/"), ("3", "Каток", "http://a.test/"),
    ]  # fmt: skip
    whole, repeated, wrong, twice, *_ = map(str, report.problems)
    assert whole.startswith("файл: прочитаны листы «Школы», «Спорт»; не прочитаны: ")
    assert "не прочитаны: Как заполнять, Списки, Районы, Архив (скрыт)." in whole
    assert repeated.startswith("лист «Спорт», строка 2, колонка «Код»: код повторяется, он уже стоит на листе «Школы»")
    assert "на листе «Школы» в строке 2; строка не взята" in repeated
    assert wrong.startswith("лист «Спорт», строка 3, колонка «ИНН организации»")
    assert "что на листе «Школы» в строке 2" in twice
    assert report.rows == len(report.organizations) + len(report.rejected)


def test_an_import_into_a_book_of_several_sheets_loses_none(tmp_path: Path) -> None:
    target = book(tmp_path / "a.xlsx", {"А": SHEETS["Школы"], "Б": [OTHER, ["Стадион", "2", "c.test", "", "", ""]]})
    (tmp_path / "b.csv").write_text("код;наименование\n3;Театр\n", "utf-8")
    import_registry(tmp_path / "b.csv", target, merge=True)
    rows = list(csv.DictReader(target.open(encoding="utf-8")))
    assert [(row["Код"], row["Наименование"], row["Сайт"]) for row in rows] == [
        ("1", "Школа", "a.test"), ("2", "Стадион", "c.test"), ("3", "Театр", ""),
    ]  # fmt: skip


def test_one_sheet_is_told_by_its_lines_alone(tmp_path: Path) -> None:
    report = load_registry(book(tmp_path / "a.xlsx", {"Реестр": [RUSSIAN, ["1", "", "", "спорт", "", ""]]}))
    assert str(report.errors[0]).startswith("строка 2, колонка «Наименование»")


def test_the_same_code_as_a_number_repeats(tmp_path: Path) -> None:
    report = load(tmp_path, school("3"), school("3.0"))
    assert (kept(report), report.rejected) == (["3"], (3,))


def test_an_apostrophe_that_keeps_zeros_is_no_part_of_the_value(tmp_path: Path) -> None:
    (one,) = load(tmp_path, f"'01;Школа;организация;спорт;'{INN};a.test").organizations
    assert (one.id, one.inn) == ("01", INN)


def test_years_stay_held_against_the_day(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Code,Name,Years of assessment\n1,School,2035\n", "utf-8")
    report = load_registry(path, date(2026, 11, 26))
    assert [one.column for one in report.problems if "ещё не наступил" in one.message] == ["Years of assessment"]
