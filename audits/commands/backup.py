"""`nok backup`: a copy of the database, also while a night is writing to it."""

from __future__ import annotations

from pathlib import Path

import click

from audits.commands.options import command, options, terminal_of
from audits.errors import InputError
from audits.formats.write import is_file_or_none
from audits.model import ExitCode
from audits.store import Store
from audits.text.russian import size


@command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="ФАЙЛ")
@click.option("--force", is_flag=True, help="Заменить файл, если он уже есть.")
@options("db")
@click.pass_context
def backup(ctx: click.Context, file: Path, force: bool, db: Path) -> ExitCode:
    """Сделать копию базы, в том числе во время проверки. Вернуть: положить копию на место базы."""
    if not is_file_or_none(file):
        raise InputError(f"Копия не записана: {file} — не файл.", "Укажите имя файла.")
    file = file.resolve() if file.is_symlink() else file  # the file it leads to is replaced, not the link
    if file.exists() and not force:
        raise InputError(f"Копия не записана: {file} уже есть.", "Другое имя или --force.")
    if file.resolve() == db.resolve():
        raise InputError("Копия не записана: это сама база.", "Укажите другой файл.")
    with Store.open(db, create=False) as store:
        store.backup(file)
    terminal_of(ctx).say(f"Копия записана и проверена: {file} ({size(file.stat().st_size)}).")
    return ExitCode.CLEAN
