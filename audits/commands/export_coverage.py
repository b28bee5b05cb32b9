"""`nok export coverage`: how much of each site was seen; with `--year`, the tables of the yearly public report."""

from __future__ import annotations

from pathlib import Path

import click

from audits.commands.export import (
    BOM,
    DELIMITER,
    FOR_PEOPLE,
    OUTPUT,
    check_csv_only,
    encoded,
    folder_of,
    put_bytes,
    put_table,
    put_text,
)
from audits.commands.options import ONE, command, options, terminal_of
from audits.commands.outputs import check_not_read
from audits.commands.stored import chosen_run, standing_run, tell_of_part
from audits.console import Terminal
from audits.coverage import PublicData, Table, load_public_data, public_tables
from audits.coverage.data import COLUMNS
from audits.errors import InputError
from audits.formats.page import write_tables_page
from audits.formats.records import COVERAGE_KEYS, coverage_record
from audits.formats.tables import table_csv, tables_record, write_tables_document, write_tables_workbook
from audits.formats.write import to_json, write_file
from audits.model import ExitCode, Run
from audits.store import Store

FORMATS = ("jsonl", "json", "csv", "xlsx", "docx", "html")


@command()
@click.option("--format", "form", type=click.Choice(FORMATS), default="jsonl", show_default=True, help="Формат.")
@OUTPUT
@BOM
@DELIMITER
@click.option(
    "--year", type=click.IntRange(2013, 2099), default=None, metavar="ГОД", help="Таблицы публичного отчёта за год."
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=None,
    metavar="КАТАЛОГ",
    help="Операторы, баллы, респонденты, планы — файлы как в data/public-report.sample.",
)
@click.option("--table", "only", default=None, metavar="КОД", help="Только эта таблица (coverage, cycle, due, …).")
@ONE["run"]
@options("db")
@click.pass_context
def coverage(
    ctx: click.Context,
    form: str,
    output: str,
    bom: bool,
    delimiter: str,
    year: int | None,
    data: Path | None,
    only: str | None,
    run: str | None,
    db: Path,
) -> ExitCode:
    """Полнота обхода каждого сайта; с --year — таблицы публичного отчёта: охват, цикл, операторы, рейтинги, мониторинг.

    Таблицы в csv пишутся по одной (--table) или все — в каталог, названный в -o.
    """
    check_csv_only(form, bom=bom, delimiter=delimiter)
    terminal = terminal_of(ctx)
    if year is None:
        if data or only or form == "docx":
            raise InputError("Таблицы не составлены: не указан год.", "Добавьте, например, --year 2025")
        with Store.open(db, create=False) as store:
            chosen = chosen_run(store, run)
            number = chosen.id
            tell_of_part(terminal, store, chosen, run)
            rows = (coverage_record(row, store.facts(number, row.organization.id)) for row in store.ledger(number))
            if form in FOR_PEOPLE:
                title = "Полнота обхода сайтов"
                put_table(terminal, output, form, rows, COVERAGE_KEYS, title=title, on=chosen.on)
                return ExitCode.CLEAN
            put_text(terminal, output, encoded(rows, form, COVERAGE_KEYS, delimiter), form, bom=bom)
        return ExitCode.CLEAN
    known = load_public_data(data) if data else PublicData(lacking=frozenset(COLUMNS))
    if data and known.lacking:
        terminal.say(f"Нет в каталоге {data}: {', '.join(sorted(known.lacking))}. Таблицы по ним останутся пустыми.")
    if known.unused:
        terminal.warn(f"Не прочитаны (имя не из известных): {', '.join(known.unused)}. Известны: {', '.join(COLUMNS)}.")
    with Store.open(db, create=False) as store:
        current, standing = standing_run(store, run)
        found = store.findings(current.id, standing=standing)
        outcomes = {(one.organization, one.rule): one.outcome for one in found}
        everybody = [row.organization for row in store.ledger(current.id, standing=standing)]
        tables = public_tables(everybody, outcomes, known, year)
    _put(terminal, _chosen(tables, only), output, form, current, year, bom=bom, delimiter=delimiter)
    return ExitCode.CLEAN


def _chosen(tables: tuple[Table, ...], only: str | None) -> tuple[Table, ...]:
    some = tuple(table for table in tables if only in (None, table.id))
    if not some:
        raise InputError(f"Таблицы «{only}» нет.", f"Есть: {', '.join(table.id for table in tables)}.")
    return some


def _put(
    terminal: Terminal,
    tables: tuple[Table, ...],
    output: str,
    form: str,
    run: Run,
    year: int,
    *,
    bom: bool,
    delimiter: str,
) -> None:
    title = f"Независимая оценка качества: {year} год"
    if form == "xlsx":
        put_bytes(terminal, output, write_tables_workbook(tables, title=title, on=run.on), form)
    elif form == "html":
        put_text(terminal, output, write_tables_page(tables, title=title, on=run.on), form)
    elif form == "docx":
        put_bytes(terminal, output, write_tables_document(tables, title=title), form)
    elif form == "csv" and len(tables) == 1:
        put_text(terminal, output, table_csv(tables[0], delimiter=delimiter), form, bom=bom)
    elif form == "csv":
        folder = folder_of(output)
        if folder is None:
            raise InputError(
                "Таблицы не записаны: в CSV их не собрать в один файл.", "Укажите --table КОД или каталог: -o tables/"
            )
        for table in tables:  # before anything is written
            check_not_read(folder / f"{table.id}.csv")
        for table in tables:
            pieces = table_csv(table, delimiter=delimiter)
            write_file(folder / f"{table.id}.csv", pieces, encoding="utf-8-sig" if bom else "utf-8")
        terminal.say(f"Записано таблиц: {len(tables)} в {folder}")
    else:
        put_text(terminal, output, [to_json(tables_record(tables))], form)
