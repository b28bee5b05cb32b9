"""`nok demo`: the built-in region, served on this machine only and audited like a real one."""

from __future__ import annotations

import socket
import time
from datetime import date
from pathlib import Path

import click
import msgspec

from audits.commands.options import ONE, command, options, terminal_of, text_or_json
from audits.commands.run_options import audit_options
from audits.commands.running import audit_and_tell
from audits.console import Terminal
from audits.errors import InputError
from audits.model import ExitCode
from audits.store import Store

DEMO = "demo"  # stands in a run's record where others name the file of their registry


@command()
@click.option("--serve", "serving", is_flag=True, help="Только раздавать сайты, пока не нажмут Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Порт (0 — любой свободный).")
@text_or_json()
@ONE["methodology"]
@ONE["on"]
@ONE["render"]
@options("workers", "pictures", "db", "exit-zero")
@click.pass_context
def demo(
    ctx: click.Context,
    serving: bool,
    port: int,
    form: str,
    methodology: str,
    on: date | None,
    render: str,
    workers: int | None,
    pictures: int,
    db: Path,
    exit_zero: bool,
) -> ExitCode:
    """Проверить встроенную вымышленную область: её сайты поднимаются на этой же машине, сеть не нужна."""
    from audits.demo import ON, serve_region
    from audits.demo.command import demo_options

    terminal = terminal_of(ctx)
    if port and _taken(port):
        raise InputError(f"Область не поднята: порт {port} занят другой программой.", "Укажите другой --port или 0.")
    with serve_region(port) as region:
        if serving:
            return _serve(terminal, [one.site for one in region.organizations if one.site])
        how = audit_options(
            ctx,
            methodology=methodology,
            on=on or ON,  # the region is declared as of a day: its truth does not age
            render=render,
            allow_private_networks=True,
            bus_gov_url=region.bus_gov_url,
        )
        short = demo_options(region)
        how = msgspec.structs.replace(
            how,
            hosts=short.hosts,
            budget=short.budget,
            timeout=short.timeout,
            retries=short.retries,
            bus_gov_delay=short.bus_gov_delay,
            pictures=pictures,
            canaries=(),  # nobody outside is spoken to
        )
        terminal.say(f"Встроенная область: организаций — {len(region.organizations)}, сайты — на 127.0.0.1")
        with Store.open(db) as store:
            code = audit_and_tell(
                terminal,
                store,
                region.organizations,
                how,
                workers=workers,
                registry=DEMO,
                form=form,
                exit_zero=exit_zero,
            )
            _tell_truth(terminal, store)
            return code


def _tell_truth(terminal: Terminal, store: Store) -> None:
    """The region's truth is declared with it: say how far the audit agrees."""
    from audits.demo.command import compare_with_truth, report

    run = store.latest_run()
    if run is None:
        return
    findings = ((stored.organization, stored.finding) for stored in store.findings(run.id))
    for line in report(compare_with_truth(findings), everything=terminal.verbose > 0):
        terminal.say(line)


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _serve(terminal: Terminal, sites: list[str]) -> ExitCode:
    for site in sites:
        terminal.data(f"{site}\n")
    terminal.say(
        "Проверить один: nok check АДРЕС --allow-private-networks --resolve ХОСТ=127.0.0.1. Остановить: Ctrl-C"
    )
    try:
        while True:
            time.sleep(3600)
    except KeyboardInterrupt:
        return ExitCode.CLEAN
