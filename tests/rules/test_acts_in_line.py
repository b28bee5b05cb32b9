"""Acts linked one after another in a paragraph stand in the order in which they are read."""

from __future__ import annotations

import pytest

from rules.model import Outcome
from tests.rules.markup import document, found

RULE = "acts-ordered-by-authority"
DECREE = "Указ Президента РФ от 07.05.2012 № 597"
LAW = "Федеральный закон от 21.07.2014 № 256-ФЗ"
FEDERAL = "Приказ Минтруда России от 31.05.2018 № 344н"
REGIONAL = "Распоряжение Правительства КБР от 29.01.2015 № 31-рп"
LEAD = "Независимая оценка в учреждении проводится в соответствии со следующими документами: "


def order(body: str) -> Outcome:
    name = "Независимая оценка качества условий"
    nok = document(f"<h1>{name}</h1>{body}", title=name)
    return found(RULE, {"/": document("<h1>Сад</h1>", menu=f"<li><a href=/nok>{name}</a></li>"), "/nok": nok}).outcome


def linked(*names: str) -> list[str]:
    return [f"<a href=/f/{at}.pdf>{name}</a>" for at, name in enumerate(names)]


@pytest.mark.parametrize("mark", [", ", "; ", " и ", " – ", " "])
def test_links_of_one_paragraph_stand_where_the_paragraph_has_them(mark: str) -> None:
    assert order(f"<p>{LEAD}{mark.join(linked(DECREE, LAW, FEDERAL, REGIONAL))}.</p>") is Outcome.PASSED
    assert order(f"<p>{LEAD}{mark.join(linked(REGIONAL, LAW, FEDERAL))}.</p>") is Outcome.FAILED


def test_a_link_on_the_number_only_is_the_act_whose_number_it_is() -> None:
    law = "Федеральный закон от 21.07.2014 <a href=/f/1.pdf>№ 256-ФЗ</a>"
    assert order(f"<p>{LEAD}{law}; <a href=/f/2.pdf>{REGIONAL}</a>.</p>") is Outcome.PASSED
    assert order(f"<p>{LEAD}<a href=/f/2.pdf>{REGIONAL}</a>; {law}.</p>") is Outcome.FAILED


def test_a_list_goes_on_after_a_paragraph() -> None:
    below = f"<ul><li>{FEDERAL}</li><li>{REGIONAL}</li></ul>"
    assert order(f"<p>{LEAD}{', '.join(linked(DECREE, LAW))}.</p>{below}") is Outcome.PASSED
