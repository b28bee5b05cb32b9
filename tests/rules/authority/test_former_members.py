"""Those who sat in a council once are not its members, and those who sit in it are not lost beside them."""

from __future__ import annotations

import pytest

from tests.rules.authority.test_layouts import judged

NOW = "<ul><li>Ершова Нина Павловна</li><li>Лосев Олег Ильич</li><li>Зотова Вера Юрьевна</li></ul>"
THEN = "<ul><li>Пронин Яков Глебович</li><li>Дымов Лев Ильич</li><li>Кречет Алла Юрьевна</li></ul>"
WHOSE = "<p>Общественный совет проводит независимую оценку качества условий оказания услуг.</p>"


def outcome(html: str) -> str:
    found = judged({"/nok/": ("Общественный совет по независимой оценке качества", f"{WHOSE}{html}")})
    return found["council-members-published"].outcome.value


@pytest.mark.parametrize(
    "html",
    [
        f"<h2>Состав</h2><p>Будет размещён позднее.</p><p>Совет при отделе торговли (упразднён в 2019 году):</p>{THEN}",
        f"<h2>Прежний состав совета</h2>{THEN}",
        f"<h2>Состав</h2><p>Уточняется.</p><h3>Архив состава</h3>{THEN}",
        "<h2>Состав</h2><p>Бывшие члены совета: Пронин Яков Глебович, Дымов Лев Ильич, Кречет Алла Юрьевна.</p>",
    ],
)
def test_a_council_that_is_no_more_has_no_members(html: str) -> None:
    assert outcome(html) == "failed"


@pytest.mark.parametrize(
    "html",
    [
        f"<h2>Прежний состав совета</h2>{THEN}<h2>Состав совета</h2>{NOW}",
        f"<h2>Состав</h2>{NOW}<h3>Архив состава</h3>{THEN}",
        f"<h2>Состав</h2><p>Предыдущий состав совета работал до марта 2025 года.</p>{NOW}",
        f"<h2>Состав</h2><p>Полномочия прежнего состава истекли, утверждён новый состав:</p>{NOW}",
        "<h2>Состав</h2><ul><li>Пронин Яков Глебович, бывший член совета отцов</li><li>Дымов Лев Ильич</li>"
        "<li>Кречет Алла Юрьевна</li></ul>",
    ],
)
def test_those_who_sit_now_are_told_beside_those_who_sat(html: str) -> None:
    assert outcome(html) == "passed"
