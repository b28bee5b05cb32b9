"""The shapes of the lexicon: roles with their signals, and the table of known hosts. Frozen, loaded once."""

from __future__ import annotations

import re

import msgspec

from crawler.advisor import Fetch
from rules.language.ways import Ways
from rules.model import Value

PAGE_FIELDS = frozenset({"title", "heading", "breadcrumb", "inbound", "path", "text", "links", "host", "name"})
SMELL_FIELDS = frozenset({"label", "image", "path", "file_name", "host", "context", "parent"})


class Signal(Value, frozen=True):
    """One sign for or against a role: any of `fields` matches `regex` at least `times` times.

    `per_thousand` asks for that many matches in every thousand characters, so that one mention in a long
    list of documents does not make the whole page. Signals of one `group` count once, the strongest.
    """

    fields: tuple[str, ...]
    regex: re.Pattern[str]
    ways: Ways  # of the pattern
    weight: float
    says: str
    times: int = 1
    per_thousand: float = 0.0
    group: str = ""


class Sign(Value, frozen=True):
    """A signal that held: what it weighs, what it says, and the field it was found in. As text, for explanations."""

    weight: float
    says: str
    field: str

    def __str__(self) -> str:
        return f"{'+' if self.weight > 0 else ''}{self.weight:g} {self.says} ({self.field})"


class Role(Value, frozen=True):
    """A kind of thing rules look for: how it is recognised and what a link to it smells like."""

    id: str
    title: str
    threshold: float
    signals: tuple[Signal, ...]
    smell: tuple[Signal, ...]
    fetch: Fetch = Fetch.PAGE
    gate: re.Pattern[str] | None = None  # nothing is scored where none of the texts matches this


class KnownHost(Value, frozen=True):
    """A host (with an optional path pattern) known to carry polls, forms, shortened links, …"""

    host: str
    kind: str
    path: re.Pattern[str] | None = None
    note: str = ""


class Lexicon(msgspec.Struct, frozen=True):
    """All roles, and the table of hosts polls and forms are known to live on."""

    roles: dict[str, Role]
    hosts: dict[str, tuple[KnownHost, ...]]
