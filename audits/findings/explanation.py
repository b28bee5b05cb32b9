"""`nok explain`: why this verdict. Everything a lawyer or a doubting headmaster would ask about one finding."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from audits.errors import InputError
from audits.findings.details import details_lines
from audits.findings.lines import heading_lines, message_lines, shorten, waiver_line
from audits.store.model import Waiver
from audits.text.lines import BLANK, Line
from audits.text.listing import listed
from audits.text.russian import decimal, size
from audits.text.wording import MARKS, OUTCOMES, OWNERS, STYLES, reason_text
from crawler.items import Facts, Page, Site
from rules.model import Candidate, Finding, Judgement, Organization, Outcome
from rules.reasons import owner

CANDIDATES = 12
PAGES = 40
UNREAD = 10


def explain_lines(
    judgement: Judgement, facts: Facts, organization: Organization, rule: str, waiver: Waiver | None = None
) -> list[Line]:
    """Verdict, quotations with pointers and click paths, candidates with signals, pages read, what stayed unread.

    `waiver`: the one that holds for this deficiency.

    Raises InputError when the methodology has no verdict for `rule` on this organization.
    """
    finding = next((one for one in judgement.findings if one.rule == rule), None)
    if finding is None:
        raise InputError(
            f"Обоснования нет: по правилу «{rule}» об этой организации ничего не решалось.",
            "Правило относится к другому виду организаций? Список правил: nok rules",
        )
    site = facts.site
    return [
        *heading_lines(organization, judgement.methodology, judgement.on, site),
        BLANK,
        *_verdict(finding, waiver if finding.outcome is Outcome.FAILED else None),
        *_evidence(finding, site),
        *_candidates(finding.candidates),
        *_pages(finding, site),
        *_unread(site),
        *_failures(site),
    ]


def _verdict(finding: Finding, waiver: Waiver | None) -> Iterator[Line]:
    style = STYLES[finding.outcome]
    yield Line(f"{finding.rule}: {OUTCOMES[finding.outcome]}", f"bold {style}", 2, f"{MARKS[finding.outcome]} ", style)
    if finding.message:
        yield from message_lines(finding, 2)
    if waiver is not None:
        yield waiver_line(waiver, 2)
    if finding.requirement:
        yield Line(f"Требование: {finding.requirement}", "", 2)
    if finding.reason:
        whose = OWNERS[owner(finding.reason)]
        yield Line(f"Причина: {reason_text(finding.reason)} [{finding.reason.value}]; на чьей стороне: {whose}", "", 2)
    for remark in finding.remarks:
        yield Line(f"Замечание: {remark}", "", 2)
    for told in details_lines(finding.details, besides=listed(finding.message, finding.details).items):
        yield Line(told, "", 2)


def _evidence(finding: Finding, site: Site | None) -> Iterator[Line]:
    yield BLANK
    if not finding.evidence:
        yield Line("Подтверждений нет.", "bold")
        return
    yield Line(f"Подтверждения ({len(finding.evidence)})", "bold")
    pages = {page.url: page for page in site.pages} if site else {}
    for number, evidence in enumerate(finding.evidence, 1):
        yield Line(evidence.url, "blue", 5, f"{number:>3}. ")
        if evidence.excerpt:
            yield Line(f"«{shorten(evidence.excerpt, 600)}»", "", 5)
        if evidence.pointer:
            yield Line(f"место на странице: {evidence.pointer}", "dim", 5)
        path = _path(pages.get(evidence.url.split("#")[0]))
        if path:
            yield Line(f"путь от главной: {path}", "dim", 5)
        if evidence.sha256 or evidence.fetched_at:
            when = f"{evidence.fetched_at:%d.%m.%Y %H:%M} UTC" if evidence.fetched_at else "—"
            yield Line(f"получено: {when}; sha256: {evidence.sha256 or '—'}", "dim", 5)


def _path(page: Page | None) -> str:
    if page is None:
        return ""
    return " → ".join(["Главная", *(step.text or step.url for step in page.click_path)]) if page.depth else "Главная"


def _candidates(candidates: tuple[Candidate, ...]) -> Iterator[Line]:
    if not candidates:
        return
    ranked = sorted(candidates, key=lambda one: not one.accepted)  # else as they come: nearest first
    yield BLANK
    yield Line(f"Рассмотрено кандидатов: {len(ranked)}", "bold")
    for one in ranked[:CANDIDATES]:
        mark, style = ("  ✓ ", "green") if one.accepted else ("  – ", "dim")
        yield Line(f"{decimal(one.score, 2)}  {one.label or one.url}  [{one.role}]", "", 4, mark, style)
        if one.label:
            yield Line(one.url, "blue", 4)
        if one.signals:
            yield Line("признаки: " + "; ".join(one.signals), "dim", 4)
    if len(ranked) > CANDIDATES:
        yield Line(f"… и ещё {len(ranked) - CANDIDATES}", "dim", 4)


def _pages(finding: Finding, site: Site | None) -> Iterator[Line]:
    read = finding.pages_read or (tuple(page.url for page in site.pages) if site else ())
    if not read:
        return
    yield BLANK
    yield Line(f"Прочитанные страницы ({len(read)})", "bold")
    for url in read[:PAGES]:
        yield Line(url, "", 4)
    if len(read) > PAGES:
        yield Line(f"… и ещё {len(read) - PAGES}", "dim", 4)


_YES_NO = {True: "да", False: "нет"}


def _has_no_sitemap(site: Site) -> bool:
    """Whether it was asked for at its usual place, as robots.txt names none, and there is nothing or a mere page."""
    usual = (trace for trace in site.trail.traces if urlsplit(trace.url).path == "/sitemap.xml")
    return any(one.reason is not None or one.status >= 400 or "html" in one.content_type for one in usual)


def _unread(site: Site | None) -> Iterator[Line]:
    if site is None:
        return
    seen = site.coverage
    sitemap = "её на сайте нет" if seen.sitemap_read and _has_no_sitemap(site) else _YES_NO[seen.sitemap_read]
    parts = (
        f"главная — {_YES_NO[seen.home_read]}",
        f"меню — {_YES_NO[seen.navigation_read]}",
        f"карта сайта — {sitemap}",
        f"подходящие ссылки — {_YES_NO[seen.smelling_read]}",
    )
    yield BLANK
    yield Line("Полнота обхода", "bold")
    yield Line("прочитано: " + ", ".join(parts), "", 4)
    yield Line(
        f"потрачено: запросов {seen.requests}, {size(seen.bytes)}; от начала до конца, с ожиданием очереди — "
        f"{decimal(seen.seconds)} с; остались непрочитанными ссылок: {seen.unread_count}",
        "",
        4,
    )
    for link in seen.unread[:UNREAD]:
        yield Line(f"{decimal(link.score, 2)}  {link.text or link.url} — {reason_text(link.reason)}", "dim", 4)


def _failures(site: Site | None) -> Iterator[Line]:
    if site is None or not site.failures:
        return
    yield BLANK
    yield Line(f"Не открылось ({len(site.failures)})", "bold")
    for failure in site.failures[:UNREAD]:
        code = f" ({failure.status})" if failure.status else ""
        yield Line(f"{failure.url} — {reason_text(failure.reason)}{code}", "", 4)
    if len(site.failures) > UNREAD:
        yield Line(f"… и ещё {len(site.failures) - UNREAD}", "dim", 4)
