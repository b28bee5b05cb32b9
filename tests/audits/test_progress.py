"""Progress of obligations from verdict changes: who counts, what a blind night changes, when a transition is told."""

from __future__ import annotations

from datetime import date

from audits.deadlines import Measured, Progress
from audits.progress import Audited, Change, progress_history
from audits.protocols.mapping import Measure, Proof
from rules.model import Outcome, Subject

P, F, N, I, U = Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE, Outcome.INCONCLUSIVE, Outcome.UNTESTED  # noqa: E741
ORG, AUTHORITY = Subject.ORGANIZATION, Subject.AUTHORITY


def night(number: int, *organizations: int, partial: bool = False, subject: Subject = ORG) -> Audited:
    return Audited(number, f"r{number}", date(2026, 11, number), partial, dict.fromkeys(organizations, subject))


def history(
    runs: list[Audited], *changes: tuple[int, int, str, Outcome], **proof: object
) -> list[tuple[str, int, int]]:
    given = Proof(("a", "b"), **proof)  # type: ignore[arg-type]
    found = progress_history({"2.1": given, "3.5": Proof()}, runs, [Change(*change) for change in changes])
    assert set(found) == {"2.1"}, "items without rules are nobody's to measure"
    return [(each.run, each.progress.met, each.progress.of) for each in found["2.1"]]


def test_all_applicable_rules_must_pass() -> None:
    verdicts = [(1, 1, "a", P), (1, 1, "b", P), (1, 2, "a", P), (1, 2, "b", F), (1, 3, "a", N), (1, 3, "b", N)]
    assert history([night(1, 1, 2, 3)], *verdicts, (1, 1, "another", F)) == [("r1", 1, 2)]


def test_only_transitions_are_told() -> None:
    runs = [night(1, 1), night(2, 1), night(3, 1), night(4, 1)]
    assert history(runs, (1, 1, "a", F), (3, 1, "a", P)) == [("r1", 0, 1), ("r3", 1, 1)]


def test_a_night_that_could_not_tell_leaves_things_as_they_were() -> None:
    runs = [night(n, 1) for n in range(1, 5)]
    seen = [(1, 1, "a", P), (2, 1, "a", I), (3, 1, "a", U)]
    assert history(runs, *seen) == [("r1", 1, 1)]
    assert history(runs, *seen, (4, 1, "a", F)) == [("r1", 1, 1), ("r4", 0, 1)]
    assert history(runs, (1, 1, "a", I), (2, 1, "a", P)) == [("r1", 0, 1), ("r2", 1, 1)]


def test_monitoring_asks_only_for_having_looked() -> None:
    verdicts = [(1, 1, "a", F), (1, 2, "a", I), (1, 3, "a", U), (2, 1, "a", U)]
    assert history([night(1, 1, 2, 3), night(2, 1, 2, 3)], *verdicts, measure=Measure.JUDGED) == [("r1", 2, 3)]


def test_a_run_over_a_few_changes_these_few_and_forgets_nobody() -> None:
    runs = [night(1, 1, 2), night(2, 1, partial=True), night(3, 1)]
    assert history(runs, (1, 1, "a", F), (1, 2, "a", F), (2, 1, "a", P)) == [
        ("r1", 0, 2),
        ("r2", 1, 2),
        ("r3", 1, 1),  # the second one has left the registry
    ]


def test_authorities_are_not_organizations() -> None:
    assert history([night(1, 1, subject=AUTHORITY)], (1, 1, "a", P)) == [("r1", 0, 0)]
    assert history([night(1, 1, subject=AUTHORITY)], (1, 1, "a", P), subject=AUTHORITY) == [("r1", 1, 1)]


def test_measured_names_run_and_day() -> None:
    (only,) = progress_history({"1": Proof(("a",))}, [night(7, 1)], [Change(7, 1, "a", P)])["1"]
    assert only == Measured("r7", date(2026, 11, 7), Progress(1, 1))
