"""`nok export evidence`: all that stands behind the verdicts on one organization, in one file."""

from __future__ import annotations

from pathlib import Path

import click

from audits.commands.export import put_bytes
from audits.commands.options import ONE, command, options, terminal_of
from audits.commands.rules import methodology_of
from audits.commands.stored import stored_audit, tell_of_earlier
from audits.errors import InputError
from audits.model import ExitCode
from audits.store import Store


@command()
@click.argument("organization", metavar="КОД")
@click.option("-o", "--output", required=True, metavar="ФАЙЛ.zip", help="Куда.")
@ONE["run"]
@options("db")
@click.pass_context
def evidence(ctx: click.Context, organization: str, output: str, run: str | None, db: Path) -> ExitCode:
    """Пакет подтверждений для спора: выводы, цитаты, страницы (WARC), снимки, контрольные суммы, обложка."""
    from audits.report.evidence_package import write_package

    with Store.open(db, create=False) as store:
        row, findings, facts = stored_audit(store, run, organization)
        tell_of_earlier(terminal_of(ctx), store, row, run)
        if not findings:
            raise InputError(f"Пакета нет: организация «{organization}» ещё не проверена.", "nok audit --resume")
        of = store.run(row.run)
        read = {page.url for page in facts.site.pages} if facts.site else set()
        pictures = [one for one in store.pictures(of.id, organization) if one.url in read]
        package = write_package(row, of, findings, facts, methodology_of(of.methodology), store.snapshot, pictures)
    put_bytes(terminal_of(ctx), output, package, "zip")
    return ExitCode.CLEAN
