"""What a night has to tell: what changed, which terms are overdue, what could not be seen. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import msgspec

from audits.changes.compare import Comparison, Pair
from audits.changes.titles import Told
from audits.deadlines.states import Deadline, State
from audits.findings.lines import shorten
from audits.model import Run
from audits.store.model import Waiver
from audits.text.russian import when
from rules.model import Organization

LISTED, WORDS = 10, 220
_LATE = (State.OVERDUE, State.REOPENED)


class NightReport(msgspec.Struct, frozen=True):
    """A night in facts. `run` None: nothing was audited, `note` says why."""

    day: date
    run: Run | None
    baseline: str = ""
    since: frozenset[str] = frozenset()  # the runs since the baseline, the night's own among them
    changes: Comparison = Comparison()
    deadlines: tuple[Deadline, ...] = ()
    deadlines_before: tuple[Deadline, ...] = ()
    expired: tuple[Waiver, ...] = ()
    open_deficiencies: int = 0
    unconfirmed: int = 0  # of those: this night could not tell
    left: tuple[str, ...] = ()  # organizations that are no longer in the registry
    silent: tuple[tuple[str, str], ...] = ()  # organizations whose sites answered before and do not now, and why
    closed: tuple[tuple[str, str], ...] = ()  # whose sites were read before and answer with something else now
    mute: int = 0  # sites that did not answer, `silent` among them
    unheard: bool = False  # no site answered, and there was nobody to ask whether it is us: letters must wait
    shut: int = 0  # sites that answered and could not be read, `closed` among them
    exports: str = ""
    letters: int = 0  # written in the folder of the night
    note: str = ""

    @property
    def moved(self) -> tuple[Pair, ...]:
        """Verdicts on organizations still in the registry that are others because a row of it is."""
        return tuple(pair for pair in self.changes.registry_changed if pair.organization not in self.left)

    @property
    def void(self) -> bool:
        return self.run is None or self.run.state == "void"

    @property
    def overdue(self) -> tuple[Deadline, ...]:
        return tuple(one for one in self.deadlines if one.state in _LATE)

    @property
    def newly_overdue(self) -> tuple[Deadline, ...]:
        """Late now and not late the night before; also a term that closed and opened again."""
        known = {_key(one) for one in self.deadlines_before if one.state in _LATE}
        return tuple(one for one in self.overdue if _key(one) not in known)

    @property
    def newly_met(self) -> tuple[Deadline, ...]:
        known = {_key(one) for one in self.deadlines_before if one.state is State.MET}
        return tuple(one for one in self.deadlines if one.state is State.MET and _key(one) not in known)


def _key(one: Deadline) -> tuple[str, str, date]:
    return one.protocol, one.item, one.due


def title_of(report: NightReport) -> str:
    """One line that says whether to read on."""
    day = f"НОК, ночь {report.day:%d.%m.%Y}"
    if report.void:
        return f"{day}: не засчитана"
    if report.unheard:
        return f"{day}: ни один сайт не ответил, проверьте свою сеть"
    if not report.baseline:
        return f"{day}: первая, открытых недостатков {report.open_deficiencies}"
    changes = report.changes
    parts = [
        f"{name} {count}"
        for name, count in (
            ("новых недостатков", len(changes.new)),
            ("вернулось", len(changes.reopened)),
            ("исправлено", len(changes.fixed)),
            ("не отвечают с этой ночи", len(report.silent)),
            ("не читаются с этой ночи", len(report.closed)),
            ("исключено из реестра", len(report.left)),
            ("изменилось из-за реестра", len(report.moved)),
            ("изменилось из-за правил", len(changes.rule_changed)),
            ("истекло исключений", len(report.expired)),
            ("писем", report.letters),
        )
        if count
    ]
    late, newly = len(report.overdue), len(report.newly_overdue)
    terms = f"; просрочено сроков {late}" + (f", из них новых {newly}" if newly else "") if late else ""
    return f"{day}: {', '.join(parts) or 'без изменений'}{terms}"


def body_of(report: NightReport, organizations: Mapping[str, Organization], told: Told) -> str:
    """The message, plain text."""
    return "\n".join(_lines(report, organizations, told)).strip() + "\n"


def _lines(report: NightReport, organizations: Mapping[str, Organization], told: Told) -> Iterator[str]:
    run = report.run
    if report.void:
        yield f"Ночь не засчитана: {report.note or (run.note if run else 'причина не записана')}."
        yield "Провести её заново: nok nightly --again."
        yield "Вчерашние выводы остаются в силе, ни одна организация за эту ночь не обвинена и не оправдана."
    elif run is not None:
        yield f"Проверено {run.judged} из {run.organizations} организаций" + (
            f", не проверено {run.untested}." if run.untested else "."
        )
        if run.note:
            yield run.note
        old = f", из них в эту ночь не перепроверены: {report.unconfirmed}" if report.unconfirmed else ""
        yield f"Открытых недостатков всего: {report.open_deficiencies}{old}."
        if report.mute:
            yield f"Не отвечает сайтов: {report.mute}."
        if report.shut:
            yield f"Отвечают, но не читаются (защита, запрет для роботов, заглушка): {report.shut}."
        yield from _silent("Не отвечают с этой ночи", report.silent, organizations)
        yield from _silent("Не читаются с этой ночи", report.closed, organizations)
        yield from _left(report, organizations)
        if report.baseline:
            for name, change in (
                ("Новые недостатки", "new"),
                ("Вернулись исправленные недостатки", "reopened"),
                ("Исправлено", "fixed"),
            ):
                yield from _pairs(name, change, getattr(report.changes, change), organizations, told)
            yield from _others_doing(report, organizations, told)
            if report.changes.not_retested:
                yield f"Не удалось перепроверить: {len(report.changes.not_retested)}."
        else:
            yield "Сравнить не с чем: это первая ночь."
    yield from _waivers(report.expired, organizations, told)
    yield from _terms("Просрочены с прошлой ночи", report.newly_overdue)
    yield from _terms("Исполнены с прошлой ночи", report.newly_met)
    late = [one for one in report.overdue if one not in report.newly_overdue]
    yield from _terms("Остаются просроченными", late)
    yield from _terms("Ждут отметки об исполнении", [one for one in report.deadlines if one.state is State.MANUAL])
    yield from _terms("Скоро срок", [one for one in report.deadlines if one.state is State.DUE_SOON])
    if report.exports:
        yield ""
        yield f"Выгрузки: {report.exports}" + (f"; писем: {report.letters}" if report.letters else "")


def _pairs(
    name: str, change: str, pairs: Sequence[Pair], organizations: Mapping[str, Organization], told: Told
) -> Iterator[str]:
    """Rules that say the same of one organization, as all do that miss its card, are one line."""
    if not pairs:
        return
    yield ""
    yield f"{name} — {len(pairs)}:"
    lines = Counter(
        f"• {_who(pair.organization, organizations)}: {shorten(told.of(change, *_of(pair)), WORDS)}" for pair in pairs
    )
    listed = list(lines.items())[:LISTED]
    for line, rules in listed:
        yield line if rules == 1 else f"{line} (по {rules} правилам)"
    if left := len(pairs) - sum(rules for _, rules in listed):
        yield f"• … и ещё {left}: nok compare"


def _of(pair: Pair) -> tuple[str, str]:
    return pair.organization, pair.rule


def _who(code: str, organizations: Mapping[str, Organization]) -> str:
    organization = organizations.get(code)
    return organization.name if organization and organization.name else code


def _silent(name: str, silent: Sequence[tuple[str, str]], organizations: Mapping[str, Organization]) -> Iterator[str]:
    if not silent:
        return
    yield ""
    yield f"{name} — {len(silent)}:"
    for code, why in silent[:LISTED]:
        yield f"• {_who(code, organizations)}: {why}"
    if len(silent) > LISTED:
        yield f"• … и ещё {len(silent) - LISTED}: nok report"


def _left(report: NightReport, organizations: Mapping[str, Organization]) -> Iterator[str]:
    """Whose deficiencies are closed without having been mended; told once."""
    if not report.left:
        return
    closed = Counter(pair.organization for pair in report.changes.registry_changed)
    yield ""
    yield f"Исключены из реестра — {len(report.left)}:"
    for code in report.left[:LISTED]:
        found = f" (снято недостатков: {closed[code]})" if closed[code] else ""
        yield f"• {_who(code, organizations)}{found}"
    if len(report.left) > LISTED:
        yield f"• … и ещё {len(report.left) - LISTED}: nok compare"


def _others_doing(report: NightReport, organizations: Mapping[str, Organization], told: Told) -> Iterator[str]:
    """What must not be mistaken for a change of the sites; named all the same, since a deficiency may be among it.

    The whole of it is counted, as in the files of the night; those who left the registry are named above.
    """
    changes = report.changes
    yield from _pairs("Вывод изменился из-за правила", "rule_changed", changes.rule_changed, organizations, told)
    yield from _pairs("Вывод изменился из-за реестра", "registry_changed", report.moved, organizations, told)
    if gone := len(changes.registry_changed) - len(report.moved):
        yield ""
        yield f"Изменилось из-за реестра всего: {len(changes.registry_changed)}, из них у исключённых: {gone}."


def _waivers(expired: Sequence[Waiver], organizations: Mapping[str, Organization], told: Told) -> Iterator[str]:
    if not expired:
        return
    yield ""
    yield f"Истекли исключения — {len(expired)}:"
    for waiver in expired[:LISTED]:
        said = shorten(told.of("new", waiver.organization, waiver.rule), WORDS)
        yield f"• {_who(waiver.organization, organizations)}: {said} (до {waiver.until:%d.%m.%Y})"
    if len(expired) > LISTED:
        yield f"• … и ещё {len(expired) - LISTED}: nok export deficiencies"


def _terms(name: str, found: Sequence[Deadline]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield f"{name} — {len(found)}:"
    for one in found[:LISTED]:
        term = f"{'следующий срок' if one.comes_again else 'срок'} {one.due:%d.%m.%Y} ({when(one.days)})"
        about = f" «{shorten(one.text, 100).rstrip(' .;:')}»" if one.text else ""
        note = f"; {one.note}" if one.note else ""
        yield f"• протокол {one.protocol}, п. {one.item}{about}: {term}{note}"
    if len(found) > LISTED:
        yield f"• … и ещё {len(found) - LISTED}: nok deadlines"
