"""An address somebody else has taken over is no official site; a hospital that mentions a casino is."""

from __future__ import annotations

import pytest

from rules.model import Outcome
from tests.rules.sites import heading, judge, page, site


@pytest.mark.parametrize(
    ("title", "headline", "works", "own"),
    [
        ("Казино «Ромашка» онлайн", "Игровые автоматы", Outcome.FAILED, Outcome.INAPPLICABLE),
        ("Детский сад «Рябинка»", "Осторожно: казино", Outcome.PASSED, Outcome.PASSED),
        ("Рябинка", "Рады видеть вас", Outcome.PASSED, Outcome.PASSED),
    ],
)
def test_content_of_somebody_else(title: str, headline: str, works: Outcome, own: Outcome) -> None:
    findings = judge(site(page("/", title, heading(headline))))
    assert (findings["official-site-works"].outcome, findings["own-site"].outcome) == (works, own)
