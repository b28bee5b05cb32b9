"""What changes every night is taken out of what does not, and packed small.

Facts without their times are equal on two quiet nights, so they are stored once; the times (whole seconds, as
differences) go into the night's ledger row, as do the hashes of bodies whose text stayed but whose bytes changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import zstandard
from msgspec.structs import replace

from audits.model import AuditResult, Packed
from audits.store.older import with_causes
from crawler.items import Card, Coverage, Facts, Site
from rules.model import Candidate, Evidence, Finding

LEVEL = 3  # zstd of whole bodies: 6 takes four times as long for 11 % less, and is most of what recording a site costs
FINE = 6  # of differences: small, and made for what changed only


class Rest(msgspec.Struct, frozen=True, array_like=True):
    """The parts of a finding nobody searches by."""

    remarks: tuple[str, ...] = ()
    details: dict[str, Any] = {}
    candidates: tuple[Candidate, ...] = ()
    pages_read: tuple[str, ...] = ()


class Tonight(msgspec.Struct, frozen=True, array_like=True):
    """What one night's facts have for themselves, beside what they share with the nights around."""

    seconds: float = 0.0
    times: bytes = b""
    revalidated: bytes = b""  # one bit for every page and document, the first in the lowest
    revisits: int = 0
    pages: int = -1  # how many were read; -1: nobody counted
    alone: bool = False  # nothing but the site is known: no card
    dated: bool = True  # the judgement may be another one on another day
    linked: tuple[str, ...] = ()  # numbers of others' cards the site links to


class Sightings(msgspec.Struct, frozen=True, array_like=True):
    """Of one audit's evidence, in order of (rule, position): times, and hashes that differ from the stored ones."""

    times: bytes = b""
    hashes: dict[str, list[int]] = {}


def seconds_of(moment: datetime | None) -> int | None:
    """Whole seconds since the epoch."""
    return None if moment is None else int(moment.timestamp())


def moment_of(seconds: float | None) -> datetime | None:
    """The aware UTC datetime of seconds since the epoch."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def pack_times(times: Iterable[datetime | None], base: int) -> bytes:
    """Differences of consecutive times in seconds, zigzag varints shifted by one; 0 stands for no time."""
    packed = bytearray()
    last = base
    for moment in times:
        seconds = seconds_of(moment)
        if seconds is None:
            packed.append(0)
            continue
        difference = seconds - last
        last = seconds
        number = (difference << 1 if difference >= 0 else (-difference << 1) - 1) + 1
        while number >= 0x80:
            packed.append(number & 0x7F | 0x80)
            number >>= 7
        packed.append(number)
    return bytes(packed)


def unpack_times(packed: bytes, base: int) -> Iterator[datetime | None]:
    """The inverse of `pack_times`, to the second; then None for ever."""
    last, number, shift = base, 0, 0
    for byte in packed:
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte & 0x80:
            continue
        if number == 0:
            yield None
        else:
            number -= 1
            last += number >> 1 if number & 1 == 0 else -((number + 1) >> 1)
            yield moment_of(last)
        number = shift = 0
    while True:
        yield None


def times_of(facts: Facts) -> tuple[datetime | None, ...]:
    """Every time in facts that says when we looked, in a fixed order (a certificate's term is content)."""
    times: list[datetime | None] = []
    if facts.card is not None:
        times.append(facts.card.fetched_at)
    site = facts.site
    if site is not None:
        times += [site.started_at, site.finished_at]
        times += [page.fetched_at for page in site.pages]
        times += [document.fetched_at for document in site.documents]
        times += [failure.at for failure in site.failures]
    return tuple(times)


def with_times(facts: Facts, times: Iterator[datetime | None]) -> Facts:
    """Put times back where `times_of` took them from; an endless iterator of None strips them."""
    card: Card | None = facts.card
    if card is not None:
        card = replace(card, fetched_at=next(times))
    site: Site | None = facts.site
    if site is not None:
        site = replace(
            site,
            started_at=next(times),
            finished_at=next(times),
            pages=tuple(replace(page, fetched_at=next(times)) for page in site.pages),
            documents=tuple(replace(document, fetched_at=next(times)) for document in site.documents),
            failures=tuple(replace(failure, at=next(times)) for failure in site.failures),
        )
    return replace(facts, site=site, card=card)


def strip(facts: Facts) -> Facts:
    """Facts as content: without times, marks and the counters that differ when nothing else does."""
    return with_marks(with_coverage(with_times(facts, unpack_times(b"", 0)), 0.0, 0, 0), 0, 0)


def tonight_of(facts: Facts, started: int) -> Tonight:
    """What `strip` takes away, but for requests and bytes, which have columns of their own."""
    site = facts.site
    pages, documents = (site.pages, site.documents) if site is not None else ((), ())
    told = [page.revalidated for page in pages] + [document.revalidated for document in documents]
    marks = sum(1 << place for place, revalidated in enumerate(told) if revalidated)
    return Tonight(
        site.coverage.seconds if site is not None else 0.0,
        pack_times(times_of(facts), started),
        marks.to_bytes((marks.bit_length() + 7) // 8, "little"),
        site.trail.revisits if site is not None else 0,
        len(pages),
        alone=facts.card is None and not facts.linked_cards,
    )


def as_seen(facts: Facts, tonight: Tonight, *, started: int, requests: int, size: int) -> Facts:
    """Stripped facts as they were seen one night."""
    facts = with_times(facts, unpack_times(tonight.times, started))
    facts = with_coverage(facts, tonight.seconds, requests, size)
    return with_marks(facts, int.from_bytes(tonight.revalidated, "little"), tonight.revisits)


def with_marks(facts: Facts, marks: int, revisits: int) -> Facts:
    """Facts that say which of them were taken over from an earlier night."""
    site = facts.site
    if site is None:
        return facts
    count = len(site.pages)
    pages = tuple(replace(page, revalidated=bool(marks >> at & 1)) for at, page in enumerate(site.pages))
    documents = tuple(
        replace(document, revalidated=bool(marks >> at & 1)) for at, document in enumerate(site.documents, count)
    )
    trail = replace(site.trail, revisits=revisits)
    return replace(facts, site=replace(site, pages=pages, documents=documents, trail=trail, unchanged=False))


def with_coverage(facts: Facts, seconds: float, requests: int, size: int) -> Facts:
    """Facts with the counters of one night."""
    if facts.site is None:
        return facts
    coverage: Coverage = replace(facts.site.coverage, seconds=seconds, requests=requests, bytes=size)
    return replace(facts, site=replace(facts.site, coverage=coverage))


def encode_facts(facts: Facts) -> bytes:
    """Stripped facts as MessagePack; equal facts give equal bytes."""
    return msgspec.msgpack.encode(facts, order="deterministic")


def decode_facts(body: bytes) -> Facts:
    """The inverse of `encode_facts`."""
    return with_causes(msgspec.msgpack.decode(body, type=Facts))


def packed(result: AuditResult) -> AuditResult:
    """A result with its facts, if it has any, packed as the store keeps them."""
    site = result.facts.site
    if site is None:
        return result
    body = encode_facts(strip(result.facts))
    whose = {page.sha256: page.url for page in site.pages if page.sha256 in result.snapshots}
    tonight = msgspec.msgpack.encode(told_of(result))
    sha256, coverage = hashlib.sha256(body).digest(), site.coverage
    facts = Packed(compress(body), sha256, tonight, coverage.requests, coverage.bytes, site.refusal, whose)
    return replace(result, facts=Facts(), packed=facts)


def opened(result: AuditResult) -> AuditResult:
    """The inverse of `packed`, times to the second; any other result as it is."""
    if result.packed is None:
        return result
    stored = decode_facts(decompress(result.packed.body))
    tonight = msgspec.msgpack.decode(result.packed.tonight, type=Tonight)
    started = seconds_of(result.started_at) or 0
    facts = as_seen(stored, tonight, started=started, requests=result.packed.requests, size=result.packed.size)
    return replace(result, facts=facts, packed=None)


def told_of(result: AuditResult) -> Tonight:
    """What one night's result has for itself."""
    tonight = tonight_of(result.facts, seconds_of(result.started_at) or 0)
    return replace(tonight, dated=result.judgement.dated, linked=result.linked or ())


def digest(*parts: Any) -> bytes:
    """16 bytes that identify a piece of content inside one database."""
    return hashlib.blake2b(msgspec.msgpack.encode(parts, order="sorted"), digest_size=16).digest()


def evidence_digest(evidence: Evidence) -> bytes:
    """Identity of a quotation. Its hash and time are not part of it: pages change around a quotation that stays."""
    return digest(evidence.url, evidence.pointer, evidence.excerpt)


def rest_of(finding: Finding) -> Rest:
    """What goes into the compressed part of a verdict."""
    return Rest(finding.remarks, finding.details, finding.candidates, finding.pages_read)


def verdict_digest(finding: Finding) -> bytes:
    """Identity of a verdict: everything a reader of the finding would see, but for times and body hashes."""
    return digest(
        finding.outcome,
        finding.reason,
        finding.severity,
        finding.message,
        finding.requirement,
        rest_of(finding),
        [evidence_digest(evidence) for evidence in finding.evidence],
    )


def compress(body: bytes, base: bytes | None = None) -> bytes:
    """zstd; with `base`, as a difference from it."""
    if base is None:
        return zstandard.ZstdCompressor(level=LEVEL).compress(body)
    dictionary = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    parameters = zstandard.ZstdCompressionParameters.from_level(
        FINE,
        source_size=len(body),
        dict_size=len(base),
        window_log=max(10, min(27, (len(body) + len(base)).bit_length())),
        enable_ldm=True,
    )
    return zstandard.ZstdCompressor(dict_data=dictionary, compression_params=parameters).compress(body)


def decompress(packed: bytes, base: bytes | None = None) -> bytes:
    """The inverse of `compress`."""
    limit = 1 << 28
    if base is None:
        return zstandard.ZstdDecompressor(max_window_size=limit).decompress(packed, max_output_size=limit)
    dictionary = zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdDecompressor(dict_data=dictionary, max_window_size=limit).decompress(
        packed, max_output_size=limit
    )


def sightings_of(evidence: Sequence[Evidence], stored_hashes: Sequence[str], base: int) -> Sightings:
    """The volatile half of an audit's evidence."""
    changed: dict[str, list[int]] = {}
    for position, (item, stored) in enumerate(zip(evidence, stored_hashes, strict=True)):
        if item.sha256 != stored:
            changed.setdefault(item.sha256, []).append(position)
    return Sightings(pack_times([item.fetched_at for item in evidence], base), changed)
