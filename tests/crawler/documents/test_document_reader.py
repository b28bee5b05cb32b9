"""The isolated reader: same answers, and a document that kills or holds its worker costs itself only."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

from crawler.documents import DocumentBudget, DocumentReader, read_document
from crawler.items import Reason
from tests.crawler import files

T = TypeVar("T")
URL = "https://school.test/plan.docx"


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    return asyncio.run(coroutine)


def test_same_answer_as_in_process_and_worker_is_reused() -> None:
    async def go() -> None:
        async with DocumentReader() as reader:
            body = files.word(files.PLAN, rows=(("а", "б"),))
            assert await reader.read(body, url=URL) == read_document(body, url=URL)
            (first,) = reader._idle
            body = files.pdf(files.PLAN)
            assert await reader.read(body, url=URL) == read_document(body, url=URL)
            assert [worker.process.pid for worker in reader._idle] == [first.process.pid]

    run(go())


def test_dead_worker_is_replaced() -> None:
    async def go() -> None:
        async with DocumentReader() as reader:
            await reader.read(b"text", url=URL)
            os.kill(reader._idle[0].process.pid, signal.SIGKILL)
            (lost,) = await reader.read(files.pdf(files.PLAN), url=URL)
            assert (lost.reason, lost.format, lost.text) == (Reason.UNREADABLE, "pdf", "")
            assert "аварийно" in lost.detail
            (found,) = await reader.read(files.pdf(files.PLAN), url=URL)
            assert "Родник" in found.text

    run(go())


def test_hung_document_is_given_up() -> None:
    async def go() -> None:
        async with DocumentReader() as reader:
            await reader.read(b"text", url=URL)
            os.kill(reader._idle[0].process.pid, signal.SIGSTOP)
            (late,) = await reader.read(files.pdf(files.PLAN), url=URL, budget=DocumentBudget(max_seconds=-4.0))
            assert late.reason is Reason.TIMEOUT
            (found,) = await reader.read(files.pdf(files.PLAN), url=URL)
            assert found.reason is None

    run(go())


def test_memory_of_a_worker_is_bounded() -> None:
    async def go() -> None:
        # Sixty megabytes of empty elements: their tree does not fit under the limit.
        content = b"<a>" + b"<b/>" * 12_000_000 + b"</a>"
        body = files.packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content})
        async with DocumentReader(memory=500 * 1024 * 1024) as reader:
            (found,) = await reader.read(body, url=URL, budget=DocumentBudget(max_ratio=10**6))
            assert (found.text, found.reason) == ("", Reason.UNREADABLE)
            (after,) = await reader.read(files.word(files.PLAN), url=URL)
            assert files.PLAN in after.text

    run(go())


def test_readers_work_side_by_side() -> None:
    async def go() -> None:
        async with DocumentReader(workers=2) as reader:
            bodies = [files.rtf(f"Приказ номер {n}") for n in range(6)]
            found = await asyncio.gather(*(reader.read(body, url=URL) for body in bodies))
            assert [documents[0].text for documents in found] == [f"Приказ номер {n}" for n in range(6)]
            assert len(reader._idle) <= 2

    run(go())
