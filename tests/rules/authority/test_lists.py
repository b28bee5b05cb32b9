"""A list of those to be assessed is several organizations told for a year, whatever it is called."""

from __future__ import annotations

import pytest

from rules.model import Outcome
from tests.rules.authority.test_layouts import nok

RULE = "organizations-listed"


@pytest.mark.parametrize(
    "html",
    [
        "<p>Смотрели в 2025 году: школа № 2, школа № 4, сад № 7. Баллы: 91,2 / 84,7 / 88,3.</p>",
        "<p>В 2025 году совет наметил три учреждения: ДК «Шахтёр», музей соли, школу искусств.</p>",
        "<p>В 2025 году независимая оценка проведена в доме-интернате «Берёзка» и в отделении «Сударушка».</p>",
        "<h3>Кому в этом году ставят оценку</h3><ul><li>МБУ «Центр социального обслуживания»</li>"
        "<li>МАУ «Пансионат „Гавань“»</li></ul>",
        "<h3>График 2025 года</h3><p>В график вошли: Краевая больница, Поликлиника № 2, Детская больница.</p>",
        "<p>Совет решил проверить все три: центр «Ветеран», центр «Семья», реабилитационный центр «Шаг».</p>",
        "<p>Медицинские организации, включённые советом в оценку 2025 года, и их балл</p>"
        "<table><tr><th>Организация</th><th>Итог</th></tr><tr><td>Областная больница</td><td>95,2</td></tr>"
        "<tr><td>Роддом № 2</td><td>91,8</td></tr></table>",
        "<p>Перечень учреждений на 2025 год и баллы. Анкеты собирало ООО «Мера».</p><table><tr><th>№</th><th>Учреждение"
        "</th><th>Балл</th></tr><tr><td>1</td><td>Дом-интернат «Верба»</td><td>84,0</td></tr><tr><td>2</td>"
        "<td>Центр «Семья»</td><td>91,2</td></tr></table>",
        "<p>Речь о независимой оценке. В 2025 году она коснулась четырёх учреждений:</p><ul><li>Центр «Ватага»</li>"
        "<li>Отделение дневного пребывания</li><li>Дом ветеранов</li><li>Служба сиделок</li></ul>",
        "<h3>Кого смотрели в 2025 году</h3><ul><li>Боровецкая школа № 1</li><li>детский сад «Шишка»</li></ul>",
    ],
)
def test_those_assessed_are_listed(html: str) -> None:
    found = nok(html, RULE)
    assert found.outcome is Outcome.PASSED, found.message


@pytest.mark.parametrize(
    "html",
    [
        "<p>Независимая оценка проводится в отношении театров, библиотек и домов культуры.</p>",
        "<p>Исследованы 312 организаций, получена 51 тысяча анкет.</p>",
        "<p>Очередь в сады осталась только в Солнечном. Школьники края ездят автобусами.</p>"
        "<p>Больницы приняли донорам выходной.</p><p>Клуб ветеранов ждёт вязальщиц.</p>",
        "<h3>Победители конкурса 2025 года</h3><ul><li>Библиотека № 3</li><li>Музей боя</li><li>Театр кукол</li></ul>",
    ],
)
def test_what_is_told_of_organizations_otherwise_is_no_list(html: str) -> None:
    found = nok(html, RULE)
    assert found.outcome is Outcome.FAILED, found.message


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>Библиотека № 3</li><li>Музей боя</li><li>Театр кукол</li></ul>",
        "<p>Оценить наши учреждения в 2026 году можно здесь: дом культуры, библиотека.</p>",
        "<h3>Баллы 2025 года</h3><ul><li>Библиотека № 3</li><li>Музей боя</li><li>Театр кукол</li></ul>",
    ],
)
def test_a_list_of_unknown_purpose_is_left_to_a_person(html: str) -> None:
    assert nok(html, RULE).outcome is Outcome.INCONCLUSIVE


def test_an_order_with_annexes_may_have_the_list_beside_a_regulation() -> None:
    text = (
        "ПРИКАЗ от 17.02.2025 № 55\n1. Утвердить Положение (приложение 1). 2. Определить организации (приложение 2).\n"
        "Приложение 1\nПоложение об Общественном совете по независимой оценке качества\n1. Совет собирается.\n"
        "Приложение 2\nПеречень организаций, в отношении которых в 2025 году проводится независимая оценка\n"
        "1 Гимназия имени Тимирязева\n2 Болотская школа\n"
    )
    html = "<p>Объекты: <a href=/f/55.pdf>приказ № 55, приложения 1–2</a></p>"
    assert nok(html, RULE, {"/f/55.pdf": text}).outcome is Outcome.PASSED
