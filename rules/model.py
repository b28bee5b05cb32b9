"""What judging takes and gives: organizations, rules, findings. Frozen types, no effects."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import msgspec

from crawler.items import Reason


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of the frozen types of this package."""


class Outcome(StrEnum):
    """W3C EARL/ACT outcomes. `rules.evaluate` is the only place that decides."""

    PASSED = "passed"
    FAILED = "failed"
    INAPPLICABLE = "inapplicable"
    INCONCLUSIVE = "inconclusive"
    UNTESTED = "untested"


class Severity(StrEnum):
    CRITICAL = "critical"
    SERIOUS = "serious"
    MODERATE = "moderate"
    MINOR = "minor"


class Subject(StrEnum):
    ORGANIZATION = "organization"
    AUTHORITY = "authority"


class Sector(StrEnum):
    EDUCATION = "education"
    HEALTH = "health"
    CULTURE = "culture"
    SOCIAL = "social"
    SPORT = "sport"


class Ownership(StrEnum):
    STATE = "state"
    MUNICIPAL = "municipal"


class Organization(Value, frozen=True):
    """One row of the registry. Unknown is None; `assessed_years` None = unknown, () = never assessed."""

    id: str
    name: str = ""
    subject: Subject = Subject.ORGANIZATION
    sector: Sector | None = None
    ownership: Ownership | None = None
    municipality: str = ""
    inn: str = ""
    email: str = ""
    phone: str = ""
    site: str = ""  # absolute URL, punycode host; empty = the registry knows none
    founder_site: str = ""
    bus_gov_id: str = ""
    assessed_years: tuple[int, ...] | None = None
    site_note: str = ""  # what the site cell said when it is no usable address ("нет", an e-mail, …)


class Subordinate(Value, frozen=True):
    """An organization an authority answers for, as registry and card know it: its lists and ratings are held against.

    `totals`: year of assessment → total score 0–100 on its card at bus.gov.ru; empty when no card is known.
    """

    id: str
    name: str
    inn: str = ""
    assessed_years: tuple[int, ...] | None = None
    totals: dict[int, float] = {}


class Evidence(Value, frozen=True):
    """A quotation: what was seen, where, when, in a body with which hash."""

    url: str
    excerpt: str = ""
    pointer: str = ""
    sha256: str = ""
    fetched_at: datetime | None = None


class Candidate(Value, frozen=True):
    """A page, link or document that was considered for a role, with the signals that spoke for and against."""

    url: str
    role: str
    score: float
    accepted: bool
    signals: tuple[str, ...] = ()
    label: str = ""


class Finding(Value, frozen=True):
    """One rule's verdict on one organization. `reason` is set exactly when inconclusive or untested."""

    rule: str
    outcome: Outcome
    reason: Reason | None = None
    severity: Severity = Severity.SERIOUS
    message: str = ""
    remarks: tuple[str, ...] = ()
    details: dict[str, Any] = {}
    evidence: tuple[Evidence, ...] = ()
    requirement: str = ""
    candidates: tuple[Candidate, ...] = ()
    pages_read: tuple[str, ...] = ()  # what absence rests on; filled for `failed` by absence


class Verdict(StrEnum):
    """A check's answer."""

    MET = "met"
    UNMET = "unmet"
    UNSURE = "unsure"
    INAPPLICABLE = "inapplicable"  # nothing here the question could be about


class Answer(Value, frozen=True):
    """What a check found out. `absence` marks an `unmet` that holds only if the site was seen completely."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    remarks: tuple[str, ...] = ()
    details: dict[str, Any] = {}
    candidates: tuple[Candidate, ...] = ()
    reason: Reason | None = None  # for UNSURE
    absence: bool = False
    message: str = ""  # replaces the rule's own message when more exact


class Judgement(Value, frozen=True):
    """All findings of one audit under one methodology on one day."""

    methodology: str
    on: date
    findings: tuple[Finding, ...]
    dated: bool = True  # whether some rule asked for the day: if not, another day's judgement is the same
