"""Deficiencies as EARL 1.0 (W3C Evaluation and Report Language) in JSON-LD: what accessibility tools exchange."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from audits.findings.deficiency_list import DeficiencyRow
from audits.store.model import DeficiencyState

CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "assertions": {"@reverse": "earl:assertedBy"},
    "outcome": {"@id": "earl:outcome", "@type": "@id"},
    "mode": {"@id": "earl:mode", "@type": "@id"},
    "date": {"@id": "dct:date", "@type": "xsd:date"},
    "title": "dct:title",
    "description": "dct:description",
    "identifier": "dct:identifier",
}
_OUTCOMES = {
    DeficiencyState.FIXED: "earl:passed",
    DeficiencyState.INAPPLICABLE: "earl:inapplicable",
    DeficiencyState.REMOVED: "earl:inapplicable",
}


def write_earl(rows: Iterable[DeficiencyRow], *, methodology: str) -> Iterator[str]:
    """One JSON-LD document, an assertion a row, piece by piece.

    The subject is the site (or the organization, when it has none); the test is the rule, part of the methodology; a
    pointer quotes each piece of evidence with its hash. A waived deficiency is still failed: the site is as it is.
    """
    head = {
        "@context": CONTEXT,
        "@id": "urn:nok",
        "@type": ["earl:Assertor", "earl:Software"],
        "title": "nok",
        "assertions": [],
    }
    text = json.dumps(head, ensure_ascii=False, indent=1)
    before, _, after = text.rpartition("[]")
    yield before + "["
    separator = "\n"
    for row in rows:
        yield separator + json.dumps(_assertion(row, methodology), ensure_ascii=False)
        separator = ",\n"
    yield "\n ]" + after + "\n"


def _assertion(row: DeficiencyRow, methodology: str) -> dict[str, Any]:
    return {
        "@type": "earl:Assertion",
        "mode": "earl:automatic",
        "earl:subject": {
            "@id": row.site or f"urn:nok:organization:{row.organization}",
            "@type": "earl:TestSubject",
            "identifier": row.organization,
            "title": row.name,
        },
        "earl:test": {
            "@id": f"urn:nok:{methodology}:{row.rule}",
            "@type": "earl:TestCriterion",
            "identifier": row.rule,
            "title": row.title,
            "dct:isPartOf": {"@id": f"urn:nok:{methodology}", "@type": "earl:TestRequirement"},
        },
        "earl:result": {
            "@type": "earl:TestResult",
            "outcome": _OUTCOMES.get(row.state, "earl:failed"),
            "date": row.since.isoformat(),
            "description": row.message,
            "earl:info": row.citation or row.demand,
            "earl:pointer": [
                {
                    "@type": "earl:Pointer",
                    "dct:source": {"@id": one.url},
                    "description": one.excerpt,
                    "identifier": f"sha256:{one.sha256}" if one.sha256 else one.pointer,
                }
                for one in row.evidence
            ],
        },
    }
