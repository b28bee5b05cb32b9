"""A page may be made to keep the judge busy: whatever it says, judging it costs about what an ordinary page costs.

Bounded is processor time, where a mistake costs tens of seconds and what is right well under one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from crawler.items import Block, BlockKind, Document, Facts, Link, Page
from rules.evaluate import evaluate
from rules.load import load_methodology
from rules.model import Organization, Sector, Subject
from rules.papers.filed import FiledAs
from rules.papers.whose import other_organization
from rules.papers.written import _told
from rules.site.labels import is_bare
from tests.rules.sites import BASE, ON, SEEN, heading, link, menu, organization, page, site

KBR = load_methodology("kbr-2017")
NAME = "Независимая оценка качества условий оказания услуг"
SUBJECTS = {
    "organization": organization(assessed_years=(2022,), sector=Sector.EDUCATION),
    "authority": Organization(
        "min", subject=Subject.AUTHORITY, site=BASE + "/", sector=Sector.EDUCATION, assessed_years=(2022,)
    ),
}
SECONDS = 5.0
STEMS = ("результат", "открытост", "отчет", "план", "протокол", "перечень", "предложени", "приказ", "оценк", "анкет")
CHARACTERS = ("1", "1 ", "А", "№", "«", "х", "_", "1.1.")


def run(word: str, length: int) -> str:
    return (word * (length // len(word) + 1))[:length]


def under(*lines: str, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Block, ...]:
    return tuple(Block(kind, line, section=0) for line in lines)


def area(*parts: Block | Link, title: str = NAME) -> Page:
    return page("/nok", title, heading(title), *parts)


def file(label: str, path: str = "/a.pdf", block: int = -1) -> Link:
    return link(label, path, section=0, block=block)


def named(word: str) -> Page:
    long = run(word, 8000)
    return area(Block(BlockKind.HEADING, long, 2, section=0), *under("Текст"), file(long), title=f"{NAME} {long}")


def written(word: str) -> Page:
    long = [run(word, 7400) + str(number) for number in range(10)]
    return area(*under(*long), *under(*(f"{one[:1500]} | {one[:1500]}" for one in long), kind=BlockKind.ROW))


def sections(count: int = 1200) -> Iterator[Block]:
    for number in range(count):
        yield Block(BlockKind.HEADING, f"План устранения недостатков {number}", 2, section=0)
        yield Block(BlockKind.PARAGRAPH, "Школа № 1 — 92,4 балла", section=number * 2 + 1)


def tables(count: int = 800) -> Iterator[Block | Link]:
    """Each file in a table of its own, named by the title of its column."""
    for number in range(count):
        pointer = f"/html/body/table[{number}]/tr[1]"
        yield Block(BlockKind.ROW, f"Отчёт {number} | Скачать", section=0, pointer=pointer)
        yield link("Скачать", f"/{number}.pdf", section=0, block=number + 1, pointer=f"{pointer}/td[2]/a")


def one_paragraph(label: Callable[[int], str], count: int = 1000) -> Page:
    lines = Block(BlockKind.PARAGRAPH, "\n".join(map(label, range(count))), section=0)
    return area(lines, *(file(label(number), f"/{number}.pdf", block=1) for number in range(count)))


PAGES: dict[str, Callable[[], Page]] = {
    **{f"named {word!r}": lambda word=word: named(word) for word in STEMS + CHARACTERS},  # type: ignore[misc]
    **{f"written {word!r}": lambda word=word: written(word) for word in STEMS + CHARACTERS},  # type: ignore[misc]
    "sections": lambda: area(*sections()),
    "announcing": lambda: area(*under(*(f"План на {2015 + n % 10} год: устранить недочёт {n}" for n in range(1500)))),
    "lines with links": lambda: one_paragraph(lambda number: f"Отчёт {number}"),
    "equal links": lambda: one_paragraph(lambda number: "Скачать"),
    "tables": lambda: area(*tables()),
}  # fmt: skip

RUNS = ("план", "результат", "1", "1 ", " ", "А.", "«", "№ ", "2022 ", "срок ", "88,1 ")
DOCUMENTS = {
    f"{name.split()[0]} {word!r}": f"{name}\n{run(word, 40_000)} х\nконец"
    for name in (
        "План по устранению недостатков на 2023 год",
        "Отчёт оператора о независимой оценке за 2022 год",
        "Результаты независимой оценки, итоговые баллы",
    )
    for word in RUNS
}


def assert_judged_soon(judged: Organization, devoted: Page, *documents: Document) -> None:
    home = page("/", "Школа № 1", heading("Школа"), menu(NAME, "/nok"))
    facts = Facts(site=site(home, devoted, documents=documents))
    began = time.process_time()
    findings = evaluate(KBR, judged, facts, ON).findings
    assert time.process_time() - began < SECONDS
    assert not [finding.details for finding in findings if "error" in finding.details]


@pytest.mark.parametrize("judged", SUBJECTS)
@pytest.mark.parametrize("made", PAGES)
def test_no_page_keeps_the_judge(made: str, judged: str) -> None:
    assert_judged_soon(SUBJECTS[judged], PAGES[made]())


@pytest.mark.parametrize("judged", SUBJECTS)
@pytest.mark.parametrize("made", DOCUMENTS)
def test_no_document_keeps_the_judge(made: str, judged: str) -> None:
    said = DOCUMENTS[made]
    title = said.partition("\n")[0]
    document = Document(BASE + "/a.pdf", format="pdf", text=said, title=title, sha256="0" * 64, fetched_at=SEEN)
    assert_judged_soon(SUBJECTS[judged], area(file(title)), document)


@pytest.mark.parametrize(
    "label",
    ["документ" * 40 + " жж", "посмотреть" * 30 + " жж", "1, " * 90 + "жж", "1 " * 140 + "жж", "файл " * 50 + "жж"],
)
def test_a_name_may_be_cut_into_words_in_one_way_only(label: str) -> None:
    """Where it could be in two, each word doubles the work: a label of a line would keep the judge for ever."""
    began = time.process_time()
    assert not is_bare(label)
    assert other_organization("Школа № 1", f"школа {'вида' * 60} {label}") == ""
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    "label", ["документ 1 000 кб", "1, 2, 3 файл", "скачать 1 . 2", "№ 1 pdf", "файл (pdf) 12,5 кб"]
)
def test_names_that_say_nothing(label: str) -> None:
    assert is_bare(label)


def test_lines_that_announce_the_same_are_parts_of_one_until_there_are_too_many() -> None:
    lines = ("План на 2023 год", "1. Составить план устранения недостатков до 01.03.2023, директор Иванов И.И.", "Итог")
    devoted = area(*under(*lines))
    assert _told(devoted, 1, FiledAs.PLAN, alone=False) == [1, 2, 3]
    assert _told(devoted, 1, FiledAs.PLAN, alone=True) == [1]
    assert_judged_soon(SUBJECTS["organization"], devoted)
