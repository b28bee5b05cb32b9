"""What is left of a night that is killed a hundred times? The real command line, the real workers, the demo region.

    python -m bench.crash [--kills 100] [--seed 1]

An audit of the demo region is started and resumed again and again; each time its coordinator or one of its workers
is killed (-9) at a random moment. The database is checked after every death. In the end every organization must be
recorded once, and the findings must be those of a run nobody disturbed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from audits.demo import ON, serve_region, write_registry
from audits.store import Store
from tests.audits.crashing import ROOT, torment


def main() -> int:
    """Torment and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--span", type=float, default=6.0, help="seconds within which a blow falls")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, serve_region() as region:
        folder = Path(name)
        write_registry(folder / "registry.csv", region.port, region.closed_port)
        (folder / "nok.toml").write_text("[crawl]\ntimeout = 3.0\nretries = 0\n")
        hosts = [f"--resolve={host}={address}" for host, address in region.hosts.items() if "*" not in host]
        hosts = [pair for pair in hosts if pair.endswith("=127.0.0.1")]
        calm, db = folder / "calm.db", folder / "killed.db"
        subprocess.run(_command(folder, calm, *hosts), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        began = time.monotonic()
        ordeal = torment(
            _command(folder, db, *hosts),
            _command(folder, db, *hosts, "--resume"),
            db,
            kills=options.kills,
            span=options.span,
            seed=options.seed,
        )
        seconds = time.monotonic() - began
        expected, found = _verdicts(calm), _verdicts(db)
        with Store.open(db) as store:
            (run,) = store.runs()
            problems = store.integrity_check()
        different = sorted(key for key in expected.keys() | found.keys() if expected.get(key) != found.get(key))
        print(f"kills: {dict(ordeal.kills)}, starts: {ordeal.starts}, {seconds:.0f} s")
        print(f"run {run.state}: {run.judged} judged + {run.untested} untested of {run.organizations}")
        print(
            f"integrity_check: {problems or 'ok'}; verdicts {len(found)}, different from a calm run: {len(different)}"
        )
        for organization, rule in different[:10]:
            print("  ", organization, rule, expected.get((organization, rule)), found.get((organization, rule)))
    return int(bool(problems) or run.judged + run.untested != run.organizations)


def _command(folder: Path, db: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "audits.cli", "audit", "--registry", str(folder / "registry.csv"), "--db", str(db),
        "--config", str(folder / "nok.toml"), "--on", ON.isoformat(), "--render", "never", "--bus-gov-url", "http://bus.gov.ru",
        "--allow-private-networks", "--workers", "2", "--exit-zero", "--no-progress", *more,
    ]  # fmt: skip


def _verdicts(db: Path) -> dict[tuple[str, str], str]:
    with Store.open(db) as store:
        return {(item.organization, item.rule): str(item.finding.outcome) for item in store.findings()}


if __name__ == "__main__":
    raise SystemExit(main())
