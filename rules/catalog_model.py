"""The shapes of the catalogue: rules and methodologies. Frozen, loaded once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from rules.lexicon.signals import PAGE_FIELDS, SMELL_FIELDS, KnownHost, Lexicon, Role, Signal
from rules.model import Answer, Sector, Severity, Subject, Value
from rules.view import SiteView


class Messages(Value, frozen=True):
    """What is said to people for each outcome; Russian, `{name}` takes values of the answer's details."""

    passed: str
    failed: str
    inconclusive: str
    inapplicable: str = "Правило к организации не применяется."


class Rule(Value, frozen=True):
    """One rule file, validated; `run` is the check bound to its options."""

    id: str
    family: str
    title: str
    question: str
    requirement: str
    severity: Severity
    subject: Subject
    about: str  # "site": whether there is a site at all; "content": what stands on it; "card": bus.gov.ru
    roles: tuple[str, ...]
    requires: tuple[str, ...]
    sectors: tuple[Sector, ...]
    needs_assessment: bool
    coverage: str  # what an absence rests on: "site" read completely, or the "home" page alone
    check: str
    options: Any
    run: Callable[[SiteView], Answer]
    messages: Messages
    remedy: str
    assumptions: tuple[str, ...] = ()
    examples: tuple[tuple[str, tuple[dict[str, Any], ...]], ...] = ()
    judges_rest: bool = False  # asks of what is there, even where the rule it requires failed: one plan of two
    duty: Subject | None = None  # who has to put it right, where that is not whom the rule is about


class Methodology(msgspec.Struct, frozen=True, eq=False):  # by identity: it is loaded once, and much to compare
    """A named set of rules, in an order where required rules come first."""

    id: str
    title: str
    rules: tuple[Rule, ...]
    lexicon: Lexicon

    def rule(self, id: str) -> Rule | None:
        """The rule of this id, or None."""
        return next((rule for rule in self.rules if rule.id == id), None)

    def rules_for(self, subject: Subject) -> tuple[Rule, ...]:
        """Rules that concern a subject, required ones first."""
        return tuple(rule for rule in self.rules if rule.subject is subject)

    def lexicon_for(self, subject: Subject) -> Lexicon:
        """The lexicon without the roles that only rules about other subjects look for.

        A council's minutes on a school's site, or a school's poll on a ministry's, must neither lead the crawl
        nor stand in the way of saying that something else is absent.
        """
        own = {role for rule in self.rules if rule.subject is subject for role in rule.roles}
        others = {role for rule in self.rules if rule.subject is not subject for role in rule.roles}
        roles = {id: role for id, role in self.lexicon.roles.items() if id in own or id not in others}
        return Lexicon(roles, self.lexicon.hosts)


__all__ = [
    "PAGE_FIELDS", "SMELL_FIELDS", "KnownHost", "Lexicon", "Messages", "Methodology", "Role", "Rule", "Signal",
]  # fmt: skip
