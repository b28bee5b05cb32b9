"""Answers that were counted are results of a poll under any title; what others count is none."""

from __future__ import annotations

import pytest

from rules.polls.tallies import tallies
from tests.rules.drawn import drawn, verdicts
from tests.rules.sites import BASE

TABLE = (
    "<h3>Подсчёт</h3><p>Первый квартал 2026 года: получено 64 анкеты.</p>"
    "<table><tr><th>Вопрос</th><th>Да</th><th>Нет</th></tr>"
    "<tr><td>Устраивают стенды</td><td>60</td><td>4</td></tr>"
    "<tr><td>Посоветую друзьям</td><td>63</td><td>1</td></tr></table>"
)
SENTENCES = (
    "<p>Что говорят гости<br>На сайте ответили 46 посетителей. Из них сорок четыре (95,7 %) считают, что на стендах "
    "всё понятно; сорок один (89,1 %) доволен удобством залов.</p>"
)
CHOICES = "<p>Откликнулись 44 родителя: «да, удобно» — 41, «нет» — 3.</p>"


NUMBERED = TABLE.replace("<tr><th>", "<tr><th>№</th><th>").replace("<tr><td>", "<tr><td>1</td><td>")
QUARTERS = "<p>5. Ответы<br>III квартал 2026: отлично — 44, хорошо — 17, так себе — 3 (всего 64).</p>"
WITH_MEALS = (
    "<p>Отвечали жильцы и родственники, всего 97.</p><p>Довольны ли вы питанием?</p><p>да — 91 чел. (94 %), нет — 6</p>"
    "<p>Довольны ли вы комнатой?</p><p>да — 90 чел. (93 %), нет — 7 чел. (7 %)</p>"
)


HEADED = (
    "<h3>За 2025 год (183 ответа)</h3><table><tr><th>Вопрос</th><th>Да, чел.</th><th>Да, %</th></tr>"
    "<tr><td>Довольны ли Вы стендами?</td><td>159</td><td>86.9</td></tr>"
    "<tr><td>Удобен ли сайт?</td><td>178</td><td>97.3</td></tr></table>"
)


REPLIED = (
    "<ul><li>Удовлетворены ли Вы стендами? 88 % (144 из 164)</li><li>Комфортно ли у нас? 95 % (156 из 164)</li>"
    "<li>Посоветуете ли Вы нас? 96 % (158 из 164)</li></ul>"
)


SIZED = "<p>III квартал 2026 года, n = 402: довольны стендами 366 (91 %), посоветуют 370 (92 %).</p>"
ANSWERED = "<p>III квартал 2026 года. 88 ответивших: довольны стендами 80 (91 %), посоветуют 81 (92 %).</p>"


TAKEN_PART = (
    "<h3>Онлайн-опрос</h3><h3>I квартал 2026</h3><p>В опросе о качестве условий приняли участие 57 посетителей.</p>"
    "<table><tr><th>Довольны</th><th>Человек</th><th>Доля, %</th></tr><tr><td>стендами и сайтом</td><td>49</td>"
    "<td>86</td></tr><tr><td>вежливостью</td><td>55</td><td>96</td></tr></table>"
)


@pytest.mark.parametrize(
    "content", [TABLE, SENTENCES, CHOICES, NUMBERED, QUARTERS, WITH_MEALS, HEADED, REPLIED, SIZED, ANSWERED, TAKEN_PART]
)
def test_counted_answers_are_results(content: str) -> None:
    assert verdicts(content)["poll-results-published"].outcome == "passed"


@pytest.mark.parametrize(
    "content",
    [
        "<p>Получено 64 анкеты.</p>",
        "<p>Оператор опросил 120 человек: довольны 97 %, рекомендуют 95 %.</p>",
        "<h3>Питание</h3><p>Ответили 40 родителей: довольны 35 (87 %), недовольны 5 (13 %).</p>",
        "<ul><li>Сыты ли дети? 88 % (144 из 164)</li><li>Готова ли столовая? 95 % (156 из 164)</li></ul>",
        "<ul><li>Довольны ли Вы питанием? 88 % (144 из 164)</li><li>Вкусна ли каша? 95 % (156 из 164)</li></ul>",
        REPLIED.replace(" (144 из 164)", "").replace(" (156 из 164)", "").replace(" (158 из 164)", ""),
        SIZED.replace(", n = 402", ""),
        SIZED.replace("n = 402", "на этаже 402"),
        ANSWERED.replace("ответивших", "стендов"),
        TAKEN_PART.replace("В опросе о качестве условий", "В соревнованиях"),
        TAKEN_PART.replace("о качестве условий", "о питании"),
        "<p>В школе 412 учеников, 30 учителей, 12 кружков.</p>",
        "<table><tr><th>Класс</th><th>Мальчиков</th><th>Девочек</th></tr><tr><td>Первый</td><td>12</td><td>14</td></tr>"
        "<tr><td>Второй</td><td>10</td><td>11</td></tr></table>",
    ],
)
def test_other_counts_are_none(content: str) -> None:
    assert verdicts(content)["poll-results-published"].outcome != "passed"


ANSWERS = '<h3>Что вы уже сказали</h3><p><a href="/o.xlsx">Ответы за весь 2025 год (166 семей)</a></p>'


def test_a_file_called_answers_is_opened_before_anything_is_missing() -> None:
    finding = verdicts(ANSWERS)["poll-results-published"]
    assert (finding.outcome, finding.details["unread"]) == ("inconclusive", [BASE + "/o.xlsx"])
    counted = "Получено 166 анкет\nДовольны стендами — 160, не довольны — 6\nПосоветуют — 164"
    assert verdicts(ANSWERS, texts={"/o.xlsx": counted})["poll-results-published"].outcome == "passed"
    assert verdicts(ANSWERS, texts={"/o.xlsx": "Спасибо всем!"})["poll-results-published"].outcome == "failed"


def test_files_by_quarters_are_opened_before_anything_is_missing() -> None:
    by_quarter = '<p><a href="/3.pdf">III квартал 2026 года</a></p><p><a href="/2.pdf">II квартал 2026 года</a></p>'
    finding = verdicts(by_quarter)["poll-results-published"]
    assert (finding.outcome, finding.details["unread"]) == ("inconclusive", [BASE + "/3.pdf", BASE + "/2.pdf"])
    counted = "Получено 166 анкет\nДовольны стендами — 160, не довольны — 6\nПосоветуют — 164"
    for inside, outcome in ((counted, "passed"), ("Спасибо всем!", "failed")):
        texts = {"/3.pdf": inside, "/2.pdf": inside}
        assert verdicts(by_quarter, texts=texts)["poll-results-published"].outcome == outcome


def test_the_file_of_a_year_below_those_of_quarters_counts_answers_too() -> None:
    links = '<p><a href="/3.pdf">III квартал 2026 года</a></p><p><a href="/y.pdf">Весь 2025 год</a></p>'
    counted = "Получено 166 анкет\nДовольны стендами — 160, не довольны — 6\nПосоветуют — 164"
    found = verdicts(links, texts={"/3.pdf": counted, "/y.pdf": counted})
    assert found["poll-results-current"].outcome == "passed"
    apart = links.replace('<p><a href="/y', '<h3>Прочее</h3><p><a href="/y')
    found = verdicts(apart, texts={"/3.pdf": counted, "/y.pdf": counted})
    assert found["poll-results-current"].outcome == "failed"


@pytest.mark.parametrize("label", ["2026 год", "Питание: III квартал 2026 года", "Отчёт о плане за III квартал 2026"])
def test_files_of_years_and_on_other_subjects_are_not_waited_for(label: str) -> None:
    assert verdicts(f'<p><a href="/3.pdf">{label}</a></p>')["poll-results-published"].outcome == "failed"


def test_each_count_ends_where_the_next_begins() -> None:
    told = (
        "Ответили 46 гостей: довольны 44 (96 %), посоветуют 45 (98 %).",
        "Год 2025. Ответили 173 гостя: довольны 165 (95 %), посоветуют 170 (98 %).",
    )
    page = drawn("/nok", "".join(f"<p>{line}</p>" for line in told))
    assert tuple(one.line for one in tallies(page, range(len(page.blocks)))) == told


def test_the_year_that_opens_a_count_is_its_period() -> None:
    counted = "довольны 44 (96 %), посоветуют 45 (98 %)"
    page = (
        f"<p>III квартал 2026 года. Ответили 46 гостей: {counted}.</p><p>2025 год: ответили 46 гостей: {counted}.</p>"
    )
    assert verdicts(page)["poll-results-current"].outcome == "passed"
