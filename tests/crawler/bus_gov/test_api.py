"""What answers of bus.gov.ru mean: pure readers, and the tabs of the page a person sees."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.bus_gov.api import ChangedAnswerError, parse_card, parse_scores, parse_search, search_url
from crawler.bus_gov.card_page import kind_of_tab, read_tabs
from crawler.extract import extract_page
from crawler.items import Page, Score

FIELDS = {"inn": "0700000001", "shortClientName": "Школа", "website": " школа.рф ", "email": None, "phone": "8 800"}


def body(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def test_a_card_is_read() -> None:
    card = parse_card(body({"agency": {"id": 7, "branchFlag": False, **FIELDS}}))
    assert card is not None
    assert (card.agency_id, card.inn, card.name, card.website, card.email, card.branch) == (
        "7", "0700000001", "Школа", "школа.рф", "", False,
    )  # fmt: skip


def test_fields_of_a_branch_lie_in_its_head_agency() -> None:
    card = parse_card(body({"agency": {"id": 8, "branchFlag": True, "branch": {"headAgency": {"id": 7, **FIELDS}}}}))
    assert card is not None
    assert (card.agency_id, card.website, card.branch) == ("8", "школа.рф", True)


@pytest.mark.parametrize("empty", [None, {}])
def test_a_card_may_be_without_data(empty: object) -> None:
    assert parse_card(body({"agency": empty})) is None


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        (b"<html>wait</html>", "HTML"),
        (b"oops", "JSON"),
        (body([]), "list"),
        (body({"organization": {}}), "agency"),
        (body({"agency": {"id": 7, **{k: v for k, v in FIELDS.items() if k != "website"}, "webSite": "x"}}), "website"),
        (body({"agency": {"id": 7, **FIELDS, "email": 5}}), "email"),
        (body({"agency": {**FIELDS}}), "id"),
        (body({"agency": {"id": 8, "branchFlag": True}}), "headAgency"),
    ],
)
def test_a_changed_card_says_what_changed(answer: bytes, named: str) -> None:
    with pytest.raises(ChangedAnswerError, match=named):
        parse_card(answer)


def test_a_search_may_find_nobody_but_must_have_a_list() -> None:
    assert parse_search(body({"agencies": []})) == ()
    assert [one.agency_id for one in parse_search(body({"agencies": [{"agencyId": 5}, {"agencyId": "6"}]}))] == [
        "5",
        "6",
    ]
    for changed in ({"items": []}, {"agencies": [{"id": 5}]}, {"agencies": {}}):
        with pytest.raises(ChangedAnswerError, match="поиск"):
            parse_search(body(changed))
    assert "searchString=0700000001" in search_url("http://bus.test", "0700000001")


def test_scores_are_those_of_the_latest_year() -> None:
    entry = {"ratingYear": 2023, "scopeWithRatingsDtos": [{"ratingDetailsDto": [{"opennessValue": 90, "x": "y"}]}]}
    assert parse_scores(body({"7": entry}), "7") == (Score(2023, values={"opennessValue": 90.0}),)
    assert parse_scores(body({}), "7") == ()
    zero = {"ratingYear": 2023, "scopeWithRatingsDtos": [{"ratingDetailsDto": [{"opennessValue": 0}]}]}
    assert parse_scores(body({"7": zero}), "7") == ()


@pytest.mark.parametrize("rest", [{"opennessValue": 90}, {"values": {"opennessValue": "90,0"}}])
def test_scores_may_stand_without_their_scopes(rest: dict[str, Any]) -> None:
    assert parse_scores(body({"7": {"ratingYear": 2023, **rest}}), "7") == (
        Score(2023, values={"opennessValue": 90.0}),
    )


def test_scores_of_several_years_and_figures_written_as_text() -> None:
    def entry(year: object, value: object) -> dict[str, Any]:
        return {"ratingYear": year, "scopeWithRatingsDtos": [{"ratingDetailsDto": [{"opennessValue": value}]}]}

    both = parse_scores(body({"7": [entry("2022", "86,4"), entry(2019, 80), entry(2016, 0)]}), "7")
    assert both == (Score(2022, values={"opennessValue": 86.4}), Score(2019, values={"opennessValue": 80.0}))
    with pytest.raises(ChangedAnswerError, match="ratingYear"):
        parse_scores(body({"7": [entry(2022, 80), entry("за 2019", 80)]}), "7")


def test_a_field_that_is_not_given_is_unknown_and_not_empty() -> None:
    card = parse_card(body({"agency": {"id": 7, "inn": "0700000001", "website": "sad.test"}}))
    assert card is not None
    assert (card.website, card.email) == ("sad.test", None)
    with pytest.raises(ChangedAnswerError, match="website, email"):
        parse_card(body({"agency": {"id": 7, "inn": "0700000001", "site": "sad.test"}}))


@pytest.mark.parametrize(
    "changed",
    [
        {"ratings": []},
        {"7": {"year": 2023, "scopeWithRatingsDtos": []}},
        {"7": {"ratingYear": 2023}},
        {"7": {"ratingYear": 2023, "values": {"open": 90}}},
        {"7": {"ratingYear": 2023, "scopeWithRatingsDtos": [{"ratingDetailsDto": [{"open": 90}]}]}},
    ],
)
def test_changed_scores_say_so(changed: object) -> None:
    with pytest.raises(ChangedAnswerError, match="баллы"):
        parse_scores(body(changed), "7")


def page(html: str) -> Page:
    return extract_page(html.encode(), url="http://bus.test/info-card/7", content_type="text/html; charset=utf-8")


CARD = """<h1>Школа</h1>
<section><h2>Результаты независимой оценки качества</h2><p>2022 год. Итоговая оценка: 87,10 балла</p></section>
<section><h2>Предложения по улучшению качества</h2><p>Сведения не размещены</p></section>
<section><h2>Планы по устранению недостатков</h2>
<ul><li><a href="/public/download/download.html?id=5">План по устранению недостатков на 2023 год</a></li></ul></section>
<section><h2>Госзадание</h2><p>План по устранению чего-то на 2021 год</p></section>"""


def test_tabs_are_read_with_their_entries_and_their_emptiness() -> None:
    tabs = read_tabs(page(CARD))
    assert tabs.seen == ("plan", "proposal", "result")
    assert [(one.kind, one.year) for one in tabs.attachments] == [("result", 2022), ("plan", 2023)]
    assert tabs.attachments[1].url.endswith("id=5")
    assert tabs.empty == {"proposal": "Сведения не размещены"}
    assert tabs.sha256 == read_tabs(page(CARD + "<p>token 123</p>")).sha256


def test_a_tab_that_says_nothing_is_unknown_not_empty() -> None:
    tabs = read_tabs(page("<h2>Предложения по улучшению качества</h2><h2>Контакты</h2><p>ул. Мира</p>"))
    assert tabs.seen == ()
    assert tabs.attachments == ()


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Планы по устранению недостатков", "plan"),
        ("План мероприятий по улучшению качества работы", "plan"),
        ("Предложения об улучшении качества деятельности", "proposal"),
        ("Результаты рассмотрения результатов независимой оценки", "proposal"),
        ("Независимая оценка качества", "result"),
        ("План финансово-хозяйственной деятельности", ""),
        ("Контакты", ""),
    ],
)
def test_headings_of_tabs(heading: str, kind: str) -> None:
    assert kind_of_tab(heading) == kind
