"""Reading: runs, the ledger, findings of a run, facts as they were. Plain SQL on an open connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from audits.model import Run
from audits.store import pack
from audits.store.blobs import get_blob
from audits.store.model import LedgerRow, StoredFinding, StoredOrganization
from audits.store.population import population
from crawler.items import Facts, Reason
from rules.model import Evidence, Finding, Organization, Outcome, Severity

_RUN = (
    "SELECT runs.id, runs.name, runs.methodology, runs.day, runs.started_at, runs.finished_at, runs.state, "
    "runs.organizations, runs.judged, runs.untested, runs.options, runs.registry, runs.note, source.name "
    "FROM runs LEFT JOIN runs AS source ON source.id = runs.replay_of"
)
_STATES = ("pending", "judged", "untested")


def _run(conn: sqlite3.Connection, row: tuple[Any, ...]) -> Run:
    number, name, methodology, day, started, finished, state, organizations, judged, untested, *rest = row
    options, registry, note, source = rest
    if state == "running":  # totals are written at the end; until then they are counted
        judged, untested = conn.execute(
            "SELECT coalesce(sum(state = 1), 0), coalesce(sum(state = 2), 0) FROM audits WHERE run = ?", (number,)
        ).fetchone()
    return Run(
        id=name,
        methodology=methodology,
        on=date.fromisoformat(day),
        started_at=datetime.fromisoformat(started),
        finished_at=datetime.fromisoformat(finished) if finished else None,
        state=state,
        organizations=organizations,
        judged=judged,
        untested=untested,
        options=msgspec.json.decode(options),
        registry=registry,
        note=note,
        replay_of=source or "",
    )


def read_runs(conn: sqlite3.Connection, where: str = "", values: tuple[Any, ...] = ()) -> Iterator[Run]:
    """Runs, oldest first."""
    for row in conn.execute(f"{_RUN} {where} ORDER BY runs.id", values).fetchall():
        yield _run(conn, row)


# The latest audit of every organization in a run's sequence, as of that run.
_LATEST = (
    "(SELECT max(seen.run) FROM audits AS seen JOIN runs AS ran ON ran.id = seen.run JOIN runs AS named "
    "ON named.id = :run AND named.lane = ran.lane WHERE seen.organization = audits.organization "
    "AND seen.state <> 0 AND seen.run <= :run)"
)


def _audits_of(conn: sqlite3.Connection, run: int, *, standing: bool) -> tuple[str, dict[str, Any]]:
    """Which audits are meant, as a condition and its values: the run's own, or with `standing` everybody's latest."""
    if not standing:
        return "audits.run = :run", {"run": run}
    here = msgspec.json.encode(list(population(conn, run))).decode()
    codes = "SELECT id FROM organizations WHERE code IN (SELECT value FROM json_each(:here))"
    return f"audits.run = {_LATEST} AND audits.organization IN ({codes})", {"run": run, "here": here}


def read_ledger(
    conn: sqlite3.Connection, run: int, state: str | None = None, *, standing: bool = False
) -> Iterator[LedgerRow]:
    """The run's organizations in registry order; with `standing` everybody in the registry, by their latest audit."""
    which, values = _audits_of(conn, run, standing=standing)
    condition = "" if state is None else f"AND audits.state = {_STATES.index(state)}"
    for row in conn.execute(
        "SELECT runs.name, registry_rows.body, audits.state, audits.reason, audits.detail, audits.started, "
        "audits.seconds, audits.requests, audits.bytes, hex(blobs.sha256), hex(registry_rows.hash) FROM audits "
        "JOIN runs ON runs.id = audits.run JOIN registry_rows ON registry_rows.id = audits.registry_row "
        f"LEFT JOIN blobs ON blobs.id = audits.facts WHERE {which} {condition} ORDER BY audits.organization",
        values,
    ):
        yield LedgerRow(
            run=row[0],
            organization=msgspec.json.decode(row[1], type=Organization),
            state=_STATES[row[2]],
            reason=Reason(row[3]) if row[3] else None,
            detail=row[4] or "",
            started_at=pack.moment_of(row[5]),
            seconds=row[6] or 0.0,
            requests=row[7] or 0,
            bytes=row[8] or 0,
            facts=(row[9] or "").lower(),
            registry_hash=row[10].lower(),
        )


def read_organizations(conn: sqlite3.Connection) -> Iterator[StoredOrganization]:
    """Every organization ever audited, as its latest run's registry described it, by code."""
    for body, key, first, last in conn.execute(
        "SELECT registry_rows.body, hex(registry_rows.hash), first.name, last.name FROM organizations "
        "JOIN (SELECT organization, min(run) AS first, max(run) AS last FROM audits GROUP BY organization) AS seen "
        "ON seen.organization = organizations.id "
        "JOIN audits ON audits.run = seen.last AND audits.organization = organizations.id "
        "JOIN registry_rows ON registry_rows.id = audits.registry_row "
        "JOIN runs AS first ON first.id = seen.first JOIN runs AS last ON last.id = seen.last "
        "ORDER BY organizations.code"
    ):
        yield StoredOrganization(msgspec.json.decode(body, type=Organization), key.lower(), first, last)


def read_facts(conn: sqlite3.Connection, run: int, organization: str) -> Facts | None:
    """Facts as they were seen in that run (times to the second); None when there are none."""
    row = conn.execute(
        "SELECT audits.facts, audits.started, audits.times, audits.requests, audits.bytes FROM audits "
        "JOIN organizations ON organizations.id = audits.organization WHERE audits.run = ? AND organizations.code = ?",
        (run, organization),
    ).fetchone()
    if row is None or row[0] is None:
        return None
    tonight = msgspec.msgpack.decode(row[2], type=pack.Tonight)
    facts = pack.decode_facts(get_blob(conn, row[0]))
    return pack.as_seen(facts, tonight, started=row[1] or 0, requests=row[3] or 0, size=row[4] or 0)


def read_findings(
    conn: sqlite3.Connection, run: int, organization: str | None = None, *, standing: bool = False
) -> Iterator[StoredFinding]:
    """All intervals covering the run's audits, by organization (registry order) and rule.

    With `standing`: covering the latest audit, as of the run, of everybody in the registry.
    """
    which, values = _audits_of(conn, run, standing=standing)
    condition = "" if organization is None else "AND organizations.code = :code"
    versions: dict[int | None, dict[str, str]] = {None: {}}
    for number, code, key, rules, started, packed, audited, name, methodology, day in conn.execute(
        "SELECT audits.organization, organizations.code, hex(registry_rows.hash), audits.rules, audits.started, "
        "audits.sightings, runs.id, runs.name, runs.methodology, runs.day FROM audits "
        "JOIN organizations ON organizations.id = audits.organization JOIN runs ON runs.id = audits.run "
        "JOIN registry_rows ON registry_rows.id = audits.registry_row "
        f"WHERE {which} AND audits.state <> 0 {condition} ORDER BY audits.organization",
        values if organization is None else values | {"code": organization},
    ).fetchall():
        if rules not in versions:
            (body,) = conn.execute("SELECT versions FROM rule_sets WHERE id = ?", (rules,)).fetchone()
            versions[rules] = msgspec.json.decode(body, type=dict[str, str])
        sightings = msgspec.msgpack.decode(packed, type=pack.Sightings) if packed else pack.Sightings()
        for finding, first, first_name in _findings_of(conn, audited, number, sightings, started or 0):
            yield StoredFinding(
                run=name,
                organization=code,
                finding=finding,
                methodology=methodology,
                on=date.fromisoformat(day),
                first_seen=datetime.fromisoformat(first),
                first_seen_run=first_name,
                rule_version=versions[rules].get(finding.rule, ""),
                registry_hash=key.lower(),
            )


def first_seen_in(findings: Iterator[StoredFinding], source: Iterator[StoredFinding]) -> Iterator[StoredFinding]:
    """Findings of a replay: a verdict that is its source's was first seen when the source says."""
    earlier = {(one.organization, one.rule): one for one in source}
    for one in findings:
        other = earlier.get((one.organization, one.rule))
        same = other is not None and (one.outcome, one.finding.message) == (other.outcome, other.finding.message)
        if other is not None and same:
            one = msgspec.structs.replace(one, first_seen=other.first_seen, first_seen_run=other.first_seen_run)
        yield one


def _findings_of(
    conn: sqlite3.Connection, run: int, organization: int, sightings: pack.Sightings, started: int
) -> Iterator[tuple[Finding, str, str]]:
    times = pack.unpack_times(sightings.times, started)
    hashes = {position: sha256 for sha256, positions in sightings.hashes.items() for position in positions}
    position = 0
    for rule, verdict, first, first_name in conn.execute(
        "SELECT rules.name, findings.verdict, first.started_at, first.name FROM findings "
        "JOIN runs ON runs.id = ? AND findings.lane = runs.lane JOIN rules ON rules.id = findings.rule "
        "JOIN runs AS first ON first.id = findings.first_run "
        "WHERE findings.organization = ? AND findings.first_run <= runs.id "
        "AND (findings.ended_run IS NULL OR findings.ended_run > runs.id) ORDER BY rules.name",
        (run, organization),
    ).fetchall():
        finding, evidence = read_verdict(conn, rule, verdict)
        seen = []
        for item in evidence:
            seen.append(
                Evidence(
                    url=item.url,
                    excerpt=item.excerpt,
                    pointer=item.pointer,
                    sha256=hashes.get(position, item.sha256),
                    fetched_at=next(times),
                )
            )
            position += 1
        yield msgspec.structs.replace(finding, evidence=tuple(seen)), first, first_name


def read_verdict(conn: sqlite3.Connection, rule: str, verdict: int) -> tuple[Finding, tuple[Evidence, ...]]:
    """A verdict without evidence, and its evidence as first stored, without times."""
    outcome, reason, severity, message, requirement, quoted, rest = conn.execute(
        "SELECT outcome, reason, severity, message, requirement, evidence, rest FROM verdicts WHERE id = ?", (verdict,)
    ).fetchone()
    evidence = []
    for number in msgspec.json.decode(quoted, type=list[int]):
        url, pointer, excerpt, sha256 = conn.execute(
            "SELECT url, pointer, excerpt, sha256 FROM evidence WHERE id = ?", (number,)
        ).fetchone()
        evidence.append(Evidence(url=url, excerpt=excerpt, pointer=pointer, sha256=sha256))
    more = msgspec.msgpack.decode(pack.decompress(rest), type=pack.Rest)
    finding = Finding(
        rule=rule,
        outcome=Outcome(outcome),
        reason=Reason(reason) if reason else None,
        severity=Severity(severity),
        message=message,
        requirement=requirement,
        remarks=more.remarks,
        details=more.details,
        candidates=more.candidates,
        pages_read=more.pages_read,
    )
    return finding, tuple(evidence)


def read_changes(conn: sqlite3.Connection, run: int) -> list[tuple[str, str, str, int]]:
    """(rule, outcome before, outcome now, count) of the verdicts that this run ended and replaced."""
    return conn.execute(
        "SELECT rules.name, was.outcome, now.outcome, count(*) FROM findings AS fresh "
        "JOIN findings AS old ON old.organization = fresh.organization AND old.lane = fresh.lane "
        "AND old.rule = fresh.rule AND old.ended_run = fresh.first_run "
        "JOIN verdicts AS was ON was.id = old.verdict JOIN verdicts AS now ON now.id = fresh.verdict "
        "JOIN rules ON rules.id = fresh.rule "
        "JOIN audits ON audits.run = ? AND audits.organization = fresh.organization "
        "WHERE fresh.first_run = ? AND fresh.lane = (SELECT lane FROM runs WHERE id = ?) "
        "GROUP BY rules.name, was.outcome, now.outcome",
        (run, run, run),
    ).fetchall()


def read_decided_before(conn: sqlite3.Connection, run: int) -> dict[str, int]:
    """Of the run's organizations: how many verdicts of each rule were passed or failed when it began."""
    return dict(
        conn.execute(
            "SELECT rules.name, count(*) FROM audits JOIN runs ON runs.id = audits.run "
            "JOIN findings ON findings.organization = audits.organization AND findings.lane = runs.lane "
            "JOIN verdicts ON verdicts.id = findings.verdict JOIN rules ON rules.id = findings.rule "
            "WHERE audits.run = ? AND findings.first_run < runs.id "
            "AND (findings.ended_run IS NULL OR findings.ended_run >= runs.id) "
            "AND verdicts.outcome IN ('passed', 'failed') GROUP BY rules.name",
            (run,),
        ).fetchall()
    )


def read_rule_versions(conn: sqlite3.Connection, run: int) -> dict[str, str]:
    """Version hash of every rule that judged in a run (of the last one recorded, if they changed on the way)."""
    row = conn.execute(
        "SELECT versions FROM rule_sets WHERE id = (SELECT max(rules) FROM audits WHERE run = ?)", (run,)
    ).fetchone()
    return msgspec.json.decode(row[0], type=dict[str, str]) if row else {}
