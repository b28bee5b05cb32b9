"""`nok rules`: the manual of the rules, from the same files that judge."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from audits.commands.options import ONE, command, options, terminal_of, text_or_json
from audits.errors import InputError
from audits.formats.write import to_json
from audits.model import ExitCode

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
@text_or_json()
@ONE["methodology"]
@options()
@click.pass_context
def rules(ctx: click.Context, rule: str | None, form: str, methodology: str) -> ExitCode:
    """Справочник правил: все правила методики или одно подробно."""
    if rule == "lint":
        return _lint(ctx, methodology)
    from audits.manual import manual_lines, rule_lines, rule_record

    terminal = terminal_of(ctx)
    chosen = methodology_of(methodology)
    some = [require_rule(chosen, rule)] if rule else list(chosen.rules)
    if form == "json":
        records = [rule_record(one) for one in some]
        terminal.data(to_json(records[0] if rule else records))
    else:
        terminal.lines(rule_lines(some[0]) if rule else manual_lines(chosen))
    return ExitCode.CLEAN


def _lint(ctx: click.Context, methodology: str) -> ExitCode:
    from rules.lint import lint

    remarks = list(lint(methodology_of(methodology)))
    terminal_of(ctx).data("\n".join(remarks or ["Замечаний к правилам нет."]) + "\n")
    return ExitCode.DEFICIENCIES if remarks else ExitCode.CLEAN
