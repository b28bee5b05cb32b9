"""Decompression without what it costs Scrapy: charset detection on packed bytes, headers made anew, idle log lines."""

from __future__ import annotations

import zlib
from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse
from scrapy.logformatter import LogFormatter

from crawler.answers.failures import UnpackableError

_GZIP = 16 + zlib.MAX_WBITS  # with header and checksum


class CompressionMiddleware(HttpCompressionMiddleware):
    """Decompress bodies; note in `request.meta["received"]` how many bytes came over the wire."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """Decompress one response.

        One that is packed as almost all are is unpacked here. Scrapy's own way goes through two file objects, makes
        all headers anew and runs a charset detector over packed bytes: it is left for what is long, broken or packed
        in other ways.
        """
        request.meta["received"] = len(response.body)
        packing = response.headers.getlist("Content-Encoding")
        if not packing:
            return response
        if packing == [b"gzip"]:
            limit = request.meta.get("download_maxsize", self._max_size)
            if (body := _unpacked(response.body, limit)) is not None:
                return _with_body(response, body)
        if isinstance(response, TextResponse) and response._encoding is None:
            response._cached_benc = "ascii"  # asked for by `Response.replace`, though nobody reads the answer
        try:
            return super().process_response(request, response)
        except (IgnoreRequest, ValueError):  # the limit of size was passed
            raise
        except Exception as error:  # each packer has an error class of its own
            raise UnpackableError(f"the body is not what its Content-Encoding says: {error}") from error


def _unpacked(body: bytes, limit: int) -> bytes | None:
    """What was packed with gzip; None where there is more than `limit`, or something is wrong with it."""
    unpacker = zlib.decompressobj(wbits=_GZIP)
    try:
        unpacked = unpacker.decompress(body, limit)
    except zlib.error:
        return None
    return unpacked if unpacker.eof and not unpacker.unused_data else None


def _with_body(response: Response, body: bytes) -> Response:
    """The response unpacked. Its headers are handed on: they belong to nobody else any more."""
    unpacked = Response(
        response.url,
        status=response.status,
        body=body,
        flags=response.flags,
        request=response.request,
        certificate=response.certificate,
        ip_address=response.ip_address,
        protocol=response.protocol,
    )
    unpacked.headers = response.headers
    del unpacked.headers["Content-Encoding"]
    return unpacked


class QuietFormatter(LogFormatter):
    """No line per page: formatting them costs more than sending the request."""

    def crawled(self, request: Request, response: Response, spider: Any) -> Any:
        """Say nothing of a page that was read."""
        return None

    def scraped(self, item: Any, response: Any, spider: Any) -> Any:
        """Say nothing of an item."""
        return None
