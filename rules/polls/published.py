"""Where results of the online poll stand: papers, pages and lines that count answers, and what may be such."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crawler.addresses import is_paper, page_key
from crawler.items import Block, BlockKind, Link, Page, Reason, Region, Table
from rules.absence.unread import is_dead, trouble, why_unread
from rules.addresses.known import known_host
from rules.dates.periods import Span, find_periods
from rules.forms.questionnaire import compare
from rules.language.stems import stems_of
from rules.language.translit import name_words
from rules.language.ways import ways_of
from rules.language.wording import file_name_of, normal
from rules.lexicon.assessment import compiled
from rules.lexicon.word_lists import poll_words
from rules.model import Evidence, Value
from rules.papers.collected import Paper, evidence_of, of_kind
from rules.papers.filed import FiledAs
from rules.papers.written import document_of
from rules.polls.results import Counting, poll_results, poll_results_of
from rules.polls.subjects import OTHERS, is_of_another, on_other_subjects
from rules.polls.tallies import SHARES, tallies, tallies_of
from rules.reasons import DEAD_LINK
from rules.site.labels import line_of
from rules.site.reading import PageReading
from rules.view import SiteView

RESULTS = re.compile(
    r"(?:результат|итог|свод|сводн|сводк|подсчет|анализ|диаграмм)\w*.{0,50}(?:опрос|анкетировани|голосовани|анкет[аыуе]?\b)|"
    r"в (?:[\w-]+ ){0,2}(?:[\w-]*опросе|[\w-]*анкетировании|голосовании) принял\w* участие|\bопрошено\b.{0,40}\d|"
    r"\b(?:как|что|сколько)(?: и как)? (?:\w+ )?(?:отвечали|ответили)\b|\bсвод\w* ответов\b"
    r"|\bответы на (?:[а-я]+[ -])?(?:опрос|анкет)|\bчто показал[аи]? (?:[а-я]+[ -])?(?:опрос|анкет|голосован)"
    r"|\bответы (?:наш\w+ )?(?:получател|родител|пациент|читател|посетител|зрител|гостей|респондент)"
)
_QUALITY = compiled(
    r"{called}|"
    r"качеств\w* (?:\w+ ){0,2}(?:услов|услуг|оказ|обслуж|предоставл|работ|образоват)|удовлетворен"
)
_COUNTED = re.compile(
    r"\d+(?:[.,]\d+)? ?%|"
    r"\d+ (?:чел|респондент|участник|анкет|родител|получател|пациент|читател|посетител|ответ|голос|опрошен)"
)
_HELD = re.compile(
    r"(?:проведен[аоы]?|проводил\w*|проход\w+|прошл?[ое]\w*|состоял\w*) (?:[\w-]+ ){0,2}(?:[\w-]*опрос|анкетирован)\w*"
)
_PROMISED = re.compile(
    r"будут (?:размещен|опубликован|представлен)|появятся|раздел(?:е)? (?:находится )?в разработке|наполняется"
)
_ASKED = re.compile(r"опрос|\bанкет|голосовани")
_TELLING = re.compile(r"\bотвеча\w+|\bответил\w*|\bмнени|\bитог|\bрезультат|что (?:говор|дума)")  # under «Опрос»
_REPLIED = re.compile(r"\bответ(?:ам|ов|ы|ил)|" + _ASKED.pattern)
_ANSWERS = re.compile(r"[а-я]{2,}\W{0,2} ?[—–:-] ?\d{1,5}\b(?!\.\d)")  # «да — 61, скорее да — 14»
_CONTENT = re.compile(r"\bдоволь?н|удовлетвор|\bположительн")
_NUMBER = re.compile(r"\d+")
_CHOICES = 3  # numbers of answers that make a count
_ANSWERED = re.compile(
    r"\bответил|\bпрошл\w+ \d+ (?:чел|родител|получател|пациент|читател)|\bопрошен"
    r"|\bзаполнил|\bзаполнен\w* (?:\d+ )?анкет|\bанкет\w* (?:заполнен|получен)|\bреспондент"
)
_DRAWN = re.compile(r"\bответили\b|\bваши ответы\b|\bголоса родителей\b")  # heads a picture with the answers
_OPENING = frozenset({BlockKind.HEADING, BlockKind.TAB})
# papers that count answers as well: the operator's, and what follows from them
_COUNTING_TOO = frozenset({FiledAs.RESULTS, FiledAs.RATING, FiledAs.PLAN, FiledAs.PLAN_PROGRESS})
_PARTS = frozenset({Span.MONTH, Span.QUARTER, Span.HALF, Span.MONTHS})  # of a year
_RESULT_WAYS = ways_of(RESULTS)
_ANNOUNCING = tuple({stem for words in (RESULTS, _HELD, _REPLIED, _ANSWERED) for stem in stems_of(words)})
_FOLLOWING = 12  # blocks after a line that announces results
_LINE_OF_TIME = 200
_LINE = 160  # characters of a line that says what its link leads to
_OPINION = re.compile(
    r"\bответ|\bдовол|удовлетвор|устраива|нрав|мнени|\bанкет|опро[сш]|респондент|голос|посовет|рекоменд"
)
_NOT_OF_POLLS = re.compile(
    r"\bоператор|\bкритери|\bбалл|\bплан\b|недостат|успеваемост|охват|бюджет|закупк|коррупц|питани|столов"
)
_OPERATORS_REPORT = re.compile(r"\bотчет\w*.{0,60}\bоператор")
_LONGEST = 600  # characters of a line
_TWO = 2
_HALF = 0.5  # of the topics of a model questionnaire
CALLED = re.compile(r"\bответ|\bопрос|\bанкет|\bголос|\bмнени|\bсказал|\bотзыв")


def is_others(said: str) -> bool:
    """Whether normalised words name what others counted, or a vote for whom or what people like best."""
    return OTHERS.search(said) is not None or _is_liking(said)


def _is_liking(said: str) -> bool:
    asks_more = _QUALITY.search(said) or _CONTENT.search(said)
    return poll_words().preference.search(said) is not None and not asks_more


class Published(Value, frozen=True):
    """Results of a poll that were seen, with the texts their period may stand in.

    `doubt` tells why it is not known whether they are counted: a scan, a file that did not come; `unread`: which page.
    """

    evidence: Evidence
    texts: tuple[str, ...]
    doubt: Reason | None = None
    unread: str = ""
    placed: bool = False  # the evidence is where they stand on the page: a link to them, a line that counts


def published(view: SiteView) -> tuple[Published, ...]:
    """Results of polls on the НОК page and one click from it: documents, links and sections with something in them."""
    return view.once(_published)


def _published(view: SiteView) -> tuple[Published, ...]:
    return tuple(_in_area(view))


def _in_area(view: SiteView) -> Iterator[Published]:
    for paper in of_kind(view, FiledAs.POLL_RESULTS):
        label = normal(paper.link.label)  # where it says what it is, what stands beside it does not matter
        named = label if RESULTS.search(label) else f"{label} {normal(paper.caption)}"
        if is_others(named) or is_dead(paper, view):
            continue
        inside = paper.document.text if paper.document is not None else ""
        doubt = trouble(paper, view)
        if is_of_another(named, inside) or (not RESULTS.search(label) and is_of_another(normal(paper.heading), inside)):
            continue
        if paper.document is not None and inside:
            counting = poll_results_of(paper.document).counting
            told = next(tallies_of(paper.document), None) if counting is Counting.NONE else None
            if told is not None:
                counting = Counting.COUNTED
            if counting in {Counting.RAW, Counting.NONE}:
                continue  # filled-in questionnaires, or words without a number
            doubt = Reason.AMBIGUOUS if counting is Counting.UNSURE else None
        texts = (
            paper.link.label,
            paper.caption,
            file_name_of(paper.link.url),
            paper.heading,
            *_telling(inside.split("\n")),
        )
        yield Published(evidence_of(view, paper), texts, doubt)
    yield from _called_answers(view)
    files = {paper.link.url for paper in view.papers}
    others = {paper.page.url for paper in view.papers if paper.is_whole_page and paper.kind in _COUNTING_TOO}
    places = [place.page for place in view.nok.places]
    for page, section in view.nok.pieces:
        for link in _content_links(view, page, section):
            label = called(page, link)
            if RESULTS.search(label) and not is_others(label) and "#" not in link.url and link.url not in files:
                yield from _linked(view, page, link)
            elif _TELLING.search(label) and _ASKED.search(normal(page.heading_of(link.section))):
                yield from (one for one in _linked(view, page, link) if one.doubt is None)
        names = view.fields_of(page)
        reports = any(_OPERATORS_REPORT.search(name) for name in (*names["title"], *names["heading"]))
        own = not reports and (page.url not in others or any(page is one for one in places))
        if own or any(RESULTS.search(name) for name in (*names["title"], *names["heading"])):
            yield from _sections(view, page, section)


def _called_answers(view: SiteView) -> Iterator[Published]:
    """Files of no kind anybody knows that are called answers, and count them: «Ответы за 2025 год (166 семей)»."""
    for paper in of_kind(view, FiledAs.OTHER, FiledAs.QUESTIONNAIRE_FILE):
        if paper.document is None or not _says_answers(view, paper):
            continue
        if (told := next(tallies_of(paper.document), None)) is not None:
            inside = (*_telling(paper.document.text.split("\n")), *told.texts)
            texts = (paper.link.label, paper.caption, file_name_of(paper.link.url), paper.heading, *inside)
            yield Published(evidence_of(view, paper), texts, placed=True)


def _says_answers(view: SiteView, paper: Paper) -> bool:
    said = normal(f"{paper.link.label} {paper.caption} {paper.heading} {name_words(paper.link.url)}")
    # «III квартал 2026 года»: of all that belongs there only answers are counted by quarters
    spans = {one.span for one in find_periods(f"{paper.link.label} {paper.caption}")}
    among = Span.YEAR in spans and (paper.page.url, paper.heading) in view.once(
        _quarterly
    )  # «Весь 2025 год» below them
    told = CALLED.search(said) is not None or Span.QUARTER in spans or among
    return told and not is_others(said) and not paper.foreign


def _quarterly(view: SiteView) -> frozenset[tuple[str, str]]:
    """Pages and headings below which files that may count answers are called by quarters."""
    found = of_kind(view, FiledAs.OTHER, FiledAs.QUESTIONNAIRE_FILE)
    by_quarter = (one for one in found if any(p.span is Span.QUARTER for p in find_periods(one.link.label)))
    return frozenset((one.page.url, one.heading) for one in by_quarter)


def unopened(view: SiteView) -> tuple[Paper, ...]:
    """Such files that nobody has opened: nothing may be called missing before somebody does."""
    found = of_kind(view, FiledAs.OTHER)
    return tuple(one for one in found if _says_answers(view, one) and why_unread(one, view) is Reason.NOT_REACHED)


def _content_links(view: SiteView, page: Page, section: int) -> Iterator[Link]:
    """Links of a piece; and those that the menu has too, where a line of the page's text says what they lead to."""
    own = list(view.links_of(page, section))
    yield from own
    known = {id(link) for link in own}
    for link in page.links if section < 0 else ():
        if link.region is Region.CONTENT and id(link) not in known and RESULTS.search(called(page, link)):
            yield link


def called(page: Page, link: Link) -> str:
    """What a link leads to: by its label, or by a short line around it («Результаты опроса — в разделе «Новости»»)."""
    label, line = normal(link.label), normal(line_of(page, link))
    return line if not RESULTS.search(label) and len(line) <= _LINE else label


def _linked(view: SiteView, page: Page, link: Link) -> Iterator[Published]:
    """Results on a page of their own, or in its frame, that must hold some; what was not read leaves it open."""
    target = view.by_address.get(page_key(link.url))
    if target is None:
        failed = next((one.reason for one in view.site.failures if page_key(one.url) == page_key(link.url)), None)
        if failed not in DEAD_LINK:
            named = (link.label, page.heading_of(link.section))
            yield Published(view.link_evidence(page, link), named, failed or Reason.NOT_REACHED, link.url)
        return
    parts = (target, *view.framed(target))
    said = "\n".join(part.text for part in parts)
    if is_of_another(called(page, link), said):
        return
    tables = tuple(table for part in parts for table in document_of(part).tables)
    seen = poll_results(said, tables=tables, images=sum(len(part.images) for part in parts))
    if seen.counting is Counting.COUNTED:
        texts = (link.label, page.heading_of(link.section), *_telling(said.split("\n"), 4_000))
        yield Published(view.link_evidence(page, link), texts, placed=True)
    elif seen.counting is Counting.UNSURE:
        yield Published(view.link_evidence(page, link), (link.label,), Reason.AMBIGUOUS)
    elif (closed := _closed_frame(view, target)) is not None:
        reason, url = closed
        yield Published(view.link_evidence(page, link), (link.label,), reason, url)


def _closed_frame(view: SiteView, page: Page, section: int = -1) -> tuple[Reason, str] | None:
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


def _sections(view: SiteView, page: Page, section: int) -> Iterator[Published]:
    """Blocks that announce results, with what follows them: numbers in the text or pictures (diagrams)."""
    wanted = {id(block) for block in view.blocks_of(page, section)}
    places = {place.page.url for place in view.nok.places}
    others = on_other_subjects(view, page, wanted)
    wanted -= {id(page.blocks[at]) for at in others}
    leading = {link.block for link in page.links if _is_all_of_its_line(page, link)}
    for tally in tallies(page, [index for index, block in enumerate(page.blocks) if id(block) in wanted]):
        if not (is_others(normal(tally.line)) or _is_liked(page, tally.block)):
            proof = view.evidence(page, tally.line, page.blocks[tally.block].pointer)
            yield Published(proof, tally.texts, placed=True)
    for index, (block, said) in enumerate(zip(page.blocks, view.reading(page).normal, strict=True)):
        if len(block.text) > 300 or not any(stem in said for stem in _ANNOUNCING) or id(block) not in wanted:
            continue
        if _is_liked(page, index):
            continue
        if index in leading and block.kind not in _OPENING:
            continue  # it leads to them: what stands below is something else
        held = _HELD.search(said) is not None
        announced = held or RESULTS.search(said) is not None
        own = page.url in places
        if not announced and _is_count(block.text, said):
            yield Published(view.evidence(page, block.text, block.pointer), (block.text,), placed=True)
            continue
        if not announced and own and _is_told(page, index, said):
            around = page.blocks[max(0, index - 1) : _reach(page, index)]
            yield Published(view.evidence(page, block.text, block.pointer), tuple(one.text for one in around))
            continue
        headed = block.kind in _OPENING and _ASKED.search(said) is not None
        if not (announced or headed) and block.kind in _OPENING and _DRAWN.search(said) and page.images:
            yield Published(view.evidence(page, block.text, block.pointer), (block.text,), Reason.AMBIGUOUS)
        if not (announced or headed) or is_others(said):
            continue
        last = _reach(page, index) if block.kind not in _OPENING else len(page.blocks)
        inside = view.within(page, index) if block.kind in _OPENING else None
        following = [
            one
            for place, one in enumerate(page.blocks[index + 1 : last], index + 1)
            if place not in others and (place in inside if inside is not None else one.kind is not BlockKind.HEADING)
        ][:40]
        if not following and others.intersection(inside if inside is not None else range(index, last)):
            continue
        after = " ".join(one.text for one in following)
        rows = tuple(tuple(one.text.split(" | ")) for one in following if one.kind is BlockKind.ROW)
        counted = _COUNTED.search(normal(f"{block.text} {after}"))
        tabled = (
            poll_results(f"{block.text} опрос", tables=(Table(rows),)).counting is Counting.COUNTED if rows else False
        )
        if not announced:  # «Что говорят родители (анкетирование)»: only a table of answers makes it results
            counted = None
        shown = page.images and announced and not held and not _PROMISED.search(normal(f"{block.text} {after[:300]}"))
        if counted or tabled or shown:
            titles = (one.text for one in following if one.kind in _OPENING)
            lines = _telling([one.text for one in following])
            texts = (block.text, *lines, *titles, *(row[0] for row in rows))
            headed = block.kind is BlockKind.HEADING and own
            yield Published(view.evidence(page, block.text, block.pointer), texts, placed=headed)
        elif announced and block.kind in _OPENING and (closed := _closed_frame(view, page, index)) is not None:
            reason, url = closed
            yield Published(view.evidence(page, block.text, block.pointer), (block.text,), reason, url)


def _is_liked(page: Page, index: int) -> bool:
    """Whether a line stands below a heading of a vote on what people like best: «Лучший педагог года»."""
    return _is_liking(normal(page.heading_of(page.blocks[index].section)))


def _telling(lines: Sequence[str], beginning: int = 1_500) -> Iterator[str]:
    """What may name the time that results are of: how a text begins, and each of its lines that names one further on.

    A table for every quarter may stand below the year's.
    """
    yield "\n".join(lines)[:beginning]
    yield from (line for line in lines if len(line) <= _LINE_OF_TIME and find_periods(line))


def _is_all_of_its_line(page: Page, link: Link) -> bool:
    return 0 <= link.block < len(page.blocks) and page.blocks[link.block].text == link.text and "#" not in link.url


def _is_told(page: Page, index: int, said: str) -> bool:
    """Whether a line of the НОК page tells how many answered and how many are content: a sentence, or rows of a table.

    «За 2025 год ответило 102 человека, довольны 97»; «Период | Ответили | Удовлетворены» over such rows.
    """
    block = page.blocks[index]
    if not (_ANSWERED.search(said) and _CONTENT.search(said)) or is_others(said):
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
    told = "%" in text and _ASKED.search(said) is not None
    return listed or (told and poll_results(text).counting is Counting.COUNTED)


def elsewhere(view: SiteView) -> Iterator[Published]:
    """Results of a poll on the quality of services that stand outside the НОК page: «на официальном сайте»."""
    area = {page.url for page in view.nok.pages}
    for page in view.pages:
        if page.url in area or page is view.home:
            continue
        for link in view.links_of(page):
            label = normal(link.label) if is_paper(link.url) else ""
            if _RESULT_WAYS.are_met(label) and _QUALITY.search(label) and not is_others(label):
                yield from _filed_elsewhere(view, page, link)
        names, reading = view.fields_of(page), view.reading(page)
        titles = (*names["title"], *names["heading"], *names["inbound"])
        if not any(map(_RESULT_WAYS.may_be_met, titles)) and not _may_announce(reading):
            continue
        heads = (text for at, text in reading.openings.items() if page.blocks[at].kind is BlockKind.HEADING)
        if any(map(_RESULT_WAYS.are_met, (*titles, *heads))):
            other = OTHERS.search(" ".join((*names["title"], *names["heading"])))
            if not other and (_QUALITY.search(normal(page.text)) or _asks_of_quality(page)):
                yield from _sections(view, page, -1)


def _may_announce(reading: PageReading) -> bool:
    """False only where no line of a page can be a heading of results."""
    return any(map(reading.vocabulary.may_hold_all, (way.needs for way in _RESULT_WAYS.each)))


def _asks_of_quality(page: Page) -> bool:
    """Whether the lines of a page are the questions of the assessment, whatever they call it."""
    lines = [block.text.split(" | ")[0] for block in page.blocks if len(block.text) <= _LONGEST]
    match = compare(lines)
    return match.share >= _HALF and not match.other


def _elsewhere(view: SiteView) -> tuple[Published, ...]:
    return tuple(elsewhere(view))


def _filed_elsewhere(view: SiteView, page: Page, link: Link) -> Iterator[Published]:
    read = next((d for d in view.site.documents if d.url == link.url and d.text), None)
    counting = poll_results_of(read).counting if read is not None else Counting.UNSURE
    if counting in {Counting.COUNTED, Counting.UNSURE}:
        texts = (link.label, *(_telling(read.text.split("\n")) if read is not None else ()))
        doubt = None if counting is Counting.COUNTED else Reason.NOT_REACHED if read is None else Reason.AMBIGUOUS
        yield Published(view.link_evidence(page, link), texts, doubt)


def all_published(view: SiteView) -> tuple[Published, ...]:
    """What stands in the area of the НОК page; only when nothing counted stands there, what stands elsewhere."""
    found = published(view)
    return found if any(one.doubt is None for one in found) else (*found, *view.once(_elsewhere))


def like_counts(view: SiteView) -> tuple[Page, Block] | None:
    """A line of the НОК page, or of one below, that counts answers though nothing calls it results of a poll."""
    papers = {paper.page.url for paper in view.papers if paper.is_whole_page and paper.kind in _COUNTING_TOO}
    for page, section in view.nok.pieces:
        own = {id(block) for block in view.blocks_of(page, section)} if page.url not in papers else set()
        own -= {id(page.blocks[at]) for at in on_other_subjects(view, page, own)}
        for index, block in enumerate(page.blocks):
            if id(block) not in own or not SHARES.search(block.text[:_LONGEST]):
                continue
            if _is_liking(normal(block.text[:_LONGEST])) or _is_liked(page, index):
                continue
            below = [one.text[:_LONGEST] for one in page.blocks[index : index + 3] if one.section == block.section]
            if len(SHARES.findall(" ".join(below))) < _TWO:
                continue
            near = " ".join(one.text[:_LONGEST] for one in page.blocks[max(0, index - 2) : index + 1])
            told = normal(f"{page.heading_of(block.section)} {near}")
            if _OPINION.search(told) and not is_others(told) and not _NOT_OF_POLLS.search(told):
                return page, block
    return None
