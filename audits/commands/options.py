"""Options shared by the commands, and what they mean: one definition each, so that they cannot differ."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from audits.commands.config import DEFAULT_PATH, load_config
from audits.console import Terminal
from audits.errors import InputError
from rules.model import Sector

Command = TypeVar("Command", bound=Callable[..., Any])


class ToldWhole(click.Command):
    """A command whose first sentence is never cut in the list of commands."""

    def get_short_help_str(self, limit: int = 45) -> str:
        return (self.help or "").split("\n\n")[0].strip()


class TellsDirectories(click.Command):
    """A command that tells of the directories it made."""

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


class NokCommand(TellsDirectories, ToldWhole):
    """A command whose usage line is Russian, and which tells of the directories it made."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **{"options_metavar": "[ПАРАМЕТРЫ]", **given})


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


def typed(ctx: click.Context, name: str) -> bool:
    """Whether an option stands on the command line itself, not in the settings or the environment."""
    return ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE


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
