"""The public report's tables: counted by hand here, written in every format, odd files refused by name."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from audits.coverage import PublicData, Table, load_public_data, public_tables
from audits.coverage.data import Contract, Planned, PlanProgress, Score
from audits.coverage.tables import is_due
from audits.errors import InputError
from audits.formats.tables import as_text, table_csv, write_tables_document, write_tables_workbook
from rules.model import Organization, Outcome, Sector, Subject
from tests.audits.conftest import Nok
from tests.audits.stored import fill

ROOT = Path(__file__).parents[3]
SCHOOLS = [
    Organization("a", "Школа А", sector=Sector.EDUCATION, municipality="Лесной", assessed_years=(2020, 2023)),
    Organization("b", "Школа Б", sector=Sector.EDUCATION, municipality="Лесной", assessed_years=(2020,)),
    Organization("c", "Школа В", sector=Sector.EDUCATION, municipality="Речной", assessed_years=()),
    Organization("d", "=Клиника", sector=Sector.HEALTH, site="https://d.example/", assessed_years=None),
    Organization("m", "Министерство", subject=Subject.AUTHORITY, sector=Sector.HEALTH),
]
OUTCOMES = {
    ("a", "official-site-works"): Outcome.PASSED,
    ("b", "official-site-works"): Outcome.FAILED,
    ("b", "nok-page-published"): Outcome.INAPPLICABLE,
    ("c", "official-site-works"): Outcome.INCONCLUSIVE,
    ("a", "plans-published"): Outcome.PASSED,
}


def tables(data: PublicData = PublicData(), year: int = 2023) -> dict[str, Table]:  # noqa: B008 (frozen)
    return {table.id: table for table in public_tables(SCHOOLS, OUTCOMES, data, year)}


def test_coverage_counts_shares_and_plans() -> None:
    table = tables(PublicData(planned=(Planned(2024, Sector.HEALTH, 1), Planned(2025, Sector.HEALTH, 9))))["coverage"]
    assert table.rows == (
        ("Образование", 3, 1, 33.3, 2, 66.7, 0),
        ("Здравоохранение", 1, 0, 0.0, 1, 100.0, 1),
        ("Всего", 4, 1, 25.0, 3, 75.0, 1),
    )
    assert "Образование" in table.note
    assert "Здравоохранение" not in table.note


@pytest.mark.parametrize(
    ("years", "due"), [((2020, 2023), False), ((2021,), True), ((2022,), False), ((), True), (None, False)]
)
def test_the_cycle_is_three_years(years: tuple[int, ...] | None, due: bool) -> None:
    assert is_due(Organization("x", assessed_years=years), 2024) is due


def test_who_is_due_and_how_late() -> None:
    assert [row[3:] for row in tables()["due"].rows] == [("b", 2020, 2023, 1), ("c", None, None, None)]
    assert tables(year=2025)["due"].rows[0][3:] == ("a", 2023, 2026, 0)
    assert tables(year=2025)["due"].rows[1][3:] == ("b", 2020, 2023, 3)
    assert tables()["cycle"].rows[-1] == ("Всего", 4, 1, 25.0, 1, 1, 2)


def test_ratings_share_places_and_stay_within_their_kind() -> None:
    scores = (
        Score(2023, "a", "школы", 90.5),
        Score(2023, "b", "школы", 90.5),
        Score(2023, "c", "колледжи", 70.0),
        Score(2022, "c", "школы", 99.0),
        Score(2023, "nobody", "школы", 100.0),
    )
    made = tables(PublicData(scores=scores))
    assert [(row[1], row[2], row[3], row[4], row[6]) for row in made["best"].rows] == [
        ("колледжи", 1, 1, "Школа В", 70.0),
        ("школы", 1, 2, "Школа А", 90.5),
        ("школы", 1, 2, "Школа Б", 90.5),
    ]
    assert "в реестре нет: 1" in made["best"].note


def test_what_was_not_told_is_neither_there_nor_missing() -> None:
    school = tables()["monitoring"].rows[0]
    assert school[:8] == ("Образование", 3, 1, 1, 1, 0, 1, 2)
    assert tables()["sites"].rows[0][4:] == ("есть", "нет вывода", "нет вывода", "нет вывода")
    assert tables()["register"].rows[0][3:7] == ("2020, 2023", "нет вывода", "нет вывода", "есть")


def test_only_the_year_asked_for() -> None:
    data = PublicData(
        contracts=(
            Contract(2023, Sector.HEALTH, "О", "1", date(2023, 3, 1), 68000.0),
            Contract(2022, Sector.HEALTH, "П", "2", None, None),
        ),
        progress=(PlanProgress("2023-09", Sector.HEALTH, 8, 2, 1), PlanProgress("2024-01", Sector.HEALTH, 8, 8, 0)),
    )
    made = tables(data)
    assert made["operators"].rows == (("Здравоохранение", "О", "1", date(2023, 3, 1), 68000.0),)
    assert made["progress"].rows == (("09.2023", "Здравоохранение", 8, 2, 25.0, 1),)
    assert "ничего нет" in made["respondents"].note


def test_numbers_as_people_write_them() -> None:
    cells = (None, 54883, 2023, 68000.0, 302996.97, 39.0, date(2023, 3, 1))
    assert [as_text(cell) for cell in cells] == [
        "—",
        "54 883",
        "2023",
        "68 000,0",
        "302 996,97",
        "39,0",
        "01.03.2023",
    ]


def test_formats_hold_the_same_rows_and_no_formula() -> None:
    made = list(tables().values())
    book = load_workbook(io.BytesIO(write_tables_workbook(made, title="Отчёт", on=date(2026, 1, 1))))
    assert len(book.sheetnames) == len(made) + 1
    assert all(cell.data_type != "f" for sheet in book for line in sheet for cell in line)
    assert [cell.value for cell in book["1"][5]][:4] == ["Образование", 3, 1, 33.3]
    document = Document(io.BytesIO(write_tables_document(made, title="Отчёт")))
    assert [cell.text for cell in document.tables[0].rows[1].cells][:4] == ["Образование", "3", "1", "33,3"]
    text = "".join(table_csv(tables()["sites"], delimiter=";"))
    assert text.splitlines()[0].startswith("Сфера;Муниципалитет;Организация;Адрес сайта")
    assert "'=Клиника" in text


def test_the_sample_is_read() -> None:
    data = load_public_data(ROOT / "data" / "public-report.sample")
    assert min(map(len, (data.contracts, data.scores, data.respondents, data.planned, data.progress))) > 1
    assert data.contracts[0].amount == 299_999.0
    assert data.contracts[0].on == date(2023, 3, 14)


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("scores.csv", "2023;a;;101", "score — от 0 до 100"),
        ("scores.csv", "2023;;;50", "organization пуст"),
        ("scores.csv", "23;a;;50", "year — год вида"),
        ("planned.csv", "2023;army;5", "sector — одно из"),
        ("planned.csv", "2023;health;много", "planned — число"),
        ("plan_progress.csv", "2023-13;health;5;1;1", "month — вида"),
        ("plan_progress.csv", "2023-12;health;5;4;2", "больше, чем total"),
        ("operators.csv", "2023;health;О;1;31.02.2023;5", "строка 2"),
    ],
)
def test_odd_lines_are_named(tmp_path: Path, name: str, line: str, said: str) -> None:
    from audits.coverage.data import COLUMNS

    (tmp_path / name).write_text(";".join(COLUMNS[name]) + "\n" + line + "\n", "utf-8")
    with pytest.raises(InputError, match="строка 2") as caught:
        load_public_data(tmp_path)
    assert said in str(caught.value)
    (tmp_path / name).write_text("year;x\n2023;1\n", "utf-8")
    with pytest.raises(InputError, match="нет колонки"):
        load_public_data(tmp_path)


def test_the_command(nok: Nok, tmp_path: Path) -> None:
    db = tmp_path / "nok.db"
    fill(db)
    sample = ROOT / "data" / "public-report.sample"
    args = ("export", "coverage", "--db", db, "--year", "2022", "--data", sample)
    made = json.loads(nok(*args, "--format", "json").stdout)
    assert made["coverage"]["rows"][0][:3] == ["Образование", 1, 1]
    assert nok(*args, "--format", "csv", "--table", "cycle").stdout.startswith("Сфера,")
    (tmp_path / "tables").mkdir()
    assert nok(*args, "--format", "csv", "-o", tmp_path / "tables").exit_code == 0
    assert len(list((tmp_path / "tables").iterdir())) == len(made)
    for form in ("xlsx", "docx"):
        assert nok(*args, "--format", form, "-o", tmp_path / f"t.{form}").exit_code == 0
    for bad, said in (
        (("--format", "csv"), "не собрать в один файл"),
        (("--table", "nonsense"), "Таблицы «nonsense» нет"),
        (("--data", tmp_path / "none"), "каталога"),
    ):
        done = nok(*args, *bad)
        assert done.exit_code == 2
        assert said in done.stderr
    assert "не указан год" in nok("export", "coverage", "--db", db, "--format", "docx", "-o", "x.docx").stderr
    assert json.loads(nok("export", "coverage", "--db", db).stdout.splitlines()[0])["organization"] == "s1"


def test_a_file_that_is_not_there_is_no_empty_file(nok: Nok, db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    args = ("export", "coverage", "--db", db, "--year", "2023", "--data", folder, "--format", "html")
    refused = nok(*args)
    assert refused.exit_code == 2
    assert "нет ни одного из файлов" in refused.stderr
    (folder / "respondent.csv").write_text("year,sector,respondents,note\n2023,health,5,\n", "utf-8")
    (folder / "planned.csv").write_text("year,sector,planned\n2022,health,5\n", "utf-8")
    done = nok(*args)
    assert done.exit_code == 0
    assert "Нет в каталоге" in done.stderr
    assert "Не прочитаны (имя не из известных): respondent.csv" in done.stderr
    assert "Файла respondents.csv нет." in done.stdout


def test_a_file_of_an_old_spreadsheet_is_read(tmp_path: Path) -> None:
    text = "year;sector;respondents;note\n2023;health;5;по телефону\n"
    (tmp_path / "respondents.csv").write_bytes(text.encode("cp1251"))
    assert load_public_data(tmp_path).respondents[0].note == "по телефону"


def test_what_ministries_keep_themselves() -> None:
    found = tables(load_public_data(ROOT / "data/public-report.sample"))
    assert found["councils"].rows[0][2] == 2
    assert [row[0] for row in found["meetings"].rows] == [date(2023, 2, 14), date(2023, 12, 20), date(2023, 12, 22)]
    assert [row[3] for row in found["proposals"].rows] == [14, 6, 3]
    assert found["measures"].rows[0][3:] == (4, 2)
    assert found["acts"].rows[1][3] == date(2021, 2, 1)
    assert len(found["members"].rows) == 3
    empty = tables(PublicData())
    assert [empty[id].note for id in ("acts", "proposals")] == ["В acts.csv ничего нет.", "В proposals.csv ничего нет."]
