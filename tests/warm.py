"""Processes that begin where the imports end: one is kept ready for a session of tests, and forked for each start.

Hundreds of tests start a worker, and most of what that costs is loading the same program again. `COMMAND` and a module
make a command line as `python -m` does; where nothing is ready (`ready`), it is the same as that. Linux only: elsewhere
every start is a cold one. Tests of the start itself begin as users do.
"""

from __future__ import annotations

import atexit
import ctypes
import functools
import gc
import importlib
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VARIABLE = "NOK_WARM"  # where the address is told
COMMAND = (sys.executable, "-I", "-S", str(Path(__file__).with_name("warm_client.py")))
_LOADED = ("crawler.worker", "crawler.spiders.organization", "audits.workers.advisor", "audits.workers.shard")
_DIES_WITH_ITS_PARENT = 1  # PR_SET_PDEATHSIG


@functools.cache
def ready() -> str:
    """Address of the process that is kept ready, started when first asked for; empty where there can be none."""
    if not hasattr(os, "pidfd_open"):
        return ""
    folder = tempfile.TemporaryDirectory(prefix="warm")
    address = str(Path(folder.name) / "socket")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        command = [sys.executable, "-m", "tests.warm", str(listener.fileno())]
        server = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=(listener.fileno(),)
        )

    def stop() -> None:
        server.kill()
        server.wait()
        folder.cleanup()

    atexit.register(stop)
    return address


def _tied() -> None:
    ctypes.CDLL(None).prctl(_DIES_WITH_ITS_PARENT, signal.SIGKILL)


def _keep(client: socket.socket) -> None:
    """Start what a client asks for and tell it how that ended; end it when the client is gone."""
    head, descriptors, _, _ = socket.recv_fds(client, 8, 3)
    size, told = int(head), b""
    while len(told) < size:
        told += client.recv(size - len(told))
    pid = os.fork()
    if not pid:
        client.close()
        _work(told.decode("utf-8", "surrogateescape").split("\0"), descriptors)
    for descriptor in descriptors:
        os.close(descriptor)
    gone, _, _ = select.select([client, os.pidfd_open(pid)], [], [])
    if client in gone:
        os.kill(pid, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if client not in gone:
        client.sendall(str(code).encode())


def _work(told: list[str], descriptors: list[int]) -> None:
    """Become the process that was asked for; never returns."""
    code = 1
    try:
        _tied()
        for number, descriptor in enumerate(descriptors):
            os.dup2(descriptor, number)
            os.close(descriptor)
        folder, count, *rest = told
        sys.argv = rest[: int(count)]
        os.environ.clear()
        os.environ.update(pair.split("=", 1) for pair in rest[int(count) :])
        os.chdir(folder)
        time.tzset()
        code = int(importlib.import_module(sys.argv[0]).main() or 0)
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else int(bool(left.code))
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                code = code or 1
        os._exit(code)


def main() -> None:
    """Load the program once; then fork for whoever comes."""
    _tied()
    for module in _LOADED:
        importlib.import_module(module)
    assert "twisted.internet.reactor" not in sys.modules, "each process installs its own"
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how a keeper ended
    listener = socket.socket(fileno=int(sys.argv[1]))
    while True:
        client, _ = listener.accept()
        if not os.fork():
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            listener.close()
            try:
                _keep(client)
            finally:
                os._exit(0)
        client.close()


if __name__ == "__main__":
    main()
