"""`nok protocol` and `nok deadlines` from the command line, over a stored database."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from audits.cli import main
from audits.model import AuditOptions, AuditResult, ExitCode
from audits.store import Store
from rules.model import Finding, Judgement, Organization, Outcome, Severity
from tests.audits.stored import START

TEXT = """ПРОТОКОЛ
от 2 ноября 2026 г.
№ 4
1. Министерству культуры:
1.1. Создать сайты.
Срок: 1 декабря 2026 г.
1.2. Докладывать о ходе работы.
Срок: к 10 ноября 2026 г., далее – ежемесячно.
1.3. Подготовить предложения.
"""
MAPPING = """
protocol: "2026-11-02-4"
source: выдумано
checked: 2026-11-22
items:
  "1.1": {rules: [official-site-works]}
"""
Nok = Callable[..., Result]


@pytest.fixture
def nok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nok:
    monkeypatch.chdir(tmp_path)
    for name in ("NOK_DB", "NOK_CONFIG", "NOK_METHODOLOGY", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "p.txt").write_text(TEXT, "utf-8")
    (tmp_path / "m.yml").write_text(MAPPING, "utf-8")
    return lambda *args: CliRunner().invoke(main, [*map(str, args), "--db", "nok.db"])


def night(path: Path, on: date, **outcomes: Outcome) -> None:
    """One run in which `official-site-works` came out so for each organization."""
    with Store.open(path, now=lambda: datetime.combine(on, datetime.min.time(), START.tzinfo)) as store:
        run = store.begin_run([Organization(code, site="http://x.test/") for code in outcomes], AuditOptions(on=on))
        for code, outcome in outcomes.items():
            finding = Finding("official-site-works", outcome, None, Severity.CRITICAL, f"{outcome}")
            store.record(run.id, AuditResult(code, True, Judgement("kbr-2017", on, (finding,))))
        store.finish_run(run.id)


def states(nok: Nok, on: str) -> dict[str, dict[str, object]]:
    found = nok("deadlines", "--on", on, "--format", "json")
    assert found.exit_code == 0, found.output
    return {one["item"]: one for one in json.loads(found.stdout)}


def test_import_shows_what_it_understood_and_asks(nok: Nok, tmp_path: Path) -> None:
    asked = nok("protocol", "import", "p.txt")
    assert asked.exit_code == ExitCode.NOTHING_AUDITED
    assert "срок: 10.11.2026, далее ежемесячно" in asked.stdout
    assert "Пункт 1.3: срок не указан." in asked.stdout
    assert "повторите с --yes" in asked.stderr
    assert nok("protocol", "list").exit_code == ExitCode.NOTHING_AUDITED
    assert nok("protocol", "import", "p.txt", "--yes").exit_code == 0
    assert "2026-11-02-4" in nok("protocol", "list").stdout
    (tmp_path / "p.txt").write_text(TEXT.replace("1 декабря", "5 декабря"), "utf-8")
    again = nok("protocol", "import", "p.txt", "--yes")
    assert "обновлён" in again.stderr
    assert states(nok, "2026-11-03")["1.1"]["due"] == "2026-12-05"
    shown = nok("protocol", "show", "--format", "json")
    assert [item["number"] for item in json.loads(shown.stdout)["items"]] == ["1", "1.1", "1.2", "1.3"]


def test_an_item_closes_itself_reopens_and_says_by_which_run(nok: Nok, tmp_path: Path) -> None:
    nok("protocol", "import", "p.txt", "--yes", "--mapping", "m.yml")
    passed, failed = Outcome.PASSED, Outcome.FAILED
    night(tmp_path / "nok.db", date(2026, 11, 5), a=failed, b=passed)
    night(tmp_path / "nok.db", date(2026, 11, 6), a=passed, b=Outcome.INCONCLUSIVE)
    night(tmp_path / "nok.db", date(2026, 11, 8), a=passed, b=failed)
    told = {on: states(nok, on)["1.1"] for on in ("2026-11-03", "2026-11-05", "2026-11-07", "2026-11-09", "2026-12-09")}
    assert [one["state"] for one in told.values()] == ["upcoming", "partly_met", "met", "reopened", "reopened"]
    assert told["2026-11-03"]["progress"] is None
    assert told["2026-11-05"]["progress"] == {"met": 1, "of": 2}
    assert "2026-11-06" in str(told["2026-11-07"]["note"])
    assert told["2026-11-05"]["rules"] == ["official-site-works"]
    assert told["2026-11-05"]["responsible"] == ["Министерство культуры"]
    assert set(told["2026-11-05"]) == {
        "protocol", "item", "due", "recurrence", "responsible", "state", "rules", "progress", "note",
    }  # fmt: skip


def test_ticks_are_for_a_term_and_name_their_proof(nok: Nok, tmp_path: Path) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    (tmp_path / "letter.pdf").write_bytes(b"%PDF")
    ticked = nok("deadlines", "done", "1.2", "--note", "письмо", "--on", "2026-11-09", "--attachment", "letter.pdf")
    assert "срок 10.11.2026" in ticked.stderr
    assert states(nok, "2026-11-10")["1.2"]["state"] == "met"
    later = states(nok, "2026-12-20")["1.2"]
    assert (later["due"], later["state"]) == ("2027-01-10", "due_soon")
    assert "10.12.2026" in str(later["note"])
    late = nok("deadlines", "done", "1.2", "--note", "с опозданием", "--on", "2026-12-20")
    assert "срок 10.12.2026" in late.stderr
    assert "не отмечено" not in str(states(nok, "2026-12-20")["1.2"]["note"])
    with Store.open(tmp_path / "nok.db") as store:
        assert {tick.attachment for tick in store.obligations.ticks()} == {str(tmp_path / "letter.pdf"), ""}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["9.9", "--note", "x"], "пункта 9.9 со сроком нет"),
        (["1.3", "--note", "x"], "пункта 1.3 со сроком нет"),
        (["1.2", "--note", " "], "чем подтверждено"),
        (["1.2", "--note", "x", "--due", "2026-11-11"], "Ближайшие: 2026-11-10"),
        (["1.2", "--note", "x", "--attachment", "none"], "файла none нет"),
        (["1.2", "--note", "x", "--protocol", "7"], "протокола «7» в базе нет"),
    ],
)
def test_a_tick_that_fits_nothing_is_refused(nok: Nok, args: list[str], said: str) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    refused = nok("deadlines", "done", *args)
    assert refused.exit_code == ExitCode.NOTHING_AUDITED
    assert said in refused.stderr


def test_every_form(nok: Nok, tmp_path: Path) -> None:
    nok("protocol", "import", "p.txt", "--yes")
    table = nok("deadlines", "--on", "2026-11-03")
    assert "Скоро срок — 1" in table.stdout
    assert max(map(len, table.stdout.splitlines())) <= 80
    assert nok("deadlines", "--on", "2026-11-03", "--format", "csv").stdout.startswith("protocol,item,due")
    for command in (["deadlines"], ["export", "deadlines"]):
        for form in ("xlsx", "ics"):
            assert nok(*command, "--on", "2026-11-03", "--format", form, "-o", f"d.{form}").exit_code == 0
        sheet = openpyxl.load_workbook(io.BytesIO((tmp_path / "d.xlsx").read_bytes())).active
        assert [row[1] for row in sheet.iter_rows(values_only=True)] == ["Пункт", "1.1", "1.2"]
        events = Calendar.from_ical((tmp_path / "d.ics").read_bytes()).walk("VEVENT")
        assert [event["dtstart"].dt for event in events] == [date(2026, 12, 1), date(2026, 11, 10)]
        assert "rrule" in events[1]
    assert nok("export", "findings", "--format", "ics").exit_code == ExitCode.NOTHING_AUDITED


def test_a_mapping_is_checked_against_protocol_and_methodology(nok: Nok, tmp_path: Path) -> None:
    (tmp_path / "m.yml").write_text(MAPPING.replace("official-site-works", "no-such-rule") + '  "7": {}\n', "utf-8")
    said = nok("protocol", "import", "p.txt", "--yes", "--mapping", "m.yml").stderr
    assert "no-such-rule" in said
    assert "нет в протоколе: 7" in said
    (tmp_path / "m.yml").write_text("items: 5", "utf-8")
    assert nok("protocol", "import", "p.txt", "--yes", "--mapping", "m.yml").exit_code == ExitCode.NOTHING_AUDITED
