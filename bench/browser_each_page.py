"""What does a browser for every page cost, as Unlighthouse and pa-website-validator work? The same sites, one run.

    python -m bench.browser_each_page [--sites 16] [--tabs 3] [--pages 60]

Complete sites of the demo region under several names. Four readers, each in a process of its own: our whole audit as
it is (focused, a browser where a page needs one and for the accessible version), without a browser, told to read
everything, and Playwright opening every page
of each site it finds by following links, waiting for "load" and taking the document, `--tabs` pages at a time. CPU is
that of all processes a reader started, browser included, looked up in /proc five times a second (Linux only). Nothing
is judged by the last reader: its figures are a lower bound.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

import msgspec
from playwright.async_api import BrowserContext, async_playwright
from playwright.async_api import Error as PlaywrightError

from audits.engine import audit
from audits.model import AuditOptions
from audits.store import Store
from bench.night import ON
from bench.regions import decided
from crawler.browser.finding import find_browser
from rules.model import Organization

POLL = 0.2
HZ = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """What a reader took: organizations and pages read, wall and CPU seconds of all its processes."""

    organizations: int
    pages: int
    seconds: float
    cpu: float

    def line(self, title: str, than: Cost | None = None) -> str:
        """The figures for people; `than`: whose multiple they are."""
        each, page = 1000 * self.cpu / self.organizations, 1000 * self.cpu / max(1, self.pages)
        told = (
            f"{title:28} {self.pages:5} pages  {self.seconds:7.1f} s  {self.cpu:7.1f} CPU s  "
            f"{each:7.0f} CPU ms/org  {page:6.0f} CPU ms/page"
        )
        return f"{told}  {self.cpu / than.cpu:5.1f}x CPU, {self.seconds / than.seconds:.1f}x wall" if than else told


def ours(answer: Any, organizations: Sequence[Organization], options: AuditOptions) -> None:
    """Our audit: crawl, facts, rules, store."""
    with tempfile.TemporaryDirectory() as name, Store.open(Path(name) / "nok.db") as store:
        run = audit(organizations, options, store, workers=1)
        pages = 0
        for row in store.ledger(run.id):
            facts = store.facts(run.id, row.organization.id)
            pages += facts.site.coverage.pages if facts and facts.site else 0
        assert run.judged == len(organizations), run
    answer.put(pages)


def theirs(answer: Any, organizations: Sequence[Organization], tabs: int, limit: int) -> None:
    """A browser that opens every page."""
    answer.put(asyncio.run(_open_all([one.site for one in organizations], tabs, limit)))


async def _open_all(homes: Sequence[str], tabs: int, limit: int) -> int:
    async with async_playwright() as playwright:
        found = find_browser(None, playwright_path=playwright.chromium.executable_path)
        if found is None:
            raise SystemExit("Nothing was measured: there is no browser. Try: make browser")
        hosts = "--host-resolver-rules=MAP * 127.0.0.1"
        browser = await playwright.chromium.launch(executable_path=found.executable, args=[hosts])
        gate = asyncio.Semaphore(tabs)
        pages = 0

        async def site(home: str) -> None:
            nonlocal pages
            async with gate:
                context = await browser.new_context()
                read = await _open_site(context, home, limit)
                pages += read
                await context.close()

        await asyncio.gather(*map(site, homes))
        await browser.close()
        return pages


async def _open_site(context: BrowserContext, home: str, limit: int) -> int:
    tab = await context.new_page()
    seen, waiting, read = {home}, [home], 0
    while waiting and read < limit:
        url = waiting.pop(0)
        try:
            await tab.goto(url, wait_until="load", timeout=20_000)
            await tab.content()
            links = await tab.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        except PlaywrightError:
            continue  # a file, or nothing
        read += 1
        for link in links:
            target = urldefrag(urljoin(url, link)).url
            if urlsplit(target).netloc == urlsplit(home).netloc and target not in seen:
                seen.add(target)
                waiting.append(target)
    return read


def measured(organizations: Sequence[Organization], work: Callable[..., None], *rest: Any) -> Cost:
    """Run a reader in a process of its own and add up what all its descendants took."""
    spawn = multiprocessing.get_context("spawn")
    answer = spawn.Queue()
    process = spawn.Process(target=work, args=(answer, organizations, *rest))
    began = time.monotonic()
    process.start()
    assert process.pid is not None
    family: dict[int, float] = {process.pid: 0.0}
    while process.is_alive():
        _look_up(family)
        time.sleep(POLL)
    seconds = time.monotonic() - began
    if process.exitcode:
        raise SystemExit("Nothing was measured: a reader failed")
    return Cost(len(organizations), answer.get(), seconds, sum(family.values()))


def _look_up(family: dict[int, float]) -> None:
    """Bring the CPU seconds of every known process and of its children up to date; the dead keep what they had."""
    for entry in sorted(int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit()):
        try:
            fields = Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if entry in family or int(fields[1]) in family:
            family[entry] = (int(fields[11]) + int(fields[12])) / HZ


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, default=16)
    parser.add_argument("--tabs", type=int, default=3)
    parser.add_argument("--pages", type=int, default=60, help="of one site at most")
    given = parser.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with decided(given.sites, 1, 0.0) as region:
        organizations = region.organizations
        options = AuditOptions(on=ON, render="auto", allow_private=True, hosts={"*": "127.0.0.1"})
        without = msgspec.structs.replace(options, render="never")
        everything = msgspec.structs.replace(options, exhaustive=True)
        usual = measured(organizations, ours, options)
        print(usual.line("our audit"), flush=True)
        print(measured(organizations, ours, without).line("our audit, no browser", usual), flush=True)
        print(measured(organizations, ours, everything).line("our audit, every page", usual), flush=True)
        browser = measured(organizations, theirs, given.tabs, given.pages)
        print(browser.line("a browser for every page", usual), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
