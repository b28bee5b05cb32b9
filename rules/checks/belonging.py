"""What is said of papers of which it is not sure that they are there, of which year, or that they are one's own."""

from __future__ import annotations

from typing import Any

from crawler.items import Reason
from rules.checks.answers import unsure
from rules.dates.years import years_said
from rules.model import Answer
from rules.papers.collected import Paper, evidence_of
from rules.view import SiteView


def whose_it_is(view: SiteView, paper: Paper, **details: Any) -> Answer:
    """A paper that names another organization only: a person must say whose it is."""
    said = f"В документе «{paper.name}» названа другая организация («{paper.doubted}»); о ком он, не установлено"
    return unsure(Reason.AMBIGUOUS, said, evidence_of(view, paper), **details)


def two_years(view: SiteView, paper: Paper, **details: Any) -> Answer:
    """A paper that is called by one year and entitled with another: a person must say which it is of."""
    named, inside = years_said(paper.filed.called), years_said(paper.filed.inside)
    said = f"Файл «{paper.name}» назван по годам: {named}, а в его тексте — {inside}; за какой он год, не установлено"
    return unsure(Reason.AMBIGUOUS, said, evidence_of(view, paper), **details)


def not_opened(view: SiteView, paper: Paper, **details: Any) -> Answer:
    """A file linked by name that is not there, with no other of its folder to tell whose fault that is.

    The link alone neither publishes a paper nor proves that it is missing.
    """
    said = f"Файл «{paper.name}» не открылся: {paper.link.url} не найден, сравнить не с чем"
    return unsure(Reason.HTTP_404, said, evidence_of(view, paper), **details)
