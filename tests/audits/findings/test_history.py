"""How a deficiency fared, as `nok show` tells it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from audits.findings.history import history_lines
from audits.store.model import Deficiency, DeficiencyState
from rules.model import Finding, Outcome, Severity

SEEN = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
MENDED = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)


def test_what_is_passed_by_now_is_not_said_to_be_mended() -> None:
    """A row of the registry may have done it: whose doing it was is for a comparison to tell."""
    finding = Finding("nok-page-published", Outcome.FAILED, None, Severity.CRITICAL, "Страницы НОК нет.")
    one = Deficiency(
        "s1", "nok-page-published", DeficiencyState.FIXED, finding, SEEN, SEEN, "r1", "r1", fixed_at=MENDED,
        fixed_on=date(2026, 11, 29), found=date(2026, 11, 20),
    )  # fmt: skip
    *_, line = history_lines([one], date(2026, 11, 30))
    assert line.text == "nok-page-published: снят 29.11.2026: правило выполнено; был открыт с 20.11.2026"
