"""A result never takes the place of what the command reads, nor of a database."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audits.formats.letter_template import build_template
from audits.store import Store
from tests.audits.conftest import Nok
from tests.audits.stored import fill

REGISTRY = "id,name\nо-1,Школа\n"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "good.db"
    fill(path, nights=1)
    return path


def refused(nok: Nok, file: Path, *args: object) -> None:
    """A command that names `file` for its result says no and leaves it as it is."""
    before = file.read_bytes() if file.exists() else None
    done = nok(*args)
    assert done.exit_code == 2, done.output
    assert "бы пропал" in done.stderr or "читает" in done.stderr
    assert (file.read_bytes() if file.exists() else None) == before


@pytest.mark.parametrize(
    "what",
    [
        ("deficiencies", "--format", "docx"),
        ("deficiencies", "--format", "xlsx"),
        ("findings", "--format", "csv"),
        ("findings", "--format", "html"),
        ("deadlines", "--format", "ics"),
        ("coverage", "--year", "2026", "--format", "html"),
        ("overview", "--format", "csv"),
        ("evidence", "s1"),
    ],
    ids=" ".join,
)
def test_an_export_does_not_replace_its_database(nok: Nok, db: Path, what: tuple[str, ...]) -> None:
    refused(nok, db, "export", *what, "--db", db, "-o", db)
    (db.parent / "link.db").symlink_to(db)
    refused(nok, db, "export", *what, "--db", "link.db", "-o", db)
    with Store.open(db, create=False) as store:
        assert store.integrity_check() == []


@pytest.mark.parametrize("ending", ["-wal", "-shm", ".lock", ".night.lock", ".registry.csv"])
def test_nor_what_belongs_to_the_database(nok: Nok, db: Path, ending: str) -> None:
    refused(nok, db.with_name(db.name + ending), "export", "runs", "--db", db, "-o", f"{db}{ending}")


def test_nor_another_database(nok: Nok, db: Path) -> None:
    copy = Path(shutil.copy(db, db.with_name("copy.db")))
    refused(nok, copy, "export", "runs", "--db", db, "-o", copy)


def test_nor_settings_templates_and_what_settings_name(nok: Nok, db: Path, tmp_path: Path) -> None:
    (tmp_path / "reg.csv").write_text(REGISTRY)
    (tmp_path / "nok.toml").write_text('db = "good.db"\nregistry = "reg.csv"\n')
    for name in ("nok.toml", "reg.csv"):
        refused(nok, tmp_path / name, "export", "runs", "-o", name)
    letters = tmp_path / "letters"
    build_template(letters / "000-реестр-писем.docx")
    template = letters / "000-реестр-писем.docx"
    refused(nok, template, "export", "deficiencies", "--format", "docx", "--template", template, "-o", letters)
    assert list(letters.iterdir()) == [template]


def test_nor_the_registry_that_is_imported(nok: Nok, db: Path, tmp_path: Path) -> None:
    registry = tmp_path / "reg.csv"
    registry.write_text(REGISTRY)
    refused(nok, registry, "registry", "import", registry, "-o", registry, "--db", db)
    refused(nok, registry, "registry", "import", registry, "-o", "new.csv", "--changes", registry, "--db", db)
    refused(nok, db, "registry", "import", registry, "-o", db, "--db", db)
    refused(nok, db, "registry", "import", registry, "-o", "new.csv", "--changes", db, "--db", db)


def test_a_report_is_not_written_anew_around_the_database(nok: Nok, db: Path, tmp_path: Path) -> None:
    assert nok("report", "-o", "out", "--db", db).exit_code == 0
    inside = Path(shutil.copy(db, tmp_path / "out" / "nok.db"))
    refused(nok, inside, "report", "-o", "out", "--db", inside)


def test_a_former_result_is_replaced(nok: Nok, db: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert nok("export", "runs", "--db", db, "-o", "runs.jsonl").exit_code == 0


@pytest.mark.parametrize("form", ["docx", "xlsx", "html", "jsonl", "earl"])
def test_a_file_of_another_kind_is_not_replaced(nok: Nok, db: Path, form: str) -> None:
    registry = db.parent / "r.csv"
    registry.write_text(REGISTRY, "utf-8")
    refused(nok, registry, "export", "deficiencies", "--db", db, "--format", form, "-o", registry)
    (db.parent / "empty.csv").touch()
    for name in ("list", "list", "empty.csv"):  # the second time what the first wrote
        done = nok("export", "deficiencies", "--db", db, "--format", form, "-o", db.parent / name)
        assert done.exit_code == 0, done.stderr
    assert nok("export", "deficiencies", "--db", db, "--format", "csv", "-o", registry).exit_code == 0
