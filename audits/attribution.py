"""Two stored runs compared, and whose doing each change of verdict is.

A registry row or the rules may have changed between two nights while the site changed too. Which of them made the
difference is told by judging the earlier night's facts by the later night's row and rules: what then comes out as it
did in the later night would have come out so without any doing of the organization's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from audits.compare import Comparison, Key, compare, is_other_authors
from audits.judge import judge, rule_versions
from audits.model import Run
from audits.store import Store, StoredFinding
from rules.model import Outcome


def compare_runs(store: Store, current: Run, before: Run) -> Comparison:
    """The deficiencies of two stored runs by what became of them. Raises `StoreError`."""
    now, then = list(store.findings(current.id)), list(store.findings(before.id))
    return compare(now, then, store.standing(before.id), _judged_anew(store, current, before, now, then))


def _judged_anew(
    store: Store, current: Run, before: Run, now: Sequence[StoredFinding], then: Iterable[StoredFinding]
) -> Mapping[Key, Outcome]:
    """What the earlier facts come to by the later row and rules, where either changed along with a verdict.

    Nothing is told of rules that have changed since the later run, nor of facts that are no longer stored.
    """
    earlier = {(one.organization, one.rule): one for one in then}
    doubted: dict[str, list[StoredFinding]] = {}
    versions = rule_versions(current.methodology)
    for one in now:
        other = earlier.get((one.organization, one.rule))
        changed = other is not None and (one.outcome is Outcome.FAILED) != (other.outcome is Outcome.FAILED)
        if changed and is_other_authors(one, other) and versions.get(one.rule) == one.rule_version:
            doubted.setdefault(one.organization, []).append(one)
    rows = {row.organization.id: row.organization for row in store.ledger(current.id)} if doubted else {}
    found: dict[Key, Outcome] = {}
    for code, findings in doubted.items():
        facts = store.facts(before.id, code)
        if facts is None:
            continue
        judged = {one.rule: one.outcome for one in judge(rows[code], facts, current.methodology, before.on).findings}
        found |= {(code, one.rule): judged[one.rule] for one in findings if one.rule in judged}
    return found
