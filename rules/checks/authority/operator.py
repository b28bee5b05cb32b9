"""The operator who collected the opinions, named on an authority's site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.acts.letterhead import below_letterhead
from rules.authority.beyond import named_by_section
from rules.authority.content import sentences
from rules.authority.contracts import operator_of_contract
from rules.authority.kinds import OPERATOR
from rules.authority.operators import Operator, Standing, find_operators, may_name_operator, operators_of_rows
from rules.authority.reading import order_requisites
from rules.authority.units import Unit, evidence
from rules.checks.answers import absent, met, unmet
from rules.checks.authority.answers import missing
from rules.checks.registry import NoOptions, check
from rules.dates.days import find_dates
from rules.model import Answer
from rules.view import SiteView

_HINTS = re.compile(
    r"оператор|исполнител|подрядчик|победител|контракт|договор|опрашив|анкетир|собирал|собрал|опросил|сбор|провод|провел|\bгк\b"
)
_APPOINTED = re.compile(
    r"(?:определ|назнач|утвержд|возлож)\w* (?:\w+ ){0,2}(?:приказ|распоряжени|постановлени)\w+", re.IGNORECASE
)
_LONG = 600  # lines of a document that are searched for the operator


@check("authority-operator", NoOptions)
def authority_operator(view: SiteView, _: NoOptions) -> Answer:
    """The operator by name, with number and date of the contract; not a body of executive power."""
    found = _operators(view.authority_units) or _operators(_beyond(view))
    named_ones = [pair for pair in found if pair[0].standing is Standing.NAMED]
    whole = next((pair for pair in named_ones if pair[0].contract), None)
    if whole is not None:
        operator, unit = whole
        partly = not (find_dates(operator.contract) and re.search(r"№|\bN\b|\d{17}|номер", operator.contract))
        remarks = ("Реквизиты контракта указаны не полностью: нет номера или даты.",) if partly else ()
        return met(
            evidence(view, unit, operator.excerpt), remarks=remarks, operator=operator.name, contract=operator.contract
        )
    if named_ones:
        operator, unit = named_ones[0]
        act = _APPOINTED.search(operator.excerpt)
        if act is not None and (requisites := order_requisites(operator.excerpt[act.start() :])):
            remark = f"Оператор определён актом ({requisites}), реквизитов контракта нет."
            return met(evidence(view, unit, operator.excerpt), remarks=(remark,), operator=operator.name, contract="")
        unclear = missing(view, OPERATOR, known=True, operator=operator.name)
        if unclear.reason is not None:
            return unclear
        said = f"Оператор назван ({operator.name}), но номер и дата контракта с ним не указаны."
        return absent(evidence(view, unit, operator.excerpt), message=said, operator=operator.name)
    for standing, said in (
        (Standing.EXECUTIVE, "Оператором назван орган исполнительной власти: {name}."),
        (Standing.NAMELESS, "Оператором названо подведомственное учреждение без наименования."),
    ):
        pair = next((one for one in found if one[0].standing is standing), None)
        if pair is not None:
            operator, unit = pair
            return unmet(
                said.format(name=operator.name), evidence(view, unit, operator.excerpt), operator=operator.name
            )
    return missing(view, OPERATOR)


def _beyond(view: SiteView) -> Iterator[Unit]:
    """Pages elsewhere on the site that the section calls the operator's: a department's register of contracts."""
    for page in named_by_section(view, view.authority, OPERATOR):
        yield Unit(page, page.title, OPERATOR.said, tuple(block.text for block in view.blocks_of(page)))


def _operators(units: Iterable[Unit]) -> list[tuple[Operator, Unit]]:
    found: list[tuple[Operator, Unit]] = []
    for unit in units:
        if unit.link is None and unit.block >= 0:
            continue  # its page, or the part of the page that is the area, holds the same text
        if unit.link is not None and unit.document is None:
            found += [(operator, unit) for operator in find_operators((unit.name,))]
            continue
        if unit.document is not None and (made := operator_of_contract(unit.lines[:_LONG])) is not None:
            found.append((made, unit))
            continue
        lines = (unit.name, *(below_letterhead(unit.lines) if unit.document is not None else unit.lines)[:_LONG])
        if _HINTS.search("\n".join(lines).lower()) and any(map(may_name_operator, (*lines, " ".join(lines[:40])))):
            told = (*operators_of_rows(unit.rows), *find_operators(lines))
            if not told and unit.document is not None:  # files break names over lines
                told = find_operators((unit.name, *sentences(unit.lines)))
            found += [(operator, unit) for operator in told]
    return found
