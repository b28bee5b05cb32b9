"""`nok doctor`: every thing looked at says what to do when it is not well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from audits import health
from audits.errors import InputError
from audits.store import Sent, Stage, Store
from tests.audits.stored import fill


@pytest.fixture
def db(tmp_path: Path) -> Path:
    fill(tmp_path / "nok.db")
    return tmp_path / "nok.db"


def test_a_machine_without_tools_is_weak_and_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.shutil, "which", lambda name: None)
    for look in (health.check_fonts, health.check_ocr):
        state, says = look()
        assert state == "weak"
        assert "Установите" in says or "установите" in says


def test_a_broken_database_is_told_with_the_way_back(db: Path) -> None:
    assert health.check_db(db)[0] == "ok"
    body = bytearray(db.read_bytes())
    body[8192:40960] = b"\xff" * 32768
    db.write_bytes(bytes(body))
    found = health.examined("База", lambda: health.check_db(db))
    assert found.state == "broken"
    assert "копи" in found.says


def test_the_clock_is_compared_with_what_was_written(tmp_path: Path) -> None:
    later = datetime.now(UTC) + timedelta(days=2)
    with Store.open(tmp_path / "nok.db", now=lambda: later) as store:
        from audits.model import AuditOptions

        store.begin_run([], AuditOptions(on=date(2026, 1, 1)))
    state, says = health.check_clock(tmp_path / "nok.db")
    assert (state, "Проверьте часы" in says) == ("broken", True)
    assert health.check_clock(tmp_path / "none.db")[0] == "ok"


def test_nights_that_did_not_end_well_are_told(tmp_path: Path) -> None:
    clock = [datetime.now(UTC)]
    with Store.open(tmp_path / "nok.db", now=lambda: clock[0]) as store:
        assert health.check_nights(tmp_path / "nok.db") == ("ok", "ещё не было; завести: deploy/README.md")
        store.nights.begin(date(2026, 11, 20))
        assert "не завершена (этап: проверка)" in health.check_nights(tmp_path / "nok.db")[1]
        store.nights.told(date(2026, 11, 20), "json-1", Sent.FAILED)
        assert "не до всех" in health.check_nights(tmp_path / "nok.db")[1]
        store.nights.told(date(2026, 11, 20), "json-1", Sent.SENT)
        store.nights.reach(date(2026, 11, 20), Stage.FINISHED)
        assert health.check_nights(tmp_path / "nok.db")[0] == "ok"
        clock[0] -= timedelta(days=3)
        store.nights.begin(date(2026, 11, 20))
        store.nights.reach(date(2026, 11, 20), Stage.FINISHED)
        assert "Проверьте расписание" in health.check_nights(tmp_path / "nok.db")[1]


@pytest.mark.parametrize(
    ("look", "state", "says"),
    [
        (lambda folder: health.check_settings({"registry": "none.csv"}), "broken", "реестра none.csv нет"),
        (lambda folder: health.check_network(("127.0.0.1:9",)), "broken", "не отвечает ни один"),
        (lambda folder: health.check_network(()), "weak", "canaries"),
        (lambda folder: health.check_notify(None, {}), "weak", "NOK_NOTIFY_URLS"),
        (lambda folder: health.check_notify(None, {"NOK_NOTIFY_URLS": "json://a"}), "ok", "адресов — 1"),
    ],
)
def test_each_says_what_to_do(look: Callable[[Path], tuple[str, str]], state: str, says: str, tmp_path: Path) -> None:
    found, said = look(tmp_path)
    assert found == state
    assert says in said


def test_a_readable_secret_is_refused(tmp_path: Path) -> None:
    (tmp_path / "urls").write_text("json://a")
    (tmp_path / "urls").chmod(0o644)
    with pytest.raises(InputError, match="могут прочесть другие"):
        health.check_notify(str(tmp_path / "urls"), {})
