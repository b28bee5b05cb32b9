"""A page that is explored as a browser does it, and what a few of its parts hold; for tests."""

from __future__ import annotations

import re
from urllib.parse import unquote

from crawler.extract import extract_page
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer, loopback

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"
POINT = "<style>.p { cursor: pointer }</style>"
SENT = "fetch('/sent?' + encodeURIComponent(this.textContent))"
COUNCIL = "<p>Иванова Мария Петровна, председатель совета</p><a href=/council.pdf>Положение о совете</a>"
PLAN = "<p>Утверждён приказом от 20 января 2026 года</p><a href=/plan.pdf>План на 2026 год</a>"
ACTS = "<ul><li>Приказ министерства № 41</li><li>Закон № 256</li></ul>"


def explored(browsing: Browsing, body: str, **pages: Answer) -> str:
    """What stands in the page in the end; nothing may have been sent or left."""
    page = f"<!doctype html><title>Школа</title>{POINT}{FILLER}<main><h1>Независимая оценка</h1>{body}</main>"
    with loopback({"/": page, "/sent": "1", **pages}) as site:
        rendered = browsing.render(site.url + "/")
        assert rendered.reason is None
        assert rendered.final_url == site.url + "/"
        assert site.methods == {"GET"}
        assert [unquote(path) for _, path in site.asked if path.startswith(("/sent", "/away"))] == []
    return re.sub(r"<(script|template).*?</\1>", "", rendered.html.decode().partition("<main>")[2], flags=re.DOTALL)


def headed(html: str) -> dict[str, str]:
    """Words of the page by the last heading (or title of a part) above them."""
    found: dict[str, str] = {}
    heading = ""
    for block in extract_page(html.encode(), url="http://school.test/", rendered=True).blocks:
        if block.kind == "heading":
            heading = block.text
        else:
            found[heading] = f"{found.get(heading, '')} {block.text}".strip()
    return found


def put(box: str, html: str) -> str:
    return f"document.getElementById('{box}').innerHTML = `{html}`"


TEMPLATES = f"<template id=t-council>{COUNCIL}</template><template id=t-plan>{PLAN}</template>"


def act(said: str) -> str:
    """A control that tells the site it was pressed."""
    return f'<button onclick="{SENT}">{said}</button>'


VOTES = "".join(f'<button onclick="{SENT}">{said}</button>' for said in ("Отлично", "Хорошо", "Так себе"))
