"""Changes in words: a deficiency is told by what is wrong, wherever changes are shown."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from audits.model import AuditOptions, AuditResult
from audits.store import Store
from rules.model import Finding, Judgement, Outcome, Severity
from tests.audits.conftest import Nok
from tests.audits.stored import ON, SCHOOL, school_facts

WRONG = "Опрос открыть нельзя: он закрыт."
TITLE = "Онлайн-опрос работает"


def night(path: Path, number: int, outcome: Outcome) -> None:
    on = ON + timedelta(days=number)
    with Store.open(path) as store:
        run = store.begin_run([SCHOOL], AuditOptions(on=on))
        said = WRONG if outcome is Outcome.FAILED else "Опрос работает."
        finding = Finding("poll-works", outcome, None, Severity.SERIOUS, said)
        store.record(run.id, AuditResult("s1", True, Judgement("kbr-2017", on, (finding,)), school_facts()))
        store.finish_run(run.id)


def test_new_deficiencies_are_told_by_what_is_wrong_and_mended_ones_by_what_is_right(nok: Nok, tmp_path: Path) -> None:
    path = tmp_path / "nok.db"
    for number, outcome in enumerate((Outcome.PASSED, Outcome.FAILED)):
        night(path, number, outcome)

    def shown() -> tuple[str, str]:
        assert nok("report", "--db", path, "-o", "out").exit_code == 0
        return nok("compare", "--db", path).stdout, (tmp_path / "out/changes.html").read_text("utf-8")

    for text in shown():
        assert " ".join(WRONG.split()[:3]) in " ".join(text.split())
        assert TITLE not in text
    night(path, 2, Outcome.PASSED)
    for text in shown():
        assert TITLE.split()[0] in text
        assert WRONG not in text
