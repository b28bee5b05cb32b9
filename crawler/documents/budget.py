"""What reading one document may cost, and what reading one yields."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec

from crawler.items import Reason, Table


class DocumentBudget(msgspec.Struct, frozen=True):
    """Bounds for one call. What is cut off by a bound is reported as `budget_exhausted`, never silently."""

    max_bytes: int = 30 * 1024 * 1024  # of the file as received
    max_pages: int = 100  # of text
    max_seconds: float = 20.0  # of one call, OCR included
    max_members: int = 50  # of an archive, all levels together
    max_depth: int = 2  # archives inside archives
    max_unpacked: int = 150 * 1024 * 1024  # bytes, of everything unpacked
    max_ratio: int = 200  # unpacked to packed, from a megabyte unpacked on
    max_text: int = 200_000  # characters of running text
    max_table_text: int = 1_000_000  # characters of all cells
    max_cells: int = 200_000  # of spreadsheets
    max_pixels: int = 50_000_000  # of a picture; the largest of a telephone's camera, 200 MB unpacked
    ocr_pages: int = 2


class Extract(msgspec.Struct, frozen=True):
    """What a reader of one format found. `reason` with text means that a part is missing."""

    format: str
    text: str = ""
    tables: tuple[Table, ...] = ()
    title: str = ""
    page_count: int = 0
    pages_read: int = 0
    reason: Reason | None = None
    detail: str = ""
    ocr: bool = False
    signed: str = ""
    pasted: tuple[bytes, ...] = ()  # pictures that stand in the text where `crawler.documents.pasted.MARK` is


class Deadline:
    """A point in monotonic time after which a reader stops where it is."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    @property
    def left(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self._end - self._clock())

    @property
    def passed(self) -> bool:
        """Whether nothing is left."""
        return self.left == 0.0


class UnreadableError(Exception):
    """A document that could not be read; the detail is a Russian sentence for people."""

    def __init__(self, detail: str, reason: Reason = Reason.UNREADABLE) -> None:
        super().__init__(detail)
        self.detail = detail
        self.reason = reason
