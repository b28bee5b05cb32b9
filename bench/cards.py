"""How far verdicts on cards are true: a bus.gov.ru of invented cards and the sites of their organizations.

    python -m bench.cards bench/sets/cards-1.tar.xz [--show]

A set (a folder, or one packed) holds `serve.py PORT` (the service on that port, all sites on the next, told apart by
host), `registry.csv` (with «PORT1» for the second port) and `labels.json`: id → {"rules": {rule: outcome}, "why": {…}}.
It takes some minutes, for one card does not answer and a guest waits between two requests.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from audits.engine import audit
from audits.model import AuditOptions
from audits.registry.load import load_registry
from audits.store import Store
from bench.labelled import report
from rules.model import Outcome

ON = date(2026, 11, 20)
COUNTED = ("as labelled", "false failed", "false passed", "undecided", "other")


def compared(folder: Path) -> list[tuple[str, str]]:
    """What comes of every label: one of `COUNTED`, and what differs."""
    port = _free_port()
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as name:
        registry = Path(name) / "registry.csv"
        text = (folder / "registry.csv").read_text(encoding="utf-8-sig")
        registry.write_text(text.replace("PORT1", str(port + 1)), encoding="utf-8")
        server = subprocess.Popen([sys.executable, "serve.py", str(port)], cwd=folder, stderr=subprocess.DEVNULL)
        try:
            time.sleep(2.0)
            options = AuditOptions(
                on=ON,
                render="auto",
                allow_private=True,
                hosts={"*": "127.0.0.1"},
                bus_gov_url=f"http://127.0.0.1:{port}",
            )
            with Store.open(Path(name) / "cards.db") as store:
                run = audit(load_registry(registry, ON).organizations, options, store, workers=1)
                found = {(one.organization, one.rule): one.finding for one in store.findings(run.id)}
        finally:
            server.terminate()
            server.wait(10)
    told = []
    for id, one in labels.items():
        for rule, expected in one["rules"].items():
            if expected == "unclear" or (id, rule) not in found:
                continue
            finding = found[id, rule]
            said = f"{id} {rule}: {expected}, found {finding.outcome}: {finding.message} ({one['why'].get(rule, '')})"
            told.append((_kind(expected, finding.outcome), said))
    return told


def _kind(expected: str, outcome: Outcome) -> str:
    if outcome == expected:
        return "as labelled"
    if outcome is Outcome.FAILED:
        return "false failed"
    if outcome is Outcome.PASSED:
        return "false passed"
    return "undecided" if outcome in (Outcome.INCONCLUSIVE, Outcome.UNTESTED) else "other"


def _free_port() -> int:
    for _ in range(50):
        with socket.socket() as probe, socket.socket() as following:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
            try:
                following.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port
    raise SystemExit("Nothing was measured: no two free ports in a row were found.")


def main() -> int:
    """Audit, compare and print."""
    return report(__doc__ or "", compared, COUNTED, COUNTED[:1], ("labels", COUNTED))


if __name__ == "__main__":
    raise SystemExit(main())
