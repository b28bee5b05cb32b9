"""What was taken into consideration for a report or a plan that was not found, and why it did not count."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import structs

from crawler.addresses import page_key
from crawler.items import Link
from rules.absence.unread import is_dead, trouble
from rules.model import Answer, Candidate, Verdict
from rules.papers.collected import Paper
from rules.papers.filed import Filed, FiledAs, classify
from rules.reasons import describe
from rules.site.roles import leads_to_file
from rules.view import SiteView

_MOST = 12
_KINDS = {
    FiledAs.ACT: "правовой акт",
    FiledAs.LOCAL_ACT: "акт организации",
    FiledAs.RESULTS: "отчёт о результатах",
    FiledAs.RATING: "баллы или рейтинг",
    FiledAs.PLAN: "план",
    FiledAs.PLAN_PROGRESS: "отчёт о выполнении плана",
    FiledAs.PROPOSAL: "предложения",
    FiledAs.POLL: "опрос",
    FiledAs.QUESTIONNAIRE_FILE: "анкета",
    FiledAs.POLL_RESULTS: "результаты опроса",
    FiledAs.CERTIFICATE: "справка или сертификат",
    FiledAs.OTHER: "другое",
}


def told(view: SiteView, answer: Answer, *kinds: FiledAs, years: Collection[int]) -> Answer:
    """The answer with what was considered, where it is not met: papers of the page, then pages called so.

    `kinds`: what was sought, the first of them first; `years`: those that would have counted.
    """
    if answer.verdict not in (Verdict.UNMET, Verdict.UNSURE):
        return answer
    papers = [_of_paper(view, paper, kinds, years) for paper in view.papers]
    met = {one.url for one in papers}
    every = (*papers, *(one for one in _called_so(view, kinds) if one.url not in met))
    near = sorted(every, key=lambda one: (one.role not in kinds, -one.score))  # stable: else in page order
    return structs.replace(answer, candidates=tuple(near[:_MOST]))


def _of_paper(view: SiteView, paper: Paper, kinds: Collection[FiledAs], years: Collection[int]) -> Candidate:
    why = tuple(_why_not(view, paper, kinds, years))
    return Candidate(
        paper.link.url, paper.kind, round(paper.filed.score, 2), not why, (*why, *paper.filed.signals), paper.name
    )


def _why_not(view: SiteView, paper: Paper, kinds: Collection[FiledAs], years: Collection[int]) -> Iterator[str]:
    if paper.kind not in kinds:
        yield f"не засчитано: это {_KINDS[paper.kind]}"
        return
    if paper.kind is not next(iter(kinds)):
        yield f"не засчитано: это {_KINDS[paper.kind]}, а не {_KINDS[next(iter(kinds))]}"
    if paper.foreign:
        yield f"не засчитано: речь о другой организации — {paper.foreign}"
    if is_dead(paper, view):
        yield "не засчитано: ссылка не открывается"
    elif (reason := trouble(paper, view)) is not None:
        yield f"не прочитано: {describe(reason, view.site.no_browser)}"
    if not paper.years:
        yield "год не указан"
    elif years and not set(paper.years) & set(years):
        yield f"не засчитано: год — {', '.join(map(str, paper.years))}"


def _called_so(view: SiteView, kinds: Collection[FiledAs]) -> Iterator[Candidate]:
    """Pages that links of the area call what is sought, and that do not hold it."""
    seen: set[str] = set()
    for page, section in view.nok.pieces:
        for link in view.links_of(page, section):
            key = page_key(link.url)
            if key in seen or not link.label or leads_to_file(link.url):
                continue
            filed = classify(link.label, link.url, heading=page.heading_of(link.section))
            if filed.kind in kinds:
                seen.add(key)
                yield _of_page(view, link, filed)


def _of_page(view: SiteView, link: Link, filed: Filed) -> Candidate:
    read = page_key(link.url) in view.by_address
    why = f"не засчитано: страница прочитана, сам документ ({_KINDS[filed.kind]}) на ней не узнан"
    signals = (why if read else "не засчитано: страница не прочитана", *filed.signals)
    return Candidate(link.url, filed.kind, round(filed.score, 2), accepted=False, signals=signals, label=link.label)
