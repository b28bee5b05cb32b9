"""Who is asked for proposals: the reader, or organizations."""

from __future__ import annotations

import pytest

from rules.authority.invitations import invites, without_invitations
from rules.language.wording import normal


@pytest.mark.parametrize(
    "line",
    [
        "Ваши предложения",
        "Ждём от вас предложений о том, как сделать музеи удобнее.",
        "Приглашаем жителей вносить предложения по улучшению работы библиотек",
        "Просим родителей направлять пожелания и предложения в отдел",
        "Предложения по улучшению качества услуг присылайте на адрес отдела",
        "Предложения по улучшению качества услуг можно оставить в ящике у входа",
        "Каждый житель может внести предложение об улучшении работы клуба",
        "Предложите, что улучшить в спортивной школе",
        "Приём предложений по улучшению качества",
        "Вопросы и предложения",
        "Внести предложение",
    ],
)
def test_the_reader_is_asked(line: str) -> None:
    assert invites(normal(line))
    assert not without_invitations(normal(line))


@pytest.mark.parametrize(
    "line",
    [
        "Предложения общественного совета по улучшению качества работы организаций",
        "Внести предложения: музею — табличка со шрифтом Брайля",
        "Совет направил предложения руководителям школ",
        "Совет просит школы обновить стенды и навигацию",
        "Рекомендовать руководителям размещать предложения совета на стендах",
        "Предложения оператора: оборудовать пандус, разместить план эвакуации",
        "Предложения приняты к исполнению",
        "По предложению родителей вход оборудуют навесом",
    ],
)
def test_organizations_are_told(line: str) -> None:
    assert not invites(normal(line))


def test_what_stands_beside_an_invitation_is_kept() -> None:
    said = normal("Ваши предложения присылайте на почту. Школе № 3 оборудовать вход пандусом.")
    assert without_invitations(said) == normal("Школе № 3 оборудовать вход пандусом.")
