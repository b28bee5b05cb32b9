"""What is remembered of a page is what extraction would make of the same body."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.answers.received import Answer
from crawler.documents import read_document
from crawler.extract import extract_page
from crawler.items import Cause, Coverage, Document, Facts, Page, Reason, Site, Trace, Trail
from crawler.memory.last_visit import Memory
from crawler.memory.reader_version import reader_version
from crawler.memory.traces import is_same, is_weak, trace_of
from crawler.settings import CrawlOptions
from tests.crawler.advisors import Remembered

OPTIONS = CrawlOptions(render="never")
THEN, NOW = datetime(2026, 11, 24, 3, tzinfo=UTC), datetime(2026, 11, 25, 3, tzinfo=UTC)
URL = "http://school.test/o-shkole?id=1"

TAGS = ["p", "h1", "h2", "li", "ul", "nav", "a href='/nok'", "form", "input name=q", "iframe src=/poll", "table", "td"]
PIECES = st.one_of(st.sampled_from([f"<{tag}>" for tag in TAGS] + ["</div>", "</p>", "<!--", "&nbsp;"]), st.text())


class Held(Remembered):
    """A recollection of facts at hand."""

    def __init__(self, site: Site, revisits: int = 0) -> None:
        super().__init__("", revisits, settled=False)
        self._body = msgspec.msgpack.encode(Facts(site=site))

    def read(self) -> bytes:
        return self._body


def answer(body: bytes, at: datetime, **more: object) -> Answer:
    import hashlib

    headers = {"content-type": "text/html; charset=utf-8", "etag": '"1"'}
    told = {"url": URL, "requested_url": URL, "status": 200, "headers": headers, "body": body, "at": at, **more}
    return Answer(**{"sha256": hashlib.sha256(body).hexdigest(), **told})  # type: ignore[arg-type]


def extracted(one: Answer) -> Page:
    return extract_page(
        one.body, url=one.url, content_type=one.content_type, status=200, fetched_at=one.at, headers=one.headers
    )


def memory(first: Answer, *pages: Page, documents: tuple[Document, ...] = (), revisits: int = 0) -> Memory:
    trail = Trail(reader_version(OPTIONS), "c", (trace_of(first.requested_url, first, 0),))
    site = Site(URL, pages=pages, documents=documents, coverage=Coverage(stopped="exhausted"), trail=trail)
    return Memory(Held(site, revisits), OPTIONS, "c")


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_the_same_bytes_give_the_same_facts_whether_read_or_remembered(pieces: list[str]) -> None:
    body = "".join(pieces).encode("utf-8", "surrogatepass")
    first, tonight = answer(body, THEN), answer(body, NOW)
    recalled = memory(first, extracted(first)).page(tonight)
    assert recalled is not None
    assert recalled.revalidated
    assert recalled.fetched_at == NOW
    assert msgspec.structs.replace(recalled, revalidated=False) == extracted(tonight)


@pytest.mark.parametrize(
    "changed",
    [
        {"body": b"<p>other</p>"},
        {"headers": {"content-type": "text/html; charset=windows-1251"}},
        {"url": "http://school.test/elsewhere"},
    ],
)
def test_another_body_encoding_or_address_is_read_anew(changed: dict[str, object]) -> None:
    first = answer(b"<p>one</p>", THEN)
    told = {key: value for key, value in changed.items() if key != "body"}
    tonight = answer(changed.get("body", b"<p>one</p>"), NOW, **told)  # type: ignore[arg-type]
    assert memory(first, extracted(first)).page(tonight) is None


def test_what_a_browser_saw_is_never_remembered() -> None:
    first = answer(b"<div id=app></div>", THEN)
    page = msgspec.structs.replace(extracted(first), rendered=True)
    kept = memory(first, page)
    assert kept.page(answer(b"<div id=app></div>", NOW)) is None
    assert kept.validators(URL) == {}
    assert not kept.whole


def test_the_address_of_a_known_page_is_asked_for_with_its_validator_but_for_the_sample() -> None:
    first = answer(b"<p>one</p>", THEN)
    home = Page("http://school.test/", sha256="0" * 64)
    kept = memory(first, home, extracted(first))
    assert kept.sample == URL
    assert kept.validators(URL) == {}
    kept.sample = ""
    assert kept.validators(URL) == {"If-None-Match": '"1"'}
    assert kept.validators("http://school.test/other") == {}
    kept.distrust()
    assert kept.validators(URL) == {}


def test_everything_is_received_again_after_so_many_nights() -> None:
    first = answer(b"<p>one</p>", THEN)
    pages = (Page("http://school.test/", sha256="0" * 64), extracted(first))
    assert memory(first, *pages, revisits=5).conditional
    full = memory(first, *pages, revisits=6)
    assert not full.conditional
    assert full.trail(()).revisits == 0
    assert full.page(answer(b"<p>one</p>", NOW)) is not None, "a body with the same hash is the same"


def test_a_part_of_a_document_is_read_on_when_everything_is_received_again() -> None:
    (whole,) = read_document("Отчёт о результатах".encode(), url=URL, file_name="report.txt")
    first = answer("Отчёт о результатах".encode(), THEN)
    part = msgspec.structs.replace(whole, reason=Reason.BUDGET_EXHAUSTED)
    tonight = answer("Отчёт о результатах".encode(), NOW)
    assert [one.text for one in memory(first, documents=(whole,), revisits=6).documents(tonight)] == [whole.text]
    assert [one.text for one in memory(first, documents=(part,)).documents(tonight)] == [whole.text]
    assert memory(first, documents=(part,), revisits=6).documents(tonight) == ()


@pytest.mark.parametrize(
    ("before", "now", "same"),
    [
        (Trace("a", status=200, sha256="1", etag="x"), Trace("a", status=200, sha256="1", etag="y"), True),
        (Trace("a", status=200, sha256="1"), Trace("a", status=200, sha256="2"), False),
        (Trace("a", status=200, sha256=""), Trace("a", status=200, sha256=""), False),
        (Trace("a", status=200, sha256="1"), Trace("a", final="b", status=200, sha256="1"), False),
        (Trace("a", status=404, reason=Reason.HTTP_404), Trace("a", status=404, reason=Reason.HTTP_404), True),
        (Trace("a", status=404, reason=Reason.HTTP_404), Trace("a", status=403, reason=Reason.HTTP_403), False),
        (Trace("a", reason=Reason.TIMEOUT), Trace("a", reason=Reason.TIMEOUT), False),
        (Trace("a", status=503, reason=Reason.HTTP_5XX), Trace("a", status=503, reason=Reason.HTTP_5XX), False),
        (
            Trace("a", reason=Reason.DNS_FAILURE, cause=Cause.NO_SUCH_NAME),
            Trace("a", reason=Reason.DNS_FAILURE, cause=Cause.NO_SUCH_NAME),
            True,
        ),
    ],
)
def test_what_is_the_same_answer(before: Trace, now: Trace, same: bool) -> None:
    assert is_same(before, now) is same


@pytest.mark.parametrize(
    ("modified", "date", "weak"),
    [
        ("Wed, 25 Nov 2026 08:00:00 GMT", "Wed, 25 Nov 2026 08:00:30 GMT", True),
        ("Wed, 25 Nov 2026 08:00:00 GMT", "Wed, 25 Nov 2026 08:01:00 GMT", False),
        ("Wed, 25 Nov 2026 08:00:00 GMT", "", True),
        ("yesterday", "Wed, 25 Nov 2026 08:01:00 GMT", True),
        ("", "Wed, 25 Nov 2026 08:01:00 GMT", True),
    ],
)
def test_a_date_tells_versions_apart_only_when_it_is_old_enough(modified: str, date: str, weak: bool) -> None:
    assert is_weak({"last-modified": modified, "date": date}) is weak
