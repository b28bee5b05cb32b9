"""Text of a protocol → clean paragraphs: markdown stripped, wrapped lines and page breaks joined."""

from __future__ import annotations

import re
import unicodedata

from audits.protocols.paper.asides import note_line, with_asides
from audits.protocols.paper.fields import is_field
from audits.protocols.paper.grid import without_grids
from audits.protocols.terms.mentions import unquoted
from audits.protocols.words.numerals import ROMAN
from audits.protocols.words.papers import DECIDED, HEADINGS, HEARD, PARTS

_MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s+|\\(?=[*_#.])|\*+")
_SPLIT_TERM = re.compile(r"\s[вВ]\nсрок\s")  # «… разместить планы в» / «срок до 15 июня»: one sentence, wrapped
_RULE = re.compile(r"^\s*(?:-{3,}|_{3,}|={3,})\s*$")
_SPACED = re.compile(r"(?:[А-ЯЁ] ){4,}[А-ЯЁ]")
_SECTION = re.compile(rf"^\s*{ROMAN}\.\s+(?=[А-ЯЁ«])")
_BULLET = re.compile(r"^\s*(?:[-–—•]\s+|\(сноска:)")
_STAR = re.compile(r"^\s*[*+]\s+")  # a bullet in Markdown
# A mark before an item's own number or letter: «- 1.1. разместить», as lists are written in Markdown.
_MARKED = re.compile(r"^\s*[-–—•+]\s+(?=\d{1,2}(?:\.\d{1,2})*\s*[.)]\s|[а-яё]\)\s)", re.I)
_NUMBERED = re.compile(
    r"^\s*[«\"]?(\d{1,2}(?:\.\d{1,2})*)\s*[.)]\s*(?=\D|$)|^\s*[«\"]?(\d{1,2}(?:\.\d{1,2})+)\s+(?=\D)"
)
_TAIL = re.compile(
    rf"^\s*(?:(?:{ROMAN}|\d{{1,2}})\.\s*)?(?:(?:{DECIDED}|{HEARD}|голосовали|решение\s+принято)\b"
    r"|(?-i:Контроль|КОНТРОЛЬ)\s+(?:за\s+|(?:исполнени|выполнени)[а-я]+\s|оставляю\s+за\s)|заместитель\s*$|председател(?:ь|ьствующий)(?:\s*$|\s+[А-ЯЁ]\.)|секретарь\b|подпись:"
    r"|(?-i:Приложение|ПРИЛОЖЕНИЕ)\b)",
    re.I,
)
# What stands on a line of its own in the header, also where the format has lost its blank lines.
_MARK = re.compile(
    rf"^(?:протокол|председатель(?:ств\w+)?\s*:|секретарь\s*:|председательств\w+|{PARTS}|{DECIDED})\b[^.]{{0,60}}$",
    re.I,
)
# The heading of a paper of any kind; inside an item it is a paper the item speaks of.
_TITLED = re.compile(
    rf"^(?=(?-i:[А-ЯЁ]))(?:{HEADINGS})"
    r"(?:\s+(?:№|N)\s*[\w/-]+)?(?:\s+от\s+.{6,25})?$"
    r"|^(?-i:Дата)(?:\s+(?:проведения|заседания|совещания|протокола))?\s*:\s*\W?\d",
    re.I,
)
_PLACE = r"(?:г|с|п|пос|пгт|ст|ст-ца|г\.\s?о)\.\s*[А-ЯЁ][а-яё-]+(?:\s[А-ЯЁ][а-яё-]+)?"
_DATE_LINE = re.compile(
    rf"^(?:{_PLACE}\s*,?\s*|дата(?:\s+[а-я]+){{0,2}}\s*:\s*)?(?:от\s+)?[«\"]?\d{{1,2}}[»\"]?(?:\s+[а-я]+\s+|\.\d{{1,2}}\.)"
    rf"(?:\d{{4}}|\d\d)\s*(?:г\.?|года)?(?:\s*,?\s*(?:в\s+)?\d{{1,2}}(?:[:.-]\d\d(?:\s*ч[а-я.]*)?|\s*час[а-я]*\b.{{0,60}}))?"
    rf"\s*,?\s*(?:{_PLACE})?\s*(?:(?:№|N)\s*[\w./-]+)?$"
    r"|^(?:исх(?:одящий)?\.?\s*|на\s+)?(?:№|N)\s*[\w./-]+(?:\s+от\s+.{6,25})?$",
    re.I,
)
_LETTERED = re.compile(r"^\s*([а-яё])\)\s*", re.I)
_ENDS = re.compile(r"[.;:!?]\)?$")
_PAGE_NUMBER = re.compile(r"^\s*(?:-\s*)?\d{1,3}(?:\s*-)?\s*$")


def clean_lines(text: str) -> list[str]:
    """Lines without markdown, control characters and odd spaces; empty lines kept as paragraph marks."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    lines = []
    for raw in map(note_line, without_grids(with_asides(text).split("\n"))):
        line = "".join(ch for ch in raw if ch in "\t " or (unicodedata.category(ch)[0] != "C" and ch != "\ufeff"))
        line = _MARKED.sub("", _MARKDOWN.sub("", _STAR.sub("- ", line)))
        line = re.sub(r"[\s\u00a0\u2000-\u200a\u202f]+", " ", line).strip()
        if _SPACED.fullmatch(line):  # «П Р О Т О К О Л»
            line = line.replace(" ", "")
        lines.append("" if _RULE.match(line) else line)
    return lines


def item_number(line: str) -> str | None:
    """The number a line begins with, if it begins like an item: "3.", "3.1.", "3.1)", "3.1 Обеспечить"."""
    match = _NUMBERED.match(line)
    number = (match.group(1) or match.group(2)) if match else ""
    return None if not number or re.search(r"\.0", number) else number  # «15.02 провести»: a day


def strip_number(line: str) -> str:
    """The line without its item number."""
    return _NUMBERED.sub("", line, count=1).strip()


def paragraphs(lines: list[str]) -> list[str]:
    """Join wrapped lines. A page break (blank lines, a lone page number) inside a sentence is joined too.

    A new paragraph begins at an item number, a field («Срок:»), a bullet, or after a blank line when the text
    before it ended a sentence.
    """
    out: list[str] = []
    gap = closed = False
    for line in lines:
        if not line or (_PAGE_NUMBER.match(line) and (not out or not _ENDS.search(out[-1]))):
            gap = True
            continue
        starts = (
            item_number(line) is not None
            or (is_field(line) and not (out and not gap and _SPLIT_TERM.search(f"{out[-1]}\n{line}")))
            or _BULLET.match(line)
            or _TAIL.match(line)
            or _LETTERED.match(line)
            or (_SECTION.match(line) and (not out or _ENDS.search(out[-1])))
        )
        alone = _stands_alone(line, out[-1] if out else "")
        joins = out and not starts and not alone and not closed and (not gap or _continues(out[-1]))
        if joins:
            out[-1] = _join(out[-1], line)
        else:
            out.append(line)
        gap, closed = False, alone
    return out


def ends_item(paragraph: str) -> bool:
    """Whether a paragraph is no part of an item: a report heard, a vote, a signature."""
    return _TAIL.match(paragraph) is not None or _MARK.match(paragraph) is not None


def section_of(paragraph: str) -> str | None:
    """The words of a heading with a Roman number below which items are numbered: «II. О сайтах школ»."""
    found = _SECTION.match(paragraph)
    return paragraph[found.end() :].strip() if found else None


def letter_of(paragraph: str) -> str | None:
    """The letter of a lettered part of an item: «а) разместить планы»."""
    found = _LETTERED.match(paragraph)
    return found[1].lower() if found else None


def strip_letter(paragraph: str) -> str:
    """The part without its letter."""
    return _LETTERED.sub("", paragraph, count=1)


def _stands_alone(line: str, before: str) -> bool:
    """Whether a line is a heading or the protocol's own date or number; inside an item a date is a part of it."""
    if _MARK.match(line):
        return True
    requisites = _TITLED.match(line) or _DATE_LINE.match(unquoted(line))
    return requisites is not None and item_number(before) is None and not is_field(before)


def _continues(before: str) -> bool:
    """Whether text after a gap goes on with the item before it: a page break in mid-sentence.

    Headers are lists of short lines without full stops, so that only items are mended across gaps.
    """
    return item_number(before) is not None and not _ENDS.search(before)


def _join(before: str, line: str) -> str:
    if before.endswith("-") and before[-2:-1].isalpha() and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"
