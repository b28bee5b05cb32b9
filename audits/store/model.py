"""What the store gives back. Frozen types."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from audits.text.localtime import local_day
from crawler.items import Reason
from rules.model import Finding, Organization, Outcome


class StoredFinding(msgspec.Struct, frozen=True):
    """One rule's verdict on one organization in one run, with what only the store knows of it.

    `finding.evidence` carries the hash and time of *this* run's sighting, also when the verdict is years old.
    """

    run: str
    organization: str
    finding: Finding
    methodology: str
    on: date
    first_seen: datetime  # start of the run since which it holds; nights that could not tell in between change nothing
    first_seen_run: str
    rule_version: str = ""  # hash of the rule that judged; "" when unknown
    registry_hash: str = ""  # hash of the registry row judged by

    @property
    def rule(self) -> str:
        return self.finding.rule

    @property
    def outcome(self) -> Outcome:
        return self.finding.outcome


class LedgerRow(msgspec.Struct, frozen=True):
    """One organization in one run: judged, untested with a reason, or still pending."""

    run: str
    organization: Organization
    state: str  # "pending", "judged", "untested"
    reason: Reason | None = None
    detail: str = ""
    started_at: datetime | None = None
    seconds: float = 0.0
    requests: int = 0
    bytes: int = 0
    facts: str = ""  # sha256 of the stored facts; empty: none
    registry_hash: str = ""


class StoredOrganization(msgspec.Struct, frozen=True):
    """An organization as the registry last described it."""

    organization: Organization
    hash: str
    first_seen_run: str
    last_seen_run: str


class StoredPicture(msgspec.Struct, frozen=True):
    """A picture of a page; its bytes are `Store.snapshot(sha256)`."""

    organization: str
    url: str
    run: str
    taken_at: datetime | None
    position: int  # 0: the home page, then by importance
    width: int
    height: int
    size: int
    sha256: str


class DeficiencyState(StrEnum):
    """`inapplicable`: the question cannot be put: the rule no longer concerns the organization, or what it asks about
    cannot be there, since the page or the site it would stand on is missing; neither open nor mended.

    `removed`: the organization is no longer in the registry; closed without having been mended.
    """

    OPEN = "open"
    FIXED = "fixed"
    REOPENED = "reopened"
    WAIVED = "waived"
    INAPPLICABLE = "inapplicable"
    REMOVED = "removed"


STANDING = frozenset({DeficiencyState.OPEN, DeficiencyState.REOPENED})
"""What is held against an organization."""


class Waiver(msgspec.Struct, frozen=True):
    """A reasoned, dated exception: the failed finding stands, but is not held against the organization."""

    organization: str
    rule: str
    reason: str
    author: str
    until: date  # the last day it holds
    granted_at: datetime | None = None


class Deficiency(msgspec.Struct, frozen=True):
    """A failed finding followed over the runs of one methodology."""

    organization: str
    rule: str
    state: DeficiencyState
    finding: Finding  # the last failed one
    first_seen: datetime  # when it was found; for a reopened one, when it came back
    last_seen: datetime  # last run in which it was seen failed
    first_seen_run: str
    last_seen_run: str
    found: date | None = None  # the day of `first_seen`: that the run judged for, or the later one on which it looked
    confirmed: date | None = None  # the day the run of `last_seen` judged: what the finding is as of
    checked: date | None = None  # the day on which the run of `last_seen` looked, whatever day it judged
    retested: bool = True  # False: the latest run could not tell, the state is that of an earlier run
    fixed_at: datetime | None = None
    fixed_on: date | None = None  # the day of `fixed_at`, as `found` is that of `first_seen`
    waiver: Waiver | None = None

    @property
    def since(self) -> date:
        """Since which day it is open: what lists, letters and pages all say."""
        return self.found or local_day(self.first_seen)
