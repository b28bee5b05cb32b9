"""What organizations are called: in whatever form, and what only sounds like one."""

from __future__ import annotations

import re

import pytest

from rules.lexicon.organizations import ADDRESSED, ANY, CALLED, HEADS, OWN_NAMES

_ANY, _CALLED, _OWN_NAMES = map(re.compile, (ANY, CALLED, OWN_NAMES))


@pytest.mark.parametrize(
    "said",
    [
        "школа № 5", "лицея", "детсад", "стадион", "роддом", "цирк", "диспансер", "детский лагерь", "дворца спорта",
        "дом культуры", "пансионат", "бассейн",
    ],
)  # fmt: skip
def test_a_name_tells_its_sector_in_any_form(said: str) -> None:
    assert _OWN_NAMES.search(said)


@pytest.mark.parametrize(
    "said", ["мбдоу", "гбпоу", "сош", "црб", "гкб", "рдк", "дши", "дюсш", "сшор", "кцсон", "цбс", "центру"]
)
def test_abbreviations_and_words_of_any_sector_call_an_organization(said: str) -> None:
    assert _CALLED.search(said)


@pytest.mark.parametrize(
    "said",
    [
        "об утверждении", "на улице", "фасад", "дистанционно", "школьный", "центральная", "концентрация", "театральный",
        "госпитализация", "паркинг", "садовый", "библиотекарь", "программа",
    ],
)  # fmt: skip
def test_what_only_sounds_like_one_calls_none(said: str) -> None:
    assert not _ANY.search(said)


def test_a_firm_is_one_only_where_private_ones_are_meant() -> None:
    assert _ANY.search("ооо «волна»")
    assert not _CALLED.search("ооо «волна»")


def test_lists_name_organizations_and_proposals_address_them() -> None:
    for said in ("музею", "дворцу", "лицею"):
        assert not _CALLED.search(said)
        assert re.search(ADDRESSED, said)


def test_who_heads_an_institution_and_who_a_body() -> None:
    for said in ("директора школы", "заведующей", "главного врача", "главврача", "начальника лагеря"):
        assert re.search(HEADS, said)
    for said in ("министра", "главы администрации", "начальника управления", "руководителя департамента"):
        assert not re.search(HEADS, said)
