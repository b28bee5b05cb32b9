"""A rule's bug is told to whoever keeps the program: which rule, which organization, which line of code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from audits import engine
from audits.judging import results
from audits.judging.results import log_errors, not_audited
from audits.model import AuditOptions, AuditResult
from audits.run.replay import reevaluate
from audits.run.single import check
from audits.store import Store
from crawler.items import Facts, Reason
from rules.faults import fault
from rules.model import Finding, Judgement, Organization, Outcome

ON = date(2026, 11, 20)
OPTIONS = AuditOptions(on=ON)
SITELESS = Organization("ryabinka", "Детский сад «Рябинка»")  # judged without a visit


def broken() -> Finding:
    try:
        raise LookupError("нет\nстроки")
    except LookupError as error:
        return Finding("own-site", Outcome.INCONCLUSIVE, Reason.INTERNAL_ERROR, details=fault(error))


def judging_with_a_bug(*given: object, **more: object) -> Judgement:
    return Judgement("kbr-2017", ON, (broken(), Finding("poll-published", Outcome.FAILED)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "nok.db") as opened:
        yield opened


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]


def is_told(message: str) -> bool:
    named = "own-site" in message and "ryabinka" in message and "LookupError: нет\\nстроки" in message
    return named and f"{__name__}:" in message and " broken" in message and str(Path.cwd()) not in message


def test_each_broken_check_is_logged_with_its_place_on_one_line(caplog: pytest.LogCaptureFixture) -> None:
    log_errors(AuditResult("ryabinka", True, judging_with_a_bug(), Facts()))
    (message,) = told(caplog)
    assert is_told(message)
    assert "\n" not in message


def test_what_was_merely_not_seen_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    log_errors(not_audited(SITELESS, OPTIONS, Reason.INTERNAL_ERROR, "процесс прервался", at=None))
    assert told(caplog) == []


def test_a_run_a_replay_and_a_single_check_tell(
    store: Store, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "judge", judging_with_a_bug)
    run = engine.audit([SITELESS], OPTIONS, store)
    assert list(map(is_told, told(caplog))) == [True]
    assert next(iter(store.findings(run.id, "ryabinka"))).finding.details["where"]
    reevaluate(store, run.id, "kbr-2017", ON)
    assert list(map(is_told, told(caplog))) == [True, True]
    check(SITELESS, OPTIONS)
    assert list(map(is_told, told(caplog))) == [True, True, True]
