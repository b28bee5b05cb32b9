# ruff: noqa: E501 - markup stands in lines as it is served
from __future__ import annotations

import pytest

from crawler.items import BlockKind, Region

from .pages import block, link, read, texts, under


def test_every_kind_of_block_in_document_order() -> None:
    page = read(
        "<h1>Отчёты</h1><p>Вводное слово</p><ul><li>первый<ol><li>вложенный</li></ol></li></ul>"
        "<table border=1><tr><th>Год<th>Балл<tr><td>2023<td>85,2</table><figure><img><figcaption>Зал</figcaption></figure>"
    )
    assert [(item.kind, item.text, item.level) for item in page.blocks] == [
        (BlockKind.HEADING, "Отчёты", 1),
        (BlockKind.PARAGRAPH, "Вводное слово", 0),
        (BlockKind.ITEM, "первый", 1),
        (BlockKind.ITEM, "вложенный", 2),
        (BlockKind.ROW, "Год | Балл", 0),
        (BlockKind.ROW, "2023 | 85,2", 0),
        (BlockKind.CAPTION, "Зал", 0),
    ]


def test_text_without_paragraphs_and_double_breaks() -> None:
    page = read("<center><font size=4>Первая<br>строка</font><br><br>Вторая часть</center><div>Третья</div>четвёртая")
    assert texts(page) == ["Первая\nстрока", "Вторая часть", "Третья", "четвёртая"]


@pytest.mark.parametrize(
    "html", ["<p><b>План на 2024 год</b></p>", "<dt>План на 2024 год</dt>", "<legend>План на 2024 год</legend>",
             '<div role=heading aria-level=3>План на 2024 год</div>', "<table><tr><td><strong>План на 2024 год</strong><br><br>текст</table>"]
)  # fmt: skip
def test_what_looks_like_a_heading_is_one(html: str) -> None:
    page = read(f"{html}<p>Срок исполнения</p>")
    assert block(page, "План на 2024 год").kind is BlockKind.HEADING
    assert under(page, "Срок исполнения") == "План на 2024 год"


@pytest.mark.parametrize("text", ["Уважаемые родители, просим вас прийти.", "a@b.test", "***"])
def test_bold_sentences_are_no_headings(text: str) -> None:
    assert texts(read(f"<p><b>{text}</b></p>"), BlockKind.HEADING) == []


def test_sections_follow_the_outline() -> None:
    page = read("<h1>НОК</h1><h2>Планы</h2><h3>2023</h3><p>а</p><h2>Отчёты</h2><p>б</p>")
    assert under(page, "а") == "2023"
    assert under(page, "2023") == "Планы"
    assert under(page, "б") == "Отчёты"
    assert under(page, "Отчёты") == "НОК"


def test_a_heading_of_a_column_or_a_sidebar_ends_with_it() -> None:
    page = read(
        "<h1>Документы</h1><table><tr><td><h3>Погода</h3><p>ясно</p><td><p>устав</p></table>"
        "<aside><h2>Новости</h2><p>ярмарка</p></aside><p>лицензия</p>"
    )
    assert under(page, "устав") == "Документы"
    assert under(page, "ярмарка") == "Новости"
    assert under(page, "лицензия") == "Документы"


def test_layout_tables_do_not_swallow_the_page() -> None:
    page = read(
        "<table width=100%><tr><td><table><tr><td><p>Слева</p></td></tr></table></td><td><h2>Заголовок</h2>"
        "<p>Первый</p><p>Второй</p></td></tr></table>"
    )
    assert texts(page) == ["Слева", "Заголовок", "Первый", "Второй"]
    assert not texts(page, BlockKind.ROW)


def test_a_row_keeps_cells_apart_and_its_links() -> None:
    page = read(
        "<table class=table><tr><td>1<td><p>Приказ</p><p>№ 5</p><td><a href=/5.pdf>скачать</a><tr><td>2<td>Устав<td></table>"
    )
    assert texts(page) == ["1 | Приказ № 5 | скачать", "2 | Устав"]
    assert link(page, "скачать").block == 0


def test_what_is_no_text() -> None:
    page = read(
        "<script>var a='код'</script><style>p{}</style><!-- <p>закомментировано</p> --><noscript>включите</noscript>"
        "<template><p>шаблон</p></template><select><option>вариант</select><textarea>поле</textarea><p>да</p><p>‹ | ›</p>"
    )
    assert texts(page) == ["да"]


def test_noscript_counts_when_there_is_nothing_else() -> None:
    assert texts(read("<noscript><p>Сайт учреждения</p></noscript>")) == ["Сайт учреждения"]


@pytest.mark.parametrize(
    "attribute",
    ["style='display: none'", "hidden", "class='modal fade'", "class='collapse'", "aria-hidden=true class=d-none"],
)
def test_what_is_not_seen_at_first_is_marked(attribute: str) -> None:
    page = read(f"<div {attribute}><p>спрятано <a href=/x>ссылка</a></p></div><p>видно</p>")
    assert block(page, "спрятано ссылка").hidden
    assert link(page, "ссылка").hidden
    assert not block(page, "видно").hidden


def test_regions_of_a_modern_page() -> None:
    page = read(
        "<header><p>Школа</p></header><main><article><header><h1>О нас</h1></header><p>Текст</p></article></main>"
        "<div class='right-sidebar'><p>Сбоку</p></div><div id='footer'><p>Внизу</p></div><div class=banners><p>Баннер</p></div>"
    )
    assert {item.text: item.region for item in page.blocks} == {
        "Школа": Region.HEADER,
        "О нас": Region.CONTENT,
        "Текст": Region.CONTENT,
        "Сбоку": Region.ASIDE,
        "Внизу": Region.FOOTER,
        "Баннер": Region.BANNER,
    }


def test_pointers_lead_to_the_element() -> None:
    page = read("<div id=main><p>раз</p><p>два</p></div>")
    assert block(page, "два").pointer == '//*[@id="main"]/p[2]'


@pytest.mark.parametrize("between", ["", "\n  "])
def test_a_line_of_cells_is_a_row(between: str) -> None:
    cells = between.join(f"<span>{cell}</span>" for cell in ("Приют <i>«Кров»</i>", "98,7", "91", "<b>77,5</b>"))
    page = read(f"<h2>Итоги</h2><div class=line>{between}{cells}{between}</div><p>После</p>")
    assert block(page, "Приют «Кров» | 98,7 | 91 | 77,5").kind is BlockKind.ROW
    assert block(page, "После").kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "inside",
    [
        "<span>Приём</span> с <span>9</span> до <span>18</span>",
        "<span>Школа</span><span>сад</span><span>91</span>",
        "<span>Школа</span><span>91</span>",
        "<span></span><span>91</span><span>92</span>",
        "<a>Школа</a><a>91</a><a>92</a>",
    ],
)
def test_other_lines_are_no_rows(inside: str) -> None:
    assert [item.kind for item in read(f"<div>{inside}</div>").blocks] == [BlockKind.PARAGRAPH]
