"""Results of the assessment on an authority's site, and the operator who made it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.items import BlockKind, Reason, Region
from rules.authority.comparing import NOTHING, Comparison, compare_scores
from rules.authority.content import is_of_exams, is_rated_otherwise, results_in, sentences
from rules.authority.kinds import LIST, OPERATOR, RESULTS
from rules.authority.operators import Operator, Standing, find_operators, may_name_operator, operators_of_rows
from rules.authority.reading import Rated, order_requisites, scores_of_lines, scores_of_rows
from rules.authority.score_cards import scores_of_cards
from rules.authority.subject import mentions_nok
from rules.authority.units import Unit, evidence, named
from rules.checks.answers import absent, met, unmet, unsure
from rules.checks.authority_answers import missing
from rules.checks.registry import NoOptions, check
from rules.dates.days import find_dates
from rules.dates.years import assessment_years, years_of_address, years_of_text
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.model import Answer, Value
from rules.view import SiteView

_CYCLE = 3  # years in which every organization is assessed once (e.g. 273-ФЗ, article 95.2, part 5)
_ASSESSED = compiled(
    r"сбор\w* и обобщ|итогов\w* (?:показател|значени)|оцен|балл|рейтинг|ранжир|{abbreviated}|перечень|анкеты?\b"
    r"|опр(?:ашив|осил|ошен)"
)
_HINTS = re.compile(
    r"оператор|исполнител|подрядчик|победител|контракт|договор|опрашив|анкетир|собирал|собрал|опросил|сбор|провод|провел|\bгк\b"
)
_APPOINTED = re.compile(
    r"(?:определ|назнач|утвержд|возлож)\w* (?:\w+ ){0,2}(?:приказ|распоряжени|постановлени)\w+", re.IGNORECASE
)
_SCORES_AMONG = re.compile(r"(?<![\d.])\d{2}[.,]\d{1,2}(?![\d.])")  # «81,2, 79,4»: several in a line
_NOK = "независимая оценка качества"  # what headings of the section are about
_POINT = re.compile(r"\W{0,2}(\d{1,2})[.)] ")
_UNTIL = re.compile(r"\bдо 20\d\d\b")
_TO_COME = re.compile(r"\bбуд(?:ут|ет)\b|\bпоявятся\b|\bожида[ею]тся\b|\bплан(?:ируется|ируем|ировано)\b")
_TWO = 2
_CELL = 20  # characters of a cell that gives a year
_FIRST = 3  # lines of a text that say what its points are for
_HEAD = 4  # lines of a part that may say of which year its points are
_DATED = re.compile(r"\W*(?:результат|итог|балл|рейтинг|показател)\w* (?:\w+ ){0,4}?(?:за )?20\d\d\b.{0,12}$")
_LONG = 600  # lines of a document that are searched for the operator


class ResultsOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`top`: how many of the best organizations are named in the details."""

    top: int = 5


@check("authority-results", ResultsOptions)
def authority_results(view: SiteView, options: ResultsOptions) -> Answer:
    """A table or a document with scores for the last finished year (or the current one)."""
    wanted = view.on.year - 1
    scored: list[tuple[tuple[int, ...], Unit, tuple[Rated, ...]]] = []
    for unit in named(view, RESULTS):
        values = _scores(unit)
        of_else = is_of_exams(f"{unit.name} {' '.join(unit.lines[:_FIRST])}") or is_rated_otherwise(unit)
        if values and not of_else:
            scored.append((_years(unit), unit, values))
    known = {id(unit) for _, unit, _ in scored}
    scored += [
        (_years(unit), unit, values)
        for unit in view.authority_units
        if id(unit) not in known and (values := results_in(unit, view))
    ]
    scored += _one_by_one(view) if not scored else []
    scored.sort(key=lambda one: -max(one[0], default=0))
    years = sorted({year for found, _, _ in scored for year in found if year <= view.on.year})
    assessed = [year for year in view.organization.assessed_years or () if year <= view.on.year]
    finished = [year for year in assessed if year < view.on.year]  # the results of a year come when it is over
    wanted = max(finished or assessed, default=wanted)
    if view.on.year in assessed and years and wanted <= years[-1] < view.on.year - 1:
        message = (
            f"Последние результаты — за {years[-1]} год; подведены ли итоги оценки {view.on.year} года, неизвестно"
        )
        last = next(unit for found, unit, _ in scored if years[-1] in found)
        return unsure(Reason.AMBIGUOUS, message, evidence(view, last), years=years)
    if scored and any(year >= wanted for year in years):
        found, unit, values = next(one for one in scored if any(wanted <= year <= view.on.year for year in one[0]))
        best = sorted(values, key=lambda one: -one.score)
        year = max(year for year in found if year <= view.on.year)
        told = _compared(scored, view)
        return met(
            evidence(view, unit),
            remarks=told.remarks,
            years=years,
            year=year,
            organizations=len(values),
            best=[f"{one.name}: {one.score:g}" if one.name else f"{one.score:g}" for one in best[: options.top]],
            lowest=best[-1].score,
            highest=best[0].score,
            **told.details,
        )
    unclear = missing(view, RESULTS, known=bool(scored), years=years)
    if unclear.reason is not None:
        return unclear
    if (strange := _unrecognised(view, wanted, {id(one) for _, one, _ in scored})) is not None:
        message = f"«{strange.shown}» размещён, но баллы организаций в нём не распознаны"
        return unsure(Reason.AMBIGUOUS, message, evidence(view, strange), years=years)
    dated = {one for found, _, values in scored if found for one in values}  # a heading over years has them again
    undated = next((unit for found, unit, values in scored if not found and not dated.issuperset(values)), None)
    if undated is not None:
        message = f"Размещены результаты без указания года («{undated.shown}»)"
        return unsure(Reason.AMBIGUOUS, message, evidence(view, undated), years=years)
    if years and not assessed and years[-1] >= view.on.year - _CYCLE:
        message = f"Последние результаты — за {years[-1]} год; проводилась ли оценка в {wanted} году, неизвестно"
        return unsure(Reason.YEARS_UNKNOWN, message, years=years)
    if years:
        last = next(unit for found, unit, _ in scored if years[-1] in found)
        said = f"Последние результаты — за {years[-1]} год, за {wanted} год их нет."
        return absent(evidence(view, last), message=said, years=years)
    return unclear


def _unrecognised(view: SiteView, wanted: int, known: set[int]) -> Unit | None:
    """A file called results of the wanted year, or of none, that holds numbers like scores and was not understood."""
    for unit in named(view, RESULTS):
        years = _years(unit)
        if unit.link is not None and unit.document is not None and unit.reason is None and id(unit) not in known:
            late = not years or max(years) >= wanted
            if late and not _scores(unit) and len(_SCORES_AMONG.findall(unit.text)) > 1:
                return unit
    return None


def _one_by_one(view: SiteView) -> list[tuple[tuple[int, ...], Unit, tuple[Rated, ...]]]:
    """Results told on a page for each organization: its only score, in a line that speaks of the assessment."""
    by_year: dict[tuple[int, ...], list[tuple[Unit, Rated]]] = {}
    for unit in view.authority_units:
        if unit.link is not None or unit.block >= 0:
            continue
        for line in unit.lines:
            scores = scores_of_lines((line,)) if mentions_nok(line) else ()
            if len(scores) == 1:
                named_one = Rated(unit.name, scores[0].score)
                by_year.setdefault(assessment_years(years_of_text(line)), []).append((unit, named_one))
    return [(years, told[0][0], tuple(one for _, one in told)) for years, told in by_year.items() if len(told) > 1]


def _compared(scored: Sequence[tuple[tuple[int, ...], Unit, tuple[Rated, ...]]], view: SiteView) -> Comparison:
    """The latest published results that some card knows of as well, beside the cards."""
    for years, _, values in scored:
        for year in sorted((year for year in years if year <= view.on.year), reverse=True):
            comparison = compare_scores(values, year, view.circle)
            if comparison.details:
                return comparison
    return NOTHING


def _scores(unit: Unit) -> tuple[Rated, ...]:
    if unit.reason is not None:
        return ()
    return scores_of_rows(unit.rows) or scores_of_lines(unit.lines) or scores_of_cards(unit.lines)


def _years(unit: Unit) -> tuple[int, ...]:
    nearest = (unit.name, unit.by_content[:300], unit.around.rpartition(" / ")[2])
    for years in (*map(_named_years, nearest), _head_year(unit), _named_years(unit.around)):
        if years:
            return years
    address = assessment_years(years_of_address(unit.link.url)) if unit.link is not None else ()
    told = address or _beside(unit) or _told_years(unit) or _headed_years(unit) or _posted(unit)
    days = find_dates(f"{unit.page.title}\n{unit.name}") if not told and unit.link is None else ()
    return told or tuple(sorted({day.year for _, _, day in days}))  # «Заседание четвёртое, 28 ноября 2025 года»


def _named_years(text: str) -> tuple[int, ...]:
    """Years of assessments a name gives; «(до 2023 года)» is none of them."""
    return assessment_years(years_of_text(_UNTIL.sub(" ", text)))


def _head_year(unit: Unit) -> tuple[int, ...]:
    """The year that heads the only column of points: «Организация | 2025»."""
    if len(unit.rows) < _TWO:
        return ()
    years = [int(cell) for cell in unit.rows[0] if re.fullmatch(r"20\d\d", cell.strip())]
    scored = any(map(_SCORES_AMONG.search, unit.rows[1]))
    return tuple(years) if len(years) == 1 and scored else ()


def _headed_years(unit: Unit) -> tuple[int, ...]:
    """Years that head the columns of a table, or stand in a column of their own."""
    told = [[int(cell) for cell in row if re.fullmatch(r"20\d\d", cell.strip())] for row in unit.rows]
    heads = next((years for years in told if len(years) > 1), None)
    column = any(normal(cell) == "год" for row in unit.rows[:3] for cell in row)
    scored = [years for row, years in zip(unit.rows, told, strict=True) if any(map(_SCORES_AMONG.search, row))]
    return tuple(heads or sorted({years[0] for years in scored if len(years) == 1 and column}))


def _beside(unit: Unit) -> tuple[int, ...]:
    """The year in the first cell of the row that a link stands in."""
    if unit.link is None or not 0 <= unit.block < len(unit.page.blocks):
        return ()
    first, bar, _ = unit.page.blocks[unit.block].text.partition(" | ")
    return assessment_years(years_of_text(first)) if bar and len(first) < _CELL else ()


def _posted(unit: Unit) -> tuple[int, ...]:
    """The year a post was published in, as its address tells: nothing nearer says which year it is about."""
    posted = re.search(r"/(20\d\d)(?:/\d\d?/|-\d\d-\d\d)", unit.page.url)
    return (int(posted[1]),) if posted and unit.link is None else ()


def _told_years(unit: Unit) -> tuple[int, ...]:
    """The one year that the lines of a unit, or of its page, which speak of an assessment tell of."""
    own = unit.lines[:12] if unit.link is not None else _of_point(unit)
    if headed := {year for line in own[:_HEAD] if _DATED.match(normal(line)) for year in _named_years(line)}:
        return tuple(sorted(headed))
    blocks = [block for block in unit.page.blocks if block.region is Region.CONTENT]
    lists = [block.text for block in blocks if block.kind is BlockKind.HEADING and LIST.names(normal(block.text), _NOK)]
    for lines in (own, [block.text for block in blocks], lists):  # «Кого смотрели в 2025 году»
        told = (
            assessment_years(years_of_text(line)) for line in lines if lines is lists or _tells_of_one(normal(line))
        )
        years = {year for found in told for year in found}
        if len(years) == 1:
            return tuple(years)
    return ()


def _tells_of_one(said: str) -> bool:
    """Whether a line speaks of an assessment that was made: «Итоги 2026 года появятся зимой» dates no results."""
    return _ASSESSED.search(said) is not None and _TO_COME.search(said) is None


def _of_point(unit: Unit) -> tuple[str, ...]:
    """Lines of a unit up to the next numbered point: «4. Результаты: …» ends where «5. Оцените сами» begins."""
    number = _POINT.match(unit.name)
    if number is None:
        return unit.lines
    following = (at for at, line in enumerate(unit.lines) if (own := _POINT.match(line)) and own[1] != number[1])
    return unit.lines[: next(following, len(unit.lines))]


@check("authority-operator", NoOptions)
def authority_operator(view: SiteView, _: NoOptions) -> Answer:
    """The operator by name, with number and date of the contract; not a body of executive power."""
    found = _operators(view)
    named_ones = [pair for pair in found if pair[0].standing is Standing.NAMED]
    whole = next((pair for pair in named_ones if pair[0].contract), None)
    if whole is not None:
        operator, unit = whole
        partly = not (find_dates(operator.contract) and re.search(r"№|\bN\b|\d{17}|номер", operator.contract))
        remarks = ("Реквизиты контракта указаны не полностью: нет номера или даты.",) if partly else ()
        return met(
            evidence(view, unit, operator.excerpt), remarks=remarks, operator=operator.name, contract=operator.contract
        )
    if named_ones:
        operator, unit = named_ones[0]
        act = _APPOINTED.search(operator.excerpt)
        if act is not None and (requisites := order_requisites(operator.excerpt[act.start() :])):
            remark = f"Оператор определён актом ({requisites}), реквизитов контракта нет."
            return met(evidence(view, unit, operator.excerpt), remarks=(remark,), operator=operator.name, contract="")
        unclear = missing(view, OPERATOR, known=True, operator=operator.name)
        if unclear.reason is not None:
            return unclear
        said = f"Оператор назван ({operator.name}), но номер и дата контракта с ним не указаны."
        return absent(evidence(view, unit, operator.excerpt), message=said, operator=operator.name)
    for standing, said in (
        (Standing.EXECUTIVE, "Оператором назван орган исполнительной власти: {name}."),
        (Standing.NAMELESS, "Оператором названо подведомственное учреждение без наименования."),
    ):
        pair = next((one for one in found if one[0].standing is standing), None)
        if pair is not None:
            operator, unit = pair
            return unmet(
                said.format(name=operator.name), evidence(view, unit, operator.excerpt), operator=operator.name
            )
    return missing(view, OPERATOR)


def _operators(view: SiteView) -> list[tuple[Operator, Unit]]:
    found: list[tuple[Operator, Unit]] = []
    for unit in view.authority_units:
        if unit.link is None and unit.block >= 0:
            continue  # its page, or the part of the page that is the area, holds the same text
        if unit.link is not None and unit.document is None:
            found += [(operator, unit) for operator in find_operators((unit.name,))]
            continue
        lines = (unit.name, *unit.lines[:_LONG])
        if _HINTS.search("\n".join(lines).lower()) and any(map(may_name_operator, (*lines, " ".join(lines[:40])))):
            told = (*operators_of_rows(unit.rows), *find_operators(lines))
            if not told and unit.document is not None:  # files break names over lines
                told = find_operators((unit.name, *sentences(unit.lines)))
            found += [(operator, unit) for operator in told]
    return found
