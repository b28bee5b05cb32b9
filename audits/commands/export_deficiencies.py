"""`nok export deficiencies`: one selection, eight formats — lists to work with, letters to send, data for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from audits.commands.export import (
    BOM,
    DELIMITER,
    OUTPUT,
    check_csv_only,
    day_of,
    encoded,
    folder_of,
    put_bytes,
    put_table,
    put_text,
)
from audits.commands.options import ONE, Day, command, options, terminal_of
from audits.commands.outputs import check_not_read
from audits.commands.rules import methodology_of
from audits.commands.stored import chosen_run
from audits.console import Terminal
from audits.deadlines.due import due_by_rule
from audits.deadlines.states import ticked_against
from audits.deadlines.stored import deadlines_on
from audits.errors import InputError
from audits.findings.deficiency_list import DeficiencyRow, Selection, by_cause, deficiency_rows
from audits.findings.lines import day
from audits.formats.earl import write_earl
from audits.formats.letters import (
    REGISTER,
    TEMPLATE,
    Letter,
    addressees,
    letters,
    letters_beside,
    write_bundle,
    write_index,
)
from audits.formats.records import DEFICIENCY_KEYS, deficiency_record
from audits.formats.write import write_bytes
from audits.formats.xlsx import write_workbook
from audits.model import ExitCode, Run
from audits.store import STANDING, DeficiencyState, Store
from rules.catalog_model import Methodology
from rules.model import Sector, Severity

FORMATS = ("jsonl", "json", "csv", "xlsx", "docx", "html", "earl")
PAGE_KEYS = (
    "municipality", "name", "organization", "title", "severity", "message", "demand", "remedy", "found",
    "days_open", "due", "state", "evidence", "rule",
)  # fmt: skip
"""A page for people: what they act on, in the order they read it."""
TOLD_BY_CAUSE = frozenset({"xlsx", "docx", "html"})  # for people: one cause is one deficiency
HISTORY = frozenset({"jsonl", "json", "csv"})  # for programs: with what was mended and what is waived

_NAMED = 3  # letters, in a message

Command = TypeVar("Command", bound=Callable[..., Any])


def _filters(command: Command) -> Command:
    for option in reversed(
        (
            click.option(
                "--sector", "sectors", type=click.Choice([one.value for one in Sector]), multiple=True, help="Сфера."
            ),
            click.option("--municipality", "municipalities", multiple=True, metavar="НАЗВАНИЕ", help="Муниципалитет."),
            click.option(
                "--severity",
                "severities",
                type=click.Choice([one.value for one in Severity]),
                multiple=True,
                help="Уровень.",
            ),
            click.option("--rule", "rules", multiple=True, metavar="ПРАВИЛО", help="Правило."),
            click.option("--new-since", type=Day(), default=None, metavar="ГГГГ-ММ-ДД", help="Выявлены не раньше."),
            click.option(
                "--open-longer-than",
                type=click.IntRange(0),
                default=None,
                metavar="ДНЕЙ",
                help="Не устранены дольше.",
            ),
            click.option(
                "--state",
                "states",
                type=click.Choice([one.value for one in DeficiencyState]),
                multiple=True,
                help="Состояние (иначе в jsonl, json и csv — все, в остальных — неустранённые).",
            ),
        )
    ):
        command = option(command)
    return command


@command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="Формат.")
@OUTPUT
@BOM
@DELIMITER
@_filters
@click.option(
    "--by",
    type=click.Choice(["organization", "municipality"]),
    default="organization",
    show_default=True,
    help="Кому писать письма: каждой организации или каждому муниципалитету.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    default=TEMPLATE,
    metavar="ФАЙЛ",
    help="Шаблон письма (иначе data/templates/letter.docx).",
)
@click.option(
    "--on",
    type=Day(),
    default=None,
    metavar="ГГГГ-ММ-ДД",
    help="День, на который считать сроки и исключения (иначе сегодня); недостатки — на день запуска.",
)
@ONE["run"]
@options("db")
@click.pass_context
def deficiencies(
    ctx: click.Context,
    form: str,
    output: str,
    bom: bool,
    delimiter: str,
    sectors: tuple[str, ...],
    municipalities: tuple[str, ...],
    severities: tuple[str, ...],
    rules: tuple[str, ...],
    new_since: date | None,
    open_longer_than: int | None,
    states: tuple[str, ...],
    by: str,
    template: Path,
    on: date | None,
    run: str | None,
    db: Path,
) -> ExitCode:
    """Недостатки: список (xlsx, csv, html), письма (docx), данные для программ (jsonl, json, earl).

    Для docx -o — файл (все письма в нём) или каталог (письмо в файле и реестр писем); «имя/» создаётся.
    """
    check_csv_only(form, bom=bom, delimiter=delimiter)
    terminal, today = terminal_of(ctx), day_of(on)
    everything = frozenset(DeficiencyState) if form in HISTORY else STANDING
    selection = Selection(
        sectors=frozenset(map(Sector, sectors)),
        municipalities=frozenset(municipalities),
        severities=frozenset(map(Severity, severities)),
        rules=frozenset(rules),
        new_since=new_since,
        open_longer_than=open_longer_than,
        states=frozenset(map(DeficiencyState, states)) or everything,
    )
    with Store.open(db, create=False) as store:
        # a replay is no night: what is open is known from the runs, and is listed as of the last of them
        chosen = chosen_run(store, run, replays=False)
        _check_followed(store, chosen)
        methodology = methodology_of(chosen.methodology)
        _check_names(store, methodology, selection)
        known = {one.organization.id: one.organization for one in store.organizations()}
        found = store.deficiencies(on=today, methodology=methodology.id, run=chosen.id if run else None)
        due = due_by_rule(store, today)
        ticked = ticked_against(deadlines_on(store, today, methodology=methodology.id)) if form == "docx" else []
    rows = deficiency_rows(found, known, methodology, today, selection=selection, due=due)
    if form in TOLD_BY_CAUSE:
        rows = by_cause(rows)
    if form == "docx":
        listed = {row.rule for row in rows}
        if named := [one for one in ticked if listed.intersection(one.rules)]:
            items = ", ".join(f"{one.protocol} п. {one.item} ({one.note})" for one in named)
            terminal.warn(f"В письмах недостатки по пунктам, которые отмечены исполненными: {items}.")
        doubt = chosen.note if chosen.state == "finished" else ""
        _write_letters(terminal, rows, output, chosen.on, today, by, template, doubt)
    elif form == "xlsx":
        put_bytes(terminal, output, write_workbook(rows, on=chosen.on, today=today), form)
    elif form == "earl":
        put_text(terminal, output, write_earl(rows, methodology=methodology.id), form)
    else:
        by_key = {(one.organization, one.rule): one for one in found}
        records = (
            deficiency_record(by_key[row.organization, row.rule], known.get(row.organization), row) for row in rows
        )
        if form == "html":
            laid_out = ({**one, "message": row.said} for one, row in zip(records, rows, strict=True))
            put_table(
                terminal, output, form, laid_out, PAGE_KEYS, title="Недостатки на сайтах организаций", on=chosen.on
            )
        else:
            put_text(terminal, output, encoded(records, form, DEFICIENCY_KEYS, delimiter), form, bom=bom)
    if not rows and output != "-" and form != "docx":
        terminal.say(f"На {day(chosen.on)} под условия отбора не подошёл ни один недостаток.")
    return ExitCode.CLEAN


def _check_followed(store: Store, run: Run) -> None:
    """A replay by another methodology must not look like no deficiencies: no nights followed its rules."""
    if run.replay_of and store.run(run.replay_of).methodology != run.methodology:
        raise InputError(
            f"Выгрузка не начата: запуск {run.id} — повторная оценка по другой методике ({run.methodology}), "
            "недостатки по ней во времени не прослежены.",
            f"Её выводы: nok export findings --run {run.id}",
        )


def _check_names(store: Store, methodology: Methodology, selection: Selection) -> None:
    """A misspelt filter must not look like a region without deficiencies."""
    places = {one.organization.municipality for one in store.organizations()}
    for name in sorted(selection.municipalities - places):
        raise InputError(
            f"Выгрузка не начата: муниципалитета «{name}» в базе нет.", f"Есть: {'; '.join(sorted(places - {''}))}."
        )
    for name in sorted(selection.rules):
        if methodology.rule(name) is None:
            raise InputError(f"Выгрузка не начата: правила «{name}» в методике нет.", "Список правил: nok rules")


def _write_letters(
    terminal: Terminal,
    rows: Sequence[DeficiencyRow],
    output: str,
    on: date,
    today: date,
    by: str,
    template: Path,
    doubt: str,
) -> None:
    """`on`: the day the run judged, which the register names; `today`: the day terms are reckoned from.

    `doubt`: why the run itself may be wrong about everybody.
    """
    if output == "-":
        raise InputError("Письма не записаны: DOCX — не текст.", "Укажите в -o файл или каталог (letters/).")
    folder = folder_of(output)
    made = list(_told(terminal, letters(rows, on=today, by=by, template=template), addressees(rows, by)))
    if doubt:
        terminal.warn(f"Внимание: {doubt}.")
    nobody = f"На {day(on)} под условия отбора не подошёл ни один недостаток, писем нет."
    if folder is None:
        if not rows:
            terminal.say(f"{nobody} Так и сказано в файле {output}.")
        put_bytes(terminal, output, write_bundle(made, on=on), "docx")
        if not Path(output).suffix:
            terminal.warn(f"{output} — файл Word без расширения. Нужен каталог с письмами — укажите -o {output}/")
        return
    files = {folder / letter.file_name: letter.content for letter in made} | {
        folder / REGISTER: write_index(made, on=on, remark=doubt)
    }
    for path in files:
        check_not_read(path)
    for path, content in files.items():
        write_bytes(path, [content])
    terminal.say(f"Записано писем: {len(made)}, реестр: {folder / REGISTER}" if rows else nobody)
    if left := letters_beside(folder, {path.name for path in files}):
        some = ", ".join(left[:_NAMED]) + (", …" if len(left) > _NAMED else "")
        terminal.warn(
            f"Внимание: в каталоге {folder} остались прежние письма — {len(left)} ({some}): в реестре писем их нет. "
            "Уберите их, прежде чем отправлять, или пишите в новый каталог."
        )


def _told(terminal: Terminal, made: Iterator[Letter], total: int) -> Iterator[Letter]:
    with terminal.counting("Письма", total) as step:
        for letter in made:
            yield letter
            step()
