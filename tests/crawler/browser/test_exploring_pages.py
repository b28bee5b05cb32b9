"""Further pages of what a press brought are turned; steps of questions are none."""

from __future__ import annotations

import pytest

from tests.crawler.browsing import Browsing
from tests.crawler.explored import explored

pytestmark = pytest.mark.browser

LEAVES = (
    "<h4>Музей соли</h4><p>Итог 91,2</p>",
    "<h4>Театр теней</h4><p>Итог 88,4</p>",
    "<h4>Дом ремёсел</h4><p>Итог 79</p>",
)


def leafing(back: str, count: str, onward: str, leaves: tuple[str, ...] = LEAVES, more: str = "") -> str:
    """A card that opens a window with one leaf at a time and arrows on both sides of the count."""
    return (
        '<div class=p onclick="open_()">Баллы учреждений</div><div class=p>Контакты совета</div>'
        f"<div id=win hidden><div id=leaf></div>{more}<p><span onclick=turn(-1)>{back}</span> "
        f"<i id=count></i> <span onclick=turn(1)>{onward}</span></p></div>"
        f"<script>const all = {list(leaves)!r}; let at = 0;"
        "function draw() { document.getElementById('leaf').innerHTML = all[at];"
        f"document.getElementById('count').textContent = `{count}`.replace('N', at + 1); }}"
        "function turn(by) { at = Math.min(all.length - 1, Math.max(0, at + by)); draw(); }"
        "function open_() { at = 0; draw(); document.getElementById('win').hidden = false; }</script>"
    )


@pytest.mark.parametrize(("back", "count", "onward"), [("‹", "N из 3", "›"), ("Назад", "стр. N / 3", "Вперёд")])
def test_further_leaves_of_what_a_press_brought_are_turned(
    browsing: Browsing, back: str, count: str, onward: str
) -> None:
    html = explored(browsing, f"<section>{leafing(back, count, onward)}</section>")
    assert [name for name in ("Музей соли", "Театр теней", "Дом ремёсел") if html.count(name) == 1] == [
        "Музей соли", "Театр теней", "Дом ремёсел",
    ]  # fmt: skip


def test_controls_of_the_first_leaf_are_pressed_after_the_last_was_seen(browsing: Browsing) -> None:
    inner = '<div class=p onclick="this.nextSibling.textContent = `Утверждён 20 января`">План музея</div><p></p>'
    html = explored(browsing, f"<section>{leafing('‹', 'N из 2', '›', (inner, LEAVES[1]))}</section>")
    assert "20 января" in html
    assert "Театр теней" in html


@pytest.mark.parametrize(
    ("count", "leaves", "more"),
    [
        ("Вопрос N из 3", LEAVES, ""),
        ("N из 3", ("<h4>Удобно ли в музее?</h4><button>Да</button>", LEAVES[1], LEAVES[2]), ""),
        ("N из 3", LEAVES, "<textarea></textarea>"),
    ],
)
def test_steps_of_questions_are_no_leaves(browsing: Browsing, count: str, leaves: tuple[str, ...], more: str) -> None:
    html = explored(browsing, f"<section>{leafing('‹', count, '›', leaves, more)}</section>")
    assert "Театр теней" not in html
