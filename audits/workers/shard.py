"""One shard: a list of organizations audited by one worker process. JSON in, JSON out.

Importable without Scrapy: the reactor lives in the subprocess, so any executor can run any number of shards.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from audits.judging.results import audited
from audits.model import AuditResult, ShardSpec, Unchanged
from audits.store import pack
from audits.workers.advisor import Context, RuleAdvisor
from audits.workers.cardwork import numbers_linked
from audits.workers.recall import course_of, recall
from crawler.advisor import Advisor
from crawler.items import Card, Facts, Site
from rules.model import Judgement, Organization

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, "-m", "audits.workers.leash")  # crawler.worker, ended by the kernel when we are
GRACE = 90.0  # seconds of silence beyond one site's budget after which a worker is taken for dead
MEMORY = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "262144"}  # glibc keeps what sites have left otherwise
SMALLER = (8, 0)  # the unfinished of a dead worker go on in eighths, then one by one, then are given up

# A type is described at its first use, and two threads that use it first at once crash the interpreter (msgspec 0.x):
# what pool threads decode is described here, where the module is loaded.
_DESCRIBED = msgspec.json.Decoder(ShardSpec)

OnLine = Callable[[bytes], None]
OnProcess = Callable[["subprocess.Popen[bytes]"], None]


class WorkerLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line of a worker, or of `run_shard` itself (`event` "lost")."""

    event: str  # "started", "audited", "lost"
    id: str
    result: AuditResult | None = None  # its facts are packed, or as they were
    detail: str = ""


def write_result(
    site_id: str, context: dict[str, Any], site: Site, advisor: Advisor, snapshots: dict[str, bytes]
) -> bytes:
    """The worker's sink: judge there, where the processor is, and send a small line. Never raises for bad facts."""
    known = msgspec.convert(context, Context)
    if site.outline:
        return msgspec.json.encode(WorkerLine(event="audited", id=site_id, result=_standing(known, site)))
    card = msgspec.convert(context["card"], Card) if context.get("card") else None
    facts = Facts(site=site, card=card)
    asked = advisor.take_asked() if isinstance(advisor, RuleAdvisor) else None
    result = audited(
        known.organization,
        facts,
        known.options,
        started_at=site.started_at,
        finished_at=site.finished_at,
        snapshots=snapshots,
        reading=asked.reading if asked else None,
        judgement=asked.on(facts) if asked else None,
        pictures=advisor.shots if isinstance(advisor, RuleAdvisor) else (),
    )
    result = msgspec.structs.replace(result, linked=numbers_linked(known.organization, site))
    if site.unchanged and result.judged and card is None:
        result = msgspec.structs.replace(result, facts=Facts(), unchanged=_unchanged(result))
    return msgspec.json.encode(WorkerLine(event="audited", id=site_id, result=pack.packed(result)))


def _unchanged(result: AuditResult) -> Unchanged:
    """What is said of a site whose facts the store has already."""
    site = result.facts.site
    assert site is not None
    return Unchanged(msgspec.msgpack.encode(pack.told_of(result)), site.coverage.requests, site.coverage.bytes)


def _standing(known: Context, site: Site) -> AuditResult:
    """What is said of a site whose verdicts the store has already, too."""
    options = known.options
    recalled = recall(msgspec.to_builtins(known))
    assert recalled is not None  # the outline was made of it
    nothing = Judgement(options.methodology, options.on, (), dated=False)
    result = AuditResult(
        known.organization.id,
        judged=True,
        judgement=nothing,
        facts=Facts(site=site),
        started_at=site.started_at,
        finished_at=site.finished_at,
        linked=recalled.tonight.linked,
    )
    times = [(page.sha256, page.fetched_at) for page in site.pages]
    times += [(document.sha256, document.fetched_at) for document in site.documents]
    seen = {sha256: pack.seconds_of(at) or 0 for sha256, at in reversed(times) if sha256}
    unchanged = msgspec.structs.replace(_unchanged(result), seen=seen)
    return msgspec.structs.replace(result, facts=Facts(), unchanged=unchanged)


def run_shard(
    spec: dict[str, Any],
    on_line: OnLine | None = None,
    *,
    on_process: OnProcess | None = None,
    command: Sequence[str] = COMMAND,
    stopped: Callable[[], bool] = lambda: False,
) -> dict[str, Any]:
    """Audit a shard (`ShardSpec` as JSON types). Every organization ends in an "audited" or a "lost" line.

    With `on_line` lines are handed over as they come (from this thread) and `lines` in the answer is empty;
    without, they are all in the answer: `{"run": …, "lines": [str, …]}`. `on_process` learns of every process
    started, so that it can be ended from outside; `stopped` tells whether it was: nothing more is said or begun then.
    """
    shard = msgspec.convert(spec, ShardSpec)
    kept: list[str] = []

    def emit(line: bytes) -> None:
        if on_line is None:
            kept.append(line.decode())
        else:
            on_line(line)

    left, died = list(shard.organizations), ""
    for division in (1, *SMALLER):
        size = max(1, -(-len(left) // division)) if division else 1
        chunks = [left[start : start + size] for start in range(0, len(left), size)]
        left = []
        for chunk in chunks:
            unfinished, why = _crawl(shard, chunk, emit, on_process, command)
            left += unfinished
            died = why or died
        if stopped():
            return {"run": shard.run, "lines": kept}
        if not left:
            break
        logger.warning("Сбой обхода: %s; организаций осталось: %d, они не потеряны", died, len(left))
    for organization in left:
        emit(msgspec.json.encode(WorkerLine(event="lost", id=organization.id, detail=died)))
    return {"run": shard.run, "lines": kept}


def job(shard: ShardSpec, organizations: Sequence[Organization]) -> bytes:
    """What a worker reads on its standard input."""
    plain = msgspec.to_builtins(shard.options)
    where = {"options": plain, "memory": shard.memory, "run": shard.run}
    sites = [
        {
            "id": organization.id,
            "url": organization.site,
            "context": {
                "organization": msgspec.to_builtins(organization),
                "pictured": msgspec.to_builtins(shard.pictured.get(organization.id, ())),
                **where,
            },
            "course": course_of(organization, shard.options, shard.rules) if shard.rules else "",
        }
        for organization in organizations
    ]
    return msgspec.json.encode(
        {
            "sites": sites,
            "settings": plain,
            "advisor": "audits.workers.advisor.make_advisor",
            "memory": "audits.workers.recall.recall",
            "sink": "audits.workers.shard.write_result",
        }
    )


def _crawl(
    shard: ShardSpec,
    organizations: Sequence[Organization],
    emit: OnLine,
    on_process: OnProcess | None,
    command: Sequence[str],
) -> tuple[list[Organization], str]:
    """Run one worker to its end; returns the organizations it left unfinished and why."""
    waiting = {organization.id: organization for organization in organizations}
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [*command, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**MEMORY, **os.environ},
            cwd=Path(__file__).resolve().parent.parent,
            start_new_session=True,  # Ctrl-C at the terminal reaches the coordinator only: it decides
        )
        if on_process is not None:
            on_process(process)
        assert process.stdin is not None
        assert process.stdout is not None
        silence = _Silence(process, shard.options.budget.seconds + GRACE)
        try:
            try:
                process.stdin.write(job(shard, organizations))
                process.stdin.close()
            except BrokenPipeError:
                pass  # it died before reading: found out below
            for raw in process.stdout:
                silence.restart()
                _take(raw, waiting, emit)
        finally:
            silence.stop()
            if process.poll() is None and waiting:
                process.kill()
            code = process.wait()
        told = _tail(errors)
    if told:
        logger.info("Worker said: %s", told)
    if not waiting:
        return [], ""
    if silence.fired:
        why = f"процесс обхода молчал дольше {silence.seconds:.0f} с"
    else:
        why = f"процесс обхода прервался (код {code})" + (f": {told.splitlines()[-1][:200]}" if told else "")
    return list(waiting.values()), why


def _take(raw: bytes, waiting: dict[str, Organization], emit: OnLine) -> None:
    try:
        line = _HEADS.decode(raw)
    except msgspec.DecodeError:
        logger.warning("Процесс обхода написал не то, что должен: %.200r", raw)
        return
    if line.event == "audited" and waiting.pop(line.id, None) is None:
        return  # not asked for, or twice: the ledger has one row per organization
    emit(raw.rstrip(b"\n"))


class _Head(msgspec.Struct):
    event: str
    id: str


_HEADS = msgspec.json.Decoder(_Head)


def _tail(errors: IO[bytes], size: int = 2_000) -> str:
    end = errors.seek(0, 2)
    errors.seek(max(0, end - size))
    return errors.read().decode("utf-8", "replace").strip()


class _Silence:
    """Kills a process that has said nothing for too long."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.fired = False
        self.seconds = seconds
        self._process = process
        self._timer = self._start()

    def _start(self) -> threading.Timer:
        timer = threading.Timer(self.seconds, self._end)
        timer.daemon = True
        timer.start()
        return timer

    def _end(self) -> None:
        self.fired = True
        self._process.kill()

    def restart(self) -> None:
        """A sign of life."""
        self._timer.cancel()
        self._timer = self._start()

    def stop(self) -> None:
        """No longer watched."""
        self._timer.cancel()
