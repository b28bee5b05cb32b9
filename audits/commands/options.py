"""Options shared by the commands, and what they mean: one definition each, so that they cannot differ."""

from __future__ import annotations

import functools
import re
import ssl
from collections.abc import Callable, Sequence
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from typing import Any, TypeVar

import click
import idna
from click.core import ParameterSource

from audits.commands.config import DEFAULT_PATH, load_config
from audits.console import Terminal
from audits.errors import InputError
from audits.model import AuditOptions, Budget
from audits.refusals import because
from crawler.network.authorities import authorities_in
from rules.model import Sector

Command = TypeVar("Command", bound=Callable[..., Any])


class ToldWhole(click.Command):
    """A command whose first sentence is never cut in the list of commands."""

    def get_short_help_str(self, limit: int = 45) -> str:
        return (self.help or "").split("\n\n")[0].strip()


class NokCommand(ToldWhole):
    """A command whose usage line is Russian, and which tells of the directories it made."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[ПАРАМЕТРЫ]", **given})

    def invoke(self, ctx: click.Context) -> Any:
        """Run; directories that were made for a path somebody typed are told: it may have been mistyped."""
        paths = {name: Path(value) if name == "output" else value for name, value in ctx.params.items() if value}
        new = {missing_parent(path) for name, path in paths.items() if typed(ctx, name)}
        try:
            return super().invoke(ctx)
        finally:
            for folder in filter(None, new):
                if folder.is_dir():
                    terminal_of(ctx).say(f"Создан каталог: {folder}")


command = functools.partial(click.command, cls=NokCommand)

BUS_GOV_URL = "https://bus.gov.ru"


def missing_parent(value: Any) -> Path | None:
    """The outermost directory missing above a path; None for what is no path, and where none is missing."""
    if not isinstance(value, Path):
        return None
    missing = [folder for folder in value.parents if not folder.exists()]
    return missing[-1] if missing else None


class Day(click.ParamType[date]):
    """YYYY-MM-DD, and nothing else that a date parser would be lenient about.

    Years are bounded: what is reckoned from a day (terms two years on, quarters back) has to be a day, too.
    """

    name = "date"
    years = range(1990, 2201)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            if len(str(value)) != 10:
                raise ValueError
            day = date.fromisoformat(str(value))
        except ValueError:
            return self.fail(f"«{value}» — не дата вида ГГГГ-ММ-ДД (например, 2026-11-20).", param, ctx)
        if day.year not in self.years:
            bounds = f"с {self.years[0]} по {self.years[-1]}"
            return self.fail(f"{value}: такой день не рассчитать, нужен год {bounds}.", param, ctx)
        return day


def terminal_of(ctx: click.Context) -> Terminal:
    """The terminal of this invocation; made by the root group."""
    terminal = ctx.find_root().obj
    assert isinstance(terminal, Terminal)
    return terminal


def _quiet(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        terminal_of(ctx).quiet = True
        terminal_of(ctx).progress = False


def _verbose(ctx: click.Context, _: click.Parameter, value: int) -> None:
    terminal_of(ctx).verbose += value


def _no_progress(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        terminal_of(ctx).progress = False


def _config(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    """Read the settings before the other options, and let click rank them: flag, environment, file, default."""
    inherited = ctx.parent.meta.get("nok.config") if ctx.parent is not None else None
    path = value or inherited or (DEFAULT_PATH if DEFAULT_PATH.is_file() else None)
    ctx.meta["nok.config"] = path
    if path is None:
        return
    config = load_config(path)
    ctx.meta["nok.settings"] = config
    terminal = terminal_of(ctx)
    terminal.quiet = terminal.quiet or bool(config.get("quiet"))
    terminal.progress = terminal.progress and config.get("progress", True) and not terminal.quiet
    given = {key.replace("-", "_"): value for key, value in config.items() if not isinstance(value, dict)}
    if isinstance(ctx.command, click.Group):
        # click takes the rest of a group's for its subcommands' own: `registry` is both a key and a command
        own = {param.name for param in ctx.command.params}
        given = {key: value for key, value in given.items() if key in own}
    ctx.default_map = {**given, **(ctx.default_map or {})}


def given_above(ctx: click.Context, name: str, value: Any) -> Any:
    """An option's value, or the one written before the subcommand (`nok deadlines --db FILE done …`)."""
    above = ctx.parent
    if above is None or ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
        return value
    return above.params[name] if above.get_parameter_source(name) is ParameterSource.COMMANDLINE else value


def _database(_: click.Context, __: click.Parameter, value: Path) -> Path:
    """A file, there or to come. Click's own refusal of a directory is half in English."""
    if value.is_dir():
        raise InputError(f"База не открыта: {value} — каталог.", "Укажите файл: --db ФАЙЛ или NOK_DB.")
    return value


TALK = (
    click.option(
        "--config",
        type=click.Path(path_type=Path),
        envvar="NOK_CONFIG",
        metavar="ФАЙЛ",
        is_eager=True,
        expose_value=False,
        callback=_config,
        help="Настройки (иначе nok.toml рядом, если он есть).",
    ),
    click.option(
        "-q",
        "--quiet",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_quiet,
        help="Молчать обо всём лишнем.",
    ),
    click.option(
        "-v",
        "--verbose",
        count=True,
        is_eager=True,
        expose_value=False,
        callback=_verbose,
        help="Подробнее; с ошибкой — её след.",
    ),
    click.option(
        "--no-progress", is_flag=True, expose_value=False, callback=_no_progress, help="Не показывать ход работы."
    ),
)

ONE: dict[str, Callable[[Any], Any]] = {
    "db": click.option(
        "--db",
        type=click.Path(path_type=Path),
        callback=_database,
        envvar="NOK_DB",
        show_envvar=True,
        default=Path("data/nok.db"),
        show_default=True,
        metavar="ФАЙЛ",
        help="База данных.",
    ),
    "methodology": click.option(
        "--methodology",
        envvar="NOK_METHODOLOGY",
        default="kbr-2017",
        show_default=True,
        metavar="КОД",
        help="Методика.",
    ),
    "on": click.option(
        "--on", type=Day(), default=None, metavar="ГГГГ-ММ-ДД", help="День, на который судить (иначе сегодня)."
    ),
    "private": click.option(
        "--allow-private-networks",
        is_flag=True,
        help="Разрешить адреса этой машины и внутренних сетей.",
    ),
    "render": click.option(
        "--render",
        type=click.Choice(["auto", "never"]),
        default="auto",
        show_default=True,
        help="Открывать ли страницы в браузере, когда без него не видно.",
    ),
    "pictures": click.option(
        "--pictures",
        type=click.IntRange(0, 8),
        default=3,
        show_default=True,
        metavar="N",
        help="Сколько снимков страниц делать на организацию, если есть браузер (0 — не делать).",
    ),
    "bus": click.option(
        "--bus-gov-url",
        envvar="NOK_BUS_GOV_URL",
        default=BUS_GOV_URL,
        show_default=True,
        metavar="АДРЕС",
        help="Где искать карточки организаций.",
    ),
    "resolve": click.option(
        "--resolve",
        multiple=True,
        metavar="ХОСТ=АДРЕС",
        help="Считать, что хост находится по этому IP-адресу (сайт до переключения DNS, встроенная область).",
    ),
    "exit-zero": click.option(
        "--exit-zero", is_flag=True, help="Код выхода 0, когда проверка состоялась, что бы она ни нашла."
    ),
    "registry": click.option(
        "--registry",
        type=click.Path(path_type=Path),
        envvar="NOK_REGISTRY",
        default=None,
        metavar="ФАЙЛ",
        help="Реестр организаций: CSV, XLSX или открытые данные bus.gov.ru.",
    ),
    "sector": click.option(
        *("--sector", "sectors"),
        type=click.Choice([sector.value for sector in Sector]),
        multiple=True,
        help="Только эта сфера; можно повторять.",
    ),
    "municipality": click.option(
        *("--municipality", "municipalities"),
        multiple=True,
        metavar="НАЗВАНИЕ",
        help="Только этот муниципалитет; можно повторять.",
    ),
    "workers": click.option(
        "--workers",
        type=click.IntRange(1, 64),
        default=None,
        metavar="N",
        help="Сколько процессов обхода (иначе по числу ядер).",
    ),
    "run": click.option("--run", default=None, metavar="ЗАПУСК", help="Запуск (иначе последний завершённый)."),
}


def options(*names: str) -> Callable[[Command], Command]:
    """Add shared options by name, in this order, then those every command has (-q, -v, --config …)."""

    def add(command: Command) -> Command:
        for option in reversed(TALK):
            command = option(command)
        for name in reversed(names):
            command = ONE[name](command)
        return command

    return add


def text_or_json(*more: str) -> Callable[[Command], Command]:
    """`--format` with `text` (for people) first."""
    return click.option(
        "--format", "form", type=click.Choice(["text", "json", *more]), default="text", show_default=True, help="Вид."
    )


def judged(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say how to look and judge; the command gets them as one `how: AuditOptions`."""

    @functools.wraps(command)
    def call(*args: Any, **given: Any) -> Any:
        flags = {name: given.pop(name) for name in JUDGED}
        return command(*args, how=audit_options(click.get_current_context(), **flags), **given)

    for name in reversed(("methodology", "on", "private", "render", "bus", "resolve")):
        call = ONE[name](call)
    return call


JUDGED = ("methodology", "on", "allow_private_networks", "render", "bus_gov_url", "resolve")

FIELDS = {
    "allow_private_networks": "allow_private",
    "render": "render",
    "bus_gov_url": "bus_gov_url",
    "resolve": "hosts",
    "pictures": "pictures",
}
"""What may be said anew of a run that goes on: parameters, and the fields of `AuditOptions` they fill."""

CRAWL_FIELDS = {
    "seconds": "budget",
    "requests": "budget",
    "megabytes": "budget",
    "concurrent-sites": "concurrent_sites",
    "delay": "delay",
    "bus-gov-delay": "bus_gov_delay",
    "timeout": "timeout",
    "retries": "retries",
    "user-agent": "user_agent",
    "contact": "contact",
    "reread-nights": "reread",
    "ca-file": "ca_file",
}
"""The same of the settings' `[crawl]`: nowhere else can they be said."""


def typed(ctx: click.Context, name: str) -> bool:
    """Whether an option stands on the command line itself, not in the settings or the environment."""
    return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE


def insisted(ctx: click.Context) -> frozenset[str]:
    """Fields of the options that this command or its `[crawl]` name: they hold for a run that goes on, too."""
    crawl: dict[str, Any] = ctx.meta.get("nok.settings", {}).get("crawl", {})
    return frozenset(
        [field for name, field in FIELDS.items() if typed(ctx, name)]
        + [field for key, field in CRAWL_FIELDS.items() if key in crawl]
    )


def audit_options(
    ctx: click.Context,
    *,
    methodology: str,
    on: date | None,
    render: str,
    allow_private_networks: bool,
    bus_gov_url: str,
    resolve: Sequence[str] = (),
) -> AuditOptions:
    """The options of one run, from flags and the `[crawl]` table of the settings."""
    crawl: dict[str, Any] = ctx.meta.get("nok.settings", {}).get("crawl", {})
    if bus_gov_url and not bus_gov_url.startswith(("http://", "https://")):
        raise InputError(
            f"Проверка не начата: --bus-gov-url «{bus_gov_url}» — не адрес.", "Нужен адрес вида https://bus.gov.ru."
        )
    base = Budget()
    return AuditOptions(
        methodology=methodology,
        on=on or date.today(),
        render=render,
        allow_private=allow_private_networks,
        bus_gov_url=bus_gov_url.rstrip("/"),
        budget=Budget(
            seconds=float(crawl.get("seconds", base.seconds)),
            requests=crawl.get("requests", base.requests),
            bytes=crawl["megabytes"] * 1024 * 1024 if "megabytes" in crawl else base.bytes,
        ),
        concurrent_sites=crawl.get("concurrent-sites", AuditOptions().concurrent_sites),
        delay=float(crawl.get("delay", 0.0)),
        bus_gov_delay=float(crawl.get("bus-gov-delay", 2.0)),
        timeout=float(crawl.get("timeout", 20.0)),
        retries=crawl.get("retries", 2),
        user_agent=crawl.get("user-agent", ""),
        contact=_in_header(crawl.get("contact", "")),
        reread=crawl.get("reread-nights", AuditOptions().reread),
        ca_file=usable_authorities(crawl.get("ca-file", "")),
        hosts=dict(_host_and_address(pair) for pair in resolve),
        canaries=tuple(ctx.meta.get("nok.settings", {}).get("canaries", ())),
    )


def _in_header(contact: str) -> str:
    """A contact as it may stand in a request's header."""
    if not contact.isascii() or any(ord(sign) < 32 for sign in contact):
        raise InputError(
            f"Проверка не начата: [crawl] contact «{contact}» нельзя передать сайтам.",
            "Нужен адрес страницы или почты латиницей, например https://example.org/nok или nok@example.org.",
        )
    if contact and not _CONTACT.fullmatch(contact):
        raise InputError(
            f"Проверка не начата: [crawl] contact «{contact}» — не адрес: владельцу сайта некуда будет написать.",
            "Нужен адрес страницы или почты, например https://example.org/nok или nok@example.org.",
        )
    return contact


_CONTACT = re.compile(r"https?://\S+|(?:mailto:)?[^\s@]+@[^\s@]+\.[^\s@]+")


def usable_authorities(file: str) -> str:
    """A file of certificate authorities that can be used: otherwise every site behind them would be called faulty."""
    if not file:
        return ""
    try:
        authorities_in(file)
    except OSError as error:  # an SSLError is one, too
        why = "в нём нет сертификатов PEM" if isinstance(error, ssl.SSLError) else because(error)
        raise InputError(
            f"Проверка не начата: [crawl] ca-file: {file}: {why}.", "Нужен файл PEM с корневыми сертификатами."
        ) from error
    return file


def _host_and_address(pair: str) -> tuple[str, str]:
    host, _, address = pair.partition("=")
    try:
        return idna.encode(host.strip(), uts46=True).decode(), str(ip_address(address.strip()))
    except (idna.IDNAError, ValueError) as error:
        raise InputError(
            f"Проверка не начата: --resolve «{pair}» не разобран.", "Пример: --resolve школа.рф=192.0.2.7"
        ) from error
