"""What the last visit of a site left behind, and what of it may stand again tonight.

Facts are an earlier night's only when the very bytes they were read from are there again: the server says so (304, for
a validator it gave itself), or the body has the same hash. Whatever a browser or another file took part in is never
taken over. Servers that lie are found out by what is received in spite of them, and are then asked for everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import urldefrag

import msgspec
import zstandard

from crawler.answers.received import Answer
from crawler.extract.text import clean
from crawler.extract.urls import normalized
from crawler.items import AccessibleVersion, Certificate, Coverage, Document, Failure, Page, Reason, Site, Trace, Trail
from crawler.memory.reader_version import reader_version
from crawler.memory.traces import LONGEST, is_settled, validators_of
from crawler.settings import CrawlOptions

BAIT = '"nok-no-such-version"'  # a validator that no server has given: whoever answers 304 to it answers 304 to all
# A reader that broke off or had no tool may do better tonight; these say something about the file itself.
_LASTING = frozenset({None, Reason.UNREADABLE, Reason.TOO_LARGE})

_COUNTED = frozenset({"started_at", "finished_at"})  # differ when nothing else does

DIFFERENT = "the server says that a body is unchanged, and it is not"


class LyingServerError(Exception):
    """Facts may have been taken over from an earlier night on the word of a server that does not keep it."""


class Recollection(Protocol):
    """The last visit's facts, wherever they are kept. Read anew each time: they are too large to be held by all."""

    revisits: int  # visits since everything was last received
    settled: bool  # nothing is asked of the facts if they are the same: what was made of them stands

    def read(self) -> bytes:
        """`Facts` as MessagePack; times may be missing."""
        ...


class _Page(msgspec.Struct):
    url: str
    requested_url: str = ""
    sha256: str = ""
    etag: str = ""
    last_modified: str = ""
    rendered: bool = False
    assembled: bool = False
    needs_script: bool = False
    awaits: bool = False

    @property
    def is_own(self) -> bool:
        """Whether its facts follow from its own bytes: neither a browser nor another file took part."""
        return not (self.rendered or self.assembled)


class _Document(msgspec.Struct):
    url: str
    sha256: str = ""
    text: str = ""
    reason: Reason | None = None
    member: str = ""


class _Failure(msgspec.Struct):
    url: str
    reason: Reason


class _Outline(msgspec.Struct):
    """As little of a site as tells what may be taken over."""

    pages: tuple[_Page, ...] = ()
    documents: tuple[_Document, ...] = ()
    failures: tuple[_Failure, ...] = ()
    coverage: Coverage = Coverage()
    certificate: Certificate | None = None
    accessible: AccessibleVersion = AccessibleVersion()
    browser: str = ""
    redirected_from: str = ""
    home_url: str = ""
    trail: Trail = Trail()


class _Bodies(msgspec.Struct):
    pages: tuple[msgspec.Raw, ...] = ()
    documents: tuple[msgspec.Raw, ...] = ()


class _OutlineFacts(msgspec.Struct):
    site: _Outline | None = None


class _BodiesFacts(msgspec.Struct):
    site: _Bodies | None = None


class _SiteFacts(msgspec.Struct):
    site: Site | None = None


class Memory:
    """The last visit of one site; without a recollection, or with one of another extractor, it remembers nothing."""

    def __init__(self, recollection: Recollection | None, options: CrawlOptions, course: str = "") -> None:
        self.reader = reader_version(options)
        self.course = course
        self.conditional = False  # whether servers are asked for changes only
        self.doubtful = False
        self.revisits = 0
        self._full = True
        self.traces: tuple[Trace, ...] = ()
        self.whole = False  # whether tonight's visit is the same as the last if every answer is
        self.kept: frozenset[str] = frozenset()  # hashes of bodies that were kept as evidence
        self.sample = ""  # the one known address that is received whole tonight, to see whether validators are true
        self.decided = False  # the last visit stopped because every rule was decided
        self._recollection = recollection
        self._outline = _Outline()
        self._settled = False
        self._folded: tuple[list[bytes], list[bytes]] | None = None
        if recollection is not None:
            self._learn(recollection, options)

    def _learn(self, recollection: Recollection, options: CrawlOptions) -> None:
        found = msgspec.msgpack.decode(recollection.read(), type=_OutlineFacts).site
        if found is None or found.trail.reader != self.reader:
            return
        trail = found.trail
        self._outline = found
        self._by_final = {trace.final or trace.url: trace for trace in trail.traces if trace.sha256}
        self._pages = {(page.sha256, page.url): index for index, page in enumerate(found.pages) if page.is_own}
        self.traces = trail.traces
        self.doubtful = trail.doubtful
        self.revisits = recollection.revisits
        self._full = self.revisits + 1 >= options.reread
        self.conditional = not self.doubtful and not self._full
        self.decided = found.coverage.stopped == "decided"
        scripted = any(
            page.rendered or ((page.needs_script or page.awaits) and options.render != "never") for page in found.pages
        )
        documents = {document.url for document in found.documents}
        self.whole = (
            bool(found.pages)
            and bool(self.course)
            and trail.course == self.course
            and found.coverage.stopped in ("decided", "exhausted")
            and not scripted
            and all(is_settled(trace) for trace in trail.traces)
            and all(self._documents_at(url) for url in documents)
        )
        self.kept = frozenset(trace.sha256 for trace in trail.traces if trace.kept)
        self._settled = self.whole and recollection.settled
        home = found.pages[0].url if found.pages else ""  # received whole anyway
        likely = [url for url in self._by_final if _own(url) != home and self._is_known(url)]
        self.sample = likely[self.revisits % len(likely)] if likely else ""
        self.conditional = self.conditional and bool(likely)

    @property
    def had_switch(self) -> bool:
        """Whether a version for visually impaired people was tried the last time."""
        return self._outline.accessible.tried

    def validators(self, url: str) -> dict[str, str]:
        """Headers that ask for a body only if it has changed; none where we could not do without the body."""
        trace = self._by_final.get(url) if self.conditional else None
        if trace is None or url == self.sample or not self._is_known(url):
            return {}
        if trace.etag:
            return {"If-None-Match": trace.etag} if len(trace.etag) <= LONGEST else {}
        return {"If-Modified-Since": trace.last_modified} if trace.last_modified and not trace.weak else {}

    def trace_of(self, url: str) -> Trace | None:
        """What the body at a final address was like the last time."""
        return self._by_final.get(url) if self.traces else None

    def is_lie(self, url: str, headers: Mapping[str, str], sha256: str) -> bool:
        """Whether another body came with the validators of the last one."""
        trace = self.trace_of(url)
        if trace is None or trace.sha256 == sha256 or not (trace.etag or (trace.last_modified and not trace.weak)):
            return False
        return trace.etag == headers.get("etag", "") and trace.last_modified == headers.get("last-modified", "")

    def distrust(self) -> None:
        """Ask for whole bodies from now on, tonight and in later nights."""
        self.conditional, self.doubtful = False, True

    def kind_of(self, answer: Answer) -> str:
        """What an answer's body is remembered as: "page", "documents", or nothing."""
        if self._page_at(answer.url, answer.sha256, answer.content_type) is not None:
            return "page"
        return "documents" if self._knows_file(answer) and self._documents_at(answer.url) else ""

    def page(self, answer: Answer) -> Page | None:
        """Facts of the very body an answer stands for, as seen now; None when they are not remembered."""
        index = self._page_at(answer.url, answer.sha256, answer.content_type)
        if index is None:
            return None
        page = msgspec.msgpack.decode(self._body(0, index), type=Page)
        etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
        return _seen_again(page, answer.at, etag, modified)

    def documents(self, answer: Answer) -> tuple[Document, ...]:
        """The documents in the very file an answer stands for; none when they are not remembered."""
        if not self._knows_file(answer):
            return ()
        found = [msgspec.msgpack.decode(self._body(1, at), type=Document) for at in self._documents_at(answer.url)]
        return tuple(msgspec.structs.replace(one, revalidated=True) for one in found)

    def unfold(self) -> None:
        """Make ready for many questions: facts are kept packed one by one."""
        if self._folded is None and self.traces and self._recollection is not None:
            bodies = self._bodies()
            packer = zstandard.ZstdCompressor(level=1)
            self._folded = (
                [packer.compress(bytes(raw)) for raw in bodies.pages],
                [packer.compress(bytes(raw)) for raw in bodies.documents],
            )

    def close(self) -> None:
        """Let go of everything."""
        self._folded = None
        self._outline = _Outline()
        self.traces = ()

    def outline(
        self, trail: Trail, times: Mapping[str, datetime], rest: Mapping[str, Any], spent: Mapping[str, Any]
    ) -> Site | None:
        """The outline of the site as it was, if that is enough: nothing differs, and nobody asks for more.

        Arguments as for `site`. The facts themselves are not even unpacked.
        """
        found, now = self._outline, rest["finished_at"]
        told = {trace.final or trace.url: trace for trace in trail.traces}
        if not self._settled or not _is_as_before(found, trail, told, rest):
            return None
        pages = [
            Page(
                page.url,
                page.requested_url,
                fetched_at=times.get(page.url) or times.get(page.requested_url) or now,
                sha256=page.sha256,
                revalidated=True,
            )
            for page in found.pages
        ]
        documents = [
            Document(one.url, fetched_at=times.get(one.url, now), sha256=one.sha256, revalidated=True)
            for one in found.documents
        ]
        failures = [Failure(one.url, one.reason, at=times.get(one.url, now)) for one in found.failures]
        return Site(
            start_url=trail.traces[0].url,
            home_url=found.home_url,
            pages=tuple(pages),
            documents=tuple(documents),
            failures=tuple(failures),
            coverage=msgspec.structs.replace(found.coverage, **spent),
            trail=trail,
            unchanged=True,
            outline=True,
            **rest,
        )

    def site(
        self, trail: Trail, times: Mapping[str, datetime], rest: Mapping[str, Any], spent: Mapping[str, Any]
    ) -> Site:
        """The whole site as it was, every part of it seen when its address was answered.

        `rest`: fields of the site that were observed anew; `spent`: counters of the coverage.
        """
        assert self._recollection is not None
        before = msgspec.msgpack.decode(self._recollection.read(), type=_SiteFacts).site
        assert before is not None
        now = rest["finished_at"]
        told = {trace.final or trace.url: trace for trace in trail.traces}
        pages = tuple(_page_again(page, told.get(page.url), times, now) for page in before.pages)
        documents = tuple(
            msgspec.structs.replace(one, fetched_at=times.get(one.url, now), revalidated=True)
            for one in before.documents
        )
        failures = tuple(msgspec.structs.replace(one, at=times.get(one.url, now)) for one in before.failures)
        same = _is_as_before(before, trail, told, rest)
        return msgspec.structs.replace(
            before,
            pages=pages,
            documents=documents,
            failures=failures,
            coverage=msgspec.structs.replace(before.coverage, **spent),
            trail=trail,
            unchanged=same,
            **rest,
        )

    def trail(self, traces: Sequence[Trace]) -> Trail:
        """What tonight's visit leaves for the next."""
        revisits = 0 if self._full else self.revisits + 1
        return Trail(self.reader, self.course, tuple(traces), doubtful=self.doubtful, revisits=revisits)

    def _page_at(self, url: str, sha256: str, content_type: str) -> int | None:
        trace = self.trace_of(url)
        if trace is None or (trace.sha256, trace.content_type) != (sha256, content_type):
            return None
        return self._pages.get((sha256, _own(url)))

    def _knows_file(self, answer: Answer) -> bool:
        trace = self.trace_of(answer.url)
        told = (answer.sha256, answer.content_type, answer.headers.get("content-disposition", ""))
        return trace is not None and told == (trace.sha256, trace.content_type, trace.disposition)

    def _documents_at(self, url: str) -> list[int]:
        """Places of the documents of a file; none if one of them may be read better tonight."""
        found: dict[str, int] = {}
        for index, document in enumerate(self._outline.documents):
            if document.url != url:
                continue
            found.setdefault(document.member, index)  # a file found by two links stands there twice
            if document.reason not in _LASTING and (self._full or not document.text):
                return []
        return list(found.values())

    def _is_known(self, url: str) -> bool:
        trace = self._by_final[url]
        return self._page_at(url, trace.sha256, trace.content_type) is not None or bool(self._documents_at(url))

    def _bodies(self) -> _Bodies:
        assert self._recollection is not None
        return msgspec.msgpack.decode(self._recollection.read(), type=_BodiesFacts).site or _Bodies()

    def _body(self, kind: int, index: int) -> bytes:
        if self._folded is not None:
            return zstandard.ZstdDecompressor().decompress(self._folded[kind][index])
        bodies = self._bodies()
        return bytes((bodies.pages, bodies.documents)[kind][index])


def _is_as_before(before: _Outline | Site, trail: Trail, told: Mapping[str, Trace], rest: Mapping[str, Any]) -> bool:
    """Whether the answers differ from the last ones in times only, validators and all."""
    named = [(page, told[page.url]) for page in before.pages if page.url in told]
    return (
        all((page.etag, page.last_modified) == validators_of(trace) for page, trace in named)
        and (before.trail.traces, before.trail.doubtful) == (trail.traces, trail.doubtful)
        and all(getattr(before, name) == value for name, value in rest.items() if name not in _COUNTED)
    )


def _page_again(page: Page, trace: Trace | None, times: Mapping[str, datetime], now: datetime) -> Page:
    at = times.get(page.url) or times.get(page.requested_url) or now
    if trace is None:
        return _seen_again(page, at, page.etag, page.last_modified)
    return _seen_again(page, at, trace.etag, trace.last_modified)


def _seen_again(page: Page, at: datetime, etag: str, modified: str) -> Page:
    return msgspec.structs.replace(
        page,
        fetched_at=at,
        etag=clean(etag)[:LONGEST],
        last_modified=clean(modified)[:100],
        revalidated=True,
    )


def _own(url: str) -> str:
    """The address a page calls its own, as extraction writes it."""
    try:
        return urldefrag(normalized(url) or url)[0]
    except ValueError:
        return url
