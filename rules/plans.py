"""Items of an improvement plan: what is wrong, what will be done, by when, by whom, with what result.

Layouts: the official form of Government resolution № 457 (17.04.2018) — недостатки, мероприятие, плановый срок,
ответственный, реализованные меры, фактический срок — and the many home-made tables and numbered lists. Norm for the
wording: protocol of 02.06.2017 № 3, annex 1: «избегать общих фраз».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from typing import Literal

from crawler.items import Document, Table
from rules.dates import DATE
from rules.model import Value
from rules.reference import DATA, Entry, read_data


class Column(StrEnum):
    """Columns of a plan."""

    NUMBER = "number"
    DEFICIENCY = "deficiency"
    MEASURE = "measure"
    TERM = "term"
    RESPONSIBLE = "responsible"
    RESULT = "result"
    DONE = "done"
    DONE_ON = "done-on"


class PlanItem(Value, frozen=True):
    """One item; fields are texts as written, empty when the plan has none."""

    measure: str
    number: str = ""
    deficiency: str = ""
    term: str = ""
    responsible: str = ""
    result: str = ""
    done: str = ""
    done_on: str = ""


class ItemRemark(Value, frozen=True):
    """What an item lacks, in Russian; `vague` names the empty phrases in it."""

    item: PlanItem
    lacks: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()

    @property
    def specific(self) -> bool:
        """Whether nothing is to be said against the item."""
        return not self.lacks and not self.vague


class PlanReview(Value, frozen=True):
    """A plan as a whole. `share` 0-1 of items without remarks; `columns` tells what the layout provides for."""

    items: tuple[PlanItem, ...]
    remarks: tuple[ItemRemark, ...]  # only items against which something is to be said
    share: float
    columns: tuple[Column, ...] = ()


class VaguePhrase(Entry, frozen=True):
    """An empty phrase of `data/plans/vague.yml`."""

    pattern: str
    where: Literal["measure", "term"]
    weight: float
    name: str


class _Vague(Entry, frozen=True):
    phrases: tuple[VaguePhrase, ...]


_HEADERS: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.DONE_ON, r"фактическ\w+\s+срок|дата\s+(?:исполнени|реализаци)"),
        (
            Column.DONE,
            r"реализованн\w+\s+мер|сведени\w+\s+о\s+ходе|отметк\w+\s+о|информаци\w+\s+(?:о|об)\s+(?:исполн|выполн|ход)|ход\s+реализац|выполнен",
        ),
        (Column.RESULT, r"результат|показател|эффект|индикатор"),
        (Column.DEFICIENCY, r"недостат|замечани|проблем|выявленн"),
        (Column.TERM, r"срок|дата|период|когда"),
        (Column.RESPONSIBLE, r"ответственн|исполнител|кто"),
        (Column.MEASURE, r"мероприят|\bмер[аы]\b|содержани|действи|предложени|что\s+сдел"),
        (Column.NUMBER, r"^(?:№|n|п/п|№\s*п\s?[/.]?\s?п\.?)\.?$|^№"),
    )
)
_DATED = re.compile(
    r"20[1-3]\d|квартал|полугоди|\b(?:до|к|не\s+позднее)\s+\d|(?:янв|февр|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)|"
    r"ежемесячно|еженедельно|ежедневно|ежеквартально|раз\s+в\s+(?:год|месяц|квартал|неделю|полугодие)|\d+\s+(?:дн|рабоч|месяц|недел)"
)
_PERSON = re.compile(
    r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|ична|ович)"
)
_POST = re.compile(
    r"директор|заведующ|зам(?:естител|\.)|руководител|начальник|врач|сестр|бухгалтер|инженер|методист|завхоз|специалист|администратор|"
    r"библиотекар|учител|воспитател|инструктор|тренер|юрист|секретар|програмист|программист|системн\w+\s+администратор|отдел|комисси|главн\w+|старш\w+|"
    r"заместител|менеджер|психолог|педагог|социальн\w+\s+работник|художественн\w+|президент|ответственн\w+\s+за",
    re.IGNORECASE,
)
_MEASURABLE = re.compile(
    r"\d|установ|размест|размещ|приобрет|закуп|оборуд|нанес|отремонтир|ремонт|созда(?:ть|ние|н)\s+(?:раздел|страниц|рубрик|стенд)|разработ|утверд|"
    r"опублик|обуч|провести\s+(?:опрос|анкетир|инструктаж|семинар|собрани)|изготов|замен|добав|внест|внедр|подключ|обнов|оформ|смонтир|выдел|назнач|"
    r"заключ|издат|издан|расшир|демонтир|построи|покра|организовать\s+(?:парковк|стоянк|мест)|версии?\s+(?:сайта\s+)?для\s+слабовидящ|пандус|поручн|"
    r"табличк|кнопк|стенд|раздел|приказ|договор"
)
_NUMBERED = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2}){0,2})[.)]?\s+(?=[А-ЯЁа-яё])")
_LABEL = re.compile(
    r"(?:^|[;.,(—–-]\s*|\s)(?P<label>срок(?:\s+(?:исполнения|реализации))?|ответственн\w+(?:\s+исполнител\w+)?|исполнител\w+|результат|"
    r"ожидаемый\s+результат|недостат\w+|мероприяти\w+)\s*[:–—-]\s*",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"^[\s\-–—.…_0x×]*$|^(?:нет|отсутству\w+)$", re.IGNORECASE)


@cache
def load_vague() -> tuple[tuple[VaguePhrase, re.Pattern[str]], ...]:
    """The lexicon of empty phrases, compiled."""
    return tuple((p, re.compile(p.pattern)) for p in read_data(DATA / "plans" / "vague.yml", _Vague).phrases)


def plan_items(document: Document) -> tuple[PlanItem, ...]:
    """Items of a plan, from its tables, else from numbered lines of its text. Empty when none can be told apart."""
    from_tables = items_of_tables(document.tables)
    return from_tables or items_of_text(document.text)


def items_of_tables(tables: Iterable[Table]) -> tuple[PlanItem, ...]:
    """Items of all tables that have a plan's header; a table without one goes on with the columns of the last."""
    found: list[PlanItem] = []
    columns: dict[Column, int] = {}
    width = 0
    for table in tables:
        header = find_header(table)
        if header is not None:
            columns, start = header
            width = max((len(row) for row in table.rows), default=0)
        elif columns and table.rows and len(table.rows[0]) == width:
            start = 0  # the table was cut by a page break
        else:
            continue
        found += _rows(table.rows[start:], columns)
    return tuple(found)


def find_header(table: Table) -> tuple[dict[Column, int], int] | None:
    """(column indices, first row of data), or None when no row among the first six is a plan's header.

    The header may take several rows («Сведения о ходе реализации» over «реализованные меры | фактический срок»).
    """
    for index, row in enumerate(table.rows[:6]):
        columns = _columns(row)
        if Column.MEASURE in columns and (Column.TERM in columns or Column.RESPONSIBLE in columns or len(columns) >= 3):
            start = index + 1
            while start < min(len(table.rows), index + 4) and _continues_header(table.rows[start], row):
                for column, place in _columns(table.rows[start]).items():
                    if column in {Column.DONE, Column.DONE_ON} or column not in columns:
                        columns[column] = place
                start += 1
            return columns, start
    return None


def items_of_text(text: str) -> tuple[PlanItem, ...]:
    """Items written as a numbered list: «1. Установить пандус. Срок: до 01.06.2021. Ответственный: завхоз»."""
    groups: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        match = _NUMBERED.match(line)
        if match:
            groups.append((match.group(1), [line[match.end() :]]))
        elif groups and line.strip():
            groups[-1][1].append(line)
        elif groups:
            groups[-1][1].append("")
    items = [_item_of_prose(number, " ".join(" ".join(lines).split())) for number, lines in groups]
    return tuple(item for item in items if len(item.measure) >= 8)


def review_item(item: PlanItem, columns: Sequence[Column] = ()) -> ItemRemark:
    """What is missing in an item: a dated term, a responsible person or post, something measurable; empty phrases."""
    lacks: list[str] = []
    term = _plain(item.term)
    if not term:
        lacks.append("не указан срок")
    elif not _DATED.search(term) and not DATE.search(term):
        lacks.append("срок без даты")
    if _EMPTY.match(item.responsible):
        lacks.append("не указан исполнитель")
    elif not (_PERSON.search(item.responsible) or _POST.search(item.responsible)):
        lacks.append("исполнитель не назван (ни должности, ни фамилии)")
    measure = _plain(item.measure)
    measurable = _MEASURABLE.search(measure) is not None or _MEASURABLE.search(_plain(item.result)) is not None
    vague: list[str] = []
    for phrase, pattern in load_vague():
        where = measure if phrase.where == "measure" else term
        if pattern.search(where) and not (phrase.where == "term" and DATE.search(item.term)):
            outweighed = measurable and (phrase.weight < 1 or len(measure) > 120) and phrase.where == "measure"
            if not outweighed:
                vague.append(phrase.name)
    if not measurable:
        lacks.append("нет измеримого результата")
    if vague and "срок без даты" in lacks and any(p.where == "term" and p.name in vague for p, _ in load_vague()):
        lacks.remove("срок без даты")  # said once
    return ItemRemark(item=item, lacks=tuple(lacks), vague=tuple(dict.fromkeys(vague)))


def review_plan(document: Document) -> PlanReview:
    """All items of a plan with remarks and the share of specific ones (0 when nothing could be read)."""
    items = plan_items(document)
    headers = [header for table in document.tables if (header := find_header(table)) is not None]
    columns = tuple(headers[0][0]) if headers else ()
    reviews = [review_item(item, columns) for item in items]
    specific = sum(review.specific for review in reviews)
    return PlanReview(
        items=items,
        remarks=tuple(review for review in reviews if not review.specific),
        share=specific / len(items) if items else 0.0,
        columns=columns,
    )


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


def _columns(row: Sequence[str]) -> dict[Column, int]:
    columns: dict[Column, int] = {}
    for place, cell in enumerate(row):
        text = _plain(cell)
        if not text or len(text) > 160:
            continue
        for column, pattern in _HEADERS:
            if column not in columns and pattern.search(text):
                # «мероприятия по устранению недостатков» is the measure, not the deficiency
                chosen = (
                    Column.MEASURE if column is Column.DEFICIENCY and re.search(r"мероприят|\bмеры\b", text) else column
                )
                if chosen not in columns:
                    columns[chosen] = place
                break
    return columns


def _continues_header(row: Sequence[str], first: Sequence[str]) -> bool:
    texts = [cell.strip() for cell in row]
    if texts and all(re.fullmatch(r"\d{1,2}\.?|", text) for text in texts):
        return True  # «1 | 2 | 3 | 4»
    fresh = [text for text, above in zip(texts, first, strict=False) if text and text != above.strip()]
    return (
        bool(fresh)
        and all(len(text) < 120 and _columns([text]) for text in fresh)
        and not any(DATE.search(t) for t in fresh)
    )


def _rows(rows: Sequence[Sequence[str]], columns: dict[Column, int]) -> list[PlanItem]:
    found: list[PlanItem] = []
    deficiency = ""
    for row in rows:
        texts = [cell.strip() for cell in row]
        filled = {text for text in texts if text}
        if len(filled) <= 1 or (len(filled) == 2 and any(re.fullmatch(r"[IVX\d.]+", text) for text in filled)):
            continue  # a section title over merged cells
        if all(re.fullmatch(r"\d{1,2}\.?|", text) for text in texts):
            continue
        values = {column: texts[place] if place < len(texts) else "" for column, place in columns.items()}
        deficiency = values.get(Column.DEFICIENCY, "") or deficiency  # merged cells: the first row of several has it
        measure = values.get(Column.MEASURE, "")
        if not measure:
            continue
        found.append(
            PlanItem(
                measure=measure, number=values.get(Column.NUMBER, ""), deficiency=deficiency,
                term=values.get(Column.TERM, ""), responsible=values.get(Column.RESPONSIBLE, ""),
                result=values.get(Column.RESULT, ""), done=values.get(Column.DONE, ""),
                done_on=values.get(Column.DONE_ON, ""),
            )
        )  # fmt: skip
    return found


def _item_of_prose(number: str, text: str) -> PlanItem:
    labels = list(_LABEL.finditer(text))
    parts: dict[str, str] = {}
    head = text[: labels[0].start()] if labels else text
    for index, label in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        parts[_label_column(label.group("label"))] = text[label.end() : end].strip(" .;,()")
    head = head.strip(" .;,")
    if not head and "measure" in parts:
        head = parts["measure"]
    term = parts.get("term", "")
    if not term:
        day = re.search(r"\b(?:до|к|в\s+срок\s+до|не\s+позднее)\s+(?=\d)", head)
        dated = DATE.search(head, day.end()) if day else None
        term = dated.group() if dated else ""
    return PlanItem(
        measure=head, number=number, deficiency=parts.get("deficiency", ""), term=term,
        responsible=parts.get("responsible", ""), result=parts.get("result", ""),
    )  # fmt: skip


def _label_column(label: str) -> str:
    lowered = label.lower()
    for stem, column in (
        ("срок", "term"),
        ("ответств", "responsible"),
        ("исполнит", "responsible"),
        ("недостат", "deficiency"),
        ("мероприят", "measure"),
    ):
        if lowered.startswith(stem):
            return column
    return "result"
