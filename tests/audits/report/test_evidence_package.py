"""The package for a dispute: checksums hold, a standard reader opens the pages, the cover says what is there."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
import zstandard
from warcio.archiveiterator import ArchiveIterator

from audits.model import AuditOptions, AuditResult
from audits.store import Store
from crawler.items import Facts, Page
from rules.model import Judgement
from tests.audits.conftest import Nok
from tests.audits.stored import HOME, ON, SCHOOL, SEEN, fill, school_facts, school_findings

BODY = "<!doctype html><title>Школа</title><p>Независимая оценка качества</p>".encode("cp1251")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "nok.db"
    home = Page(HOME, fetched_at=SEEN, sha256=sha256(BODY).hexdigest(), encoding="windows-1251", title="Школа")
    site = school_facts().site
    assert site is not None
    facts = Facts(msgspec.structs.replace(site, pages=(home, *site.pages[1:])))
    with Store.open(path) as store:
        run = store.begin_run([SCHOOL], AuditOptions(on=ON))
        snapshots = {home.sha256: zstandard.ZstdCompressor().compress(BODY)}
        judged = Judgement("kbr-2017", ON, school_findings())
        store.record(run.id, AuditResult("s1", True, judged, facts, started_at=SEEN, snapshots=snapshots))
        store.finish_run(run.id)
    return path


def opened(path: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(path.read_bytes()))


def test_the_package_is_whole_and_its_checksums_hold(nok: Nok, db: Path, tmp_path: Path) -> None:
    assert nok("export", "evidence", "s1", "--db", db, "-o", tmp_path / "s1.zip").exit_code == 0
    archive = opened(tmp_path / "s1.zip")
    assert archive.testzip() is None
    sums = dict(reversed(line.split("  ")) for line in archive.read("hashes.sha256").decode().splitlines())
    assert set(sums) | {"hashes.sha256"} == set(archive.namelist())
    for name, digest in sums.items():
        assert sha256(archive.read(name)).hexdigest() == digest


def test_a_standard_reader_finds_the_page_as_it_was_received(nok: Nok, db: Path, tmp_path: Path) -> None:
    nok("export", "evidence", "s1", "--db", db, "-o", tmp_path / "s1.zip")
    warc = opened(tmp_path / "s1.zip").read("pages.warc.gz")
    records = {}
    for record in ArchiveIterator(io.BytesIO(warc), check_digests="raise"):
        records[record.rec_type] = (record.rec_headers, record.content_stream().read())
    assert set(records) == {"warcinfo", "resource", "metadata"}
    headers, body = records["resource"]
    assert body == BODY
    assert headers.get_header("WARC-Target-URI") == HOME
    assert headers.get_header("WARC-Date") == "2026-11-20T21:04:30Z"
    assert headers.get_header("Content-Type") == "text/html; charset=windows-1251"
    assert json.loads(records["metadata"][1])["sha256"] == sha256(BODY).hexdigest()


def test_cover_and_tables_tell_what_there_is(nok: Nok, db: Path, tmp_path: Path) -> None:
    nok("export", "evidence", "s1", "--db", db, "-o", tmp_path / "s1.zip")
    archive = opened(tmp_path / "s1.zip")
    cover = archive.read("index.html").decode()
    for expected in ("Школа № 1 имени =Формулы", "Страницы НОК нет.", "сохранена только контрольная сумма", "в WARC"):
        assert expected in cover
    assert "\x1b" not in cover
    assert len(json.loads(archive.read("findings.json"))) == len(school_findings())
    quotes = list(csv.reader(io.StringIO(archive.read("quotations.csv").decode("utf-8-sig")), delimiter=";"))
    assert "'=HYPERLINK(1)" in {cell for row in quotes for cell in row}
    assert json.loads(archive.read("methodology.json"))["rules"]


def test_the_same_audit_gives_the_same_package(nok: Nok, db: Path, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        nok("export", "evidence", "s1", "--db", db, "-o", tmp_path / name)
    one, two = opened(tmp_path / "one.zip"), opened(tmp_path / "two.zip")
    for name in one.namelist():
        if name not in ("pages.warc.gz", "hashes.sha256"):
            assert one.read(name) == two.read(name), name
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_who_is_not_there_has_no_package(nok: Nok, tmp_path: Path) -> None:
    fill(tmp_path / "nok.db")
    done = nok("export", "evidence", "nobody", "--db", tmp_path / "nok.db", "-o", tmp_path / "x.zip")
    assert done.exit_code == 2
    assert not (tmp_path / "x.zip").exists()
