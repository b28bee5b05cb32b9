"""Invented markup through the real extraction: what a rule says about HTML, not about facts made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.extract import extract_page
from crawler.items import Page, Site
from rules.model import Finding, Organization
from tests.rules.sites import BASE, SEEN, judge, site

SHELL = (
    "<html><head><title>{title}</title></head><body><header><nav><ul><li><a href=/>Главная</a></li>"
    "<li><a href=/contacts>Контакты</a></li>{menu}</ul></nav></header><main>{body}</main></body></html>"
)
FILLER = "<p>Учреждение работает для жителей района с 1978 года и ждёт всех в гости.</p>" * 3


def document(body: str, *, title: str = "Детский сад «Рябинка»", menu: str = "") -> str:
    """A whole page around a piece of markup."""
    return SHELL.format(title=title, menu=menu, body=body)


def read(markup: str, url: str, *, external: bool = False, rendered: bool = False) -> Page:
    """A page as the crawler would have read it."""
    return extract_page(
        markup.encode(), url=url, content_type="text/html; charset=utf-8", fetched_at=SEEN, external=external,
        rendered=rendered,
    )  # fmt: skip


def site_of(pages: Mapping[str, str], external: Mapping[str, str] | None = None, **rest: Any) -> Site:
    """A completely read site of these pages (path → markup, home first); `external`: address → markup."""
    own = [read(markup, BASE + path) for path, markup in pages.items()]
    foreign = [read(markup, url, external=True) for url, markup in (external or {}).items()]
    return site(*own, *foreign, alone=True, **rest)


def home_with(body: str, **rest: Any) -> dict[str, str]:
    """A site that is a home page holding this piece of markup."""
    return {"/": document(f"<h1>Добро пожаловать</h1>{FILLER}{body}", **rest)}


def found(
    rule: str,
    pages: Mapping[str, str],
    external: Mapping[str, str] | None = None,
    org: Organization | None = None,
    **rest: Any,
) -> Finding:
    """The finding of one rule about invented pages."""
    return judge(site_of(pages, external, **rest), org)[rule]
