"""Bodies come unpacked, whoever unpacks them, with their other headers as they were."""

from __future__ import annotations

import gzip
import zlib

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from crawler.answers.failures import UnpackableError
from crawler.network.compression import CompressionMiddleware

URL = "http://school.test/"
BODY = "<p>Независимая оценка</p>".encode() * 1_000


def unpacked(body: bytes, packing: str, limit: int = 1_000_000) -> tuple[bytes, Request, dict[bytes, list[bytes]]]:
    request = Request(URL, meta={"download_maxsize": limit})
    headers = {"Content-Encoding": packing, "ETag": "7", "Set-Cookie": ["a=1", "b=2"]}
    middleware = CompressionMiddleware.from_crawler(get_crawler())
    response = middleware.process_response(request, HtmlResponse(URL, 200, headers, body, flags=["dataloss"]))
    assert isinstance(response, Response)
    assert response.flags == ["dataloss"]
    return response.body, request, dict(response.headers)


@pytest.mark.parametrize(
    ("body", "packing"),
    [
        (gzip.compress(BODY), "gzip"),
        (gzip.compress(BODY), "x-gzip"),
        (gzip.compress(gzip.compress(BODY)), "gzip, gzip"),
        (gzip.compress(BODY[:500]) + gzip.compress(BODY[500:]), "gzip"),
        (zlib.compress(BODY), "deflate"),
    ],
)
def test_a_packed_body_comes_whole_and_without_the_header_of_its_packing(body: bytes, packing: str) -> None:
    found, request, headers = unpacked(body, packing)
    assert found == BODY
    assert request.meta["received"] == len(body)
    assert headers == {b"Etag": [b"7"], b"Set-Cookie": [b"a=1", b"b=2"]}


def test_a_body_beyond_the_limit_is_refused() -> None:
    with pytest.raises(IgnoreRequest):
        unpacked(gzip.compress(BODY), "gzip", limit=1_000)


def test_a_body_that_is_not_packed_as_it_says_is_told() -> None:
    with pytest.raises(UnpackableError):
        unpacked(b"\x1f\x8b\x08\0 no gzip", "gzip")
