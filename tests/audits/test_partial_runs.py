"""After a run over a part of the registry: everything still speaks of everybody, and says whose word is from when."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from audits.commands.audit import with_deficiencies
from audits.errors import InputError
from audits.model import AuditOptions, AuditResult
from audits.store import Store, Waiver
from rules.model import Finding, Judgement, Organization, Outcome, Severity, Subject
from tests.audits.conftest import Nok
from tests.audits.stored import LIBRARY, ON, SCHOOL, fill, school_facts

WHOLE, PART = "2026-11-20", "2026-11-20-2"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Everybody audited; then the library alone, whose site is there now."""
    path = tmp_path / "nok.db"
    fill(path)
    with Store.open(path) as store:
        run = store.begin_run([LIBRARY], AuditOptions(on=ON, partial=True))
        there = Finding("official-site-works", Outcome.PASSED, None, Severity.CRITICAL, "Сайт отвечает.")
        store.record(run.id, AuditResult("l3", True, Judgement("kbr-2017", ON, (there,)), school_facts()))
        assert store.finish_run(run.id).id == PART
    return path


def test_an_organization_is_shown_by_its_own_last_run(nok: Nok, db: Path) -> None:
    shown = nok("show", "s1", "--db", db)
    assert shown.exit_code == 0
    assert "Не все акты размещены." in shown.stdout
    assert f"Запуск {PART} этой организации не касался; показана её проверка в запуске {WHOLE}." in shown.stderr
    assert nok("explain", "s1", "acts-published", "--db", db).exit_code == 0
    assert nok("export", "evidence", "s1", "-o", "s1.zip", "--db", db).exit_code == 0
    assert "показана" not in nok("show", "l3", "--db", db).stderr
    asked = nok("show", "s1", "--db", db, "--run", PART)
    assert asked.exit_code == 2
    assert "он был по части реестра" in asked.stderr


def test_the_report_is_about_everybody(nok: Nok, db: Path, tmp_path: Path) -> None:
    assert nok("report", "--db", db, "-o", "out").exit_code == 0
    index = (tmp_path / "out/index.html").read_text("utf-8")
    assert "Проверено 2 из 3 организаций" in index
    assert f"Последний запуск ({PART}) был по части реестра: 1 организация." in index
    pages = {path.name for path in (tmp_path / "out/org").iterdir()}
    assert len(pages) == 3
    text = "".join(path.read_text("utf-8") for path in (tmp_path / "out/org").iterdir())
    assert "Не все акты размещены." in text
    assert "В реестре адрес не указан." not in text.split("История")[0], "the library was audited again"
    assert nok("report", "--db", db, "-o", "out", "--run", PART).exit_code == 0
    assert "Проверено 1 из 1 организаций" in (tmp_path / "out/index.html").read_text("utf-8")


def test_a_comparison_tells_what_is_open_of_those_nobody_asked_as_not_retested(nok: Nok, db: Path) -> None:
    told = json.loads(nok("compare", "--db", db, "--format", "json").stdout)
    assert [one["organization"] for one in told["fixed"]] == ["l3"]
    assert {one["organization"] for one in told["not_retested"]} == {"s1"}
    said = nok("compare", "--db", db).stdout
    assert "l3" in said
    assert f"Не перепроверялись, запуск был по части реестра: {len(told['not_retested'])}" in said
    assert "Не удалось перепроверить: 0" in said
    assert "s1" not in said


def test_findings_are_those_of_the_latest_run_and_it_is_said_that_it_knows_a_part(nok: Nok, db: Path) -> None:
    done = nok("export", "findings", "--db", db)
    assert {json.loads(line)["organization"] for line in done.stdout.splitlines()} == {"l3"}
    assert f"Запуск {PART} — по части реестра, организаций в нём: 1. По всему реестру: --run {WHOLE}" in done.stderr
    assert "по части" not in nok("export", "findings", "--db", db, "--run", WHOLE).stderr


def test_the_overview_counts_the_whole_registry(nok: Nok, tmp_path: Path) -> None:
    ministry = Organization("m", name="Министерство", subject=Subject.AUTHORITY, sector=SCHOOL.sector)
    path = tmp_path / "nok.db"
    with Store.open(path) as store:
        for some in ([SCHOOL, ministry], [ministry]):
            run = store.begin_run(some, AuditOptions(on=ON, partial=len(some) == 1))
            for one in some:
                store.record(run.id, AuditResult(one.id, True, Judgement("kbr-2017", ON, ())))
            store.finish_run(run.id)
    lines = nok("export", "overview", "--format", "jsonl", "--db", path).stdout.splitlines()
    assert {json.loads(line)["registry"] for line in lines} == {1}


def test_failed_only_means_whoever_has_something_open(db: Path) -> None:
    everybody = [SCHOOL, LIBRARY]
    with Store.open(db) as store:
        assert with_deficiencies(store, everybody, ON) == [SCHOOL]
        for rule in ("acts-published", "nok-page-published"):
            store.waive(Waiver("s1", rule, "р", "я", date(2026, 12, 31)))
        with pytest.raises(InputError, match="открытых недостатков нет"):
            with_deficiencies(store, everybody, ON)
