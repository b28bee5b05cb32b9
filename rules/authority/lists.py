"""Organizations listed as those to be assessed, whatever the list is called, and lines that may be one.

A list is several organizations told one after another for a year: in a sentence («Смотрели в 2025 году: школа № 2,
школа № 4»), or line by line under a heading that speaks of assessing. Their scores, tasks, addresses are other lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rules.acts.citations import begins_as_act
from rules.authority.content import MEETING, is_another
from rules.authority.headed import Headed
from rules.authority.kinds import LIST, RULES
from rules.authority.reading import is_clause, listed_organizations, name_of_row, persons, told_organizations
from rules.authority.subject import mentions_nok
from rules.authority.units import HasUnits, Unit
from rules.authority.whole import LINE, READ, texts
from rules.language.wording import normal
from rules.lexicon.subjects import COUNCIL
from rules.model import Value

_FEW = 3
_TWO = 2
_SHORT = 160  # characters of a line that names one organization
_SCORED = re.compile(r"\bбалл|(?<![\d.])\d{2,3}[.,]\d{1,2}(?![\d.])|рейтинг")
_POINT = re.compile(r"\d{2,3}(?:[.,]\d{1,2})?")
_REMEDY = re.compile(r"\bплан\b|мероприяти|устран|предлож|рекоменд|недостат|замечани")
_OF_OTHERS = re.compile(r"подведомств|некоммерческ|конкурс|победил|лауреат|адрес|телефон|график работы")
_NUMBERED_ACT = re.compile(r"(?:закон|указ|приказ|постановлени|распоряжени|протокол)\w*+.{0,60}№|\d-фз")
_BETWEEN = re.compile(r"\s\|\s|(?<=[а-яё»\d])\.\s+(?=[А-ЯЁ][а-яё]{2,}\s?[:а-яё])")
_IN_YEAR = re.compile(r"\b20\d\d\b|\b(?:этом|текущем|следующем|прошлом) году")
_ASSESSING = re.compile(
    r"\bоцен\w+|\bсмотрел|\bпровер(?:или|яли|ены|ят)|\bобследова|\bвключен|\bпереч(?:ень|н)|\bспис(?:о?к)|\bграфик|\bпройд(?:ут|ет)|\bподпал|\bвош(?:ли|ел|ла)"
    r"|\bочеред|\bпрош(?:ли|ел|ла)|\bучаств|\bохват|\bотобра|\bпроверить|\bпосетить|\bобойти"
)
_ANNEX = re.compile(r"\W*приложени[ея]\b")
_LISTS = re.compile(r"\bперечень|\bсписок")
_THESE = re.compile(r"\b(?:эти|все они|указанные|названные|перечисленные)\b.{0,80}\b(?:перечень|список|подлеж)")
_HELD_IN = re.compile(
    r"оценк\w* (?:\w+ ){0,4}(?:проведен|прошл|проход|провод|подлеж|охват)\w*|\bоценива(?:ли|лись|ют|ются)\b|\bоценили\b"
)
_AND = re.compile(r"\s+и\s+(?=[А-ЯЁа-яё«])")
_ANY_OF_THEM = re.compile(r"организаци|учреждени")  # «часть организаций»
_HIRED = re.compile(r"\bооо\b|\bано\b|\bип\b|контракт|договор|оператор|исполнител")
_TASK = re.compile(r"(?:\s\|\s|:\s|\s[—–-]\s)[а-яё]+(?:ть|ти|чь)(?:ся)?\s[а-яё]")  # «Спортшкола № 3: заменить скамьи»
_QUOTED = re.compile(r"[«\"“][^«»\"”]{2,60}[»\"”]")
# «Реабилитация «Шаг»»: a line that is what a thing is and its name
_ONE = re.compile(
    r"(?:\d{1,3}[.)]?\s+)?(?!Спектакл|Фильм|Концерт|Выставк|Фестивал|Конкурс|Книг|Газет|Проект|Программ|Акци|Премь)"
    r"[А-ЯЁ][а-яё]+(?:[ -][а-яё]+){0,3} [«\"“„][^«»\"”]{2,60}[»\"”]\.?"
)
_THIS = re.compile(r"([^.]{10,160}\bследующ\w+ [^.]{3,60})[.:]\s+Это\s+(.{8,})")
_HEADED = re.compile(r"([^.:|]{4,60})\.\s+(?=[А-ЯЁ«])(.{8,})")
_SENTENCE = re.compile(
    r"\b(?!приют)[а-яё]{2,}(?:ют|ят|ает|яет|ует|ила?|или|али|алась|ались|лась|лся|тся|осталась)\b|[а-яё]{4}\. [А-ЯЁ]"
)
_NOW = "в этом году"  # what a council decides on without saying so
_DECIDED = re.compile(r"\bсовет\w* (?:решил|постановил|выбрал|наметил|определил|утвердил)")
_NOT_HEAD = re.compile(
    r"балл|итог|результат|рейтинг|отзыв|оставить|\bоценит[ье]\b.*\bздесь|телефон|контакт|адрес|недостат|исправ|план\b|меропри"
)
_OF_BIDDERS = re.compile(r"\bоператоров\b|\bзаявк|\bучастник\w* (?:закуп|торг|конкурс|аукцион)")


class Listed(Value, frozen=True):
    """A list that was read: where, the line that opens it, and the organizations."""

    unit: Unit
    line: str
    organizations: tuple[str, ...]


def lists_told(view: HasUnits) -> Iterator[Listed]:
    """Lists of those assessed in a year that nothing calls a list."""
    for unit, lines in _read(view):
        for at, line in enumerate(lines):
            for piece in _pieces(line):
                head = piece.partition(":")[0]
                above = lines[at - 1] if at else ""  # «График 2025 года» over «В график вошли: …»
                if ":" in piece and (_opens(head, above) or (_DECIDED.search(normal(head)) and _opens(head, _NOW))):
                    named = told_organizations(piece)
                    if len(named) >= _TWO and not _SCORED.search(normal(piece)):
                        yield Listed(unit, piece, named)
                elif named := _told_in_prose(piece):
                    yield Listed(unit, piece, named)
            if _THESE.search(normal(line)) and _IN_YEAR.search(normal(line)) and (rows := _rows_above(lines, at)):
                yield Listed(unit, line, rows)
            said = normal(line)
            is_list = _LISTS.search(said) and _IN_YEAR.search(said) and not _OF_BIDDERS.search(said)
            if is_list and (rows := _rows_under(lines, at)):
                yield Listed(unit, line, rows)
            run = _run(lines, at)
            head = (lines[at - 1] if at else "") or unit.name
            if len(run) >= _TWO and _opens(head):
                yield Listed(unit, head, run)


def _rows_under(lines: Sequence[str], at: int) -> tuple[str, ...]:
    """The organizations in the rows of a table right below a line, whatever else the rows hold: points beside them."""
    end = at + 1
    while end < len(lines) and " | " in lines[end]:
        end += 1
    named = listed_organizations(name_of_row(line.split(" | ")) for line in lines[at + 1 : end])
    return named if len(named) >= _TWO else ()


def _rows_above(lines: Sequence[str], at: int) -> tuple[str, ...]:
    """The same of a table right above: «Эти четыре организации составили перечень 2025 года»."""
    begin = at
    while begin and " | " in lines[begin - 1]:
        begin -= 1
    named = listed_organizations(name_of_row(line.split(" | ")) for line in lines[begin:at])
    return named if len(named) >= _TWO else ()


def _told_in_prose(sentence: str) -> tuple[str, ...]:
    """«В 2025 году независимая оценка проведена в доме-интернате «Берёзка» и в отделении «Сударушка»»: their names."""
    said = normal(sentence)
    told = len(sentence) <= LINE and _IN_YEAR.search(said) is not None and _HELD_IN.search(said) is not None
    if not told or _HIRED.search(said) or _SCORED.search(said):
        return ()
    named = tuple(dict.fromkeys(_QUOTED.findall(sentence)))
    if len(named) >= _TWO:
        return named
    held = _HELD_IN.search(sentence.lower())
    names = told_organizations(": " + _AND.sub(", ", sentence[held.end() :])) if held is not None else ()
    own = tuple(name for name in names if not _ANY_OF_THEM.search(normal(name)) and not _SENTENCE.search(name))
    return own if len(own) >= _TWO else ()


def lists_like(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    """Lines that name several organizations, or the first of several that name one each."""
    others = view.once(_under_others)
    for unit, lines in _read(view):
        if unit.document is not None and any(_SCORED.search(line) for line in unit.lines[:READ]):
            continue  # scores of organizations: no list of those to be assessed
        own = [
            "" if others.holds(unit, line) or is_clause(line) or _heads_scores(lines, at) else line
            for at, line in enumerate(lines)
        ]
        inline = (
            line
            for line in own
            if not begins_as_act(normal(line))  # nor cells of its row: «Приказ | № 5 | Об условиях»
            for piece in _pieces(line)
            if _names_several(piece)
        )
        yield from ((unit, line) for line in inline)
        quoted = (line for line in own if len(line) <= LINE and len(set(_QUOTED.findall(line))) >= _FEW)
        yield from ((unit, line) for line in quoted if not (_is_of_else(line) or MEETING.search(normal(line))))
        yield from ((unit, own[at]) for at in range(len(own)) if len(_run(own, at)) >= _FEW)


def _read(view: HasUnits) -> Iterator[tuple[Unit, list[str]]]:
    """Texts that may hold such a list, with their lines."""
    for unit in texts(view):
        head = normal(f"{unit.name} {unit.by_content[:200]}")
        annexed = sum(_ANNEX.match(normal(line)) is not None for line in unit.lines[:READ]) > 1
        if annexed:  # an order may have a regulation and a list
            head = normal(unit.name)
        if _REMEDY.search(head) or RULES.search(head) or is_another(head) or MEETING.search(head):
            continue
        titles = {normal(unit.name), normal(unit.page.title)}
        yield unit, ["" if normal(line) in titles else line for line in unit.lines[:READ]]


def _opens(line: str, above: str = "") -> bool:
    """Whether a line says that those are told below it who are assessed in a year, which `above` may give."""
    said = normal(line)
    dated = _IN_YEAR.search(f"{normal(above)} {said}") is not None
    return (
        len(said) <= _SHORT
        and dated
        and _ASSESSING.search(said) is not None
        and not any(other.search(said) for other in (_NOT_HEAD, _OF_BIDDERS))
    )


def _run(lines: Sequence[str], at: int) -> tuple[str, ...]:
    """The organizations that stand line by line from this one on; nothing where it goes on with those before."""
    if at and _is_one(lines[at - 1]):
        return ()
    end = at
    while end < len(lines) and _is_one(lines[end]):
        end += 1
    return tuple(lines[at:end])


def _is_one(line: str) -> bool:
    """Whether a line is the name of an organization."""
    short = 0 < len(line) <= _SHORT and " " in line and not _SENTENCE.search(line)
    named = _ONE.fullmatch(line) is not None or bool(listed_organizations((line,)))
    return short and named and not mentions_nok(line) and not _is_of_else(line)


def _names_several(piece: str) -> bool:
    """Whether a piece of a line names organizations one after another."""
    plain = len(piece) <= LINE and " " in piece and not _is_of_else(piece)
    return plain and len(told_organizations(piece)) > 1


def _pieces(line: str) -> Iterator[str]:
    """A line; of one that tells more than one thing its sentences and cells: «Смотрели: А, Б. Баллы: 91,2; 84,7»."""
    yield line
    if this := _THIS.fullmatch(line):  # «Оценка охватывает следующие учреждения. Это музей, театр и парк»
        yield f"{this[1]}: {this[2]}"
    if headed := _HEADED.fullmatch(line):  # «Очередь 2025 года. Школы № 3, № 7 …»
        yield f"{headed[1]}: {headed[2]}"
    pieces = [piece.strip(" .") for piece in _BETWEEN.split(line)] if len(line) <= LINE else []
    yield from pieces if len(pieces) > 1 else ()


def _heads_scores(lines: Sequence[str], at: int) -> bool:
    """Whether a row of a table heads columns of scores: «Критерий | Музей | Театр» over «Открытость | 91,2 | 88,0»."""
    below = lines[at + 1] if " | " in lines[at] and at + 1 < len(lines) else ""
    return sum(_POINT.fullmatch(cell.strip()) is not None for cell in below.split(" | ")) >= _TWO


def _under_others(view: HasUnits) -> Headed:
    return Headed(view.authority_units, _heads_others)


def _heads_others(name: str) -> bool:
    """Whether a heading says that organizations are listed below it for another reason."""
    said = normal(name)
    return _OF_OTHERS.search(said) is not None or (LIST.refused is not None and LIST.refused.search(said) is not None)


def _is_of_else(line: str) -> bool:
    """Whether a line lists persons, acts, scores, measures or firms that were hired."""
    said = normal(line)
    refused = (_OF_OTHERS, _SCORED, _REMEDY, _NUMBERED_ACT, _HIRED, COUNCIL)
    told = begins_as_act(said) or _TASK.search(line) is not None
    return told or any(one.search(said) for one in refused) or bool(persons(line))
