"""A night in a process of its own, killed with SIGKILL where it is told to be.

Arguments: folder, stage at which to die ("" for none). What would have been sent is appended to `folder/sent`.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from audits.model import AuditOptions
from audits.night.nightly import NightPlan, Tools, spend_night
from audits.night.notify import Sending
from audits.store import Store
from rules.model import Organization, Sector
from tests import warm

COMMAND = (*warm.COMMAND, "tests.audits.scripted_worker")
HOSTS = ("ok-1", "slow-2", "slow-3", "ok-4")


def main() -> None:
    folder, stage = Path(sys.argv[1]), sys.argv[2]
    seen: list[str] = []

    def log(event: str, sentence: str = "", **fields: Any) -> None:
        name = "visited" if event == "audited" and "organization" in fields else event
        seen.append(name)
        with (folder / "log").open("a") as file:
            file.write(f"{name}\n")
        if name == stage:
            os.kill(os.getpid(), signal.SIGKILL)

    def send(url: str, title: str, body: str) -> Sending:
        if stage == "before sending":
            os.kill(os.getpid(), signal.SIGKILL)
        with (folder / "sent").open("a") as file:
            file.write(f"{url} {title}\n")
        if stage == "sending":
            os.kill(os.getpid(), signal.SIGKILL)
        return Sending(True)

    organizations = [
        Organization(id=host, name=host, sector=Sector.EDUCATION, site=f"http://{host}.test/") for host in HOSTS
    ]
    plan = NightPlan(
        AuditOptions(),
        day=date(2026, 11, 20),
        workers=1,
        pause=0,
        exports=folder / "exports",
        keep_days=1,
        urls=("json://one", "json://two"),
        send_wait=0,
    )
    tools = Tools(now=lambda: datetime.now(UTC), log=log, send=send, command=COMMAND)
    with Store.open(folder / "nok.db") as store:
        spend_night(store, lambda: organizations, plan, tools)


if __name__ == "__main__":
    main()
