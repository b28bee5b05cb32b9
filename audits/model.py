"""What passes between the parts that run, remember and report. Frozen types, JSON on the wire."""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum
from typing import Any

import msgspec

from crawler.items import Facts, Picture, Reason
from rules.model import Judgement, Organization


class ExitCode(IntEnum):
    """What `nok` tells the shell; the README's table is generated from these docstrings' order."""

    CLEAN = 0  # audited, no deficiency
    DEFICIENCIES = 1  # audited, deficiencies found
    NOTHING_AUDITED = 2  # usage, bad input, no run
    UNDECIDED = 3  # no deficiency, but something inconclusive or untested
    INTERRUPTED = 130  # Ctrl-C or SIGTERM; what a shell expects


class Budget(msgspec.Struct, frozen=True):
    """Limits of one organization's audit: wall-clock seconds, requests, bytes received."""

    seconds: float = 300.0
    requests: int = 300
    bytes: int = 200 * 1024 * 1024


class AuditOptions(msgspec.Struct, frozen=True):
    """How a run is done; the same for every organization in it."""

    methodology: str = "kbr-2017"
    on: date = date(2000, 1, 1)
    render: str = "auto"  # "auto" | "never"
    allow_private: bool = False
    bus_gov_url: str = ""  # base URL; empty: cards are not looked up
    bus_gov_delay: float = 2.0  # seconds between two requests there
    budget: Budget = Budget()
    concurrent_sites: int = 50  # of one worker
    delay: float = 0.0  # seconds between two requests to one host
    timeout: float = 20.0  # seconds for one whole answer
    retries: int = 2  # of one request that failed in passing, within a visit
    user_agent: str = ""
    contact: str = ""  # address or URL in our user agent, for owners of sites who want to ask
    reread: int = 7  # nights after which everything is received again, whatever servers say; 1: every night
    exhaustive: bool = False  # read everything the budget allows instead of stopping when all is decided
    partial: bool = False  # only some of the registry's organizations: says nothing of the others
    ca_file: str = ""  # PEM file of certificate authorities trusted besides the system's
    pictures: int = 0  # of pages of one organization, at most; only where there is a browser
    hosts: dict[str, str] = {}  # host name → address: before a name is moved; the demo region and tests
    canaries: tuple[str, ...] = ()  # addresses that always answer: asked when no site did whether it is us


class Pictured(msgspec.Struct, frozen=True):
    """What the latest picture of a page shows: a hash of the page's content, one of the verdicts on it, and when."""

    url: str
    content: str
    basis: str
    on: date


class Shot(msgspec.Struct, frozen=True):
    """A picture, with what it shows. `position`: 0 for the home page, then by importance."""

    picture: Picture
    content: str
    basis: str
    position: int = 0


class ShardSpec(msgspec.Struct, frozen=True):
    """Input of `run_shard`: JSON in."""

    run: str
    organizations: tuple[Organization, ...]
    options: AuditOptions
    memory: str = ""  # path of the database with earlier nights; empty, or not to be found: nothing is remembered
    rules: str = ""  # identifies the rules and their versions
    pictured: dict[str, tuple[Pictured, ...]] = {}  # by organization: pictures that need not be taken again


class Unchanged(msgspec.Struct, frozen=True):
    """Stands for the facts of a site in which nothing differed from the last night.

    With `seen` it stands for the verdicts too: the judgement is empty, and the last night's holds.
    """

    tonight: bytes  # times and marks, packed as the store keeps them
    requests: int
    size: int  # bytes received
    seen: dict[str, int] = {}  # hash of a body → seconds since the epoch when it was seen


class Packed(msgspec.Struct, frozen=True):
    """Stands for the facts: as the store keeps them, packed once by the process that has them as objects."""

    body: bytes  # zstd of what `audits.store.pack.encode_facts` gives
    sha256: bytes  # of what is packed
    tonight: bytes  # times and marks
    requests: int
    size: int  # bytes received
    refusal: Reason | None = None  # why nothing of the site could be read, if so
    addresses: dict[str, str] = {}  # hash of a body that comes with the result → address of its page


class AuditResult(msgspec.Struct, frozen=True):
    """One organization's audit: exactly one per organization and run, also when nothing could be seen."""

    organization: str
    judged: bool
    judgement: Judgement
    facts: Facts = Facts()
    reason: Reason | None = None  # why it was not judged
    detail: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None
    unchanged: Unchanged | None = None  # instead of facts
    packed: Packed | None = None  # instead of facts
    linked: tuple[str, ...] | None = None  # numbers of others' cards the site links to; None: nobody looked
    snapshots: dict[str, bytes] = {}  # hash of a body → zstd-compressed body (base64 in JSON)
    pictures: tuple[Shot, ...] = ()


class Run(msgspec.Struct, frozen=True):
    """One run over a registry. `state`: "running", "finished", "interrupted", "void"."""

    id: str
    methodology: str
    on: date
    started_at: datetime
    finished_at: datetime | None = None
    state: str = "running"
    organizations: int = 0
    judged: int = 0
    untested: int = 0
    options: dict[str, Any] = {}
    registry: str = ""
    note: str = ""
    replay_of: str = ""  # id of the run whose facts were judged again; empty: a run of its own
