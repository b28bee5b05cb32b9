"""Approval stamps (invented names and bodies)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model import Ownership
from rules.papers.stamps import (
    Approval,
    Signer,
    StampKind,
    agreed_by_right_one,
    approval,
    closing_stamp,
    find_stamps,
    told_of_authority,
)  # fmt: skip

PLAN = "\nПЛАН\nпо устранению недостатков, согласованный с учредителем\n1. Установить пандус"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("СОГЛАСОВАНО\nМинистр образования КБР\n_______ А.Б. Заречный\n«10» января 2021 г.", Approval.MINISTER),
        ("«Согласовано»\nИ.о. министра культуры КБР\n____ Бекова Л.М.", Approval.MINISTER),
        ("С О Г Л А С О В А Н О\nМинистр спорта\n", Approval.MINISTER),
        ("Согласовано\nМинистерство здравоохранения КБР", Approval.MINISTER),
        (
            "СОГЛАСОВАНО УТВЕРЖДАЮ\nМинистр труда КБР Директор центра\n____ А.Б. Заречный ____ В.Г. Нагорный",
            Approval.MINISTER,
        ),
        (
            "УТВЕРЖДАЮ СОГЛАСОВАНО\nДиректор школы Министр просвещения\n____ В.Г. Нагорный ___ А.Б. Заречный",
            Approval.MINISTER,
        ),
        ("УТВЕРЖДАЮ\nДиректор школы\n____ В.Г. Нагорный\nСОГЛАСОВАНО\nМинистр просвещения КБР", Approval.MINISTER),
        ("СОГЛАСОВАНО\nГлава местной администрации Заречного муниципального района\n___ А.Б. Заречный", Approval.HEAD),
        ("Согласовано\nи.о. главы администрации городского округа", Approval.HEAD),
        ("СОГЛАСОВАНО\nНачальник управления образования администрации района", Approval.LOWER),
        ("СОГЛАСОВАНО\nЗаместитель министра культуры КБР", Approval.LOWER),
        ("СОГЛАСОВАНО\nПредседатель комитета по культуре администрации района", Approval.LOWER),
        ("СОГЛАСОВАНО\nРуководитель отдела культуры администрации района", Approval.LOWER),
        ("СОГЛАСОВАНО\nДиректор департамента здравоохранения Заречной области", Approval.MINISTER),
        ("СОГЛАСОВАНО\nНачальник управления культуры и туризма Приморского края", Approval.MINISTER),
        ("СОГЛАСОВАНО\nДиректор департамента Министерства культуры Заречной области", Approval.LOWER),
        ("СОГЛАСОВАНО\nДиректор департамента культуры администрации города Заречного", Approval.LOWER),
        ("СОГЛАСОВАНО\nЗаместитель Председателя Правительства области – министр культуры", Approval.MINISTER),
        ("СОГЛАСОВАНО\nЗаместитель Председателя Правительства области", Approval.UNCLEAR),
        ("СОГЛАСОВАНО\n____________", Approval.UNCLEAR),
        ("СОГЛАСОВАНО\nПедагогическим советом школы\nпротокол № 3\nУТВЕРЖДАЮ\nДиректор школы", Approval.INTERNAL_ONLY),
        ("СОГЛАСОВАНО\nПредседатель студенческого совета\nУТВЕРЖДАЮ\nДиректор колледжа", Approval.INTERNAL_ONLY),
        ("Согласовано с профсоюзным комитетом\nУТВЕРЖДЕНО приказом директора", Approval.INTERNAL_ONLY),
        ("УТВЕРЖДАЮ\nДиректор МБОУ «Школа»\n___ В.Г. Нагорный", Approval.APPROVED_ONLY),
        ("Утверждён приказом министра от 01.02.2021", Approval.APPROVED_ONLY),
        ("Муниципальное учреждение", Approval.NONE),
        ("", Approval.NONE),
    ],
)
def test_approval(head: str, expected: Approval) -> None:
    stamps = find_stamps(head + PLAN)
    assert approval(stamps) is expected, stamps


def test_words_of_the_plan_itself_are_no_stamp() -> None:
    assert find_stamps("ПЛАН\nмероприятий\n1. Провести работы, согласовано с подрядчиком и утверждено сметой") == ()


def test_stamp_far_below_does_not_count() -> None:
    assert find_stamps("Текст плана. " * 400 + "\nСОГЛАСОВАНО\nМинистр") == ()


@pytest.mark.parametrize(
    ("tail", "signer"),
    [
        ("\nСОГЛАСОВАНО\nМинистр культуры КБР", Signer.MINISTER),
        ("\n  «Согласовано»:\nглава местной администрации района", Signer.HEAD_OF_ADMINISTRATION),
        ("\nСогласовано с педагогическим советом", None),
        ("\nРаботы согласованы с министерством", None),
        ("\nСОГЛАСОВАНО", None),
    ],
)
def test_stamp_below_the_plan_is_told_apart(tail: str, signer: Signer | None) -> None:
    stamp = closing_stamp("Текст плана. " * 400 + tail)
    assert (stamp.signer if stamp else None) is signer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("План согласован с Министерством культуры КБР (письмо от 12.02.2023 № 5)", "согласован с Министерством"),
        ("Приложение № 3 к приказу Министерства культуры КБР от 5.02.2023", "Приложение № 3 к приказу Министерства"),
        ("УТВЕРЖДЁН приказом Минтруда КБР", "УТВЕРЖДЁН приказом Минтруда"),
        ("Приложение к приказу директора от 5.02.2023", ""),
        ("Работы согласованы с подрядчиком", ""),
    ],
)
def test_agreement_told_in_a_sentence(text: str, said: str) -> None:
    told = told_of_authority(text)
    assert told.startswith(said) if said else told == ""


def test_names_and_posts_of_two_columns() -> None:
    agreed, approved = find_stamps(
        "СОГЛАСОВАНО УТВЕРЖДАЮ\nМинистр труда КБР Директор центра\n___ А.Б. Заречный ___ В.Г. Нагорный"
    )
    assert (agreed.kind, agreed.signer, agreed.name) == (StampKind.AGREED, Signer.MINISTER, "А.Б. Заречный")
    assert (approved.kind, approved.signer, approved.name) == (StampKind.APPROVED, Signer.DIRECTOR, "В.Г. Нагорный")


@pytest.mark.parametrize(
    ("head", "ownership", "verdict"),
    [
        ("СОГЛАСОВАНО\nМинистр культуры", Ownership.MUNICIPAL, True),
        ("СОГЛАСОВАНО\nГлава администрации района", Ownership.MUNICIPAL, True),
        ("СОГЛАСОВАНО\nГлава администрации района", None, True),
        ("СОГЛАСОВАНО\nГлава администрации района", Ownership.STATE, False),
        ("СОГЛАСОВАНО\nЗаместитель министра культуры", Ownership.STATE, True),
        ("СОГЛАСОВАНО\nНачальник управления образования администрации района", Ownership.MUNICIPAL, True),
        ("СОГЛАСОВАНО\nНачальник управления образования администрации района", None, True),
        ("СОГЛАСОВАНО\nНачальник управления образования администрации района", Ownership.STATE, None),
        ("УТВЕРЖДАЮ\nДиректор", Ownership.STATE, False),
        ("СОГЛАСОВАНО\nТренерский совет СШ «Старт»\nпротокол № 2", Ownership.STATE, False),
        ("УТВЕРЖДАЮ\nМинистр культуры КБР", Ownership.STATE, None),
        ("Согласовано\nГлава Заречного муниципального района", Ownership.MUNICIPAL, True),
        ("Учреждение", Ownership.STATE, False),
        ("СОГЛАСОВАНО\nПервый заместитель главы местной администрации района", Ownership.MUNICIPAL, True),
        ("УТВЕРЖДЁН\nпостановлением местной администрации района от 01.02.2023 № 4", Ownership.MUNICIPAL, None),
        ("СОГЛАСОВАНО\nпедагогическим советом\nУТВЕРЖДЕНО\nприказом министра культуры", Ownership.STATE, None),
        ("СОГЛАСОВАНО\nГлавный врач", Ownership.STATE, False),
        ("Согласовано\nМинспорт КБР", Ownership.STATE, True),
        ("СОГЛАСОВАНО\tУТВЕРЖДАЮ\nМинистр культуры КБР\tДиректор музея", Ownership.STATE, True),
        ("СОГЛАСОВАНО Министр культуры КБР | УТВЕРЖДАЮ Директор музея", Ownership.STATE, True),
    ],
)
def test_who_must_agree(head: str, ownership: Ownership | None, verdict: bool | None) -> None:
    answer, remark = agreed_by_right_one(find_stamps(head), ownership)
    assert answer is verdict
    assert remark or verdict is True


PIECES = (
    "СОГЛАСОВАНО", "УТВЕРЖДАЮ", "Утверждено", "Согласовано", "приказом", "Министр", "Заместитель", "Директор",
    "директор школы", "начальник управления образования", "культуры КБР", "Иванов И.И.", "И.И. Иванова", "_____",
    "«__»", "12 мая", "2021 г.", "от", "№ 5", "подпись", "М.П.", "(", ")", ",", "\n", "\u00a0",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=20))
def test_what_stamps_are_made_of_never_fails_and_hides_no_stamp(pieces: list[str]) -> None:
    found = find_stamps(f"СОГЛАСОВАНО\nМинистр культуры\nКленов И.И.\n12.05.2021\n\n{' '.join(pieces)}")
    assert found
    assert approval(found) in Approval
