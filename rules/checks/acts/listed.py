"""Legal acts that must stand on the НОК page, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from crawler.items import BlockKind, Document, Page, Reason
from rules.absence.unread import addresses, is_store, why_unread
from rules.acts import aside
from rules.acts.citations import find_citations
from rules.acts.known import RequiredActs, load_acts, load_required_acts, requisites
from rules.acts.letterhead import own_requisites
from rules.acts.listed import FoundActs, Mention, file_words, find_acts
from rules.acts.required import lapsed_remarks, missing_acts, of_other_sectors
from rules.acts.rows import in_a_line
from rules.checks.answers import absent, met, unsure
from rules.checks.registry import check
from rules.language.wording import normal
from rules.model import Answer, Evidence, Value
from rules.papers.collected import Paper, evidence_of
from rules.papers.filed import FiledAs
from rules.papers.places import of_another_region
from rules.reasons import DEAD_LINK
from rules.site.labels import is_bare
from rules.site.place import Place
from rules.site.pointers import locate
from rules.view import SiteView

LIST_LENGTH = 20_000
MAY_BE_ACTS = frozenset({FiledAs.ACT, FiledAs.LOCAL_ACT, FiledAs.OTHER})
_ENTRY = re.compile(  # where an entry of a list begins: files break its lines anywhere
    r"\n(?=\s*(?:\d{1,2}[.)]\s|[•–—-]\s|(?:Федеральн|Указ|Постановлен|Распоряжен|Приказ|Закон|Письмо|Положени)))"
)
_NUMBERED = re.compile(
    r"(?:^|\n)(?=\s*(?:\d{1,2}(?:[.)]\s|\s*[\t|]|\s+(?:Федеральн|Указ|Постановлен|Распоряжен|Приказ))|[•–—-]\s))"
)
_FEW = 2  # pieces of a text: what is before the first number, and one entry
_LIST = re.compile(
    r"нормативн|перечень (?:актов|документов|нпа)|\bнпа\b|правов\w+ (?:акт|баз|основ|документ)|законодательств"
)


class ActsOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`required`: name of the list in `data/acts/required`."""

    required: str = "kbr-2017"


def mentions_of(view: SiteView, place: Place, *, without: frozenset[int] = frozenset()) -> list[Mention]:
    """Blocks of a place, and its links with where they lead, in page order; not what stands in sections `without`."""
    page = place.page
    linked: dict[int, list[Mention]] = {}
    loose: list[Mention] = []
    for link in view.links_of(page, place.section):
        if link.section in without:
            continue
        mention = Mention(link.label, link.url, page.heading_of(link.section))
        if 0 <= link.block < len(page.blocks):
            linked.setdefault(link.block, []).append(mention)
        else:
            loose.append(mention)
    wanted = {id(block) for block in view.blocks_of(page, place.section) if block.section not in without}
    found: list[Mention] = []
    for index, block in enumerate(page.blocks):
        if id(block) in wanted:
            links = linked.get(index, [])
            said = in_a_line(block.text) if block.kind is BlockKind.ROW else block.text
            if len(links) == 1 and links[0].text and links[0].text in block.text:
                found.append(Mention(said, links[0].url, links[0].context))
            else:
                found.append(Mention(said, "", page.heading_of(block.section), _beginnings(said, links)))
                found.extend(links)
    return found + loose


def _beginnings(text: str, links: list[Mention]) -> tuple[int, ...]:
    """Where links begin in the text they stand in, in their order; what is not found in it is left out."""
    places: list[int] = []
    after = 0
    for link in links:
        at = text.find(link.text, after) if link.text else -1
        if at >= 0:
            places.append(at)
            after = at + len(link.text)
    return tuple(places)


def area_of(view: SiteView) -> list[Place]:
    return [*view.nok.places, *(Place(page) for page in view.nok.subpages)]


def _found(view: SiteView) -> FoundActs:
    said = [mention for place in area_of(view) for mention in mentions_of(view, place)]
    return find_acts([*said, *attached(view)])


def attached(view: SiteView) -> list[Mention]:
    """What attachments say: a list of acts all it cites, an act only its own requisites, which stand at either end."""
    found: list[Mention] = []
    for paper in view.papers:
        if paper.kind not in MAY_BE_ACTS or paper.document is None or not paper.document.text:
            continue
        named, text = _name(paper), paper.document.text
        if find_citations(f"{paper.caption} {paper.link.label}"):
            continue  # the link has said it
        if names_list(f"{named} {paper.document.title} {text[:200]}"):
            found += _entries(paper, _ENTRY.split(text[:LIST_LENGTH]))
        elif own := own_requisites(text):
            found.append(Mention(own, paper.link.url, paper.heading))
    return found


def names_list(said: str) -> bool:
    """Whether words call something a list of acts."""
    return _LIST.search(normal(said)) is not None


def entries_of(paper: Paper, document: Document) -> list[Mention]:
    """The entries of a file that lists acts, each with what it says; of a numbered list only what has a number.

    Lines of files break anywhere, so a line may begin with an act that an entry only refers to.
    """
    text = document.text[:LIST_LENGTH]
    numbered = _NUMBERED.split(text)
    return _entries(paper, numbered[1:] if len(numbered) > _FEW else _ENTRY.split(text))


def _entries(paper: Paper, entries: Iterable[str]) -> list[Mention]:
    said = (" ".join(entry.split()) for entry in entries)
    return [Mention(entry, paper.link.url, paper.heading) for entry in said if entry]


def _name(paper: Paper) -> str:
    return f"{paper.caption} {paper.link.label} {file_words(paper.link.url)}"


def unread_acts(view: SiteView) -> tuple[Paper, ...]:
    """Attachments that may be the acts or a list of them, and could not be read: not those whose name tells an act."""
    return tuple(
        paper
        for paper in view.papers
        if paper.kind in MAY_BE_ACTS
        and not (paper.document is not None and paper.document.text)
        and why_unread(paper, view) not in DEAD_LINK
        and not find_citations(_name(paper))
        and (
            _LIST.search(normal(_name(paper)))
            or (is_bare(paper.link.label) and is_bare(paper.caption))
            or is_store(paper)
        )
    )


def _evidence(view: SiteView, found: FoundActs) -> tuple[Evidence, ...]:
    """The acts found, quoted from the page their words stand on."""
    proofs = []
    for mentions in found.by_id.values():
        best = next((m for m in mentions if m.url), mentions[0])
        page, written = _written(view, best.text)
        said = written + (f" → {best.url}" if best.url else "")
        proofs.append(view.evidence(page, said, locate(page, written)))
    return tuple(proofs)


def _written(view: SiteView, cited: str) -> tuple[Page, str]:
    """The page an act is cited on, and how it is written there: a table's row is quoted as a row."""
    pages = [place.page for place in area_of(view)]
    if cited and (page := next((page for page in pages if cited in page.text), None)) is not None:
        return page, cited
    for page in pages:
        for block in page.blocks:
            if cited and block.kind is BlockKind.ROW and cited in in_a_line(block.text):
                return page, block.text
    return pages[0], cited


@check("acts-listed", ActsOptions)
def acts_listed(view: SiteView, options: ActsOptions) -> Answer:
    """All acts required for the sector are listed on the НОК page or one click away."""
    found = _found(view)
    missing = missing_acts(found, load_required_acts(options.required), view.organization.sector, view.on)
    remarks = []
    for mentions in found.by_id.values():
        act = mentions[0].act
        if act is None:
            continue
        if not any(mention.url for mention in mentions):
            remarks.append(f"Акт только упомянут, без ссылки на текст: {requisites(act)}.")
        remarks.extend(dict.fromkeys(mention.remark for mention in mentions if mention.remark))
    remarks.extend(lapsed_remarks(found, view.on))
    named: dict[str, Any] = {
        "missing": [one.text for one in missing],
        "missing_acts": [act for one in missing for act in one.acts],
        "positions": [one.position for one in missing],
        "found": list(found.by_id),
    }
    if missing and (unread := unread_acts(view)):
        message = f"Файл «{unread[0].name}» не прочитан; не установлено, нет ли в нём недостающих актов"
        reason = why_unread(unread[0], view) or Reason.UNREADABLE
        asked = addresses(unread) if reason is Reason.NOT_REACHED else []
        return unsure(reason, message, evidence_of(view, unread[0]), remarks=tuple(remarks), unread=asked, **named)
    if missing:
        return absent(remarks=tuple(remarks), **named)
    if strangers := of_other_sectors(found, load_required_acts(options.required), view.organization.sector):
        said = f"Ведомственные акты — другой сферы: «{strangers[0].text}»; актов своей сферы не видно"
        return unsure(Reason.AMBIGUOUS, said, *_evidence(view, found), remarks=tuple(remarks), **named)
    if said := _aside(view, found, load_required_acts(options.required)):
        return unsure(Reason.AMBIGUOUS, said, *_evidence(view, found), remarks=tuple(remarks), **named)
    return met(*_evidence(view, found), remarks=tuple(remarks), **named)


def _aside(view: SiteView, found: FoundActs, required: RequiredActs) -> str:
    """Why a position may be filled by nothing that belongs there; empty where none is."""
    sector = view.organization.sector
    if other := aside.of_another_subject(found, required, sector):
        title = other.citation.title if other.citation is not None else ""
        return f"Акт не о независимой оценке: «{other.text} {title}»; другого акта этого органа в перечне нет"
    area = {place.page.url for place in area_of(view)}  # it tells of the act itself
    elsewhere = [page for page in view.pages if page.url not in area]

    def is_strange(text: str) -> bool:
        return of_another_region(text, view.organization, (page.text for page in elsewhere))

    if strange := aside.of_another_region(found, required, sector, load_acts(), is_strange):
        return f"Акт министерства другого региона: «{strange.text}»; акта министерства своего региона в перечне нет"
    return ""
