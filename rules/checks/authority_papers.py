"""Acts, the list of organizations, proposals and plans on an authority's site."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from crawler.items import BlockKind, Reason
from rules.acts import ActMention, find_acts, listed
from rules.authority.area import mentions_nok
from rules.authority.comparing import compare_list
from rules.authority.content import MEETING, TO_WHOM, plan_in, proposals_in, sentences
from rules.authority.kinds import ACTS, KEPT, LIST, MINUTES, PLAN, PROGRESS, PROPOSALS, REGULATION, kinds_of
from rules.authority.lists import lists_told
from rules.authority.reading import (
    inn_of_row,
    listed_organizations,
    name_of_row,
    order_requisites,
    told_organizations,
)  # fmt: skip
from rules.authority.traces import is_task, tells_each_what_to_do
from rules.authority.units import Unit, evidence, named
from rules.checks.acts import mentions_of
from rules.checks.answers import met, unmet, unsure
from rules.checks.authority_answers import missing
from rules.checks.registry import NoOptions, check
from rules.citations import find_citations
from rules.dates import find_dates
from rules.letterhead import own_requisites
from rules.model import Answer, Value, Verdict
from rules.place import Place
from rules.stamps import Signer, Stamp, StampKind, find_stamps
from rules.subjects import NOK
from rules.view import SiteView
from rules.wording import normal
from rules.years import assessment_years, years_of_text

_ABOUT = re.compile(
    NOK.pattern + r"|стать\w+ (?:95\.2|79\.1|23\.1|36\.1)|\bст\. ?(?:95\.2|79\.1|23\.1|36\.1)"
    r"|общественн\w* совет|качеств\w* .{0,30}услуг"
)
_YEAR_LIST = re.compile(r"\W*20\d\d\s*(?:г\w*)?\.?\s*:")  # «2021 г.: больница № 3, поликлиника № 5»
_OPENS_LIST = re.compile(
    r"\b(?:определить|утвердить|включить в|сформировать) (?:следующ\w+ )?перечень\W{0,3}:"
    r"|\b(?:наметил|отобрал|выбрал|определил|утвердил|включил)\w* (?:\w+ ){0,3}"
    r"(?:учрежден|организац|школ|сад|больниц|музе|клуб)\w*[^:.;]{0,40}:"
)
_HIRED = re.compile(r"контракт|договор|оператор", re.IGNORECASE)
_TOLD = 200  # lines of a file that may tell of a list in a sentence
_HEADING = 120  # characters of a line that heads the next
_BESIDE = 100  # characters around a link that are still about it
_LISTED = 40  # lines of a file that may list acts
_STAMPS = 900  # characters of a plan in which its stamps stand
_TITLE = re.compile(r"\bплан\b", re.IGNORECASE)  # of the plan: below it days are terms of its items
_HEADS = frozenset({
    Signer.MINISTER, Signer.DEPUTY_MINISTER, Signer.HEAD_OF_ADMINISTRATION, Signer.MUNICIPAL_DEPARTMENT,
    Signer.REGIONAL_DEPARTMENT,
})  # fmt: skip
_OF_HEADS = frozenset({Signer.DIRECTOR, Signer.INTERNAL})
_BY_HEAD = re.compile(
    r"\bзаведующ\w*|\bдиректор\w*(?! департамент)|главн\w* врач\w*|начальник\w* лагер\w*", re.IGNORECASE
)
_PLAN_INSTEAD = "Предложений нет, но размещён план по улучшению деятельности организаций."
_BASIS = re.compile(
    r"предусмотрен\w* (?:указ|закон|постановл|приказ|распоряж)|"
    r"нормативн\w* (?:правов\w* )?(?:баз|акт|основ)|правов\w* (?:баз|основ)|законодательств"
    r"|\bосновани[ея]\W*:|применяем\w* акт|чем руководств|на основании чего|регламентир"
)
_ACT = re.compile(
    r"^[\W\d]*(?:федеральн\w* |областн\w* |республиканск\w* )?(?:закон|указ|постановлени|распоряжени|приказ)\w*"
)
_NOT_BASIS = re.compile(
    r"состав\w* (?:\w+ )?обществ|план\w* (?:мероприят|по устран|по улучш)|протокол|контракт"
    r"|договор"
)


@check("authority-acts", NoOptions)
def authority_acts(view: SiteView, _: NoOptions) -> Answer:
    """At least one act on the assessment is listed or linked; acts cited in passing are no list."""
    found: list[tuple[Place, ActMention]] = []
    for page, section in view.authority.pieces:
        place = Place(page, section)
        acts = find_acts(mentions_of(view, place))
        based = (one for one in acts.mentions if _BASIS.search(_said_of_act(view, place, one.text)))
        for act in (*listed(acts), *based):
            said = normal(f"{act.text} {act.url}")
            line = normal(_line(view, place, act))
            if act.citation is None or _NOT_BASIS.search(line):
                continue
            if act.act is not None or _ABOUT.search(said) or _ABOUT.search(line):
                found.append((place, act))
    if not found:
        return _acts_in_files(view) or missing(view, ACTS)
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
        if _ACT.search(said) and (_ABOUT.search(said) or _ABOUT.search(normal(unit.by_content))):
            cited = any(one.number and one.date for one in find_citations(unit.by_content[:400]))
            remarks = () if cited else ("Дата и номер акта не указаны.",)
            return met(evidence(view, unit), remarks=remarks, count=1, acts=[unit.name])
        inside = [one for one in find_citations(unit.text[:6000]) if one.number and one.date]
        if inside and unit.is_of(ACTS):  # «Перечень нормативных правовых актов» as a file
            return met(evidence(view, unit, inside[0].text), count=len(inside), acts=[one.text for one in inside[:10]])
    return None


def _said_of_act(view: SiteView, place: Place, text: str) -> str:
    """The block that cites an act, with the heading over it; normalised."""
    block = next((b for b in view.blocks_of(place.page, place.section) if text in b.text), None)
    return normal(f"{place.page.heading_of(block.section)} {block.text}") if block is not None else normal(text)


def _is_own_act(unit: Unit) -> bool:
    """Whether a file is an act on the assessment by its letterhead and title."""
    head = normal(unit.by_content[:400])
    return _ABOUT.search(head) is not None and not _NOT_BASIS.search(head) and own_requisites(unit.text) != ""


def _is_act(line: str) -> bool:
    """Whether a line of a file is an act on the assessment by its requisites."""
    said = normal(line)
    about = _ACT.search(said) is not None and _ABOUT.search(said) is not None and len(line) < 600
    return about and any(one.number and one.date for one in find_citations(line))


def _line(view: SiteView, place: Place, act: ActMention) -> str:
    """The line that cites an act; of several links in one line the link's own words."""
    block = next((b.text for b in view.blocks_of(place.page, place.section) if act.text in b.text), act.text)
    labels = (link.label for link in view.links_of(place.page, place.section) if act.text in link.label)
    label = next(labels, "")
    return label if label and len(block) > 2 * len(label) + _BESIDE else block


class ListOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`minimum`: how many organizations make a list; `years`: how old the latest list may be."""

    minimum: int = 2
    years: int = 1


@check("authority-list", ListOptions)
def authority_list(view: SiteView, options: ListOptions) -> Answer:
    """A list of the organizations to be assessed, with enough organizations in it to be one."""
    best: tuple[tuple[str, ...], Unit, tuple[int, ...]] | None = None
    for unit in named(view, LIST):
        if unit.link is not None and REGULATION.names(normal(unit.name), normal(unit.around)):
            continue  # a council's regulation lists its tasks
        listed = _organizations(unit) or _listed_below(view, unit)
        years = assessment_years(years_of_text(f"{unit.name} {unit.by_content[:200]}"))
        if len(listed) >= options.minimum and (best is None or _newer(years, best[2])):
            best = (listed, unit, years)
    for line, unit in () if best is not None else _lines(view, documents=True):
        if "," not in line and ";" not in line:
            continue
        around = normal(f"{unit.name} {unit.around} {unit.page.title}")
        is_list = LIST.names(normal(line), around) or (
            _is_told_list(line) and not _HIRED.search(line) and mentions_nok(unit.text)
        )
        inline = told_organizations(line) if is_list else ()
        if len(inline) > 1:
            best = (inline, unit, assessment_years(years_of_text(line)))
    if best is None and (told := next(lists_told(view), None)) is not None:
        best = (told.organizations, told.unit, assessment_years(years_of_text(told.line)))
    if best is None:
        answer = missing(view, LIST)
        if answer.verdict is Verdict.UNMET and (called := _called_list(view)) is not None:
            said = f"«{called.shown}» размещён, но организаций в нём не распознано"
            return unsure(Reason.AMBIGUOUS, said, evidence(view, called), title=called.name)
        return answer
    listed, unit, years = best
    remarks: tuple[str, ...] = ()
    if years and max(years) < view.on.year - options.years:
        remarks = (f"Самый поздний перечень — за {max(years)} год.",)
    elif not years:
        remarks = ("Период, к которому относится перечень, не указан.",)
    compared = compare_list(listed, years, view.circle)
    return met(
        evidence(view, unit), remarks=remarks + compared.remarks, count=len(listed), years=list(years), title=unit.name,
        **compared.details,
    )  # fmt: skip


def _called_list(view: SiteView) -> Unit | None:
    """A file that is called a list by its link and by its own title, whatever could be made of its lines."""
    for unit in named(view, LIST):
        head = normal(unit.by_content[:200])
        if MINUTES.names(normal(unit.name), "совет") or MEETING.search(head):
            continue  # «Слушали: о перечне организаций»
        if unit.link is not None and unit.reason is None and LIST.names(head, head) and mentions_nok(head):
            return unit
    return None


def _is_told_list(line: str) -> bool:
    """Whether a line opens a list without saying of what: «2021 г.: …», «Решили: определить перечень: …»."""
    return _YEAR_LIST.match(line) is not None or _OPENS_LIST.search(normal(line)) is not None


def _newer(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return bool(one) and max(one) > max(other, default=0)


def _listed_below(view: SiteView, unit: Unit) -> tuple[str, ...]:
    """Organizations under the headings after one that holds nothing itself: «Подлежали оценке:» / «Библиотеки» / …"""
    if unit.link is not None or unit.block < 0 or unit.text.strip():
        return ()
    found: list[str] = []
    for part in view.authority_units:
        if part.page is unit.page and part.link is None and part.block > unit.block:
            if kinds_of(normal(part.name), normal(unit.name)):
                break
            found += _organizations(part)
    return tuple(dict.fromkeys(found))


def _organizations(unit: Unit) -> tuple[str, ...]:
    if tables := unit.rows:
        return listed_organizations(f"{name_of_row(row)} {inn_of_row(row)}".strip() for row in tables)
    return (
        *listed_organizations(unit.lines),
        *(name for line in unit.lines for name in told_organizations(line)),
    )


@check("authority-proposals", NoOptions)
def authority_proposals(view: SiteView, _: NoOptions) -> Answer:
    """Proposals on how organizations should work better; plans of improvement stand in for them (MT-3.9)."""
    for unit in named(view, PROPOSALS):
        if _says_something(unit):
            return met(evidence(view, unit, _first(unit)), title=unit.name)
    for line, unit in _lines(view):
        if PROPOSALS.names(normal(line), normal(unit.around)) and re.search(r"предлаг\w+|рекоменду\w+", normal(line)):
            return met(evidence(view, unit, line), title=line[:120])
    for unit in view.authority_units:
        if line := proposals_in(unit) or _asked_for(unit):
            return met(evidence(view, unit, line), title=line[:120])
    for unit in named(view, PLAN):
        if _says_something(unit) and not PROGRESS.search(normal(unit.name)):
            return met(evidence(view, unit), remarks=(_PLAN_INSTEAD,), title=unit.name)
    for unit in view.authority_units:
        if line := plan_in(unit):
            return met(evidence(view, unit, line), remarks=(_PLAN_INSTEAD,), title=unit.name)
    return missing(view, PROPOSALS)


def _asked_for(unit: Unit) -> str:
    """The line below one that says what organizations are asked for, where it tells several what to do."""
    told = unit.lines if unit.link is None and unit.reason is None else ()
    heads = (*pairwise(told), *((head, rest) for head, _, rest in (line.partition(":") for line in told) if rest))
    asked = (rest for head, rest in heads if len(head) < _HEADING and PROPOSALS.names(normal(head), "качеств"))
    if found := next((rest.strip() for rest in asked if tells_each_what_to_do(rest)), ""):
        return found
    # «О чём нас попросили»: «Дворцу речников: перила с двух сторон», «Музею: подписи крупнее» line by line
    tasks = [line for line in told if is_task(line)] if PROPOSALS.names(normal(unit.name), "качеств") else []
    return tasks[0] if len(tasks) > 1 and any(TO_WHOM.search(normal(line.partition(":")[0])) for line in tasks) else ""


def _says_something(unit: Unit) -> bool:
    """Whether there is a content of more than a name: a read document, or text beside links."""
    if unit.reason is not None:
        return False
    return len(unit.text.replace(unit.name, "").strip()) >= 40


def _first(unit: Unit) -> str:
    return next((line for line in unit.lines if len(line) > 30), unit.name)


def _lines(view: SiteView, *, documents: bool = False) -> list[tuple[str, Unit]]:
    units = [unit for unit in view.authority_units if documents or unit.link is None]
    return [(line, unit) for unit in units for line in _told(unit)]


def _told(unit: Unit) -> Iterable[str]:
    """Lines of a page; of a file its lines, and its sentences, which it breaks over lines."""
    if unit.link is None:
        return unit.lines
    lines = unit.lines[:_TOLD]
    headed = (f"{one}: {below}" for one, below in pairwise(lines) if len(one) < _HEADING and one[-1:] not in ".;,")
    return (*lines, *sentences(lines), *headed)


@check("authority-plan", NoOptions)
def authority_plan(view: SiteView, _: NoOptions) -> Answer:
    """A plan to remedy shortcomings with the requisites of the order that approved it, or the stamp of who did.

    ГОСТ Р 7.0.97-2016 lets a paper be approved by either; the norm speaks of an order, which a remark recalls.
    """
    plans = [unit for unit in named(view, PLAN) if unit.is_there and not PROGRESS.search(normal(unit.name))]
    plans = [unit for unit in plans if unit.link is not None or not KEPT.search(normal(unit.text[:_STAMPS]))]
    for unit in plans:
        around = "\n".join((unit.name, unit.around, unit.by_content, *unit.lines[:40]))
        if requisites := _ordered(around) or _beside(unit):
            return met(evidence(view, unit, requisites), order=requisites, title=unit.name)
    for line, unit in _lines(view):
        said = normal(line)
        about = len(line) < 600 and PLAN.names(said) and not (PROGRESS.search(said) or KEPT.search(said))
        if about and (requisites := _ordered(line)):
            return met(evidence(view, unit, line), order=requisites, title=line[:120])
    for unit in view.authority_units:
        requisites = own_requisites(unit.text) or _ordered(unit.text[:3000]) if plan_in(unit) else ""
        if requisites and not _BY_HEAD.search(requisites):
            return met(evidence(view, unit, requisites), order=requisites, title=unit.name)
    read = [unit for unit in plans if _says_something(unit)]
    stamped = [(unit, stamp) for unit in plans if (stamp := _stamp_of(unit)) is not None]
    for unit, stamp in stamped:
        if stamp.signer in _HEADS:
            remark = f"План утверждён грифом («{stamp.text[:120]}»), а не приказом."
            return met(evidence(view, unit, stamp.text), remarks=(remark,), title=unit.name)
    for unit, stamp in [pair for pair in stamped if pair[1].signer not in _OF_HEADS][:1]:
        said = f"План «{unit.shown}» утверждён грифом («{stamp.text[:120]}»), реквизитов приказа нет"
        return unsure(Reason.AMBIGUOUS, said, evidence(view, unit), title=unit.name)
    if read:
        answer = missing(view, PLAN, known=True)
        if answer.reason is not None:
            return answer
        said = f"План «{read[0].shown}» размещён, но реквизитов приказа о его утверждении нет."
        if stamped:
            said = f"Планы утверждены руководителями организаций («{stamped[0][1].text[:120]}»), а не приказом органа."
        return unmet(said, evidence(view, read[0]), title=read[0].name)
    return missing(view, PLAN)


def _ordered(text: str) -> str:
    """Requisites of an order that is not the head's of an organization."""
    requisites = order_requisites(text)
    return "" if _BY_HEAD.search(requisites) else requisites


def _stamp_of(unit: Unit) -> Stamp | None:
    """The stamp by which somebody approved a plan, with a day; a blank one is none."""
    head = unit.text[:_STAMPS]
    for stamp in find_stamps(unit.text):
        own = _TITLE.split(head[stamp.start :], maxsplit=1)[0]
        if stamp.kind is StampKind.APPROVED and find_dates(own):
            return stamp
    return None


def _beside(unit: Unit) -> str:
    """Requisites in the lines next to a link: the order is often an item of its own before or after the plan."""
    blocks = unit.page.blocks
    if unit.link is None or unit.block < 0:
        return ""
    near = blocks[max(0, unit.block - 1) : unit.block + 2]
    told = [b.text for b in near if b.kind is not BlockKind.HEADING and re.search(r"план", b.text, re.IGNORECASE)]
    return order_requisites("\n".join(told))
