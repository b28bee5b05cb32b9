"""The registry: good rows are kept, every doubt is reported with its place, nothing vanishes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.registry import RegistryReport, Severity, SiteCell, load_registry, read_site
from audits.registry.cells import read_bus_gov_id, read_email, read_phone, read_years
from crawler.inn import inn_is_valid
from rules.model import Ownership, Sector, Subject

INN = "0700000006"
HEADINGS = "id,name,subject,sector,ownership,municipality,inn,email,phone,site,founder_site,bus_gov_id,assessed_years"


def load(tmp_path: Path, text: str, encoding: str = "utf-8") -> RegistryReport:
    path = tmp_path / "registry.csv"
    path.write_bytes(text.encode(encoding))
    return load_registry(path)


def test_every_column_is_read(tmp_path: Path) -> None:
    row = f'1,"Школа, № 1",organization,education,municipal,Район,{INN},a@b.ru,8 866 222 33 44,школа.рф,uo.test/s,77,2016 2019'  # noqa: E501
    report = load(tmp_path, f"{HEADINGS}\n{row}\n")
    assert report.problems == ()
    (found,) = report.organizations
    assert (found.id, found.name, found.subject, found.sector) == (
        "1", "Школа, № 1", Subject.ORGANIZATION, Sector.EDUCATION,
    )  # fmt: skip
    assert (found.ownership, found.municipality, found.inn) == (Ownership.MUNICIPAL, "Район", INN)
    assert (found.email, found.phone, found.bus_gov_id) == ("a@b.ru", "8 866 222 33 44", "77")
    assert (found.site, found.founder_site) == ("http://xn--80atdl2c.xn--p1ai/", "http://uo.test/s")
    assert found.assessed_years == (2016, 2019)


RUSSIAN = (
    "Код;Наименование ;ВИД;сфера;Принадлежность;муниципалитет;ИНН;e-mail;Телефон;Сайт;Сайт учредителя;Годы оценки\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
def test_russian_headings_values_and_encodings(tmp_path: Path, encoding: str) -> None:
    rows = "1;Минкульт;орган власти;культура;государственная;;;;;;;-\r\n2;Центр;Организация;Соцобслуживание;;;;;;;;\r\n"
    report = load(tmp_path, RUSSIAN + rows, encoding)
    assert [(one.line, one.column, one.code) for one in report.problems] == [(2, "Сайт", "1"), (3, "Сайт", "2")]
    assert "критический недостаток" in str(report.problems[1])
    first, second = report.organizations
    assert (first.subject, first.sector, first.ownership) == (Subject.AUTHORITY, Sector.CULTURE, Ownership.STATE)
    assert (first.assessed_years, second.assessed_years) == ((), None)
    assert second.sector is Sector.SOCIAL


def test_bad_rows_are_reported_with_their_place_and_good_rows_are_kept(tmp_path: Path) -> None:
    rows = [
        "1,Школа 1,organization,education,,,,,,a.test,,,",
        ",Без кода,organization,education,,,,,,b.test,,,",
        "3,,organization,education,,,,,,c.test,,,",
        "1,Повтор,organization,education,,,,,,d.test,,,",
        "5,Неведомая,organization,магия,,,,,,e.test,,,",
        "6,Ошибки,organization,sport,частная,,0700000007,не почта,12,f.test,,,20x6",
        '"7","Длинное\nназвание",organization,health,,,,,,g.test,,,',
        "8,Последняя,organization,health,,,,,,h.test,,,",
    ]
    report = load(tmp_path, "\n".join([HEADINGS, *rows]))
    assert [item.id for item in report.organizations] == ["1", "5", "6", "7", "8"]
    assert report.rejected == (3, 4, 5)
    assert report.rows == len(rows)
    places = [(problem.line, problem.column) for problem in report.errors]
    assert places == [
        (3, "id"), (4, "name"), (5, "id"), (6, "sector"),
        (7, "ownership"), (7, "inn"), (7, "email"), (7, "phone"), (7, "assessed_years"),
    ]  # fmt: skip
    assert "строке 2" in report.errors[2].message
    assert "education" in report.errors[3].message, "the allowed values are named"
    assert report.organizations[1].sector is None, "a row without its sector can be judged by most rules"
    six = report.organizations[2]
    assert (six.inn, six.email, six.phone, six.assessed_years) == ("", "", "", None)
    assert str(report.errors[5]).startswith("строка 7, колонка «inn»: не сходится контрольная сумма ИНН")
    assert str(report.errors[5]).endswith("(организация 6, значение «0700000007»)")


def test_lines_are_counted_as_an_editor_shows_them(tmp_path: Path) -> None:
    rows = 'id,name,sector\n1,"a\nb\nc",sport\n\n2,,sport\n'
    (problem,) = [item for item in load(tmp_path, rows).problems if item.severity is Severity.ERROR]
    assert problem.line == 6


def workbook(path: Path, rows: list[list[object]], more: dict[str, list[list[object]]] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for title, extra in (more or {}).items():
        other = book.create_sheet(title)
        for row in extra:
            other.append(row)
    book.save(path)
    return path


def test_a_workbook_with_numbers_for_text(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "r.xlsx",
        [
            ["Реестр организаций", None],
            ["код", "наименование", "сфера", "ИНН", "телефон", "годы оценки", "Примечание"],
            [1, "Школа", "образование", 700000006, 88662223344, 2019, "x"],
            [None, None, None],
            [2.0, "Лицей", "образование", None, None, None, None],
        ],
        {"Лист2": [["что-то"]]},
    )
    report = load_registry(path)
    first, second = report.organizations
    assert (first.id, first.inn, first.phone, first.assessed_years) == ("1", INN, "88662223344", (2019,))
    assert second.id == "2"
    assert report.errors == ()
    told = [(problem.line, problem.column) for problem in report.warnings]
    assert told == [(0, ""), (1, ""), (2, "Примечание"), (2, ""), (3, "ИНН")]
    assert "ведущий ноль" in report.warnings[-1].message


def test_files_that_are_no_registry(tmp_path: Path) -> None:
    def why(name: str, body: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(body)
        report = load_registry(path)
        assert report.organizations == ()
        return report.errors[0].message

    assert "пуст" in why("empty.csv", b"")
    assert "пуст" in why("bom.csv", b"\xef\xbb\xbf\n")
    assert "не текст" in why("binary.csv", b"\x00\x01\x02id,name" * 10)
    assert "повреждён" in why("broken.xlsx", b"PK\x03\x04" + b"x" * 100)
    assert "XLS" in why("old.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 100)
    assert "XML" in why("page.csv", b"<html>id,name</html>")
    assert "id (код)" in why("nocolumns.csv", b"a,b\n1,2\n")
    assert "только заголовки" in why("headings.csv", b"id,name,sector,subject,site\n")
    assert "кавычка" in why("quote.csv", b'id,name\n1,"' + b"x" * 40_000)
    assert "каталог" in load_registry(tmp_path).errors[0].message
    assert "не найден" in load_registry(tmp_path / "absent.csv").errors[0].message
    assert "нет данных" in load_registry(workbook(tmp_path / "blank.xlsx", [])).errors[0].message


def test_rows_of_a_file_without_needed_columns_are_counted_as_rejected(tmp_path: Path) -> None:
    report = load(tmp_path, "id,сфера\n1,спорт\n2,спорт\n")
    assert (report.rows, report.rejected) == (2, (2, 3))


def test_unknown_repeated_and_absent_columns_are_told(tmp_path: Path) -> None:
    report = load(tmp_path, "id,name,name,цвет\n1,Школа,Лицей,синий,лишнее\n")
    assert report.organizations[0].name == "Школа"
    assert [(item.line, item.column) for item in report.problems] == [(1, "name"), (1, "цвет"), (1, ""), (2, "")]


@pytest.mark.parametrize(
    ("cell", "url"),
    [
        ("school1.test", "http://school1.test/"),
        ("WWW.School1.Test/", "http://www.school1.test/"),
        ("https://school1.test/index.php?id=5#top", "https://school1.test/index.php?id=5"),
        ("школа.рф", "http://xn--80atdl2c.xn--p1ai/"),
        ("http://школа.рф/новости", "http://xn--80atdl2c.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8"),
        (" «school1.test» ", "http://school1.test/"),
        ("http:// school1.test", "http://school1.test/"),
        ("http:/school1.test", "http://school1.test/"),
        ("http:\\\\school1.test", "http://school1.test/"),
        ("htpp://school1.test", "http://school1.test/"),
        ("https//school1.test.", "https://school1.test/"),
        ("school1 .test", "http://school1.test/"),
        ("school1. kbr.test", "http://school1.kbr.test/"),
        ("www. school1. ru", "http://www.school1.ru/"),
        ("www,school1.ru", "http://www.school1.ru/"),
        ("portal.ru /school1", "http://portal.ru/school1"),
        ("portal.ru/ school1", "http://portal.ru/school1"),
        ("МБОУ СОШ 5 school5.test", "http://school5.test/"),
        ("www.school1.test (в разработке)", "http://www.school1.test/"),
        ("school1.test - сайт", "http://school1.test/"),
        ("Официальный сайт школа.рф", "http://xn--80atdl2c.xn--p1ai/"),
        ("школа.рф наш новый", "http://xn--80atdl2c.xn--p1ai/"),
        ("school1.test / vk.com/school1", "http://school1.test/"),
        ("school1.test. vk.com/school1", "http://school1.test/"),
        ("сайт: school1.test", "http://school1.test/"),
        ("school1.test, school2.test", "http://school1.test/"),
        ("school1.test;a@b.ru", "http://school1.test/"),
        ("vk.com/school1 school1.test", "http://school1.test/"),
        ("127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
        ("localhost:8000", "http://localhost:8000/"),
        ("http://uo_raion.test/a?b=1&c=@d", "http://uo_raion.test/a?b=1&c=@d"),
        ("http://a.test/@user", "http://a.test/@user"),
    ],
)
def test_site_cells_people_write(cell: str, url: str) -> None:
    assert read_site(cell).url == url


@pytest.mark.parametrize(
    "cell",
    [
        "http://my school1.test:8807/", "школа 3.рф", "my school1.test", "school 1 .test", "school 1. ru",
        "school1,kbr.ru", "school1.kbr ru", "portal.ru/our school", "портал.рф/наша школа", "5 school1.ru",
    ],
)  # fmt: skip
def test_a_blank_that_cuts_an_address_leads_to_nobody_elses_site(cell: str) -> None:
    found = read_site(cell)
    assert (found.url, found.note) == ("", cell)
    assert ["пробел" in remark.message for remark in found.remarks] == [True]


def test_nothing_of_a_site_cell_is_dropped_silently() -> None:
    (told,) = read_site("www.sad7.test (в разработке)").remarks
    assert "«(в разработке)»; взят http://www.sad7.test/" in told.message
    assert "были пробелы" in read_site("school1 .test").remarks[0].message
    assert not read_site("Официальный сайт: school1.test").remarks


@pytest.mark.parametrize("cell", ["сайта у учреждения нет", "Сайт не создан", "н/д", "N/A"])
def test_a_cell_may_say_in_words_that_there_is_no_site(cell: str) -> None:
    assert read_site(cell) == SiteCell(note=cell)


@pytest.mark.parametrize("cell", ["в разработке", "сайт находится на реконструкции", "не работает"])
def test_a_site_in_the_making_is_none_and_told(cell: str) -> None:
    found = read_site(cell)
    assert (found.url, found.note) == ("", cell)
    (told,) = found.remarks
    assert f"вместо адреса слова «{cell}»" in told.message


@pytest.mark.parametrize(
    "cell", ["", "-", "нет", "Нет.", "сайт отсутствует", "school@mail.test", "см. приложение", "1.2"]
)
def test_site_cells_without_an_address(cell: str) -> None:
    found = read_site(cell)
    assert found.url == ""
    assert found.note == cell
    assert bool(found.remarks) == (cell in ("school@mail.test", "см. приложение", "1.2"))


@pytest.mark.parametrize(
    "url", ["https://vk.com/school1", "https://wa.me/79280000000", "https://m.vkontakte.ru/school1"]
)
def test_a_social_network_is_noted(url: str) -> None:
    found = read_site(url)
    assert found.url == url
    assert "социальной сети" in found.note
    assert len(found.remarks) == 1


def test_mixed_alphabets_are_doubted() -> None:
    assert "смешаны" in read_site("sсhool.test").remarks[0].message  # the second letter is Russian


@given(st.text(max_size=60))
def test_any_cell_is_understood_or_noted(cell: str) -> None:
    found = read_site(cell)
    assert found.url == "" or found.url.isascii()
    assert found.url == "" or found.url.startswith(("http://", "https://"))


@given(st.binary(max_size=300))
def test_any_file_is_reported_and_no_row_vanishes(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "r.csv"
    path.write_bytes(b"id,name\n" + body)
    report = load_registry(path)
    assert report.rows == len(report.organizations) + len(report.rejected)
    assert report.organizations or report.problems


@pytest.mark.parametrize(
    ("cell", "number", "told"),
    [
        ("77", "77", 0), ("-", "", 0), ("нет", "", 0), ("https://bus.gov.ru/info-card/77", "77", 0),
        ("77.0", "77", 1), ("№ 77", "77", 1), ("abc", "", 1), ("12-34", "", 1), ("0", "", 1),
    ],
)  # fmt: skip
def test_numbers_of_cards(cell: str, number: str, told: int) -> None:
    read, remarks = read_bus_gov_id(cell)
    assert (read, len(remarks)) == (number, told)


def test_a_card_has_one_owner(tmp_path: Path) -> None:
    report = load(tmp_path, "id,name,bus_gov_id\n1,Школа,100\n2,Лицей,100\n3,Сад,101\n")
    (told,) = [one for one in report.problems if one.column]
    assert (told.line, told.column, told.severity) == (3, "bus_gov_id", Severity.WARNING)
    assert "тот же номер карточки bus.gov.ru, что в строке 2" in told.message


def test_all_addresses_of_an_email_cell_are_kept() -> None:
    assert read_email("a@x.ru, b@x.ru") == ("a@x.ru, b@x.ru", ())
    address, (told,) = read_email("почта: a@x.ru")
    assert (address, "«почта:»" in told.message) == ("a@x.ru", True)


@pytest.mark.parametrize("inn", [INN, "7707083893", "500100732259"])
def test_true_inns(inn: str) -> None:
    assert inn_is_valid(inn)
    wrong = inn[:-1] + str((int(inn[-1]) + 1) % 10)
    assert not inn_is_valid(wrong)


@pytest.mark.parametrize("inn", ["", "0000000000", "123", "770708389３", "77070838931"])
def test_false_inns(inn: str) -> None:
    assert not inn_is_valid(inn)


@pytest.mark.parametrize(
    "phone", ["8 (86622) 2-33-44", "+7 866 222 33 44 доб. 123", "8-866-222-33-44, 8-866-222-33-45", "2-33-44"]
)
def test_phones_as_written(phone: str) -> None:
    assert read_phone(phone) == (phone, ())


@pytest.mark.parametrize("phone", ["123", "звоните вечером 22-33-44", "8 866 222 33 44 8 866 222 33 45"])
def test_no_phones(phone: str) -> None:
    assert read_phone(phone)[0] == ""
    assert read_phone(phone)[1]


def test_years() -> None:
    assert read_years("2022, 2019;2019 г.") == ((2019, 2022), ())
    assert read_years("—") == ((), ())
    assert read_years("") == (None, ())
    assert read_years("2016-2019")[0] is None


def test_a_year_that_has_not_begun_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "registry.csv"
    path.write_text("id,name,годы оценки\n1,Школа,2023 2035\n2,Лицей,2026\n", "utf-8")
    report = load_registry(path, date(2026, 11, 26))
    assert [one.assessed_years for one in report.organizations] == [(2023, 2035), (2026,)]
    (told,) = [one for one in report.problems if one.column]
    assert (told.line, told.column, told.value, told.severity) == (2, "годы оценки", "2023 2035", Severity.WARNING)
    assert "ещё не наступил: 2035;" in told.message
    assert "Исправьте" in told.message


def test_the_sample_registry_is_clean() -> None:
    report = load_registry(Path(__file__).resolve().parents[3] / "data" / "registry.sample.csv")
    assert report.errors == ()
    assert len(report.organizations) >= 10
    assert {item.sector for item in report.organizations} == set(Sector)


def test_every_surplus_cell_is_named(tmp_path: Path) -> None:
    (problem,) = [one for one in load(tmp_path, "id,name\n1,Школа,лишнее,ещё\n").problems if one.line == 2]
    assert "«лишнее», «ещё»" in problem.message


def test_two_rows_about_one_organization_are_doubted_and_kept(tmp_path: Path) -> None:
    rows = (
        f"1,Школа,{INN},http://www.a.test/",
        f"2,Школа,{INN},https://a.test",
        f"3,Филиал,{INN},b.test",
        "4,Иная,,a.test",
    )
    report = load(tmp_path, "id,name,inn,site\n" + "\n".join(rows) + "\n")
    assert [one.id for one in report.organizations] == ["1", "2", "3", "4"]
    alien = [one.line for one in report.problems if "похоже, чужой" in one.message]
    assert alien == [4]  # a branch that shares no word with the school
    told = [one for one in report.problems if "тот же ИНН и тот же сайт" in one.message]
    assert [(one.line, one.severity) for one in told] == [(3, Severity.WARNING)]
    assert "что в строке 2" in told[0].message


def test_what_several_rows_share_is_told_once_of_the_whole(tmp_path: Path) -> None:
    rows = [f"{number},Школа № {number},organization,{INN},s{number}.test" for number in range(1, 4)]
    rows += [f"{number},Сад № {number},organization,,WWW.Sad.test/" for number in range(4, 12)]
    rows += [f"{number},Сад № {number},organization,,portal.test/sad-{number}" for number in range(12, 15)]
    report = load(tmp_path, "id,name,subject,inn,site\n" + "\n".join(rows) + "\n")
    assert len(report.organizations) == len(rows)
    told = [str(one) for one in report.problems if "в нескольких строках" in one.message]
    inn, site = told
    assert f"{INN} (в строке 2, в строке 3, в строке 4); у филиалов так и бывает" in inn
    assert "sad.test (в строке 5, в строке 6, в строке 7, в строке 8, в строке 9 и ещё 3);" in site
    assert "portal.test" not in site  # sites on one host, each with a path of its own
    assert not report.errors


def test_a_body_with_a_row_for_each_sector_shares_nothing_with_itself(tmp_path: Path) -> None:
    rows = [f"{one},Министерство,authority,{one},{INN},min.test" for one in ("culture", "sport", "social")]
    report = load(tmp_path, "id,name,subject,sector,inn,site\n" + "\n".join(rows) + "\n")
    assert not report.problems


def test_years_before_any_assessment_are_doubted(tmp_path: Path) -> None:
    report = load(tmp_path, "id,name,assessed_years\n1,Школа,1999 2022\n")
    assert [one.assessed_years for one in report.organizations] == [(1999, 2022)]
    assert [
        one.message for one in report.problems if "не проводили: 1999; за этот год ничего не требуется" in one.message
    ]
