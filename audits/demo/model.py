"""The vocabulary of the demo region: what a site answers, and what an honest auditor must conclude."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import msgspec

from crawler.items import Reason
from rules.model import Organization, Outcome

PORT = "@@PORT@@"
"""Stands for the port of the region's server in addresses and bodies; put in when the server knows it."""
CLOSED = "@@CLOSED@@"
"""Stands for a port of this machine on which nobody listens."""


class Reply(msgspec.Struct, frozen=True, dict=True):
    """One HTTP answer. `body` may be a function when it is costly to make (documents)."""

    body: bytes | Callable[[], bytes] = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    delay: float = 0.0  # seconds before anything is sent
    cut: bool = False  # drop the connection instead of answering

    @cached_property
    def data(self) -> bytes:
        """The body, made once."""
        return self.body() if callable(self.body) else self.body

    @cached_property
    def etag(self) -> str:
        return hashlib.sha256(self.data).hexdigest()[:16]


class Request(msgspec.Struct, frozen=True):
    """What of a request the demo's hosts look at. `target` is path with query, as sent."""

    target: str
    cookie: str = ""
    method: str = "GET"


Host = Callable[[Request], Reply]
"""Anything that answers requests for one host name."""


class Expected(msgspec.Struct, frozen=True):
    """What must be concluded, and why.

    `details` lists what a finding's details must name ("missing", "extra"); `remarked`: passed, but not without
    a remark; `debatable`: a reasonable lawyer might say otherwise (see `note`).
    """

    outcome: Outcome
    reason: Reason | None = None
    details: dict[str, Any] = {}
    note: str = ""
    debatable: bool = False
    remarked: bool = False


class Card(msgspec.Struct, frozen=True):
    """What the fake bus.gov.ru knows of an organization. None in `site`, `email`, `phone`: as in the registry."""

    agency: str = ""
    site: str | None = None
    email: str | None = None
    phone: str | None = None
    scores: tuple[int, ...] | None = None  # years; None: every assessed year
    proposals: tuple[int, ...] | None = None
    plans: tuple[int, ...] | None = None
    branch: bool = False
    fault: str = ""  # "absent", "error", "html", "empty"


class Declared(msgspec.Struct, frozen=True):
    """One organization of the region: its row in the registry, its site, its card and the truth about them."""

    organization: Organization
    technology: str
    quirk: str
    site_cell: str  # what the registry's file says in `site`
    hosts: Mapping[str, Host]
    truth: Mapping[str, Expected]
    card: Card | None = None
    expected_pages: tuple[str, ...] = ()  # paths that must be reachable from the home page by links
