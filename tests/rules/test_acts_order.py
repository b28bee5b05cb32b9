"""Where acts are listed decides what has an order: the page's own list, else the one file that lists them."""

from __future__ import annotations

import pytest

from rules.model import Finding, Outcome
from tests.rules.drawn import verdicts

RULE = "acts-ordered-by-authority"
FEDERAL = "Федеральный закон от 21.07.2014 № 256-ФЗ «О внесении изменений»"
REGION = "Распоряжение Правительства КБР от 29.01.2015 № 31-рп"
OWN = "Приказ директора от 11.04.2016 № 8 «Об ответственном за независимую оценку качества»"
LINK = '<p><a href="/f/spisok.docx">Перечень нормативных документов</a></p>'


def _numbered(*acts: str) -> str:
    return "\n".join(("Перечень нормативных документов", *(f"{n}. {act}" for n, act in enumerate(acts, 1))))


def _judged(content: str, **texts: str) -> Finding:
    return verdicts(content, texts={f"/f/{name}.docx": text for name, text in texts.items()})[RULE]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (_numbered(FEDERAL, REGION, OWN), Outcome.PASSED),
        (_numbered(REGION, FEDERAL, OWN), Outcome.FAILED),
        ("\n".join(("Нормативная база", FEDERAL, REGION, OWN)), Outcome.PASSED),
        ("\n".join(("Нормативная база", OWN, FEDERAL, REGION)), Outcome.FAILED),
        (f"Нормативная база\n1\t{REGION}\n2\t{FEDERAL}", Outcome.FAILED),
        (_numbered(FEDERAL), Outcome.INAPPLICABLE),
        # an entry broken where it refers to another act
        (_numbered(FEDERAL, f"{REGION}, принятое во исполнение поручения (см. также\n{FEDERAL})", OWN), Outcome.PASSED),
        (
            _numbered(
                f"Закон КБР от 02.02.2015 № 5-РЗ «О сфере», изменённый согласно\n{FEDERAL.replace('256', '257')}",
                REGION,
                OWN,
            ),
            Outcome.PASSED,
        ),
    ],
)
def test_the_order_of_a_file_that_lists_acts(text: str, outcome: Outcome) -> None:
    assert _judged(LINK, spisok=text).outcome is outcome


def test_what_stands_in_a_file_is_quoted_from_it() -> None:
    finding = _judged(LINK, spisok=_numbered(REGION, FEDERAL))
    assert [one.url.rsplit("/", 1)[-1] for one in finding.evidence] == ["spisok.docx"] * 2
    assert finding.evidence[1].pointer == "строка 3 текста документа"


def test_the_list_of_the_page_goes_before_that_of_a_file() -> None:
    page = f"<p>{FEDERAL}</p><p>{REGION}</p>{LINK}"
    assert _judged(page, spisok=_numbered(REGION, FEDERAL)).outcome is Outcome.PASSED


def test_acts_cited_by_a_paper_that_lists_none_have_no_order() -> None:
    order = f"ПРИКАЗ\nВ соответствии с законодательством:\n{REGION}\n{FEDERAL}\nприказываю провести опрос."
    link = '<p><a href="/f/spisok.docx">Приказ о проведении опроса</a></p>'
    assert _judged(link, spisok=order).outcome is Outcome.INAPPLICABLE


def test_several_files_with_lists_are_not_put_in_order() -> None:
    links = LINK + '<p><a href="/f/mesto.docx">Нормативные акты поселения</a></p>'
    texts = {"spisok": _numbered(REGION, FEDERAL), "mesto": _numbered(OWN, REGION)}
    assert _judged(links, **texts).outcome is Outcome.INAPPLICABLE


PAPERS = (
    '<li><a href="/f/p.docx">План по устранению недостатков на 2023 год</a></li>'
    '<li><a href="/f/o.docx">Приказ об ответственном за независимую оценку качества</a></li>'
)
LIST = f"<h3>{{}}</h3><ul><li>{FEDERAL}</li><li>{REGION}</li></ul>"


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (f"<h3>Наши бумаги</h3><ul>{PAPERS}</ul>{LIST.format('Правовая основа')}", Outcome.PASSED),
        # called acts, or one list with them
        (f"<h3>Локальные нормативные акты</h3><ul>{PAPERS}</ul>{LIST.format('Федеральные')}", Outcome.FAILED),
        (f"<ul>{PAPERS}<li>{FEDERAL}</li><li>{REGION}</li></ul>", Outcome.FAILED),
        (f"<h3>Приказы</h3><ul>{PAPERS.partition('</li>')[2]}</ul>{LIST.format('Законы')}", Outcome.FAILED),
    ],
)
def test_an_own_order_among_plans_and_reports_is_none_of_the_list(content: str, outcome: Outcome) -> None:
    assert _judged(content).outcome is outcome
