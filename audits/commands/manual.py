"""Rules as a person reads them in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from audits.text.lines import BLANK, Line
from audits.text.wording import OUTCOMES, OWNERS, SECTORS, SEVERITY, SUBJECTS
from crawler.items import Owner, Reason
from rules.catalog_model import Methodology, Rule
from rules.docs import ACTS_SAID, acts_said, in_general
from rules.model import Outcome, Subject
from rules.obligatory import obligatory_acts
from rules.reasons import meaning, owner

REASONS_SAID = (
    "Причина стоит ровно тогда, когда итог — inconclusive (посмотрели, но установить не удалось) или untested (не "
    "смотрели). Нарушением ни то, ни другое не считается. Список закрыт: других кодов не бывает."
)


def manual_lines(methodology: Methodology) -> Iterator[Line]:
    """All rules of a methodology, by subject."""
    yield Line(f"{methodology.title} ({methodology.id})", "bold")
    for subject in Subject:
        rules = methodology.rules_for(subject)
        if not rules:
            continue
        yield BLANK
        yield Line(f"{SUBJECTS[subject].capitalize()}: правил — {len(rules)}", "bold")
        for rule in rules:
            yield Line(f"{rule.id} ({SEVERITY[rule.severity]})", "", 2)
            yield Line(rule.title, "", 4)
    yield BLANK
    yield from reason_lines()
    yield BLANK
    yield Line("Подробно об одном правиле: nok rules ПРАВИЛО; весь справочник: nok rules --format markdown", "dim")


def reason_lines() -> Iterator[Line]:
    """The closed list of reasons, by whose doing they are."""
    yield Line(f"Причины, по которым вывода нет (поле reason): {len(Reason)}", "bold")
    yield Line(REASONS_SAID, "", 2)
    for side in Owner:
        yield BLANK
        yield Line(f"На чьей стороне: {OWNERS[side]} ({side.value})", "bold")
        for reason in Reason:
            if owner(reason) is side:
                yield Line(reason.value, "", 2)
                yield Line(meaning(reason), "", 4)


def reason_record(reason: Reason) -> dict[str, Any]:
    """One reason for a script."""
    side = owner(reason)
    return {"reason": reason.value, "meaning": meaning(reason), "owner": side.value, "whose": OWNERS[side]}


_WHEN_MET = "Проверяется, если выполнено"


def rule_lines(rule: Rule) -> Iterator[Line]:
    """One rule: what it asks, by which norm, how grave, what is said for each outcome, how to mend it."""
    yield Line(rule.id, "bold")
    yield Line(rule.title)
    yield BLANK
    yield Line(f"Вопрос: {rule.question}")
    yield Line(f"Требование: {rule.requirement}")
    yield Line(f"Кого касается: {SUBJECTS[rule.subject]}" + _sectors(rule))
    yield Line(f"Важность: {SEVERITY[rule.severity]}")
    if rule.requires:
        condition = "Проверяется по тому, что есть, хотя бы не всё, чего требует" if rule.judges_rest else _WHEN_MET
        yield Line(f"{condition}: {', '.join(rule.requires)}")
    yield BLANK
    yield Line("Что говорится об итоге", "bold")
    for outcome in (Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.INAPPLICABLE):
        yield Line(f"{OUTCOMES[outcome]}: {in_general(getattr(rule.messages, outcome.value))}", "", 2)
    yield BLANK
    yield Line("Как исправить", "bold")
    yield Line(rule.remedy, "", 2)
    if acts := obligatory_acts(rule):
        yield BLANK
        yield Line(ACTS_SAID, "bold")
        for is_position, said in acts_said(acts):
            yield Line(said, "", 2 if is_position else 5)
    if rule.assumptions:
        yield BLANK
        yield Line("Допущения", "bold")
        for assumption in rule.assumptions:
            yield Line(assumption, "", 4, "  • ")


def _sectors(rule: Rule) -> str:
    return f" ({', '.join(SECTORS[sector] for sector in rule.sectors)})" if rule.sectors else ""


def rule_record(rule: Rule) -> dict[str, Any]:
    """One rule for a script."""
    return {
        "id": rule.id,
        "title": rule.title,
        "question": rule.question,
        "requirement": rule.requirement,
        "severity": rule.severity.value,
        "subject": rule.subject.value,
        "sectors": [sector.value for sector in rule.sectors],
        "requires": list(rule.requires),
        "remedy": rule.remedy,
        "assumptions": list(rule.assumptions),
        "obligatory_acts": [
            {
                "position": one.position,
                "name": one.name,
                "acts": list(one.acts),
                "sectors": [sector.value for sector in one.sectors],
                "examples": {sector.value: list(acts) for sector, acts in one.examples.items()},
            }
            for one in obligatory_acts(rule)
        ],
        "reasons": [reason.value for reason in Reason],  # the same for all: any rule may be kept from its answer
    }
