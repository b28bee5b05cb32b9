"""How outcomes, severities, sectors and owners are called in Russian. One place, used by every output."""

from __future__ import annotations

from crawler.items import Owner, Reason
from rules import titles
from rules.model import Outcome, Ownership, Sector, Severity, Subject
from rules.reasons import describe

OUTCOMES: dict[Outcome, str] = {
    Outcome.PASSED: "выполнено",
    Outcome.FAILED: "недостаток",
    Outcome.INAPPLICABLE: "не применимо",
    Outcome.INCONCLUSIVE: "не удалось установить",
    Outcome.UNTESTED: "не проверялось",
}

MARKS: dict[Outcome, str] = {
    Outcome.PASSED: "✓",
    Outcome.FAILED: "✗",
    Outcome.INAPPLICABLE: "–",
    Outcome.INCONCLUSIVE: "?",
    Outcome.UNTESTED: "·",
}

STYLES: dict[Outcome, str] = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "red",
    Outcome.INAPPLICABLE: "dim",
    Outcome.INCONCLUSIVE: "yellow",
    Outcome.UNTESTED: "yellow",
}

SEVERITIES: dict[Severity, str] = {severity: title.plural for severity, title in titles.SEVERITIES.items()}

SECTORS: dict[Sector, str] = {sector: title.short for sector, title in titles.SECTORS.items()}

SUBJECTS: dict[Subject, str] = {Subject.ORGANIZATION: "организация", Subject.AUTHORITY: "орган власти"}

OWNERSHIPS: dict[Ownership, str] = {Ownership.STATE: "государственная", Ownership.MUNICIPAL: "муниципальная"}

OWNERS: dict[Owner, str] = {
    Owner.SITE: "сам сайт",
    Owner.WALL: "преграда между нами и сайтом",
    Owner.AUDITOR: "сама проверка",
}

SEVERITY: dict[Severity, str] = {severity: title.feminine for severity, title in titles.SEVERITIES.items()}


def reason_text(reason: Reason | str | None) -> str:
    """A reason in words; the bare code for one this version does not know (an older database)."""
    try:
        return describe(Reason(reason)) if reason else ""
    except ValueError:
        return str(reason)
