"""Answers that were counted, told in any words: so many answered, and so many of them said this or that.

«Получено 64 анкеты» over a table of «Да» and «Нет», «На сайте ответили 46 посетителей. Из них …»: nothing calls it
results of a poll, and it is. What an operator, a plan or a poll on another subject counts is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from crawler.items import BlockKind, Document, Page
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.model import Value

_ANSWERED = (
    r"(?:ответ|отвеча|откликн|заполн|проголос|высказ|поучаств|участв|опрос|опрош|оцен|поделил|написал|прислал|прошл)\w*"
)
HEADCOUNT = re.compile(
    rf"\b{_ANSWERED} (?:[а-я]+ ){{0,2}}\d+|\bn ?= ?\d+"
    r"|\b(?:получ|собра|обработа|посчита|подсчита|приш|поступ|сда)\w+ (?:[а-я]+ ){0,2}\d+ "
    r"(?:[а-я]+ )?(?:анкет|ответ|опросн|голос)"
    r"|\b(?:участник|респондент|опрошен|анкет|ответов|голосов)\w*\W{1,3}\d+"
    r"|\b\d+ (?:[а-я]+ )?(?:ответ(?:а|ов)?\b|ответивш|анкет|респондент|опрошен|участник|голос(?:а|ов)?\b)"
    r"|(?:опрос|анкетирован|голосован)[^.\d]{0,100}\bучасти\w* (?:[а-я]+ ){0,2}\d+"
    rf"|\b\d+ (?:[а-я]+ ){{1,2}}{_ANSWERED}|\bотвеча\w+[^.\d]{{0,60}}\bвсего \d+"
)
_CHOICE = re.compile(
    r"\W*(?:да|нет|скорее .{0,20}|полностью|частично|не (?:очень|совсем|знаю|довол\w+)|затрудн\w+.{0,20}|отлично|хорошо"
    r"|удовлетворительно|плохо|довол\w+|удовлетвор\w+|устраивает|не устраивает|трудно сказать|по-разному)\W*"
)
_TOLD_CHOICES = re.compile(r"\bда\b|\bнет\b|\bскорее\b|затрудн|отличн|хорош|полностью")
_ASPECTS = re.compile(
    r"довол|удовлетвор|вежлив|комфорт|удоб|устраива|рекоменд|посовет|сайт|стенд|понятн|доброжел|врач|ожидани|хвал|нрав"
    r"|чист|очеред|довер|открытост|доступност"
)
SHARES = re.compile(r"\d(?:[.,]\d+)? ?%|\d+ из \d+|\d+ \(\d+ ?%")
_PAIRS = re.compile(r"[а-яё]{3,}\W{0,3} \d{1,4}(?=\s?[,.;\n·|/]|$)|[а-я]{2,}\W{0,2} ?[—–:-] ?\d{1,5}\b(?!\.\d)")
_NUMERIC = re.compile(r"\d{1,5}(?:[.,]\d+)?(?: ?%)?(?: \(\d{1,3}(?:[.,]\d+)? ?%\))?(?: (?:чел\w*|голос\w*))?\.?")
_CHOSEN = re.compile(
    r"\b(?:да|нет|отлично|хорошо|удовлетворительно|плохо|так себе|скорее [а-я]+|затрудн\w+|(?:не )?довол\w+|полностью"
    r"|частично)\"? ?[—–:-] ?\d"
)
_REPLIED = re.compile(r"\?\W{0,4}\d[\d.,]* ?% \W?\d+ из \d+")  # «Удовлетворены ли Вы …? 88 % (144 из 164)»
_OF_OTHERS = re.compile(r"\bоператор|\bкритери|\bбалл|\bплан\b|недостат|всоко|мероприяти")
_ON_OTHER_SUBJECTS = re.compile(
    r"\bдизайн|успеваемост|охват|бюджет|закупк|коррупц|питани|столов|внутренн\w+|" + _OF_OTHERS.pattern
)
_OF_ASSESSMENT = compiled(r"{called}")
_OF_POLL = re.compile(r"опро[сш]|анкет|голосов|ответ|\bмнени|респондент|говор|дума|\bвопрос\w* \| ")
_OPENING = frozenset({BlockKind.HEADING, BlockKind.TAB})
_FOLLOWING = 16  # lines after the first that may go on with it
_LONGEST = 600  # characters of a line
_READ = 1500  # lines of a file
_ENOUGH = 2  # answers that make a count; subjects asked about


class Tally(Value, frozen=True):
    """Counted answers: the block they begin in, and their lines with what stands above."""

    block: int
    line: str
    texts: tuple[str, ...]


class _Line(Value, frozen=True):
    block: int
    text: str
    said: str
    section: int
    opens: bool


def tallies(page: Page, blocks: Sequence[int]) -> Iterator[Tally]:
    """The counts told in these blocks of a page (indexes in order), each from its first line on."""
    lines = [
        _Line(index, line, normal(line), page.blocks[index].section, page.blocks[index].kind in _OPENING)
        for index in blocks
        for line in (whole[:_LONGEST] for whole in page.blocks[index].text.split("\n"))
        if line.strip()
    ]
    return _told(lines, page.heading_of)


def tallies_of(document: Document) -> Iterator[Tally]:
    """The counts told in a file, in its tables and its lines."""
    rows = (" | ".join(row) for table in document.tables for row in table.rows)
    told = (line[:_LONGEST] for line in (*document.text.splitlines(), *rows) if line.strip())
    lines = [_Line(-1, line, normal(line), -1, False) for line in islice(told, _READ)]
    return _told(lines, lambda _: document.title)


def _told(lines: Sequence[_Line], heading_of: Callable[[int], str]) -> Iterator[Tally]:
    at = 0
    while at < len(lines):
        if not _begins(lines[at]):
            at += 1
            continue
        end, heading = _end(lines, at), heading_of(lines[at].section)
        if _is_count(lines[at:end], normal(heading), lines[at - 1].said if at else ""):
            before = lines[at - 1].text if at and lines[at - 1].section == lines[at].section else ""
            period = heading.rpartition(":")[2].strip()  # «Родители отвечают: 2025 год»
            texts = (lines[at].text, heading, period, before, *(line.text for line in lines[at + 1 : end]))
            yield Tally(lines[at].block, lines[at].text, texts)
            at = end
        else:
            at += 1


def _begins(line: _Line) -> bool:
    """Whether a count may begin here: a line that says how many answered or chose, or a table headed by answers."""
    told = HEADCOUNT.search(line.said) is not None or _is_head(line.text) or len(_CHOSEN.findall(line.said)) >= _ENOUGH
    return told or _REPLIED.search(line.said) is not None


def _is_head(text: str) -> bool:
    cells = [normal(cell) for cell in text.split(" | ")]
    return len(cells) > _ENOUGH and sum(_CHOICE.fullmatch(cell) is not None for cell in cells[1:]) >= _ENOUGH


def _end(lines: Sequence[_Line], at: int) -> int:
    """Where what begins at a line ends: with its section, before another count, or before something of another kind."""
    end = at + 1
    section = lines[at].block if lines[at].opens else lines[at].section  # «За 2025 год (183 ответа)» over its table
    while end < min(len(lines), at + _FOLLOWING) and lines[end].section == section and not lines[end].opens:
        counts = HEADCOUNT.search(lines[end].said) is not None and not lines[end].text.count(" | ")
        if counts or _OF_OTHERS.search(lines[end].said):
            break
        end += 1
    return end


def _is_count(lines: Sequence[_Line], heading: str, before: str) -> bool:
    first = lines[0].said
    near = f"{heading} {before}"
    if _ON_OTHER_SUBJECTS.search(f"{heading} {first}"):
        return False
    if _OF_ASSESSMENT.search(first) and not _OF_POLL.search(f"{near} {first}"):
        return False
    told = "\n".join(line.said for line in lines)
    counted = sum(_answers_in(line) for line in lines)
    subjects = len(set(_ASPECTS.findall(told))) + (_ENOUGH if _TOLD_CHOICES.search(told) else 0)
    headed = any(one.search(first) for one in (HEADCOUNT, _REPLIED)) or _OF_POLL.search(f"{near} {first}") is not None
    return counted >= _ENOUGH and subjects >= _ENOUGH and headed


def _answers_in(line: _Line) -> int:
    """How many counted answers a line tells: a row of a table is one, a sentence may hold several."""
    cells = [cell.strip() for cell in line.text.split(" | ")]
    if len(cells) > 1:
        first = 1 if cells[0].rstrip(".").isdigit() and len(cells) > _ENOUGH else 0  # a row's number
        filled = [cell for cell in cells[first + 1 :] if cell]
        worded = re.search(r"[а-яё]{2}", cells[first].lower()) is not None
        if worded and filled and all(_NUMERIC.fullmatch(cell) for cell in filled):
            return 1
    plain = HEADCOUNT.sub(" ", line.said)
    return max(len(SHARES.findall(plain)), len(_PAIRS.findall(plain)))
