"""Do verdicts stay when every page of every site is rewritten so that a person would say the same of it?

    python -m bench.metamorphic [--corpus DIR] [--only NAME …] [--list]

Rewrites (`bench.rewritings`) all pages of the demo region, or of a corpus, audits each version without a browser, and
compares all verdicts of all rules with those on the pages as they were. Prints a line a rewriting: verdicts compared,
and how many turned into failed, passed, inconclusive, inapplicable. `--list` names each. A verdict that turns is no
proof of a fault: read it.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from audits.accuracy.corpus import load_corpus
from audits.accuracy.server import serve
from audits.demo.command import demo_options
from audits.demo.model import Host, Reply, Request
from audits.demo.region import hosts as region_hosts
from audits.demo.region import serve_region
from audits.engine import audit
from audits.model import AuditOptions, Budget
from audits.store import Store
from bench.night import ON
from bench.rewritings import REWRITINGS, Rewriting
from crawler.extract.encoding import decode
from rules.model import Finding, Organization

_ORDER = ("failed", "passed", "inconclusive", "inapplicable")  # the worst turns first
_MEANT = {"nameless_fields": frozenset({"feedback-form-accessible"})}  # rules that a rewriting means to change
Verdicts = Mapping[tuple[str, str], Finding]


class Turned(NamedTuple):
    """One verdict that did not stay."""

    organization: str
    rule: str
    before: Finding
    after: Finding

    @property
    def kind(self) -> str:
        """What it turned into."""
        return str(self.after.outcome)


def rewritten(body: bytes, rewriting: Rewriting) -> bytes:
    """A page's bytes after a rewriting, in the encoding it had; other characters as numbers."""
    known = decode(body)
    text = rewriting(known.text, random.Random(len(body)))
    return text.encode(known.encoding, errors="xmlcharrefreplace")


@contextmanager
def demo(rewriting: Rewriting | None) -> Iterator[tuple[list[Organization], AuditOptions]]:
    """The built-in region in other clothes."""
    hosts = dict(region_hosts())
    if rewriting:
        hosts |= {name: _Dressed(host, rewriting) for name, host in hosts.items() if "bus.gov.ru" not in name}
    with serve_region(table=hosts) as region:
        yield list(region.organizations), demo_options(region, render="never")


class _Dressed:
    """A host that rewrites its pages."""

    def __init__(self, host: Host, rewriting: Rewriting) -> None:
        self._host, self._rewriting = host, rewriting
        self._made: dict[int, tuple[Reply, Reply]] = {}

    def __call__(self, request: Request) -> Reply:
        reply = self._host(request)
        if "html" not in reply.content_type or callable(reply.body):
            return reply
        if id(reply) not in self._made:  # the reply is kept, and so its id stays its own
            new = msgspec.structs.replace(reply, body=rewritten(reply.body, self._rewriting))
            self._made[id(reply)] = (reply, new)
        return self._made[id(reply)][1]


@contextmanager
def corpus(folder: Path, rewriting: Rewriting | None) -> Iterator[tuple[list[Organization], AuditOptions]]:
    """The whole sites of a labelled corpus in other clothes; nothing is written into it."""
    sites = [site for site in load_corpus(folder) if site.whole]
    hosts = {site.slug: f"{site.slug}.corpus.test" for site in sites}
    change = None if rewriting is None else (lambda body: rewritten(body, rewriting))
    with serve({hosts[site.slug]: site.folder for site in sites}, change=change) as port:
        organizations = [site.organization(f"http://{hosts[site.slug]}:{port}/{site.home_path}") for site in sites]
        yield (
            organizations,
            AuditOptions(
                on=ON,
                render="never",
                allow_private=True,
                budget=Budget(seconds=600, requests=2000),
                hosts={"*": "127.0.0.1"},
            ),
        )


def verdicts(organizations: list[Organization], options: AuditOptions) -> Verdicts:
    """All findings of one audit, by organization and rule."""
    with tempfile.TemporaryDirectory() as name, Store.open(Path(name) / "m.db") as store:
        run = audit(organizations, options, store, workers=2, waves=0)
        return {(one.organization, one.finding.rule): one.finding for one in store.findings(run.id)}


def compared(before: Verdicts, after: Verdicts, besides: frozenset[str] = frozenset()) -> list[Turned]:
    """What turned, accusations first. `besides` rules that should turn."""
    turned = [
        Turned(*key, one, after[key])
        for key, one in before.items()
        if key in after and after[key].outcome is not one.outcome and key[1] not in besides
    ]
    return sorted(turned, key=lambda one: (_ORDER.index(one.kind), one.organization, one.rule))


def line(name: str, before: Verdicts, turned: list[Turned]) -> str:
    """One row of the table."""
    counts = [sum(one.kind == kind for one in turned) for kind in _ORDER]
    return f"{name:20} {len(before):6}" + "".join(f" {count:12}" for count in counts)


def main() -> int:
    """Audit every version and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=None)
    parser.add_argument("--only", nargs="*", choices=sorted(REWRITINGS), default=list(REWRITINGS))
    parser.add_argument("--list", action="store_true", help="print every verdict that turned")
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

    def judged(rewriting: Rewriting | None) -> Verdicts:
        with corpus(given.corpus, rewriting) if given.corpus else demo(rewriting) as (organizations, options):
            return verdicts(organizations, options)

    before = judged(None)
    print(f"{'rewriting':20} {'of':>6}" + "".join(f" {kind:>12}" for kind in _ORDER))
    for name in given.only:
        turned = compared(before, judged(REWRITINGS[name]), _MEANT.get(name, frozenset()))
        print(line(name, before, turned), flush=True)
        for one in turned if given.list else ():
            print(f"    {one.before.outcome} > {one.kind}: {one.organization} {one.rule}: {one.after.message[:200]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
