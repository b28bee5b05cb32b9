"""`nok check`: one site, now, without registry and database."""

from __future__ import annotations

import click

from audits.commands.given import checked_inn, parse_years, site_address
from audits.commands.options import command, options, terminal_of, text_or_json
from audits.commands.rules import methodology_of, require_rule
from audits.commands.run_options import judged
from audits.commands.running import tell_of_browser
from audits.console import Terminal
from audits.findings.exit_codes import exit_code
from audits.findings.explanation import explain_lines
from audits.findings.lines import organization_lines, seen_lines
from audits.formats.records import check_record, finding_record
from audits.formats.write import json_lines, to_json
from audits.model import AuditOptions, AuditResult, ExitCode
from audits.registry.cells import years_ahead, years_before
from rules.model import Organization, Ownership, Sector, Subject


@command()
@click.argument("url", metavar="АДРЕС")
@click.option("--sector", type=click.Choice([sector.value for sector in Sector]), default=None, help="Сфера.")
@click.option(
    "--subject",
    type=click.Choice([subject.value for subject in Subject]),
    default=Subject.ORGANIZATION.value,
    show_default=True,
    help="Организация или орган власти.",
)
@click.option("--inn", default="", metavar="ИНН", help="ИНН: по нему ищется карточка на bus.gov.ru.")
@click.option("--name", default="", metavar="НАЗВАНИЕ", help="Наименование для вывода.")
@click.option("--ownership", type=click.Choice([own.value for own in Ownership]), default=None, help="Принадлежность.")
@click.option("--assessed-years", default="", metavar="ГОДЫ", help="Годы оценки: «2019 2022»; «-» — не было.")
@click.option("--explain", "explained", default="", metavar="ПРАВИЛО", help="Подробно обосновать вывод по правилу.")
@click.option("--all", "everything", is_flag=True, help="Показать и выполненное, и неприменимое.")
@text_or_json("jsonl")
@judged
@options("exit-zero")
@click.pass_context
def check(
    ctx: click.Context,
    url: str,
    sector: str | None,
    subject: str,
    inn: str,
    name: str,
    ownership: str | None,
    assessed_years: str,
    explained: str,
    everything: bool,
    form: str,
    exit_zero: bool,
    how: AuditOptions,
) -> ExitCode:
    """Проверить один сайт прямо сейчас — без реестра и базы данных.

    Итог — код выхода: 0 — недостатков нет, 1 — есть, 2 — проверка не состоялась, 3 — не всё удалось установить.
    """
    terminal = terminal_of(ctx)
    terminal.undone = f"сайт {url} не проверен, ничего не записано"
    methodology = methodology_of(how.methodology)
    if explained:
        require_rule(methodology, explained)
    organization = Organization(
        id="check",
        name=name,
        subject=Subject(subject),
        sector=Sector(sector) if sector else None,
        ownership=Ownership(ownership) if ownership else None,
        inn=checked_inn(inn),
        site=site_address(url),
        assessed_years=parse_years(assessed_years),
    )
    years = organization.assessed_years or ()
    for doubt in filter(None, (years_ahead(years, how.on), years_before(years))):
        terminal.warn(f"--assessed-years: {doubt}.")
    tell_of_browser(terminal, how)
    from audits.run.single import check as check_site  # only now: a mistyped option must not wait for a crawler

    with terminal.waiting(f"Читаю {url} …"):
        result = check_site(organization, how)
    for line in seen_lines(result.facts.site) if terminal.verbose else ():
        terminal.say(line, "dim")
    _print(terminal, result, organization, form, explained, everything)
    if form == "text" and (left := _not_given(organization)):
        terminal.say(f"Не указано: {', '.join(left)}. Без этого часть правил проверить нельзя.", "dim")
    return exit_code(result.judgement.findings, exit_zero=exit_zero)


def _not_given(organization: Organization) -> list[str]:
    """What a registry would say of an organization and nobody said here, with the option that says it."""
    if organization.subject is not Subject.ORGANIZATION:
        return []
    told = {
        "сфера (--sector)": organization.sector,
        "годы оценки (--assessed-years)": organization.assessed_years is not None,
        "ИНН (--inn)": organization.inn,
    }
    return [name for name, given in told.items() if not given]


def _print(
    terminal: Terminal, result: AuditResult, organization: Organization, form: str, explained: str, everything: bool
) -> None:
    if form == "json":
        terminal.data(to_json(check_record(result, organization)))
    elif form == "jsonl":
        judgement = result.judgement
        records = (finding_record(one, organization=organization.id, judgement=judgement) for one in judgement.findings)
        terminal.data("".join(json_lines(records)))
    elif explained:
        terminal.lines(explain_lines(result.judgement, result.facts, organization, explained))
    else:
        terminal.lines(organization_lines(result, organization, everything=everything))
