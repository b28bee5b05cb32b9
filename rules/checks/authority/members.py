"""The members of the public council that assesses."""

from __future__ import annotations

from crawler.items import Reason
from rules.authority.content import MEETING, in_office, is_former, members_in
from rules.authority.council_traces import members_told
from rules.authority.kinds import MEMBERS
from rules.authority.reading import order_requisites, persons
from rules.authority.units import evidence, named
from rules.checks.answers import met, unsure
from rules.checks.authority.answers import missing
from rules.checks.authority.council import lines_on, of_council, of_unclear
from rules.checks.registry import check
from rules.dates.days import find_dates
from rules.language.wording import normal
from rules.model import Answer, Value, Verdict
from rules.view import SiteView

_SEVERAL = 2  # persons that somebody may call a membership


class MembersOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`minimum`: how many named persons make a council's membership."""

    minimum: int = 3


@check("authority-members", MembersOptions)
def authority_members(view: SiteView, options: MembersOptions) -> Answer:
    """The members by name, with the date or the order that appointed them (a remark where neither stands)."""
    named_units = [(unit, f"{unit.name}\n{unit.text}") for unit in of_council(named(view, MEMBERS))]
    for unit, whole in (*named_units, *lines_on(view, MEMBERS)):
        text = "\n".join(in_office(whole.split("\n")))
        people = persons(text.partition("\n")[2] or text)
        if len(people) < options.minimum or is_former(unit.name):
            continue
        order, dates = order_requisites(text), find_dates(text[:3000])
        remarks = () if order or dates else ("Дата или приказ об утверждении состава не указаны.",)
        return met(
            evidence(view, unit, f"{unit.shown}: {', '.join(people[:3])}"),
            remarks=remarks,
            members=len(people),
            order=order,
            date=max(day for _, _, day in dates).isoformat() if dates else "",
        )
    unnamed = "Составом список не назван; дата или приказ о его утверждении не указаны."
    for unit in view.authority_units:
        if len(people := members_in(unit, view)) >= options.minimum:
            proof = evidence(view, unit, f"{unit.shown}: {', '.join(people[:3])}")
            return met(proof, remarks=(unnamed,), members=len(people), order="", date="")
    for unit, line, people in members_told(view):
        order, dates = order_requisites(line), find_dates(line)
        remark = "Составом список не назван." if order or dates else unnamed
        date = max(day for _, _, day in dates).isoformat() if dates else ""
        return met(evidence(view, unit, line), remarks=(remark,), members=len(people), order=order, date=date)
    answer = missing(view, MEMBERS)
    if answer.verdict is Verdict.UNMET:
        for unit, whole in (*named_units, *lines_on(view, MEMBERS)):
            people = persons("\n".join(in_office(whole.split("\n"))))
            if len(people) < _SEVERAL or is_former(unit.name) or MEETING.search(normal(unit.name)):
                continue  # minutes name who presided and who wrote
            named_ones = ", ".join(people)  # «Состав: председатель …, секретарь …»: few for a council, yet somebody
            said = f"В составе («{unit.shown}») названы только {named_ones}; весь ли это состав, неизвестно"
            return unsure(Reason.AMBIGUOUS, said, evidence(view, unit, people[0]))
        for page in view.authority.unclear_councils:
            if len(people := persons("\n".join(b.text for b in view.blocks_of(page)))) >= options.minimum:
                return of_unclear(view, page, "состав", ", ".join(people[:3]))
    return answer
