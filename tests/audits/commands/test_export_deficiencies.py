"""`nok export deficiencies`: every format from one selection, as a user calls it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from audits.deadlines.due import terms_of_rules
from audits.protocols.kept.mapping import Proof, ProofMapping
from audits.protocols.model import Item, Protocol, Recurrence, Term
from rules.load import load_methodology
from rules.model import Subject
from rules.requirements import binding, cite, demand_on
from tests.audits.conftest import Nok
from tests.audits.stored import fill


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("deficiencies") / "nok.db"
    fill(path, nights=2)
    return path


def test_json_lines_keep_what_was_mended_and_say_what_to_do(nok: Nok, db: Path) -> None:
    rows = [json.loads(line) for line in nok("export", "deficiencies", "--db", db).stdout.splitlines()]
    assert {row["rule"] for row in rows} >= {"nok-page-published", "official-site-works"}
    (page,) = [row for row in rows if row["rule"] == "nok-page-published"]
    assert page["remedy"]
    assert page["citation"]
    assert page["name"] == "Школа № 1 имени =Формулы"


def test_csv_for_excel(nok: Nok, db: Path) -> None:
    args = ("--format", "csv", "--delimiter", ";", "--bom", "--severity", "critical")
    text = nok("export", "deficiencies", "--db", db, *args).stdout
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))
    assert {row["severity"] for row in rows} == {"critical"}


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        ([], 3),
        (["--sector", "education"], 2),
        (["--sector", "education", "--sector", "culture"], 3),
        (["--municipality", "город Прилесный"], 1),
        (["--rule", "nok-page-published"], 1),
        (["--new-since", "2026-11-21"], 0),
        (["--open-longer-than", "9"], 3),
        (["--open-longer-than", "10"], 0),
        (["--state", "fixed"], 0),
    ],
    ids=str,
)
def test_filters(nok: Nok, db: Path, filters: list[str], left: int) -> None:
    done = nok("export", "deficiencies", "--db", db, "--format", "earl", "--on", "2026-11-30", *filters)
    assert len(json.loads(done.stdout)["assertions"]) == left


def test_the_day_asked_for_changes_terms_but_not_the_day_of_what_was_found(nok: Nok, db: Path, tmp_path: Path) -> None:
    export = ("export", "deficiencies", "--db", db, "--on", "2027-03-01")
    nok(*export, "--format", "docx", "-o", tmp_path / "letters.docx")
    nok(*export, "--format", "xlsx", "-o", tmp_path / "list.xlsx")
    letters = "\n".join(paragraph.text for paragraph in Document(str(tmp_path / "letters.docx")).paragraphs)
    assert letters.count("по состоянию на 21 ноября 2026 г.") == 2
    assert "2027" not in letters
    assert str(load_workbook(tmp_path / "list.xlsx")["Сводка"]["A2"].value).startswith("На 21.11.2026.")
    assert "На 21.11.2026" in nok(*export, "--format", "html").stdout


def test_an_earlier_run_is_told_as_it_was(nok: Nok, db: Path) -> None:
    def rules(*args: object) -> set[str]:
        told = nok("export", "deficiencies", "--db", db, "--state", "open", *args).stdout.splitlines()
        return {json.loads(line)["rule"] for line in told if json.loads(line)["organization"] == "s1"}

    everything = [json.loads(line) for line in nok("export", "deficiencies", "--db", db).stdout.splitlines()]
    assert rules("--run", "2026-11-20") >= rules()
    early = nok("export", "deficiencies", "--db", db, "--run", "2026-11-20").stdout.splitlines()
    assert {json.loads(line)["last_seen"][:10] for line in early} == {"2026-11-20"}
    assert "2026-11-21" in {one["last_seen"][:10] for one in everything}


def test_letters_cite_only_what_binds_the_organization() -> None:
    rules = load_methodology("kbr-2017").rules
    told = [
        (rule.id, demand_on(rule.requirement), cite(binding(rule.requirement)))
        for rule in rules
        if rule.subject is Subject.ORGANIZATION
    ]
    assert all(demanded for _, demanded, _ in told)
    assert not [one for one in told if "Кузбасс" in one[2] or "Краснодарск" in one[2]]
    wished = {id for id, demanded, citation in told if not citation}
    assert wished == {id for id, demanded, _ in told if demanded.startswith("Рекомендация: ")}
    assert "bus-link-published" in wished
    known = {id: citation for id, _, citation in told}
    assert "344н" in known["accessible-version-works"]
    assert "протокол" in known["own-site"]


def test_a_misspelt_filter_is_not_an_empty_list(nok: Nok, db: Path) -> None:
    for args, said in ((["--municipality", "Нигде"], "«Нигде»"), (["--rule", "nonsense"], "«nonsense»")):
        done = nok("export", "deficiencies", "--db", db, *args)
        assert (done.exit_code, done.stdout) == (2, "")
        assert said in done.stderr


def test_office_files_need_a_name(nok: Nok, db: Path) -> None:
    for form in ("xlsx", "docx"):
        done = nok("export", "deficiencies", "--db", db, "--format", form)
        assert done.exit_code == 2
        assert "-o" in done.stderr


def test_a_workbook(nok: Nok, db: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "list.xlsx"
    assert nok("export", "deficiencies", "--db", db, "--format", "xlsx", "-o", path).exit_code == 0
    assert load_workbook(path).sheetnames[0] == "Сводка"


def test_letters_in_one_document_each_on_its_page(nok: Nok, db: Path, tmp_path: Path) -> None:
    path = tmp_path / "letters.docx"
    assert nok("export", "deficiencies", "--db", db, "--format", "docx", "-o", path).exit_code == 0
    document = Document(str(path))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Школа № 1" in text
    assert "Библиотека" in text
    assert len(document.sections) == 2


def test_letters_into_a_directory_with_an_index(nok: Nok, db: Path, tmp_path: Path) -> None:
    done = nok("export", "deficiencies", "--db", db, "--format", "docx", "-o", tmp_path, "--by", "municipality")
    assert done.exit_code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["000-реестр-писем.docx", "001-Верхнегорский-район.docx", "002-город-Прилесный.docx"]


def test_a_name_with_a_slash_is_a_directory_to_be_made(nok: Nok, db: Path, tmp_path: Path) -> None:
    done = nok("export", "deficiencies", "--db", db, "--format", "docx", "-o", f"{tmp_path}/new/letters/")
    assert done.exit_code == 0
    assert (tmp_path / "new/letters/000-реестр-писем.docx").is_file()
    refused = nok("export", "deficiencies", "--db", db, "--format", "csv", "-o", f"{tmp_path}/tables/")
    assert (refused.exit_code, (tmp_path / "tables").exists()) == (2, False)
    assert "каталог" in refused.stderr


def test_letters_of_an_earlier_selection_that_stay_are_told_of(nok: Nok, db: Path, tmp_path: Path) -> None:
    args = ("export", "deficiencies", "--db", db, "--format", "docx", "-o", f"{tmp_path}/letters/")
    assert "прежние письма" not in nok(*args).stderr
    assert "прежние письма" not in nok(*args).stderr
    (tmp_path / "letters/приказ.docx").write_bytes(b"PK")
    part = nok(*args, "--sector", "culture").stderr
    assert "остались прежние письма — 1 (002-" in part
    nobody = nok(*args, "--new-since", "2199-01-01").stderr
    assert "писем нет" in nobody
    assert "остались прежние письма" in nobody


def test_earl_is_json_ld_with_quotations(nok: Nok, db: Path) -> None:
    document = json.loads(nok("export", "deficiencies", "--db", db, "--format", "earl").stdout)
    assert document["@context"]["earl"] == "http://www.w3.org/ns/earl#"
    outcomes = {one["earl:result"]["outcome"] for one in document["assertions"]}
    assert outcomes == {"earl:failed"}
    assert {one["earl:subject"]["@id"] for one in document["assertions"]} >= {"http://school-1.example/"}


def test_the_earliest_term_of_a_rule_counts() -> None:
    once = Item("1", "", (Term("до 1 мая", date(2026, 5, 1)),))
    monthly = Item("2", "", (Term("ежемесячно", date(2026, 1, 5), Recurrence.MONTHLY),))
    undated = Item("3", "", (Term("постоянно"),))
    protocol = Protocol("p", "1", None, "", "", (once, monthly, undated))
    proofs = {"1": Proof(("a", "b")), "2": Proof(("b", "c")), "3": Proof(("d",))}
    mapping = ProofMapping("p", "", date(2026, 1, 1), proofs)
    terms = terms_of_rules([(protocol, mapping)], date(2026, 11, 20))
    assert terms == {"a": date(2026, 5, 1), "b": date(2026, 5, 1), "c": date(2026, 12, 5)}
    assert terms_of_rules([(protocol, None)], date(2026, 11, 20)) == {}
