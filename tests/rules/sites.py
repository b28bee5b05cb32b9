"""Small invented sites for tests: pages from a few words of markup-free notation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from crawler.items import (
    Block,
    BlockKind,
    Coverage,
    Facts,
    Field,
    FieldKind,
    Form,
    Link,
    Page,
    Region,
    Site,
)
from rules.evaluate import evaluate
from rules.load import load_methodology
from rules.model import Finding, Organization

BASE = "http://sad-ryabinka.test"
ON = date(2026, 11, 20)
SEEN = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def heading(text: str, level: int = 1) -> Block:
    return Block(BlockKind.HEADING, text, level)


def text(*lines: str) -> tuple[Block, ...]:
    return tuple(Block(BlockKind.PARAGRAPH, line) for line in lines)


def menu(label: str, path: str, level: int = 1) -> Link:
    return Link(path if "://" in path else BASE + path, label, region=Region.MENU, level=level)


def link(label: str, path: str, **rest: Any) -> Link:
    return Link(path if ":" in path else BASE + path, label, **rest)


def page(path: str, title: str = "", *parts: Block | Link | Form, **rest: Any) -> Page:
    return Page(
        url=BASE + path,
        title=title,
        sha256=f"{len(path):064x}",
        fetched_at=SEEN,
        blocks=tuple(part for part in parts if isinstance(part, Block)),
        links=tuple(part for part in parts if isinstance(part, Link)),
        forms=tuple(part for part in parts if isinstance(part, Form)),
        **rest,
    )


def appeal_form(**rest: Any) -> Form:
    fields = (
        Field(FieldKind.TEXT, "name", "Ваше имя", labelled=True),
        Field(FieldKind.EMAIL, "email", "E-mail", labelled=True),
        Field(FieldKind.TEXTAREA, "message", "Текст обращения", labelled=True),
        Field(FieldKind.SUBMIT, value="Отправить"),
    )
    return Form(fields=fields, **{"heading": "Написать нам", **rest})


HOME = page("/", "Детский сад «Рябинка»", heading("Добро пожаловать"), menu("Контакты", "/contacts"))


def site(*pages: Page, complete: bool = True, alone: bool = False, **rest: Any) -> Site:
    """A site of these pages, home first. Unless `alone`, the home page has a menu, as nearly every site's has."""
    pages = pages or (HOME,)
    if not alone and not pages[0].needs_script:
        first = pages[0]
        pages = (msgspec.structs.replace(first, links=(*first.links, menu("Контакты", "/contacts"))), *pages[1:])
    coverage = Coverage(
        complete=complete, home_read=True, stopped="exhausted" if complete else "budget", pages=len(pages)
    )
    return Site(**{"start_url": BASE + "/", "home_url": BASE + "/", "pages": pages, "coverage": coverage, **rest})


def organization(**rest: Any) -> Organization:
    return Organization(**{"id": "ryabinka", "name": "Детский сад «Рябинка»", "site": BASE + "/", **rest})


def judge(site: Site | None, org: Organization | None = None, methodology: str = "kbr-2017") -> dict[str, Finding]:
    judgement = evaluate(load_methodology(methodology), org or organization(), Facts(site=site), ON)
    return {finding.rule: finding for finding in judgement.findings}


def outcomes(findings: Iterable[Finding]) -> dict[str, str]:
    return {finding.rule: finding.outcome.value for finding in findings}
