"""What could not be read of the papers of a НОК page, and what may be said of them nevertheless.

A dead link is no publication; a file nobody could read is neither there nor missing.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from crawler.addresses import page_key
from crawler.items import Link, Page, Reason
from rules.addresses.known import is_listed
from rules.language.translit import name_words
from rules.language.wording import host_of, normal, storage_of
from rules.lexicon.assessment import compiled
from rules.papers.collected import Paper, of_kind
from rules.papers.filed import FiledAs, classify
from rules.reasons import DEAD_LINK
from rules.site.labels import is_bare
from rules.site.roles import leads_to_file
from rules.view import SiteView

_CARDS = ("bus.gov.ru",)
_SEVERAL = 3  # files of one folder, all not found: it is the folder that is out of reach; two may be two dead links
_ASKED = 40  # papers a judgement asks for at once
_TOPIC = compiled(r"{mentioned}|{quality}|bus ?gov")
_SAYS_OTHERWISE = re.compile(
    r"протокол|состав|переч|график|инструкц|памятк|методик|методическ|положени|порядок|приказ|закон|указ\b|анкет|опрос|устав|лиценз|"
    r"буклет|плакат|qr|логотип|критери|показател"
)
# What folders in clouds are filled with besides papers. A folder is called anything («папка на Яндекс Диске», its own
# address), so it may hold the assessment's unless it says that it holds these.
_KEEPSAKES = re.compile(
    r"\b(?:фото|видео|аудио|галере|альбом|утренник|праздник|концерт|спектакл|представлени|репертуар|афиш|выставк|конкурс|"
    r"олимпиад|рисун|подел|стих|песн|музык|сказк|игр[аыу]?\b|занят|урок|мастер-класс|экскурси|каникул|лагер|поход|"
    r"субботник|выпускн|презентаци|рекомендаци|консультаци|(?:рабоч|образовательн)\w+ программ|учебн|расписани|меню\b|"
    r"рацион|книг|бланк|заявлени|реквизит|ваканси)"
)
_ALBUM = re.compile(r"\b(?:фото|видео|галере|альбом)")  # headings may also name the organization: «Концертный зал»
_ADDRESS = re.compile(r"\S+\.\S+/\S*")


def is_store(paper: Paper) -> bool:
    """Whether it is a place in a cloud that nobody looked into and that may hold any of the assessment's papers."""
    if not is_listed(paper.link.url, "clouds") or paper.target is not None:
        return False
    if paper.document is not None and paper.document.text:
        return False
    said = normal(_ADDRESS.sub(" ", f"{paper.caption} {paper.link.label}"))
    if paper.filed.otherwise or _SAYS_OTHERWISE.search(said):
        return False
    if _TOPIC.search(said):
        return True
    return not (_KEEPSAKES.search(said) or _ALBUM.search(normal(paper.heading)))


def speechless(view: SiteView, years: Iterable[int]) -> tuple[Paper, ...]:
    """Files and folders that may be anything about the assessment: not read, and neither name nor place tells what.

    `years`: those somebody looks for; a file known to be about others is none of them.
    """
    wanted = set(years)
    found = []
    for paper in view.papers:
        if paper.kind is not FiledAs.OTHER or paper.foreign or (paper.document is not None and paper.document.text):
            continue
        said = normal(f"{paper.caption} {paper.link.label} {name_words(paper.link.url)}")
        vague = is_bare(paper.link.label) and is_bare(paper.caption)
        other = paper.filed.otherwise or _SAYS_OTHERWISE.search(said)
        may_be = is_store(paper) or ((vague or _TOPIC.search(said)) and not other)
        if may_be and (not paper.years or wanted & set(paper.years)):
            found.append(paper)
    return tuple(found)


def unopened(
    view: SiteView, years: Iterable[int], *kinds: FiledAs, only: Container[str] | None = None
) -> tuple[Paper, ...]:
    """Files of the site's own that nobody asked for yet and that may be of these kinds, whatever they are called.

    `years`: those somebody looks for; a file that says to be about others is none of them. `only`: of
    these addresses.
    """
    wanted = set(years)
    found = []
    for paper in view.papers:
        if only is not None and paper.link.url not in only:
            continue
        if paper.kind not in {FiledAs.OTHER, *kinds} or paper.foreign or paper.filed.otherwise:
            continue
        if why_unread(paper, view) is not Reason.NOT_REACHED or not view.is_kin(paper.link.url):
            continue
        said = normal(f"{paper.caption} {paper.link.label} {name_words(paper.link.url)}")
        vague = only is not None or (paper.kind is FiledAs.OTHER and not paper.filed.years_stated)
        about = vague or not paper.years or wanted & set(paper.years)
        if about and not _SAYS_OTHERWISE.search(said):
            found.append(paper)
    return tuple(found)


def led_away(view: SiteView, years: Iterable[int], kind: FiledAs) -> tuple[Page, Link] | None:
    """A link of the НОК page called a paper of this kind and of these years that leads to a page nobody read.

    The paper may stand there: outside the folder that is the site's part of a portal, or on somebody else's site.
    """
    wanted = set(years)
    dead = {page_key(failure.url) for failure in view.site.failures if failure.reason in DEAD_LINK}
    for page, section in view.nok.pieces:
        for link in view.links_of(page, section):
            key = page_key(link.url)
            if not link.url.startswith("http") or leads_to_file(link.url) or key in view.by_address or key in dead:
                continue
            if host_of(link.url).endswith(_CARDS):
                continue  # a card at the service shows scores, not the paper itself
            filed = classify(link.label, heading=page.heading_of(link.section))
            if filed.kind is kind and wanted & set(filed.years):
                return page, link
    return None


def why_not(view: SiteView, link: Link) -> Reason:
    """Why the page a link leads to was not read: what its server answered, or that nobody went there."""
    key = page_key(link.url)
    failed = (failure.reason for failure in view.site.failures if page_key(failure.url) == key)
    return next(failed, Reason.NOT_REACHED)


def addresses(papers: Iterable[Paper]) -> list[str]:
    """Where papers are to be had, for a crawl that is to read them (`unread` among the details of an answer)."""
    return [paper.link.url for paper in papers][:_ASKED]


def foreign_remarks(view: SiteView, *kinds: FiledAs) -> tuple[str, ...]:
    """Which documents of these kinds are about somebody else: worth telling where one's own is missing."""
    others = [paper for paper in view.papers if paper.kind in kinds and paper.foreign]
    return tuple(f"Документ «{paper.name}» относится к другой организации ({paper.foreign})." for paper in others[:3])


def is_dead(paper: Paper, view: SiteView) -> bool:
    """Whether a link was followed and leads to nothing while its neighbours lead to files: its promise is missing.

    Where no file of the same folder answers, the whole storage is out of reach, and no single link is to blame.
    """
    return _is_gone(paper, view) and storage_of(paper.link.url) in view.storages


def _is_gone(paper: Paper, view: SiteView) -> bool:
    return paper.document is None and paper.target is None and why_unread(paper, view) in DEAD_LINK


def is_unfound(paper: Paper, view: SiteView) -> bool:
    """Whether a paper is there by name alone: its file is not found, nor was any other of its folder had.

    Where several files of the folder do not answer, the storage is out of reach and the names are believed.
    """
    return _is_gone(paper, view) and not _is_storage_lost(paper, view)


def _is_storage_lost(paper: Paper, view: SiteView) -> bool:
    storage = storage_of(paper.link.url)
    lost = {_bare(one.url) for one in view.site.failures if one.reason in DEAD_LINK and storage_of(one.url) == storage}
    return len(lost) >= _SEVERAL


def gone_remarks(papers: Iterable[Paper], view: SiteView) -> tuple[str, ...]:
    """Of papers that count: which of their files did not open."""
    lost = [paper for paper in papers if _is_gone(paper, view)]
    return tuple(f"Файл «{paper.name}» не открылся: {paper.link.url} не найден (404)." for paper in lost[:3])


def dead_remarks(view: SiteView, *kinds: FiledAs) -> tuple[str, ...]:
    """Links to documents of these kinds that lead to nothing."""
    dead = [paper for paper in of_kind(view, *kinds) if is_dead(paper, view)]
    return tuple(f"Ссылка «{paper.name}» ведёт на отсутствующий файл {paper.link.url}." for paper in dead[:3])


def trouble(paper: Paper, view: SiteView) -> Reason | None:
    """Why nothing of a paper could be had although it was asked for; None when it was read, or never tried."""
    if paper.document is not None and paper.document.text:
        return None
    reason = why_unread(paper, view)
    return None if paper.document is None and reason in {Reason.NOT_REACHED, *DEAD_LINK} else reason


def why_unread(paper: Paper, view: SiteView) -> Reason | None:
    """Why the inside of a paper is unknown; None when its text was read."""
    if paper.target is not None:
        return None
    if paper.document is None:
        failure = next((f for f in view.site.failures if _bare(f.url) == _bare(paper.link.url)), None)
        return failure.reason if failure is not None else Reason.NOT_REACHED
    if paper.document.reason is not None:
        return paper.document.reason
    return None if normal(paper.document.text) else Reason.UNREADABLE


def _bare(url: str) -> str:
    return url.partition("#")[0]
