"""Short ways to say met, unmet and unsure."""

from __future__ import annotations

from typing import Any

from crawler.items import Reason
from rules.model import Answer, Evidence, Verdict


def met(*evidence: Evidence, remarks: tuple[str, ...] = (), **details: Any) -> Answer:
    """Seen: at least one quotation."""
    return Answer(Verdict.MET, evidence=evidence, remarks=remarks, details=details)


def unmet(message: str = "", *evidence: Evidence, remarks: tuple[str, ...] = (), **details: Any) -> Answer:
    """Seen not to hold, whatever else stands on the site."""
    return Answer(Verdict.UNMET, evidence=evidence, remarks=remarks, details=details, message=message)


def absent(*evidence: Evidence, remarks: tuple[str, ...] = (), message: str = "", **details: Any) -> Answer:
    """Not found: holds only if the site was seen completely, which the engine decides.

    `evidence`: what stands there instead, if anything does.
    """
    return Answer(Verdict.UNMET, evidence=evidence, remarks=remarks, details=details, message=message, absence=True)


def inapplicable(message: str = "") -> Answer:
    """Nothing on the site the question could be about."""
    return Answer(Verdict.INAPPLICABLE, message=message)


def unsure(
    reason: Reason, message: str = "", *evidence: Evidence, remarks: tuple[str, ...] = (), **details: Any
) -> Answer:
    """Could not tell, and why."""
    return Answer(Verdict.UNSURE, evidence=evidence, remarks=remarks, details=details, message=message, reason=reason)
