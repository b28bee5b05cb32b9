"""Two runs side by side: what is new, what was mended, what only looks so. Pure.

A change of verdict has four possible authors — the organization, a rule, the registry, or our own failing to
look — and only the first is "new", "fixed" or "reopened".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec

from audits.store.model import DeficiencyState, StoredFinding
from rules.model import Outcome

Key = tuple[str, str]  # organization, rule

_OPEN = frozenset({DeficiencyState.OPEN, DeficiencyState.REOPENED, DeficiencyState.WAIVED})
_UNTOLD = frozenset({Outcome.INCONCLUSIVE, Outcome.UNTESTED})


class Pair(msgspec.Struct, frozen=True, order=True):
    """One rule on one organization."""

    organization: str
    rule: str


class Comparison(msgspec.Struct, frozen=True):
    """Every deficiency of either run in exactly one class, sorted; its JSON is that of `nok compare`."""

    new: tuple[Pair, ...] = ()
    fixed: tuple[Pair, ...] = ()
    persisting: tuple[Pair, ...] = ()
    reopened: tuple[Pair, ...] = ()
    not_retested: tuple[Pair, ...] = ()
    rule_changed: tuple[Pair, ...] = ()
    registry_changed: tuple[Pair, ...] = ()


def by_group(comparison: Comparison, group_of: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """How many pairs of each class fall to each group of organizations (municipality, sector, the organization).

    Counted pair by pair: the difference of two totals would hide that one was mended while another came up.
    """
    counted: dict[str, dict[str, int]] = {}
    for name in Comparison.__struct_fields__:
        for pair in getattr(comparison, name):
            group = counted.setdefault(
                group_of.get(pair.organization, ""), dict.fromkeys(Comparison.__struct_fields__, 0)
            )
            group[name] += 1
    return dict(sorted(counted.items()))


def compare(
    current: Iterable[StoredFinding],
    baseline: Iterable[StoredFinding],
    standing: Mapping[Key, DeficiencyState] | None = None,
    judged_anew: Mapping[Key, Outcome] | None = None,
    left: Collection[str] = (),
    asked: Collection[str] | None = None,
    waiting: Collection[Key] = (),
) -> Comparison:
    """Sort the deficiencies of two runs into classes.

    `standing`: state of every deficiency just after the baseline (`Store.standing`). With it, a deficiency found
    before the baseline and not re-tested in it is still open, and one that was mended before can be told as
    reopened. Without it, the baseline's failed findings are all that is known of the past.
    `judged_anew`: what the baseline's facts come to by the current rules and registry. A verdict that changed beside
    them is theirs only if it is the same on those facts; where nothing is told, the change is taken for theirs.
    `left`: organizations that were in the registry of the baseline and are no longer: what was open is closed by that.
    `asked`: whom the current run was about, where that was not everybody: what is open of others was not re-tested.
    `waiting`: what the current run could not ask because what it rests on is missing: see `_of_aside`.
    """
    anew = judged_anew or {}
    now = {(item.organization, item.rule): item for item in current}
    before = {(item.organization, item.rule): item for item in baseline}
    audited_before = {organization for organization, _ in before}
    audited_now = {organization for organization, _ in now}
    known = standing if standing is not None else {}
    classes: dict[str, list[Pair]] = {name: [] for name in Comparison.__struct_fields__}
    for key in sorted({*now, *before, *known}):
        state = known.get(key)
        was_open = state in _OPEN if standing is not None else _failed(before.get(key))
        if asked is not None and key[0] not in asked:
            if was_open:
                classes["not_retested"].append(Pair(*key))
            continue
        if key[0] in left:
            if was_open:
                classes["registry_changed"].append(Pair(*key))
            continue
        found = _class_of(
            now.get(key),
            before.get(key),
            was_open=was_open,
            was_aside=state is DeficiencyState.INAPPLICABLE,
            is_waiting=key in waiting,
            was_away=state is DeficiencyState.REMOVED,
            was_fixed=state is DeficiencyState.FIXED,
            ruled_before=key in before or key[0] not in audited_before,
            ruled_now=key in now or key[0] not in audited_now,
            judged_anew=anew.get(key),
        )
        if found:
            classes[found].append(Pair(*key))
    return Comparison(**{name: tuple(pairs) for name, pairs in classes.items()})


def _failed(finding: StoredFinding | None) -> bool:
    return finding is not None and finding.outcome is Outcome.FAILED


def _class_of(
    now: StoredFinding | None,
    before: StoredFinding | None,
    *,
    was_open: bool,
    was_aside: bool,
    is_waiting: bool,
    was_away: bool,
    was_fixed: bool,
    ruled_before: bool,
    ruled_now: bool,
    judged_anew: Outcome | None,
) -> str:
    """The class of one rule on one organization; empty when it is no deficiency in either run."""
    if not ruled_now:
        return "rule_changed" if was_open else ""  # the organization was audited, the rule is gone
    if was_aside:
        return _of_aside(now, before, is_waiting=is_waiting, judged_anew=judged_anew)
    if now is None or now.outcome in _UNTOLD:
        return "not_retested" if was_open else ""
    if _failed(now) == was_open:
        return "persisting" if was_open else ""
    explained = judged_anew is None or (judged_anew is Outcome.FAILED) == _failed(now)
    if explained and (other := _other_author(now, before)):
        return other
    if _failed(now):
        if was_away:
            return "registry_changed"  # found long ago, and now back with its organization
        if not ruled_before:
            return "rule_changed"  # the organization was audited, the rule was not in the methodology
        return "reopened" if was_fixed else "new"
    # Only positive evidence closes: "inapplicable" says the question could not even be put.
    return "fixed" if now.outcome is Outcome.PASSED else "not_retested"


def _of_aside(
    now: StoredFinding | None, before: StoredFinding | None, *, is_waiting: bool, judged_anew: Outcome | None
) -> str:
    """The class of a deficiency that the question could not be put about since: it is as old as it was.

    Most often what it would stand on was missing (the page, the list, the site), and neither the taking down nor the
    putting back makes it another deficiency. While it waits it is not re-tested; where the rule no longer concerns the
    organization there is nothing to re-test.
    """
    if now is None or now.outcome is Outcome.INAPPLICABLE:
        return "not_retested" if is_waiting else ""
    if now.outcome in _UNTOLD:
        return "not_retested"
    explained = judged_anew is None or (judged_anew is Outcome.FAILED) == _failed(now)
    if explained and (other := _other_author(now, before)):
        return other
    return "persisting" if _failed(now) else "fixed"


def is_other_authors(now: StoredFinding, before: StoredFinding | None) -> bool:
    """Whether a rule or the registry changed between two findings, so that either may be why they differ."""
    return _other_author(now, before) != ""


def _other_author(now: StoredFinding, before: StoredFinding | None) -> str:
    """Whether the verdict changed under hands that are not the organization's."""
    if before is None:
        return ""
    if now.methodology != before.methodology or _differ(now.rule_version, before.rule_version):
        return "rule_changed"
    if _differ(now.registry_hash, before.registry_hash):
        return "registry_changed"
    return ""


def _differ(one: str, other: str) -> bool:
    return bool(one) and bool(other) and one != other
