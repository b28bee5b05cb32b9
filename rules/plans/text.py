"""Items of a plan read from running text: numbered lists, lines cut by a separator, and tables whose columns are lost.

A numbered list that names its parts («Срок: …») says what it lacks. A table flattened into text does not: the term of
five rows may stand once, in a merged cell. Such a reading is marked: what it does not show is not thereby missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from crawler.items import Table
from rules.dates.days import DATE, MONTH_WORD
from rules.dates.years import YEAR
from rules.model import Value
from rules.plans.model import PERSON, POST, PlanItem

_NUMBERED = re.compile(r"^\s*(?P<n>\d{1,2}(?:\.\d{1,2}){0,2})[.)]?\s+(?=[«\"]?[А-ЯЁа-яё])")
_CLAUSE = re.compile(r";\s+")
_COUNTED = re.compile(
    rf"(?:{MONTH_WORD}|квартал|кв\b|полугоди|год|г\b|час|чел|шт|раз\b|руб|тыс|дн|балл|удостовер|экз|мест|этаж|класс)\w*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|[;.,(—–-]\s*|\s)(?P<label>срок(?:\s+(?:исполнения|реализации))?|отв(?:етственн\w+(?:\s+исполнител\w+)?|\.)|исполнител\w+|результат|"
    r"ожидаемый\s+результат|недостат\w+|мероприяти\w+)\s*[:–—-]\s*",
    re.IGNORECASE,
)
TERM = re.compile(
    rf"(?:в\s+срок\s+)?(?:(?:до|к|не\s+позднее|с)\s+)?(?:{DATE.pattern}|(?:{MONTH_WORD})(?:\s?[-–—]\s?(?:{MONTH_WORD}))?\s+{YEAR})"
    r"(?:\s*г(?:ода|\.)?)?"
    r"|(?:\b(?:IV|I{1,3}|[1-4])(?:\s?-\s?(?:й|ый|ой|ий|е|ое|го|м|ом))?(?:\s?[-–—,и]\s?(?:IV|I{1,3}|[1-4]))?|\b(?:перв|втор|трет|четв[её]рт)\w+)\s+"
    rf"(?:кв\b\.?|квартал\w*|полугоди\w+)(?:\s+{YEAR})?(?:\s*г(?:ода|\.)?)?"
    rf"|(?:до\s+конца\s+)?{YEAR}(?:\s?[-–—]\s?{YEAR})?\s*(?:г\b\.?|год\w*|гг\.?)"
    r"|(?:в\s+)?течени[еи]\s+(?:\S+\s+){0,3}?(?:года|лет|срока|периода)"
    r"|\bпостоянно\b|\bна\s+постоянной\s+основе|\bрегулярно\b|\bсистематически\b|\bеже(?:месячно|квартально|годно|недельно|дневно)\b"
    r"|\b(?:по\s+)?мере\s+\w+",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?:до\s+)?(?:конца\s+)?(?:\d{{1,2}}\s+)?(?:{MONTH_WORD})", re.IGNORECASE)
_HEAD_WORDS = (
    re.compile(r"мероприят|\bмеры\b", re.I),
    re.compile(r"\bсрок", re.I),
    re.compile(r"ответственн|исполнител", re.I),
)
_HEAD = 4000  # characters within which a plan's column titles stand


class Reading(Value, frozen=True):
    """Items, and whether an item's silence means that the plan says nothing (`sure`)."""

    items: tuple[PlanItem, ...] = ()
    sure: bool = True


def read_text(text: str) -> Reading:
    """Items of a plan's running text; no items when none can be told apart."""
    groups = _numbered(text)
    items = [_item_of_prose(number, said) for number, said in groups]
    items = [item for item in items if len(item.measure) >= 8]
    titled = _body_start(text, groups[0][1][:40] if groups else "") is not None
    if items:
        labelled = any(_LABEL.search(said) for _, said in groups)
        return Reading(tuple(items), sure=labelled or not titled)
    if labelled_lines := _labelled_lines(text):
        return Reading(labelled_lines)
    return Reading(_dated_lines(text) or _by_terms(text), sure=False)


def separated(text: str) -> Table | None:
    """Lines cut into columns by «;», «|», a tab or dashes, if at least three have as many parts: a table of sorts."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for mark in ("|", "\t", ";", " – ", " — "):
        rows = [
            [part.strip() for part in line.strip(f"{mark} ").split(mark)] for line in lines if line.count(mark) >= 2
        ]
        width, times = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        if width >= 3 and times >= 3 and times * 4 >= len(rows) * 3:
            return Table(tuple(tuple(row) for row in rows if len(row) == width))
    return None


def _numbered(text: str) -> list[tuple[str, str]]:
    """(number, text) of items whose numbers follow one another; «3 квартал» at the beginning of a line is no item."""
    groups: list[tuple[str, list[str]]] = []
    last: tuple[int, ...] = ()
    for line in text.splitlines():
        match = _NUMBERED.match(line)
        number = tuple(map(int, match["n"].split("."))) if match else ()
        if match and _follows(number, last) and not _COUNTED.match(line, match.end()) and not DATE.match(match["n"]):
            groups.append((match["n"], [line[match.end() :]]))
            last = number
        elif groups:
            groups[-1][1].append(line)
    told = [(number, " ".join(" ".join(lines).split())) for number, lines in groups]
    following = [number for number, _ in told[1:]] + [""]
    return [  # «1. Открытость» over «1.1. Обновить стенд» is the title of a part
        (number, said)
        for (number, said), after in zip(told, following, strict=False)
        if not (after.startswith(f"{number}.") and not _LABEL.search(said))
    ]


def _labelled_lines(text: str) -> tuple[PlanItem, ...]:
    """Items of a list whose numbers are not in the text: every line, or pair of lines, that names its term."""
    items: list[PlanItem] = []
    previous = ""
    for line in text.splitlines():
        if any(_label_column(label["label"]) == "term" for label in _LABEL.finditer(line)):
            item = _item_of_prose("", line)
            item = item if len(item.measure) >= 8 else _item_of_prose("", f"{previous}. {line}")
            items += [item] if len(item.measure) >= 8 else []
        previous = line
    return tuple(items)


def _dated_lines(text: str) -> tuple[PlanItem, ...]:
    """Items of a list without numbers or labels: lines one after another that say what, by when and by whom."""
    items = [_item_of_prose("", part) for line in text.splitlines() for part in _CLAUSE.split(line)]
    told = [bool(item.term and item.responsible and len(item.measure) >= 8) for item in items]
    paired = [
        said and any(told[max(0, index - 1) : index] + told[index + 1 : index + 2]) for index, said in enumerate(told)
    ]
    return tuple(item for item, beside in zip(items, paired, strict=True) if beside)


def _follows(number: tuple[int, ...], last: tuple[int, ...]) -> bool:
    """Whether a number can come after the last one: the next, the first of a new list, or one level down or up."""
    if number[-1] == 1 or (len(number) == 1 and not last):
        return True
    return any(number == (*last[: depth - 1], last[depth - 1] + 1) for depth in range(1, len(last) + 1))


def _item_of_prose(number: str, text: str) -> PlanItem:
    labels = list(_LABEL.finditer(text))
    if not labels:
        return _unlabelled(number, text)
    parts: dict[str, str] = {}
    head = text[: labels[0].start()]
    for index, label in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        parts[_label_column(label.group("label"))] = text[label.end() : end].strip(" .;,()")
    head = head.strip(" .;,") or parts.get("measure", "")
    term = parts.get("term", "")
    if not term:
        day = re.search(r"\b(?:до|к|в\s+срок\s+до|не\s+позднее)\s+(?=\d)", head)
        dated = DATE.search(head, day.end()) if day else None
        term = dated.group() if dated else ""
    return PlanItem(
        measure=head, number=number, deficiency=parts.get("deficiency", ""), term=term,
        responsible=parts.get("responsible", ""), result=parts.get("result", ""),
    )  # fmt: skip


def _unlabelled(number: str, text: str) -> PlanItem:
    """The order of a plan's columns: what, by when, by whom, with what result; or the person before the term."""
    term = next((found for found in TERM.finditer(text) if found.start() >= 8), None)
    if term is None:
        return PlanItem(measure=text.strip(" .;,"), number=number)
    before, after = text[: term.start()].strip(" .;,(-–—"), text[term.end() :].strip(" .;,)-–—")
    named = _first_name(after) if after else None
    if named is not None:
        return PlanItem(before, number, term=term.group(), responsible=after, result=after[named:])
    tail = _last_post(before)
    if tail >= 8:
        return PlanItem(before[:tail].strip(" ,("), number, term=term.group(), responsible=before[tail:], result=after)
    return PlanItem(before, number, term=term.group(), result=after)


def _first_name(text: str) -> int | None:
    found = [match.end() for match in (PERSON.search(text), POST.search(text)) if match]
    return max(found) if found else None


def _last_post(text: str) -> int:
    """Where a person or post at the end of `text` begins; -1 for none."""
    found = [match for pattern in (PERSON, POST) for match in pattern.finditer(text) if len(text) - match.end() <= 40]
    return min((match.start() for match in found), default=-1)


def _label_column(label: str) -> str:
    lowered = label.lower()
    for stem, column in (
        ("срок", "term"),
        ("отв", "responsible"),
        ("исполнит", "responsible"),
        ("недостат", "deficiency"),
        ("мероприят", "measure"),
    ):
        if lowered.startswith(stem):
            return column
    return "result"


def _body_start(text: str, first_item: str = "") -> int | None:
    """Where the items begin if column titles stand before them; None when no such titles are seen."""
    head = text[:_HEAD]
    if first_item and first_item in " ".join(head.split()):
        head = head[: max(head.find(first_item[:20]), 0)] or head
    ends = []
    for word in _HEAD_WORDS:
        found = word.search(head)
        if found is None:
            return None
        ends.append(found.end())
    return max(ends)


def _by_terms(text: str) -> tuple[PlanItem, ...]:
    """Rows of a flattened table without numbers, each with one term; none where a column of done terms doubles them."""
    start = _body_start(text)
    if start is None or re.search(r"фактическ\w+\s+срок|отметк\w+\s+об?\s", text[:_HEAD], re.IGNORECASE):
        return ()
    body = " ".join(text[start:].split())
    terms = list(TERM.finditer(body))
    if len(terms) < 2:
        return ()
    items: list[PlanItem] = []
    for index, term in enumerate(terms):
        begin = terms[index - 1].end() if index else 0
        end = terms[index + 1].start() if index + 1 < len(terms) else len(body)
        before, after = body[begin : term.start()].strip(" .;,"), body[term.end() : end][:160].strip(" .;,")
        if len(before) >= 8:
            items.append(PlanItem(before, term=term.group(), responsible=after))
    return tuple(items)


def is_term(cell: str) -> bool:
    """Whether a cell begins with a term; the year of a month that stands alone is the plan's."""
    return TERM.match(cell) is not None or _MONTH.fullmatch(cell) is not None


def column_guess(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """Which column of a table without titles holds the term, the person and the measure; empty when unclear."""
    width = len(rows[0]) if rows else 0
    if width < 3 or len(rows) < 2:
        return {}
    terms = [sum(is_term(row[c].strip()) for row in rows if c < len(row)) for c in range(width)]
    posts = [
        sum(bool(POST.search(row[c]) or PERSON.search(row[c])) and len(row[c]) < 120 for row in rows if c < len(row))
        for c in range(width)
    ]
    term = max(range(width), key=lambda c: (terms[c], -c))
    if terms[term] * 3 < len(rows) * 2:
        return {}
    person = max((c for c in range(width) if c != term), key=lambda c: (posts[c] + (c > term) * 0.5, -c))
    if posts[person] * 3 < len(rows) * 2:
        return {}
    rest = [c for c in range(min(term, person)) if sum(len(row[c]) for row in rows) >= 12 * len(rows)]
    return {"measure": rest[-1], "term": term, "responsible": person} if rest else {}
