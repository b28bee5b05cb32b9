"""Tables as a page of HTML and records as tables: whole, escaped, nothing lost."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from textwrap import wrap

import pytest
from lxml import html as parsed
from openpyxl import load_workbook

from audits.errors import InputError
from audits.formats import tables
from audits.formats.model import Table
from audits.formats.page import write_tables_page
from audits.formats.record_tables import HEADINGS, table_of_records
from audits.formats.records import COVERAGE_KEYS, DEFICIENCY_KEYS, FINDING_KEYS, ORGANIZATION_KEYS, RUN_KEYS
from audits.formats.tables import write_tables_workbook
from tests.audits.conftest import Nok
from tests.audits.stored import fill

ON = date(2026, 11, 20)
HOSTILE = '<script>alert(1)</script> "><img src=x onerror=y> \u202ehttps://a.example/?q="x" javascript:z'


def page(*cells: object) -> str:
    table = Table("t", HOSTILE, tuple(f"<b>{n}" for n in range(len(cells))), (cells,), note="<i>")  # type: ignore[arg-type]
    return "".join(write_tables_page([table], title=HOSTILE, on=ON))


def test_nothing_foreign_is_markup_and_nothing_is_loaded() -> None:
    made = page(HOSTILE, 12345, date(2026, 1, 2), None, 1.5)
    tree = parsed.document_fromstring(made)
    assert {one.tag for one in tree.iter()} <= {
        "html", "head", "meta", "title", "style", "body", "h1", "p", "div", "table", "thead", "tbody", "tr", "th", "td",
        "a",
    }  # fmt: skip
    assert not [one for one in tree.iter() if one.get("src") or one.get("style")]
    assert "url(" not in made
    assert [one.get("href") for one in tree.iter("a")] == ["https://a.example/?q="]
    assert "\u202e" not in made
    assert [one.text_content() for one in tree.iter("td")][1:] == ["12 345", "02.01.2026", "—", "1,5"]
    assert "default-src 'none'" in made


def test_every_key_of_a_record_has_a_heading_and_none_is_left_out() -> None:
    for keys in (FINDING_KEYS, ORGANIZATION_KEYS, RUN_KEYS, COVERAGE_KEYS, DEFICIENCY_KEYS):
        assert set(keys) <= set(HEADINGS)
        assert len(table_of_records("t", "", [], keys).columns) == len(keys)


def test_more_rows_than_a_sheet_takes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "_SHEET_ROWS", 2)
    with pytest.raises(InputError, match="лист вмещает 2"):
        write_tables_workbook([Table("t", "Т", ("a",), (("x",),) * 3)], title="Т", on=ON)


@pytest.mark.parametrize("what", ["findings", "organizations", "runs", "coverage"])
def test_whatever_is_a_list_is_a_workbook_and_a_page_too(nok: Nok, tmp_path: Path, what: str) -> None:
    fill(tmp_path / "nok.db")
    rows = nok("export", what, "--db", "nok.db", "--format", "jsonl").stdout.splitlines()
    assert nok("export", what, "--db", "nok.db", "--format", "xlsx", "-o", "x.xlsx").exit_code == 0
    (sheet,) = load_workbook(io.BytesIO((tmp_path / "x.xlsx").read_bytes())).worksheets
    assert sheet.max_row == 4 + len(rows)
    shown = nok("export", what, "--db", "nok.db", "--format", "html")
    assert shown.exit_code == 0
    assert len(parsed.document_fromstring(shown.stdout).findall(".//tbody/tr")) == len(rows)


@pytest.mark.parametrize(
    "args", ["export deficiencies", "deadlines", "export deadlines", "export coverage --year 2026"]
)
def test_lists_with_formats_of_their_own_are_pages_too(nok: Nok, tmp_path: Path, args: str) -> None:
    fill(tmp_path / "nok.db")
    shown = nok(*args.split(), "--db", "nok.db", "--format", "html")
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.startswith("<!doctype html>")
    assert "failed" not in parsed.document_fromstring(shown.stdout).text_content()


def test_on_paper_no_day_is_cut_no_empty_column_takes_room_and_a_long_row_may_be_parted() -> None:
    long = "Слово " * 200
    table = Table("t", "Т", ("a", "b", "c"), (("28.11.2026", None, "x"), (date(2026, 5, 1), "", long)))
    tree = parsed.document_fromstring("".join(write_tables_page([table], title="Т", on=ON)))
    first, second = tree.xpath("//tbody/tr")
    assert [one.get("class") for one in first] == ["d", "empty", None]
    assert [one.get("class") for one in second] == ["d", "empty", None]
    assert [one.get("class") for one in tree.iter("th")] == [None, "empty", None]
    assert (first.get("class"), second.get("class")) == (None, "long")
    style = tree.find(".//style").text
    printed = style.partition("@media print")[2]
    assert "td { overflow-wrap: anywhere; }" not in printed  # words are cut then, since no column asks for room
    assert ".empty { display: none; }" in printed


def test_a_heading_of_several_lines_has_room_and_a_code_is_called_one() -> None:
    keys = ("organization", "seconds")
    table = table_of_records("t", "Т", [{"organization": "s1", "seconds": 1.0}], keys)
    assert table.columns == ("Код организации", "Секунд от начала до конца")
    (sheet,) = load_workbook(io.BytesIO(write_tables_workbook([table], title="Т", on=ON, contents=False)))
    width, height = sheet.column_dimensions["B"].width, sheet.row_dimensions[4].height
    lines = wrap("Секунд от начала до конца", int((width - 1) / 1.1), break_long_words=False)
    assert height >= 13 * len(lines)
    assert len(lines) >= 2


def test_a_workbook_without_terms_says_so(nok: Nok, tmp_path: Path) -> None:
    fill(tmp_path / "nok.db", nights=1)
    done = nok("export", "deadlines", "--db", "nok.db", "--format", "xlsx", "-o", "t.xlsx")
    assert "Сроков нет" in done.stderr
    assert "Внести: nok protocol import ФАЙЛ" in str(load_workbook(tmp_path / "t.xlsx").active["A2"].value)
