"""`nok deadlines`: the state of every obligation on a day; `nok deadlines done` ticks off what no crawl can see."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from audits.commands.export import file_of
from audits.commands.options import ONE, Day, NokCommand, TellsDirectories, ToldWhole, given_above, options, terminal_of
from audits.console import Terminal
from audits.deadlines.states import Deadline, Undated
from audits.deadlines.stored import deadlines_on, undated_in
from audits.deadlines.ticking import protocol_with, term_to_tick, terms_to_tick, tick_to_undo
from audits.errors import InputError
from audits.formats.obligations import NO_TERMS, deadline_bytes, deadline_lines, deadline_text
from audits.formats.write import write_bytes, write_file
from audits.model import ExitCode
from audits.protocols.model import Tick
from audits.store import Store

_NAMED = 12  # items named in a message
FORMS = ("table", "json", "jsonl", "csv", "xlsx", "html", "ics")


class _Group(TellsDirectories, ToldWhole, click.Group):
    """A group that does something by itself: without a subcommand it lists."""


@click.group(
    cls=_Group, invoke_without_command=True, options_metavar="[ПАРАМЕТРЫ]", subcommand_metavar="[done|undone ПУНКТ …]"
)
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True, help="Вид.")
@click.option("-o", "--output", default="-", metavar="ФАЙЛ", help="Куда («-» — на стандартный вывод).")
@click.option("--protocol", "code", default=None, metavar="КОД", help="Только этот протокол.")
@ONE["on"]
@ONE["methodology"]
@options("db")
@click.pass_context
def deadlines(
    ctx: click.Context, form: str, output: str, code: str | None, on: date | None, methodology: str, db: Path
) -> ExitCode:
    """Сроки протоколов: что исполнено, что просрочено, что скоро, что отметить."""
    if ctx.invoked_subcommand is not None:
        return ExitCode.CLEAN
    judged_for = on or date.today()
    with Store.open(db, create=False) as store:
        if code and code not in {one.protocol.id for one in store.obligations.protocols()}:
            raise InputError(f"Протокола «{code}» в базе нет.", "Какие есть: nok protocol list")
        found = deadlines_on(store, judged_for, methodology=methodology, only=code)
        without = undated_in(store, only=code)
    write_deadlines(terminal_of(ctx), found, without, judged_for, form=form, output=output)
    return ExitCode.CLEAN


def write_deadlines(
    terminal: Terminal, found: Sequence[Deadline], without: Sequence[Undated], on: date, *, form: str, output: str
) -> None:
    """Deadlines in any form, to a file or to stdout. Raises InputError for a workbook on a terminal.

    Items without a date are no deadlines: forms for people show them, of the others it is said that they are not there.
    """
    if form == "table" and output == "-":
        terminal.lines(deadline_lines(found, on, without))
        return
    if without and form not in ("table", "xlsx", "html"):
        terminal.say(_left_out(without))
    if form in ("xlsx", "ics"):
        body = deadline_bytes(found, on, form=form, without=without)
        if output != "-":
            write_bytes(file_of(output, form), [body])
        elif form == "xlsx" and sys.stdout.isatty():
            raise InputError("Книга Excel на экран не выводится.", "Укажите файл: -o сроки.xlsx")
        else:
            sys.stdout.buffer.write(body)
            return
    else:
        text = deadline_text(found, on, form=form, without=without)
        if output == "-":
            terminal.data(text)
            return
        write_file(file_of(output, form), [text])
    terminal.say(f"Записано: {output}")
    if not found and not without:
        terminal.say(NO_TERMS)


def _left_out(without: Sequence[Undated]) -> str:
    several = len({one.protocol for one in without}) > 1
    names = [f"{one.protocol} п. {one.item}" if several else one.item for one in without]
    shown = ", ".join(names[:_NAMED]) + (f" и ещё {len(names) - _NAMED}" if len(names) > _NAMED else "")
    return f"Пункты без срока сюда не входят — {len(names)}: {shown}. Посмотреть их: nok deadlines"


@deadlines.command(cls=NokCommand)
@click.argument("item", metavar="ПУНКТ")
@click.option("--note", required=True, metavar="ТЕКСТ", help="Чем подтверждено исполнение.")
@click.option("--protocol", "code", default=None, metavar="КОД", help="Протокол, если их несколько.")
@click.option(
    "--due",
    type=Day(),
    default=None,
    metavar="ГГГГ-ММ-ДД",
    help="За какой срок (иначе прошедший без отметки, если он один, или ближайший; если их несколько — укажите).",
)
@click.option("--all-past", is_flag=True, help="За все прошедшие сроки, которых никто не отметил.")
@click.option("--by", default="", metavar="КТО", help="Кто отметил.")
@click.option(
    "--attachment",
    type=click.Path(path_type=Path),
    default=None,
    metavar="ФАЙЛ",
    help="Подтверждающий документ (запоминается путь).",
)
@ONE["on"]
@ONE["methodology"]
@options("db")
@click.pass_context
def done(
    ctx: click.Context,
    item: str,
    note: str,
    code: str | None,
    due: date | None,
    all_past: bool,
    by: str,
    attachment: Path | None,
    on: date | None,
    methodology: str,
    db: Path,
) -> ExitCode:
    """Отметить исполнение пункта, которого не видно на сайтах."""
    db, on, code = given_above(ctx, "db", db), given_above(ctx, "on", on), given_above(ctx, "code", code)
    methodology = given_above(ctx, "methodology", methodology)
    if not note.strip():
        raise InputError("Отметка не записана: не сказано, чем подтверждено.", "Заполните --note.")
    if attachment is not None and not attachment.is_file():
        raise InputError(f"Отметка не записана: файла {attachment} нет.", "Проверьте путь в --attachment.")
    if due is not None and all_past:
        raise InputError("Отметка не записана: --due и --all-past вместе не имеют смысла.", "Оставьте одно из двух.")
    day = on or date.today()
    with Store.open(db, create=False) as store:
        number = item.strip().rstrip(".")
        held = protocol_with(store.obligations.protocols(), number, code)
        ticks = store.obligations.ticks()
        terms = terms_to_tick(held, number, ticks, day) if all_past else [term_to_tick(held, number, ticks, day, due)]
        seen = deadlines_on(store, day, methodology=methodology, only=held.protocol.id)
        path = str(attachment.resolve()) if attachment else ""
        for term in terms:
            store.obligations.tick(Tick(held.protocol.id, number, term, day, note.strip(), by.strip(), path))
    which = f"срок {terms[0]:%d.%m.%Y}"
    if len(terms) > 1:
        which = f"сроков — {len(terms)}, с {terms[0]:%d.%m.%Y} по {terms[-1]:%d.%m.%Y}"
    terminal_of(ctx).say(f"Отмечено: протокол {held.protocol.id}, п. {number}, {which}.")
    against = next((one.progress for one in seen if one.item == number and one.progress), None)
    if against is not None and against.of and not against.complete:
        terminal_of(ctx).warn(
            f"Аудит говорит другое: п. {number} выполнен у {against.met} из {against.of}. Отметка закрывает срок, "
            f"сказанное аудитом остаётся рядом с ней. Снять её: nok deadlines undone {number}"
        )
    return ExitCode.CLEAN


@deadlines.command(cls=NokCommand)
@click.argument("item", metavar="ПУНКТ")
@click.option("--protocol", "code", default=None, metavar="КОД", help="Протокол, если пункт отмечен в нескольких.")
@click.option("--due", type=Day(), default=None, metavar="ГГГГ-ММ-ДД", help="За какой срок, если отмечено несколько.")
@options("db")
@click.pass_context
def undone(ctx: click.Context, item: str, code: str | None, due: date | None, db: Path) -> ExitCode:
    """Снять отметку об исполнении, сделанную по ошибке."""
    db, code = given_above(ctx, "db", db), given_above(ctx, "code", code)
    with Store.open(db, create=False) as store:
        tick = tick_to_undo(store.obligations.ticks(), item.strip().rstrip("."), code, due)
        store.obligations.untick(tick.protocol, tick.item, tick.due)
    by = f", {tick.by}" if tick.by else ""
    terminal_of(ctx).say(
        f"Отметка снята: протокол {tick.protocol}, п. {tick.item}, срок {tick.due:%d.%m.%Y} "
        f"(была {tick.ticked_on:%d.%m.%Y}{by}: {tick.note})."
    )
    return ExitCode.CLEAN
