"""A browser for tests that draws what stands here: pages by host and path, as their scripts would leave them."""

from __future__ import annotations

import asyncio
from http.client import HTTPConnection
from urllib.parse import urlsplit

from crawler.browser.render import Rendered
from crawler.browser.reopening import unpassed
from crawler.items import AccessibleVersion
from tests.crawler.servers import page

MENU = tuple(f"/m{at} Раздел {at}" for at in range(5))  # a page that leads nowhere waits for its menu by itself
SCRIPT = "<script src=/js/site.js></script>"
NOTICE = (
    "Сайт использует файлы cookie, чтобы вам было удобно им пользоваться; оставаясь на нём, вы соглашаетесь с этим."
)
DRAWN = {
    "lists.test/nok": page("НОК", "/nok/plan План по итогам НОК", body=SCRIPT, menu=MENU),
    "shut.test/nok": unpassed(page("НОК", body=SCRIPT, menu=MENU), ["Вид: Акты, Планы"]),
    "questions.test/nok?t=1": page("НОК", "/nok/orders Приказы", body=SCRIPT, menu=MENU),
    "questions.test/nok?t=2": page("НОК", "/nok/plans Планы", body=SCRIPT, menu=MENU),
    "menus.test/": page("Школа", "/nok НОК", "/s1 О школе", "/s2 Учителя", "/s3 Питание", body=SCRIPT, menu=MENU),
    "menus.test/s1": page("О школе", "/s1/history История школы", body=SCRIPT, menu=MENU),
    "framed.test/nok": page("Школа", *(f"/{name} Раздел {name}" for name in "abcdef"), body=SCRIPT, menu=MENU),
    "broken.test/nok": "<html><head><title>Ошибка</title></head><body><a href=/login>Войти в систему</a></body></html>",
    **{
        f"notices.test{path}": page(
            title, *(f"/nok{at} НОК {at}" for at in range(9) if path == "/"), body=NOTICE, menu=MENU
        )
        for path, title in (("/", "Школа"), *((f"/nok{at}", f"НОК {at}") for at in range(9)))
    },
}
# where a script of the page leads the browser: a child of a frameset to the whole of it
MOVED = {"framed.test/nok": "/"}


def _ask(host: str, port: int, path: str) -> None:
    """Ask the server for the page, as a browser does: it sees who looks."""
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    line.request("GET", path, headers={"Host": f"{host}:{port}", "User-Agent": "painter"})
    line.getresponse().read()
    line.close()


class Painter:
    """Draws what stands above, and nothing else."""

    name = "painter"

    @classmethod
    async def open(cls, executable: str | None = None, **rest: object) -> Painter:
        """Always there."""
        return cls()

    async def render(self, url: str, *, allow_private: bool, timeout: float) -> Rendered:
        """The page of that host and path; nothing for others."""
        parts = urlsplit(url)
        await asyncio.to_thread(_ask, parts.hostname or "", parts.port or 80, parts.path)
        asked = f"?{parts.query}" if parts.query else ""
        html = DRAWN.get(f"{parts.hostname}{parts.path}{asked}", "")
        moved = MOVED.get(f"{parts.hostname}{parts.path}")
        return Rendered(url, html.encode(), f"{parts.scheme}://{parts.netloc}{moved}" if moved else url, 200)

    async def try_accessible(self, url: str, *, allow_private: bool) -> AccessibleVersion:
        """Tried, and nothing more; the server sees when."""
        parts = urlsplit(url)
        await asyncio.to_thread(_ask, parts.hostname or "", parts.port or 80, f"{parts.path}tried")
        return AccessibleVersion(tried=True)

    async def close(self) -> None:
        """Nothing to stop."""
