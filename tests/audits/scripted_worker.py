"""A worker without a network: what happens to a site is written in its host name.

ok-…       answers with two pages        timeout-N-…  times out on its first N visits
dns-…      has no address                hang-…       never ends
die-…      takes the process with it     babble-…     answers, between lines that are no JSON
slow-…     answers after 0.3 s           mute-…       is skipped: the process ends without a word about it
fade-N-…   answers on its first N visits, then never again
lost-N-…   answers on its first N visits, then has no address any more
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from audits.workers.advisor import make_advisor
from audits.workers.shard import write_result
from crawler.items import Block, BlockKind, Coverage, Link, Page, Reason, Site

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def visits(host: str) -> int:
    """How often this host was visited before, over all processes; counted in `NOK_SCRIPT`."""
    log = Path(os.environ["NOK_SCRIPT"]) / host
    with log.open("ab") as file:
        file.write(b".")
    return log.stat().st_size - 1


def refused(url: str, reason: Reason) -> Site:
    return Site(start_url=url, refusal=reason, started_at=NOW, finished_at=NOW)


def answered(url: str) -> Site:
    page = Page(
        url=url,
        fetched_at=NOW,
        sha256="ab" * 32,
        title="Школа",
        blocks=(Block(kind=BlockKind.HEADING, text="Школа вымышленного села", level=1),),
        links=(Link(url=url + "contacts", text="Контакты"),),
    )
    coverage = Coverage(
        complete=True, home_read=True, navigation_read=True, sitemap_read=True, smelling_read=True,
        stopped="exhausted", pages=1, requests=3, bytes=900, seconds=0.1,
    )  # fmt: skip
    return Site(start_url=url, home_url=url, pages=(page,), coverage=coverage, started_at=NOW, finished_at=NOW)


def visit(url: str) -> Site | None:
    host = urlsplit(url).hostname or ""
    kind, *rest = host.split(".")[0].split("-")
    before = visits(host)
    if kind == "die":
        print("память кончилась", file=sys.stderr, flush=True)
        os._exit(3)
    if kind == "hang":
        time.sleep(60)
    if kind == "slow":
        time.sleep(0.3)
    if kind == "mute":
        return None
    if kind == "dns":
        return refused(url, Reason.DNS_FAILURE)
    if kind == "timeout" and before < int(rest[0]):
        return refused(url, Reason.TIMEOUT)
    if kind == "lost" and before >= int(rest[0]):
        return refused(url, Reason.DNS_FAILURE)
    if kind == "fade" and before >= int(rest[0]):
        return refused(url, Reason.CONNECTION_RESET)
    if kind == "babble":
        print("not json", flush=True)
    return answered(url)


def main() -> None:
    job = json.loads(sys.stdin.buffer.read())
    for site in job["sites"]:
        print(json.dumps({"event": "started", "id": site["id"]}), flush=True)
    for site in job["sites"]:
        seen = visit(site["url"])
        if seen is None:
            continue
        advisor = make_advisor(site["context"])
        sys.stdout.buffer.write(write_result(site["id"], site["context"], seen, advisor, {}) + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
