"""`nok serve`: every prepared question answers, nothing can be written, no other host is answered."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import httpx
import pytest

from audits.serve import LISTED, QUERIES, datasette_over
from audits.store import Store, Waiver
from tests.audits.conftest import Nok
from tests.audits.stored import ON, fill

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
