"""Facts judged by another methodology: a question of its own, which everything printed next has to be able to read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

import rules.load
from audits.model import ExitCode
from rules.catalog_model import Methodology
from tests.audits.conftest import Nok
from tests.audits.stored import fill

OTHER = "other-2026"


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of one night, with another methodology installed: that of the region without its acts."""
    read, known = rules.load.load_methodology_file, rules.load.methodologies()

    def loaded(path: Path) -> Methodology:
        found = read(path.with_stem(known[0]))
        own = tuple(rule for rule in found.rules if not rule.id.startswith("acts-"))
        return msgspec.structs.replace(found, id=path.stem, rules=own)

    monkeypatch.setattr(rules.load, "methodologies", lambda: (*known, OTHER))
    monkeypatch.setattr(rules.load, "load_methodology_file", loaded)
    path = tmp_path / "nok.db"
    fill(path, nights=1)
    return path


def test_what_is_printed_as_next_reads_the_replay(nok: Nok, db: Path) -> None:
    done = nok("evaluate", "--methodology", OTHER, "--on", "2026-11-20", "--db", db)
    name = next(iter(re.findall(r"--run (\S+),", done.stderr)))
    steps = re.findall(r"nok (?:show|explain|compare|export)[^,.]*", done.stderr)
    assert [step.split()[1] for step in steps] == ["show", "explain", "compare", "export"]
    for step in steps:
        words = step.replace("КОД", "s1").replace("ПРАВИЛО", "results-published").split()[1:]
        told = nok(*words, "--db", db)
        assert told.exit_code == ExitCode.CLEAN, told.output
        assert name in told.output or OTHER in told.output
    exported = nok("export", "findings", "--run", name, "--db", db).stdout.splitlines()
    assert {(one["run"], one["methodology"]) for one in map(json.loads, exported)} == {(name, OTHER)}
    latest = map(json.loads, nok("export", "findings", "--db", db).stdout.splitlines())
    assert {one["run"] for one in latest} == {"2026-11-20"}  # it is no night: the latest run stays what it was
    assert f"nok compare {name}" in nok("compare", "--db", db).stderr


def test_a_replay_that_nobody_followed_has_no_list_of_deficiencies(nok: Nok, db: Path) -> None:
    done = nok("evaluate", "--methodology", OTHER, "--on", "2026-11-20", "--db", db)
    name = next(iter(re.findall(r"--run (\S+),", done.stderr)))
    listed = nok("export", "deficiencies", "--run", name, "--db", db)
    assert listed.exit_code == ExitCode.NOTHING_AUDITED
    assert f"nok export findings --run {name}" in listed.stderr


def test_a_replay_by_the_same_methodology_is_what_is_shown(nok: Nok, db: Path) -> None:
    done = nok("evaluate", "--on", "2026-11-20", "--db", db)
    assert "nok show КОД, nok explain КОД ПРАВИЛО, nok compare." in done.stderr
    exported = nok("export", "findings", "--db", db).stdout.splitlines()
    assert {json.loads(line)["run"] for line in exported} == {"2026-11-20-2"}
    assert nok("export", "deficiencies", "--run", "2026-11-20-2", "--db", db).exit_code == ExitCode.CLEAN
