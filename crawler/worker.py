"""The worker process: a JSON job on stdin, one JSON line per event or finished site on stdout, talk on stderr.

    {"sites": [{"id", "url", "context": {…}, "course"}, …], "settings": {…}, "advisor": "package.make",
     "memory": "package.recall", "sink": "package.write"}

`advisor(context) -> Advisor`; `memory(context) -> Recollection | None`: the last visit of the site;
`sink(site_id, context, Site, Advisor, snapshots) -> bytes | None` returns one JSON line. Without them sites are read
breadth-first and anew, and come out as `{"id": …, "site": {…}}`.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import ssl
import sys
from collections.abc import Callable
from typing import IO, Any

import msgspec
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from crawler import settings as defaults
from crawler.advisor import Advisor
from crawler.frontier.advice import breadth_first
from crawler.items import Site
from crawler.network.authorities import trust
from crawler.settings import CrawlOptions, scrapy_settings
from crawler.spiders.organization import Job, OrganizationSpider, nothing_remembered

logger = logging.getLogger(__name__)

Sink = Callable[[str, dict[str, Any], Site, Advisor, dict[str, bytes]], bytes | None]


class Spec(msgspec.Struct, frozen=True):
    """What a worker is asked to do."""

    sites: tuple[Job, ...]
    settings: CrawlOptions = CrawlOptions()
    advisor: str = ""
    memory: str = ""
    sink: str = ""


def write_site(
    site_id: str, context: dict[str, Any], site: Site, advisor: Advisor, snapshots: dict[str, bytes]
) -> bytes:
    """The default sink: the site as it is."""
    return msgspec.json.encode({"id": site_id, "site": site})


def run(spec: Spec, out: IO[bytes]) -> None:
    """Visit every site of a job; returns when the last one is written. Starts (and uses up) the process's reactor."""
    if spec.settings.ca_file:
        try:
            trust(spec.settings.ca_file)
        except (OSError, ssl.SSLError) as error:
            logger.error("Certificates under %s stay untrusted: %s", spec.settings.ca_file, error)
    sink: Sink = load_object(spec.sink) if spec.sink else write_site
    advisor = load_object(spec.advisor) if spec.advisor else breadth_first
    memory = load_object(spec.memory) if spec.memory else nothing_remembered

    def on_start(job: Job) -> None:
        _write(out, msgspec.json.encode({"event": "started", "id": job.id}))

    def on_site(job: Job, site: Site, used: Advisor, snapshots: dict[str, bytes]) -> None:
        try:
            line = sink(job.id, job.context, site, used, snapshots)
        except Exception as error:
            logger.exception("The sink failed on site %s", job.id)
            line = msgspec.json.encode({"event": "failed", "id": job.id, "detail": repr(error)[:500]})
        if line is not None:
            _write(out, line)

    settings = Settings()
    settings.setmodule(defaults, priority="project")
    settings.setdict(scrapy_settings(spec.settings), priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    process.crawl(
        OrganizationSpider,
        jobs=spec.sites,
        options=spec.settings,
        advisor=advisor,
        memory=memory,
        on_start=on_start,
        on_site=on_site,
    )
    gc.freeze()  # all of the program; what comes from now on are facts
    process.start(install_signal_handlers=False)


def _write(out: IO[bytes], line: bytes) -> None:
    try:
        out.write(line.rstrip(b"\n") + b"\n")
        out.flush()
    except BrokenPipeError:  # whoever asked is gone: nobody will read the rest
        os._exit(1)


def _stop(signum: int, frame: object) -> None:
    """Leave at once. Finished sites are written and flushed; the others are the coordinator's to ask for again."""
    os._exit(128 + signum)


def main() -> int:
    """Entry point of `python -m crawler.worker`."""
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    gc.set_threshold(20_000, 10, 5)  # facts are many and acyclic: the default scans them over and over
    try:
        spec = msgspec.json.decode(sys.stdin.buffer.read(), type=Spec)
    except msgspec.DecodeError as error:
        print(f"The job was not started: stdin is no valid job ({error}). See crawler/worker.py.", file=sys.stderr)
        return 2
    # our own buffer: with PYTHONUNBUFFERED there is none, and a write the system breaks off (a laptop put to sleep, a
    # process stopped for a while) would lose the rest of its line
    with open(sys.stdout.fileno(), "wb", closefd=False) as out:
        run(spec, out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
