"""Sites for tests drawn as HTML and read as the crawler reads them: layouts matter where links say «Скачать»."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crawler.extract import extract_page
from crawler.items import Document, Page, Site
from rules.model import Finding
from tests.rules.sites import BASE, SEEN, judge, organization, site

NAME = "Независимая оценка качества"
_ITEMS = (("/about", "О саде"), ("/contacts", "Контакты"), ("/nok", NAME))
_MENU = "<nav><ul>" + "".join(f'<li><a href="{path}">{label}</a></li>' for path, label in _ITEMS) + "</ul></nav>"


def drawn(path: str, content: str, heading: str = NAME) -> Page:
    """A page with the site's menu, a heading and this content."""
    body = f"<html><title>{heading}</title><body>{_MENU}<main><h1>{heading}</h1>{content}</main></body></html>"
    return extract_page(body.encode(), url=BASE + path, content_type="text/html; charset=utf-8", fetched_at=SEEN)


def area(nok: str, *others: Page, texts: Mapping[str, str] | None = None, **rest: Any) -> Site:
    """A site whose НОК page holds `nok`; `texts` are documents that were read, by path."""
    read = tuple(
        Document(BASE + path, format="pdf", text=text, fetched_at=SEEN) for path, text in (texts or {}).items()
    )
    documents = (*read, *rest.pop("documents", ()))
    home = drawn("/", "<p>Рады видеть вас на сайте нашего сада.</p>", "Детский сад «Рябинка»")
    return site(home, drawn("/nok", nok), *others, documents=documents, **rest)


def verdicts(nok: str, *others: Page, years: tuple[int, ...] | None = (2022,), **rest: Any) -> dict[str, Finding]:
    """Findings on such a site of an organization assessed in `years`; `org` holds more of the registry row."""
    row = rest.pop("org", {})
    return judge(area(nok, *others, **rest), organization(assessed_years=years, **row))
