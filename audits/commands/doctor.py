"""`nok doctor`: is everything here that an audit needs?"""

from __future__ import annotations

from pathlib import Path

import click

from audits.commands.options import ONE, command, options, terminal_of, text_or_json
from audits.formats.write import to_json
from audits.health import examine
from audits.model import ExitCode
from audits.text.lines import Line


@command()
@text_or_json()
@ONE["methodology"]
@options("db")
@click.pass_context
def doctor(ctx: click.Context, form: str, methodology: str, db: Path) -> ExitCode:
    """Всё ли есть для работы: браузер, шрифты, сканы, база, место, часы, сеть, права, настройки — и что сделать."""
    terminal = terminal_of(ctx)
    found = list(examine(methodology, db, settings=ctx.meta.get("nok.settings")))
    if form == "json":
        terminal.data(to_json([one._asdict() for one in found]))
    else:
        marks = {"ok": ("✓ ", "green"), "weak": ("! ", "yellow"), "broken": ("✗ ", "red")}
        terminal.lines(Line(f"{one.name}: {one.says}", "", 2, *marks[one.state]) for one in found)
    return ExitCode.NOTHING_AUDITED if any(one.state == "broken" for one in found) else ExitCode.CLEAN
