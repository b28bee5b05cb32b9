"""How far each item of a protocol had come after every run: verdict changes in, transitions out. Pure.

A night that could not tell leaves things as they were: an organization that had passed and did not answer tonight has
not gone back on its word. Organizations count as long as they are in the registry, that is, in the latest run over
all of it; a run over a few of them changes these few only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from audits.deadlines.standing import Grounds
from audits.deadlines.states import Measured, Progress
from audits.protocols.mapping import Measure, Proof
from audits.store.obligations import Audited, NewVerdict
from rules.model import Organization, Outcome

_UNTOLD = frozenset({Outcome.INCONCLUSIVE, Outcome.UNTESTED})


def progress_history(
    proofs: Mapping[str, Proof], runs: Sequence[Audited], changes: Iterable[NewVerdict], grounds: Grounds
) -> dict[str, list[Measured]]:
    """Per item, its progress in each run in which it changed, oldest first; items without rules are left out.

    `changes` have to tell of the rules the proofs rest on, too (`Grounds.under`).
    """
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
        if history and not touched and counted.keys() == before.keys():
            continue  # a quiet night
        for item, tally in tallies.items():
            for number in touched & counted.keys():
                tally.take(number, counted[number], verdicts.get(number, {}))
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

    def take(self, number: int, organization: Organization, verdicts: Mapping[str, Outcome]) -> None:
        """Note what an organization's verdicts of a run say; what could not be told leaves what was known before."""
        known = self._known.setdefault(number, {})
        for rule in self._proof.rules:
            told = self._grounds.standing(rule, organization, verdicts)
            before = known.get(rule)
            if told is None or (before is not None and told in self._empty and before not in self._empty):
                continue  # we did not see it go back
            known[rule] = told

    @property
    def _empty(self) -> frozenset[Outcome]:
        """Outcomes that say nothing new. For monitoring, having looked in vain is having looked."""
        return frozenset({Outcome.UNTESTED}) if self._proof.measure is Measure.JUDGED else _UNTOLD

    def progress(self, counted: Mapping[int, Organization]) -> Progress:
        met = of = 0
        for number, outcomes in self._known.items():
            if number not in counted or counted[number].subject is not self._proof.subject:
                continue
            applicable = [outcome for outcome in outcomes.values() if outcome is not Outcome.INAPPLICABLE]
            if not applicable:
                continue
            of += 1
            if self._proof.measure is Measure.JUDGED:
                met += Outcome.UNTESTED not in applicable
            else:
                met += all(outcome is Outcome.PASSED for outcome in applicable)
        return Progress(met, of)
