"""What looks like the thing sought and was not recognised as it: then nobody may say that it is missing.

Names and contents that are understood decide. What people write is richer than what anybody foresaw; where a section
holds a line that a thing of the kind would hold, its absence is left to a person, with the line to look at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rules.authority.area import mentions_nok
from rules.authority.content import (
    IMPROVED,
    MEETING,
    PLAN_NAMED,
    is_another,
    is_councils,
    is_of_another,
    is_of_exams,
    loose_persons,
    regulation_in,
)
from rules.authority.headed import Headed
from rules.authority.kinds import (
    ACTS,
    LIST,
    MEMBERS,
    MINUTES,
    OPERATOR,
    OTHER_COUNCIL,
    PLAN,
    PLAN_ASKED,
    PROGRESS,
    PROPOSALS,
    REGULATION,
    RESULTS,
    Kind,
)
from rules.authority.meetings import told_meeting
from rules.authority.reading import (
    listed_organizations,
    persons,
    scores_of_lines,
    scores_of_pairs,
    scores_of_rows,
    told_organizations,
)
from rules.authority.units import HasUnits, Unit
from rules.subjects import COUNCIL
from rules.wording import normal

_READ = 400  # lines of a text
_LINE = 600  # characters of a line
_FEW = 3
_TWO = 2
_LONG = 6000  # characters of a text that may name a council
_SEVERAL = 2  # signs of an order of work
_FIRM = re.compile(
    r"\b(?:ООО|ОАО|ЗАО|ПАО|АО|АНО|НКО|ИП|РОО|ЧУ|НИИ|Ф?Г[БА]О?У\w*|[Кк]омпани\w+|[Фф]онд\w*|[Цц]ентр\w*"
    r"|[Аа]гентств\w*|[Уу]ниверситет\w*|[Ии]нститут\w*|[Оо]рганизаци\w+|[Оо]бществ\w+|[Бб]юро|[Лл]аборатори\w+)\b.{0,60}?[«\"“][^»\"”]{3,}"
    r"|\bИП [А-ЯЁ][а-яё]+|[»\"”] ?\((?:ООО|АНО|АО)\b"
)
_HIRED = re.compile(
    r"контракт|договор|исполнител(?!ьн)|победител|\bопрос|анкет|эксперт|сбор\w* информаци|провел|провод"
)
_ASKING = re.compile(r"опро[сш]|анкет|оцен|сбор\w* (?:\w+ ){0,3}информаци|мнени|респондент")
_ACT_TITLE = re.compile(r"^\W*(?:\d+\W+)?(?:федеральн\w* )?(?:закон|указ|приказ|постановлени|распоряжени)")
_OTHER_WORK = re.compile(
    r"\bработ по|дорог|\bсайта\b|портала|\bсвязи\b|сотов|\bтко\b|обращени\w* с|персональн"
    r"|ремонт|поставк|строит|охран[аеу]|уборк|питани|путевк|санатор"
)
_SCORED = re.compile(r"\bбалл|(?<![\d.])\d{2,3}[.,]\d{1,2}(?![\d.])|рейтинг")
_REMEDY = re.compile(r"\bплан\b|мероприяти|устран|предлож|рекоменд|недостат|замечани")
_OF_OTHERS = re.compile(r"подведомств|некоммерческ|конкурс|победил|лауреат|адрес|телефон|график работы")
_REFERRED = re.compile(r"\b(?:закон|указ|приказ|постановлени|распоряжени)\w*")
_CONFIRMED = re.compile(r"(?:утвержд|образован|создан)\w* (?:\w+ )?(?:приказом|постановлением|распоряжением)")
_BASIS = re.compile(r"на основании|в соответствии|во исполнение|руководств")
_NUMBERED = re.compile(r"№ ?\d|\d-фз")
_NUMBERED_ACT = re.compile(r"(?:закон|указ|приказ|постановлени|распоряжени|протокол)\w*+.{0,60}№|\d-фз")
_RULES = re.compile(r"\bположени[ея]\b|порядок (?:работы|деятельности)|\bрегламент\w*")
_NOT_YET = re.compile(r"готов|соглас|разрабат|утратил|отмен|отсутств|позднее|будет размещ|проект|утвержден\w* не")
_ADVICE = re.compile(r"\b(?:предложени|рекоменд|замечани|пожелани)\w*")
_NO_ADVICE = re.compile(
    r"вправе|полномоч|замечани\w* (?:нет|не )|готовят|\bприем\b|ваш[аеиу]|внести(?! предложени\w*\s*:)"
    r"|оставить|отправить|граждан"
    r"|запрашив|направляйте|функци|\bзадач|\bпорядок|\bположени[ея]\b"
)
_SOME_COUNCIL = re.compile(r"\bсовет(?:а|у|ом|е)?\b")
_JOINED = re.compile(
    r"\bвошл|\bвходят|\bвходит|состоит из|\bчлен\w* совета|\bучастник\w* совета|\bвозглав|\bв совете\b"
)
_PAIR_OF_NAMES = re.compile(
    r"(?<=\s)[А-ЯЁ][а-яё]{2,} [А-ЯЁ][а-яё]{2,}(?! [А-ЯЁ][а-яё]+ский)\b"
)  # «мама пловцов Дарья Ложкина»
_AFTER_MARK = re.compile(r"\)\s*,|\.\s+(?=[А-ЯЁ][а-яё]+:)|[а-яё]{3}: ")
_ORDER_OF_WORK = tuple(
    re.compile(words)
    for words in (
        r"\bкворум|\bбольшинств\w* (?:голос|присут)|решает большинств|решения принима",
        r"срок\w* (?:его |действия |полномочий|их )|полномочия (?:совета |его )?(?:длятся|истекают|составляют)",
        r"\bсобира\w+ (?:не реже|по (?:приглаш|необход|мере))|не реже (?:одного )?раз|заседания (?:созыва|проводятся)"
        r"|созыва\w+ председател",
        r"\bвправе\b|имеет право|\bне могут (?:быть|работать|входить)|на общественных началах|денег за работу",
        r"\bсовет\w* (?:\w+ )?(?:определяет|назначает|утверждает|выбирает|устанавливает|рассматривает|принимает отчет"
        r"|формирует (?:список|перечень))",
    )
)
_PAIR = re.compile(r"\D.{2,90}?\s[—–-]\s(?:100|\d{2}(?:[.,]\d{1,2}))(?: балл\w*)?[.;]?")  # «Роддом № 2 — 79,9»
_INLINE = re.compile(r"[А-ЯЁ«][^·;,\d]{2,60}\s(?:[—–-]\s)?\(?\d{2}[.,]\d{1,2}(?!\d)")  # «Театр 98,1 · Музей 94,0»
_OF_POINTS = re.compile(r"\bбалл|\bитог|рейтинг")
_OF_METHOD = re.compile(r"максимальн|значимост|методик|критери\w* и показател|\bвес\b|формул|показател")
_POINT = re.compile(r"\d{2}[.,]\d{1,2}|100(?:[.,]0)?")
_POINTS = re.compile(r"(?:балл\w*\W{0,3}|/ ?|; ?)(?<!\d)\d{2}[.,]\d{1,2}(?!\d)")  # «Баллы: 91,2 / 84,7 / 88,3»
_COLUMNS = re.compile(
    r"[а-яё»].*\s(?:\d{2,3}(?:[.,]\d{1,2})?\s+){3,}\d{2}[.,]\d{1,2}\s*$"
)  # a table that lost its cells
_BETWEEN = re.compile(r"\s\|\s|(?<=[а-яё»\d])\.\s+(?=[А-ЯЁ][а-яё]{3,}\s?[:а-яё])")
_APPROVED = re.compile(r"\bутверд|\bутвержд|\bприказ|\bраспоряжени|\bпостановлени")
_HEADS = r"(?:директор|руководител|заведующ|главн\w* врач"
_BY_HEADS = re.compile(
    rf"{_HEADS})\w* (?:\w+ )?утверд|утвер\w+ (?:их )?(?:сам\w+ )?{_HEADS}|учрежден|организаци)"
)  # plans of organizations, not the body's own
_TO_EACH = re.compile(r"[А-ЯЁа-яё»\d]\s[—–-]\s[а-яё]+(?:ть|ти|чь)\b")
_TO_DO = re.compile(r"[—–:|]\s")
_COUNCIL_PATH = re.compile(r"/[\w-]*(?:sovet|council)[\w.-]*/?$")
_MISCALLED = re.compile(r"рабоч\w* групп|комисси|коллеги|руководств|контакт|прием")


def trace_of(view: HasUnits, kind: Kind) -> tuple[Unit, str] | None:
    """A unit and its line that a thing of this kind may stand in; None when nothing in the area looks like it."""
    found = _TRACES.get(kind.said)
    return next(found(view), None) if found is not None else None


def _texts(view: HasUnits) -> Iterator[Unit]:
    """Whole pages and papers: parts of pages would say the same again."""
    return (unit for unit in view.authority_units if unit.reason is None and (unit.link is not None or unit.block < 0))


def _lines(view: HasUnits) -> Iterator[tuple[Unit, str, str]]:
    """Lines of the area, each with its normalised text."""
    for unit in _texts(view):
        for line in unit.lines[:_READ]:
            if len(line) <= _LINE:
                yield unit, line, normal(line)


def _operators(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit, line, said in _lines(view):
        if _works(said) and _FIRM.search(line):
            yield unit, line


def _works(said: str) -> bool:
    return _HIRED.search(said) is not None and not _OTHER_WORK.search(said) and not _ACT_TITLE.match(said)


def tells_of_operator(line: str, *, about: bool) -> bool:
    """Whether a line tells of a firm that was hired to ask people; `about`: its page speaks of the assessment."""
    said = normal(line)
    return _works(said) and _FIRM.search(line) is not None and (about or _ASKING.search(said) is not None)


def _members(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit in _texts(view):
        if is_another(unit.name):
            continue
        told = ((line, normal(line)) for line in unit.lines[:_READ])
        listed = [line for line, said in told if not (_MISCALLED.search(said) or MEETING.search(said))]
        councils = is_councils(unit) or _of_a_council(unit)
        if councils and not _MISCALLED.search(normal(unit.name)) and len(set(persons("\n".join(listed)))) >= _FEW:
            yield unit, next(line for line in listed if persons(line))
        # «Кто в совете | Ерёмина З. К., Лушников В. В., …»
        yield from ((unit, line) for line in listed if _tells_members(line))


def _tells_members(line: str) -> bool:
    said = normal(line)
    if len(line) > _LINE or is_of_another(said) or not (_SOME_COUNCIL.search(said) or _JOINED.search(said)):
        return False
    listed = len(loose_persons([_AFTER_MARK.sub(": ", line)])) >= _FEW
    return listed or (_JOINED.search(said) is not None and len(_PAIR_OF_NAMES.findall(line)) >= _FEW)


def _of_a_council(unit: Unit) -> bool:
    """Whether a page of the section is a council's by its address: «Кто следит за честностью», /sovet."""
    return unit.link is None and _COUNCIL_PATH.search(unit.page.url) is not None


def _lists(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit in _texts(view):
        head = normal(f"{unit.name} {unit.by_content[:200]}")
        if _REMEDY.search(head) or _RULES.search(head) or is_another(head) or MEETING.search(head):
            continue
        if unit.document is not None and any(_SCORED.search(line) for line in unit.lines[:_READ]):
            continue  # scores of organizations: no list of those to be assessed
        others = view.once(_under_others)
        titles = {normal(unit.name), normal(unit.page.title)}
        plain = [
            one
            for line in unit.lines[:_READ]
            for one in _pieces(line)
            if " " in one
            and len(one) <= _LINE
            and not _is_of_else(one)
            and not others.holds(unit, line)
            and normal(one) not in titles
        ]
        inline = next((line for line in plain if len(told_organizations(line)) > 1), "")
        listed = listed_organizations(plain)
        if inline or len(listed) >= _FEW:
            yield unit, inline or listed[0]


def _pieces(line: str) -> Iterator[str]:
    """A line; of one that tells more than one thing its sentences and cells: «Смотрели: А, Б. Баллы: 91,2; 84,7»."""
    yield line
    pieces = [piece.strip(" .") for piece in _BETWEEN.split(line)] if len(line) <= _LINE else []
    yield from pieces if len(pieces) > 1 else ()


def _under_others(view: HasUnits) -> Headed:
    return Headed(view.authority_units, _heads_others)


def _heads_others(name: str) -> bool:
    """Whether a heading says that organizations are listed below it for another reason."""
    said = normal(name)
    return _OF_OTHERS.search(said) is not None or (LIST.refused is not None and LIST.refused.search(said) is not None)


def _is_of_else(line: str) -> bool:
    """Whether a line lists persons, acts, scores or measures."""
    said = normal(line)
    refused = (_OF_OTHERS, _SCORED, _REMEDY, _ACT_TITLE, _NUMBERED_ACT, COUNCIL)
    return any(one.search(said) for one in refused) or bool(persons(line))


def _regulations(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit, line, said in _lines(view):
        if _RULES.search(said) and is_councils(unit) and COUNCIL.search(said) and not _NOT_YET.search(said):
            yield unit, line
    for unit in (one for one in view.authority_units if one.reason is None):  # whatever it is called: how one works
        if is_another(unit.name) or not (is_councils(unit) or _of_a_council(unit)):
            continue
        told = [(line, normal(line)) for line in unit.lines[:_READ]]
        whole = " ".join(said for _, said in told)
        if sum(sign.search(whole) is not None for sign in _ORDER_OF_WORK) >= _SEVERAL:
            yield unit, next(line for line, said in told if any(sign.search(said) for sign in _ORDER_OF_WORK))


def _minutes(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit, lines in met_on(view):
        if line := told_meeting(lines, view.on):
            yield unit, line


def met_on(view: HasUnits) -> Iterator[tuple[Unit, list[str]]]:
    """Pages and papers in which a council's meetings may be told, with their lines that are no other council's."""
    for unit in _texts(view):
        if is_another(unit.name) or OTHER_COUNCIL.search(normal(unit.name)):
            continue
        said = normal(f"{unit.name} {unit.around} {unit.text[:_LONG]}")
        if not (is_councils(unit) or _of_a_council(unit) or _SOME_COUNCIL.search(said)):
            continue
        if unit.link is None or not regulation_in(unit):
            yield unit, [x for x in unit.lines[:_READ] if len(x) <= _LINE and not is_of_another(normal(x))]


def _results(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit in _texts(view):
        of_exams = is_of_exams(f"{unit.name} {unit.text[:_LONG]}")
        if not of_exams and (line := scores_told(unit.lines[:_READ], about=True)):
            yield unit, line


def scores_told(lines: Sequence[str], *, about: bool) -> str:
    """The first line of those that tell organizations' scores; empty for none. `about`: of a page on the assessment."""
    rows = [tuple(cell.strip() for cell in line.split(" | ")) for line in lines if " | " in line]
    if len(scores_of_rows(rows)) >= _TWO:
        return " | ".join(rows[0])
    if len(scores_of_lines(lines)) >= _TWO:
        return next(line for line in lines if any(sign.isdigit() for sign in line))
    if about and _tells_points(rows):
        return " | ".join(rows[0])
    short = [line for line in lines if len(line) <= _LINE and any(sign.isdigit() for sign in line)]
    for listed in (_PAIR.fullmatch, _COLUMNS.search if about else None):
        found = [line for line in short if listed(line)] if listed is not None else []
        if len(found) >= _TWO:
            return found[0]
    return next((line for line in short if _tells_scores(line, about=about)), "")


def _tells_points(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table headed as one of points has several, whatever its rows are called: «№ 1 | 88,0»."""
    head = normal(" ".join(cell for row in rows[:3] for cell in row))
    headed = _OF_POINTS.search(head) is not None and _OF_METHOD.search(head) is None
    return headed and sum(any(_POINT.fullmatch(cell) for cell in row) for row in rows) >= _TWO


def _tells_scores(line: str, *, about: bool) -> bool:
    said = normal(line)
    if about and (len(_INLINE.findall(line)) >= _TWO or len(_POINTS.findall(said)) >= _TWO):
        return True
    return len(scores_of_pairs([line], said)) >= _TWO


def _plans(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit, line, said in _lines(view):
        plain = "" if PROGRESS.search(said) else PLAN_ASKED.sub("", said)
        if (
            PLAN_NAMED.search(plain)
            and _APPROVED.search(plain)
            and not (_NOT_YET.search(plain) or _BY_HEADS.search(plain))
        ):
            yield unit, line


def _acts(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit, line, said in _lines(view):
        if (
            unit.link is None
            and _REFERRED.search(said)
            and _NUMBERED.search(said)
            and (mentions_nok(line) or _BASIS.search(said))
            and not _CONFIRMED.search(said)
        ):
            yield unit, line


def _proposals(view: HasUnits) -> Iterator[tuple[Unit, str]]:
    for unit, line, said in _lines(view):
        if (
            _ADVICE.search(said)
            and not _NO_ADVICE.search(said)
            and not (PROPOSALS.refused and PROPOSALS.refused.search(said))
            and not _NOT_YET.search(said)
            and not regulation_in(unit)
        ):
            yield unit, line
    for unit in _texts(view):  # «Ольховской школе — открыть второй туалет на этаже»
        told = [line for line in unit.lines[:_READ] if len(line) <= _LINE and _TO_DO.search(line)]
        to_do = [line for line in told if IMPROVED.search(normal(line))]
        if len(to_do) >= _TWO:
            yield unit, to_do[0]
        # «Степняку» — поставить урну. «Олимпийцу» — завести расписание
        yield from ((unit, line) for line in told if len(_TO_EACH.findall(line)) >= _TWO)


_TRACES: dict[str, Callable[[HasUnits], Iterator[tuple[Unit, str]]]] = {
    OPERATOR.said: _operators,
    MEMBERS.said: _members,
    MINUTES.said: _minutes,
    RESULTS.said: _results,
    PLAN.said: _plans,
    LIST.said: _lists,
    REGULATION.said: _regulations,
    ACTS.said: _acts,
    PROPOSALS.said: _proposals,
}
