"""What rendering a page costs: pages a second and CPU of the whole machine (Linux), by number of tabs.

python -m bench.render
"""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

from crawler.browser.render import Renderer
from tests.crawler.loopback import loopback

PAGES = 30
MENU = "".join(f"<li><a href=/p{number}>Пункт меню {number}</a></li>" for number in range(250))
PAGE = (
    "<!doctype html><style>li{display:inline-block;padding:4px;box-shadow:0 0 3px #000}</style>"
    f"<ul>{MENU}</ul><p>{'Текст страницы. ' * 1500}</p><div id=a></div>"
    "<script>document.getElementById('a').innerHTML = '<li>новость</li>'.repeat(500)</script>"
)


def cpu_seconds() -> float:
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:4]
    return sum(map(int, fields)) / 100


async def measure(tabs: int) -> str:
    renderer = await Renderer.open(tabs=tabs)
    if renderer is None:
        sys.exit("Измерение не сделано: браузер не найден.")
    async with renderer:
        with loopback({"/": PAGE}) as site:
            await renderer.render(site.url + "/", allow_private=True)
            started, cpu = time.perf_counter(), cpu_seconds()
            pages = (renderer.render(f"{site.url}/?{number}", allow_private=True) for number in range(PAGES))
            found = await asyncio.gather(*pages)
            took, burnt = time.perf_counter() - started, cpu_seconds() - cpu
    failed = sum(page.reason is not None for page in found)
    return f"вкладок {tabs}: {PAGES / took:.1f} стр/с, {burnt / PAGES * 1000:.0f} мс ЦП на страницу, сбоев {failed}"


if __name__ == "__main__":
    for count in (1, 3, 6):
        print(asyncio.run(measure(count)))
