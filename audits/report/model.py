"""What the pages are made of. Views are frozen and hold plain text; templates only arrange them."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import msgspec

from crawler.items import Reason
from rules.model import Organization, Outcome


class Row(msgspec.Struct, frozen=True):
    """One organization in lists."""

    organization: Organization
    page: str  # file name without ending
    state: str  # "judged", "untested", "pending"
    reason: Reason | None = None
    failed: int = 0
    critical: int = 0
    undecided: int = 0  # inconclusive or untested
    passed: int = 0
    waived: int = 0  # of the failed: under an exception, not held against it

    @property
    def name(self) -> str:
        return self.organization.name or self.organization.id


class Quote(msgspec.Struct, frozen=True):
    """A piece of evidence as a page shows it."""

    url: str
    excerpt: str = ""
    path: str = ""  # clicks from the home page
    sha256: str = ""


class Item(msgspec.Struct, frozen=True):
    """A finding as a page shows it."""

    rule: str
    title: str
    outcome: Outcome
    severity: str
    message: str  # its lead, where it enumerates much
    level: str = ""  # the severity's own word: a class for the style sheet
    reason: str = ""
    owner: str = ""
    remarks: tuple[str, ...] = ()
    remedy: str = ""
    since: date | None = None
    state: str = ""  # of the deficiency, in words
    waiver: str = ""
    quotes: tuple[Quote, ...] = ()
    more_quotes: int = 0
    pages_read: int = 0
    points: tuple[str, ...] = ()  # what the message enumerates
    known: bool = True  # the methodology has this rule, and the report a page about it


class VerdictChange(msgspec.Struct, frozen=True):
    """A change of verdict in an organization's history."""

    on: date
    rule: str
    title: str
    before: str
    after: str
    message: str


class Seen(msgspec.Struct, frozen=True):
    """How much of a site was read."""

    pages: int = 0
    documents: int = 0
    requests: int = 0
    said: str = ""
    at: datetime | None = None
    refusal: str = ""
    read: tuple[Quote, ...] = ()  # those that evidence quotes first
    more: int = 0
    failures: tuple[tuple[str, str], ...] = ()  # address, why


class Counts(msgspec.Struct):
    """Outcomes of one group, grown while the pages are written."""

    organizations: int = 0
    judged: int = 0
    deficient: int = 0
    excused: int = 0  # of those: all they have is under an exception
    waived: int = 0  # of the failed
    outcomes: Counter[Outcome] = msgspec.field(default_factory=Counter)

    @property
    def failed(self) -> int:
        return self.outcomes[Outcome.FAILED]

    @property
    def undecided(self) -> int:
        return self.outcomes[Outcome.INCONCLUSIVE] + self.outcomes[Outcome.UNTESTED]

    @property
    def decided(self) -> int:
        return self.outcomes[Outcome.FAILED] + self.outcomes[Outcome.PASSED]

    @property
    def share(self) -> float | None:
        """Share of failed among what was decided; None when nothing was."""
        return self.failed / self.decided if self.decided else None


class Case(msgspec.Struct, frozen=True):
    """One organization under one rule, in the rule's list."""

    row: Row
    message: str
    severity: str = ""
    reason: str = ""
    since: date | None = None
    waived: bool = False
