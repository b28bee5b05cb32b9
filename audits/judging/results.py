"""From facts to an audit result: the one place where this package calls the rules."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from audits.model import AuditOptions, AuditResult, Shot
from crawler.items import Facts, Reason
from rules.addresses.kinds import is_social
from rules.evaluate import evaluate, untested
from rules.load import load_methodology
from rules.model import Judgement, Organization, Subordinate
from rules.site.memory import Reading

logger = logging.getLogger(__name__)


def crawlable(organization: Organization) -> bool:
    """Whether there is a site to visit: a page in a social network is judged, but not crawled."""
    return bool(organization.site) and not is_social(organization.site)


def judge(
    organization: Organization,
    facts: Facts,
    methodology: str,
    on: date,
    reading: Reading | None = None,
    circle: tuple[Subordinate, ...] = (),
) -> Judgement:
    """All findings on one organization. Pure; the methodology is loaded once per process."""
    return evaluate(load_methodology(methodology), organization, facts, on, reading, circle)


def audited(
    organization: Organization,
    facts: Facts,
    options: AuditOptions,
    *,
    started_at: datetime | None,
    finished_at: datetime | None,
    snapshots: dict[str, bytes] | None = None,
    reading: Reading | None = None,
    judgement: Judgement | None = None,
    circle: tuple[Subordinate, ...] = (),
    pictures: Sequence[Shot] = (),
) -> AuditResult:
    """Judge facts; a rule that breaks on them makes the organization untested, never the run fail.

    `judgement`: the one on these facts, where it was made already.
    """
    try:
        judgement = judgement or judge(organization, facts, options.methodology, options.on, reading, circle)
    except Exception as error:  # a rule's bug costs one organization, never the night
        logger.exception("Ошибка программы при выводах об организации %s", organization.id)
        detail = f"ошибка при оценке: {type(error).__name__}: {error}"[:300]
        broken = not_audited(organization, options, Reason.INTERNAL_ERROR, detail, at=finished_at)
        return msgspec.structs.replace(broken, facts=facts, started_at=started_at)
    return AuditResult(
        organization=organization.id,
        judged=True,
        judgement=judgement,
        facts=facts,
        started_at=started_at,
        finished_at=finished_at,
        snapshots=snapshots or {},
        pictures=tuple(pictures),
    )


def log_errors(result: AuditResult) -> None:
    """Every rule whose check broke on this organization, with the place, for whoever keeps the program.

    A worker's own log is cut short: this is for the one that records its results.
    """
    for finding in result.judgement.findings:
        if "error" in finding.details:
            logger.error(
                "Ошибка программы в правиле %s, организация %s: %r; %s",
                finding.rule,
                result.organization,
                finding.details["error"],
                " → ".join(finding.details.get("where", ())) or "место неизвестно",
            )


def not_audited(
    organization: Organization, options: AuditOptions, reason: Reason, detail: str, *, at: datetime | None
) -> AuditResult:
    """The result for an organization nobody could look at: every rule untested, for this reason."""
    judgement = untested(load_methodology(options.methodology), organization, reason, options.on)
    return AuditResult(
        organization=organization.id,
        judged=False,
        judgement=judgement,
        reason=reason,
        detail=detail,
        started_at=at,
        finished_at=at,
    )
