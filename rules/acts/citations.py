"""Citations of legal acts in running text.

Real pages write one and the same act in dozens of ways: «№597», «256 – ФЗ», «ФЗ-256», a line break between the sign
and the number, a Latin «H» for «н», a date before or after the number or the title. Everything is found around the
*number*; kind, body, date and title are then looked for next to it, never across another citation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date
from enum import StrEnum
from typing import Final, NamedTuple

from rules.acts.bodies import Body, find_body, names_region
from rules.dates.days import DATE, MONTH_WORD, date_of
from rules.language.wording import in_one_alphabet
from rules.model import Value


class Kind(StrEnum):
    """Kinds of legal acts that are cited by number."""

    LAW = "law"
    DECREE = "decree"
    RESOLUTION = "resolution"
    DIRECTIVE = "directive"
    ORDER = "order"
    LETTER = "letter"
    DECISION = "decision"


class Citation(Value, frozen=True):
    """One citation. `start`/`end` are offsets in the text given; `number` is normalised («256-ФЗ», «344н», «31-рп»)."""

    kind: Kind | None
    number: str
    date: date | None
    body: Body | None
    title: str
    start: int
    end: int
    text: str
    date_inherited: bool = False  # the date stands once for a list of numbers: «от 30.03.2013 № 286, № 487-р»


_SAME_LENGTH = {
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\n\r\t\u2028", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
}

_SUFFIX = (
    r"(?:\s?-\s?|/|\s)?(?:ФК?[З3]|ПП|РЗ|РП|П|ОС|ОД|ПР|п|р|рп|пп|рз|ос|од|пр|фз|Р|Рп|Пп|Фз)(?![А-Яа-яЁёA-Za-z\d])"
    r"|-[А-Яа-я]{1,3}(?![А-Яа-яЁёA-Za-z\d])|\s?[нНhHаАaA](?![А-Яа-яЁёA-Za-z\d])|\s?-\s?[нНhHаА](?![А-Яа-яЁёA-Za-z\d])"
)
_BODY_OF_NUMBER = r"(?:[А-ЯA-Z]{1,4}\s?-\s?)?\d{1,6}(?:\s?[/-]\s?\d{1,5}){0,3}(?:/[А-Я]{1,4})?"
_BROKEN = rf"(?: \d{{1,2}}(?![\d./-]|\s*(?:{MONTH_WORD}|г\b|год|час|шт|чел|класс)))?"  # «№20 4»: broken by OCR

# Patterns rather than one alternation: each begins with a set of characters, which the engine scans for quickly.
_NUMBERS = (
    re.compile(
        rf"(?:[№#]|[NΝ](?:[oоº°]?\b\.?|[oоº°]?(?=\d)))\s{{0,4}}[«\"]?\s?(?P<n>{_BODY_OF_NUMBER}(?:{_SUFFIX}|{_BROKEN}))"
    ),
    re.compile(r"(?<![А-Яа-яЁё])[Фф]К?[Зз]\s?-?\s?(?:№|N)?\s{0,3}(?P<n>\d{1,4})(?![\d.]|\s?-\s?Ф)"),
    re.compile(
        r"(?<![\d.,/A-Za-zА-Яа-я-])(?P<n>\d{1,4}(?:(?:\s?-\s?|\s)?(?:ФК?[З3]|фз)|[нНH]|\s?-\s?(?:рп|пп|ПП|РП|р)))"
        r"(?![A-Za-zА-Яа-яЁё\d])"
    ),
    # «Указ 597 от 7.05.2012»: no sign at all, but a kind before (asked for later) and the date after
    re.compile(r"(?<![\d.,/A-Za-zА-Яа-я№-])(?P<n>\d{1,4}(?:\s?-?\s?[на])?)(?=\s{1,2}от\s{1,2}[«\"]?\d{1,2}[».\"\s])"),
)
# Kind words, over lower-case text. Every branch begins with a letter and there are no groups: again for speed.
_CASES = r"(?:а|у|ом|е|ы|ов|ах|ам|ами)?(?!\w)"
_FORMS = {
    Kind.LAW: "закон" + _CASES,
    Kind.DECREE: "указ" + _CASES,
    Kind.RESOLUTION: r"постановлени\w{1,3}(?!\w)",
    Kind.DIRECTIVE: r"распоряжени\w{1,3}(?!\w)",
    Kind.ORDER: "приказ" + _CASES,
    Kind.LETTER: r"письм\w{1,3}(?!\w)",
    Kind.DECISION: r"решени\w{1,3}(?!\w)",
}
_KIND = re.compile(
    r"федеральн\w{2,3}\s{0,3}(?:конституционн\w+\s{0,3})?закон\w{0,3}|" + "|".join(_FORMS.values())
    + r"|фк?з(?!\w)|пп(?=\s{1,3}(?:рф|кбр|№|n|от))|рп(?=\s{1,3}(?:рф|кбр|№))|пр\.(?=\s*(?:№|от))"
    r"|договор\w*|контракт\w*|лицензи\w*|свидетельств\w*|доверенност\w*|протокол\w*|сертификат\w*|диплом\w*|заключени\w*|сч[её]т\w*"
    r"|приложени\w*|форм[аыеу](?!\w)|таблиц\w*|школ[аыеу](?!\w)|сош(?!\w)|детск\w+\s+сад\w*|дом(?!\w)|каб(?:инет)?(?!\w)"
    r"|больниц\w+|лице\w{1,2}(?!\w)|гимнази\w+|поликлиник\w+"
)  # fmt: skip
_KIND_OF_WORD = {
    "фед": Kind.LAW, "зак": Kind.LAW, "фз": Kind.LAW, "фкз": Kind.LAW, "ука": Kind.DECREE, "пос": Kind.RESOLUTION,
    "пп": Kind.RESOLUTION, "рас": Kind.DIRECTIVE, "рп": Kind.DIRECTIVE, "при": Kind.ORDER, "пр.": Kind.ORDER,
    "пис": Kind.LETTER, "реш": Kind.DECISION,
}  # fmt: skip
# What is adopted as an act; a letter only explains one, and a council or a commission decides what is none.
ACT_NAMES: Final = ("закон", "указ", "постановление", "распоряжение", "приказ")
CITED_NAMES: Final = (*ACT_NAMES, "письмо", "решение")  # all that is cited by number, as it calls itself
ACT: Final = re.compile(
    r"\b(?:(?:федеральн|конституционн|областн|республиканск|краев|окружн)\w* ){0,2}"
    rf"(?:{'|'.join(form for kind, form in _FORMS.items() if kind not in {Kind.LETTER, Kind.DECISION})})",
    re.IGNORECASE,
)
_BEFORE_ACT = re.compile(r"[\W\d]*")
_KIND_OF_SUFFIX = {"рп": Kind.DIRECTIVE, "пп": Kind.RESOLUTION}  # governments number their acts so
_THINGS = ("прил", "форм", "табл", "школ", "сош", "детс", "дом", "каб", "боль", "лице", "гимн", "поли")
_NEXT_TO = re.compile(r"[\s\"«,.]*(?:общеобразовательн\w+)?\s*")
_LOOK_BACK = 420
_LOOK_AHEAD = 420
_DATE_GAP = re.compile(r"\s*(?:г(?:ода|\.)?)?[\s,.:(]*(?:за\s)?[«\"]?$", re.IGNORECASE)
_DATE_BEFORE_TITLE = re.compile(r"\s*(?:г(?:ода|\.)?)?[\s,.]*[«\"][^»\"]{5,300}(?:[»\"]\s*){1,2},?\s*$", re.IGNORECASE)
_DATE_AFTER = re.compile(
    r"[»\"]?[\s,;]*\(?\s*(?:[«\"][^»\"]{5,300}(?:[»\"]\s*){1,2},?\s*)?от\s{0,4}[«\"]?\s?", re.IGNORECASE
)
_DATE_DIRECTLY_AFTER = re.compile(r"[»\"]?\s{0,3}\(?[«\"]?\s?")
_NOT_THIS_DATE = re.compile(
    r"(?:ред(?:\.|акци\w+)?|изм(?:\.|енени\w+)?|доп(?:\.|олнени\w+)?)\s*(?:от\s*)?$", re.IGNORECASE
)
_LEADING = re.compile(r"\s*(?:г(?:ода|\.)?)?\s*[-:]\s")
_LIST_GAP = re.compile(r"[»\"]?[\s,;]*(?:и|а также|,)?[\s,]*(?:от\s*)?$", re.IGNORECASE)
_QUOTED = re.compile(r"[«\"]((?:[^»\"«]|«[^»]*»){5,400})[»\"]")
_PLAIN_TITLE = re.compile(r"[\s,:.-]{0,6}((?:Об?|о|об)\s[^№«»\n]{5,250})")
_DIGIT = re.compile(r"\d")
_SENTENCE = re.compile(
    r"\.(?<![\dгГN№.]\.)(?<!\bст\.)(?<!\b[псд]\.)(?<!\bим\.)(?<!\b[А-ЯЁ]\.)(?<!\bпос\.)(?<!\bред\.)\s+(?=[А-ЯЁ])|;\s"
)
_UPPER_SUFFIXES = {"фз", "фкз", "пп", "рз", "ос", "од", "кз", "оз", "уг"}


def level_spaces(text: str) -> str:
    """`text` with odd spaces, dashes and quotes made plain, character by character: offsets stay valid."""
    for odd, plain in _SAME_LENGTH.items():
        if odd in text:
            text = text.replace(odd, plain)
    return text


def begins_as_act(said: str) -> bool:
    """Whether a line, a title or a name begins with what an act is called, be it numbered: «3.1. Приказ Минтруда …»."""
    lead = _BEFORE_ACT.match(said)
    return ACT.match(said, lead.end() if lead else 0) is not None


def normalise_number(raw: str) -> str:
    """Canonical spelling of an act's number: «256 – фз» → «256-ФЗ», «344 H» → «344н», «20 4» → «204»."""
    text = re.sub(r"\s+", "", level_spaces(raw)).strip("«»\"'.,;:№#")
    text = re.sub(r"^N[oоº°]?\.?", "", text)
    match = re.fullmatch(r"(?:ФК?З|фз)-?№?(\d+)", text)
    if match:
        return f"{match.group(1)}-ФЗ"
    text = re.sub(r"(?<=\d)-?(?:[фФ])([кК]?)[зЗ3]$", lambda m: "-Ф" + m.group(1).upper() + "З", text)
    text = re.sub(r"(?<=\d)-?[нНhH]$", "н", text)
    text = re.sub(r"(?<=\d)-?[аАaA]$", "а", text)
    match = re.fullmatch(r"(.*\d)([-/]?)([А-Яа-я]{1,3})", text)
    if match and match.group(3) not in {"н", "а", "ФЗ", "ФКЗ"}:
        suffix = match.group(3).lower()
        text = f"{match.group(1)}{match.group(2) or '-'}{suffix.upper() if suffix in _UPPER_SUFFIXES else suffix}"
    return text


def find_citations(text: str) -> tuple[Citation, ...]:
    """All citations of legal acts in `text`, in order. Numbers of houses, schools, contracts, annexes are not acts."""
    if not _DIGIT.search(text):
        return ()  # an act is known by its number; most texts of a page have none
    plain = in_one_alphabet(level_spaces(text))
    found: list[Citation] = []
    matches = _number_matches(plain)
    if not matches:
        return ()
    words = _Words(plain)
    for index, match in enumerate(matches):
        taken = found[-1].end if found else 0
        if match.start() < taken:
            continue
        following = matches[index + 1].start() if index + 1 < len(matches) else len(plain)
        citation = _read(_Text(plain, text), words, match, taken, following, found[-1] if found else None)
        if citation is not None:
            found.append(citation)
    return tuple(found)


def _number_matches(text: str) -> list[re.Match[str]]:
    """What looks like a number of an act, in order, without overlaps."""
    every = sorted((m for pattern in _NUMBERS for m in pattern.finditer(text)), key=lambda m: (m.start(), -m.end()))
    kept: list[re.Match[str]] = []
    for match in every:
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept


def _read(
    whole: _Text, words: _Words, match: re.Match[str], taken: int, following: int, previous: Citation | None
) -> Citation | None:
    text = whole.plain
    signed = text[match.start()] in "№#NΝ"
    number = normalise_number(match.group("n") + "-ФЗ" if match.re is _NUMBERS[1] else match.group("n"))
    low = max(taken, match.start() - _LOOK_BACK)
    before = _last_sentence(text[low : match.start()])
    low = match.start() - len(before)
    day, start, end, formal = _date_around(whole, match, low, following)
    kind, kind_start, kind_end, excluded = words.kind_before(text, low, match.start())
    inherited = False
    listed = previous is not None and _LIST_GAP.fullmatch(text[previous.end : min(start, match.start())]) is not None
    if number.endswith(("-ФЗ", "-ФКЗ")) and not excluded:
        kind = Kind.LAW
    elif kind is None and not excluded:
        kind = _KIND_OF_SUFFIX.get(number.lower().rpartition("-")[2])
    body = None
    title = ""
    if kind_start >= 0:
        start = min(start, kind_start)
        between = text[kind_end : match.start()]
        body = (
            _abbreviated(text[kind_start : match.start()])
            or find_body(between)
            or find_body(text[max(low, kind_start - 60) : kind_start])
        )
        title = _title_before(between)
    elif not excluded:
        body = find_body(before[-90:])
    joined = previous is not None and kind_start >= 0 and _JOINED.fullmatch(text[previous.end : kind_start]) is not None
    if body is None and joined and previous is not None and kind is not Kind.LAW:  # which is always parliament's
        body = previous.body  # «Правительство КБР распоряжением № 31-рп и постановлением № 324-ПП»
    if listed and previous is not None and kind_start < 0:
        kind = kind or previous.kind
        body = body or previous.body
        excluded = False
        if day is None and previous.date is not None and previous.end - previous.start < 400:
            day, inherited = previous.date, True
    if kind is None and number.endswith("н") and number[:-1].isdigit() and body is not None:
        kind = Kind.ORDER
    if kind is Kind.LAW and body is None:
        federal = number.endswith(("-ФЗ", "-ФКЗ")) or kind_start < 0
        regional = not federal and (
            names_region(text[kind_end : match.start()]) or re.search(r"-[А-Яа-я]?[зЗ]$", number)
        )
        body = Body.REGION_PARLIAMENT if regional else Body.PARLIAMENT
    weighty = kind is not None or (body is not None and body.level <= 4)
    if excluded or not (weighty or (signed and day is not None and (formal or inherited))):
        return None
    after = text[max(end, match.end()) : min(following, match.end() + _LOOK_AHEAD)]
    body = body or find_body(re.split("[«;]", after[:70], maxsplit=1)[0])
    title = title or _title_after(after)
    return Citation(
        kind=kind, number=number, date=day, body=body, title=title,
        start=start, end=max(end, match.end()), text=" ".join(text[start : max(end, match.end())].split()),
        date_inherited=inherited,
    )  # fmt: skip


_JOINED = re.compile(r"\s*(?:и|а также)\s*")


def _abbreviated(text: str) -> Body | None:
    """Body of «ПП РФ», «РП КБР»: the government is inside the abbreviation itself."""
    match = re.match(r"[ПР]П\s+(?:(РФ)|\w+)", text)
    return None if match is None else Body.GOVERNMENT if match.group(1) else Body.REGION_GOVERNMENT


def _last_sentence(before: str) -> str:
    cut = 0
    for match in _SENTENCE.finditer(before):
        cut = match.end()
    return before[cut:]


class _Text(NamedTuple):
    """A text made plain, and as it was: character by character the same place."""

    plain: str
    written: str

    def breaks(self, start: int, end: int) -> bool:
        """Whether a line ends between two places."""
        return "\n" in self.written[start:end]

    def begins_line(self, place: int) -> bool:
        """Whether nothing but marks stands before a place in its line."""
        before = self.written[:place].rpartition("\n")[2]
        return not any(letter.isalnum() for letter in before)


class _Words:
    """Kind words and quotations of a text, found once."""

    def __init__(self, text: str) -> None:
        lowered = text.lower()
        if len(lowered) != len(text):  # a few letters change their length; none of them is Russian
            lowered = "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in text)
        self.kinds = [m for m in _KIND.finditer(lowered) if m.start() == 0 or not lowered[m.start() - 1].isalnum()]
        self._starts = [match.start() for match in self.kinds]
        self._quotes = [match.span() for match in _QUOTED.finditer(text)]
        self._quote_starts = [start for start, _ in self._quotes]

    def kind_before(self, text: str, low: int, high: int) -> tuple[Kind | None, int, int, bool]:
        """Nearest kind word between `low` and `high`, where the number is: (kind, start, end, whether it is no act).

        A title in quotes may itself name a law («О внесении изменений в Федеральный закон …»): its words do not count.
        """
        for match in reversed(self.kinds[bisect_left(self._starts, low) : bisect_left(self._starts, high)]):
            if match.end() > high or self._quoted(match.start(), high):
                continue
            word = match.group()
            if word.startswith(_THINGS):
                if _NEXT_TO.fullmatch(text, match.end(), high):
                    return None, -1, -1, True
                continue
            kind = _KIND_OF_WORD.get(word[:3].rstrip())
            return (None, -1, -1, True) if kind is None else (kind, match.start(), match.end(), False)
        return None, -1, -1, False

    def _quoted(self, place: int, before: int) -> bool:
        index = bisect_right(self._quote_starts, place) - 1
        return index >= 0 and place < self._quotes[index][1] <= before


def _date_around(whole: _Text, match: re.Match[str], low: int, following: int) -> tuple[date | None, int, int, bool]:
    """The act's date next to its number, the widened span of the citation, and whether it says «от … №»."""
    text = whole.plain
    window_from = max(low, match.start() - 330)
    window = text[window_from : match.start()]
    last: re.Match[str] | None = None
    for candidate in DATE.finditer(window):
        last = candidate
    if last is not None and not _NOT_THIS_DATE.search(window[: last.start()]):
        gap = window[last.end() :]
        if _DATE_GAP.fullmatch(gap) or _DATE_BEFORE_TITLE.fullmatch(gap):
            day = date_of(last)
            if day is not None:
                lead = re.search(r"\bот\s*[«\"]?\s?$", window[: last.start()])
                return day, window_from + (lead.start() if lead else last.start()), match.end(), lead is not None
        day = date_of(last)
        begin = window_from + last.start()
        if (
            day is not None
            and _LEADING.match(gap)
            and whole.begins_line(begin)
            and not whole.breaks(begin, match.start())
        ):
            return day, begin, match.end(), False  # «07.05.2012 — Указ Президента РФ № 597» in a list by dates
    high = min(match.end() + 340, len(text))
    tail = text[match.end() : high]
    for pattern in (_DATE_AFTER, _DATE_DIRECTLY_AFTER):
        lead_in = pattern.match(tail)
        if lead_in is None or match.end() + lead_in.end() > following:
            continue
        after = DATE.match(tail, lead_in.end())
        day = date_of(after) if after else None
        if after and pattern is _DATE_DIRECTLY_AFTER and whole.breaks(match.end(), match.end() + after.start()):
            continue  # the next line of such a list begins with its own
        if after and day is not None:
            return day, match.start(), match.end() + after.end(), pattern is _DATE_AFTER
    return None, match.start(), match.end(), False


def _title_before(between: str) -> str:
    titles = (match.group(1).strip() for match in _QUOTED.finditer(between))
    return next((title for title in titles if re.match(r"Об?\s", title, re.IGNORECASE)), "")


def _title_after(after: str) -> str:
    tail = re.sub(r"^[»\")]?\s*(?:г(?:ода|\.)?(?=[\s,«\"(]))?\s*(?:\([^)]{0,80}\))?", "", after)
    quoted = _QUOTED.match(tail.lstrip(" ,:-"))
    if quoted:
        return quoted.group(1).strip()
    plain = _PLAIN_TITLE.match(tail)
    return plain.group(1).split(". ")[0].strip() if plain else ""
