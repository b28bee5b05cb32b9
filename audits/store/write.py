"""Writing: a run's start, one organization's result, a run's end. Plain SQL on an open connection, no commits."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec

from audits.model import AuditResult
from audits.store import pack
from audits.store.blobs import put_blob, put_packed
from audits.store.pictures import put_pictures
from rules.model import Evidence, Finding, Organization

JUDGED, UNTESTED = 1, 2  # in the schema 0 is an organization not come to yet


def identify(conn: sqlite3.Connection, table: str, column: str, value: object) -> int:
    """The id of a small unique value, inserted when new."""
    row = conn.execute(f"SELECT id FROM {table} WHERE {column} = ?", (value,)).fetchone()
    if row is not None:
        return int(row[0])
    return int(conn.execute(f"INSERT INTO {table} ({column}) VALUES (?)", (value,)).lastrowid or 0)


def organization_hash(organization: Organization) -> bytes:
    """Identity of a registry row's content."""
    return pack.digest(organization)


def put_registry_row(conn: sqlite3.Connection, organization: Organization, run: int) -> tuple[int, int]:
    """Remember a registry row when it is new or changed; returns (organization id, row id)."""
    code = identify(conn, "organizations", "code", organization.id)
    key = organization_hash(organization)
    row = conn.execute("SELECT id FROM registry_rows WHERE organization = ? AND hash = ?", (code, key)).fetchone()
    if row is not None:
        return code, int(row[0])
    body = msgspec.json.encode(organization).decode()
    cursor = conn.execute(
        "INSERT INTO registry_rows (organization, hash, body, first_run) VALUES (?, ?, ?, ?)", (code, key, body, run)
    )
    return code, int(cursor.lastrowid or 0)


def plan(conn: sqlite3.Connection, run: int, organizations: Sequence[Organization]) -> None:
    """Open the ledger: one pending row per organization."""
    rows = [(run, *put_registry_row(conn, organization, run)) for organization in organizations]
    conn.executemany("INSERT INTO audits (run, organization, registry_row) VALUES (?, ?, ?)", rows)
    conn.execute("UPDATE runs SET organizations = ? WHERE id = ?", (len(rows), run))


def put_rule_set(conn: sqlite3.Connection, versions: Mapping[str, str]) -> int:
    """The id of this set of rule versions."""
    key = pack.digest(dict(versions))
    row = conn.execute("SELECT id FROM rule_sets WHERE hash = ?", (key,)).fetchone()
    if row is not None:
        return int(row[0])
    body = msgspec.json.encode(dict(versions), order="sorted").decode()
    return int(conn.execute("INSERT INTO rule_sets (hash, versions) VALUES (?, ?)", (key, body)).lastrowid or 0)


def put_audit(
    conn: sqlite3.Connection,
    *,
    run: int,
    lane: int,
    organization: int,
    rules: int | None,
    result: AuditResult,
    blob: int | None = None,
) -> None:
    """Everything one result leaves behind: its ledger row, changed verdicts, facts, snapshots.

    `blob`: of the facts of an unchanged site, which are there already.
    """
    findings = sorted(result.judgement.findings, key=lambda finding: finding.rule)
    put_findings(conn, run=run, lane=lane, organization=organization, findings=findings)
    put_snapshots(conn, organization, result)
    put_pictures(conn, run, organization, result.pictures)
    started = pack.seconds_of(result.started_at) or 0
    finished = result.finished_at or result.started_at
    if result.unchanged is not None and blob is not None:
        seen = _Seen(blob, result.unchanged.tonight, result.unchanged.requests, result.unchanged.size)
    else:
        seen = _put_facts(conn, organization, result)
    evidence = [item for finding in findings for item in finding.evidence]
    sightings = pack.sightings_of(evidence, _stored_hashes(conn, evidence), started)
    seconds = (finished - result.started_at).total_seconds() if finished and result.started_at else None
    conn.execute(
        "UPDATE audits SET state = ?, reason = ?, detail = ?, rules = ?, started = ?, seconds = ?, requests = ?, "
        "bytes = ?, facts = ?, times = ?, sightings = ? WHERE run = ? AND organization = ?",
        (
            JUDGED if result.judged else UNTESTED,
            result.reason,
            result.detail or None,
            rules,
            started or None,
            None if seconds is None else round(seconds, 3),
            seen.requests,
            seen.bytes,
            seen.blob,
            seen.tonight,
            msgspec.msgpack.encode(sightings) if evidence else None,
            run,
            organization,
        ),
    )


class _Seen(NamedTuple):
    """The facts' part of a ledger row."""

    blob: int | None = None
    tonight: bytes | None = None
    requests: int | None = None
    bytes: int | None = None


def _put_facts(conn: sqlite3.Connection, organization: int, result: AuditResult) -> _Seen:
    facts, packed = result.facts, result.packed
    if packed is not None:
        blob = put_packed(conn, packed.body, packed.sha256, organization, "facts")
        return _Seen(blob, packed.tonight, packed.requests, packed.size)
    if facts.site is None and facts.card is None:
        return _Seen()
    blob = put_blob(conn, pack.encode_facts(pack.strip(facts)), organization, "facts")
    coverage = facts.site.coverage if facts.site is not None else None
    return _Seen(
        blob,
        msgspec.msgpack.encode(pack.told_of(result)),
        coverage.requests if coverage else None,
        coverage.bytes if coverage else None,
    )


def _stored_hashes(conn: sqlite3.Connection, evidence: Sequence[Evidence]) -> list[str]:
    find = "SELECT sha256 FROM evidence WHERE hash = ?"
    return [conn.execute(find, (pack.evidence_digest(item),)).fetchone()[0] for item in evidence]


def put_findings(
    conn: sqlite3.Connection, *, run: int, lane: int, organization: int, findings: Sequence[Finding]
) -> None:
    """End the intervals whose verdict changed or whose rule is gone, begin new ones; equal verdicts cost nothing."""
    current = {
        rule: (finding, key, first)
        for finding, rule, key, first in conn.execute(
            "SELECT findings.id, rules.name, verdicts.hash, findings.first_run FROM findings "
            "JOIN rules ON rules.id = findings.rule JOIN verdicts ON verdicts.id = findings.verdict "
            "WHERE findings.organization = ? AND findings.lane = ? AND findings.ended_run IS NULL",
            (organization, lane),
        )
    }
    new: list[tuple[int, int, int, int, int]] = []
    for finding in findings:
        key = pack.verdict_digest(finding)
        known = current.pop(finding.rule, None)
        if known is not None and known[1] == key:
            continue
        if known is not None:
            _end(conn, known[0], known[2], run)
        if _resumed(conn, lane, organization, finding.rule, key, run):
            continue
        verdict = _put_verdict(conn, finding, key)
        new.append((lane, organization, identify(conn, "rules", "name", finding.rule), verdict, run))
    for gone, _, first in current.values():
        _end(conn, gone, first, run)
    conn.executemany("INSERT INTO findings (lane, organization, rule, verdict, first_run) VALUES (?, ?, ?, ?, ?)", new)


def _resumed(conn: sqlite3.Connection, lane: int, organization: int, rule: str, key: bytes, run: int) -> bool:
    """Whether this very verdict was ended earlier in the same run: recorded again, it was never interrupted."""
    cursor = conn.execute(
        "UPDATE findings SET ended_run = NULL WHERE organization = ? AND lane = ? AND ended_run = ? "
        "AND rule = (SELECT id FROM rules WHERE name = ?) AND verdict = (SELECT id FROM verdicts WHERE hash = ?)",
        (organization, lane, run, rule, key),
    )
    return cursor.rowcount > 0


def _end(conn: sqlite3.Connection, finding: int, first_run: int, run: int) -> None:
    """An interval that began in this very run was never true: the organization is being recorded again."""
    if first_run == run:
        conn.execute("DELETE FROM findings WHERE id = ?", (finding,))
    else:
        conn.execute("UPDATE findings SET ended_run = ? WHERE id = ?", (run, finding))


def _put_verdict(conn: sqlite3.Connection, finding: Finding, key: bytes) -> int:
    row = conn.execute("SELECT id FROM verdicts WHERE hash = ?", (key,)).fetchone()
    if row is not None:
        return int(row[0])
    evidence = [_put_evidence(conn, item) for item in finding.evidence]
    cursor = conn.execute(
        "INSERT INTO verdicts (hash, outcome, reason, severity, message, requirement, evidence, rest) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            finding.outcome,
            finding.reason,
            finding.severity,
            finding.message,
            finding.requirement,
            msgspec.json.encode(evidence).decode(),
            pack.compress(msgspec.msgpack.encode(pack.rest_of(finding))),
        ),
    )
    return int(cursor.lastrowid or 0)


def _put_evidence(conn: sqlite3.Connection, item: Evidence) -> int:
    key = pack.evidence_digest(item)
    row = conn.execute("SELECT id FROM evidence WHERE hash = ?", (key,)).fetchone()
    if row is not None:
        return int(row[0])
    cursor = conn.execute(
        "INSERT INTO evidence (hash, url, pointer, excerpt, sha256) VALUES (?, ?, ?, ?, ?)",
        (key, item.url, item.pointer, item.excerpt, item.sha256),
    )
    return int(cursor.lastrowid or 0)


def put_snapshots(conn: sqlite3.Connection, organization: int, result: AuditResult) -> None:
    """Keep the raw bodies of pages, each anchored to its address so that small changes cost little."""
    if not result.snapshots:
        return
    pages = result.facts.site.pages if result.facts.site is not None else ()
    addresses = {page.sha256: page.url for page in pages}
    if result.packed is not None:
        addresses = result.packed.addresses
    for sha256, packed in result.snapshots.items():
        put_packed(conn, packed, bytes.fromhex(sha256), organization, addresses.get(sha256, sha256))


def close_run(conn: sqlite3.Connection, run: int, *, state: str, note: str, now: datetime) -> None:
    """Write the run's totals and how it ended."""
    conn.execute(
        "UPDATE runs SET state = ?, note = ?, finished_at = ?, "
        "judged = (SELECT count(*) FROM audits WHERE run = runs.id AND state = 1), "
        "untested = (SELECT count(*) FROM audits WHERE run = runs.id AND state = 2) WHERE id = ?",
        (state, note, now.astimezone(UTC).isoformat(), run),
    )


def set_aside(conn: sqlite3.Connection, run: int, lane: int, name: str) -> None:
    """Move a void run's verdicts into a lane of their own, as if the sequence had never met them.

    Correct only while no later run of the lane exists.
    """
    own = identify(conn, "lanes", "name", f"{name} (void)")
    conn.execute(
        "INSERT INTO findings (lane, organization, rule, verdict, first_run) "
        "SELECT ?, findings.organization, findings.rule, findings.verdict, audits.run FROM audits "
        "JOIN findings ON findings.organization = audits.organization AND findings.lane = ? "
        "WHERE audits.run = ? AND audits.state <> 0 AND findings.first_run <= ? AND findings.ended_run IS NULL",
        (own, lane, run, run),
    )
    conn.execute("DELETE FROM findings WHERE lane = ? AND first_run = ?", (lane, run))
    conn.execute("UPDATE findings SET ended_run = NULL WHERE lane = ? AND ended_run = ?", (lane, run))
    conn.execute("UPDATE runs SET lane = ? WHERE id = ?", (own, run))
