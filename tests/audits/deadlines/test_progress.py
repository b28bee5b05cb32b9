"""Progress of obligations from verdict changes: who counts, what a blind night changes, when a transition is told."""

from __future__ import annotations

from datetime import date

from audits.deadlines.progress import progress_history
from audits.deadlines.states import Measured, Progress
from audits.judging.grounds import Grounds
from audits.protocols.kept.mapping import Measure, Proof
from audits.store.obligations import Audited, NewVerdict
from rules.load import load_methodology
from rules.model import Organization, Outcome, Sector, Subject

P, F, N, I, U = Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE, Outcome.INCONCLUSIVE, Outcome.UNTESTED  # noqa: E741
GROUNDS = Grounds(load_methodology("kbr-2017"))
SITE, PAGE, PLAN, SPECIFIC = "official-site-works", "nok-page-published", "plans-published", "plans-specific"
SECTION, LISTED = "authority-nok-section-published", "authority-organizations-listed"
ORG, AUTHORITY = Subject.ORGANIZATION, Subject.AUTHORITY


def night(number: int, *organizations: int, partial: bool = False, subject: Subject = ORG) -> Audited:
    rows = {one: Organization(f"о-{one}", subject=subject, sector=Sector.EDUCATION) for one in organizations}
    return Audited(number, f"r{number}", date(2026, 11, number), partial, rows)


def history(
    runs: list[Audited],
    *changes: tuple[int, int, str, Outcome],
    rules: tuple[str, ...] = ("a", "b"),
    since: date | None = None,
    **proof: object,
) -> list[tuple[str, int, int]]:
    given = Proof(rules, **proof)  # type: ignore[arg-type]
    told = [NewVerdict(*change) for change in changes]
    found = progress_history({"2.1": given, "3.5": Proof()}, runs, told, GROUNDS, {"2.1": since} if since else {})
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


def test_what_could_be_told_of_nobody_was_not_monitored() -> None:
    blind = [(1, one, rule, outcome) for one in (1, 2) for rule, outcome in (("a", P), ("b", I))]
    runs = [night(n, 1, 2) for n in range(1, 4)]
    assert history(runs, *blind, measure=Measure.JUDGED) == [("r1", 0, 2)]
    seen = [(2, 1, "b", F)]
    assert history(runs, *blind, *seen, measure=Measure.JUDGED) == [("r1", 0, 2), ("r2", 2, 2)]
    again = [(3, 1, "b", I)]  # what was seen once was seen
    assert history(runs, *blind, *seen, *again, measure=Measure.JUDGED) == [("r1", 0, 2), ("r2", 2, 2)]


def test_what_is_watched_has_to_be_due_first() -> None:
    runs = [night(1, 1, 2), night(2, 1, 2), night(3, 1, 2), night(4, 1, partial=True)]
    seen = [(1, 1, "a", P), (1, 2, "a", F)]
    third = date(2026, 11, 3)
    assert history(runs, *seen, rules=("a",), since=third, measure=Measure.JUDGED) == [("r3", 2, 2)]
    fourth = date(2026, 11, 4)  # only one of them was looked at again
    assert history(runs, *seen, rules=("a",), since=fourth, measure=Measure.JUDGED) == [("r4", 1, 2)]
    assert history(runs[:2], *seen, rules=("a",), since=third, measure=Measure.JUDGED) == []


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
    (only,) = progress_history({"1": Proof(("a",))}, [night(7, 1)], [NewVerdict(7, 1, "a", P)], GROUNDS)["1"]
    assert only == Measured("r7", date(2026, 11, 7), Progress(1, 1))


def test_taking_the_page_down_fulfils_nothing() -> None:
    runs = [night(n, 1, 2) for n in range(1, 5)]
    published = [(1, one, rule, P) for one in (1, 2) for rule in (SITE, PAGE, PLAN)]
    removed = [(2, 2, PAGE, F), (2, 2, PLAN, N)]
    assert history(runs, *published, *removed, rules=(PLAN,)) == [("r1", 2, 2), ("r2", 1, 2)]
    blind = [(3, 2, PAGE, I), (3, 2, PLAN, I)]
    assert history(runs, *published, *removed, *blind, rules=(PLAN,)) == [("r1", 2, 2), ("r2", 1, 2)]
    back = [(3, 2, PAGE, P), (3, 2, PLAN, P)]
    assert history(runs, *published, *removed, *back, rules=(PLAN,)) == [("r1", 2, 2), ("r2", 1, 2), ("r3", 2, 2)]
    unread = [(3, 2, PAGE, P), (3, 2, PLAN, I)]  # the page is back, its papers could not be read
    assert history(runs, *published, *removed, *unread, rules=(PLAN,)) == [("r1", 2, 2), ("r2", 1, 2)]


def test_what_rests_on_what_is_missing_further_below_is_missing() -> None:
    verdicts = [(1, 1, SITE, P), (1, 1, PAGE, F), (1, 1, PLAN, N), (1, 1, SPECIFIC, N)]
    assert history([night(1, 1)], *verdicts, rules=(SPECIFIC,)) == [("r1", 0, 1)]


def test_who_has_no_site_has_no_page_and_was_looked_at() -> None:
    verdicts = [(1, 1, SITE, F), (1, 1, PAGE, N), (1, 2, SITE, P), (1, 2, PAGE, P)]
    assert history([night(1, 1, 2)], *verdicts, rules=(PAGE,)) == [("r1", 1, 2)]
    assert history([night(1, 1, 2)], *verdicts, rules=("bus-card-has-site", PAGE)) == [("r1", 1, 2)]
    assert history([night(1, 1, 2)], *verdicts, rules=(PAGE,), measure=Measure.JUDGED) == [("r1", 2, 2)]
    down = [(2, 2, SITE, I), (2, 2, PAGE, I)]
    assert history([night(1, 1, 2), night(2, 1, 2)], *verdicts, *down, rules=(PAGE,)) == [("r1", 1, 2)]


def test_an_authority_without_a_site_publishes_nothing() -> None:
    verdicts = [(1, 1, SECTION, N), (1, 1, LISTED, N), (1, 2, SECTION, P), (1, 2, LISTED, P)]
    assert history([night(1, 1, 2, subject=AUTHORITY)], *verdicts, rules=(LISTED,), subject=AUTHORITY) == [("r1", 1, 2)]


def test_what_a_rule_asks_nothing_of_is_left_out() -> None:
    never = Organization("о-2", sector=Sector.EDUCATION, assessed_years=())
    run = Audited(1, "r1", date(2026, 11, 1), False, {1: Organization("о-1", sector=Sector.HEALTH), 2: never})
    banner = "minzdrav-banner-published"
    verdicts = [(1, 1, SITE, P), (1, 1, PAGE, P), (1, 1, PLAN, P), (1, 1, banner, P)]
    siteless = [(1, 2, SITE, F), (1, 2, PAGE, N), (1, 2, PLAN, N), (1, 2, banner, N)]
    assert history([run], *verdicts, *siteless, rules=(PLAN, banner)) == [("r1", 1, 1)]
    nothing_to_compare = [(1, 1, "phones-consistent", N), (1, 2, "phones-consistent", N)]
    assert history([run], *verdicts, *siteless, *nothing_to_compare, rules=("phones-consistent",)) == [("r1", 0, 1)]
