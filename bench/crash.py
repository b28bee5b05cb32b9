"""What is left of nights that are killed a hundred times? The real command line, the real workers, a loopback region.

    python -m bench.crash [--kills 100] [--seed 1]

An audit of the demo region (without its sites that never answer) is started and resumed again and again; each time its
coordinator or one of its workers is killed (-9) at a random moment. A run that lives to its end is held against one
nobody disturbed, and the next begins, until all blows have fallen. After every death the database must be sound; in
the end every organization must be recorded once, with the verdicts of the undisturbed run. Ends with 1 otherwise.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from audits.demo import ON, serve_region, write_registry
from audits.demo.region import DemoRegion
from audits.demo.sites import faults
from audits.store import Store
from tests.audits.crashing import ROOT, Ordeal, torment

Verdicts = dict[tuple[str, str], str]


class Left(NamedTuple):
    """What a run that was killed and resumed came to."""

    state: str
    organizations: int
    recorded: int
    twice: int  # rows of the ledger and findings that stand there more than once
    problems: list[str]  # of PRAGMA integrity_check
    different: list[str]  # verdicts that are not those of the undisturbed run: "school rule: passed | failed"

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, doubled or changed."""
        whole = self.state == "finished" and self.recorded == self.organizations
        return whole and not (self.twice or self.problems or self.different)


def main() -> int:
    """Torment and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument(
        "--span", type=float, default=0.0, help="seconds within which a blow falls; 0: an undisturbed run's length"
    )
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, serve_region() as region:
        folder = Path(name)
        _prepare(folder, region)
        hosts = [
            f"--resolve={host}=127.0.0.1" for host, to in region.hosts.items() if "*" not in host and to == "127.0.0.1"
        ]
        hosts.append(f"--bus-gov-url={region.bus_gov_url}")
        calm = folder / "calm.db"
        began = time.monotonic()
        subprocess.run(_command(folder, calm, *hosts), cwd=ROOT, check=True, capture_output=True)
        span = given.span or time.monotonic() - began
        expected, dealt, sound = _verdicts(calm), 0, True
        began = time.monotonic()
        print(f"an undisturbed run: {len(expected)} verdicts; blows fall within {span:.1f} s of a start")
        print("run  coordinator  worker  starts  recorded  twice  integrity  verdicts  different")
        for number in range(1, given.kills + 1):
            if dealt >= given.kills:
                break
            db = folder / f"killed-{number}.db"
            ordeal = torment(
                _command(folder, db, *hosts),
                _command(folder, db, *hosts, "--resume"),
                db,
                kills=given.kills - dealt,
                span=span,
                seed=given.seed + number,
            )
            dealt += ordeal.kills.total()
            left = _left(db, expected)
            sound &= left.sound
            print(_line(number, ordeal, left, len(expected)), flush=True)
        print(f"{dealt} kills in {time.monotonic() - began:.0f} s; {'nothing lost' if sound else 'SOMETHING WAS LOST'}")
    return int(not sound)


def _prepare(folder: Path, region: DemoRegion) -> None:
    """Registry and settings; without the sites that never answer: waiting for them is no part of this."""
    path = folder / "registry.csv"
    write_registry(path, region.port, region.closed_port)
    left_out = {make().organization.id for make in faults.SITES}
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if line.partition(";")[0] not in left_out), "utf-8")
    (folder / "nok.toml").write_text("[crawl]\ntimeout = 3.0\nretries = 0\nbus-gov-delay = 0.0\n")


def _command(folder: Path, db: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "audits.cli", "audit", "--registry", str(folder / "registry.csv"), "--db", str(db),
        "--config", str(folder / "nok.toml"), "--on", ON.isoformat(), "--render", "never",
        "--allow-private-networks", "--workers", "2", "--exit-zero", "--no-progress", *more,
    ]  # fmt: skip


def _left(db: Path, expected: Verdicts) -> Left:
    with Store.open(db) as store:
        (run,) = store.runs()
        rows = Counter(row.organization.id for row in store.ledger(run.id))
        findings = Counter((item.organization, item.rule) for item in store.findings(run.id))
        problems = store.integrity_check()
    found = _verdicts(db)
    return Left(
        state=run.state,
        organizations=run.organizations,
        recorded=run.judged + run.untested,
        twice=sum(count > 1 for counts in (rows, findings) for count in counts.values()),
        problems=problems,
        different=[
            f"{' '.join(key)}: {expected.get(key)} | {found.get(key)}"
            for key in sorted(expected.keys() | found.keys())
            if expected.get(key) != found.get(key)
        ],
    )


def _line(number: int, ordeal: Ordeal, left: Left, verdicts: int) -> str:
    unlike = "".join(f"\n     {one}" for one in left.different[:10])
    return (
        f"{number:3}  {ordeal.kills['coordinator']:11}  {ordeal.kills['worker']:6}  {ordeal.starts:6}  "
        f"{left.recorded:3} of {left.organizations:2}  {left.twice:4}  {'; '.join(left.problems) or 'ok':9}  "
        f"{verdicts:8}  {len(left.different):9}{unlike}"
    )


def _verdicts(db: Path) -> Verdicts:
    with Store.open(db) as store:
        return {(item.organization, item.rule): str(item.finding.outcome) for item in store.findings()}


if __name__ == "__main__":
    raise SystemExit(main())
