"""The summary after a run: how much was judged, what is wrong and where, what could not be told and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.text import Text

from audits.changes.compare import Comparison, Pair
from audits.changes.titles import Told
from audits.console import clean, foreign
from audits.findings.lines import day, outcome_words, shorten
from audits.findings.totals import Totals
from audits.model import Run
from audits.text.grid import Rows
from audits.text.wording import OWNERS, reason_text
from rules.model import Organization, Outcome
from rules.reasons import owner

WORST = 10
PLACES = 40


def summary(run: Run, counted: Totals, titles: dict[str, str]) -> Iterator[RenderableType]:
    """Renderables of a run's summary, top to bottom. `titles`: rule id → Russian title."""
    yield Text()
    yield Text(f"Запуск {run.id}: методика {run.methodology}, на {day(run.on)}", style="bold")
    yield from _headline(run, counted)
    if run.state == "interrupted" and not counted.judged and not counted.untested:
        return  # nobody was looked at: there is nothing to sum up
    if counted.outcomes[Outcome.FAILED]:
        yield from _section("Недостатки по правилам", _by_rule(counted, titles))
        if len(counted.by_place) > 1:
            yield from _section("Недостатки по муниципалитетам", _by_place(counted))
        yield from _section("Больше всего недостатков", _worst(counted))
    if counted.undecided or counted.not_judged:
        yield from _section("Что установить не удалось", _reasons(counted))
    yield Text()
    yield _totals(counted)


def _section(title: str, made: Rows) -> Iterator[RenderableType]:
    yield Text()
    yield Text(title, style="bold")
    yield made


def _headline(run: Run, counted: Totals) -> Iterator[Text]:
    judged = f"Проверено {counted.judged} из {counted.organizations} организаций"
    rest = []
    if counted.untested:
        rest.append(f"не проверено {counted.untested}")
    if counted.pending:
        rest.append(f"осталось {counted.pending}")
    yield Text(judged + (f"; {', '.join(rest)}" if rest else "") + ".")
    if run.state == "void":
        yield foreign(f"Запуск признан недействительным: {run.note}", "bold red")
    elif run.note and run.state != "interrupted":  # how to go on is said last, and once
        yield foreign(run.note, "yellow")
    if run.state == "interrupted" and not counted.judged:
        return
    excused = f" (из них только под исключением — {counted.excused})" if counted.excused else ""
    yield Text(f"С недостатками — {counted.deficient}{excused}; без единого замечания и сомнения — {counted.clean}.")


def _over(said: str, code: str) -> Text:
    """What is said to a reader, and below it the code that other commands want: eighty columns hold no more."""
    return Text.assemble(foreign(said or code), *(("\n", (code, "dim")) if said else ()))


def _apart(counted: Totals, waived: int | None = None) -> tuple[str, ...]:
    """A column for deficiencies under an exception, and its cells; none where nothing is."""
    if not counted.waived:
        return ()
    return (">искл.",) if waived is None else (str(waived or ""),)


def _by_rule(counted: Totals, titles: dict[str, str]) -> Rows:
    made = Rows("~правило", ">✗ нет", *_apart(counted), ">✓ есть", ">? неясно")
    rows = [(rule, outcomes) for rule, outcomes in counted.by_rule.items() if outcomes[Outcome.FAILED]]
    for rule, outcomes in sorted(rows, key=lambda row: (-row[1][Outcome.FAILED], row[0])):
        unclear = outcomes[Outcome.INCONCLUSIVE] + outcomes[Outcome.UNTESTED]
        made.add_row(
            _over(titles.get(rule, ""), rule),
            str(outcomes[Outcome.FAILED]),
            *_apart(counted, counted.waived_by_rule[rule]),
            str(outcomes[Outcome.PASSED]),
            str(unclear),
        )
    return made


def _by_place(counted: Totals) -> Rows:
    made = Rows(
        "~муниципалитет",
        ">проверено",
        ">с недостатками",
        ">недостатков",
        *_apart(counted),
    )
    places = sorted(counted.by_place.items(), key=lambda row: (-row[1].deficiencies, row[0]))
    for name, place in places[:PLACES]:
        made.add_row(
            foreign(name),
            f"{place.judged} из {place.organizations}",
            str(place.deficient),
            str(place.deficiencies),
            *_apart(counted, place.waived),
        )
    if len(places) > PLACES:
        made.add_row(f"… и ещё {len(places) - PLACES}")
    return made


def _worst(counted: Totals) -> Rows:
    made = Rows("код", "~организация", ">недостатков", ">критических", *_apart(counted))
    for one in counted.worst[:WORST]:
        made.add_row(
            foreign(one.organization.id),
            foreign(one.organization.name or one.organization.site),
            str(one.deficiencies),
            str(one.critical),
            *_apart(counted, one.waived),
        )
    return made


def _reasons(counted: Totals) -> Rows:
    made = Rows("~причина", "~на чьей стороне", ">выводов", ">организаций")
    for reason in sorted(
        counted.undecided.keys() | counted.not_judged.keys(),
        key=lambda one: (-counted.not_judged[one], -counted.undecided[one], -counted.concerned[one], one),
    ):
        made.add_row(
            reason_text(reason),
            OWNERS[owner(reason)],
            str(counted.undecided[reason]),
            str(counted.concerned[reason]),
        )
    return made


def _totals(counted: Totals) -> Text:
    outcomes: Counter[Outcome] = counted.outcomes
    return Text(f"Выводов {outcomes.total()}: {', '.join(outcome_words(outcomes, counted.waived))}.", style="bold")


def runs_table(runs: Sequence[Run]) -> Rows:
    """All runs, latest first."""
    made = Rows("запуск", "на день", "методика", "состояние", ">проверено", "~примечание")
    states = {"finished": "завершён", "running": "идёт", "interrupted": "прерван", "void": "недействителен"}
    for run in sorted(runs, key=lambda one: one.started_at, reverse=True):
        made.add_row(
            run.id,
            day(run.on),
            run.methodology,
            states.get(run.state, run.state),
            f"{run.judged} из {run.organizations}",
            foreign(run.note),
        )
    return made


CHANGES: dict[str, tuple[str, str]] = {
    "new": ("Новые недостатки", "red"),
    "reopened": ("Вернувшиеся недостатки", "red"),
    "fixed": ("Исправлено", "green"),
    "not_retested": ("Не удалось перепроверить", "yellow"),
    "rule_changed": ("Вывод изменился, потому что изменилось правило", "yellow"),
    "registry_changed": ("Вывод изменился, потому что изменился реестр", "yellow"),
    "persisting": ("Остаётся неисправленным", ""),
}
LISTED, WORDS = 30, 160


def comparison(
    current: Run,
    before: Run,
    changes: Comparison,
    known: Mapping[str, Organization],
    left: Collection[str] = (),
    told: Told = Told(),  # noqa: B008 (frozen)
    asked: Collection[str] | None = None,
) -> Iterator[RenderableType]:
    """What changed from one run to another: counts of all seven classes, then the pairs of each.

    `left`: organizations that are no longer in the registry. `asked`: whom a run over a part of it was about; what is
    open of others is counted and not listed, since nobody tried to look at them.
    """
    yield Text(f"Запуск {current.id} в сравнении с {before.id}", style="bold")
    classes = {name: getattr(changes, name) for name in CHANGES}
    others = [pair for pair in changes.not_retested if asked is not None and pair.organization not in asked]
    classes["not_retested"] = [pair for pair in changes.not_retested if pair not in others]
    for name, (title, style) in CHANGES.items():
        yield Text(f"  {title}: {len(classes[name])}", style=style if classes[name] else "dim")
    if others:
        yield Text(f"  Не перепроверялись, запуск был по части реестра: {len(others)}", style="yellow")
    if left:
        named = [f"{known[code].name} ({code})" if code in known else code for code in sorted(left)[:LISTED]]
        rest = f" и ещё {len(left) - LISTED}" if len(left) > LISTED else ""
        yield foreign(f"  Исключены из реестра, их недостатки сняты: {'; '.join(named)}{rest}", "yellow")
    for name, (title, _) in CHANGES.items():
        if classes[name] and name != "persisting":
            yield from _section(title, _pairs(name, classes[name], known, told))


def grouped(current: Run, before: Run, groups: Mapping[str, Mapping[str, int]]) -> Iterator[RenderableType]:
    """What changed, group by group: counts of the classes a reader acts on."""
    yield Text(f"Запуск {current.id} в сравнении с {before.id}", style="bold")
    yield Text()
    made = Rows("~группа", ">новых", ">снова", ">исправлено", ">осталось", ">неясно", ">не сайты")
    for name, counts in groups.items():
        others = counts["rule_changed"] + counts["registry_changed"]
        shown = [counts[key] for key in ("new", "reopened", "fixed", "persisting", "not_retested")]
        made.add_row(foreign(name or "не указано"), *(str(count) for count in (*shown, others)))
    yield made if groups else Text("Недостатков нет ни в одном из запусков.")


def _pairs(name: str, pairs: Sequence[Pair], known: Mapping[str, Organization], told: Told) -> Rows:
    made = Rows("~организация", "~о чём")
    for pair in pairs[:LISTED]:
        organization = known.get(pair.organization)
        said = shorten(told.of(name, pair.organization, pair.rule), WORDS)
        made.add_row(_over(organization.name if organization else "", clean(pair.organization)), _over(said, pair.rule))
    if len(pairs) > LISTED:
        made.add_row(f"… и ещё {len(pairs) - LISTED}: --format json", "")
    return made
