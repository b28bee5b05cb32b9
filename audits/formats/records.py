"""Findings as other people's scripts read them. The keys and their order are a contract; adding at the end is free."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import msgspec

from audits.findings.deficiency_list import DeficiencyRow
from audits.model import AuditResult, Run
from audits.store.model import Deficiency, LedgerRow, StoredFinding
from crawler.items import Coverage, Facts, Site
from rules.model import Evidence, Finding, Judgement, Organization

FINDING_KEYS = (
    "run",
    "organization",
    "rule",
    "outcome",
    "reason",
    "severity",
    "message",
    "remarks",
    "details",
    "evidence",
    "requirement",
    "methodology",
    "on",
    "first_seen",
)


def finding_record(
    finding: Finding,
    *,
    organization: str,
    judgement: Judgement,
    run: str | None = None,
    first_seen: datetime | None = None,
) -> dict[str, Any]:
    """One finding as a plain object, keys in the order of the contract."""
    return {
        "run": run,
        "organization": organization,
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "reason": finding.reason.value if finding.reason else None,
        "severity": finding.severity.value,
        "message": finding.message,
        "remarks": list(finding.remarks),
        "details": msgspec.to_builtins(finding.details),
        "evidence": [evidence_record(item) for item in finding.evidence],
        "requirement": finding.requirement,
        "methodology": judgement.methodology,
        "on": judgement.on.isoformat(),
        "first_seen": moment(first_seen),
    }


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """One quotation: where, what, in which body, when."""
    return {
        "url": evidence.url,
        "pointer": evidence.pointer,
        "excerpt": evidence.excerpt,
        "sha256": evidence.sha256,
        "fetched_at": moment(evidence.fetched_at),
    }


def check_record(result: AuditResult, organization: Organization) -> dict[str, Any]:
    """`nok check --format json`: what was asked, what was seen, and every finding."""
    site = result.facts.site
    return {
        "site": organization.site,
        "home_url": site.home_url if site else "",
        "methodology": result.judgement.methodology,
        "on": result.judgement.on.isoformat(),
        "judged": result.judged,
        "reason": result.reason.value if result.reason else None,
        "coverage": _coverage(site),
        "findings": [
            finding_record(finding, organization=organization.id, judgement=result.judgement)
            for finding in result.judgement.findings
        ],
    }


def _coverage(site: Site | None) -> dict[str, Any]:
    """How much of the site was seen, every field there whatever it says; for no site, that nothing was."""
    seen = site.coverage if site is not None else Coverage(stopped="")
    return {name: msgspec.to_builtins(getattr(seen, name)) for name in Coverage.__struct_fields__}


def moment(value: datetime | date | None) -> str | None:
    """ISO 8601; null for unknown."""
    return value.isoformat() if value else None


def stored_record(stored: StoredFinding) -> dict[str, Any]:
    """A finding of the database: one line of `nok export findings`."""
    return finding_record(
        stored.finding,
        organization=stored.organization,
        judgement=Judgement(stored.methodology, stored.on, ()),
        run=stored.run,
        first_seen=stored.first_seen,
    )


def explain_record(stored: StoredFinding, facts: Facts) -> dict[str, Any]:
    """A finding with what it was weighed against."""
    site = facts.site
    read = stored.finding.pages_read or (tuple(page.url for page in site.pages) if site else ())
    return {
        **stored_record(stored),
        "candidates": [msgspec.to_builtins(one) for one in stored.finding.candidates],
        "pages_read": list(read),
        "coverage": _coverage(site),
        "failures": [msgspec.to_builtins(one) for one in site.failures] if site else [],
    }


REGISTRY_KEYS = (
    "id",
    "name",
    "subject",
    "sector",
    "ownership",
    "municipality",
    "inn",
    "email",
    "phone",
    "site",
    "founder_site",
    "bus_gov_id",
    "assessed_years",
)

ORGANIZATION_KEYS = (*REGISTRY_KEYS, "run", "state", "reason", "detail")


def registry_record(one: Organization) -> dict[str, Any]:
    """One organization under the headings of the registry file."""
    years = one.assessed_years
    return {
        "id": one.id,
        "name": one.name,
        "subject": one.subject.value,
        "sector": one.sector.value if one.sector else "",
        "ownership": one.ownership.value if one.ownership else "",
        "municipality": one.municipality,
        "inn": one.inn,
        "email": one.email,
        "phone": one.phone,
        "site": one.site or one.site_note,
        "founder_site": one.founder_site,
        "bus_gov_id": one.bus_gov_id,
        "assessed_years": "" if years is None else " ".join(map(str, years)) or "-",
    }


def organization_record(row: LedgerRow) -> dict[str, Any]:
    """One organization under the headings of the registry file, and its row in the run's ledger."""
    return {
        **registry_record(row.organization),
        "run": row.run,
        "state": row.state,
        "reason": row.reason.value if row.reason else None,
        "detail": row.detail,
    }


COVERAGE_KEYS = (
    "run",
    "organization",
    "state",
    "reason",
    "complete",
    "stopped",
    "pages",
    "documents",
    "failures",
    "unread",
    "requests",
    "bytes",
    "seconds",
    "browser",
)


def coverage_record(row: LedgerRow, facts: Facts | None) -> dict[str, Any]:
    """How much of one organization's site was seen in a run."""
    site = facts.site if facts else None
    seen = site.coverage if site else None
    return {
        "run": row.run,
        "organization": row.organization.id,
        "state": row.state,
        "reason": row.reason.value if row.reason else None,
        "complete": bool(seen and seen.complete),
        "stopped": seen.stopped if seen else None,
        "pages": seen.pages if seen else 0,
        "documents": len(site.documents) if site else 0,
        "failures": len(site.failures) if site else 0,
        "unread": seen.unread_count if seen else 0,
        "requests": row.requests,
        "bytes": row.bytes,
        "seconds": round(row.seconds, 3),
        "browser": site.browser if site else "",
    }


RUN_KEYS = (
    "id",
    "methodology",
    "on",
    "state",
    "started_at",
    "finished_at",
    "organizations",
    "judged",
    "untested",
    "registry",
    "note",
)


def run_record(run: Run) -> dict[str, Any]:
    """One run as a plain object, its organizations counted."""
    return {
        "id": run.id,
        "methodology": run.methodology,
        "on": run.on.isoformat(),
        "state": run.state,
        "started_at": moment(run.started_at),
        "finished_at": moment(run.finished_at),
        "organizations": run.organizations,
        "judged": run.judged,
        "untested": run.untested,
        "registry": run.registry,
        "note": run.note,
    }


DEFICIENCY_KEYS = (
    "organization",
    "name",
    "municipality",
    "sector",
    "rule",
    "state",
    "severity",
    "message",
    "requirement",
    "first_seen",
    "last_seen",
    "fixed_at",
    "retested",
    "waived_until",
    "waiver_reason",
    "waiver_author",
    "evidence",
    "site",
    "title",
    "demand",
    "citation",
    "remedy",
    "days_open",
    "due",
    "found",
)


def deficiency_record(
    deficiency: Deficiency, organization: Organization | None, row: DeficiencyRow | None = None
) -> dict[str, Any]:
    """One deficiency followed over the runs; `row`: as the lists for people show it."""
    waiver = deficiency.waiver
    return {
        "organization": deficiency.organization,
        "name": organization.name if organization else "",
        "municipality": organization.municipality if organization else "",
        "sector": organization.sector.value if organization and organization.sector else "",
        "rule": deficiency.rule,
        "state": deficiency.state.value,
        "severity": deficiency.finding.severity.value,
        "message": deficiency.finding.message,
        "requirement": deficiency.finding.requirement,
        "first_seen": moment(deficiency.first_seen),
        "last_seen": moment(deficiency.last_seen),
        "fixed_at": moment(deficiency.fixed_at),
        "retested": deficiency.retested,
        "waived_until": moment(waiver.until) if waiver else None,
        "waiver_reason": waiver.reason if waiver else "",
        "waiver_author": waiver.author if waiver else "",
        "evidence": [one.url for one in deficiency.finding.evidence],
        "site": row.site if row else organization.site if organization else "",
        "title": row.title if row else "",
        "demand": row.demand if row else "",
        "citation": row.citation if row else "",
        "remedy": row.remedy if row else "",
        "days_open": row.days_open if row else None,
        "due": moment(row.due) if row else None,
        "found": moment(deficiency.since),
    }
