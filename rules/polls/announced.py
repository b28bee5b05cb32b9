"""Lines of a page that announce results of a poll or count them, and what follows such a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crawler.addresses import page_key
from crawler.items import Block, BlockKind, Link, Page, Reason, Region, Table
from rules.addresses.known import known_host
from rules.dates.as_of import days_as_of
from rules.dates.periods import Span, find_periods
from rules.language.stems import stems_of
from rules.language.wording import normal
from rules.lexicon.paper_words import paper_words
from rules.lexicon.word_lists import poll_words
from rules.model import Evidence, Value
from rules.polls.named import ASKED, CONTENT, RESULTS, is_liking, is_others
from rules.polls.results import Counting, poll_results
from rules.polls.subjects import on_other_subjects
from rules.polls.tallies import tallies
from rules.reasons import DEAD_LINK
from rules.view import SiteView

_COUNTED = re.compile(
    r"\d+(?:[.,]\d+)? ?%|"
    r"\d+ (?:чел|респондент|участник|анкет|родител|получател|пациент|читател|посетител|ответ|голос|опрошен)"
)
_HELD = re.compile(
    r"(?:проведен[аоы]?|проводил\w*|проход\w+|прошл?[ое]\w*|состоял\w*) (?:[\w-]+ ){0,2}(?:[\w-]*опрос|анкетирован)\w*"
)
_REPLIED = re.compile(r"\bответ(?:ам|ов|ы|ил)|" + ASKED.pattern)
_ANSWERS = re.compile(r"[а-я]{2,}\W{0,2} ?[—–:-] ?\d{1,5}\b(?!\.\d)")  # «да — 61, скорее да — 14»
_NUMBER = re.compile(r"\d+")
_CHOICES = 3  # numbers of answers that make a count
_ANSWERED = re.compile(
    r"\bответил|\bпрошл\w+ \d+ (?:чел|родител|получател|пациент|читател)|\bопрошен"
    r"|\bзаполнил|\bзаполнен\w* (?:\d+ )?анкет|\bанкет\w* (?:заполнен|получен)|\bреспондент"
)
_DRAWN = re.compile(r"\bответили\b|\bваши ответы\b|\bголоса родителей\b")  # heads a picture with the answers
_OPERATOR = re.compile(r"\bоператор")
_ONLINE = re.compile(r"онлайн|\bна (?:\w+ ){0,2}сайте|интернет-?(?:опрос|анкет)")
OPENING = frozenset({BlockKind.HEADING, BlockKind.TAB})
_PARTS = frozenset({Span.MONTH, Span.QUARTER, Span.HALF, Span.MONTHS})  # of a year
_ANNOUNCING = tuple({stem for words in (RESULTS, _HELD, _REPLIED, _ANSWERED) for stem in stems_of(words)})
_FOLLOWING = 12  # blocks after a line that announces results
_LINE_OF_TIME = 200
_TITLE_CHARS = 300  # of a line that may announce anything
_BLOCKS = 40  # that are read below one


class Published(Value, frozen=True):
    """Results of a poll that were seen, with the texts their period may stand in.

    `doubt` tells why it is not known whether they are counted: a scan, a file that did not come; `unread`: which page.
    """

    evidence: Evidence
    texts: tuple[str, ...]
    doubt: Reason | None = None
    unread: str = ""
    placed: bool = False  # the evidence is where they stand on the page: a link to them, a line that counts


class _Piece(NamedTuple):
    """A page as it is looked through: the indexes of its blocks on other subjects, and whether it is the НОК page."""

    view: SiteView
    page: Page
    others: frozenset[int]
    own: bool

    def result(self, block: Block, texts: Sequence[str], doubt: Reason | None = None, *, placed: bool) -> Published:
        """What a block was found to announce or to count."""
        proof = self.view.evidence(self.page, block.text, block.pointer)
        return Published(proof, tuple(texts), doubt, placed=placed)


def announced(view: SiteView, page: Page, section: int) -> Iterator[Published]:
    """What the blocks of a page, or of its section, announce or count."""
    others = on_other_subjects(view, page, {id(block) for block in view.blocks_of(page, section)})
    others |= _counted_by_operators(view, page)
    wanted = {id(block) for block in view.blocks_of(page, section)} - {id(page.blocks[at]) for at in others}
    for tally in tallies(page, [index for index, block in enumerate(page.blocks) if id(block) in wanted]):
        if not (is_others(normal(tally.line)) or is_liked(page, tally.block)):
            proof = view.evidence(page, tally.line, page.blocks[tally.block].pointer)
            yield Published(proof, tally.texts, placed=True)
    piece = _Piece(view, page, others, any(place.page.url == page.url for place in view.nok.places))
    leading = {link.block for link in page.links if _is_all_of_its_line(page, link)}
    for index, (block, said) in enumerate(zip(page.blocks, view.reading(page).normal, strict=True)):
        if len(block.text) > _TITLE_CHARS or not any(stem in said for stem in _ANNOUNCING) or id(block) not in wanted:
            continue
        leads = index in leading and block.kind not in OPENING  # to them: what stands below is something else
        if not (leads or is_liked(page, index)) and (found := _of_block(piece, index, said)) is not None:
            yield found


def _counted_by_operators(view: SiteView, page: Page) -> frozenset[int]:
    """Indexes of the blocks of an operator's reports that stand on the page: whom it asked is no poll of the site's.

    What speaks of the poll on the site, or stands below a heading of it, may be put there all the same.
    """
    found: set[int] = set()
    for index, block in enumerate(page.blocks):
        if block.kind not in OPENING or not paper_words().operators_report.search(normal(block.text)):
            continue
        inside = view.within(page, index)
        if _OPERATOR.search(normal(" ".join(page.blocks[at].text for at in inside))):
            polls = (at for at in inside if at != index and page.blocks[at].kind in OPENING and _is_on_poll(page, at))
            found.update(inside.difference(*(view.within(page, at) for at in polls)))
    return frozenset(at for at in found if not _ONLINE.search(normal(page.blocks[at].text)))


def _is_on_poll(page: Page, index: int) -> bool:
    return ASKED.search(normal(page.blocks[index].text)) is not None


def _of_block(piece: _Piece, index: int, said: str) -> Published | None:
    """What a block is of results: a count by itself, or the head of what follows it. `said`: its text, normalised."""
    block = piece.page.blocks[index]
    held = _HELD.search(said) is not None
    announces = held or RESULTS.search(said) is not None
    if not announces and (counted := _on_the_spot(piece, index, said)) is not None:
        return counted
    if not announces and not (block.kind in OPENING and ASKED.search(said)):
        return _over_a_picture(piece, block, said)
    return None if is_others(said) else _headed(piece, index, announces=announces, held=held)


def _on_the_spot(piece: _Piece, index: int, said: str) -> Published | None:
    """A block that says how many answered, and what."""
    page, block = piece.page, piece.page.blocks[index]
    if _is_count(block.text, said):
        return piece.result(block, (block.text,), placed=True)
    if piece.own and _is_told(page, index, said):
        around = page.blocks[max(0, index - 1) : _reach(page, index)]
        return piece.result(block, [one.text for one in around], placed=False)
    return None


def _over_a_picture(piece: _Piece, block: Block, said: str) -> Published | None:
    """A heading of answers on a page with pictures: they may stand in one."""
    if block.kind in OPENING and _DRAWN.search(said) and _is_pictured(piece):
        return piece.result(block, (block.text,), Reason.AMBIGUOUS, placed=False)
    return None


def _is_pictured(piece: _Piece) -> bool:
    """Whether a page has a picture of its own: no banner in its margin, nor one that leads to another site."""
    links = (link for link in piece.page.links if link.image)
    leading = (link for link in links if link.region is not Region.CONTENT or not piece.view.is_kin(link.url))
    banners = {said for link in leading for said in (link.image, link.alt)}
    return not banners.issuperset(piece.page.images)


def _headed(piece: _Piece, index: int, *, announces: bool, held: bool) -> Published | None:
    """What stands below a block that `announces` results, or that a poll was `held`: numbers, a table, pictures."""
    block, opens = piece.page.blocks[index], piece.page.blocks[index].kind in OPENING
    following = _following(piece, index)
    if following is None:
        return None
    after = " ".join(one.text for one in following)
    rows = tuple(tuple(one.text.split(" | ")) for one in following if one.kind is BlockKind.ROW)
    tabled = bool(rows) and poll_results(f"{block.text} опрос", tables=(Table(rows),)).counting is Counting.COUNTED
    # «Что говорят родители (анкетирование)»: only a table of answers makes it results
    counted = announces and _COUNTED.search(normal(f"{block.text} {after}")) is not None
    lines = ". ".join((block.text, *(one.text for one in following)))  # no sentence goes on in the next line
    promised = poll_words().to_come.search(normal(lines[:_TITLE_CHARS])) is not None
    shown = announces and not (held or promised) and _is_pictured(piece)
    if counted or tabled or shown:
        titles = (one.text for one in following if one.kind in OPENING)
        texts = (block.text, *telling([one.text for one in following]), *titles, *(row[0] for row in rows))
        return piece.result(block, texts, placed=block.kind is BlockKind.HEADING and piece.own)
    if announces and opens and (closed := closed_frame(piece.view, piece.page, index)) is not None:
        proof = piece.view.evidence(piece.page, block.text, block.pointer)
        return Published(proof, (block.text,), *closed)
    return None


def _following(piece: _Piece, index: int) -> list[Block] | None:
    """The blocks a block is over, without those on other subjects; None where there are only such."""
    page = piece.page
    opens = page.blocks[index].kind in OPENING
    last = len(page.blocks) if opens else _reach(page, index)
    inside = piece.view.within(page, index) if opens else None
    following = [
        one
        for place, one in enumerate(page.blocks[index + 1 : last], index + 1)
        if place not in piece.others and (place in inside if inside is not None else one.kind is not BlockKind.HEADING)
    ][:_BLOCKS]
    only_others = not following and piece.others.intersection(inside if inside is not None else range(index, last))
    return None if only_others else following


def is_liked(page: Page, index: int) -> bool:
    """Whether a line stands below a heading of a vote on what people like best: «Лучший педагог года»."""
    return is_liking(normal(page.heading_of(page.blocks[index].section)))


def telling(lines: Sequence[str], beginning: int = 1_500) -> Iterator[str]:
    """What may name the time that results are of: how a text begins, and each of its lines that names one further on.

    A table for every quarter may stand below the year's.
    """
    yield "\n".join(lines)[:beginning]
    yield from (line for line in lines if len(line) <= _LINE_OF_TIME and (find_periods(line) or days_as_of(line)))


def _is_all_of_its_line(page: Page, link: Link) -> bool:
    return 0 <= link.block < len(page.blocks) and page.blocks[link.block].text == link.text and "#" not in link.url


def _is_told(page: Page, index: int, said: str) -> bool:
    """Whether a line of the НОК page tells how many answered and how many are content: a sentence, or rows of a table.

    «За 2025 год ответило 102 человека, довольны 97»; «Период | Ответили | Удовлетворены» over such rows.
    """
    block = page.blocks[index]
    if not (_ANSWERED.search(said) and CONTENT.search(said)) or is_others(said):
        return False
    if block.kind is not BlockKind.ROW:
        dated = find_periods(block.text) or find_periods(page.blocks[max(0, index - 1)].text)
        return len(_NUMBER.findall(said)) > 1 and bool(dated)
    rows = page.blocks[index + 1 : index + 1 + _FOLLOWING]
    counted = [row for row in rows if row.kind is BlockKind.ROW and len(_NUMBER.findall(row.text)) > 1]
    return any(find_periods(row.text) for row in counted)


def _reach(page: Page, index: int) -> int:
    """Where what a line announces may end: some blocks on, or with the table that goes on there."""
    last = index + _FOLLOWING
    while last < len(page.blocks) and page.blocks[last].kind is page.blocks[last - 1].kind is BlockKind.ROW:
        last += 1
    return last


def _is_count(text: str, said: str) -> bool:
    """Whether a line by itself counts the answers of a quarter or month: «III квартал 2026: 64 анкеты, 95 % довольны».

    An operator's report counts answers too, of a year.
    """
    if not _REPLIED.search(said) or is_others(said):
        return False
    if not any(period.span in _PARTS for period in find_periods(text)):
        return False
    listed = len(_ANSWERS.findall(text.lower())) >= _CHOICES
    told = "%" in text and ASKED.search(said) is not None
    return listed or (told and poll_results(text).counting is Counting.COUNTED)


def closed_frame(view: SiteView, page: Page, section: int = -1) -> tuple[Reason, str] | None:
    """Why what a frame of a page, or of a section, shows is unknown, and its address; no map, no film."""
    known = {widget.url for widget in page.widgets}
    shows = view.lexicon.hosts.get("social", ())
    for frame in page.frames:
        if (section >= 0 and frame.section != section) or frame.url in known or known_host(shows, frame.url):
            continue
        key = page_key(frame.url)
        if frame.url.startswith("http") and not (
            key in view.by_address or key in view.external or frame.url in view.document_urls
        ):
            failed = next((one.reason for one in view.site.failures if page_key(one.url) == key), None)
            if failed not in DEAD_LINK:
                return failed or Reason.NOT_REACHED, frame.url
    return None
