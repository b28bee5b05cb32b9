"""`nok waive`: a reasoned, dated exception. The finding stands; it is not held against the organization."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import click

from audits.commands.options import ONE, Day, command, options, terminal_of, text_or_json
from audits.commands.rules import methodology_of, require_rule
from audits.errors import InputError
from audits.findings.lines import day
from audits.formats.records import moment
from audits.formats.write import to_json
from audits.model import ExitCode
from audits.store import Store, Waiver
from audits.text.lines import Line
from audits.text.wording import OUTCOMES
from rules.model import Outcome


@command()
@click.argument("organization", metavar="КОД", required=False)
@click.argument("rule", metavar="ПРАВИЛО", required=False)
@click.option("--list", "listed", is_flag=True, help="Показать все исключения и их сроки, ничего не записывая.")
@click.option("--reason", default=None, metavar="ТЕКСТ", help="Основание исключения.")
@click.option("--until", type=Day(), default=None, metavar="ГГГГ-ММ-ДД", help="Последний день действия.")
@click.option("--end", "ended", is_flag=True, help="Прекратить действующее исключение сегодня; --until не нужен.")
@click.option("--by", "author", default=None, metavar="КТО", help="Кто принял решение.")
@text_or_json()
@ONE["on"]
@ONE["methodology"]
@options("db")
@click.pass_context
def waive(
    ctx: click.Context,
    organization: str | None,
    rule: str | None,
    listed: bool,
    reason: str | None,
    until: date | None,
    ended: bool,
    author: str | None,
    form: str,
    on: date | None,
    methodology: str,
    db: Path,
) -> ExitCode:
    """Записать исключение: недостаток признан, но до срока не ставится в вину; потом он возвращается сам."""
    today = on or date.today()
    if listed:
        with Store.open(db, create=False) as store:
            waivers = store.waivers()
        if form == "json":
            terminal_of(ctx).data(to_json([_record(one, waivers, today) for one in waivers]))
        else:
            terminal_of(ctx).lines(_lines(waivers, today))
        return ExitCode.CLEAN
    if ended and until is not None:
        raise InputError("Исключение не прекращено: --end и --until вместе не имеют смысла.", "Оставьте одно из двух.")
    until = today - timedelta(days=1) if ended else until
    given = {"organization": organization, "rule": rule, "reason": reason, "until": until, "author": author}
    for param in ctx.command.params:
        if param.name in given and given[param.name] is None:
            raise click.MissingParameter(ctx=ctx, param=param)
    assert organization is not None
    assert rule is not None
    assert reason is not None
    assert until is not None
    assert author is not None
    require_rule(methodology_of(methodology), rule)
    if not reason.strip() or not author.strip():
        raise InputError("Исключение не записано: не указано основание или кто решил.", "Заполните --reason и --by.")
    if until < today and not ended:
        raise InputError(f"Исключение не записано: срок {day(until)} уже прошёл.", "Укажите день в будущем в --until.")
    with Store.open(db, create=False) as store:
        known = {one.organization.id for one in store.organizations()}
        if organization not in known:
            raise InputError(
                f"Исключение не записано: организации «{organization}» в базе {db} нет.",
                "Коды организаций: nok export organizations",
            )
        earlier = _held(store.waivers(), organization, rule, today)
        if ended and earlier is None:
            raise InputError(
                f"Исключение не прекращено: действующего нет ({organization}, {rule}).", "Какие есть: nok waive --list"
            )
        latest = store.latest_run()
        found = {one.rule: one.outcome for one in store.findings(latest.id, organization)} if latest else {}
        store.waive(Waiver(organization, rule, reason.strip(), author.strip(), until))
        waivers = store.waivers()
    if latest is not None and not ended and found.get(rule) in (Outcome.PASSED, Outcome.INAPPLICABLE):
        why = OUTCOMES[found[rule]]
        terminal_of(ctx).warn(
            f"Недостатка по правилу {rule} у {organization} в запуске {latest.id} нет ({why}): исключение подействует, "
            "если он появится."
        )
    if form == "json":
        terminal_of(ctx).data(to_json(_record(waivers[-1], waivers, today)))
    before = f"{day(earlier.until)}: {earlier.reason} ({earlier.author})" if earlier else ""
    if ended:
        said = f"Исключение прекращено: {organization}, {rule}. Было до {before}."
    else:
        said = f"Исключение записано: {organization}, {rule}, до {day(until)} ({author})."
        said += f" Прежнее заменено: было до {before}." if before else ""
    terminal_of(ctx).say(said)
    return ExitCode.CLEAN


def _held(waivers: Sequence[Waiver], organization: str, rule: str, today: date) -> Waiver | None:
    """The exception that holds for a deficiency."""
    found = [one for one in waivers if (one.organization, one.rule) == (organization, rule)]
    return found[-1] if found and found[-1].until >= today else None


def _state(one: Waiver, waivers: Sequence[Waiver], today: date) -> str:
    later = waivers[waivers.index(one) + 1 :]
    if any((other.organization, other.rule) == (one.organization, one.rule) for other in later):
        return "replaced"
    return "holds" if one.until >= today else "expired"


_STATES = {"replaced": "заменено более поздним", "holds": "действует", "expired": "истекло, недостаток снова открыт"}


def _record(one: Waiver, waivers: Sequence[Waiver], today: date) -> dict[str, object]:
    return {
        "organization": one.organization,
        "rule": one.rule,
        "reason": one.reason,
        "author": one.author,
        "until": one.until.isoformat(),
        "granted_at": moment(one.granted_at),
        "state": _state(one, waivers, today),
    }


def _lines(waivers: Sequence[Waiver], today: date) -> list[Line]:
    if not waivers:
        return [Line("Исключений нет.")]
    lines = []
    for one in waivers:
        state = _state(one, waivers, today)
        lines.append(Line(f"{one.organization} · {one.rule}: до {day(one.until)}, {_STATES[state]}", "bold"))
        lines.append(Line(f"{one.reason} ({one.author})", "", 2))
    return lines
