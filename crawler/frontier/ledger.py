"""What a visit has seen so far, and the `Site` made of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import msgspec
import zstandard

from crawler.answers.received import Answer
from crawler.frontier.queue import Candidate
from crawler.items import AccessibleVersion, Certificate, Document, Failure, Link, Page, Site

_PACK = msgspec.msgpack.Encoder()
_UNPACK = msgspec.msgpack.Decoder(Page)


def packed(body: bytes, *, level: int = 3) -> bytes:
    """A body compressed with zstd. Copied: the library's own result keeps the room of its input."""
    return bytes(memoryview(zstandard.ZstdCompressor(level=level).compress(body)))


class Shelf:
    """How many pages all visits of a process hold as they are; beyond `limit` they are kept packed.

    A page of facts takes about 200 KB as objects and 15 KB packed, and packing costs half a millisecond: worth it only
    when many large sites are read at once.
    """

    def __init__(self, limit: int) -> None:
        self.held = 0
        self._limit = limit
        self._packer = zstandard.ZstdCompressor(level=1)

    @property
    def is_full(self) -> bool:
        """Whether the next page will be packed."""
        return self.held >= self._limit

    def put(self, page: Page) -> Page | bytes:
        """A page as it is, or packed if the shelf is full."""
        if self.is_full:
            return bytes(memoryview(self._packer.compress(_PACK.encode(page))))  # a copy: see `packed`
        self.held += 1
        return page

    def release(self, kept: Iterable[Page | bytes]) -> None:
        """Give back the room of a visit that is over."""
        self.held -= sum(1 for one in kept if isinstance(one, Page))


def _unpacked(kept: Iterable[Page | bytes]) -> Iterator[Page]:
    reader = zstandard.ZstdDecompressor()
    for one in kept:
        yield one if isinstance(one, Page) else _UNPACK.decode(reader.decompress(one))


class Ledger:
    """Facts in the order they were observed. One per visit."""

    def __init__(self, start_url: str, started_at: datetime, shelf: Shelf) -> None:
        self.home: Page | None = None  # the home page, once it was read
        self.start_url = start_url
        self.home_url = ""
        self.redirected_from = ""
        self.certificate: Certificate | None = None
        self.accessible = AccessibleVersion()
        self.refusal: Failure | None = None
        self.soft_404 = ""
        self.snapshots: dict[str, bytes] = {}
        self.started_at = started_at
        self._shelf = shelf
        self._pages: list[Page | bytes] = []
        self._external: list[Page | bytes] = []
        self._links: dict[Link, Link] = {}
        self._documents: list[Document] = []
        self._failures: list[Failure] = []
        self._hashes: set[str] = set()

    @property
    def pages(self) -> int:
        """How many pages were read."""
        return len(self._pages) + len(self._external)

    def has(self, page: Page) -> bool:
        """Whether the very same body was read before, under another address."""
        return page.sha256 in self._hashes

    def add_page(self, page: Page) -> None:
        """Record a page; external ones are kept apart, so that the home page stays first."""
        self._hashes.add(page.sha256)
        if page.external:
            self._external.append(self._shelf.put(page))
            return
        if self.home is None:
            self.home = page
        if not self._shelf.is_full:
            # Menus make up most of a page's links and are equal on all pages of a site: one copy is enough.
            known = self._links
            page = msgspec.structs.replace(page, links=tuple([known.setdefault(link, link) for link in page.links]))
        self._pages.append(self._shelf.put(page))

    def page(self, url: str) -> Page | None:
        """A page of the site by its own address."""
        return next((page for page in _unpacked(self._pages) if page.url == url), None)

    def renew_page(self, page: Page) -> None:
        """Put what was seen of a page since in the place of what was read first."""
        place = next(at for at, known in enumerate(_unpacked(self._pages)) if known.url == page.url)
        self._shelf.release((self._pages[place],))
        self._pages[place] = self._shelf.put(page)
        self._hashes.add(page.sha256)
        if self.home is not None and self.home.url == page.url:
            self.home = page

    def close(self) -> None:
        """Give back the room on the shelf and let go of the facts: a visit is part of reference cycles and lives on."""
        self._shelf.release((*self._pages, *self._external))
        self.home = None
        for kept in (self._pages, self._external, self._documents, self._failures, self._links, self._hashes):
            kept.clear()

    def add_documents(self, documents: tuple[Document, ...], answer: Answer, candidate: Candidate) -> None:
        """Record an opened file (an archive gives several), and the link it was found by."""
        for one in documents:
            self._documents.append(
                msgspec.structs.replace(
                    one,
                    status=answer.status,
                    fetched_at=answer.at,
                    link_text=candidate.text,
                    found_on=candidate.found_on,
                )
            )

    def add_failure(self, failure: Failure, candidate: Candidate | None = None) -> None:
        """Record what was not observed, and by which link it was asked for."""
        if candidate is not None:
            failure = msgspec.structs.replace(
                failure,
                url=candidate.url,
                found_on=candidate.found_on,
                link_text=candidate.text[:200],
                score=candidate.score,
                roles=candidate.roles,
                kind=candidate.fetch.value,
            )
        self._failures.append(failure)

    def refuse(self, failure: Failure) -> None:
        """Record why nothing at all could be read."""
        self.refusal = failure
        self._failures.append(failure)

    @property
    def documents(self) -> int:
        """How many files were opened."""
        return len(self._documents)

    def site(self, finished_at: datetime, pages: tuple[Page, ...] | None = None, **rest: Any) -> Site:
        """Everything observed so far; `rest` are the fields the ledger does not know (coverage, browser).

        `pages`: all of them, where somebody has brought them together already.
        """
        return Site(
            start_url=self.start_url,
            home_url=self.home_url,
            pages=tuple(_unpacked((*self._pages, *self._external))) if pages is None else pages,
            documents=tuple(self._documents),
            failures=tuple(self._failures),
            certificate=self.certificate,
            accessible=self.accessible,
            soft_404=self.soft_404,
            refusal=self.refusal.reason if self.refusal else None,
            refusal_detail=self.refusal.detail if self.refusal else "",
            refusal_cause=self.refusal.cause if self.refusal else None,
            redirected_from=self.redirected_from,
            started_at=self.started_at,
            finished_at=finished_at,
            **rest,
        )
