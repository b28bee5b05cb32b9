"""One organization's findings as lines for a person: what is wrong, what could not be told, what is in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType

from audits.findings.order import SEVERITY_ORDER, by_weight
from audits.model import AuditResult
from audits.store.model import Waiver
from audits.text.lines import BLANK, Line
from audits.text.listing import listed, numbered
from audits.text.localtime import local_day
from audits.text.russian import plural
from audits.text.wording import MARKS, OUTCOMES, OWNERS, SEVERITIES, STYLES, reason_text
from crawler.items import Site
from rules.addresses.typed import tells_of_no_site
from rules.model import Evidence, Finding, Organization, Outcome
from rules.reasons import clarify, is_told, owner

EXCERPT = 160
REMARKS = 2


def organization_lines(
    result: AuditResult, organization: Organization, *, everything: bool = False, evidences: int = 1
) -> list[Line]:
    """The answer of `nok check` and `nok show`: heading, findings by outcome and severity, totals."""
    findings = by_weight(result.judgement.findings)
    return [
        *heading_lines(organization, result.judgement.methodology, result.judgement.on, result.facts.site),
        *finding_lines(findings, everything=everything, evidences=evidences),
        BLANK,
        *total_lines(findings),
    ]


def heading_lines(organization: Organization, methodology: str, on: date, site: Site | None) -> Iterator[Line]:
    """Who, under what, on which day, and how much of the site was seen."""
    address = (site and (site.home_url or site.start_url)) or organization.site or _no_address(organization.site_note)
    name = organization.name or (organization.id if organization.id != "check" else "")
    yield Line(f"{name} — {address}" if name else address, "bold")
    yield Line(f"Методика {methodology}, на {day(on)}")
    if site:
        seen = site.coverage
        whole = "сайт просмотрен полностью" if seen.complete else _stopped(seen.stopped)
        yield Line(
            f"Прочитано: {seen.pages} {plural(seen.pages, 'страница', 'страницы', 'страниц')}, "
            f"{len(site.documents)} {plural(len(site.documents), 'документ', 'документа', 'документов')}; "
            f"запросов: {seen.requests}; {whole}"
        )
        if site.refusal:
            detail = clarify(site.refusal, site.refusal_detail, site.refusal_cause)
            why = f" ({detail})" if detail else ""
            yield Line(f"Сайт прочитать не удалось: {reason_text(site.refusal)}{why}.", "yellow")


def _no_address(note: str) -> str:
    """What there is to say of a site without an address: whether it is known to have none, or nobody knows."""
    if not note:
        return "адрес сайта неизвестен"
    known = tells_of_no_site(note)
    return f"официального сайта нет (в реестре: «{note}»)" if known else f"адрес сайта не понят (в реестре: «{note}»)"


def seen_lines(site: Site | None) -> Iterator[str]:
    """What was read and what was not, an address a line."""
    if site is None:
        return
    for page in site.pages:
        yield f"страница: {page.url}"
    for document in site.documents:
        yield f"документ: {document.url}" + (f" — {reason_text(document.reason)}" if document.reason else "")
    for failure in site.failures:
        detail = clarify(failure.reason, failure.detail, failure.cause)
        yield f"не открылось: {failure.url} — {reason_text(failure.reason)}" + (f" ({detail})" if detail else "")
    for link in site.coverage.unread:
        yield f"не прочитано: {link.url} — {reason_text(link.reason)}"
    seen = site.coverage
    if seen.unread_count > len(seen.unread):
        yield f"не прочитано ещё ссылок: {seen.unread_count - len(seen.unread)}"


def _stopped(how: str) -> str:
    return {
        "decided": "обход закончен, когда всё стало ясно",
        "exhausted": "обход закончен, читать больше нечего",
        "budget": "обход остановлен по исчерпании предела",
    }.get(how, "сайт прочитан не полностью")


def finding_lines(
    findings: Iterable[Finding],
    *,
    everything: bool = False,
    evidences: int = 1,
    waivers: Mapping[str, Waiver] = MappingProxyType({}),
) -> Iterator[Line]:
    """Findings under headings: deficiencies by severity, then what could not be told, then the rest.

    `waivers`: by rule, those that hold.
    """
    listed = list(findings)
    failed = [finding for finding in listed if finding.outcome is Outcome.FAILED]
    for severity in SEVERITY_ORDER:
        some = [finding for finding in failed if finding.severity is severity]
        if some:
            yield BLANK
            excused = sum(finding.rule in waivers for finding in some)
            of_them = f", из них под исключением: {excused}" if excused else ""
            yield Line(f"Недостатки: {SEVERITIES[severity]} ({len(some)}{of_them})", "bold")
            for finding in some:
                yield from one_finding(finding, evidences, waiver=waivers.get(finding.rule))
    titles = [(Outcome.INCONCLUSIVE, "Не удалось установить"), (Outcome.UNTESTED, "Не проверялось")]
    remarks = [finding for finding in listed if finding.outcome is Outcome.PASSED and finding.remarks]
    if everything:
        titles += [(Outcome.PASSED, "Выполнено"), (Outcome.INAPPLICABLE, "Не применимо")]
    elif remarks:
        titles += [(Outcome.PASSED, "Выполнено с замечаниями")]
    for outcome, title in titles:
        some = [finding for finding in listed if finding.outcome is outcome]
        if outcome is Outcome.PASSED and not everything:
            some = remarks
        if some:
            yield BLANK
            yield Line(f"{title} ({len(some)})", "bold")
            alike = _alike(some)
            told: set[tuple[object, str]] = set()
            for finding in some:
                others = alike.get(_said(finding), []) if not finding.evidence else []
                if others and _said(finding) in told:
                    continue
                told.add(_said(finding))
                brief = outcome is Outcome.PASSED and not everything
                yield from one_finding(finding, 0 if brief else evidences, remarks=1 if brief else REMARKS)
                if others:
                    yield Line(f"По той же причине: {', '.join(other.rule for other in others[1:])}.", "", 4)


def _alike(findings: list[Finding], least: int = 4) -> dict[tuple[object, str], list[Finding]]:
    """Findings without evidence that say the same for the same reason, where there are many: they are told once."""
    groups: dict[tuple[object, str], list[Finding]] = {}
    for finding in findings:
        if finding.reason and not finding.evidence:
            groups.setdefault(_said(finding), []).append(finding)
    return {said: group for said, group in groups.items() if len(group) >= least}


def _said(finding: Finding) -> tuple[object, str]:
    return finding.reason, finding.message


def one_finding(
    finding: Finding, evidences: int = 1, *, remarks: int = REMARKS, waiver: Waiver | None = None
) -> Iterator[Line]:
    """A finding: its rule and message, its waiver, its reason, remarks, and the quotations it rests on."""
    yield Line(finding.rule, STYLES[finding.outcome], 4, f"  {MARKS[finding.outcome]} ", STYLES[finding.outcome])
    if finding.message:
        yield from message_lines(finding, 4)
    if waiver is not None:
        yield waiver_line(waiver, 4)
    if finding.reason:
        told = is_told(finding.reason, finding.message)
        cause = "На" if told else f"Причина: {reason_text(finding.reason)}; на"
        yield Line(f"{cause} чьей стороне: {OWNERS[owner(finding.reason)]}.", "dim", 4)
    for remark in finding.remarks[:remarks]:
        yield Line(f"Замечание: {remark}", "", 4)
    if len(finding.remarks) > remarks:
        yield Line(f"… и ещё замечаний: {len(finding.remarks) - remarks}", "dim", 4)
    for evidence in finding.evidence[:evidences]:
        yield from evidence_lines(evidence)
    left = len(finding.evidence) - evidences
    if evidences and left > 0:
        yield Line(f"… и ещё подтверждений: {left}", "dim", 4)


def message_lines(finding: Finding, indent: int) -> Iterator[Line]:
    """What is wrong; a long enumeration as a list."""
    said = listed(finding.message, finding.details)
    yield Line(said.lead, "", indent)
    for item in numbered(said.items):
        mark, _, text = item.partition(" ")
        yield Line(text, "", indent + 4, " " * indent + f"{mark:>3}")


def waiver_line(waiver: Waiver, indent: int) -> Line:
    """The exception that holds for a deficiency: it stands, and is not held against the organization."""
    return Line(f"Исключение до {day(waiver.until)}: {waiver.reason} ({waiver.author}).", "yellow", indent)


def evidence_lines(evidence: Evidence) -> Iterator[Line]:
    """Where, and the quotation."""
    yield Line(evidence.url, "blue", 4)
    if evidence.excerpt:
        yield Line(f"«{shorten(evidence.excerpt, EXCERPT)}»", "dim", 4)


def total_lines(findings: Iterable[Finding], waivers: Mapping[str, Waiver] = MappingProxyType({})) -> Iterator[Line]:
    """All five outcomes, also those that are none: nothing is left out of a total."""
    listed = list(findings)
    counts = Counter(finding.outcome for finding in listed)
    waived = sum(finding.outcome is Outcome.FAILED and finding.rule in waivers for finding in listed)
    total, words = counts.total(), ", ".join(outcome_words(counts, waived))
    yield Line(f"Всего {total} {plural(total, 'правило', 'правила', 'правил')}: {words}.", "bold")


def outcome_words(counts: Mapping[Outcome, int], waived: int = 0) -> list[str]:
    """Every outcome with its number; `waived`: of the failed, those under an exception, told apart."""
    apart = f" (из них под исключением — {waived})" if waived else ""
    return [
        f"{OUTCOMES[outcome]} — {counts[outcome]}{apart if outcome is Outcome.FAILED else ''}" for outcome in Outcome
    ]


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rsplit(" ", 1)[0] + "…"


def day(value: date | datetime) -> str:
    """20.11.2026"""
    return local_day(value).strftime("%d.%m.%Y")
