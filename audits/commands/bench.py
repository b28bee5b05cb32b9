"""`nok bench`: how right the verdicts are, measured on captures labelled by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from audits.commands.options import ONE, NokCommand, options, terminal_of, text_or_json
from audits.formats.write import to_json
from audits.model import ExitCode


@click.group(options_metavar="", subcommand_metavar="ЗАМЕР …")
def bench() -> None:
    """Замеры на размеченных сайтах."""


@bench.command(cls=NokCommand)
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    required=True,
    metavar="КАТАЛОГ",
    help="Размеченные сайты: папка или архив .tar.xz.",
)
@click.option("--split", default=None, metavar="ФАЙЛ:ИМЯ", help="Только эта часть.")
@click.option(
    "--by",
    type=click.Choice(["rule", "cms"]),
    default="rule",
    show_default=True,
    help="Чему отвечает строка: правилу или семейству CMS.",
)
@click.option("--disagreements", "listed", is_flag=True, help="Перечислить расхождения с разметкой.")
@text_or_json()
@ONE["on"]
@ONE["render"]
@ONE["methodology"]
@options()
@click.pass_context
def accuracy(
    ctx: click.Context,
    corpus: Path,
    split: str | None,
    by: str,
    listed: bool,
    form: str,
    on: date | None,
    render: str,
    methodology: str,
) -> ExitCode:
    """Точность и полнота выводов по каждому правилу."""
    from audits.accuracy import measure, report
    from audits.accuracy.families import family_of
    from audits.accuracy.score import score, score_groups

    terminal = terminal_of(ctx)
    with terminal.waiting("Проверяю размеченные сайты …"):
        measured = measure.accuracy(corpus, on=on or date.today(), split=split, render=render, methodology=methodology)
    families = {site.slug: family_of(site.cms) for site in measured.sites} if by == "cms" else None
    if form == "json":
        terminal.data(to_json(report.as_builtins(measured.verdicts, families)))
        return ExitCode.CLEAN
    if families is None:
        terminal.data(report.table(score(measured.verdicts)) + "\n")
    else:
        terminal.data(report.table(score_groups(measured.verdicts, families), "cms") + "\n")
    if listed:
        terminal.data("\n" + report.disagreements(measured.verdicts) + "\n")
    return ExitCode.CLEAN
