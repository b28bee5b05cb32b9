"""Lines of a section that may tell organizations what to improve, whatever they are called.

Advice is words («рекомендуем …»), or tasks one after another: «Ольховской школе — открыть второй туалет на этаже».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.authority.content import IMPROVED, TO_WHOM, WITHHELD, is_another, regulation_in
from rules.authority.invitations import invites
from rules.authority.kinds import NOT_YET, OTHER_COUNCIL, PROPOSALS
from rules.authority.reading import is_clause
from rules.authority.units import HasUnits, Unit
from rules.authority.whole import LINE, READ, lines, texts
from rules.language.wording import normal
from rules.lexicon.subjects import CRITERIA

_TWO = 2
_ADVICE = re.compile(
    r"\b(?:предложени|рекоменд(?!ательн)|замечани|пожелани)\w*|\b(?:предложил|посоветовал|попросил)\w*\s*:"
)
_NAME_ALONE = re.compile(  # what is below it tells
    r"\W*(?:план[а-я]* и )?(?:предложени|рекомендаци|замечани|пожелани)[а-я]*(?: (?:и )?[а-я]+)?\W*$"
)
_NO_ADVICE = re.compile(
    r"вправе|полномоч|замечани\w* (?:нет|не |занес|внес)|\bбез (?:\w+ )?замечани|перенес|готовят|\bприем\b|ваш[аеиу]"
    r"|внести(?! предложени\w*\s*:)|оставить|отправить|граждан"
    r"|с учетом (?:\w+ )?замечани|запрашив|направляйте|функци|\bзадач|\bпоряд(?:ок|к)|\bположени[ея]\b"
)
_TO_EACH = re.compile(r"[А-ЯЁа-яё»\d]\s[—–-]\s[а-яё]+(?:ть|ти|чь)\b")
_BETWEEN_TASKS = re.compile(r";|(?<=[а-яё»])\.\s+(?=[А-ЯЁ«])")
_BY_COMMAS = re.compile(r",\s+(?=[^,]{2,60}\s[—–-]\s)")  # «интернату - поручни, пансионату - живой телефон»
_TASK_OF = re.compile(r"[А-ЯЁа-яё«][^—–:]{2,60}(?:\s?[—–:]|\s-)\s[а-яё«]")  # «Забою» – тёплый туалет; музею – аудиогид
_RESOLVED = re.compile(r"\W*(?:\d\W+)?(?:решили|постановили|слушали|выступили|голосовали|поручить)\b")
_ASKED_OF = re.compile(r"\b(?:прос[ия]т|просим|совету|предлага|предложил|рекоменду|исправ|пожела)")
_QUOTED = re.compile(r"[«\"“].*[»\"”]")
_TERMED = re.compile(r"\b(?:до|в срок) (?:\d{1,2} [а-я]{3,}|\d{1,2}\.\d\d|конца)|\bотвечает\b|\bответственн")
_SPOKEN = re.compile(r"\W*(?:слушали|присутствовали|выступил[иа]?|голосовали|докладчик)\b")  # lines of minutes
_TO_DO = re.compile(r"(?:[—–:|]|\s-)\s")


def proposals_like(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    """Lines that give advice, or tell organizations what to do, each with the unit it stands in."""
    for unit, line, said in lines(view):
        if (
            _ADVICE.search(said)
            and not (is_clause(line) or _NAME_ALONE.match(said))
            and not (_NO_ADVICE.search(said) or invites(said))
            and not (PROPOSALS.refused and PROPOSALS.refused.search(said))
            and not (NOT_YET.search(said) or WITHHELD.search(said))
            and not (regulation_in(unit) or normal(unit.name).startswith("положени"))
            and not (is_another(unit.name) or OTHER_COUNCIL.search(normal(unit.name)))
        ):
            yield unit, line
    for unit in texts(view):  # «Ольховской школе — открыть второй туалет на этаже»
        told = [line for line in unit.lines[:READ] if len(line) <= LINE and _TO_DO.search(line)]
        told = [
            line for line in told if not any(one(normal(line)) for one in (_SPOKEN.match, CRITERIA.search, invites))
        ]
        to_do = [line for line in told if _is_to_improve(line) or _is_told_to(line)]
        if len(to_do) >= _TWO:
            yield unit, to_do[0]
        yield from ((unit, line) for line in told if tells_each_what_to_do(line))


def _is_to_improve(line: str) -> bool:
    """Whether a line tells of an improvement, and not what those who met told each other to do."""
    said = normal(line)
    return IMPROVED.search(said) is not None and not (_RESOLVED.match(said) and not TO_WHOM.search(said))


def _is_told_to(line: str) -> bool:
    """Whether a line tells one of them what to do: «музею истории — сменить тусклые этикетки»."""
    return is_task(line) and _TO_EACH.search(line) is not None and TO_WHOM.search(normal(line)) is not None


def is_task(line: str) -> bool:
    """Whether a line says to whom and what: «Музею: подписи крупнее, аудиорассказ для незрячих»."""
    return len(line) <= LINE and _TASK_OF.match(line) is not None


def tells_each_what_to_do(line: str) -> bool:
    """Whether a line tells several what to do: «Степняку» — поставить урну. «Олимпийцу» — завести расписание."""
    between = _BETWEEN_TASKS if _BETWEEN_TASKS.search(line) else _BY_COMMAS
    parts = [part for part in between.split(line.rpartition(": ")[2]) if _TASK_OF.match(part.strip())]
    whom = [re.split(r"(?:\s?[—–:]|\s-)\s", part, maxsplit=1)[0].strip() for part in parts]
    named = [one for one in whom if TO_WHOM.search(normal(one)) or _QUOTED.fullmatch(one)]
    improved = sum(bool(IMPROVED.search(normal(part)) or _TERMED.search(normal(part))) for part in parts)
    asked = len(named) >= _TWO and _ASKED_OF.search(normal(line)) is not None
    return len(_TO_EACH.findall(line)) >= _TWO or asked or (len(parts) >= _TWO and bool(named) and improved > 0)
