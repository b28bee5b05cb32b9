"""What does focus save, and does it cost truth? Every site focused beside exhaustive, in one run.

    python -m bench.focus [--render auto] [--corpus DIR]

Audits a region twice into scratch databases: as usual, and reading everything the budget allows. The region is the
built-in one, or the whole captures of a labelled corpus (`--corpus`; the layout is that of `nok bench accuracy`).
Prints requests and verdicts of every organization whose home page was read, and the medians; ends with 1 when a
verdict differs.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

from audits.accuracy.corpus import load_corpus
from audits.accuracy.server import serve
from audits.demo import serve_region
from audits.demo.command import demo_options
from audits.demo.pages import ON
from audits.engine import audit
from audits.model import AuditOptions, Budget
from audits.store import Store
from rules.model import Organization


class Read(NamedTuple):
    """What one audit of one organization asked for and said."""

    requests: int
    stopped: str  # why the crawl ended
    complete: bool  # whether all was read that absence needs
    verdicts: dict[str, str]


Region = tuple[Sequence[Organization], AuditOptions]


@contextmanager
def demo(render: str) -> Iterator[Region]:
    """The built-in region."""
    with serve_region() as region:
        yield region.organizations, demo_options(region, render=render)


@contextmanager
def corpus(folder: Path, render: str) -> Iterator[Region]:
    """Captures of whole sites; single pages can say nothing of absence."""
    sites = [site for site in load_corpus(folder) if site.whole]
    hosts = {site.slug: f"{site.slug}.corpus.test" for site in sites}
    with serve({hosts[site.slug]: site.folder for site in sites}) as port:
        organizations = [site.organization(f"http://{hosts[site.slug]}:{port}/{site.home_path}") for site in sites]
        yield (
            organizations,
            AuditOptions(
                on=ON,
                render=render,
                allow_private=True,
                budget=Budget(seconds=600, requests=3000),
                hosts=dict.fromkeys(hosts.values(), "127.0.0.1"),
            ),
        )


def read(region: Region, db: Path, *, exhaustive: bool) -> dict[str, Read]:
    """Audit a region once; what was read of every organization whose home page could be read."""
    organizations, options = region
    found: dict[str, Read] = {}
    with Store.open(db) as store:
        run = audit(organizations, msgspec.structs.replace(options, exhaustive=exhaustive), store, workers=2, waves=0)
        verdicts: dict[str, dict[str, str]] = {}
        for item in store.findings(run.id):
            verdicts.setdefault(item.organization, {})[item.rule] = str(item.finding.outcome)
        for row in store.ledger(run.id):
            facts = store.facts(run.id, row.organization.id)
            if facts and facts.site and facts.site.home:
                seen = facts.site.coverage
                found[row.organization.id] = Read(
                    row.requests, seen.stopped, seen.complete, verdicts[row.organization.id]
                )
    return found


def tell(focused: dict[str, Read], exhaustive: dict[str, Read]) -> int:
    """Print the table and the medians; returns how many verdicts differ."""
    different = 0
    print(f"{'organization':32} {'focused':>8} {'all':>6}  {'stopped':10} {'complete':9} verdicts that differ")
    for id, ours in sorted(focused.items()):
        theirs = exhaustive.get(id, Read(0, "", False, {}))
        unlike = [
            f"{rule}: {said} | {theirs.verdicts.get(rule)}"
            for rule, said in ours.verdicts.items()
            if said != theirs.verdicts.get(rule)
        ]
        different += len(unlike)
        whole = "yes" if ours.complete else ""
        print(f"{id:32} {ours.requests:8} {theirs.requests:6}  {ours.stopped:10} {whole:9} {'; '.join(unlike)}")
    kinds = {
        "all": list(focused),
        "decided": [id for id, one in focused.items() if one.stopped == "decided"],
        "exhausted": [id for id, one in focused.items() if one.stopped == "exhausted"],
        "nothing failed": [id for id, one in focused.items() if "failed" not in one.verdicts.values()],
    }
    for title, ids in kinds.items():
        if ids:
            few = statistics.median(focused[id].requests for id in ids)
            many = statistics.median(exhaustive[id].requests for id in ids if id in exhaustive)
            print(f"{title} ({len(ids)}): median {few:g} requests focused, {many:g} exhaustive")
    total = sum(len(one.verdicts) for one in focused.values())
    print(f"verdicts that differ: {different} of {total}")
    return different


def main() -> int:
    """Audit twice, compare, print; 1 when a verdict differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--render", default="never", choices=("never", "auto"))
    parser.add_argument("--corpus", type=Path, default=None, help="folder of a labelled corpus")
    given = parser.parse_args()
    serving = corpus(given.corpus, given.render) if given.corpus else demo(given.render)
    with tempfile.TemporaryDirectory() as name, serving as region:
        focused = read(region, Path(name) / "focused.db", exhaustive=False)
        exhaustive = read(region, Path(name) / "exhaustive.db", exhaustive=True)
    return int(tell(focused, exhaustive) > 0)


if __name__ == "__main__":
    raise SystemExit(main())
