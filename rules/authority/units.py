"""The material of an authority's section, piece by piece: pages, sections, links with what they lead to.

A unit is something that has a name and a content. Checks look for units of their kind and then into the content.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Protocol, TypeVar
from urllib.parse import unquote

from crawler.addresses import page_key
from crawler.items import Block, BlockKind, Document, Link, Page, Reason, Region
from rules.authority.area import AuthorityArea
from rules.authority.chapters import annexes_of, chapters_of
from rules.authority.kinds import ACTS, LISTED_ACTS, Kind, kinds_of
from rules.authority.reach import YEAR_NAME
from rules.authority.subject import mentions_nok
from rules.language.wording import file_name_of, host_of, normal, parts_of
from rules.lexicon.sectors import sectors_of
from rules.model import Evidence, Sector, Value
from rules.papers.bundle import part_of
from rules.papers.collected import embedded
from rules.reasons import DEAD_LINK
from rules.site.labels import is_bare, line_of, said_of
from rules.site.pages import SitePages
from rules.site.roles import leads_to_file

T = TypeVar("T")
_QUOTED = re.compile(r"[«\"“„][^»\"”]*[»\"”]")
_OPENING = frozenset({BlockKind.HEADING, BlockKind.TAB})
_LABELS = frozenset({BlockKind.PARAGRAPH, BlockKind.CAPTION})
_LISTED = frozenset({BlockKind.ROW, BlockKind.ITEM})
_TOLD = re.compile(r"[а-яё]", re.IGNORECASE)
_CSV = re.compile(r"\.csv(?:$|\?)", re.IGNORECASE)
_SHEETS = frozenset({"xlsx", "xls", "ods"})
_OF_OUTCOME = re.compile(
    r"о мерах|(?:результат|итог)\w* оценки\W*$|оценк\w* качества\W*$|недостатк|устранени\w* (?:выявлен|замечан)"
)
_OF_ELSE = re.compile(
    r"коррупц|пожар|антитеррор|безопасност|проверк|надзор|закупк|бюджет|долг|профилактик|эпидеми|гриппа|covid"
)
_HEAD = 500  # characters of a document that may be its title
_BELIEVED = frozenset(
    {None, Reason.NO_OCR, Reason.UNREADABLE, Reason.TOO_LARGE, Reason.NOT_REACHED, Reason.BUDGET_EXHAUSTED}
)


class Unit(Value, frozen=True):
    """A page, a section or a link. `lines` is the content, a line per block or table row; cells are joined by « | »."""

    page: Page
    name: str
    around: str = ""  # headings and titles above it
    lines: tuple[str, ...] = ()
    section: int = -1
    block: int = -1
    link: Link | None = None
    document: Document | None = None
    reason: Reason | None = None  # why the content of a linked file is unknown
    by_content: str = ""  # the beginning of a document, which may name it better than the link
    part: str = ""  # what part of the linked file it is: a sheet, a chapter

    @property
    def text(self) -> str:
        """The content in one piece."""
        return "\n".join(self.lines)

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """Rows of tables as cells: of a document's tables, else of the page's."""
        if self.document is not None and self.document.tables:
            return tuple(row for table in self.document.tables for row in table.rows)
        return tuple(tuple(cell.strip() for cell in line.split(" | ")) for line in self.lines if " | " in line)

    @property
    def shown(self) -> str:
        """What to call it in a sentence."""
        return self.name if len(self.name) <= 120 else self.name[:117] + "…"

    @property
    def is_there(self) -> bool:
        """Whether its name may be believed: it stands on the page, or the file came and only its text did not."""
        return self.reason in _BELIEVED

    @property
    def is_dead(self) -> bool:
        """Whether its link leads nowhere: then nothing is published by it."""
        return self.reason in DEAD_LINK

    def is_of(self, kind: Kind) -> bool:
        """Whether it is called so. The heading above helps only a name that says nothing by itself."""
        name, around = normal(self.name), normal(self.around)
        if kind.names(name, around):
            return True
        if kind is not ACTS and LISTED_ACTS.match(name):
            return False  # what their titles speak of is in none of them
        if self.link is None:
            return YEAR_NAME.match(name) is not None and kind.names(_nearest(around), around)
        head, file = normal(self.by_content), file_name_of(self.link.url)
        if kind.names(head, head) or (kind.names(file, f"{around} {name}") and not kinds_of(name, around)):
            return True
        return not kinds_of(name, around) and kind.names(_nearest(around), around)


class HasUnits(Protocol):
    """A view of a site that knows the units of its section."""

    @property
    def on(self) -> date: ...

    @property
    def authority_units(self) -> tuple[Unit, ...]: ...

    def once(self, work_out: Callable[[Any], T]) -> T: ...


def _nearest(around: str) -> str:
    return around.rpartition(" / ")[2]


def units(view: SitePages, area: AuthorityArea) -> tuple[Unit, ...]:
    """All units of the area: each page, then its sections and its links; those of the body's own sector only.

    One ministry may answer for several sectors, each a row of the registry: where the section is divided by sector
    and has a part for this one, what belongs to the others alone is left out.
    """
    found = _all(view, area)
    own = view.organization.sector
    parts = [_told_sectors(unit.name) for unit in found if unit.link is None]
    if own is None or not any(own in part for part in parts) or not any(part and own not in part for part in parts):
        return found
    return tuple(unit for unit in _all(view, area, own) if own in (_sectors(unit) or (own,)))


def _sectors(unit: Unit) -> tuple[Sector, ...]:
    """Sectors a unit is about: by its name, else by the nearest heading that names one."""
    names = (unit.name, *reversed(unit.around.split(" / ")))
    return next((sectors for sectors in map(_told_sectors, names) if sectors), ())


def _told_sectors(name: str) -> tuple[Sector, ...]:
    """Sectors a heading names, but not those in the name of an operator that stands in it."""
    return sectors_of(_QUOTED.sub(" ", name))


def _lines(view: SitePages, page: Page, section: int, own: Sector | None) -> tuple[str, ...]:
    """Texts of a page or section; without those under a heading of other sectors than `own`, when that is given."""
    blocks = view.blocks_of(page, section)
    if own is None:
        return tuple(line for block in blocks for line in block.text.split("\n"))
    kept: list[str] = []
    for block in blocks:
        over = [block.text] if block.kind in _OPENING else []
        told = (_told_sectors(name) for name in (*over, *reversed(_above(page, block).split(" / "))))
        if own in (next(filter(None, told), ()) or (own,)):
            kept.extend(block.text.split("\n"))
    return tuple(kept)


def _all(view: SitePages, area: AuthorityArea, own: Sector | None = None) -> tuple[Unit, ...]:
    found: list[Unit] = []
    seen: set[str] = set()
    for page, section in area.pieces:
        title = page.blocks[section].text if section >= 0 else _title(view, page)
        over = _joined(area.name_over(page), _over_frame(view, area, page))
        above = f"{over} / {title}" if over and over != title else title
        lines = _lines(view, page, section, own)
        found.append(Unit(page, title, over or " / ".join(page.breadcrumbs), lines, section))
        found += _sections(view, page, section, title, above)
        for unit in _links(view, page, section, above):
            assert unit.link is not None
            key = unit.link.url.partition("#")[0] + (f"#{unit.part}" if unit.part else "")
            if key not in seen:
                seen.add(key)
                found.append(unit)
    return (*found, *_strays(view, {page.url for page, _ in area.pieces}, seen))


def _over_frame(view: SitePages, area: AuthorityArea, page: Page) -> str:
    """The heading under which another page of the area shows this one in a frame: «Итоги 2025 года» over «Итоги»."""
    for source, _ in area.pieces:
        for frame in source.frames if source is not page else ():
            if view.by_address.get(page_key(frame.url)) is page:
                return source.heading_of(frame.section)
    return ""


def _strays(view: SitePages, pages: set[str], seen: set[str]) -> Iterator[Unit]:
    """Papers on the assessment that other pages link to («Планы», «Документы»): named so, or so by their beginning."""
    for page in view.pages:
        if page.url in pages:
            continue
        for unit in _links(view, page, -1, _title(view, page)):
            assert unit.link is not None
            key = unit.link.url.partition("#")[0]
            promising = unit.reason is Reason.NOT_REACHED and _promises(normal(unit.name))
            if key not in seen and (promising or mentions_nok(unit.name) or mentions_nok(unit.by_content[:300])):
                seen.add(key)
                yield unit


def _promises(said: str) -> bool:
    """Whether the name of an unread file is one that acts on the assessment have, and does not say of what it is."""
    return _OF_OUTCOME.search(said) is not None and _OF_ELSE.search(said) is None


def named(view: HasUnits, kind: Kind) -> tuple[Unit, ...]:
    """Units of a kind that are really there, the most exact first: documents and sections before whole pages."""
    chosen = [unit for unit in view.authority_units if unit.is_of(kind) and not unit.is_dead]
    whole = [unit for unit in chosen if unit.link is None and unit.block < 0 and unit.section < 0]
    return tuple([unit for unit in chosen if unit not in whole] + whole)


def dead(view: HasUnits, kind: Kind) -> tuple[str, ...]:
    """Remarks on links of a kind that lead nowhere."""
    return tuple(
        f"Ссылка «{unit.shown}» ведёт на отсутствующий документ {unquote(unit.link.url)}."
        for unit in view.authority_units
        if unit.link is not None and unit.is_dead and unit.is_of(kind)
    )[:3]


def unread(view: HasUnits, kind: Kind) -> tuple[Unit, ...]:
    """Links whose content is unknown and which may be of a kind: named so, or named nothing at all."""
    hidden = [unit for unit in view.authority_units if unit.link is not None and unit.reason and not unit.is_dead]
    sure = [unit for unit in hidden if unit.is_of(kind)]
    # a line that several files stand in says something of all of them, and of none what it is
    named = Counter((unit.page.url, unit.name) for unit in hidden)
    blank = [
        unit
        for unit in hidden
        if (named[unit.page.url, unit.name] > 1 or not kinds_of(normal(unit.name), normal(unit.around)))
        and _may_be_any(unit)
    ]
    return tuple(sure + [unit for unit in blank if unit not in sure])


def _may_be_any(unit: Unit) -> bool:
    """Whether a file nobody opened says nothing of what it is: by a bare name, or for lack of any promise in it."""
    return is_bare(unit.name, years_count=True) or unit.reason is Reason.NOT_REACHED


def evidence(view: SitePages, unit: Unit, said: str = "") -> Evidence:
    """A unit as a quotation: its name, or the line that proves the point."""
    if unit.document is not None and said:
        return Evidence(unit.document.url, said[:240], unit.name[:120], unit.document.sha256, unit.document.fetched_at)
    if unit.link is not None and not said:
        return view.link_evidence(unit.page, unit.link)
    pointer = unit.page.blocks[unit.section].pointer if unit.section >= 0 else ""
    return view.evidence(unit.page, said or unit.name, pointer)


def _title(view: SitePages, page: Page) -> str:
    own = [b for b in view.blocks_of(page) if b.kind is BlockKind.HEADING and normal(b.text) not in view.sitewide]
    first = min(own, key=lambda block: block.level, default=None)
    return first.text if first is not None else (page.breadcrumbs[-1] if page.breadcrumbs else page.title)


def _sections(view: SitePages, page: Page, section: int, title: str, above: str) -> Iterator[Unit]:
    wanted = {id(block) for block in view.blocks_of(page, section)}
    for index, block in enumerate(page.blocks):
        opens = block.kind in {BlockKind.HEADING, BlockKind.TAB} or _is_label(page, index)
        if index == section or id(block) not in wanted or not opens or block.text == title:
            continue
        lines = tuple(_under(view, page, index))
        yield Unit(page, block.text, _joined(above, _above(page, block)), lines, index, index)


def _is_label(page: Page, index: int) -> bool:
    """Whether a plain paragraph acts as a heading: short, ending in a colon, or with a table or a list right below."""
    block = page.blocks[index]
    if block.kind not in _LABELS or not 3 < len(block.text) <= 200 or block.region is not Region.CONTENT:
        return False
    if index + 1 >= len(page.blocks):
        return False
    heads = page.blocks[index + 1].kind in _LISTED and not block.text.endswith((".", ";"))
    return block.text.endswith(":") or heads


def _under(view: SitePages, page: Page, index: int) -> Iterator[str]:
    if page.blocks[index].kind not in _LABELS:
        for block in view.blocks_of(page, index):
            if block is not page.blocks[index]:
                yield from block.text.split("\n")
        return
    below = page.blocks[index + 1].kind
    listed = below if below in _LISTED or not page.blocks[index].text.endswith(":") else None
    for block in page.blocks[index + 1 :]:
        if block.kind in {BlockKind.HEADING, BlockKind.TAB} or block.text.endswith(":"):
            return
        if listed is not None and block.kind is not listed:
            return
        yield from block.text.split("\n")


def _heading_nothing(page: Page, block: Block) -> list[str]:
    """Titles of a group that are as high as what they head («Общественный совет», below it «Состав»), innermost first:
    the last headings before a heading, on its own level, with nothing under them."""
    if block.kind is not BlockKind.HEADING:
        return []
    filled = {one.section for one in page.blocks} | {link.section for link in page.links}
    found: list[str] = []
    at = next(index for index, one in enumerate(page.blocks) if one is block)
    for index in range(at - 1, block.section, -1):
        one = page.blocks[index]
        if one.section != block.section or one.kind is not BlockKind.HEADING:
            continue
        if one.level != block.level:
            break
        if index not in filled and not _is_beside(one.text, block.text):
            found.append(one.text)
        elif found:
            break
    return found


def _is_beside(bare: str, heading: str) -> bool:
    """Whether what heads nothing is no group but a part that is still empty: «2024 год» before «2025 год», minutes
    before plans."""
    if YEAR_NAME.match(normal(heading)):
        return YEAR_NAME.match(normal(bare)) is not None
    return all(kinds_of(normal(name), normal(name)) for name in (bare, heading))


def _above(page: Page, block: Block) -> str:
    """Headings over a block, outermost first: of a heading also those right before it that head nothing themselves."""
    trail = _heading_nothing(page, block)
    first = len(page.blocks)
    while 0 <= block.section < first:  # a section opens before what is in it; facts that say otherwise end here
        first = block.section
        block = page.blocks[first]
        trail.append(block.text)
    return " / ".join(reversed(trail))


def _joined(*names: str) -> str:
    return " / ".join(name for name in names if name)


def _shown(view: SitePages, page: Page, section: int) -> Iterator[Link]:
    """Files shown on the page itself, called by the heading they stand under where nothing else names them."""
    for link in embedded(view, page, section):
        if leads_to_file(link.url):
            heading = page.heading_of(link.section)
            told = _TOLD.search(link.text) and not is_bare(
                link.text, years_count=True
            )  # «PDF viewer», «Просмотр» are none
            yield link if told else Link(link.url, heading, section=link.section, pointer=link.pointer)


def _links(view: SitePages, page: Page, section: int, above: str) -> Iterator[Unit]:
    for link in (*view.links_of(page, section), *_shown(view, page, section)):
        if not _leads_to_content(view, link):
            continue
        key = link.url.partition("#")[0]
        read = [document for document in view.site.documents if document.url.partition("#")[0] == key]
        document = next((one for one in read if one.text), read[0] if read else None)
        target = view.by_address.get(page_key(link.url))
        heading = _above(page, Block(BlockKind.PARAGRAPH, "", section=link.section))
        line = line_of(page, link)
        alone = line.count("|") == 0 or is_bare(link.label, years_count=True)  # «Протокол № 3 | скачать»
        name = line if link.label in line and len(line) <= 300 and alone else link.label
        name = said_of(link, page) if is_bare(name, years_count=True) else name
        lines: tuple[str, ...] = ()
        reason = None
        if document is not None:
            lines = tuple(line for line in document.text.splitlines() if line.strip())
            if _CSV.search(link.url):
                lines = tuple(line.replace(";", " | ") for line in lines)
            reason = document.reason if not document.text.strip() else None
            reason = reason or (None if document.text.strip() else Reason.UNREADABLE)
        elif target is not None:
            lines = tuple(block.text for block in view.blocks_of(target))
        else:
            failure = next((f for f in view.site.failures if f.url.partition("#")[0] == key), None)
            reason = failure.reason if failure is not None else Reason.NOT_REACHED
        head = f"{document.title} {document.text[:_HEAD]}" if document is not None else ""
        if document is not None:
            yield from _chapters(page, link, document, _joined(above, heading, name))  # before the file they are in
        yield Unit(
            page, name or unquote(parts_of(link.url).path.rpartition("/")[2]), _joined(above, heading), lines,
            block=link.block, link=link, document=document, reason=reason, by_content=head,
        )  # fmt: skip
        if document is not None and document.format in _SHEETS and len(document.tables) > 1:
            yield from _sheets(page, link, document, _joined(above, heading, name))


def _chapters(page: Page, link: Link, document: Document, above: str) -> Iterator[Unit]:
    """Each chapter of a file that holds all the papers of a section, or list annexed to it, with its tables."""
    over = _joined(above, document.text.strip().partition("\n")[0])
    for chapter in chapters_of(document.text) or annexes_of(document.text):
        own = part_of(document, chapter.lines, chapter.title)
        yield Unit(
            page, chapter.title, over, chapter.lines, block=link.block, link=link, document=own,
            by_content=chapter.title, part=chapter.title,
        )  # fmt: skip


def _sheets(page: Page, link: Link, document: Document, above: str) -> Iterator[Unit]:
    """Each sheet of a workbook by itself: one file may hold acts, lists and scores."""
    for table in document.tables:
        lines = tuple(" | ".join(row) for row in table.rows)
        name = " ".join(cell for cell in table.rows[0] if cell)[:200]
        head = " ".join(lines[:2])[:_HEAD]
        yield Unit(page, name, above, lines, block=link.block, link=link, by_content=head, part=name)


def _leads_to_content(view: SitePages, link: Link) -> bool:
    if not host_of(link.url):
        return False
    return leads_to_file(link.url) or "/file/card" in link.url or _was_document(view, link)


def _was_document(view: SitePages, link: Link) -> bool:
    return link.url.partition("#")[0] in view.document_urls
