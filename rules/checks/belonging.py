"""What is said of a paper of which it is not sure that it is the organization's own."""

from __future__ import annotations

from typing import Any

from crawler.items import Reason
from rules.checks.answers import unsure
from rules.model import Answer
from rules.papers import Paper, evidence_of
from rules.view import SiteView


def whose_it_is(view: SiteView, paper: Paper, **details: Any) -> Answer:
    """A paper that names another organization only: a person must say whose it is."""
    said = f"В документе «{paper.name}» названа другая организация («{paper.doubted}»); о ком он, не установлено"
    return unsure(Reason.AMBIGUOUS, said, evidence_of(view, paper), **details)
