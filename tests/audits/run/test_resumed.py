"""A resumed run keeps what it was begun with: what changes verdicts must not be lost with the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from audits.cli import main
from audits.model import AuditOptions, Budget, Run
from audits.run.resumed import as_begun, kept
from audits.store import Store
from rules.model import Organization, Sector

Nok = Callable[..., Result]
DAY = date(2026, 11, 20)
BEGUN = AuditOptions(
    on=DAY,
    render="never",
    allow_private=True,
    bus_gov_url="http://127.0.0.1:9",
    hosts={"one.test": "127.0.0.1", "two.test": "127.0.0.2"},
    partial=True,
    canaries=("https://one.example",),
    timeout=3.0,
)
TODAY = AuditOptions(on=date(2026, 11, 27), bus_gov_url="https://bus.gov.ru")


def run_of(options: AuditOptions) -> Run:
    return Run(
        "r", options.methodology, options.on, datetime.now(UTC), state="interrupted",
        options=msgspec.to_builtins(options),
    )  # fmt: skip


def test_what_a_run_was_begun_with_holds_to_its_end() -> None:
    assert as_begun(run_of(BEGUN), TODAY) == BEGUN


def test_what_is_said_anew_holds_for_the_rest_and_hosts_are_added() -> None:
    asked = msgspec.structs.replace(TODAY, hosts={"two.test": "127.0.0.3"}, budget=Budget(seconds=9.0))
    goes_on = as_begun(run_of(BEGUN), asked, {"hosts", "budget"})
    assert goes_on.hosts == {"one.test": "127.0.0.1", "two.test": "127.0.0.3"}
    assert (goes_on.budget.seconds, goes_on.render, goes_on.partial) == (9.0, "never", True)


def test_a_record_of_an_older_version_lacks_options() -> None:
    run = msgspec.structs.replace(run_of(BEGUN), options={"hosts": {"one.test": "127.0.0.1"}, "forgotten": 1})
    assert as_begun(run, TODAY).hosts == {"one.test": "127.0.0.1"}


def test_only_what_this_command_does_not_say_is_told() -> None:
    assert list(kept(BEGUN, BEGUN)) == []
    assert list(kept(BEGUN, msgspec.structs.replace(BEGUN, hosts={}, render="auto"))) == [
        "--render never", "--resolve one.test=127.0.0.1", "--resolve two.test=127.0.0.2"
    ]  # fmt: skip


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A database with a run that was killed: one organization at a host only `--resolve` knows."""
    path = tmp_path / "nok.db"
    options = msgspec.structs.replace(BEGUN, hosts={"one.test": "127.0.0.1"}, partial=False, canaries=())
    school = Organization(id="one", name="Школа", sector=Sector.EDUCATION, site="http://one.test:9/")
    with Store.open(path) as store:
        store.begin_run([school], options, registry="r.csv")
    return path


@pytest.fixture
def nok(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Nok:
    monkeypatch.chdir(tmp_path)
    for name in ("NOK_DB", "NOK_CONFIG", "NOK_REGISTRY", "NOK_METHODOLOGY"):
        monkeypatch.delenv(name, raising=False)
    return lambda *args: CliRunner().invoke(main, list(args))


def test_a_bare_resume_knows_the_hosts(nok: Nok, left: Path) -> None:
    done = nok("audit", "--resume", "--db", str(left), "--format", "json")
    assert "с теми же параметрами: --allow-private-networks --render never" in done.stderr
    assert "--resolve one.test=127.0.0.1" in done.stderr
    told = json.loads(done.stdout)
    assert told["run"]["state"] == "finished"
    found = [json.loads(line) for line in nok("export", "findings", "--db", str(left)).stdout.splitlines()]
    (works,) = [row for row in found if row["rule"] == "official-site-works"]
    assert works["reason"] != "dns_failure"
    assert "доменное имя не существует" not in works["message"]


def test_another_day_is_another_run(nok: Nok, left: Path) -> None:
    done = nok("audit", "--resume", "--on", "2026-11-27", "--db", str(left))
    assert done.exit_code == 2
    assert "судит на 2026-11-20, а не на 2026-11-27" in done.stderr


def test_a_run_over_the_built_in_region_is_not_gone_on_with(nok: Nok, tmp_path: Path) -> None:
    path = tmp_path / "nok.db"
    with Store.open(path) as store:
        store.begin_run([Organization(id="one", name="Школа")], BEGUN, registry="demo")
    done = nok("audit", "--resume", "--db", str(path))
    assert done.exit_code == 2
    assert "nok demo" in done.stderr
