"""What stands beside a protocol's words: struck-through ones, footnotes, marks of HTML in a Markdown text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date

from audits.protocols.paper.fields import is_bare_term, is_field
from audits.protocols.terms.inline import names_term
from audits.protocols.terms.mentions import Role, read_mentions, unquoted
from crawler.documents.cleaning import CELL_BREAK
from crawler.documents.marked import NOTE

_ASIDE = "(сноска:"
_STRUCK = re.compile(r"~~(?=\S)((?:(?!\n\s*\n).)*?)~~", re.S)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_REFERENCE = re.compile(r"\[\^(\w{1,20})\](?!:)|(?<=[\w.,;»)])([¹²³⁴⁵⁶⁷⁸⁹])")
_DEFINED = re.compile(r"^[ \t]*(?:\[\^(\w{1,20})\]:|([¹²³⁴⁵⁶⁷⁸⁹]))[ \t]*(.+)$", re.M)


def without_struck(text: str) -> str:
    """The text without words struck through; an item struck out as a whole keeps its number and is «исключён»."""

    def left(match: re.Match[str]) -> str:
        number = re.match(r"\s*(\d{1,2}(?:\.\d{1,2})*[.)])\s", match[1])
        begins = not match.string[: match.start()].rpartition("\n")[2].strip(" *_#-–—")
        return f"{number[1]} \x00" if number and begins else "\x00"

    plain = _STRUCK.sub(left, text)
    lines = []
    for line in plain.split("\n"):
        alone = "\x00" in line and re.fullmatch(r"\W*\d{1,2}(?:\.\d{1,2})*[.)][\s*_]*", line.replace("\x00", ""))
        lines.append(f"{line} исключён" if alone else line)
    return "\n".join(lines).replace("\x00", "")


def struck_words(text: str) -> list[str]:
    """What is struck through, for a person to know it was not read."""
    text = re.sub(r"~~([^\S\n]*)~~", r"\1", text)
    return [" ".join(match[1].split()) for match in _STRUCK.finditer(text) if match[1].strip()]


def with_asides(text: str) -> str:
    """The text as it is meant: nothing struck through, HTML signs as letters, each footnote below what refers to it."""
    text = without_struck(re.sub(r"~~([^\S\n]*)~~", r"\1", text))
    if "&" in text or "<" in text:
        text = html.unescape(text)
        text = "\n".join(_BREAK.sub(CELL_BREAK if "|" in line else "\n", line) for line in text.split("\n"))
    return "\n".join(_noted(text))


def _noted(text: str) -> Iterator[str]:
    notes = {match[1] or match[2]: match[3].strip() for match in _DEFINED.finditer(text)}
    if not notes:
        yield from text.split("\n")
        return
    used = {match[1] or match[2] for match in _REFERENCE.finditer(_DEFINED.sub("", text))}
    waiting: list[str] = []
    for line in text.split("\n"):
        defined = _DEFINED.match(line)
        if defined and (defined[1] or defined[2]) in used:
            continue
        if waiting and (not line.strip() or re.match(r"\s*(?:\d|[-–—•])", line)):
            yield from waiting
            waiting = []
        marks = [mark for match in _REFERENCE.finditer(line) if (mark := match[1] or match[2]) in notes]
        line = _REFERENCE.sub(lambda match: "" if (match[1] or match[2]) in notes else match[0], line)
        if marks and line.strip().startswith("|"):
            cells = [line.rstrip().rstrip("|"), *(f" {CELL_BREAK} {NOTE}{notes[mark]}" for mark in marks), "|"]
            yield "".join(cells)
            continue
        yield line
        waiting += [f"{NOTE}{notes[mark]}" for mark in marks]
    yield from waiting


def is_aside(paragraph: str) -> bool:
    """Whether a paragraph is a footnote that is no field of the item it stands at."""
    return paragraph.startswith(_ASIDE)


def dated_aside(paragraph: str, on: date | None) -> bool:
    """Whether a footnote names a day; that of a paper («закон от …») is none."""
    plain = unquoted(paragraph)
    return names_term(plain) or any(one.role is not Role.CITED for one in read_mentions(plain, on))


def note_line(line: str) -> str:
    """A footnote's line as the item's: a term is its «Срок: …», all else is said in brackets."""
    if not line.startswith(NOTE.strip()):
        return line
    words = line.removeprefix(NOTE.strip()).strip()
    if is_field(words):
        return words
    return f"Срок: {words}" if is_bare_term(words) else f"{_ASIDE} {words.rstrip('.')})"
