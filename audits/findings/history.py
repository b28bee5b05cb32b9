"""How one organization's deficiencies have fared over the nights, as lines for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from audits.findings.lines import day
from audits.store.model import Deficiency, DeficiencyState
from audits.text.lines import BLANK, Line
from audits.text.russian import plural


def history_lines(deficiencies: Iterable[Deficiency], on: date) -> Iterator[Line]:
    """One line a deficiency: since when it is open, when it was mended, whether the last night could look again."""
    told = sorted(deficiencies, key=lambda one: (list(DeficiencyState).index(one.state), one.since, one.rule))
    if not told:
        return
    yield BLANK
    yield Line("Недостатки во времени", "bold")
    for one in told:
        again = "" if one.retested else "; в последнюю ночь перепроверить не удалось"
        yield Line(f"{one.rule}: {_state(one, on)}{again}", "", 2)


def _state(one: Deficiency, on: date) -> str:
    since = day(one.since)
    if one.state is DeficiencyState.FIXED and one.fixed_at is not None:
        # passed by now: whether the site was mended or a row of the registry changed is for a comparison to tell
        return f"снят {day(one.fixed_on or one.fixed_at)}: правило выполнено; был открыт с {since}"
    if one.state is DeficiencyState.INAPPLICABLE:
        return f"был открыт с {since}; сейчас правило не применяется"
    if one.state is DeficiencyState.REMOVED:
        return f"был открыт с {since}; организация исключена из реестра"
    if one.state is DeficiencyState.WAIVED and one.waiver is not None:
        return f"открыт с {since}; исключение до {day(one.waiver.until)}: {one.waiver.reason} ({one.waiver.author})"
    days = max((on - one.since).days, 0)
    length = f"{days} {plural(days, 'день', 'дня', 'дней')}" if days else "первый день"
    return f"{'вернулся' if one.state is DeficiencyState.REOPENED else 'открыт с'} {since} ({length})"
