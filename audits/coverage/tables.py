"""The tables themselves. Pure: registry rows, outcomes and public data in, tables out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from audits.coverage.data import PublicData
from audits.coverage.written import written_tables
from audits.findings.deficiency_list import SECTORS
from audits.formats.model import Cell, Table
from audits.text.wording import OUTCOMES
from rules.model import Organization, Outcome, Sector, Subject

CYCLE = 3  # years: an organization is assessed at least once in three (392-ФЗ)
TOP = 5
Outcomes = Mapping[tuple[str, str], Outcome]  # organization, rule

_MONITORED = (
    ("официальный сайт", "official-site-works"),
    ("страница НОК", "nok-page-published"),
    ("ссылка на bus.gov.ru", "bus-link-published"),
    ("сайт назван на bus.gov.ru", "bus-card-has-site"),
)
_REGISTERED = (
    ("Баллы на bus.gov.ru", "bus-scores-published"),
    ("Отчёты оператора на сайте", "results-published"),
    ("Планы на сайте", "plans-published"),
    ("План согласован", "plans-approved"),
    ("Планы на bus.gov.ru", "bus-plan-published"),
)


def public_tables(
    organizations: Iterable[Organization], outcomes: Outcomes, data: PublicData, year: int
) -> tuple[Table, ...]:
    """All tables of the report for `year`. `outcomes`: verdicts of the latest run."""
    listed = sorted(
        (one for one in organizations if one.subject is Subject.ORGANIZATION),
        key=lambda one: (_order(one.sector), one.municipality, one.name, one.id),
    )
    names = {one.id: one for one in listed}
    return (
        _coverage(listed, data, year),
        _years(listed, year),
        _cycle(listed, year),
        _due(listed, year),
        _contracts(data, year),
        _respondents(data, year),
        _rating(names, data, year, best=True),
        _rating(names, data, year, best=False),
        _monitoring(listed, outcomes),
        _sites(listed, outcomes),
        _register(listed, outcomes),
        _progress(data, year),
        *written_tables(data, year),
    )


def _order(sector: Sector | None) -> int:
    return list(SECTORS).index(sector)


def _sectors(listed: Sequence[Organization]) -> list[Sector | None]:
    present = {one.sector for one in listed}
    return [sector for sector in SECTORS if sector in present]


def _share(part: int, whole: int) -> float | None:
    return round(part * 100 / whole, 1) if whole else None


def _assessed(one: Organization, year: int) -> bool:
    return year in (one.assessed_years or ())


def is_due(one: Organization, year: int) -> bool:
    """Whether the cycle asks for an assessment in `year` at the latest. Unknown years: not told, hence not due."""
    if one.assessed_years is None:
        return False
    before = [each for each in one.assessed_years if each < year]
    return not before or max(before) + CYCLE <= year


def _by_sector(
    listed: Sequence[Organization], count: Callable[[Sector | None, list[Organization]], Sequence[Cell]]
) -> list[tuple[Cell, ...]]:
    """A row a sector."""
    return [
        (SECTORS[sector], *count(sector, [one for one in listed if one.sector is sector]))
        for sector in _sectors(listed)
    ]


def _coverage(listed: Sequence[Organization], data: PublicData, year: int) -> Table:
    planned = {one.sector: one.count for one in data.planned if one.year == year + 1}

    def count(sector: Sector | None, some: list[Organization]) -> tuple[int, int, int, int]:
        """In the registry, covered, planned, unknown."""
        covered = sum(_assessed(one, year) for one in some)
        due = sum(is_due(one, year + 1) for one in some)
        unknown = sum(one.assessed_years is None for one in some)
        return len(some), covered, planned.get(sector, due) if sector else due, unknown

    def row(name: str, numbers: Sequence[int]) -> tuple[Cell, ...]:
        whole, covered, next_year, unknown = numbers
        return name, whole, covered, _share(covered, whole), next_year, _share(next_year, whole), unknown

    counted = {sector: count(sector, [one for one in listed if one.sector is sector]) for sector in _sectors(listed)}
    rows = [row(SECTORS[sector], numbers) for sector, numbers in counted.items()]
    whole = row("Всего", [sum(numbers[column] for numbers in counted.values()) for column in range(4)])
    missing = [SECTORS[sector] for sector in _sectors(listed) if sector not in planned]
    note = f"Для сфер без плана в planned.csv ({', '.join(missing)}) взяты те, кому пора по циклу." if missing else ""
    return Table(
        "coverage",
        f"Охват независимой оценкой в {year} году",
        (
            "Сфера",
            "Организаций",
            f"Охвачено в {year}",
            "Доля, %",
            f"Планируется на {year + 1}",
            "Доля, %",
            "Годы оценки неизвестны",
        ),
        (*rows, whole),
        f"Охват — по годам оценки в реестре. {note}".strip(),
        total=True,
        percent=frozenset({3, 5}),
    )


def _years(listed: Sequence[Organization], year: int) -> Table:
    years = range(year - 5, year + 1)
    rows = _by_sector(listed, lambda _, some: [sum(_assessed(one, each) for one in some) for each in years])
    whole: tuple[Cell, ...] = ("Всего", *(sum(_assessed(one, each) for one in listed) for each in years))
    return Table("years", "Охвачено по годам", ("Сфера", *(str(each) for each in years)), (*rows, whole), total=True)


def _cycle(listed: Sequence[Organization], year: int) -> Table:
    def count(some: Sequence[Organization]) -> Sequence[Cell]:
        covered = sum(any(year - CYCLE < each <= year for each in one.assessed_years or ()) for one in some)
        never = sum(one.assessed_years == () for one in some)
        unknown = sum(one.assessed_years is None for one in some)
        return len(some), covered, _share(covered, len(some)), never, unknown, sum(is_due(o, year + 1) for o in some)

    return Table(
        "cycle",
        f"Цикл: оценены хотя бы раз за {year - CYCLE + 1}–{year} годы",
        ("Сфера", "Организаций", "Оценены", "Доля, %", "Не оценивались никогда", "Неизвестно", f"Пора в {year + 1}"),
        (*_by_sector(listed, lambda _, some: count(some)), ("Всего", *count(listed))),
        total=True,
        percent=frozenset({3}),
    )


def _due(listed: Sequence[Organization], year: int) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for one in listed:
        if is_due(one, year + 1):
            last = max((each for each in one.assessed_years or () if each <= year), default=None)
            # by the year in which it is to be assessed: a term of the year reported on has passed with it
            late = max(year + 1 - (last + CYCLE), 0) if last is not None else None
            rows.append(
                (SECTORS[one.sector], one.municipality, one.name, one.id, last, last + CYCLE if last else None, late)
            )
    return Table(
        "due",
        f"Кого оценить в {year + 1} году",
        (
            "Сфера",
            "Муниципалитет",
            "Организация",
            "Код",
            "Последняя оценка",
            "Срок по циклу",
            f"Просрочено к {year + 1} году, лет",
        ),
        tuple(rows),
        "Прочерк в колонке последней оценки — не оценивалась никогда. Организации, чьи годы оценки неизвестны, сюда не "
        "входят: их число — в таблице цикла.",
    )


def _contracts(data: PublicData, year: int) -> Table:
    rows = [
        (SECTORS[one.sector], one.operator, one.number, one.on, one.amount)
        for one in sorted(data.contracts, key=lambda one: (_order(one.sector), one.operator))
        if one.year == year
    ]
    return Table(
        "operators",
        f"Операторы {year} года",
        ("Сфера", "Оператор", "Номер контракта", "Дата", "Сумма, руб."),
        tuple(rows),
        "" if rows else data.nothing("operators.csv", year),
    )


def _respondents(data: PublicData, year: int) -> Table:
    rows = [
        (SECTORS[one.sector], one.count, one.note)
        for one in sorted(data.respondents, key=lambda one: _order(one.sector))
        if one.year == year
    ]
    return Table(
        "respondents",
        f"Респонденты {year} года",
        ("Сфера", "Опрошено", "Примечание"),
        tuple(rows),
        "" if rows else data.nothing("respondents.csv", year),
    )


def _rating(names: Mapping[str, Organization], data: PublicData, year: int, *, best: bool) -> Table:
    groups: dict[tuple[Sector | None, str], list[tuple[float, str, Organization]]] = {}
    unknown = 0
    for score in data.scores:
        one = names.get(score.organization)
        if score.year == year and one is None:
            unknown += 1
        elif score.year == year and one is not None:
            groups.setdefault((one.sector, score.kind), []).append((score.value, one.name, one))
    rows = []
    for (sector, kind), scored in sorted(groups.items(), key=lambda pair: (_order(pair[0][0]), pair[0][1])):
        ranked = sorted(scored, key=lambda each: (-each[0] if best else each[0], each[1], each[2].id))
        for value, name, one in ranked[:TOP]:
            place = 1 + sum(other > value for other, _, _ in scored)
            rows.append((SECTORS[sector], kind, place, len(scored), name, one.municipality, value))
    note = f"Строк scores.csv, чьей организации в реестре нет: {unknown}. " if unknown else ""
    return Table(
        "best" if best else "worst",
        f"{'Наибольшие' if best else 'Наименьшие'} баллы {year} года",
        ("Сфера", "Вид", "Место", "Из", "Организация", "Муниципалитет", "Балл"),
        tuple(rows),
        note + ("Равные баллы делят место." if rows else data.nothing("scores.csv", year)),
    )


def _monitoring(listed: Sequence[Organization], outcomes: Outcomes) -> Table:
    def count(some: Sequence[Organization]) -> Sequence[Cell]:
        cells: list[Cell] = [len(some)]
        for _, rule in _MONITORED:
            said = Counter(outcomes.get((one.id, rule)) for one in some)
            untold = len(some) - said[Outcome.PASSED] - said[Outcome.FAILED] - said[Outcome.INAPPLICABLE]
            cells += [said[Outcome.PASSED], said[Outcome.FAILED] + said[Outcome.INAPPLICABLE], untold]
        return cells

    heads = [f"{name}: {mark}" for name, _ in _MONITORED for mark in ("есть", "нет", "неясно")]
    return Table(
        "monitoring",
        "Мониторинг сайтов (п. 5.1 протокола)",
        ("Сфера", "Организаций", *(head[:1].upper() + head[1:] for head in heads)),
        (*_by_sector(listed, lambda _, some: count(some)), ("Всего", *count(listed))),
        "«Нет» — подтверждённое отсутствие, в том числе потому, что нет самого сайта. «Неясно» — установить не "
        "удалось; отсутствием это не считается.",
        total=True,
    )


def _word(outcome: Outcome | None) -> str:
    return {Outcome.PASSED: "есть", Outcome.FAILED: "нет"}.get(outcome, OUTCOMES[outcome]) if outcome else "нет вывода"


def _sites(listed: Sequence[Organization], outcomes: Outcomes) -> Table:
    return Table(
        "sites",
        "Сайты организаций (п. 5.1 протокола)",
        (
            "Сфера",
            "Муниципалитет",
            "Организация",
            "Адрес сайта",
            *(name[:1].upper() + name[1:] for name, _ in _MONITORED),
        ),
        tuple(
            (
                SECTORS[one.sector],
                one.municipality,
                one.name,
                one.site or one.site_note or "в реестре не указан",
                *(_word(outcomes.get((one.id, rule))) for _, rule in _MONITORED),
            )
            for one in listed
        ),
    )


def _register(listed: Sequence[Organization], outcomes: Outcomes) -> Table:
    return Table(
        "register",
        "Реестр размещения (пп. 5.3, 5.4 протокола)",
        ("Сфера", "Муниципалитет", "Организация", "Годы оценки", *(name for name, _ in _REGISTERED)),
        tuple(
            (
                SECTORS[one.sector],
                one.municipality,
                one.name,
                "неизвестны" if one.assessed_years is None else ", ".join(map(str, one.assessed_years)) or "не было",
                *(_word(outcomes.get((one.id, rule))) for _, rule in _REGISTERED),
            )
            for one in listed
        ),
    )


def _progress(data: PublicData, year: int) -> Table:
    months = sorted((one for one in data.progress if one.month.startswith(f"{year}-")), key=lambda one: one.month)
    rows = [
        (
            f"{one.month[5:]}.{one.month[:4]}",
            SECTORS[one.sector],
            one.total,
            one.done,
            _share(one.done, one.total),
            one.overdue,
        )
        for one in sorted(months, key=lambda one: (one.month, _order(one.sector)))
    ]
    return Table(
        "progress",
        f"Ход выполнения планов в {year} году, по месяцам (пп. 3.5, 5.2 протокола)",
        ("Месяц", "Сфера", "Мероприятий", "Выполнено", "Доля, %", "Просрочено"),
        tuple(rows),
        "" if rows else data.nothing("plan_progress.csv", year),
        percent=frozenset({4}),
    )
