"""Size and time of the HTML report for a whole region.

    python -m bench.report [ORGANIZATIONS] [DIRECTORY]

Fills a database with an invented region (default: 2,000 organizations, two nights), writes the report and prints how
long that took, how large it is, the peak memory, and — where a browser is found — the time to the first view.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from audits.changes.compare import compare
from audits.model import AuditOptions, AuditResult, Shot
from audits.report import write_report
from audits.store import Store
from crawler.items import Coverage, Facts, Page, Picture, Reason, Site, Step
from rules.catalog_model import Methodology
from rules.load import load_methodology
from rules.model import Evidence, Finding, Judgement, Organization, Outcome, Sector, Subject

START = datetime(2026, 11, 20, 19, 0, tzinfo=UTC)
PLACES = [f"{name} район" for name in ("Лесной", "Речной", "Горный", "Озёрный", "Степной", "Луговой", "Северный")]
WORDS = ["независимая", "оценка", "качества", "условий", "оказания", "услуг", "план", "по", "недостаткам", "отчёт"]
PAGES = 20


def organizations(count: int) -> list[Organization]:
    """An invented region."""
    return [
        Organization(
            id=f"org-{number:05d}",
            name=f"МКУ «Вымышленное учреждение № {number}»",
            sector=list(Sector)[number % len(Sector)],
            municipality=PLACES[number % len(PLACES)],
            site=f"https://org{number}.region.example/",
            assessed_years=(2020, 2023),
        )
        for number in range(count)
    ]


def facts(organization: Organization) -> Facts:
    """What was read of a site: twenty pages, two clicks deep."""
    home = organization.site
    pages = [Page(home, fetched_at=START, sha256="ab" * 32, title="Главная")]
    for number in range(1, PAGES):
        url = f"{home}razdel-{number % 5}/stranitsa-{number}.html"
        path = (Step(f"{home}razdel-{number % 5}/", "Независимая оценка"), Step(url, f"Страница {number}"))
        pages.append(Page(url, fetched_at=START, sha256=f"{number:02d}" * 32, depth=2, click_path=path))
    seen = Coverage(True, True, True, True, True, "exhausted", PAGES, 24, 900_000, 11.0)
    return Facts(Site(home, home, tuple(pages), coverage=seen, started_at=START, finished_at=START))


# Lengths are those of the demo region's audit: a quotation of 90 characters, a message of 40, an address of 60.
def judgement(methodology: Methodology, organization: Organization, seen: Facts, on: date, seed: int) -> Judgement:
    """Verdicts in the proportions of a real region: one in five a deficiency, one in ten not told."""
    dice = random.Random(f"{organization.id}/{seed}")
    pages = seen.site.pages if seen.site else ()
    findings = []
    for rule in methodology.rules_for(Subject.ORGANIZATION):
        outcome = dice.choices(
            [Outcome.FAILED, Outcome.INCONCLUSIVE, Outcome.INAPPLICABLE, Outcome.PASSED], [20, 10, 10, 60]
        )[0]
        quotes = tuple(
            Evidence(
                page.url,
                " ".join(dice.choices(WORDS, k=dice.randint(3, 18))),
                "/html/body/div[2]/p[3]",
                page.sha256,
                START,
            )
            for page in dice.sample(pages, dice.randint(1, 4))
        )
        absent = outcome is Outcome.FAILED and dice.random() < 0.5
        findings.append(
            Finding(
                rule.id,
                outcome,
                Reason.CAPTCHA if outcome is Outcome.INCONCLUSIVE else None,
                rule.severity,
                f"{rule.title}.",
                evidence=() if absent or outcome is Outcome.INAPPLICABLE else quotes,
                requirement=rule.requirement,
                pages_read=tuple(page.url for page in pages) if absent else (),
            )
        )
    return Judgement(methodology.id, on, tuple(findings))


def picture(url: str, number: int) -> Shot:
    """Bytes as many as a picture has and as little to be compressed."""
    body = b"RIFF" + random.Random(number).randbytes(24_000)
    return Shot(Picture(url, body, 960, 675, START), content="c", basis="b")


def fill(path: Path, count: int) -> None:
    """Two nights: in the second, one organization in ten is judged differently."""
    methodology, region = load_methodology("kbr-2017"), organizations(count)
    clock = [START]

    def now() -> datetime:
        clock[0] += timedelta(milliseconds=1)
        return clock[0]

    with Store.open(path, now=now) as store:
        for night in range(2):
            on = date(2026, 11, 20 + night)
            run = store.begin_run(region, AuditOptions(on=on))
            for number, one in enumerate(region):
                seen = facts(one)
                judged = judgement(methodology, one, seen, on, night if number % 10 == 0 else 0)
                shots = (picture(one.site, number),) if night == 0 else ()
                store.record(
                    run.id, AuditResult(one.id, True, judged, seen, started_at=START, finished_at=START, pictures=shots)
                )
            store.finish_run(run.id)


def first_view(index: Path) -> list[str]:
    """Milliseconds to the first view of the heaviest pages, in a cold browser; empty without one."""
    executable = os.environ.get("NOK_CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not executable:
        return ["no browser found: first view not measured"]
    from playwright.sync_api import sync_playwright

    lines = []
    with sync_playwright() as playwright:
        for name in ("index.html", "organizations.html", "rules.html", "org/org-00001.html"):
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto((index.parent / name).as_uri())
            page.wait_for_timeout(200)
            painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1")
            loaded = page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
            kilobytes = (index.parent / name).stat().st_size / 1024
            lines.append(f"{name}: {kilobytes:.0f} KB, first paint {painted:.0f} ms, loaded {loaded} ms")
            browser.close()
    return lines


def main() -> None:
    """Run and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as scratch:
        directory = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch) / "report"
        database = Path(scratch) / "nok.db"
        fill(database, count)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began, worked = time.perf_counter(), time.process_time()
        with Store.open(database) as store:
            run = store.latest_run()
            assert run is not None
            base = store.baseline(run.id)
            assert base is not None
            changes = compare(store.findings(run.id), store.findings(base.id), store.standing(base.id))
            compared = time.process_time() - worked
            written = write_report(
                store, run, load_methodology(run.methodology), directory, comparison=changes, baseline=base
            )
        took, worked = time.perf_counter() - began, time.process_time() - worked
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(
            f"organizations {count}, pages {written.pages}, pictures {written.pictures} (no room for "
            f"{written.left_out}), size {written.bytes / 1e6:.1f} MB"
        )
        print(
            f"processor time {worked:.1f} s (comparison {compared:.1f} s), wall {took:.1f} s, peak {peak / 1024:.0f} "
            f"MB ({before / 1024:.0f} before)"
        )
        print("\n".join(first_view(directory / "index.html")))


if __name__ == "__main__":
    main()
