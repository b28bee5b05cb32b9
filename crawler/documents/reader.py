"""Read documents in a process of their own: a crash, a hang or a memory bomb costs one document.

`python -m crawler.documents.reader` reads requests from standard input (a JSON line, then as many raw bytes as it
says) and answers each with a line holding a length and that many bytes of JSON. `DocumentReader` keeps a small pool
of such processes, reuses them, and replaces them when they die or overstay.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import resource
import signal
import sys
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

import msgspec

from crawler.documents.budget import DocumentBudget
from crawler.documents.read import DEFAULT, read_document
from crawler.documents.sniff import sniff
from crawler.items import Document, Reason

MEMORY = 1536 * 1024 * 1024  # bytes of address space of a worker, its tools included
GRACE_SECONDS = 5.0
WORKER_DOCUMENTS = 500
MAX_ANSWER = 64 * 1024 * 1024


class Request(msgspec.Struct, frozen=True):
    """The JSON line of a request; `size` bytes of the document follow it."""

    size: int
    url: str
    content_type: str = ""
    file_name: str = ""
    budget: DocumentBudget = DEFAULT
    ocr: str = "auto"


_ANSWERS = msgspec.json.Decoder(tuple[Document, ...])  # described before there are threads that might do it at once


class WorkerDiedError(Exception):
    """A worker that did not answer: it crashed, or ran out of memory."""


class _Worker:
    """One child process and the number of documents it has read."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.served = 0

    @classmethod
    async def start(cls, memory: int) -> _Worker:
        root = str(Path(__file__).resolve().parents[2])
        paths = os.pathsep.join(path for path in (root, os.environ.get("PYTHONPATH", "")) if path)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "crawler.documents.reader", "--memory", str(memory)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=True,  # so that a hung tool dies with its worker
        )
        return cls(process)

    async def ask(self, request: Request, body: bytes) -> tuple[Document, ...]:
        reader, writer = self.process.stdout, self.process.stdin
        assert reader is not None
        assert writer is not None
        try:
            writer.write(msgspec.json.encode(request) + b"\n")
            writer.write(body)
            await writer.drain()
            size = int(await reader.readline() or b"-1")
            if not 0 <= size <= MAX_ANSWER:
                raise WorkerDiedError
            answer = await reader.readexactly(size)
        except (OSError, ValueError, asyncio.IncompleteReadError) as error:
            raise WorkerDiedError from error
        self.served += 1
        return _ANSWERS.decode(answer)

    async def stop(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        if self.process.stdin is not None:
            self.process.stdin.close()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.process.wait(), GRACE_SECONDS)


class DocumentReader:
    """A pool of isolated readers for one event loop; processes start when first needed."""

    def __init__(self, workers: int = 1, *, memory: int = MEMORY) -> None:
        self._memory = memory
        self._places = asyncio.Semaphore(workers)
        self._idle: list[_Worker] = []

    async def read(
        self,
        body: bytes,
        *,
        url: str,
        content_type: str = "",
        file_name: str = "",
        budget: DocumentBudget = DEFAULT,
        ocr: str = "auto",
    ) -> tuple[Document, ...]:
        """As `read_document`, but nothing in the file can hurt or delay us beyond `budget.max_seconds` + 5 s."""
        if len(body) > budget.max_bytes:  # answered here: its bytes need not travel
            return read_document(body, url=url, file_name=file_name, budget=budget)
        request = Request(len(body), url, content_type, file_name, budget, ocr)
        async with self._places:
            worker = self._idle.pop() if self._idle else await _Worker.start(self._memory)
            healthy = False
            try:
                async with asyncio.timeout(budget.max_seconds + GRACE_SECONDS):
                    documents = await worker.ask(request, body)
                healthy = worker.served < WORKER_DOCUMENTS
                return documents
            except TimeoutError:
                detail = f"разбор файла остановлен: не закончен за {budget.max_seconds:g} с"
                return (_lost(request, body, Reason.TIMEOUT, detail),)
            except WorkerDiedError:
                detail = "разбор файла завершился аварийно: файл повреждён или требует слишком много памяти"
                return (_lost(request, body, Reason.UNREADABLE, detail),)
            finally:
                if healthy:
                    self._idle.append(worker)
                else:
                    await worker.stop()

    async def close(self) -> None:
        """Stop the workers."""
        idle, self._idle = self._idle, []
        for worker in idle:
            await worker.stop()

    async def __aenter__(self) -> DocumentReader:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()


def _lost(request: Request, body: bytes, reason: Reason, detail: str) -> Document:
    return Document(
        url=request.url,
        format=sniff(body[:65536]),
        sha256=hashlib.sha256(body).hexdigest(),
        size=len(body),
        file_name=request.file_name or unquote(urlsplit(request.url).path.rsplit("/", 1)[-1]),
        reason=reason,
        detail=detail,
    )


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the input ends."""
    while line := requests.readline():
        request = msgspec.json.decode(line, type=Request)
        body = requests.read(request.size)
        documents = read_document(
            body,
            url=request.url,
            content_type=request.content_type,
            file_name=request.file_name,
            budget=request.budget,
            ocr=request.ocr,
        )
        answer = msgspec.json.encode(documents)
        answers.write(b"%d\n" % len(answer) + answer)
        answers.flush()


def main(arguments: list[str]) -> int:
    """Serve; or, given files, print their text for a person."""
    if arguments[:1] == ["--memory"]:
        memory = int(arguments[1])
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        answers = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)  # a library that prints must not break the protocol
        serve(sys.stdin.buffer, answers)
        return 0
    for path in arguments:
        for document in read_document(Path(path).read_bytes(), url=Path(path).resolve().as_uri()):
            note = f"{document.reason}: {document.detail}" if document.reason else ""
            print(f"== {document.member or document.file_name} [{document.format}] {note}\n{document.text}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
