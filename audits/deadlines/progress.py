"""How far each item of a protocol had come after every run: verdict changes in, transitions out. Pure.

A night that could not tell leaves things as they were: an organization that had passed and did not answer tonight has
not gone back on its word. Monitoring is done by looking; but where a rule could be told of nobody, nobody saw what it
asks about, and what is watched has to be due first. Organizations count as long as they are in the registry, that is,
in the latest run over all of it; a run over a few of them changes these few only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import date

from audits.deadlines.states import Measured, Progress
from audits.judging.grounds import Grounds
from audits.protocols.kept.mapping import Measure, Proof
from audits.store.obligations import Audited, NewVerdict
from rules.model import Organization, Outcome

_KNOWN = {Outcome.UNTESTED: 0, Outcome.INCONCLUSIVE: 1}  # how much an outcome says; all others say more
_DECIDED = 2


def progress_history(
    proofs: Mapping[str, Proof],
    runs: Sequence[Audited],
    changes: Iterable[NewVerdict],
    grounds: Grounds,
    since: Mapping[str, date] | None = None,
) -> dict[str, list[Measured]]:
    """Per item, its progress in each run in which it changed, oldest first; items without rules are left out.

    `changes` have to tell of the rules the proofs rest on, too (`Grounds.under`). `since`: by item, the first day whose
    runs count for it.
    """
    since = since or {}
    wanted = {item: proof for item, proof in proofs.items() if proof.rules}
    by_run: dict[int, list[NewVerdict]] = {}
    for change in changes:
        by_run.setdefault(change.run, []).append(change)
    tallies = {item: _Tally(proof, grounds) for item, proof in wanted.items()}
    history: dict[str, list[Measured]] = {item: [] for item in wanted}
    counted: dict[int, Organization] = {}
    verdicts: dict[int, dict[str, Outcome]] = {}
    for run in runs:
        before = counted
        counted = {**counted, **run.organizations} if run.partial else dict(run.organizations)
        touched = {number for number, row in counted.items() if before.get(number) != row}
        for change in by_run.pop(run.number, ()):
            verdicts.setdefault(change.organization, {})[change.rule] = change.outcome
            touched.add(change.organization)
        looked = touched & run.organizations.keys()
        quiet = not touched and counted.keys() == before.keys()
        for item, tally in tallies.items():
            if run.on < since.get(item, run.on):
                continue
            first = run.organizations.keys() - tally.looked_at if item in since else frozenset()
            if history[item] and quiet and not first:
                continue
            for number in (looked | first if item in since else touched) & counted.keys():
                tally.take(number, counted[number], verdicts.get(number, {}))
            for number in counted.keys() - tally.looked_at if item in since else ():
                tally.expect(number, counted[number], verdicts.get(number, {}))
            progress = tally.progress(counted)
            if not history[item] or history[item][-1].progress != progress:
                history[item].append(Measured(run.name, run.on, progress))
    return history


class _Tally:
    """What is known of one item's rules, organization by organization."""

    def __init__(self, proof: Proof, grounds: Grounds) -> None:
        self._proof = proof
        self._grounds = grounds
        self._known: dict[int, dict[str, Outcome]] = {}
        self._looked: set[int] = set()

    def take(self, number: int, organization: Organization, verdicts: Mapping[str, Outcome]) -> None:
        """Note what an organization's verdicts of a run say; what could not be told leaves what was known before."""
        known = self._known.setdefault(number, {})
        self._looked.add(number)
        for rule in self._proof.rules:
            told = self._grounds.standing(rule, organization, verdicts)
            before = known.get(rule)
            if told is None or (before is not None and _KNOWN.get(told, _DECIDED) < _KNOWN.get(before, _DECIDED)):
                continue  # we did not see it go back
            known[rule] = told

    @property
    def looked_at(self) -> Set[int]:
        """Organizations taken note of."""
        return self._looked

    def expect(self, number: int, organization: Organization, verdicts: Mapping[str, Outcome]) -> None:
        """Count an organization that earlier runs knew and none that counts has looked at."""
        told = {rule: self._grounds.standing(rule, organization, verdicts) for rule in self._proof.rules}
        self._known[number] = {
            rule: outcome if outcome is Outcome.INAPPLICABLE else Outcome.UNTESTED
            for rule, outcome in told.items()
            if outcome is not None
        }

    def progress(self, counted: Mapping[int, Organization]) -> Progress:
        met = of = 0
        concerned = [
            [(rule, outcome) for rule, outcome in outcomes.items() if outcome is not Outcome.INAPPLICABLE]
            for number, outcomes in self._known.items()
            if number in counted and counted[number].subject is self._proof.subject
        ]
        seen = {rule for rules in concerned for rule, outcome in rules if outcome not in _KNOWN}
        for rules in filter(None, concerned):
            of += 1
            if self._proof.measure is Measure.JUDGED:  # having looked in vain is having looked, if anybody could see
                met += all(outcome is not Outcome.UNTESTED and rule in seen for rule, outcome in rules)
            else:
                met += all(outcome is Outcome.PASSED for _, outcome in rules)
        return Progress(met, of)
