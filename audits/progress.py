"""How far each item of a protocol had come after every run: verdict changes in, transitions out. Pure.

A night that could not tell leaves things as they were: an organization that had passed and did not answer tonight has
not gone back on its word. Organizations count as long as they are in the registry, that is, in the latest run over
all of it; a run over a few of them changes these few only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from audits.deadlines import Measured, Progress
from audits.protocols.mapping import Measure, Proof
from rules.model import Outcome, Subject

_UNTOLD = frozenset({Outcome.INCONCLUSIVE, Outcome.UNTESTED})


class Audited(msgspec.Struct, frozen=True):
    """One run that counts; `subjects`: what each organization in it is; `partial`: only some of the registry."""

    number: int
    name: str
    on: date
    partial: bool
    subjects: Mapping[int, Subject]


class Change(msgspec.Struct, frozen=True):
    """A verdict that began to hold with a run."""

    run: int
    organization: int
    rule: str
    outcome: Outcome


def progress_history(
    proofs: Mapping[str, Proof], runs: Sequence[Audited], changes: Iterable[Change]
) -> dict[str, list[Measured]]:
    """Per item, its progress in each run in which it changed, oldest first; items without rules are left out."""
    wanted = {item: proof for item, proof in proofs.items() if proof.rules}
    by_run: dict[int, list[Change]] = {}
    for change in changes:
        by_run.setdefault(change.run, []).append(change)
    tallies = {item: _Tally(proof) for item, proof in wanted.items()}
    history: dict[str, list[Measured]] = {item: [] for item in wanted}
    counted: dict[int, Subject] = {}
    for run in runs:
        before, counted = counted, {**counted, **run.subjects} if run.partial else dict(run.subjects)
        changed = by_run.pop(run.number, ())
        for change in changed:
            for tally in tallies.values():
                tally.take(change)
        if history and not changed and counted == before:
            continue  # a quiet night
        for item, tally in tallies.items():
            progress = tally.progress(counted)
            if not history[item] or history[item][-1].progress != progress:
                history[item].append(Measured(run.name, run.on, progress))
    return history


class _Tally:
    """What is known of one item's rules, organization by organization."""

    def __init__(self, proof: Proof) -> None:
        self._proof = proof
        self._known: dict[int, dict[str, Outcome]] = {}

    def take(self, change: Change) -> None:
        if change.rule not in self._proof.rules:
            return
        outcomes = self._known.setdefault(change.organization, {})
        before = outcomes.get(change.rule)
        if before is not None and change.outcome in self._empty and before not in self._empty:
            return  # we did not see it go back
        outcomes[change.rule] = change.outcome

    @property
    def _empty(self) -> frozenset[Outcome]:
        """Outcomes that say nothing new. For monitoring, having looked in vain is having looked."""
        return frozenset({Outcome.UNTESTED}) if self._proof.measure is Measure.JUDGED else _UNTOLD

    def progress(self, counted: Mapping[int, Subject]) -> Progress:
        met = of = 0
        for organization, outcomes in self._known.items():
            if counted.get(organization) is not self._proof.subject:
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
