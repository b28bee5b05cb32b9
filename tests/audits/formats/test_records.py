"""What other programs read: keys, order, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audits.errors import InputError
from audits.formats import records
from audits.formats.write import FORMULA_STARTS, csv_cell, csv_lines, json_array, json_lines, write_file
from audits.model import AuditResult
from audits.store import Store
from crawler.items import Coverage, Facts, Site
from rules.model import Judgement, Organization
from tests.audits.stored import fill

CONTRACT_KEYS = [
    "run", "organization", "rule", "outcome", "reason", "severity", "message", "remarks", "details", "evidence",
    "requirement", "methodology", "on", "first_seen",
]  # fmt: skip


@pytest.fixture
def stored(tmp_path: Path) -> list[dict[str, object]]:
    fill(tmp_path / "nok.db")
    with Store.open(tmp_path / "nok.db") as store:
        return [records.stored_record(one) for one in store.findings()]


def test_a_finding_has_the_keys_of_the_contract_in_its_order(stored: list[dict[str, object]]) -> None:
    assert len(stored) == 8
    for line in json_lines(stored):
        assert list(json.loads(line)) == CONTRACT_KEYS
    quoted = next(one for one in stored if one["rule"] == "acts-published")
    assert isinstance(quoted["evidence"], list)
    assert list(quoted["evidence"][0]) == ["url", "pointer", "excerpt", "sha256", "fetched_at"]


@pytest.mark.parametrize("site", [None, Site("http://a.test/"), Site("http://a.test/", coverage=Coverage(pages=7))])
def test_a_checks_coverage_has_every_field_whatever_was_seen(site: Site | None) -> None:
    judgement = Judgement("kbr-2017", date(2026, 11, 20), ())
    result = AuditResult("s1", judged=site is not None, judgement=judgement, facts=Facts(site=site))
    told = records.check_record(result, Organization("s1", "Школа"))
    assert list(told["coverage"]) == list(Coverage.__struct_fields__)


def test_a_reason_stands_exactly_where_nothing_could_be_told(stored: list[dict[str, object]]) -> None:
    for one in stored:
        assert (one["reason"] is not None) == (one["outcome"] in ("inconclusive", "untested"))


def test_json_array_of_nothing_one_and_many() -> None:
    for rows in ([], [{"a": 1}], [{"a": 1}, {"a": "б"}]):
        assert json.loads("".join(json_array(rows))) == rows


def test_csv_reads_back() -> None:
    rows = [{"a": 'he said "no";\nyes', "b": ["x", "y"], "c": {"k": 1}, "d": None, "e": -5, "f": True}]
    text = "".join(csv_lines(rows, ("a", "b", "c", "d", "e", "f")))
    head, row = csv.reader(io.StringIO(text, newline=""))
    assert head == ["a", "b", "c", "d", "e", "f"]
    assert row == ['he said "no";\nyes', "x | y", '{"k": 1}', "", "-5", "True"]
    assert "".join(csv_lines([], ("a", "b"))) == "a,b\r\n"


@pytest.mark.parametrize(
    "payload", ["=1+1", "+7 900", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1", "\x1b=1", ["=1", "x"]]
)
def test_no_cell_begins_like_a_formula(payload: object) -> None:
    assert csv_cell(payload).startswith("'")


@given(st.text())
def test_no_text_whatever_becomes_a_formula(text: str) -> None:
    cell = csv_cell(text)
    assert cell == "-" or not cell.startswith(FORMULA_STARTS)
    assert not any(ord(char) < 32 and char not in "\t\r\n" for char in cell)


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "deep/er/out.csv"
    write_file(path, ["a", "б"], encoding="utf-8-sig")
    assert path.read_bytes() == b"\xef\xbb\xbfa\xd0\xb1"
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~_umask()

    def breaking() -> object:
        yield "half"
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        write_file(path, breaking())  # type: ignore[arg-type]
    assert path.read_bytes() == b"\xef\xbb\xbfa\xd0\xb1"
    assert [one.name for one in path.parent.iterdir()] == ["out.csv"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path, tmp_path / "file" / "x.csv"):
        with pytest.raises(InputError, match="Выгрузка не записана"):
            write_file(path, ["x"])


def test_a_link_is_followed_and_what_it_leads_to_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link, hanging = tmp_path / "real" / "out.csv", tmp_path / "link.csv", tmp_path / "hanging.csv"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    hanging.symlink_to(tmp_path / "real" / "new.csv")
    before = target.stat().st_ino
    write_file(link, ["new"])
    write_file(hanging, ["made"])
    assert link.is_symlink()
    assert hanging.is_symlink()
    assert (target.read_text(), (tmp_path / "real" / "new.csv").read_text()) == ("new", "made")
    assert target.stat().st_ino != before  # never half a file, also behind a link
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(one.name for one in (tmp_path / "real").iterdir()) == ["new.csv", "out.csv"]


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            write_file(path, ["строка\n", "ещё\n"])
            assert os.read(reader, 4096).decode() == "строка\nещё\n"
        finally:
            os.close(reader)
        assert stat.S_ISFIFO(pipe.lstat().st_mode)
    assert link.is_symlink()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link", "pipe"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes device nodes")
def test_a_device_is_written_into_and_stays_a_device(tmp_path: Path) -> None:
    full, null = tmp_path / "full", tmp_path / "null"
    try:
        os.mknod(full, 0o666 | stat.S_IFCHR, os.makedev(1, 7))
        os.mknod(null, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
        null.open("wb").close()
    except OSError:
        pytest.skip("no device nodes here")
    write_file(null, ["x"])
    with pytest.raises(InputError, match="на диске кончилось место"):
        write_file(full, ["x"])
    assert stat.S_ISCHR(full.lstat().st_mode)
    assert stat.S_ISCHR(null.lstat().st_mode)


def test_our_own_stdout_is_gone_on_with_also_when_it_is_a_file(tmp_path: Path) -> None:
    # a link of /proc, as /dev/stdout is one: what the shell has written there must stay
    link, out = tmp_path / "stdout", tmp_path / "out"
    link.symlink_to("/proc/self/fd/1")
    code = (
        f"from pathlib import Path; from audits.formats.write import write_file; write_file(Path({str(link)!r}), ['b'])"
    )
    with out.open("w") as file:
        file.write("a")
        file.flush()
        subprocess.run([sys.executable, "-c", code, str(link)], check=True, stdout=file)
        os.write(file.fileno(), b"c")
    assert out.read_text() == "abc"
    piped = subprocess.run([sys.executable, "-c", code, str(link)], check=True, stdout=subprocess.PIPE)
    assert piped.stdout == b"b"
    assert link.is_symlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
