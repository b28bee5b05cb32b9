"""One file that holds several papers: acts, operators' reports, plans and counted answers under titles of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import structs

from crawler.items import Document
from rules.language.wording import normal
from rules.lexicon.assessment import compiled

_LONGEST = 160  # characters of a title
_SHORTEST = 20  # characters below a title that are more than another title
_NUMBER = r"^\W*(?:(?:раздел|часть|глава|приложение)\s*(?:№\s*)?\d*\W*|[ivx]+[.)]\s*|\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?"
_TITLES = {
    "acts": re.compile(_NUMBER + r"(?:нормативн|правов|законодател)\w* (?:\w+ ){0,2}(?:акт|баз|основ|документ)"),
    "plan": compiled(_NUMBER + r"план\w*\b(?=.*(?:недостат|улучш|качеств|{mentioned}|20\d\d))"),
    "report": compiled(_NUMBER + r"(?:аналитическ\w* )?отчет\w*\b(?=.*(?:оператор|{mentioned}|сбор|20\d\d))"),
    "answers": re.compile(_NUMBER + r"(?:результат|итог)\w* (?:\w+ ){0,2}(?:опрос|анкет)"),
}
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_STAMP = re.compile(r"согласован|утвержда", re.IGNORECASE)
_STAMP_LINE = re.compile(r"^\W*(?:согласован[оа]?|утвержд(?:аю|[её]н[оа]?))\b", re.IGNORECASE)
_STAMP_LINES = 6  # lines above a title among which its stamp stands: whose it is, a signature, a day
_FINISHED = re.compile(r"[;,]\s*$")
_TITLE_LINES = 4  # lines over which a page breaks a title
_BROKEN = 350  # characters of such a title
_BEGUN = re.compile(r"^\W*(?:[\d.IVX]+[.)]?\s+)?[А-ЯЁ]")
_GOES_ON = re.compile(r"^\s*(?:[а-яё(«]|20\d\d\b)")
_FULL_STOP = re.compile(r"[.!?:;]\s*$")
_WORD = 40  # characters of a line that holds nothing but the word for a paper
_ALONE = re.compile(r"^\W*(?:план(?: мероприятий)?|(?:аналитический )?отчет)\W*$")
_TELLING = re.compile(
    r"выполн|исполн|реализован|утвержд|согласован|размещ|составлен|разработан"
)  # a sentence, no title


def papers_within(document: Document) -> tuple[Document, ...]:
    """The papers a file holds, each as a member named by its title; the file itself where it is one paper.

    A report may speak of a plan and a plan of a report: only titles on lines of their own, with something below each,
    of at least two kinds, and the first of them at the file's beginning, make a bundle. An operator's report has the
    answers it counted as a chapter: they alone beside it make none. Plans, or reports, of different years make one.
    """
    lines = document.text.splitlines()
    heads = [
        (index, kind) for index, line in enumerate(lines) if (kind := _kind_of(line) or _kind_broken(lines, index))
    ]
    bounds = [*(index for index, _ in heads), len(lines)]
    filled = [
        (begin, end, kind)
        for (begin, kind), end in zip(heads, bounds[1:], strict=True)
        if len("".join(lines[begin + 1 : end])) >= _SHORTEST
    ]
    told = "".join(lines[: heads[0][0]]).strip() if heads else ""
    unstamped = "".join(lines[: _with_stamps(lines, heads[0][0], -1)]).strip() if heads else ""
    if len(unstamped) <= _LONGEST and _are_of_years([(_title(lines, begin), kind) for begin, _, kind in filled]):
        before = [-1, *(begin for begin, _, _ in filled)]
        starts = [_with_stamps(lines, begin, above) for (begin, _, _), above in zip(filled, before, strict=False)]
        ends = [*starts[1:], len(lines)]
        return tuple(
            part_of(document, lines[start:end], _title(lines, begin))
            for (begin, _, _), start, end in zip(filled, starts, ends, strict=True)
        )
    if len({kind for _, _, kind in filled} - {"answers"}) < 2 or len(filled) < 3 or len(told) > _LONGEST:
        return (document,)
    return tuple(part_of(document, lines[begin:end], lines[begin]) for begin, end, _ in filled)


def _are_of_years(heads: list[tuple[str, str]]) -> bool:
    """Whether titles of one kind, plans or reports, name a year each, no two the same."""
    years = [_YEAR.findall(title)[-1:] for title, _ in heads]
    one_kind = {kind for _, kind in heads} in ({"plan"}, {"report"})
    return one_kind and len(heads) > 1 and all(years) and len({year[0] for year in years}) == len(heads)


def _with_stamps(lines: list[str], begin: int, title_above: int) -> int:
    """Where a paper begins that its title heads: a stamp stands above it, or two, one below the other."""
    start = begin
    for at in range(begin - 1, max(title_above, begin - 1 - _STAMP_LINES), -1):
        if _STAMP.search(lines[at]):
            start = at
        elif start < begin and start - at > 1:
            break  # what stands above the stamps is the paper before, or another stamp
    above = range(start - 1, max(title_above, start - 1 - _STAMP_LINES), -1)
    return next((at for at in above if _STAMP_LINE.search(lines[at])), start) if start < begin else start


def _title(lines: list[str], begin: int) -> str:
    """A title as it begins on a line, with the lines it goes on over where the year comes only there."""
    first = lines[begin]
    if _YEAR.search(first) or _FULL_STOP.search(first) or not _BEGUN.match(first):
        return first
    title = first.strip()
    for line in lines[begin + 1 : begin + _TITLE_LINES]:
        goes_on = _GOES_ON.match(line) or (first.isupper() and line.isupper())
        if not goes_on or len(title) + len(line) > _BROKEN:
            break
        title = f"{title} {line.strip()}"
        if _FULL_STOP.search(line):
            break
    return title if _YEAR.search(title) and not _TELLING.search(normal(title)) else first


def _kind_broken(lines: list[str], index: int) -> str:
    """The kind of paper whose title is broken after its first word («ПЛАН», «по устранению …») or after a comma."""
    line = lines[index].strip()
    broken = line.endswith(",") or (len(line) <= _WORD and _ALONE.match(normal(line)))
    return _kind_of(_title(lines, index), _BROKEN) if broken else ""


def _kind_of(line: str, longest: int = _LONGEST) -> str:
    if not 4 < len(line) <= longest or _FINISHED.search(line):
        return ""
    said = normal(line)
    return next((kind for kind, pattern in _TITLES.items() if pattern.search(said)), "")


def part_of(document: Document, lines: Sequence[str], title: str) -> Document:
    """Some lines of a document as one of their own, with the tables whose last row stands among them."""
    said = normal(" ".join(lines))
    tables = tuple(table for table in document.tables if table.rows and normal(" ".join(table.rows[-1])) in said)
    title = title.strip()
    return structs.replace(document, title=title, text="\n".join(lines), tables=tables, member=title.replace("/", " "))
