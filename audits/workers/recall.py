"""What a worker is told of the last night: the crawl's memory, and what must be equal for it to be the same crawl."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from audits.model import AuditOptions
from audits.store import pack
from audits.store.recollection import Archive, Recollection, open_archive
from rules.model import Organization


class _Where(msgspec.Struct, frozen=True):
    organization: Organization
    memory: str = ""
    run: str = ""


def recall(context: dict[str, Any]) -> Recollection | None:
    """Entry point named in a worker's specification: the last night of a job's organization, if it is within reach."""
    where = msgspec.convert(context, _Where)
    archive = _archive(where.memory) if where.memory else None
    return archive.recollection(where.organization.id, where.run) if archive is not None else None


@cache
def _archive(path: str) -> Archive | None:
    return open_archive(Path(path))


def course_of(organization: Organization, options: AuditOptions, rules: str) -> str:
    """Identity of all that steers a visit besides the site: under the same course equal answers make equal visits.

    The day is no part of it: what it changes is asked of the rules when everything else was the same.
    """
    told = (
        options.methodology,
        options.render,
        options.exhaustive,
        options.budget,
        options.user_agent,
        options.contact,
    )
    return pack.digest(rules, organization, told).hex()
