"""Every rule file carries its own examples; here they are run."""

from __future__ import annotations

from typing import Any

import pytest

from rules.catalog_model import Rule
from rules.evaluate import evaluate
from rules.examples import ON, build, link_of
from rules.load import load_methodology

KBR = load_methodology("kbr-2017")
EXAMPLES = [
    pytest.param(rule, outcome, example, id=f"{rule.id}-{outcome}-{index}")
    for rule in KBR.rules
    for outcome, examples in rule.examples
    for index, example in enumerate(examples)
]


@pytest.mark.parametrize(("rule", "outcome", "example"), EXAMPLES)
def test_example(rule: Rule, outcome: str, example: dict[str, Any]) -> None:
    organization, facts = build(example, rule.subject)
    judged = evaluate(KBR, organization, facts, ON)
    finding = next(finding for finding in judged.findings if finding.rule == rule.id)
    assert finding.outcome == outcome, f"{finding.message} {finding.details} {finding.remarks}"


@pytest.mark.parametrize("rule", list(KBR.rules), ids=lambda rule: rule.id)
def test_every_rule_shows_how_it_is_met_and_how_it_is_not(rule: Any) -> None:
    outcomes = {outcome for outcome, _ in rule.examples}
    assert {"passed", "failed"} <= outcomes


def test_a_link_must_say_where_it_leads() -> None:
    with pytest.raises(ValueError, match="подпись"):
        link_of("Независимая оценка")
