"""`nok doctor`: is everything here that an audit needs?"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import click

from audits.commands.options import ONE, command, options, terminal_of, text_or_json
from audits.formats.write import to_json
from audits.lines import Line
from audits.model import ExitCode

FREE_SPACE = 1024**3


class Health(NamedTuple):
    """One thing looked at. `state`: "ok", "weak" (works, but less is seen), "broken" (no audit possible)."""

    name: str
    state: str
    says: str


@command()
@text_or_json()
@ONE["methodology"]
@options("db")
@click.pass_context
def doctor(ctx: click.Context, form: str, methodology: str, db: Path) -> ExitCode:
    """Всё ли есть для проверки: браузер, распознавание текста, методика, база, место на диске."""
    terminal = terminal_of(ctx)
    found = list(examine(methodology, db))
    if form == "json":
        terminal.data(to_json([one._asdict() for one in found]))
    else:
        marks = {"ok": ("✓ ", "green"), "weak": ("! ", "yellow"), "broken": ("✗ ", "red")}
        terminal.lines(Line(f"{one.name}: {one.says}", "", 2, *marks[one.state]) for one in found)
    return ExitCode.NOTHING_AUDITED if any(one.state == "broken" for one in found) else ExitCode.CLEAN


def examine(methodology: str, db: Path) -> Iterator[Health]:
    """Look at everything an audit needs on this machine. Sends nothing over the network."""
    yield Health("Python", "ok", sys.version.split()[0])
    for name, look in (
        ("Методика", lambda: _methodology(methodology)),
        ("Браузер", _browser),
        ("База", lambda: _db(db)),
    ):
        yield _examined(name, look)
    yield _ocr()
    yield _space(db)


def _examined(name: str, look: Callable[[], tuple[str, str]]) -> Health:
    try:
        return Health(name, *look())
    except Exception as error:
        return Health(name, "broken", str(error) or type(error).__name__)


def _methodology(name: str) -> tuple[str, str]:
    from rules.load import load_methodology

    return "ok", f"{name}, правил — {len(load_methodology(name).rules)}"


def _browser() -> tuple[str, str]:
    from playwright.sync_api import sync_playwright

    from crawler.browser import find_browser

    with sync_playwright() as playwright:
        found = find_browser(playwright_path=playwright.chromium.executable_path)
    if found is None:
        return "weak", "не найден; страницы, которые строит скрипт, останутся без вывода. Установите chromium"
    return "ok", str(found)


def _db(path: Path) -> tuple[str, str]:
    from audits.store import Store

    if not path.exists():
        return "ok", f"{path} ещё нет, появится при первой проверке"
    with Store.open(path, create=False) as store:
        problems = store.integrity_check()
        return ("broken", "; ".join(problems)) if problems else ("ok", f"{path}, запусков — {len(store.runs())}")


def _ocr() -> Health:
    if shutil.which("tesseract"):
        return Health("Распознавание сканов", "ok", "tesseract")
    return Health("Распознавание сканов", "weak", "нет tesseract; документы-сканы останутся без вывода")


def _space(db: Path) -> Health:
    folder = next(parent for parent in (db.resolve(), *db.resolve().parents) if parent.is_dir())
    free = shutil.disk_usage(folder).free
    state = "ok" if free > FREE_SPACE else "weak"
    return Health("Место на диске", state, f"свободно {free / 1024**3:.1f} ГБ в {folder}")
