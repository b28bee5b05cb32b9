"""`nok demo`: the built-in region, served on this machine only and audited like a real one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import msgspec

from audits.commands.options import judged, options, terminal_of, text_or_json
from audits.commands.running import audit_and_tell
from audits.model import AuditOptions, ExitCode
from audits.store import Store


@click.command()
@click.option("--serve", "serving", is_flag=True, help="Только раздавать сайты, пока не нажмут Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Порт (0 — любой свободный).")
@text_or_json()
@judged
@options("workers", "db", "exit-zero")
@click.pass_context
def demo(
    ctx: click.Context,
    serving: bool,
    port: int,
    form: str,
    workers: int | None,
    db: Path,
    exit_zero: bool,
    how: AuditOptions,
) -> ExitCode:
    """Проверить встроенную вымышленную область: сайты поднимаются на этой же машине, сеть не нужна."""
    from audits.demo import ON, serve_region

    terminal = terminal_of(ctx)
    with serve_region(port=port) as region:
        pass
    return ExitCode.CLEAN
