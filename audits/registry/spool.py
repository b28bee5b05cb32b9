"""Rows that wait on disk: memory does not grow with a registry, but by a few bytes for each of its rows."""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from types import TracebackType
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Spool(Generic[T]):
    """Numbered records of one type in a temporary file, which is gone when the block ends."""

    def __init__(self, kind: type[T]) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._encode = msgspec.msgpack.Encoder().encode
        self._decode = msgspec.msgpack.Decoder(kind).decode
        self._starts = array("Q")
        self._sizes = array("I")
        self._end = 0
        self._at = 0  # where the file stands: seeking, even to the same place, empties its buffer

    def __enter__(self) -> Spool[T]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[T]:
        return (self[number] for number in range(len(self)))

    def __getitem__(self, number: int) -> T:
        start, size = self._starts[number], self._sizes[number]
        self._go(start)
        self._at = start + size
        return self._decode(self._file.read(size))

    def __setitem__(self, number: int, record: T) -> None:
        """Replace a record; the old one stays in the file, unreachable."""
        self._starts[number], self._sizes[number] = self._write(record)

    def append(self, record: T) -> int:
        """Keep a record; its number."""
        start, size = self._write(record)
        self._starts.append(start)
        self._sizes.append(size)
        return len(self._starts) - 1

    def _write(self, record: T) -> tuple[int, int]:
        body = self._encode(record)
        start = self._end
        self._go(start)
        self._file.write(body)
        self._end = self._at = start + len(body)
        return start, len(body)

    def _go(self, place: int) -> None:
        if place != self._at:
            self._file.seek(place)


class Keys:
    """Value → numbers of records, in eight bytes each: part of the value's hash and the number, sorted.

    Two values may share their part of the hash: whoever asks must look whether the record is the one meant.
    """

    _BITS = 24  # numbers up to sixteen million

    def __init__(self) -> None:
        self._keys = array("Q")
        self._sorted = True

    def add(self, value: str, number: int) -> None:
        """Remember that a record has this value; an empty one is none."""
        if value:
            self._keys.append(self._key(value) | number)
            self._sorted = False

    def find(self, value: str) -> list[int]:
        """Numbers of the records that may have this value, in their order."""
        if not value:
            return []
        if not self._sorted:
            self._keys, self._sorted = array("Q", sorted(self._keys)), True
        key = self._key(value)
        at = bisect_left(self._keys, key)
        found = []
        while at < len(self._keys) and self._keys[at] >> self._BITS == key >> self._BITS:
            found.append(self._keys[at] & ((1 << self._BITS) - 1))
            at += 1
        return found

    def _key(self, value: str) -> int:
        return (hash(value) & 0xFF_FFFF_FFFF) << self._BITS
