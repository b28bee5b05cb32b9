"""`nok serve`: the database in a browser."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from pathlib import Path

import click

from audits.commands.options import command, options, terminal_of
from audits.errors import InputError
from audits.model import ExitCode
from audits.refusals import because
from audits.store import Store

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


@command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="АДРЕС", help="На каком адресе слушать.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    metavar="N",
    help="Порт (0 — любой свободный).",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    metavar="КАТАЛОГ",
    help="Отчёт nok report: раздавать его здесь же и ссылаться на него.",
)
@options("db")
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, report: Path | None, db: Path) -> ExitCode:
    """Показать базу в браузере (Datasette): готовые вопросы, отбор, свои запросы. Только чтение."""
    import uvicorn

    from audits.serve import datasette_over

    terminal = terminal_of(ctx)
    if report is not None and not (report / "index.html").is_file():
        raise InputError(f"Не запущено: в {report} отчёта нет.", f"Сначала: nok report -o {report}")
    with Store.open(db, create=False) as store:  # also brings an older database up to date: its views are needed
        store.checkpoint()
        immutable = store.immutable
    try:
        own = ip_address(host).is_loopback
    except ValueError:
        own = host == "localhost"
    if not own:
        terminal.warn(
            f"Внимание: {host} виден другим машинам, а пароля здесь нет. В базе — адреса и телефоны организаций."
        )
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        raise InputError(
            f"Не запущено: {host}:{port} занять нельзя ({because(error)}).", "Укажите другой порт: --port 0"
        ) from error
    with listening:
        terminal.say(f"База {db}: http://{host}:{listening.getsockname()[1]}/ — остановить: Ctrl-C")
        served = datasette_over(db, report=report, hosts=LOOPBACK if own else frozenset(), immutable=immutable)
        config = uvicorn.Config(served.app(), log_level="warning", access_log=False)
        uvicorn.Server(config).run(sockets=[listening])
    return ExitCode.CLEAN
