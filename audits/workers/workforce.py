"""The hands of a run: shards on an executor, their lines in one queue, and how all of it is stopped."""

from __future__ import annotations

import contextlib
import logging
import queue
import signal
import subprocess
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from types import FrameType, TracebackType
from typing import Any

import msgspec

from audits.model import ShardSpec
from audits.workers.shard import COMMAND, WorkerLine, run_shard

logger = logging.getLogger(__name__)


class StoppedError(Exception):
    """No more processes may be started: the run is being stopped."""


class Stop:
    """A request to end the run. Safe to make from a signal handler."""

    def __init__(self) -> None:
        self.requested = False
        self._event = threading.Event()

    def request(self) -> None:
        """Ask for the end."""
        self.requested = True
        self._event.set()

    def wait(self, seconds: float) -> None:
        """Pause, unless or until the end is asked for."""
        if seconds > 0:
            self._event.wait(seconds)


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[Stop]:
    """Ctrl-C and SIGTERM ask for an orderly end; a second one interrupts at once. Main thread only."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.requested:
            raise KeyboardInterrupt
        stop.request()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def dropping_waiting(workforce: Workforce, seconds: float | None) -> Iterator[None]:
    """After so many seconds (None: never) give up the shards that no worker has begun."""
    if seconds is None:
        yield
        return
    timer = threading.Timer(seconds, workforce.drop_waiting)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class Workforce:
    """Shards at work. Leaving the context ends every process it started."""

    def __init__(self, executor: Executor | None, workers: int, command: Sequence[str] = COMMAND) -> None:
        self.size = max(1, workers)
        self._own = ThreadPoolExecutor(self.size, thread_name_prefix="shard") if executor is None else None
        self._executor = executor if self._own is None else self._own
        self._command = tuple(command)
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._open: set[Future[Any]] = set()
        self._processes: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._stopped = False
        self.failure = ""

    def __enter__(self) -> Workforce:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        if self._own is not None:
            self._own.shutdown(wait=True, cancel_futures=True)

    def watch(self, process: subprocess.Popen[bytes]) -> None:
        """Remember a process so that it can be ended; once stopped, end it at once and start no other."""
        with self._lock:
            self._processes = {known for known in self._processes if known.poll() is None}
            self._processes.add(process)
            stopped = self._stopped
        if stopped:
            process.kill()
            process.wait()
            raise StoppedError

    def stop(self) -> None:
        """End every process that is still at work."""
        with self._lock:
            self._stopped = True
            alive = [process for process in self._processes if process.poll() is None]
        for process in alive:
            process.kill()
        for future in self._open:
            future.cancel()

    def _is_stopped(self) -> bool:
        return self._stopped

    def drop_waiting(self) -> None:
        """Give up shards that no worker has begun; those at work are finished. Safe from another thread."""
        for future in list(self._open):
            future.cancel()

    def submit(self, spec: ShardSpec) -> None:
        """Begin a shard; its lines come out of `lines`."""
        plain = msgspec.to_builtins(spec)
        assert self._executor is not None
        if self._own is not None:
            # Threads share our memory: lines come as they are written, not when the shard is over.
            call = partial(
                run_shard,
                plain,
                self._lines.put,
                on_process=self.watch,
                command=self._command,
                stopped=self._is_stopped,
            )
            future = self._executor.submit(call)
        else:
            future = self._executor.submit(run_shard, plain)
        self._open.add(future)
        future.add_done_callback(self._ended)

    def _ended(self, future: Future[Any]) -> None:
        if not future.cancelled() and future.exception() is None:
            for line in future.result()["lines"]:
                self._lines.put(line.encode())
        self._lines.put(None)

    def lines(self, stop: Stop) -> Iterator[WorkerLine]:
        """Lines of all shards until the last one has ended or the end is asked for.

        A shard that failed as a whole (a lost machine, an error of the program) yields nothing for its
        organizations; `failure` then says why.
        """
        running = len(self._open)
        while running and not stop.requested:
            try:
                raw = self._lines.get(timeout=0.2)  # short, so that a signal is seen soon
            except queue.Empty:
                continue
            if raw is None:
                running -= 1
                continue
            yield msgspec.json.decode(raw, type=WorkerLine)
        if stop.requested:
            self.stop()
            return
        ended, self._open = self._open, set()
        for future in ended:
            error = None if future.cancelled() else future.exception()
            if error is not None:
                self.failure = f"{type(error).__name__}: {error}"[:300]
                logger.error("Часть обхода не состоялась: %s", self.failure, exc_info=error)
