"""What a run tells while it goes on; for progress bars and logs."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from crawler.items import Reason
from rules.model import Outcome


class Event(msgspec.Struct, frozen=True):
    """`kind`: "queued" (once, with `total`), "started", "audited", "carded", "retried", "finished"."""

    kind: str
    organization: str = ""
    outcomes: dict[Outcome, int] = {}  # of the organization just audited
    judged: bool = True
    reason: Reason | None = None
    done: int = 0
    total: int = 0
    rate: float = 0.0  # organizations per second since the run began
    seconds: float = 0.0
    cards: int = 0  # of "carded": how many cards are still to come
    wave: int = 0  # 0 the first pass, 1 and 2 the repeats


OnEvent = Callable[[Event], None]
