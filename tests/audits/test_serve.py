"""`nok serve`: every prepared question answers, nothing can be written, no other host is answered."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import urllib.request
from datetime import date
from pathlib import Path

import httpx
import pytest

from audits.model import AuditOptions, AuditResult
from audits.serve import LISTED, QUERIES, datasette_over
from audits.store import Store, Waiver
from rules.model import Finding, Judgement, Outcome, Severity
from tests.audits.conftest import Nok
from tests.audits.stored import LIBRARY, ON, fill

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "nok.db"
    fill(path, nights=2)
    with Store.open(path) as store:
        store.waive(Waiver("s1", "nok-page-published", "переезд", "Отдел", ON))
        store.checkpoint()
    return path


def get(db: Path, path: str, *, host: str = "localhost", report: Path | None = None) -> httpx.Response:
    async def ask() -> httpx.Response:
        served = datasette_over(db, report=report, hosts=frozenset({"localhost"}))
        await served.invoke_startup()
        transport = httpx.ASGITransport(app=served.app())
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            return await client.get(path)

    return asyncio.run(ask())


@pytest.mark.parametrize("name", QUERIES)
def test_every_prepared_question_answers(db: Path, name: str) -> None:
    answer = get(db, f"/nok/{name}.json?_shape=array&kod=s1&days=99999")
    assert answer.status_code == 200, answer.text
    rows = answer.json()
    if name not in ("peremeny", "komu-pisat"):
        assert rows
    assert all(re.fullmatch(r"[а-яё ,]+", column) for row in rows for column in row if column != "когда, UTC")


@pytest.mark.parametrize("name", LISTED)
def test_every_table_shown_has_a_page_with_facets(db: Path, name: str) -> None:
    answer = get(db, f"/nok/{name}")
    assert answer.status_code == 200
    assert "Invalid" not in answer.text


def test_the_front_page_is_russian_and_hides_the_inside(db: Path) -> None:
    text = get(db, "/nok").text
    assert "Кому писать в первую очередь" in text
    assert text.index("current_deficiencies") < text.index("hidden table")


def test_codes_lead_to_verdicts_or_into_the_report(db: Path, tmp_path: Path) -> None:
    assert '<a href="/nok/organizatsiya?kod=s1">s1</a>' in get(db, "/nok/current_deficiencies").text
    (tmp_path / "index.html").write_text("отчёт")
    assert '<a href="/report/org/s1.html">s1</a>' in get(db, "/nok/current_deficiencies", report=tmp_path).text
    assert get(db, "/report/index.html", report=tmp_path).text == "отчёт"
    for address in ("/report", "/report/"):
        led = get(db, address, report=tmp_path)
        assert (led.status_code, led.headers["location"]) == (302, "/report/index.html")
    assert get(db, "/report/").headers["location"] != "/report/index.html"  # without one


def asked(db: Path, name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = get(db, f"/nok/{name}.json?_shape=array&kod=s1&days=99999").json()
    return rows


def test_after_a_run_over_a_part_everybody_is_answered_for(tmp_path: Path) -> None:
    db = tmp_path / "nok.db"
    fill(db, nights=1)
    whole = {name: asked(db, name) for name in ("komu-pisat", "davno", "munitsipalitety", "trebovaniya", "ne-otkrylis")}
    with Store.open(db) as store:
        part = store.begin_run([LIBRARY], AuditOptions(on=ON, partial=True))
        gone = Finding("official-site-works", Outcome.FAILED, None, Severity.CRITICAL, "В реестре адрес не указан.")
        store.record(part.id, AuditResult("l3", True, Judgement("kbr-2017", ON, (gone,))))
        store.finish_run(part.id)
        store.checkpoint()
    for name, rows in whole.items():
        strip = [{key: value for key, value in row.items() if key != "запуск"} for row in rows]
        assert [{key: value for key, value in row.items() if key != "запуск"} for row in asked(db, name)] == strip, name
    runs = {row["код"]: row["запуск"] for row in get(db, "/nok/current_organizations.json?_shape=array").json()}
    assert runs == {"s1": "2026-11-20", "c2": "2026-11-20", "l3": part.id}
    with Store.open(db) as store:  # a run over the whole registry that no longer names two of them, then a part
        for partial in (False, True):
            run = store.begin_run([LIBRARY], AuditOptions(on=ON, partial=partial))
            store.record(run.id, AuditResult("l3", True, Judgement("kbr-2017", ON, (gone,))))
            store.finish_run(run.id)
        store.checkpoint()
    assert {row["код"] for row in get(db, "/nok/current_organizations.json?_shape=array").json()} == {"l3"}


def test_what_is_waived_is_told_apart(tmp_path: Path) -> None:
    db = tmp_path / "nok.db"
    fill(db, nights=1)
    before = asked(db, "davno")
    with Store.open(db) as store:
        store.waive(Waiver("l3", "official-site-works", "переезд", "Отдел", date(2200, 1, 1)))
        store.checkpoint()
    (library,) = get(db, "/nok/current_organizations.json?_shape=array&код=l3").json()
    assert (library["недостатков"], library["из них под исключением"]) == (1, 1)
    assert len(asked(db, "davno")) == len(before) - 1
    assert "l3" not in {row["код"] for row in asked(db, "komu-pisat")}
    works = next(row for row in asked(db, "trebovaniya") if row["правило"] == "official-site-works")
    assert works["из них под исключением"] == 1


def test_nothing_can_be_written(db: Path) -> None:
    for sql in ("delete from runs", "select 1; delete from runs", "with x as (select 1) delete from runs"):
        answer = get(db, f"/nok.json?sql={sql}")
        assert answer.status_code == 400, sql
    assert get(db, "/nok.json?sql=select count(*) n from runs&_shape=array").json() == [{"n": 2}]


def test_another_host_is_not_answered(db: Path) -> None:
    assert get(db, "/nok", host="evil.example").status_code == 421


def test_bad_input(nok: Nok, db: Path, tmp_path: Path) -> None:
    assert "отчёта нет" in nok("serve", "--db", db, "--report", tmp_path).stderr
    assert nok("serve", "--db", tmp_path / "none.db").exit_code == 2
    assert "занять нельзя" in nok("serve", "--db", db, "--port", "1", "--host", "203.0.113.1").stderr


def test_the_command_serves_until_it_is_stopped(db: Path) -> None:
    started = subprocess.Popen(
        [sys.executable, "-m", "audits.cli", "serve", "--db", str(db), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    try:
        assert started.stderr is not None
        line = started.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert found, line
        with urllib.request.urlopen(f"{found[0]}nok/komu-pisat.json", timeout=20) as answer:
            assert answer.status == 200
        started.send_signal(signal.SIGINT)
        assert started.wait(20) in (0, 130)
    finally:
        started.kill()
        started.wait()
