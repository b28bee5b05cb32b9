"""Everything that stands behind the verdicts on one organization, in one file for whoever disputes them.

A zip: a cover page for people; findings with their quotations; the pages as they were received, as a WARC (ISO 28500),
which archives' and courts' tools open, and pictures of some of them; the facts the rules judged; which version of each
rule judged; checksums.
"""

from __future__ import annotations

import csv
import io
import json
import uuid
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import msgspec
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from audits.findings.deficiency_list import SECTORS, SEVERITIES
from audits.findings.order import OUTCOME_ORDER, SEVERITY_ORDER
from audits.formats.cells import neutral
from audits.formats.records import stored_record
from audits.model import Run
from audits.report.pages import environment
from audits.store import LedgerRow, StoredFinding, StoredPicture
from audits.text.wording import OUTCOMES, OWNERS, reason_text
from crawler.items import Facts, Page
from rules.catalog_model import Methodology
from rules.model import Outcome
from rules.reasons import owner
from rules.requirements import binding, cite, demand, demand_on

Snapshot = Callable[[str], bytes | None]
_NAMESPACE = uuid.UUID("6e6f6b00-0000-5000-8000-000000000000")
_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # the earliest time a zip can hold

PICTURES = "pictures/"
CONTENTS: Mapping[str, str] = {
    "index.html": "эта обложка",
    "findings.json": "выводы с цитатами, как их выгружает nok export findings",
    "quotations.csv": "цитаты таблицей: правило, адрес, место на странице, текст, контрольная сумма, время",
    "pages.warc.gz": "страницы в том виде, в каком они были получены (WARC, ISO 28500)",
    PICTURES: "снимки страниц, сделанные браузером при проверке",
    "facts.json": "всё, что было увидено на сайте: по этому и вынесены выводы",
    "methodology.json": "методика, требования и версия каждого правила",
    "hashes.sha256": "контрольные суммы файлов пакета; проверка: sha256sum -c hashes.sha256",
}


class Kept(msgspec.Struct, frozen=True):
    """A page that was read: whether its body was kept, and whether it still has the hash it was received with."""

    page: Page
    body: bytes | None

    @property
    def said(self) -> str:
        """What became of the body, for the cover."""
        if self.body is None:
            return "сохранена только контрольная сумма"
        return "в WARC" if sha256(self.body).hexdigest() == self.page.sha256 else "в WARC, контрольная сумма не сошлась"


def write_package(
    ledger: LedgerRow,
    run: Run,
    findings: Sequence[StoredFinding],
    facts: Facts,
    methodology: Methodology,
    snapshot: Snapshot,
    pictures: Sequence[StoredPicture] = (),
) -> bytes:
    """The zip. The same audit gives the same bytes: a package can be made again and compared."""
    pages = facts.site.pages if facts.site else ()
    kept = [Kept(page, snapshot(page.sha256) if page.sha256 else None) for page in pages]
    made = max(ledger.started_at or run.started_at, _EPOCH)
    ordered = sorted(findings, key=_weight)
    files = {
        "findings.json": _json([stored_record(one) for one in ordered]),
        "quotations.csv": _quotations(ordered),
        "pages.warc.gz": write_warc(kept, ledger, made),
        "facts.json": msgspec.json.format(msgspec.json.encode(facts), indent=1),
        "methodology.json": _json(_methodology(methodology, ordered)),
    }
    shots = {f"pictures/{number}.webp": one for number, one in enumerate(pictures, 1)}
    files |= {name: body for name, one in shots.items() if (body := snapshot(one.sha256)) is not None}
    files = {"index.html": _cover(ledger, run, ordered, kept, methodology, shots).encode(), **files}
    files["hashes.sha256"] = "".join(f"{sha256(body).hexdigest()}  {name}\n" for name, body in files.items()).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, body in files.items():
            info = zipfile.ZipInfo(name, made.timetuple()[:6])
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, body)
    return stream.getvalue()


def write_warc(kept: Sequence[Kept], ledger: LedgerRow, made: datetime) -> bytes:
    """Bodies as `resource` records — response headers were not kept, and none are invented — each with its metadata."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    about = {
        "software": "nok",
        "format": "WARC File Format 1.0",
        "description": f"{ledger.run} {ledger.organization.id}",
    }
    writer.write_record(_stamped(writer.create_warcinfo_record("pages.warc.gz", about), made, "warcinfo"))
    for one in kept:
        if one.body is None:
            continue
        page, seen = one.page, one.page.fetched_at or made
        record = writer.create_warc_record(
            page.url,
            "resource",
            payload=io.BytesIO(one.body),
            length=len(one.body),
            warc_content_type=f"text/html; charset={page.encoding}" if page.encoding else "text/html",
        )
        writer.write_record(_stamped(record, seen, page.url))
        note = json.dumps(_about(page), ensure_ascii=False).encode()
        record = writer.create_warc_record(
            page.url, "metadata", payload=io.BytesIO(note), length=len(note), warc_content_type="application/json"
        )
        writer.write_record(_stamped(record, seen, f"{page.url} metadata"))
    return stream.getvalue()


def _stamped(record: Any, seen: datetime, name: str) -> Any:
    """The record with the time it was seen and an id that is the same every time the package is made."""
    headers: StatusAndHeaders = record.rec_headers
    headers.replace_header("WARC-Date", seen.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(_NAMESPACE, f'{name} {seen.isoformat()}')}>")
    return record


def _about(page: Page) -> dict[str, Any]:
    return {
        "sha256": page.sha256,
        "status": page.status,
        "requested": page.requested_url or page.url,
        "etag": page.etag,
        "last_modified": page.last_modified,
        "rendered": page.rendered,
        "clicks": [{"url": step.url, "text": step.text} for step in page.click_path],
    }


def _methodology(methodology: Methodology, findings: Sequence[StoredFinding]) -> dict[str, Any]:
    versions = {one.rule: one.rule_version for one in findings}
    rules = [rule for rule in methodology.rules if rule.id in versions]
    return {
        "id": methodology.id,
        "title": methodology.title,
        "rules": [
            {
                "id": rule.id,
                "title": rule.title,
                "question": rule.question,
                "version": versions[rule.id],
                "requirement": rule.requirement,
                "demand": demand(rule.requirement),
                "citation": cite(rule.requirement),
                "assumptions": list(rule.assumptions),
            }
            for rule in rules
        ],
    }


def _quotations(findings: Sequence[StoredFinding]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(("правило", "вывод", "адрес", "место", "цитата", "sha256", "получено, UTC"))
    for one in findings:
        for quote in one.finding.evidence:
            seen = f"{quote.fetched_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}" if quote.fetched_at else ""
            row = (one.rule, OUTCOMES[one.outcome], quote.url, quote.pointer, quote.excerpt, quote.sha256, seen)
            writer.writerow([neutral(cell) for cell in row])
    return stream.getvalue().encode("utf-8-sig")


def _cover(
    ledger: LedgerRow,
    run: Run,
    findings: Sequence[StoredFinding],
    kept: Sequence[Kept],
    methodology: Methodology,
    shots: Mapping[str, StoredPicture],
) -> str:
    def told(outcome: Outcome) -> Iterator[dict[str, Any]]:
        for one in findings:
            if one.outcome is outcome:
                rule = methodology.rule(one.rule)
                reason = one.finding.reason
                yield {
                    "title": rule.title if rule else one.rule,
                    "finding": one.finding,
                    "severity": SEVERITIES[one.finding.severity],
                    "demand": demand_on(one.finding.requirement),
                    "citation": cite(binding(one.finding.requirement)),
                    "reason": f"{reason_text(reason)} (на чьей стороне: {OWNERS[owner(reason)]})" if reason else "",
                    "since": one.first_seen,
                }

    return (
        environment()
        .get_template("evidence.html")
        .render(
            ledger=ledger,
            run=run,
            sector=SECTORS[ledger.organization.sector],
            methodology=methodology,
            groups=[(OUTCOMES[outcome], list(told(outcome))) for outcome in OUTCOME_ORDER],
            kept=kept,
            contents={name: said for name, said in CONTENTS.items() if shots or name != PICTURES},
            shots=shots,
        )
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"


def _weight(stored: StoredFinding) -> tuple[int, int, str]:
    rank = OUTCOME_ORDER.index(stored.outcome)
    return rank, SEVERITY_ORDER.index(stored.finding.severity), stored.rule
