"""Two stored runs compared, and whose doing each change of verdict is.

A registry row or the rules may have changed between two nights while the site changed too. The site may be blamed only
when the same question was asked of it in both nights: a verdict on the later facts differs from one on the earlier
facts by the same row and the same rules. So the earlier facts are judged by the later row and rules, and where they
cannot answer that question (the visit ended when the earlier one was answered), the later facts by the earlier row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from audits.changes.compare import Comparison, Key, compare, is_other_authors
from audits.judging.grounds import Grounds
from audits.judging.results import judge
from audits.judging.versions import rule_versions
from audits.model import Run
from audits.store import DeficiencyState, Store, StoredFinding
from crawler.items import Facts
from rules.load import load_methodology
from rules.model import Organization, Outcome

_UNTOLD = frozenset({Outcome.INCONCLUSIVE, Outcome.UNTESTED})


def compare_runs(store: Store, current: Run, before: Run) -> Comparison:
    """The deficiencies of two stored runs by what became of them. Raises `StoreError`."""
    now, then = list(store.findings(current.id)), list(store.findings(before.id))
    left = left_registry(store, current, before)
    rows = {row.organization.id: row.organization for row in store.ledger(current.id)}
    standing = store.standing(before.id)
    return compare(
        now,
        then,
        standing,
        _judged_anew(store, current, before, now, then),
        left=left,
        asked=left | rows.keys(),
        waiting=_waiting(current.methodology, rows, now, standing),
    )


def _waiting(
    methodology: str,
    rows: Mapping[str, Organization],
    now: Iterable[StoredFinding],
    standing: Mapping[Key, DeficiencyState],
) -> frozenset[Key]:
    """Of the deficiencies set aside before: those that still cannot be asked about, as what they rest on is missing."""
    aside = {key for key, state in standing.items() if state is DeficiencyState.INAPPLICABLE}
    verdicts: dict[str, dict[str, Outcome]] = {code: {} for code, _ in aside}
    for one in now:
        if one.organization in verdicts:
            verdicts[one.organization][one.rule] = one.outcome
    grounds = Grounds(load_methodology(methodology))
    return frozenset(
        (code, rule)
        for code, rule in aside
        if code in rows and grounds.standing(rule, rows[code], verdicts[code]) is Outcome.FAILED
    )


def left_registry(store: Store, current: Run, before: Run) -> frozenset[str]:
    """Codes of the organizations that were in the registry as of one run and are no longer as of another."""
    alone = current.options.get("partial") and current.methodology != before.methodology
    if current.replay_of or current.state == "void" or alone:  # such a run has a sequence of its own
        return frozenset()
    return store.population(before.id) - store.population(current.id)


def _judged_anew(
    store: Store, current: Run, before: Run, now: Sequence[StoredFinding], then: Iterable[StoredFinding]
) -> Mapping[Key, Outcome]:
    """What the earlier night would have told, had it been asked what the later was asked; only where the site may have
    changed beside the row or the rules. Where the row or the rules made the difference, nothing is told.

    Nothing is told of rules that have changed since the later run, nor of facts that are no longer stored.
    """
    earlier = {(one.organization, one.rule): one for one in then}
    doubted: dict[str, list[tuple[StoredFinding, StoredFinding]]] = {}
    versions = rule_versions(current.methodology)
    for one in now:
        other = earlier.get((one.organization, one.rule))
        changed = other is not None and (one.outcome is Outcome.FAILED) != (other.outcome is Outcome.FAILED)
        if (
            other is not None
            and changed
            and is_other_authors(one, other)
            and versions.get(one.rule) == one.rule_version
        ):
            doubted.setdefault(one.organization, []).append((one, other))
    rows = {row.organization.id: row.organization for row in store.ledger(current.id)} if doubted else {}
    rows_before = {row.organization.id: row.organization for row in store.ledger(before.id)} if doubted else {}
    return {
        (code, rule): outcome
        for code, pairs in doubted.items()
        for rule, outcome in _of_one(
            _Night(current, rows[code], store.facts(current.id, code)),
            _Night(before, rows_before[code], store.facts(before.id, code)),
            pairs,
        )
    }


class _Night:
    """One organization in one night: the row it was judged by and what was seen."""

    def __init__(self, run: Run, row: Organization, facts: Facts | None) -> None:
        self.run = run
        self.row = row
        self.facts = facts

    @property
    def host(self) -> str:
        """Whose site was read; the row's own where nothing was."""
        site = self.facts.site if self.facts is not None else None
        address = (site.home_url if site is not None and site.refusal is None else "") or self.row.site
        return (urlsplit(address).hostname or address).removeprefix("www.")

    def outcomes(self, row: Organization, methodology: str) -> Mapping[str, Outcome]:
        """What this night's facts come to by a row; empty when they are no longer stored."""
        if self.facts is None:
            return {}
        found = judge(row, self.facts, methodology, self.run.on).findings
        return {one.rule: one.outcome for one in found}


def _of_one(
    now: _Night, then: _Night, pairs: Sequence[tuple[StoredFinding, StoredFinding]]
) -> Iterator[tuple[str, Outcome]]:
    methodology = now.run.methodology
    about = {rule.id: rule.about for rule in load_methodology(methodology).rules}
    pairs = [pair for pair in pairs if _same_thing(now, then, about.get(pair[0].rule, ""))]
    anew = then.outcomes(now.row, methodology) if pairs else {}
    yield from ((one.rule, anew[one.rule]) for one, _ in pairs if anew.get(one.rule, Outcome.UNTESTED) not in _UNTOLD)
    # The rules of the earlier night are no longer at hand: only what was judged by today's can be asked once more.
    open_still = [pair for pair in pairs if anew.get(pair[0].rule, Outcome.UNTESTED) in _UNTOLD and _same_rule(*pair)]
    asked_before = now.outcomes(then.row, methodology) if open_still else {}
    for one, other in open_still:
        if asked_before.get(one.rule) is one.outcome:
            yield one.rule, other.outcome  # the row made no difference to what was seen now: the site did


def _same_rule(one: StoredFinding, other: StoredFinding) -> bool:
    return (one.methodology, one.rule_version) == (other.methodology, other.rule_version)


def _same_thing(now: _Night, then: _Night, about: str) -> bool:
    """Whether a rule looked at the same site, or the same card, in both nights: another one is the registry's doing."""
    if about == "card":
        return (now.row.inn, now.row.bus_gov_id) == (then.row.inn, then.row.bus_gov_id)
    return now.row.site == then.row.site or now.host == then.host
