"""What the texts of a section say: persons, scores, protocols, organizations in a list, requisites of orders."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from rules.acts.citations import Kind, find_citations
from rules.dates.days import find_dates
from rules.language.wording import normal
from rules.lexicon.organizations import ANY, CALLED, STEMS
from rules.model import Value

_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_PATRONYMIC = (
    r"(?:[А-ЯЁ][а-яё]+(?:ич(?:а|у|ем)?|вн(?:а|у|ы|ой)|ичн(?:а|у|ы|ой)|оглы|кызы)|[А-ЯЁ][а-яё]+[- ](?:[Оо]глы|[Кк]ызы))"
)
_GAP = r"(?:\s+|\s*\|\s*)"  # a table may give each part of a name a column
_PERSON = re.compile(
    rf"\b(?:{_NAME}{_GAP}{_NAME}{_GAP}{_PATRONYMIC}|{_NAME}\s+{_PATRONYMIC}\s+{_NAME}"
    rf"|{_NAME}\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_NAME})"
)
_CAPITALS = re.compile(r"\b([А-ЯЁ])([А-ЯЁ]{2,})\b")
_SCORE = re.compile(
    r"(?<![\d.,/№-])(\d{1,3}(?:[.,]\d{1,3})?)(?![\d/%]|[.,]\d|\s*(?:%|шт|чел|руб|тыс|организаци"
    r"|учрежден))"
)
_SCORE_IN_WORDS = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:балл(?:а|ов|ами|ы)?|(?=из \d{2,3}\b))")
_PAIR = re.compile(
    r"\W*(.{2,90}?)(?<!№)(?:\s*(?:\s[-–—]|:)\s*|(?<!№)\s+)(\d{1,3}(?:[.,]\d{1,3})?)"
    r"\s*(?:балл\w*)?\s*(?:из \d{2,3})?\s*(?:балл\w*)?\W*"
)
_RUN = re.compile(r"([а-я][^\d;]{2,90}(?:№ ?\d+[^\d;]{0,60})?)\s(\d{2,3}[.,]\d{1,2})(?=\s|$)")
_IN_A_ROW = 3
_FRACTION = re.compile(r"(?<![\d.,№/-])\d{2}[.,]\d{1,2}(?![\d/]|[.,]\d)")
_NOT_POINTS = re.compile(r"%|\bруб|\bтыс|\bмлн|процент|№ ?\d{2}[.,]|\bчас")
_MAY_PAIR = re.compile(r"\d\s*+(?:балл\w*+\s*+)?(?:[;.,)]\s*+)?$|\d\s*+;")  # a number at the end, or before a semicolon
_SCORE_HEAD = re.compile(r"стобалльн|\b(?:балл|оценка|показател|итог|значени|рейтинг|критери|сумм|результат|место)\w*")
TOTAL = r"(?:итог\w*|общ\w*|сводн\w*|интегральн\w*)"  # what a score of all criteria together is called
_TOTAL_HEADS = tuple(
    re.compile(words)
    for words in (
        r"итог|интегральн|общ\w* (?:балл|оценк|показател|значени|рейтинг)|сводн|показатель оценки качества",
        r"средн\w* (?:балл|оценк|значени)|оценка качества|сумм",
        r"^балл|балл\w*$|^оценка$|значение",
    )
)
_NO_SCORE_HEAD = re.compile(
    r"мест[оа]|\bранг|^№|п/п|респондент|анкет|опрошен|количеств|числ[оа]|охват|\bдол[яи]\b|максимальн|\bгод|\bинн\b|телефон"
    r"|\bруб(?:\.|л|\b)|\bтыс\b|\bмлн\b|процент|%"
)
_CALLED_SO = re.compile(r"[«\"“]|[Оо]рганизаци|[Уу]чрежден|[Нн]аименован")
_INN = re.compile(r"\d{10}|\d{12}")
_ENDS = re.compile(r"(?:\s+\d{1,3}(?:[.,]\d{1,3})?)+\s*$")
_TAIL = 200  # characters at the end of a line among which its scores stand
_MOST = 160  # points of the older methods; a hundred since 2018
_MANY = 3000  # lines of a document
_LONGEST = 60_000  # characters of a document that are searched for scores
_END = re.compile(r"(?:(?<=[а-яё]{4})|(?<=»))\.\s+(?=[А-ЯЁ])")  # of a sentence, not of «им.»
_LETTERS = re.compile(r"[А-Яа-яЁё]{2}")
_PROTOCOL = re.compile(r"\bпротокол\w*\b[^.;|\n]{0,90}", re.IGNORECASE)
_NUMBER = re.compile(r"№\s*[\w/.-]+")
_NUMBERED = re.compile(
    r"протокол\w*\s+\d{1,3}(?![\d./]|\s*(?:г|год|января|февр|март|апр|ма[йя]|июн|июл|авг|сент|окт|ноя|дек))",
    re.IGNORECASE,
)
_BEFORE = 24  # characters before «протокол 1» that may give its day
_PLACE_NUMBER = re.compile(rf"\b(?:{CALLED}\w*|кабинет\w*|каб\.|приложени\w*)\s{{0,3}}(?:№|N)\s*\d+", re.IGNORECASE)
_APPROVED = re.compile(r"утвержд\w*|приказ\w*|распоряжени\w*|постановлени\w*|приложени\w* .{0,20}к", re.IGNORECASE)
_LISTED = re.compile(ANY)
_TITLED = re.compile(r"[А-ЯЁ][\w-]*\s+«[^»]+»")
_CALLED = re.compile(r'(?:[^":]{0,40}: )?"[^"]+"')  # «слева направо: «Волна»»
_POINTS = re.compile(r"(?<=\d)\s*(?:б\.|балл\w*)$")  # «97,1 б.»
_SORTS = re.compile(  # sorts of organizations, or what is said of them: none of them
    r"(?:учреждени|организаци)\w* (?:образован|культур|спорт|здравоохр|социальн|физическ|сфер|отрасл)"
    r"|\b(?:част[ьи]|ряд|несколько) (?:[а-я]+ )?(?:организаци|учреждени)"
    r"|перечень|подлежа[щт]|подведомственн|уточня"
)
_KINDS = re.compile(  # «театров, библиотек и домов культуры города»: no organization yet
    r"\W*(?:в \w+ )?(?:(?:[а-я]+(?:ых|их|ые|ие)|наши|все|эти) )?"
    r"(?:театр(?:ов|ы|ах|ам)|библиотек(?:и|ах|ам)?|музе(?:ев|и|ях|ям)"
    r"|школ(?:ы|ах|ам)?|сад(?:ов|ы|ах|ам)|больниц(?:ы|ах|ам)?|поликлиник(?:и|ах|ам)?|клуб(?:ов|ы|ах|ам)"
    r"|дом(?:ов|а|ах|ам)|центр(?:ов|ы|ах|ам)|учреждени(?:й|я|ях|ям)|организаци(?:й|и|ях|ям))"
    r"(?: (?:[а-я]+|20\d\d))*(?: и .*)?\W*"
)
_IN_KINDS = re.compile(rf" (?:в|во|на|по) {_KINDS.pattern}$")  # «как живётся в театрах»
_HOW_MANY = re.compile(  # «в крае 312 школ», «28 колледжей»: how many there are, and none of them
    rf"\W*(?:[а-я]+ ){{0,4}}(?<!№ )\d{{1,4}} (?:[а-я]+ ){{0,2}}(?:{STEMS}|дом)[а-я]*\W*"
)
_CLAUSE = re.compile(r"\W*\d{1,2}\.\d{1,2}[.)]? ?[а-я]")  # «2.1. Определяет перечень» of a regulation
_DOES = re.compile(  # … whatever it names; what a council proposes is told by the clauses of a decision
    r"\W*\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.)]? ?(?:совет )?(?!предлага|рекоменд|совету)[а-я]{3,}"
    r"(?:[аяуе]ет|(?:[оа]д|ос|[ао]в|реш|уч)ит|[аяуе]ют|[дсв]ят)(?:ся)?\b"
)
_COUNTED = re.compile(r"^\W*\d{1,4}\W")
# an item of an order («Руководителям организаций обеспечить …»), a piece of its title, who signed it
_ORDERED = re.compile(
    r"\b(?:организ|обеспеч|возлож|определ|размест|утверд|назнач|направ|представ|предостав|подготов|осуществ|созда|разработ"
    r"|опубликов|заключ|поруч|проконтролир|доложи|ознаком|исполн)[а-я]*(?:ать|ять|ить)\b|\b(?:провести|довести|принять|внести)\b"
    r"|\bконтроль (?:за|над|испол|возл)|качеств\w* условий"
)
_SIGNED = re.compile(
    r"\W*(?:и\.? ?о\.? |врио )?(?:министр|глава|начальник|руководител|директор|председател|(?:первый )?заместител)"
)


class Protocol(Value, frozen=True):
    """A meeting's minutes: the words, and the date and number they give."""

    text: str
    day: date | None
    number: str


class Rated(Value, frozen=True):
    """An organization's line of a rating: its name as written, empty when only scores were told, and the score."""

    name: str
    score: float


def is_clause(line: str) -> bool:
    """Whether a line is a clause of a regulation, which says what somebody does: «2.2. определяет перечень школ»."""
    return _DOES.match(normal(line)) is not None


def names_organization(line: str) -> bool:
    """Whether a line speaks of an organization of some kind: «Музей соли», «МБДОУ «Ромашка»»."""
    return _LISTED.search(normal(line)) is not None


def persons(text: str) -> tuple[str, ...]:
    """Names of persons, each once; surnames in capitals are read as names too."""
    plain = _CAPITALS.sub(lambda m: m.group(1) + m.group(2).lower(), " ".join(text.split("\u00a0")))
    return tuple(dict.fromkeys(" ".join(match.group().split()) for match in _PERSON.finditer(plain)))


def name_of_row(row: Sequence[str]) -> str:
    """The cell of a table's row that names an organization: one that sounds so, else the longest of words."""
    wordy = [cell for cell in row if len(cell) > 4 and not _SCORE.fullmatch(cell.strip()) and _LETTERS.search(cell)]
    sounding = [cell for cell in wordy if _LISTED.search(normal(cell))]
    return next(iter(sounding), max(wordy, key=len, default=""))


def inn_of_row(row: Sequence[str]) -> str:
    """The ИНН in a table's row; empty for none."""
    return next((cell.strip() for cell in row if _INN.fullmatch(cell.strip())), "")


def scores_of_rows(rows: Iterable[Sequence[str]]) -> tuple[Rated, ...]:
    """Organizations with their total score in a table, 0–100; rows without a name or a number are passed over.

    The column is the one headed as a total; without such a heading the last one that is no place in the rating. At
    least one row must have a fraction, or a head speak of scores: else it is some other table.
    """
    listed = [[_POINTS.sub("", cell) for cell in row] for row in rows if not _is_numbering(row)]
    if _are_of_persons(listed):
        return ()
    headed = any(_SCORE_HEAD.search(normal(" ".join(row))) for row in listed[:4])
    head = _head(listed)
    total = next((i for words in _TOTAL_HEADS for i, cell in enumerate(head) if words.search(cell)), -1)
    ignored = {index for index, cell in enumerate(head) if _NO_SCORE_HEAD.search(cell)}
    rated = [(name_of_row(row), _values(row, len(head), ignored)) for row in listed]
    rated = [(name, values) for name, values in rated if name and values]
    if total < 0 and _are_places([values[max(values)] for _, values in rated]):
        rated = [(name, {i: v for i, v in values.items() if i != max(values)} or values) for name, values in rated]
    found: list[Rated] = []
    fractions = False
    for name, values in rated:
        said = values.get(total, values[max(values)])
        score = float(said.replace(",", "."))
        if 0 < score <= 100:
            fractions = fractions or any("," in one or "." in one for one in values.values())
            found.append(Rated(name, score))
    return tuple(found) if headed or fractions else ()


def _are_of_persons(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table rates people, and no organization: «Сильнейшие пловцы», «Учителя года»."""
    scored = [row for row in rows if any(_SCORE.fullmatch(cell.strip()) for cell in row[1:])]
    called = any(_LISTED.search(normal(cell)) or _CALLED_SO.search(cell) for row in rows for cell in row)
    return len(scored) > 1 and not called and all(persons(" | ".join(row)) for row in scored)


def _head(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The row of headings, where it has a cell over every column; nothing where merged cells hide which is which."""
    for number, row in enumerate(rows[:4]):
        said = tuple(normal(cell) for cell in row)
        if sum(bool(_LETTERS.search(cell)) for cell in said) < 2 or any(_SCORE.fullmatch(cell) for cell in said):
            continue
        if all(len(below) == len(row) for below in rows[number + 1 :]):
            return said
    return ()


def _values(row: Sequence[str], width: int, ignored: set[int]) -> dict[int, str]:
    """Cells that may be scores, by column: the first one numbers the rows."""
    known = ignored if len(row) == width else set()
    return {
        index: cell.strip()
        for index, cell in enumerate(row)
        if index and index not in known and _SCORE.fullmatch(cell.strip())
    }


def _are_places(column: Sequence[str]) -> bool:
    """Whether a column tells places in a rating: whole numbers that begin with one and leave few out."""
    if len(column) < 3 or not all(cell.isdecimal() for cell in column):
        return False
    places = sorted(map(int, column))
    return places[0] == 1 and places[-1] <= len(places)


def _is_numbering(row: Sequence[str]) -> bool:
    return len(row) > 2 and [cell.strip() for cell in row] == [str(number) for number in range(1, len(row) + 1)]


def scores_of_lines(lines: Iterable[str]) -> tuple[Rated, ...]:
    """Scores stated in words, with the words before them: «Школа № 1 — 92,4 балла»; possible scores only."""
    said = tuple(lines)
    found = []
    left = _LONGEST
    for line in said:
        text = normal(line[:left])
        left -= len(line)
        begin = 0
        for match in _SCORE_IN_WORDS.finditer(text):
            score = float(match.group(1).replace(",", "."))
            name = text[begin : match.start()].strip(" .,;:-–—|")
            begin = match.end()
            if 0 < score <= _MOST:
                found.append(Rated(name if _LISTED.search(name) and len(name) < 200 else "", score))
        if left <= 0:
            break
    return tuple(found) or _scores_at_ends(said)


def scores_of_pairs(lines: Iterable[str], near: str = "") -> tuple[Rated, ...]:
    """Organizations told with their scores one after another: «по сумме баллов: Сад № 3 — 97,4; Сад № 8 — 95».

    `near`: normalised, what stands above the lines and may say that they are scores.
    """
    found: list[Rated] = []
    for line in lines:
        if not _MAY_PAIR.search(line):
            continue
        said = normal(line[:_LONGEST])
        if not _SCORE_HEAD.search(said) and not _SCORE_HEAD.search(near):
            continue
        _, colon, rest = said.partition(":")
        parts = re.split(r";|(?<=\d),\s+(?=\D)|(?<=баллов),\s+|(?<=балла),\s+|(?<=из 100),\s+", rest if colon else said)
        if len(run := _RUN.findall(said)) >= _IN_A_ROW:  # lines that a page has lost: «… 89.3 … 86.86 …»
            found += [
                Rated(name.strip(), float(score.replace(",", "."))) for name, score in run if _LISTED.search(name)
            ]
            continue
        named = (match for match in map(_PAIR.fullmatch, parts) if match)
        pairs = [match for match in named if _LISTED.search(match[1]) or _CALLED.fullmatch(match[1])]
        found += [Rated(match[1], float(match[2].replace(",", "."))) for match in pairs]
    return tuple(one for one in found if one.score > 0) if len(found) > 1 else ()


def scores_one_a_line(lines: Iterable[str]) -> tuple[Rated, ...]:
    """Organizations told line by line, each with one score: «Липовская школа, 2024 год: общий балл 81,02 из 100»."""
    found: list[Rated] = []
    for line in lines:
        told = _FRACTION.findall(line) if len(line) <= _TAIL else []
        if len(told) != 1 or _NOT_POINTS.search(normal(line)):
            continue
        name = re.split(r"[,:(]|\s[–—-]\s|\s\d", line, maxsplit=1)[0].strip(" .–—-")
        if _LISTED.search(normal(name)):
            found.append(Rated(name, float(told[0].replace(",", "."))))
    return tuple(found) if len(found) > 1 else ()


def _scores_at_ends(lines: Sequence[str]) -> tuple[Rated, ...]:
    """A table whose columns a file has lost: lines that name an organization and end in a number with a fraction.

    Where a line ends in several numbers nobody can tell which is the total: then it keeps no name to be compared by.
    """
    head = normal(" ".join(lines[:12]))
    if not _SCORE_HEAD.search(head) or re.search(r"\bруб(?:\.|л|\b)|\bтыс\b", head):
        return ()
    found = []
    for line in lines[:_MANY]:
        end = max(0, len(line) - _TAIL)
        match = _ENDS.search(line, end) if " | " not in line else None
        name = line[: match.start()].strip(" .,;:-–—|") if match else ""
        if match is None or not _LISTED.search(normal(name)):
            continue
        scores = [float(one.replace(",", ".")) for one in re.findall(r"\d+[.,]\d+", match.group())]
        if scores and 0 < scores[-1] <= 100:
            found.append(Rated(name if len(match.group().split()) == 1 else "", scores[-1]))
    return tuple(found) if len(found) > 1 else ()


def protocols(text: str) -> tuple[Protocol, ...]:
    """Minutes named with a date or a number: «Протокол заседания от 14 апреля 2026 г. № 2»."""
    found = []
    for match in _PROTOCOL.finditer(text):
        said = (match.group() + text[match.end() : match.end() + 24]).partition("\n")[0]
        before = text[max(0, match.start() - _BEFORE) : match.start()].rpartition("\n")[2]
        dates = find_dates(said) or (find_dates(before) if _NUMBERED.match(said) else ())
        number = _NUMBER.search(said) or _NUMBERED.match(said)
        if dates or number:
            found.append(Protocol(" ".join(said.split()), dates[0][2] if dates else None,
                                  number.group() if number else ""))  # fmt: skip
    return tuple(found)


def told_organizations(line: str) -> tuple[str, ...]:
    """Organizations told one after another in a sentence: «в 2023 году: центр «Маяк», дом «Дюна»»."""
    rest = line.partition(": ")[2] or line
    if rest.count("»") > rest.count("«"):  # «В 2025 году оценивались: центр; дом ветеранов»
        rest = rest.rstrip(" .»")
    parts = re.split(r"[;,]\s+(?![^«]*»)|(?<=[.»])\s+(?=\d{1,3}[.)]\s)", _END.split(rest)[0])
    found = [
        part.strip(" .")
        for part in parts
        if 1 < len(part) < 120
        and (_LISTED.search(normal(part)) or _TITLED.search(part))
        and not _SORTS.search(normal(part))
        and not _HOW_MANY.fullmatch(normal(part))
        and not _KINDS.fullmatch(normal(part).split(" в отношении ")[-1])
        and not _IN_KINDS.search(normal(part))
    ]
    return tuple(found) if len(found) > 1 and any(_LISTED.search(normal(one)) for one in found) else ()


def listed_organizations(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines of a list that name an organization, each once; numbered lines of any wording count as well."""
    kept: dict[str, str] = {}
    numbered: dict[str, str] = {}
    for line in lines:
        said = normal(line)
        if not 4 < len(said) < 600 or re.search(r"перечень|подлежащ|утвержд|приложени|наименование", said):
            continue
        if _ORDERED.search(said) or _DOES.match(said):
            continue
        if _LISTED.search(said) or (_PERSON.search(line) and not _SIGNED.match(said)):
            kept.setdefault(said, line)
        elif _COUNTED.match(said) and not _CLAUSE.match(said) and re.search(r"[а-я]{3}", said):
            numbered.setdefault(said, line)
    return (*kept.values(), *numbered.values())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def order_requisites(text: str) -> str:
    """Requisites of the order that approved something: «приказом от 10.12.2025 № 301-П»; empty for none."""
    for citation in find_citations(text):
        around = text[max(0, citation.start - 120) : citation.end]
        ordered = citation.kind in {Kind.ORDER, Kind.DIRECTIVE, Kind.RESOLUTION, None}
        if ordered and citation.number and citation.date and _APPROVED.search(around):
            return " ".join(citation.text.split())
    for match in re.finditer(r"утвержд\w+|приказ\w*|распоряжени\w*|постановлени\w*", text, re.IGNORECASE):
        said = text[match.start() : match.end() + 200]
        dates, number = find_dates(said), re.search(r"(?:№|\bN)\s*\S*\d[\w/.-]*", _PLACE_NUMBER.sub(_blank, said))
        if dates and number:
            return " ".join(said[: max(dates[0][1], number.end())].split())
    return ""
