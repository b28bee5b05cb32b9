"""The whole way of a night on the command line, over the demo region and real worker processes."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audits.commands.audit import selected
from audits.demo import DemoRegion, serve_region
from audits.model import ExitCode
from audits.store import Store
from rules.model import Organization, Sector

ROOT = Path(__file__).parents[3]
ON = "2026-11-20"
Done = subprocess.CompletedProcess[str]
Nok = Callable[..., Done]


@pytest.fixture(scope="module")
def region() -> Iterator[DemoRegion]:
    with serve_region(0) as serving:
        yield serving


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, region: DemoRegion) -> Path:
    made = tmp_path_factory.mktemp("night")
    with (made / "registry.csv").open("w", encoding="cp1251", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["код", "наименование", "сфера", "муниципалитет", "сайт", "годы оценки", "phone"])
        writer.writerow(
            [
                "one",
                "Школа № 2",
                "образование",
                "Район",
                f"http://shkola2.demo.test:{region.port}/",
                "-",
                "+7 866 299-00-11",
            ]
        )
        writer.writerow(["two", "Без сайта", "культура", "Город", "", "", ""])
        writer.writerow(["three", "Школа", "колдовство", "Город", "", "", ""])
    return made


@pytest.fixture(scope="module")
def nok(folder: Path) -> Nok:
    def run(*args: str) -> Done:
        return subprocess.run(
            [sys.executable, "-m", "audits.cli", *args],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "NOK_CONFIG": "", "NOK_DB": "", "COLUMNS": "120"},
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )

    return run


HOW = ("--on", ON, "--render", "never", "--allow-private-networks", "--resolve", "shkola2.demo.test=127.0.0.1",
       "--bus-gov-url", "http://127.0.0.1:9")  # fmt: skip


@pytest.fixture(scope="module")
def night(nok: Nok) -> Done:
    return nok("audit", "--registry", "registry.csv", "--workers", "1", *HOW)


def test_a_night_ends_with_a_summary_and_deficiencies(night: Done) -> None:
    assert night.returncode == ExitCode.DEFICIENCIES, night.stderr
    assert "Проверено " in night.stdout
    assert "official-site-works" in night.stdout
    assert "Traceback" not in night.stderr
    assert "строка 4" in night.stderr  # the bad sphere is told with its place


def test_every_organization_and_rule_is_in_the_export(night: Done, nok: Nok) -> None:
    rows = [json.loads(line) for line in nok("export", "findings").stdout.splitlines()]
    by_organization = {row["organization"] for row in rows}
    assert by_organization >= {"one", "two"}
    count = {one: sum(row["organization"] == one for row in rows) for one in by_organization}
    assert len(set(count.values())) == 1  # exhaustive: the same rules for everybody of a subject
    by_key = {(row["organization"], row["rule"]): row for row in rows}
    assert by_key["two", "official-site-works"]["outcome"] == "failed"
    assert by_key["one", "official-site-works"]["outcome"] == "passed"
    assert by_key["one", "official-site-works"]["evidence"]
    assert all((row["reason"] is not None) == (row["outcome"] in ("inconclusive", "untested")) for row in rows)


def test_show_explain_and_runs_read_it_back(night: Done, nok: Nok) -> None:
    assert "nok-page-linked-from-home" in nok("show", "one").stdout
    explained = nok("explain", "one", "nok-page-linked-from-home").stdout
    assert "место на странице: " in explained
    assert "Полнота обхода" in explained
    assert json.loads(nok("runs", "--format", "json").stdout)[0]["state"] == "finished"


def test_facts_are_judged_again_without_network(night: Done, nok: Nok) -> None:
    done = nok("evaluate", "--on", ON, "--format", "json")
    assert done.returncode == ExitCode.DEFICIENCIES, done.stderr
    told = json.loads(done.stdout)
    assert told["judged"] == told["organizations"]
    changed = json.loads(nok("compare", told["run"]["id"], "--format", "json").stdout)
    assert set(changed) == {
        "new", "fixed", "persisting", "reopened", "not_retested", "rule_changed", "registry_changed"
    }  # fmt: skip
    assert changed["persisting"]
    assert not [name for name, pairs in changed.items() if pairs and name != "persisting"]


def test_a_second_night_of_the_failed_only(night: Done, nok: Nok) -> None:
    done = nok("audit", "two", "--registry", "registry.csv", "--failed-only", *HOW, "--exit-zero", "--format", "json")
    assert done.returncode == ExitCode.CLEAN, done.stderr
    assert json.loads(done.stdout)["organizations"] == 1


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["four"], "нет организации с кодом «four»"),
        (["--municipality", "Горо"], "нет муниципалитета «Горо»"),
        (["--sector", "sport"], "ни одна организация"),
        (["--municipality", "Горо", "--municipality", "Город"], "нет муниципалитета «Горо»"),
    ],
)
def test_a_wrong_choice_starts_nothing(nok: Nok, args: list[str], said: str) -> None:
    done = nok("audit", *args, "--registry", "registry.csv", *HOW)
    assert done.returncode == ExitCode.NOTHING_AUDITED
    assert said in done.stderr


def test_check_needs_no_registry_and_no_database(nok: Nok, folder: Path, region: DemoRegion) -> None:
    before = sorted(path.name for path in folder.iterdir())
    address = f"http://shkola2.demo.test:{region.port}/"
    done = nok("check", address, "--sector", "education", *HOW, "--format", "json")
    assert done.returncode == ExitCode.DEFICIENCIES, done.stderr
    assert json.loads(done.stdout)["coverage"]["home_read"]
    assert sorted(path.name for path in folder.iterdir()) == before
    assert "реестр" not in done.stdout
    assert "--assessed-years" not in done.stderr, "this answer is for a script"
    explained = nok("check", address, *HOW, "--explain", "nok-page-linked-from-home")
    assert "Не указано: сфера (--sector), годы оценки (--assessed-years), ИНН (--inn)." in explained.stderr
    assert "nok-page-linked-from-home: недостаток" in explained.stdout


def test_a_private_address_is_refused_unless_allowed(nok: Nok, region: DemoRegion) -> None:
    done = nok("check", f"http://127.0.0.1:{region.port}/", "--on", ON, "--render", "never", "--format", "jsonl")
    assert done.returncode == ExitCode.UNDECIDED, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["reason"] for row in rows if row["outcome"] == "inconclusive"} == {"private_address"}


def test_registry_check_names_lines_and_columns(nok: Nok) -> None:
    done = nok("registry", "check", "registry.csv")
    assert "строка 4, колонка «сфера»" in done.stdout
    told = json.loads(nok("registry", "check", "registry.csv", "--format", "json").stdout)
    assert told["rows"] == 3


def test_an_imported_registry_is_remembered(nok: Nok, folder: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "other.db")
    assert "не указан реестр" in nok("audit", *HOW, "--db", db).stderr
    done = nok("registry", "import", "registry.csv", "--db", db)
    assert done.returncode == ExitCode.CLEAN, done.stderr
    assert "строка 4" in done.stderr
    again = json.loads(nok("registry", "check", f"{db}.registry.csv", "--format", "json").stdout)
    assert again["rejected"] == []
    assert [one["column"] for one in again["problems"] if one["column"] != "site"] == [
        "sector"
    ]  # what the source did not say well is left empty
    audited = nok("audit", "two", *HOW, "--db", db)
    assert audited.returncode == ExitCode.DEFICIENCIES, audited.stderr
    assert nok("registry", "import", "none.csv", "--db", db).returncode == ExitCode.NOTHING_AUDITED


def test_a_waived_deficiency_is_shown_but_not_held_against_anybody(nok: Nok, folder: Path, tmp_path: Path) -> None:
    db = str(tmp_path / "waived.db")
    first = nok("audit", "two", "--registry", "registry.csv", *HOW, "--db", db, "--format", "json")
    assert first.returncode == ExitCode.DEFICIENCIES, first.stderr
    rows = [json.loads(line) for line in nok("export", "findings", "--db", db).stdout.splitlines()]
    for row in rows:
        if row["outcome"] == "failed":
            nok(
                "waive",
                "two",
                row["rule"],
                "--reason",
                "строится",
                "--until",
                "2099-01-01",
                "--by",
                "Отдел",
                "--db",
                db,
            )
    second = nok("audit", "two", "--registry", "registry.csv", *HOW, "--db", db)
    assert second.returncode in (ExitCode.CLEAN, ExitCode.UNDECIDED)
    (waived,) = re.findall(r"недостаток — (\d+) \(из них под исключением — \1\)", second.stdout)
    assert int(waived) > 0
    assert "С недостатками — 1 (из них только под исключением — 1)" in second.stdout
    assert " искл." in second.stdout
    assert f"недостаток — {waived} (из них под исключением — {waived})" in nok("show", "two", "--db", db).stdout
    assert f"(из них под исключением — {waived})" in nok("evaluate", "--db", db, "--on", ON).stdout
    assert nok("report", "--db", db, "-o", str(tmp_path / "report")).returncode == 0
    index = (tmp_path / "report/index.html").read_text("utf-8")
    assert f"<dd>{waived} <small>из них под исключением — {waived}</small></dd>" in index


def test_a_talkative_check_names_what_it_read_and_what_not_beside_the_answer(nok: Nok, region: DemoRegion) -> None:
    address = f"http://shkola2.demo.test:{region.port}/"
    done = nok("check", "-v", address, "--sector", "education", *HOW)
    said = done.stderr.splitlines()
    assert f"страница: {address}" in said
    assert [line for line in said if line.startswith("документ: ")]
    assert "страница: " not in done.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("done", [0, 1], ids=["nothing done", "part done"])
def test_an_interrupted_audit_ends_with_130_and_says_how_to_go_on(tmp_path: Path, number: int, done: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the request and never answers
        silent.settimeout(60)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        rows = ["id,name,site", f"silent,Школа,{address}", *(["none,Без сайта,"] * done)]
        (tmp_path / "registry.csv").write_text("\n".join(rows) + "\n")
        args = "audit --registry registry.csv --db nok.db --render never --allow-private-networks --workers 2"
        with _started(args, tmp_path) as running:
            silent.accept()
            running.send_signal(number)
            said, talk = running.communicate(timeout=60)
    assert running.returncode == ExitCode.INTERRUPTED, talk
    assert talk.count("Запуск прерван, осталось организаций: 1") == 1
    assert (said + talk).count("nok audit --resume") == 1
    assert "nok compare" not in talk, "there is nothing to compare yet"
    assert ("С недостатками" in said, "Выводов" in said) == (bool(done), bool(done)), "a summary of zeros"
    assert "-9" not in talk
    assert not re.search(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+", talk), "English"
    with Store.open(tmp_path / "nok.db") as store:
        (run,) = store.runs()
        assert (run.state, run.judged) == ("interrupted", done)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_an_interrupted_check_promises_nothing_kept(tmp_path: Path, number: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with _started(f"check {address} --render never --allow-private-networks", tmp_path) as running:
            silent.accept()
            running.send_signal(number)
            shown, talk = running.communicate(timeout=60)
    told = f"Прервано: сайт {address} не проверен, ничего не записано.\n"
    assert (running.returncode, shown, talk) == (ExitCode.INTERRUPTED, "", told)


def _started(args: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "audits.cli", *args.split()],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NOK_CONFIG": "", "NOK_DB": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_interrupts,
    )


def _hear_interrupts() -> None:
    """Tests may have been started in the background of a shell that ignores Ctrl-C, and so would what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_filters_may_be_repeated() -> None:
    known = [
        Organization(id, sector=sector, municipality=place)
        for id, sector, place in (
            ("a", Sector.EDUCATION, "Горы"),
            ("b", Sector.CULTURE, "Море"),
            ("c", Sector.SPORT, "Горы"),
        )
    ]
    sectors, places = ["education", "culture"], ["горы", "Море "]
    assert [one.id for one in selected(known, ids=(), sectors=sectors, municipalities=places)] == ["a", "b"]
