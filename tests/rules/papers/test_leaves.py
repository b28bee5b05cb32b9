"""Papers published as photographs: pictures that are pages of one paper, and what is said of unreadable ones."""

from __future__ import annotations

import pytest

from crawler.items import Document, Facts, Reason
from rules.evaluate import nose
from rules.load import load_methodology
from rules.model import Outcome, Ownership
from rules.papers.leaves import Sheet, goes_on
from rules.view import SiteView
from tests.rules.drawn import area, verdicts
from tests.rules.sites import BASE, ON, SEEN, organization

KBR = load_methodology("kbr-2017")
HEAD = (
    "СОГЛАСОВАНО\nНачальник управления образования\nА. Б. Заречный\n"
    "ПЛАН по устранению недостатков, выявленных в ходе независимой оценки качества, на 2023 год"
)
FIRST = f"{HEAD}\n1. Поставить 2 скамьи. Срок: 01.02.2023. Ответственный: завхоз Ручьёв П. П."
SECOND = "2. Купить 3 лампы. Срок: 01.03.2023. Ответственный: завхоз Ручьёв П. П."
VAGUE = "2. Продолжать работу. Срок: постоянно. Ответственный: администрация\n3. Усилить контроль. Срок: постоянно."
P, F, U = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
MUNICIPAL = {"ownership": Ownership.MUNICIPAL}
IMAGE = '<a href="/f/IMG_{0}.jpg"><img src="/f/IMG_{0}.jpg" width="600"></a>'
LAYOUTS = {
    "pages in brackets": (
        '<p><a href="/f/IMG_1.jpg">План по устранению недостатков на 2023 год (стр. 1)</a>, '
        '<a href="/f/IMG_2.jpg">(стр. 2)</a></p>'
    ),
    "named alike": (
        '<p><a href="/f/IMG_1.jpg">План НОК на 2023 год, лист 1</a></p>'
        '<p><a href="/f/IMG_2.jpg">План НОК на 2023 год, лист 2</a></p>'
    ),
    "shown under a line": f"<p>План по НОК на 2023 год (фото):</p>{IMAGE.format(1)}<br>{IMAGE.format(2)}<p>Адрес</p>",
    "shown in paragraphs": f"<p>План НОК на 2023 год</p><p>{IMAGE.format(1)}</p><p>{IMAGE.format(2)}</p>",
    "a word for each": (
        '<p>План НОК на 2023 год: <a href="/f/IMG_1.jpg">1 лист</a>, <a href="/f/IMG_2.jpg">2 лист</a></p>'
    ),
}


def picture(number: int, text: str) -> Document:
    read = {"text": text, "pages_read": 1, "ocr": True} if text else {"reason": Reason.NO_OCR}
    url = f"{BASE}/f/IMG_{number}.jpg"
    return Document(url, format="image", page_count=1, sha256=f"{number:064x}", fetched_at=SEEN, **read)  # type: ignore[arg-type]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_of_a_plan_count_together(layout: str) -> None:
    findings = verdicts(LAYOUTS[layout], documents=(picture(1, FIRST), picture(2, SECOND)), org=MUNICIPAL)
    assert [findings[f"plans-{rule}"].outcome for rule in ("published", "approved", "specific")] == [P, P, P]
    assert findings["plans-specific"].details["items"] == 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_quoted_is_quoted_from_its_page(layout: str) -> None:
    finding = verdicts(LAYOUTS[layout], documents=(picture(1, HEAD), picture(2, VAGUE)), org=MUNICIPAL)[
        "plans-specific"
    ]
    assert finding.outcome is F
    assert {one.url for one in finding.evidence} == {f"{BASE}/f/IMG_2.jpg"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_nobody_can_read_is_there_by_its_name(layout: str) -> None:
    findings = verdicts(LAYOUTS[layout], documents=(picture(1, ""), picture(2, "")), org=MUNICIPAL)
    assert findings["plans-published"].outcome is P
    for rule in ("plans-approved", "plans-specific"):
        assert (findings[rule].outcome, findings[rule].reason) == (U, Reason.NO_OCR)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_that_could_not_be_read_may_bear_the_stamp(layout: str) -> None:
    findings = verdicts(LAYOUTS[layout], documents=(picture(1, ""), picture(2, SECOND)), org=MUNICIPAL)
    assert (findings["plans-approved"].outcome, findings["plans-approved"].reason) == (U, Reason.NO_OCR)


def test_photographs_of_what_happened_are_no_plan() -> None:
    findings = verdicts(
        f"<p>Праздник осени:</p>{IMAGE.format(1)}<p>Наш музей:</p>{IMAGE.format(2)}",
        documents=(picture(1, "Рябинка"), picture(2, "Открыто")),
    )
    assert findings["plans-published"].outcome is not P
    assert findings["results-published"].outcome is not P


def test_names_below_pictures_are_not_taken_for_the_next_ones() -> None:
    content = f"{IMAGE.format(1)}<p>План НОК на 2022 год</p>{IMAGE.format(2)}<p>План НОК на 2023 год</p>"
    facts = Facts(site=area(content, documents=(picture(1, ""), picture(2, ""))))
    papers = SiteView(KBR.lexicon, organization(), facts, ON, nose(KBR)).papers
    assert [paper.caption for paper in papers] == ["", ""]


def sheet(path: str, label: str = "", caption: str = "", section: int = 3, kind: str = "image") -> Sheet:
    return Sheet(Document(BASE + path, format=kind), label, caption, (BASE + "/nok", section, -1))


PLAN = "План на 2024 год:"


@pytest.mark.parametrize(
    ("before", "after", "one_paper"),
    [
        (sheet("/IMG-20240118-WA0007.jpg", "", PLAN), sheet("/IMG-20240118-WA0008.jpg", "", PLAN), True),
        (sheet("/%D0%BF%20(1).jpg", "фото", PLAN), sheet("/%D0%BF%20(2).jpg", "фото", PLAN), True),
        (sheet("/a.png", "План на 2024 год"), sheet("/b.png", "стр. 2"), True),
        (sheet("/a.png", "План на 2024 год (лист 1)"), sheet("/b.png", "План на 2024 год (лист 2)"), True),
        (sheet("/a.png", "1", PLAN), sheet("/b.png", "2", PLAN), True),
        (sheet("/a.png", "План на 2024 год (лист 1)"), sheet("/b.png", "План на 2025 год (лист 2)"), False),
        (sheet("/a.png", "План на 2024 год (лист 2)"), sheet("/b.png", "План на 2024 год (лист 1)"), False),
        (sheet("/plan_2023.jpg", "фото", "Планы:"), sheet("/plan_2024.jpg", "фото", "Планы:"), False),
        (sheet("/IMG_1.jpg", "", PLAN), sheet("/IMG_2.jpg", "", "Приказ о назначении:"), False),
        (sheet("/IMG_1.jpg", "План на 2024 год"), sheet("/IMG_2.jpg", "План на 2025 год"), False),
        (sheet("/IMG_1.jpg", "", PLAN), sheet("/IMG_2.jpg", "", PLAN, section=9), False),
        (sheet("/IMG_1.jpg", "", PLAN), sheet("/IMG_7.jpg", "", PLAN), False),
        (sheet("/p1.pdf", "", PLAN, kind="pdf"), sheet("/p2.pdf", "", PLAN, kind="pdf"), False),
    ],
)
def test_which_pictures_go_on(before: Sheet, after: Sheet, one_paper: bool) -> None:
    assert goes_on(after, before) is one_paper
