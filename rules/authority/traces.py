"""What looks like the thing sought and was not recognised as it: then nobody may say that it is missing.

Names and contents that are understood decide. What people write is richer than what anybody foresaw; where a section
holds a line that a thing of the kind would hold, its absence is left to a person, with the line to look at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain

from crawler.items import BlockKind
from rules.acts.citations import begins_as_act
from rules.authority.content import (
    IMPROVED,
    PLAN_NAMED,
    SOME_COUNCIL,
    TO_WHOM,
    WITHHELD,
    is_another,
    is_councils,
    is_of_exams,
    is_rated_otherwise,
    regulation_in,
)
from rules.authority.council_traces import members_like, minutes_like, regulations_like
from rules.authority.headed import Headed
from rules.authority.invitations import invites
from rules.authority.kinds import (
    ACTS,
    KEPT,
    LIST,
    LISTED_ACTS,
    MEMBERS,
    MINUTES,
    NOT_YET,
    OPERATOR,
    OTHER_COUNCIL,
    OTHER_WORK,
    PLAN,
    PLAN_ASKED,
    PLAN_BLANK,
    PROGRESS,
    PROPOSALS,
    REGULATION,
    RESULTS,
    Kind,
)
from rules.authority.lists import lists_like
from rules.authority.reading import is_clause
from rules.authority.score_traces import scores_told
from rules.authority.units import HasUnits, Unit
from rules.authority.whole import LINE, READ, lines, texts
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.lexicon.organizations import FIRMS, HEADS
from rules.lexicon.subjects import CRITERIA, NOK

_TWO = 2
_WHEN = re.compile(r"^(?:срок|когда|до как|дата (?:исполн|устран|заверш))")
_WHO = re.compile(r"^(?:ответствен|исполнител|кто\b|отвеча)")
_CONTRACTED = re.compile(r"контракт|договор|\bг?к-?т? ?№")
_POINTS = re.compile(r"\bбалл")
_LIKE_SCORE = re.compile(r"(?<![\d.,])\d{2}[.,]\d{1,2}(?![\d.,])")
_ARTICLE = re.compile(r"(?:стать\w*|част\w*|пункт\w*|\bст\.|\bп\.) ?\d+[.,]\d+", re.IGNORECASE)  # «статья 95.2»
_MEAN = re.compile(r"\bсредн\w+ (?:\w+ )?(?:балл|показател|оценк|значени)")  # of all together
_FIRM = re.compile(
    rf"\b(?:{FIRMS}|ИП|НИИ|Ф?Г[БА]О?У\w*|[Кк]омпани\w+|[Фф]онд\w*|[Цц]ентр\w*"
    r"|[Аа]гентств\w*|[Уу]ниверситет\w*|[Ии]нститут\w*|[Оо]рганизаци\w+|[Оо]бществ\w+|[Бб]юро|[Лл]аборатори\w+)\b.{0,60}?[«\"“][^»\"”]{3,}"
    rf"|\bИП [А-ЯЁ][а-яё]+|[»\"”] ?\({FIRMS}\b"
)
_HIRED = re.compile(
    r"контракт|договор|исполнител(?!ьн)|победител|\bопрос|анкет|эксперт|провел|провод"
    r"|сбор\w* (?:и обобщени\w* )?информаци"
)
_LONG = 6000  # characters of a text that may say what it is about
_ASKING = re.compile(r"опро[сш]|анкет|оцен|сбор\w* (?:\w+ ){0,3}информаци|мнени|респондент")
_OTHER_WORK = re.compile(
    OTHER_WORK + r"|\bработ по|дорог|\bсайта\b|портала|сотов|\bтко\b|обращени\w* с|персональн|путевк|санатор"
)
_REFERRED = re.compile(r"\b(?:указ(?:а|у|ом|е|ы|ов|ами?)?\b|(?:закон|приказ|постановлени|распоряжени)\w*)")
_CONFIRMED = re.compile(
    r"(?:утвержд|образован|создан|принят)\w* (?:\w+ )?(?:приказом|постановлением|распоряжением)"
    r"|^\W*положени[ея] об? [^.;]{0,90}?совет\w*[^.;]{0,60}?\b(?:приказ|постановлени|распоряжени)"  # by which it is
)
_OF_PAPERS = re.compile(
    r"\bплан|соста[вио]|состоит|\bсозда(?:ть|н)\b|палат|контракт|договор|протокол|отпуск|смотр|\bцен|коррупц|персональн|закупк|обращени"
)
_NUMBERED = re.compile(r"№ ?\d|\d-фз")
# A sentence on the assessment that names an act tells of the assessment: «проводится по приказу министерства № 19».
_IN_PASSING = re.compile(
    r"\b(?:провод|вед[еу]т|осуществля|организу|опира|предусм|предписыва|установлен|регулиру|требу|являет|введен|следует"
    r"|действу)\w*"
    r"[^.;:]{0,160}\b(?:закон|указ|постановлени|приказ|распоряжени|стать)\w*"
    r"|^\W*(?:в соответствии с|согласно|на основании|во исполнение|по)\b"
    r".{0,240}?\b(?:провод|вед[еу]т|осуществля|организу)"
)
_ACT_TITLE = re.compile(r"(?:\"\W*|\b(?:приказ|постановлени|распоряжени|указ|закон)\w* )(об? [а-я][^\"]{2,})")
_OF_QUALITY = re.compile(
    r"качеств|оценк|оценив|показател|критери|социальн\w* политик|общественн\w* совет|услови\w+ (?:оказ|предост|осущ)"
)
_BARE_ORDER = re.compile(r"\W*(?:приказ|распоряжени|постановлени)\w*(?: [а-я]+){0,3} от .{6,20} № ?[\w/-]+\W*$")
_ADVICE = re.compile(
    r"\b(?:предложени|рекоменд(?!ательн)|замечани|пожелани)\w*|\b(?:предложил|посоветовал|попросил)\w*\s*:"
)
_NAME_ALONE = re.compile(
    r"\W*(?:предложени|рекомендаци|замечани|пожелани)[а-я]*(?: [а-я]+)?\W*$"
)  # what is below it tells
_NO_ADVICE = re.compile(
    r"вправе|полномоч|замечани\w* (?:нет|не |занес|внес)|\bбез (?:\w+ )?замечани|перенес|готовят|\bприем\b|ваш[аеиу]"
    r"|внести(?! предложени\w*\s*:)|оставить|отправить|граждан"
    r"|с учетом (?:\w+ )?замечани|запрашив|направляйте|функци|\bзадач|\bпоряд(?:ок|к)|\bположени[ея]\b"
)
_NO_PLAN = compiled(  # the form of one, and when the assessment itself is made
    PLAN_BLANK.pattern + r"|\bплан[\w-]* проведения (?:{mentioned}|{called})"
    r"|\bплан\w* (?:\w+ )?(?:по )?устранени\w* нарушени\w*(?!.{0,60}(?:недостат|оценк))"
)
_APPROVED = re.compile(r"\bутверд|\bутвержд|\bприказ|\bраспоряжени|\bпостановлени")
_HEADS = rf"{HEADS}|руководител"
_OF_HEADS = re.compile(rf"\b(?:{_HEADS})")  # they carry out measures
_BY_HEADS = re.compile(
    rf"(?:{_HEADS})\w* (?:\w+ )?утверд|утвер\w+ (?:их )?(?:сам\w+ )?(?:{_HEADS}|учрежден|организаци)"
)  # plans of organizations, not the body's own
_TO_EACH = re.compile(r"[А-ЯЁа-яё»\d]\s[—–-]\s[а-яё]+(?:ть|ти|чь)\b")
_BETWEEN_TASKS = re.compile(r";|(?<=[а-яё»])\.\s+(?=[А-ЯЁ«])")
_BY_COMMAS = re.compile(r",\s+(?=[^,]{2,60}\s[—–-]\s)")  # «интернату - поручни, пансионату - живой телефон»
_TASK_OF = re.compile(r"[А-ЯЁа-яё«][^—–:]{2,60}(?:\s?[—–:]|\s-)\s[а-яё«]")  # «Забою» – тёплый туалет; музею – аудиогид
_RESOLVED = re.compile(r"\W*(?:\d\W+)?(?:решили|постановили|слушали|выступили|голосовали|поручить)\b")
_ASKED_OF = re.compile(r"\b(?:прос[ия]т|просим|совету|предлага|предложил|рекоменду|исправ|пожела)")
_QUOTED = re.compile(r"[«\"“].*[»\"”]")
_TERMED = re.compile(r"\b(?:до|в срок) (?:\d{1,2} [а-я]{3,}|\d{1,2}\.\d\d|конца)|\bотвечает\b|\bответственн")
_SHEET = re.compile(r"\b(?:лист|стр|страниц\w*|скан\w*|фотокопи\w*|разворот)\b")
_COPIED = re.compile(r"\b(?:скан|фотокопи|копи[ия]\b)")
_SPOKEN = re.compile(r"\W*(?:слушали|присутствовали|выступил[иа]?|голосовали|докладчик)\b")  # lines of minutes
_TASK_CELL = re.compile(r"\s\|\s[А-ЯЁа-яё]+(?:ть|ти|чь)(?:ся)?\s[а-яё]")  # «Школа № 3 | заключить договор с …»
_TO_DO = re.compile(r"(?:[—–:|]|\s-)\s")


def trace_of(view: HasUnits, kind: Kind) -> tuple[Unit, str] | None:
    """A unit and its line that a thing of this kind may stand in; None when nothing in the area looks like it."""
    found = _TRACES.get(kind.said)
    told = chain(found(view) if found is not None else (), _photographed(view, kind))
    # titles in a list of acts speak of everything and hold nothing
    return next((one for one in told if kind is ACTS or not LISTED_ACTS.match(normal(one[0].name))), None)


def _photographed(view: HasUnits, kind: Kind) -> Iterator[tuple[Unit, str]]:
    """Captions of pictures that show such a paper: «Состав совета, лист 2»; what it says nobody has read."""
    for unit in texts(view):
        if unit.link is not None or is_another(unit.name):
            continue
        lines = frozenset(unit.lines)
        for block in unit.page.blocks:
            if block.kind is not BlockKind.CAPTION or block.text not in lines:
                continue
            said, over = normal(block.text), normal(unit.page.heading_of(block.section))
            photographed = _SHEET.search(said) is not None or _COPIED.search(over) is not None
            council = "общественный совет" if SOME_COUNCIL.search(said) or is_councils(unit) else ""
            around = f"{normal(unit.name)} / {over} / {council}"
            if photographed and kind.names(said, around) and not is_another(block.text):
                yield unit, block.text


def _operators(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit, line, said in lines(view):
        told = _CONTRACTED.search(said) is not None and _NUMBERED.search(said) is not None
        task = _TASK_CELL.search(line) is not None and _ASKING.search(said) is None  # of one that was assessed
        asked = (task or _TO_EACH.search(line)) and IMPROVED.search(said)
        hired = _works(said) and _FIRM.search(line) and not asked
        other = _OTHER_WORK.search(said) or _OF_HEADS.search(said) or (task and asked)
        if hired or (told and not other):
            yield unit, line


def _works(said: str) -> bool:
    return _HIRED.search(said) is not None and not _OTHER_WORK.search(said) and not begins_as_act(said)


def tells_of_operator(line: str, *, about: bool) -> bool:
    """Whether a line tells of a firm that was hired to ask people; `about`: its page speaks of the assessment."""
    said = normal(line)
    return _works(said) and _FIRM.search(line) is not None and (about or _ASKING.search(said) is not None)


def _results(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit in texts(view):
        if is_of_exams(f"{unit.name} {unit.text[:_LONG]}") or is_rated_otherwise(unit):
            continue
        if line := scores_told(unit.lines[:READ], about=True):
            yield unit, line
        if _POINTS.search(normal(unit.text[:_LONG])):
            yield from ((unit, line) for line in unit.lines[:READ] if _may_score(line))


def _may_score(line: str) -> bool:
    """Whether a line may hold somebody's score: no article of a law, no mean of a whole town."""
    found = _LIKE_SCORE.findall(_ARTICLE.sub(" ", line))
    return bool(found) and (len(found) > 1 or _QUOTED.search(line) is not None or _MEAN.search(normal(line)) is None)


def _plans(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit, line, said in lines(view):
        plain = "" if PROGRESS.search(said) else _NO_PLAN.sub("", PLAN_ASKED.sub("", said))
        if (_is_plans_head(line) or (PLAN_NAMED.search(plain) and _APPROVED.search(plain))) and not any(
            one.search(plain) for one in (NOT_YET, _BY_HEADS, KEPT)
        ):
            yield unit, line


def _is_plans_head(line: str) -> bool:
    """Whether a line heads a table of what is to be done: «Где | Что | Когда | Кто отвечает»."""
    cells = [normal(cell) for cell in line.split(" | ")]
    return len(cells) > _TWO and all(any(one.search(cell) for cell in cells) for one in (_WHEN, _WHO))


def _acts(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    read = {normal(unit.name) for unit in view.authority_units if unit.link is not None and unit.text}
    for unit, line, said in lines(view):
        if (
            unit.link is None
            and said not in read  # the paper itself was understood
            and _REFERRED.search(said)
            and _NUMBERED.search(said)
            and not (_CONFIRMED.search(said) or _OF_PAPERS.search(said) or _appoints(view, unit, line))
            and not (_IN_PASSING.search(said) or _is_of_another_matter(said))
        ):
            yield unit, line


def _is_of_another_matter(said: str) -> bool:
    """Whether a line gives an act by a title that is about something else: «Приказ № 12 «О наставничестве»»."""
    titles = _ACT_TITLE.findall(said)
    return bool(titles) and not any(_OF_QUALITY.search(title) or NOK.search(title) for title in titles)


def _appoints(view: HasUnits, unit: Unit, line: str) -> bool:
    """Whether a line stands under a council's members or its regulation: its order is theirs, «Приказ от … № 301»."""
    if view.once(_under_members).holds(unit, line):
        return True
    own = _is_council_paper(unit.name) or view.once(_under_regulation).holds(unit, line)
    return own and _BARE_ORDER.match(normal(line)) is not None


def _under_members(view: HasUnits) -> Headed:
    return Headed(view.authority_units, _is_members)


def _under_regulation(view: HasUnits) -> Headed:
    return Headed(view.authority_units, _is_regulation)


def _is_council_paper(name: str) -> bool:
    return _is_members(name) or _is_regulation(name)


def _is_regulation(name: str) -> bool:
    return REGULATION.names(normal(name), "общественный совет")


def _is_members(name: str) -> bool:
    return MEMBERS.names(normal(name), "общественный совет")


def _proposals(view: HasUnits) -> Iterator[tuple[Unit, str]]:
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


_TRACES: dict[str, Callable[[HasUnits], Iterator[tuple[Unit, str]]]] = {
    OPERATOR.said: _operators,
    MEMBERS.said: members_like,
    MINUTES.said: minutes_like,
    RESULTS.said: _results,
    PLAN.said: _plans,
    LIST.said: lists_like,
    REGULATION.said: regulations_like,
    ACTS.said: _acts,
    PROPOSALS.said: _proposals,
}
