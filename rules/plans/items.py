"""Items of an improvement plan: what is wrong, what will be done, by when, by whom, with what result.

Layouts: the official form of Government resolution № 457 (17.04.2018) — недостатки, мероприятие, плановый срок,
ответственный, реализованные меры, фактический срок — and the many home-made tables and numbered lists. Norm for the
wording: protocol of 02.06.2017 № 3, annex 1: «избегать общих фраз».
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Literal

from msgspec import structs

from crawler.items import Document
from rules.dates.days import DATE
from rules.dates.years import YEAR
from rules.language.wording import lowered
from rules.model import Value
from rules.plans.model import DATED, PERSON, POST, SURNAME, Column, PlanItem
from rules.plans.tables import find_header, items_of_tables, items_of_untitled
from rules.plans.text import Reading, read_text, separated
from rules.reference import DATA, Entry, read_data


class ItemRemark(Value, frozen=True):
    """What an item lacks, in Russian; `vague` names the empty phrases in it, `said` has them as they stand there."""

    item: PlanItem
    lacks: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    open: bool = False  # what it lacks may stand where the reading could not see it

    @property
    def specific(self) -> bool:
        """Whether nothing is to be said against the item."""
        return not self.lacks and not self.vague


class PlanReview(Value, frozen=True):
    """A plan as a whole. `share` 0-1 of items without remarks, `possible` of those that may be without; `columns` tells
    what the layout provides for."""

    items: tuple[PlanItem, ...]
    remarks: tuple[ItemRemark, ...]  # only items against which something is to be said
    share: float
    possible: float = 0.0
    columns: tuple[Column, ...] = ()


class VaguePhrase(Entry, frozen=True):
    """An empty phrase of `data/plans/vague.yml`."""

    pattern: str
    where: Literal["measure", "term"]
    weight: float
    name: str


class _Vague(Entry, frozen=True):
    phrases: tuple[VaguePhrase, ...]


_MEASURABLE = re.compile(
    r"\d|провести\b(?!\s+(?:\w+\s+)?работ)|проведение\b(?!\s+(?:\w+\s+)?работ)|купить|покупк|поставить|повесить|актуализир|проверить|оснаст|пополн|"
    r"напечат|распечат|запуст|направить|заказ(?:ать|\b)|переоборуд|организовать\s+(?:\w+\s+)?(?:встреч|обучен|экскурс|ярмарк|день|курс)|"
    r"установ|размест|размещ|приобрет|закуп|оборуд|нанес|отремонтир|ремонт|"
    r"созда(?:ть|ние|н)\s+(?:раздел|страниц|рубрик|стенд)|разработ|утверд|"
    r"опублик|обуч|провести\s+(?:опрос|анкетир|инструктаж|семинар|собрани)|изготов|замен|добав|внест|внедр|подключ|обнов|оформ|смонтир|выдел|назнач|"
    r"заключ|издат|издан|расшир|демонтир|построи|покра|организовать\s+(?:парковк|стоянк|мест)|версии?\s+(?:сайта\s+)?для\s+слабовидящ|пандус|поручн|"
    r"табличк|кнопк|стенд|раздел|приказ|договор"
)
_GENERAL = re.compile(
    r"^\W*(?:работ[аы]\b|(?:организаци\w+|проведени\w+)\s+работ|контрол|информировани|мониторинг|воспитани|развити|развива|забот|внимани|учет|анализ|"
    r"улучш|повыш|поддерж|осуществл|формировани|обеспеч|создавать|стимулир|мотивир|соблюд|оптимиз|способств|содейств|недопущени|"
    r"устран\w+\s+(?:\w+\s+)?(?:недостат|замечан|наруш))"
)
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_EMPTY = re.compile(r"^[\s\-–—.…_0x×]*$|^(?:нет|отсутству\w+)$", re.IGNORECASE)


@cache
def load_vague() -> tuple[tuple[VaguePhrase, re.Pattern[str]], ...]:
    """The lexicon of empty phrases, compiled."""
    return tuple((p, re.compile(p.pattern)) for p in read_data(DATA / "plans" / "vague.yml", _Vague).phrases)


@cache
def _empty_measures() -> tuple[VaguePhrase, ...]:
    return tuple(phrase for phrase, _ in load_vague() if phrase.where == "measure")


def plan_items(document: Document) -> tuple[PlanItem, ...]:
    """Items of a plan, from its tables, else from its running text. Empty when none can be told apart."""
    return read_plan(document).items


def read_plan(document: Document) -> Reading:
    """Items of a plan and how far their silence can be trusted: tables with titles, cut lines, then running text."""
    if items := items_of_tables(document.tables):
        return Reading(items)
    cut = separated(document.text)
    for table in (*document.tables, *([cut] if cut else [])):
        if items := items_of_tables([table]) or items_of_untitled(table):
            return Reading(items)
    return read_text(document.text)


def plan_term_years(document: Document) -> tuple[int, ...]:
    """Years the terms of most items lie in: what a plan without a year in its title is for."""
    years = [set(map(int, _YEAR.findall(item.term))) for item in plan_items(document)]
    dated = [found for found in years if found]
    every = Counter(year for found in dated for year in found)
    return tuple(sorted(year for year, times in every.items() if times * 3 >= len(dated) and len(dated) >= 2))


def review_item(item: PlanItem, columns: Sequence[Column] = ()) -> ItemRemark:
    """What is missing in an item: a dated term, a responsible person or post, something measurable; empty phrases."""
    lacks: list[str] = []
    term = lowered(item.term)
    if not term:
        lacks.append("не указан срок")
    elif not DATED.search(term) and not DATE.search(term):
        lacks.append("срок без даты")
    if _EMPTY.match(item.responsible):
        lacks.append("не указан исполнитель")
    elif not (PERSON.search(item.responsible) or POST.search(item.responsible) or SURNAME.fullmatch(item.responsible)):
        lacks.append("исполнитель не назван (ни должности, ни фамилии)")
    measure = lowered(item.measure)
    measurable = _MEASURABLE.search(measure) is not None or _MEASURABLE.search(lowered(item.result)) is not None
    vague: dict[str, str] = {}
    for phrase, pattern in load_vague():
        where = measure if phrase.where == "measure" else term
        if (words := pattern.search(where)) and not (phrase.where == "term" and DATE.search(item.term)):
            outweighed = measurable and (phrase.weight < 1 or len(measure) > 120) and phrase.where == "measure"
            if not outweighed:
                vague.setdefault(phrase.name, words.group(0).strip())
    if not measurable and (_GENERAL.search(measure) or any(phrase.name in vague for phrase in _empty_measures())):
        lacks.append("нет измеримого результата")  # no list of concrete verbs is complete: only general words accuse
    if vague and "срок без даты" in lacks and any(p.where == "term" and p.name in vague for p, _ in load_vague()):
        lacks.remove("срок без даты")  # said once
    return ItemRemark(item=item, lacks=tuple(lacks), vague=tuple(vague), said=tuple(vague.values()))


def review_plan(document: Document) -> PlanReview:
    """All items of a plan with remarks and the share of specific ones (0 when nothing could be read)."""
    reading = read_plan(document)
    headers = [header for table in document.tables if (header := find_header(table)) is not None]
    columns = tuple(headers[0][0]) if headers else ()
    reviews = [_doubted(review_item(item, columns), reading) for item in reading.items]
    specific = sum(review.specific for review in reviews)
    possible = sum(review.specific or review.open for review in reviews)
    total = len(reviews) or 1
    return PlanReview(
        items=reading.items,
        remarks=tuple(review for review in reviews if not review.specific),
        share=specific / total,
        possible=possible / total,
        columns=columns,
    )


def _doubted(remark: ItemRemark, reading: Reading) -> ItemRemark:
    """Against an item of a table flattened into text only its own empty words count."""
    if reading.sure or remark.vague or "нет измеримого результата" in remark.lacks:
        return remark
    return structs.replace(remark, open=True)
