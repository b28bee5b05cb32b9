"""What `nok demo` does around an audit: how the region is audited, and how far the verdicts are true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from audits.demo.model import Expected
from audits.demo.pages import ON
from audits.demo.region import DemoRegion, truth
from audits.model import AuditOptions, Budget
from rules.model import Finding, Outcome

_WORDS: Mapping[Outcome, str] = {
    Outcome.PASSED: "выполнено",
    Outcome.FAILED: "нарушено",
    Outcome.INAPPLICABLE: "неприменимо",
    Outcome.INCONCLUSIVE: "не установлено",
    Outcome.UNTESTED: "не проверено",
}


class Difference(msgspec.Struct, frozen=True):
    """A verdict that is not the declared one. `wrong`: it accuses or clears falsely, rather than abstains."""

    organization: str
    rule: str
    expected: Expected
    outcome: Outcome | None  # None: no verdict at all
    reason: str = ""
    message: str = ""

    @property
    def wrong(self) -> bool:
        decided = (Outcome.PASSED, Outcome.FAILED)
        return self.outcome in decided and self.outcome is not self.expected.outcome and not self.expected.debatable

    @property
    def text(self) -> str:
        """One line for a person: where, what was expected, what was said, and why we think otherwise."""
        said = _WORDS[self.outcome] if self.outcome else "нет вывода"
        reason = f" ({self.reason})" if self.reason else ""
        mark = " [спорно]" if self.expected.debatable else ""
        if self.outcome is self.expected.outcome:
            said += " с другими подробностями"
        why = f": {self.expected.note}" if self.expected.note else ""
        due = _WORDS[self.expected.outcome]
        return f"{self.organization} · {self.rule}: ожидалось «{due}»{mark}, получено «{said}»{reason}{why}"


class Truthfulness(msgspec.Struct, frozen=True):
    """How an audit of the region compares with its truth. Rules nobody has written yet are `unwritten`."""

    agreed: int
    differences: tuple[Difference, ...]
    unwritten: tuple[str, ...]

    @property
    def wrong(self) -> tuple[Difference, ...]:
        """False accusations and false clearances: these are errors; abstaining is not."""
        return tuple(d for d in self.differences if d.wrong)


def demo_options(region: DemoRegion, *, render: str = "auto") -> AuditOptions:
    """Options that keep an audit of the region on loopback and judge it for its own day.

    Patience is short because one site never answers, and the whole audit would wait for its last attempt; servers on
    the same machine that do answer take milliseconds.
    """
    return AuditOptions(
        on=ON,
        render=render,
        allow_private=True,
        bus_gov_url=region.bus_gov_url,
        bus_gov_delay=0.02,
        budget=Budget(seconds=60.0),
        timeout=4.0,
        retries=1,
        hosts=dict(region.hosts),
    )


def compare_with_truth(
    findings: Iterable[tuple[str, Finding]], expected: Mapping[tuple[str, str], Expected] | None = None
) -> Truthfulness:
    """Hold findings against the declared truth, rule by rule. A rule absent everywhere counts as unwritten."""
    said = {(organization, finding.rule): finding for organization, finding in findings}
    declared = truth() if expected is None else expected
    written = {rule for _, rule in said}
    agreed, differences = 0, []
    for (organization, rule), due in declared.items():
        if rule not in written:
            continue
        finding = said.get((organization, rule))
        if finding is not None and agrees(due, finding):
            agreed += 1
            continue
        differences.append(
            Difference(
                organization,
                rule,
                due,
                finding.outcome if finding else None,
                (finding.reason or "") if finding else "",
                finding.message if finding else "",
            )
        )
    unwritten = sorted({rule for _, rule in declared} - written)
    return Truthfulness(agreed, tuple(differences), tuple(unwritten))


def agrees(expected: Expected, finding: Finding) -> bool:
    """Whether a verdict is the declared one: outcome, the reason and details declared, a remark where one is due."""
    if finding.outcome is not expected.outcome or (expected.reason or finding.reason) is not finding.reason:
        return False
    if expected.remarked and not finding.remarks:
        return False
    return all(_names(finding.details.get(key), items) for key, items in expected.details.items())


def _names(said: object, items: Sequence[object]) -> bool:
    """Whether a list in a finding's details names exactly these: each is part of one entry, and no more entries."""
    entries = [str(entry) for entry in said] if isinstance(said, list | tuple) else []
    return len(entries) == len(items) and all(any(str(item) in entry for entry in entries) for item in items)


def report(result: Truthfulness, *, everything: bool = True) -> list[str]:
    """The comparison in lines for people: errors always, abstentions and debatable verdicts with `everything`."""
    total = result.agreed + len(result.differences)
    lines = [f"Совпало с объявленной истиной: {result.agreed} из {total}; прямых ошибок: {len(result.wrong)}"]
    lines += [f"  ✗ {d.text}" for d in result.wrong]
    others = [f"  · {d.text}" for d in result.differences if not d.wrong]
    if everything:
        lines += others
    elif others:
        lines.append(f"Не решено или спорно: {len(others)} (перечислит nok -v demo)")
    if result.unwritten:
        lines.append("Правил пока нет: " + ", ".join(result.unwritten))
    return lines
