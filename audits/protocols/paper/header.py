"""The head of a protocol: its date and number, the body that issued it, what it was about, who took the chair."""

from __future__ import annotations

import re
from datetime import date

from audits.protocols.paper.text import ends_item, item_number, section_of
from audits.protocols.people.bodies import persons_in
from audits.protocols.terms.mentions import unquoted
from audits.protocols.words.months import OF_DAY, month_of
from audits.protocols.words.papers import CONTRACTS, DECISIONS, HEADINGS, LAWS, PARTS
from rules.lexicon.organizations import ADDRESSED

_DAY = (
    rf"(\d{{1,2}})[»\"]?\s+({OF_DAY})\s+(\d{{4}})"
    r"|\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d(?![\d.]))"
)
# «21-п», «02.01-15/234»; not a blank still to be filled in.
_NO = r"(?:№|N)\s*(?!_)([\w/-]+(?:\.[\w/-]+)*)(?![\w/-])"
_DATE = re.compile(_DAY, re.I)
_NUMBER = re.compile(
    rf"(?:^|\s){_NO}(?=\s*(?:$|,|от\b|[«\"]?\d{{1,2}}[»\"]?(?:\s+[а-я]{{3,8}}\s+\d{{4}}|\.\d{{1,2}}\.\d)))",
    re.I,
)
# What protocols, lists of instructions, decisions and orders are headed with.
_KIND = rf"(?:{HEADINGS})"
_NUMBERED = re.compile(rf"\s*{_KIND}\s+{_NO}", re.I)
_HEADING = re.compile(rf"(?:протокол\b|(?=(?-i:[А-ЯЁ])){_KIND}\b)", re.I)
_PROTOCOL = re.compile(r"протокол\b", re.I)
# The letter that is answered: its date and number are another's.
_ANSWERED = re.compile(r"(?:^|\s)на\s+(?:ваш\w*\s+)?(?:исх\.?\s*|вх\.?\s*)?(?:№|N)\s*\S+.*$", re.I)
# At the end of the heading's own line, unless it numbers what is named there: «… директоров школы № 5».
_HEADED = re.compile(r"\s*протокол\b.*?(?P<said>\S+)\s+(?:№|N)\s*(?P<number>[\w/-]+)\s*\.?$", re.I)
_NUMBERED_THINGS = re.compile(
    rf"(?:{ADDRESSED}|(?:дет)?сад|лице|музе|д[ео]у|отделени|участ|округ|вопрос|форм|приложени|комисси|групп|состав)",
    re.I,
)
# «Протокол № 11 от 05.05.2026 заседания совета», «Протокол от 5 мая 2026 г. № 11 заседания совета».
_HEADED_ON = re.compile(
    rf"\s*{_KIND}\s+(?:(?:№|N)\s*[\w/.-]+\s+)?от\s+(?:{_DAY})\s*(?:г(?:ода|\.)?(?![а-яё]))?"
    r"(?:\s*(?:№|N)\s*(?P<after>[\w/-]+))?\s*",
    re.I,
)
_PLACE = re.compile(r"(?:г|с|п|пос|пгт|ст|ст-ца)\.\s*[А-ЯЁ][а-яё-]+(?:\s[А-ЯЁ][а-яё-]+)?[\s,]*", re.I)
# Below the title: what an order or a decision rests on.
_GROUNDS = re.compile(
    r"\s+(?:В\s+целях|Во\s+исполнение|На\s+основании|В\s+соответствии|С\s+уч[её]том|Рассмотрев|Заслушав|Обсудив)\b.*$",
    re.S,
)
_OTHER_PART = re.compile(rf"(?:{PARTS}|секретарь|члены)\b", re.I)
_STAMP = re.compile(
    r"\W*(?:(?:утвержда(?:ю|ем)|согласовываю)\b|(?-i:УТВЕРЖД[ЕЁ]Н[АОЫ]?|СОГЛАСОВАН[АОЫ]?)\b|согласовано\b)", re.I
)
_BLANK = re.compile(r"[«\"]\s*_+\s*[»\"]")  # a stamp's date still to be written
_EDITION = re.compile(r"\(?\s*(?:в\s+редакции|с\s+изменениями)\b[^()]*\d{4}\s*(?:г(?:ода|\.)?)?\s*\)?", re.I)
# «заседания совета от 20.02.2026 № 4», but not «… во исполнение Указа от 1 марта 2015 года № 7».
_OTHERS = rf"(?:{LAWS}|{DECISIONS}|письм|поручени|перечн|программ|план|{CONTRACTS}|протокол[уа])[а-яё]*"
_TAIL = re.compile(
    rf"^(?:{_KIND}\b)?(?:(?!\b{_OTHERS}\b).)*\bот\s+(?:{_DAY})\s*(?:г(?:ода|\.)?)?"
    r"(?:\s*(?:№|N)\s*(?P<number>[\w/-]+))?\s*\.?$",
    re.I,
)
# «Перечень поручений по протоколу № 6 от 16.01.2025»: the requisites are those of the protocol it lists.
_LISTS = re.compile(
    rf".*?\b(?:перечень|список|таблица|реестр|поручения|выписка|лист)\b.*?\bпротокол[а-я]*\b.*?(?:{_NO}\s+от\s+(?P<after>.+)"
    r"|\bот\s+(?P<before>[^№]+?)\s*(?:№|N)\s*(?P<last>[\w/-]+))",
    re.I,
)
_DATED = re.compile(rf"(?:дата\b[^:]{{0,30}}:\s*|от\s+)?[«\"]?(?:{_DAY})(?=\s*(?:г\.?|года?)?\s*(?:,|$|место\b))", re.I)
_PAPER = re.compile(rf"\b{_OTHERS}", re.I)
_CHAIR = re.compile(
    r"^\s*(?:председательств\w+|председатель\s*:|вел[аи]?\s+(?:совещание|заседание)\s*:)\s*:?\s*(.*)$", re.I
)


def own_header(header: list[str]) -> list[str]:
    """The header without approval stamps («УТВЕРЖДАЮ … «03» марта 2026 г.»): the protocol's own requisites are left.

    A stamp goes as far as its date, else as far as its signature, else it is its one paragraph.
    """
    out, at = [], 0
    while at < len(header):
        if not _STAMP.match(header[at]):
            if own := _EDITION.sub("", header[at]).strip():  # «(в редакции от 30 апреля)» is another date, too
                out.append(own)
            at += 1
            continue
        at += _stamp_length(header[at:])
    return out


def stamped_on(header: list[str]) -> str:
    """The words of the first date in an approval stamp; empty where there is none."""
    own = own_header(header)
    dates = (match[0] for part in header if part not in own for match in _DATE.finditer(unquoted(part)))
    return next(dates, "")


def _stamp_length(parts: list[str]) -> int:
    heading = next((n for n, part in enumerate(parts) if _HEADING.match(part)), len(parts))
    reach = parts[: min(heading, 8)]
    dated = [n for n, part in enumerate(reach) if _DATE.search(unquoted(part)) or _BLANK.search(part)]
    if dated:
        ends = dated[0]
        while ends + 1 in dated:  # two stamps side by side have their dates in one line or in the next
            ends += 1
        return ends + 1
    signed = [n for n, part in enumerate(reach) if "__" in part or persons_in(part)]
    return (signed[0] if signed else 0) + 1


def date_and_number(header: list[str]) -> tuple[date | None, str]:
    """The protocol's own date and number: on a line of their own, else after «от» at the end of what it is about.

    A line below «ПРОТОКОЛ» goes before one above it.
    """
    heading = _heading(header)
    on, number = None, ""
    for part in (*header[heading:], *header[:heading]):
        part = _ANSWERED.sub("", part)
        own = _own_line(part)
        if on is None and own and (match := _DATE.search(unquoted(part))):
            on = _as_date(match)
        if headed := _HEADED_ON.match(unquoted(part)):
            on, number = on or _as_date(headed), number or headed["after"] or ""
        if not number and (found := (_own_number(part) if own else None) or _NUMBERED.match(part)):
            number = found[1]
    if not number:
        number = _number_in_heading(header[heading] if heading < len(header) else "")
    for part in header:
        if found := _TAIL.search(unquoted(_ANSWERED.sub("", part))):
            on = on or _as_date(found)
            number = number or found["number"] or ""
    if on is None:
        listed = next((found for part in header if (found := _LISTS.match(unquoted(part)))), None)
        if listed and (match := _DATE.search(listed["after"] or listed["before"])):
            on, number = _as_date(match), listed[1] or listed["last"]
    return on, number


def approved_on(header: list[str]) -> date | None:
    """The date of an approval stamp where the paper is no protocol: a list of instructions bears no other."""
    if any(_PROTOCOL.match(part) for part in header):
        return None
    match = _DATE.search(stamped_on(header))
    return _as_date(match) if match else None


def _number_in_heading(part: str) -> str:
    """«Протокол совещания при заместителе главы № 21» → 21."""
    found = _HEADED.match(part)
    if found is None or _NUMBERED_THINGS.match(found["said"].strip('«»"(')) or _PAPER.search(part[len("протокол") :]):
        return ""
    return found["number"]


def _own_number(part: str) -> re.Match[str] | None:
    """The number a line gives; not that of a school named in it."""
    found = _NUMBER.search(part)
    before = part[: found.start()].split() if found else []
    return None if before and _NUMBERED_THINGS.match(before[-1].strip('«»"(')) else found


def _as_date(match: re.Match[str]) -> date | None:
    try:
        if match[4]:
            year = int(match[6])
            return date(year if year > 99 else 2000 + year, int(match[5]), int(match[4]))
        return date(int(match[3]), month_of(match[2]), int(match[1]))
    except ValueError:
        return None


def chair_of(header: list[str]) -> str:
    """Who took the chair; empty where the header does not say."""
    for index, part in enumerate(header):
        if match := _CHAIR.match(part):
            rest = match[1].strip() or (header[index + 1] if index + 1 < len(header) else "")
            names = persons_in(rest)
            return names[0] if names else rest[:100]
    return ""


def title_of(header: list[str]) -> str:
    """What the meeting was about: the text between «ПРОТОКОЛ» and the date, the chair or those present.

    What stands before «ПРОТОКОЛ» is the letterhead of the body that issued it.
    """
    title: list[str] = []
    for part in header[_heading(header) :]:
        headed = _HEADED_ON.match(unquoted(part))
        words = (
            unquoted(part)[headed.end() :] if headed else re.sub(rf"^{_KIND}\b\s*(?:{_NO}\s*)?", "", part, flags=re.I)
        )
        words = words.strip()
        if _TAIL.search(unquoted(words)):
            words = re.sub(r"\s*\bот\s+\W?\d[^а-яё]{1,3}(?:[а-я]+\s+\d{4}|\d+\.\d{4}).*$", "", words, flags=re.I)
            if _PLACE.fullmatch(words):  # «г. Нальчик от 10 ноября 2026 года № 14» is the protocol's own line
                words = part
        elif _number_in_heading(part):
            words = re.sub(r"\s*(?:№|N)\s*[\w/-]+\s*\.?$", "", words)
        if not words:
            continue
        if _own_line(words):
            if title:
                break
        elif _ends_title(words):
            break
        else:
            title.append(words)
    return _GROUNDS.sub("", " ".join(title))[:500]


def _ends_title(words: str) -> bool:
    """Whether a paragraph of the head says something else than what the meeting was about."""
    other = _CHAIR.match(words) or _OTHER_PART.match(words)
    return bool(other or item_number(words) or ends_item(words) or section_of(words))


def issuer_of(header: list[str]) -> str:
    """The letterhead: what stands above «ПРОТОКОЛ», without its date line."""
    above = [part for part in header[: _heading(header)] if not _own_line(part)]
    return " ".join(above)[:300]


def _heading(header: list[str]) -> int:
    """Where «ПРОТОКОЛ» stands, or what else such papers are headed with; 0 where nothing of the kind does."""
    for pattern in (_PROTOCOL, _HEADING):
        if found := [at for at, part in enumerate(header) if pattern.match(part)]:
            return found[0]
    return 0


def _own_line(part: str) -> bool:
    """Whether a line holds the protocol's own date or number, and not those of a paper it speaks of."""
    plain = _ANSWERED.sub("", unquoted(part))
    found = _DATE.search(plain) or _own_number(plain)
    if found is None:
        return False
    if _DATED.match(plain) and len(part) < 150:  # «20 ноября 2019 года, 15 часов, малый зал»
        return True
    heading = _NUMBERED.match(plain)
    return len(part) < 60 and not _PAPER.search(plain[heading.end() if heading else 0 : found.start()])
