"""Pages that are unfolded in a real browser, as tests ask for them."""

from __future__ import annotations

import re
import time
from urllib.parse import unquote

from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer, loopback

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"
POINT = "<style>.p { cursor: pointer }</style>"


def unfolded(browsing: Browsing, body: str, **pages: Answer) -> str:
    """What stands in the page after all was opened; nothing may have been sent."""
    page = f"<!doctype html>{POINT}{FILLER}<main>{body}</main>"
    with loopback({"/": page, "/sent": "1", **pages}) as site:
        found = browsing.render(site.url + "/").html.decode()
        assert site.methods == {"GET"}
        assert [unquote(path) for _, path in site.asked if path.startswith("/sent")] == []
    return re.sub(r"<script.*?</script>", "", found.partition("<main>")[2], flags=re.DOTALL)


def slow(seconds: float, text: str) -> Answer:
    def answer(*_: object) -> str:
        time.sleep(seconds)
        return text

    return answer


SENT = "fetch('/sent?' + encodeURIComponent(this.parentElement.textContent))"
YEARS = "<option>2025</option><option>2024</option>"
FILL = (
    "<script>const fill = () => { list.innerHTML = '<a href=/' + y.value + '.pdf>План на ' + y.value + ' год</a>' };"
    "y.addEventListener('change', fill); fill()</script>"
)
