"""How something is to be done is no part of the name of whom it is asked."""

from __future__ import annotations

import pytest

from audits.protocols.parse import parse_protocol
from audits.protocols.people.bodies import read_addressees
from audits.protocols.words.manner import after_manner, without_manner


@pytest.mark.parametrize(
    "manner",
    [
        "незамедлительно", "немедленно", "срочно", "безотлагательно", "ежегодно", "постоянно", "письменно", "лично",
        "систематически", "своевременно", "также", "повторно и письменно", "срочно,",
        "в обязательном порядке", "в кратчайшие сроки",
        "в установленном законодательством порядке", "в пределах своей компетенции", "под личную ответственность",
        "при необходимости", "на постоянной основе", "с участием общественного совета", "впредь не", "в тот же день",
        "незамедлительно после устранения", "одновременно с отчётом", "совместно",
    ],
)  # fmt: skip
def test_manner_is_left_out(manner: str) -> None:
    assert read_addressees(f"Отделу культуры (Иванов И.И.), директорам школ {manner} провести опрос.").bodies == (
        "отдел культуры (Иванов И.И.)",
        "директора школ",
    )


@pytest.mark.parametrize("first", ["Незамедлительно", "Срочно:", "В обязательном порядке", "Также срочно"])
def test_manner_may_stand_first(first: str) -> None:
    assert read_addressees(f"{first} отделу связи устранить сбой.").bodies == ("отдел связи",)


@pytest.mark.parametrize(
    "name",
    [
        "театр «Внезапно»",
        "школа с. Иваново",
        "отдел контрольно-ревизионной работы",
        "музей кино",
        "Совет при Правительстве",
    ],
)
def test_names_stay(name: str) -> None:
    assert without_manner(name) == name
    assert after_manner("Контрольно-счётной палате") == "Контрольно-счётной палате"


def test_a_person_alone_and_whoever_joins() -> None:
    assert read_addressees("Ивановой А.П. срочно подготовить письмо.").bodies == ("Иванова А.П.",)
    assert read_addressees("Отделу культуры совместно с Ивановым И.И. провести опрос.").bodies == (
        "отдел культуры",
        "Иванов И.И.",
    )
    assert read_addressees("Отделу культуры совместно с родителями провести опрос.").bodies == (
        "отдел культуры",
        "родители",
    )
    assert read_addressees("Совместно с министерством культуры срочно провести опрос.").partners == (
        "Министерство культуры",
    )


def test_an_item_says_whom_without_how() -> None:
    protocol = parse_protocol(
        "ПРОТОКОЛ № 1\nот 3 февраля 2026 г.\nРЕШИЛИ:\n1. Отделу связи срочно, до 1 июня 2026 г., устранить сбои.\n"
    )
    assert protocol.items[0].responsible == ("отдел связи",)
