"""Acts on the assessment on an authority's site."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

import msgspec

from rules.acts.citations import begins_as_act, find_citations
from rules.acts.letterhead import own_requisites
from rules.acts.listed import ActMention, find_acts, listed
from rules.authority.beyond import named_by_section
from rules.authority.kinds import ACTS, REGULATION
from rules.authority.units import Unit, evidence
from rules.checks.acts.listed import mentions_of
from rules.checks.answers import met
from rules.checks.authority.answers import missing
from rules.checks.registry import NoOptions, check
from rules.language.wording import normal
from rules.lexicon.subjects import NOK
from rules.model import Answer
from rules.site.place import Place
from rules.view import SiteView

_ABOUT = re.compile(
    NOK.pattern + r"|стать\w+ (?:95\.2|79\.1|23\.1|36\.1)|\bст\. ?(?:95\.2|79\.1|23\.1|36\.1)"
    r"|общественн\w* совет|качеств\w* .{0,30}услуг"
)
_BESIDE = 100  # characters around a link that are still about it
_TITLED = 2  # lines of a file that are its title
_HEADED = 6  # lines of an act's head: whose, «ПРИКАЗ», when, where, on what
_LISTED = 40  # lines of a file that may list acts
_QUOTED = 80  # characters of an act's requisites in a message
_NAMED = 3  # acts in it
_BASIS = re.compile(
    r"предусмотрен\w* (?:указ|закон|постановл|приказ|распоряж)|"
    r"нормативн\w* (?:правов\w* )?(?:баз|акт|основ)|правов\w* (?:баз|основ)|законодательств"
    r"|\bосновани[ея]\W*:|применяем\w* акт|чем руководств|на основании чего|регламентир"
)
_NOT_BASIS = re.compile(
    r"состав\w* (?:\w+ )?обществ|состав\w* (?:\w+ ){0,2}совет"
    r"|\b(?:числ|численност|количеств)\w* (?:членов|состав)"
    r"|\bутвержд\w+ (?:\w+ )?положени\w* об? (?:\w+ ){0,2}совет"
    r"|\bобеспечени\w* (?:деятельности|работы) (?:\w+ ){0,2}совет"
    r"|\bсозда(?:ть|н) (?:\w+ ){0,2}совет"
    r"|\bоб? (?:создани|образовани|формировани)\w* (?:\w+ ){0,2}совет"
    r"|план\w* (?:мероприят|по устран|по улучш)|протокол|контракт"
    r"|утвержд\w+ (?:\w+ ){0,2}(?:план|состав)\b"
    # of how a council works, not on what ground it assesses: «О графике заседаний совета», «Об избрании председателя»
    r"|\bоб? (?:утверждени\w* )?(?:план|график)[\w-]* (?:\w+ ){0,2}(?:работы|деятельности|заседани\w*)"
    r"(?: \w+){0,3} совета?\b"
    r"|\bоб? (?:избрани|назначени|освобождени|включени|исключени)\w* (?:\w+ ){0,4}(?:председател|секретар|член|состав)"
    r"|договор"
)


@check("authority-acts", NoOptions)
def authority_acts(view: SiteView, _: NoOptions) -> Answer:
    """At least one act on the assessment is listed or linked; acts cited in passing are no list."""
    found: list[tuple[Place, ActMention]] = []
    passing: list[tuple[Place, ActMention]] = []
    named = [(page, -1) for page in named_by_section(view, view.authority, ACTS)]  # «Нормативные документы (реестр)»
    for page, section in (*view.authority.pieces, *named):
        place = Place(page, section)
        acts = find_acts(mentions_of(view, place))
        entries = listed(acts)
        based = (one for one in acts.mentions if not one.primary and _is_introduced(view, place, one.text))
        for act in (*entries, *based):
            said = normal(f"{act.text} {act.url}")
            line = normal(_line(view, place, act))
            if act.citation is None or _NOT_BASIS.search(line):
                continue
            own = act.act is not None and (page, section) not in named  # among all acts a ministry works by
            if own or _ABOUT.search(said) or _ABOUT.search(line):
                found.append((place, act))
        passing += ((place, one) for one in acts.mentions if one.act is not None and one not in entries)
    if not found:
        return _acts_in_files(view) or missing(view, ACTS, message=_in_passing(passing))
    unique = {mention.act.id if mention.act else mention.text: (place, mention) for place, mention in found}
    remarks = []
    if not any(mention.url for _, mention in found):
        remarks.append("Акты только названы, ссылок на их тексты нет.")
    if not any(mention.level is not None and mention.level <= 2 for _, mention in found):
        remarks.append("Федеральных актов среди размещённых нет.")
    proofs = [view.evidence(place.page, mention.text) for place, mention in list(unique.values())[:5]]
    return met(*proofs, remarks=tuple(remarks), count=len(unique), acts=list(unique))


def _acts_in_files(view: SiteView) -> Answer | None:
    """Files called acts on the assessment, whose requisites stand inside if anywhere."""
    for unit in view.authority_units:
        said = normal(unit.name)
        if unit.link is None or not unit.text or unit.reason is not None or _NOT_BASIS.search(said):
            continue
        if _is_own_act(unit):
            return met(evidence(view, unit, own_requisites(unit.text)), count=1, acts=[own_requisites(unit.text)[:200]])
        if listed_line := next(filter(_is_act, unit.lines[:_LISTED]), ""):
            return met(evidence(view, unit, listed_line), count=1, acts=[listed_line[:200]])
        titled = _NOT_BASIS.search(normal(" ".join(unit.lines[:_HEADED])))
        if begins_as_act(said) and not titled and (_ABOUT.search(said) or _ABOUT.search(normal(unit.by_content))):
            cited = any(one.number and one.date for one in find_citations(unit.by_content[:400]))
            remarks = () if cited else ("Дата и номер акта не указаны.",)
            return met(evidence(view, unit), remarks=remarks, count=1, acts=[unit.name])
        inside = [one for one in find_citations(unit.text[:6000]) if one.number and one.date]
        if inside and _is_called_acts(unit):  # «Перечень нормативных правовых актов» as a file
            return met(evidence(view, unit, inside[0].text), count=len(inside), acts=[one.text for one in inside[:10]])
    return None


def _is_called_acts(unit: Unit) -> bool:
    """Whether a file is acts by its names or its title: any paper says «в порядке, установленном законодательством»."""
    title = " ".join(unit.lines[:_TITLED])
    return msgspec.structs.replace(unit, by_content=title).is_of(ACTS) and not REGULATION.names(normal(title), "совет")


def _is_introduced(view: SiteView, place: Place, text: str) -> bool:
    """Whether an act is told of as what the assessment rests on, by the heading over it or by what leads to it.

    «Нормативная база: законы № 256-ФЗ и № 392-ФЗ»; «проводится на основании закона № 256-ФЗ» tells of the assessment.
    """
    block = next((b for b in view.blocks_of(place.page, place.section) if text in b.text), None)
    if block is None:
        return _BASIS.search(normal(text)) is not None
    lead, colon, _ = block.text[: block.text.index(text)].rpartition(":")
    before = lead if colon else ""
    return _BASIS.search(normal(f"{place.page.heading_of(block.section)} {before}:")) is not None


def _in_passing(mentions: Iterable[tuple[Place, ActMention]]) -> str:
    """What is said where acts are named by sentences alone; empty where they are not named at all."""
    named = list(dict.fromkeys(textwrap.shorten(act.text, _QUOTED, placeholder="…") for _, act in mentions))[:_NAMED]
    if not named:
        return ""
    quoted = ", ".join(f"«{one}»" for one in named)
    return f"Нормативные правовые акты в разделе только упомянуты внутри предложений ({quoted}), сами не размещены."


def _is_own_act(unit: Unit) -> bool:
    """Whether a file is an act on the assessment by its letterhead and title."""
    head = normal(unit.by_content[:400])
    return _ABOUT.search(head) is not None and not _NOT_BASIS.search(head) and own_requisites(unit.text) != ""


def _is_act(line: str) -> bool:
    """Whether a line of a file is an act on the assessment by its requisites."""
    said = normal(line)
    about = begins_as_act(said) and _ABOUT.search(said) is not None and len(line) < 600
    return about and _NOT_BASIS.search(said) is None and any(one.number and one.date for one in find_citations(line))


def _line(view: SiteView, place: Place, act: ActMention) -> str:
    """The line that cites an act; of several links in one line the link's own words."""
    block = next((b.text for b in view.blocks_of(place.page, place.section) if act.text in b.text), act.text)
    labels = (link.label for link in view.links_of(place.page, place.section) if act.text in link.label)
    label = next(labels, "")
    return label if label and len(block) > 2 * len(label) + _BESIDE else block
