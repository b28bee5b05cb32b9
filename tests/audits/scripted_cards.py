"""A card worker without a service: what each organization's card says is written in the file `NOK_CARDS`.

{"<id>": {card…}, "delay": seconds before each answer, "wait_for": a file without which nothing is answered,
 "die_after": answers before the process is gone, "die_of": the job that takes it along,
 "hang_after": answers before it says no more}
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path


def main() -> None:
    told = json.loads(Path(os.environ["NOK_CARDS"]).read_text("utf-8"))
    Path(os.environ["NOK_CARDS"]).with_name("settings.json").write_text(sys.stdin.readline(), "utf-8")
    while "wait_for" in told and not Path(told["wait_for"]).exists():
        time.sleep(0.02)
    for number, line in enumerate(sys.stdin):
        if number >= told.get("die_after", 10**9):
            os._exit(4)
        while number >= told.get("hang_after", 10**9):
            time.sleep(1.0)
        time.sleep(told.get("delay", 0.0))
        job = json.loads(line)
        if job["id"] == told.get("die_of"):
            os._exit(4)
        missing = {"reason": "registry_unavailable", "detail": "нет в сценарии"}
        print(json.dumps({"event": "card", "id": job["id"], "card": told.get(job["id"], missing)}), flush=True)


if __name__ == "__main__":
    main()
