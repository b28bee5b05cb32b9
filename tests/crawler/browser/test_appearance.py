"""Comparing two looks of a page: what is a change and what is noise."""

from __future__ import annotations

import msgspec
import pytest

from crawler.browser.appearance import Appearance, compare, contrast, distance, hexadecimal

WHITE, BLACK, GREY = "rgb(255, 255, 255)", "rgb(0, 0, 0)", "rgb(119, 119, 119)"
LOOK = Appearance(
    font=14.0,
    letters=500,
    pictures=6,
    sheets=("https://site.test/a.css",),
    pairs=((f"{GREY}|{WHITE}", 450), (f"{BLACK}|{WHITE}", 50)),
    page=WHITE,
    classes="home",
    url="https://site.test/",
)


def changed(**fields: object) -> tuple[str, ...]:
    return compare(LOOK, msgspec.structs.replace(LOOK, **fields)).visible


def test_same_look_has_no_changes() -> None:
    assert compare(LOOK, LOOK) == type(compare(LOOK, LOOK))()


@pytest.mark.parametrize(("size", "seen"), [(14.4, False), (15.0, False), (16.0, True), (10.0, False)])
def test_letters_must_grow_noticeably(size: float, seen: bool) -> None:
    assert bool(changed(font=size)) is seen


def test_a_rotating_banner_is_no_recolouring() -> None:
    assert changed(pairs=((f"{GREY}|{WHITE}", 440), ("rgb(200, 0, 0)|rgb(0, 0, 90)", 60))) == ()


def test_inverted_scheme_is_told_with_numbers() -> None:
    found = changed(pairs=((f"{WHITE}|{BLACK}", 500),), page=BLACK)
    assert found == (
        "фон #ffffff → #000000",
        "контраст 6,1:1 → 21,0:1",
        "цвета текста и фона #777777 на #ffffff → #ffffff на #000000",
    )


def test_spacing_filter_and_hidden_pictures_count() -> None:
    assert changed(spacing=2.0) == ("расстояние между буквами 0 px → 2 px",)
    assert changed(filter="grayscale(1)") == ("цветовой фильтр grayscale(1)",)
    assert changed(pictures=0) == ("видимых изображений 6 → 0",)


def test_classes_stylesheets_and_panels_are_told_apart_from_what_is_seen() -> None:
    after = msgspec.structs.replace(
        LOOK, classes="home bvi", sheets=(*LOOK.sheets, "https://site.test/bvi.css?2"), panel="Размер шрифта:"
    )
    found = compare(LOOK, after)
    assert found.visible == ()
    assert found.behind == (
        "появилась панель настройки («Размер шрифта:»)",
        "подключены стили: bvi.css",
        "классы страницы: bvi",
    )


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast(f"{BLACK}|{WHITE}"), 2) == 21.0
    assert round(contrast(f"{GREY}|{WHITE}"), 2) == 4.48
    assert hexadecimal("rgba(255, 10, 0, 0.5)") == "#ff0a00"
    assert distance(WHITE, WHITE) == 0
