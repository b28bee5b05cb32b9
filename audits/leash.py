"""A worker that does not outlive its coordinator: `python -m audits.leash` is `python -m crawler.worker` on a leash.

A coordinator killed with -9 cannot end its workers, and one that reads a slow site would go on asking it for
minutes on nobody's behalf. On Linux the kernel ends it; elsewhere it ends at its next line, when nobody reads.
"""

from __future__ import annotations

import ctypes
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
    """Tie, then work. The coordinator's process id is the only argument."""
    from crawler.worker import main as work

    tie(int(sys.argv[1]))
    return work()


if __name__ == "__main__":
    raise SystemExit(main())
