"""`nok waive`: a reasoned, dated exception. The finding stands; it is not held against the organization."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from audits.commands.options import ONE, Day, command, options, terminal_of
from audits.commands.rules import methodology_of, require_rule
from audits.errors import InputError
from audits.model import ExitCode
from audits.store import Store, Waiver
from audits.verdicts_text import day


@command()
@click.argument("organization", metavar="КОД")
@click.argument("rule", metavar="ПРАВИЛО")
@click.option("--reason", required=True, metavar="ТЕКСТ", help="Основание исключения.")
@click.option("--until", type=Day(), required=True, metavar="ГГГГ-ММ-ДД", help="Последний день действия.")
@click.option("--by", "author", required=True, metavar="КТО", help="Кто принял решение.")
@ONE["methodology"]
@options("db")
@click.pass_context
def waive(
    ctx: click.Context,
    organization: str,
    rule: str,
    reason: str,
    until: date,
    author: str,
    methodology: str,
    db: Path,
) -> ExitCode:
    """Записать исключение: недостаток признан, но до срока не ставится в вину."""
    require_rule(methodology_of(methodology), rule)
    if not reason.strip() or not author.strip():
        raise InputError("Исключение не записано: не указано основание или кто решил.", "Заполните --reason и --by.")
    if until < date.today():
        raise InputError(f"Исключение не записано: срок {day(until)} уже прошёл.", "Укажите день в будущем в --until.")
    with Store.open(db, create=False) as store:
        known = {one.organization.id for one in store.organizations()}
        if organization not in known:
            raise InputError(
                f"Исключение не записано: организации «{organization}» в базе {db} нет.",
                "Коды организаций: nok export organizations",
            )
        store.waive(Waiver(organization, rule, reason.strip(), author.strip(), until))
    terminal_of(ctx).say(f"Исключение записано: {organization}, {rule}, до {day(until)} ({author}).")
    return ExitCode.CLEAN
