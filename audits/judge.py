"""From facts to an audit result: the one place where this package calls the rules."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

import rules as rules_package
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


def rule_versions(methodology: str) -> dict[str, str]:
    """Version hash of every rule: its file, and all the code and data that judge.

    A release that changes the judging code changes every version. That is meant: a verdict that changed on
    such a night may be the program's doing, and must not be presented as the organization's.
    """
    versions = {}
    judging = _judging()
    for rule in load_methodology(methodology).rules:
        told = {
            field: getattr(rule, field)
            for field in rule.__struct_fields__
            if field not in ("run", "examples", "assumptions")
        }
        body = msgspec.json.encode([told, judging], enc_hook=_plain, order="deterministic")
        versions[rule.id] = hashlib.blake2b(body, digest_size=6).hexdigest()
    return versions


def _plain(value: Any) -> Any:
    return value.pattern if isinstance(value, re.Pattern) else repr(type(value))


@cache
def _judging() -> str:
    return judging_version(Path(rules_package.__file__).resolve().parent.parent)


def judging_version(root: Path) -> str:
    """Hash of everything under `root` that all rules share: the judging code, every role, the data they read.

    Every role, not those a rule names: what a check asks besides (is this page news?) stands in its code alone.
    """
    read = ("acts", "hosts", "plans", "questionnaires", "wordings")
    found = [
        root / "crawler" / "items.py",
        root / "crawler" / "addresses.py",
        *(root / "rules").rglob("*.py"),
        *(root / "rules" / "catalog" / "roles").glob("*.yml"),
        *(path for folder in read for path in (root / "data" / folder).rglob("*.yml")),
    ]
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(found):
        body = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(body)}\n".encode() + body)
    return digest.hexdigest()
