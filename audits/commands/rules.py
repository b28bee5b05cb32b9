"""`nok rules`: the manual of the rules, from the same files that judge."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from audits.commands.options import ONE, command, options, terminal_of, text_or_json
from audits.errors import InputError
from audits.formats.write import to_json
from audits.model import ExitCode
from crawler.items import Reason

if TYPE_CHECKING:
    from rules.catalog_model import Methodology, Rule


def methodology_of(name: str) -> Methodology:
    """The methodology of this id; its own named error says which there are."""
    from rules.load import load_methodology

    return load_methodology(name)


def require_rule(methodology: Methodology, rule: str) -> Rule:
    """The rule, or InputError with the nearest id."""
    found = methodology.rule(rule)
    if found is None:
        near = difflib.get_close_matches(rule, [one.id for one in methodology.rules], n=1)
        raise InputError(
            f"В методике {methodology.id} нет правила «{rule}».",
            f"Возможно, «{near[0]}»." if near else "Список правил: nok rules",
        )
    return found


@command()
@click.argument("rule", metavar="[ПРАВИЛО]", required=False)
@text_or_json("markdown")
@ONE["methodology"]
@options()
@click.pass_context
def rules(ctx: click.Context, rule: str | None, form: str, methodology: str) -> ExitCode:
    """Справочник правил: все правила методики или одно подробно; причины, по которым вывода нет.

    nok rules reasons — закрытый список причин (поле reason): что значит каждая и на чьей она стороне; с --format
    json — для программ. nok rules --format markdown — весь справочник одним документом.
    """
    if rule == "lint":
        return _lint(ctx, methodology)
    from audits.commands.manual import manual_lines, reason_lines, reason_record, rule_lines, rule_record
    from rules.docs import manual, markdown_of, reasons_markdown, sheet

    terminal = terminal_of(ctx)
    if rule == "reasons":
        if form == "json":
            terminal.data(to_json([reason_record(one) for one in Reason]))
        elif form == "markdown":
            terminal.data(reasons_markdown())
        else:
            terminal.lines(reason_lines())
        return ExitCode.CLEAN
    chosen = methodology_of(methodology)
    some = [require_rule(chosen, rule)] if rule else list(chosen.rules)
    if form == "json":
        records = [rule_record(one) for one in some]
        terminal.data(to_json(records[0] if rule else records))
    elif form == "markdown":
        terminal.data(markdown_of(sheet(some[0], chosen)) if rule else manual(chosen))
    else:
        terminal.lines(rule_lines(some[0]) if rule else manual_lines(chosen))
    return ExitCode.CLEAN


def _lint(ctx: click.Context, methodology: str) -> ExitCode:
    from rules.lint import lint

    remarks = list(lint(methodology_of(methodology)))
    terminal_of(ctx).data("\n".join(remarks or ["Замечаний к правилам нет."]) + "\n")
    return ExitCode.DEFICIENCIES if remarks else ExitCode.CLEAN
