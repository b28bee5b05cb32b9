"""How long judging takes: a generated site of 40 pages under all rules, and one smell.

python bench/judging.py [--pages 40] [--rounds 50]
"""

from __future__ import annotations

import argparse
import statistics
import time
from datetime import date

from crawler.items import Block, BlockKind, Coverage, Facts, Field, FieldKind, Form, Link, Page, Region, Site
from rules.evaluate import evaluate, smell
from rules.load import load_methodology
from rules.model import Organization, Sector

BASE = "http://shkola.test"
WORDS = "Приказ учреждения о порядке работы кружков и секций в учебном году утверждён директором школы и согласован"


def page(number: int) -> Page:
    """An ordinary page: a menu of 40 links, 30 paragraphs, 25 links to files, a search form."""
    menu = tuple(Link(f"{BASE}/p/{n}", f"Раздел {n}", region=Region.MENU, level=1 + n % 2) for n in range(40))
    files = tuple(Link(f"{BASE}/f/{number}-{n}.pdf", f"Документ {n} раздела {number}", block=n + 1) for n in range(25))
    body = tuple(Block(BlockKind.PARAGRAPH, f"{WORDS} {number}.{n}. " + WORDS) for n in range(30))
    search = Form(fields=(Field(FieldKind.SEARCH, "q", "Поиск"), Field(FieldKind.SUBMIT)), heading="Поиск")
    heading = Block(BlockKind.HEADING, f"Раздел {number}", 1)
    return Page(
        f"{BASE}/p/{number}",
        title=f"Раздел {number} — Школа",
        blocks=(heading, *body),
        links=menu + files,
        forms=(search,),
    )


def site(pages: int) -> Site:
    """A site without a page on the assessment: the dearest case, since every rule looks everywhere."""
    return Site(
        BASE,
        home_url=BASE + "/p/0",
        pages=tuple(page(n) for n in range(pages)),
        coverage=Coverage(complete=True, home_read=True, pages=pages),
    )


def main() -> None:
    """Print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=50)
    options = parser.parse_args()
    methodology = load_methodology("kbr-2017")
    organization = Organization("a", site=BASE, sector=Sector.EDUCATION, assessed_years=(2022,))
    facts = Facts(site=site(options.pages))
    times = []
    for _ in range(options.rounds):
        start = time.perf_counter()
        evaluate(methodology, organization, facts, date(2026, 11, 20))
        times.append(time.perf_counter() - start)
    print(f"evaluate: first {times[0] * 1000:.1f} ms, median {statistics.median(times) * 1000:.1f} ms")
    home = facts.site.pages[0] if facts.site else page(0)
    start = time.perf_counter()
    for link in home.links * 200:
        smell(methodology, link, home)
    print(f"smell, remembered: {(time.perf_counter() - start) / (len(home.links) * 200) * 1e6:.1f} µs")
    fresh = [Link(f"{BASE}/new/{n}", f"Новый раздел номер {n}") for n in range(2000)]
    start = time.perf_counter()
    for link in fresh:
        smell(methodology, link, home)
    print(f"smell, new wording: {(time.perf_counter() - start) / len(fresh) * 1e6:.1f} µs")


if __name__ == "__main__":
    main()
