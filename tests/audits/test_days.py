"""One day for one deficiency, on every surface; and no day on which nobody looked."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document

from audits.model import AuditOptions, AuditResult
from audits.store import Store
from rules.model import Evidence, Finding, Judgement, Organization, Outcome, Severity
from tests.audits.conftest import Nok
from tests.audits.stored import HOME, SCHOOL, school_facts

MIDNIGHT = datetime(2026, 11, 26, 10, 21, tzinfo=UTC)  # 00:21 of the 27th where days begin first


@pytest.fixture(params=["Pacific/Kiritimati", "Europe/Moscow"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def found(path: Path, on: date, organization: Organization = SCHOOL) -> None:
    """One run at `MIDNIGHT`, judging for `on`, that found one thing wrong."""
    wrong = Finding(
        "nok-page-published", Outcome.FAILED, None, Severity.CRITICAL, "Страницы нет.",
        evidence=(Evidence(HOME, "Школа", "", "ab" * 32, MIDNIGHT),), requirement="KBR-A1-02",
    )  # fmt: skip
    with Store.open(path, now=lambda: MIDNIGHT) as store:
        run = store.begin_run([organization], AuditOptions(on=on))
        store.record(run.id, AuditResult("s1", True, Judgement("kbr-2017", on, (wrong,)), school_facts()))
        store.finish_run(run.id)


def days_of(nok: Nok, path: Path, folder: Path, on: date) -> set[str]:
    """The day the deficiency was found, as each surface tells it."""
    (record,) = json.loads(nok("export", "deficiencies", "--db", path, "--format", "json", "--on", on).stdout)
    assert record["days_open"] == max((on - date.fromisoformat(record["found"])).days, 0)
    nok("export", "deficiencies", "--db", path, "--format", "docx", "-o", folder / "letter.docx", "--on", on)
    letter = Document(str(folder / "letter.docx")).tables[1].rows[1].cells
    nok("report", "--db", path, "-o", folder / "report")
    page = next((folder / "report/org").iterdir()).read_text("utf-8")
    shown = nok("show", "s1", "--db", path).stdout
    said = date.fromisoformat(record["found"])
    return {
        f"{said:%d.%m.%Y}",
        letter[4].text.split("\n")[0],
        page.split("Выявлено ")[1][:10],
        shown.split("nok-page-published: открыт с ")[1][:10],
    }


def test_every_surface_names_one_day(nok: Nok, tmp_path: Path, zone: str) -> None:
    today = MIDNIGHT.astimezone().date()
    found(tmp_path / "nok.db", today)
    assert days_of(nok, tmp_path / "nok.db", tmp_path, today) == {f"{today:%d.%m.%Y}"}


def test_nothing_was_found_or_looked_at_before_anybody_looked(nok: Nok, tmp_path: Path, zone: str) -> None:
    today = MIDNIGHT.astimezone().date()
    found(tmp_path / "nok.db", date(2026, 11, 20))
    assert days_of(nok, tmp_path / "nok.db", tmp_path, today) == {f"{today:%d.%m.%Y}"}
    cells = Document(str(tmp_path / "letter.docx")).tables[1].rows[1].cells
    assert f"проверено {today:%d.%m.%Y}" in cells[1].text
