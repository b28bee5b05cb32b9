"""A worker that does not outlive its coordinator: `crawler.worker` on a leash, as `python -m audits.workers.leash`.

A coordinator killed with -9 cannot end its workers, and one that reads a slow site would go on asking it for
minutes on nobody's behalf. On Linux the kernel ends it; elsewhere it ends at its next line, when nobody reads.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def tie(parent: int) -> None:
    """Ask the kernel to end this process when the thread that started it ends; leave if it is gone already."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        raise SystemExit(1)


def main() -> int:
    """Tie, then work. Arguments: the worker's module, unless it is the crawler's, and the coordinator's process id."""
    tie(int(sys.argv[-1]))
    gc.disable()  # what is imported stays: going over it again and again costs a sixth of the start
    work = importlib.import_module(sys.argv[1] if len(sys.argv) > 2 else "crawler.worker")
    gc.enable()
    return int(work.main())


if __name__ == "__main__":
    raise SystemExit(main())
