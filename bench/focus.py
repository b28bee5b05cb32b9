"""What does focus save, and does it cost truth? The demo region, focused beside exhaustive.

    python -m bench.focus [--render auto]

Audits the built-in region twice into scratch databases: as usual, and reading everything the budget allows. Prints
requests and verdicts of every organization whose home page was read, and the medians.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path

import msgspec

from audits.demo import serve_region
from audits.demo.command import demo_options
from audits.engine import audit
from audits.store import Store

Verdicts = dict[str, str]


def main() -> int:
    """Audit twice, compare, print; 1 when a verdict differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--render", default="never")
    given = parser.parse_args()
    requests: list[dict[str, int]] = []
    verdicts: list[dict[str, Verdicts]] = []
    stopped: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name, serve_region() as region:
        for exhaustive in (False, True):
            options = msgspec.structs.replace(demo_options(region, render=given.render), exhaustive=exhaustive)
            with Store.open(Path(name) / f"{exhaustive}.db") as store:
                run = audit(region.organizations, options, store, workers=2, waves=0)
                asked: dict[str, int] = {}
                for row in store.ledger(run.id):
                    facts = store.facts(run.id, row.organization.id)
                    if facts and facts.site and facts.site.home:
                        asked[row.organization.id] = row.requests
                        if not exhaustive:
                            stopped[row.organization.id] = facts.site.coverage.stopped
                requests.append(asked)
                found: dict[str, Verdicts] = {}
                for item in store.findings(run.id):
                    found.setdefault(item.organization, {})[item.rule] = str(item.finding.outcome)
                verdicts.append(found)
    different = 0
    print(f"{'organization':16} {'focused':>8} {'all':>6}  stopped    verdicts that differ")
    for id in sorted(requests[0]):
        ours, theirs = verdicts[0][id], verdicts[1][id]
        unlike = [f"{rule}: {ours[rule]} | {theirs.get(rule)}" for rule in ours if ours[rule] != theirs.get(rule)]
        different += len(unlike)
        print(f"{id:16} {requests[0][id]:8} {requests[1].get(id, 0):6}  {stopped[id]:10} {'; '.join(unlike)}")
    for title, pick in (("all", ("decided", "exhausted")), ("decided", ("decided",)), ("exhausted", ("exhausted",))):
        ids = [id for id, why in stopped.items() if why in pick]
        if ids:
            focused = statistics.median(requests[0][id] for id in ids)
            everything = statistics.median(requests[1].get(id, 0) for id in ids)
            print(f"{title} ({len(ids)}): median {focused:g} requests focused, {everything:g} exhaustive")
    print(f"verdicts that differ: {different} of {sum(map(len, verdicts[0].values()))}")
    return int(different > 0)


if __name__ == "__main__":
    raise SystemExit(main())
