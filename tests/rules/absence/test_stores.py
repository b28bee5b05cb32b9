"""A folder in a cloud that nobody looked into: whatever its link is called, the materials may lie there."""

from __future__ import annotations

import pytest

from crawler.items import Document, Reason
from rules.model import Outcome
from tests.rules.drawn import drawn, verdicts
from tests.rules.sites import SEEN

FOLDER = "https://disk.yandex.ru/d/abcQr7"
RULES = ("acts-published", "results-published", "plans-published")


@pytest.mark.parametrize(
    "label",
    [
        "папка на Яндекс Диске",
        FOLDER,
        FOLDER.removeprefix("https://"),
        "Наше облако",
        "Все материалы НОК",
        "Материалы",
        "Смотреть здесь",
        "Материалы НОК, фото и видео",
        "",
    ],
)
@pytest.mark.parametrize(
    "url",
    [
        FOLDER,
        "https://yadi.sk/d/abc",
        "https://drive.google.com/drive/folders/1abc?usp=sharing",
        "https://cloud.mail.ru/public/AbC/dEf",
        "https://docs.google.com/document/d/1abc/edit",
    ],
)
def test_a_folder_on_the_page_may_hold_the_materials(url: str, label: str) -> None:
    found = verdicts(f"<p>Материалы размещены: <a href='{url}'>{label}</a></p>")
    assert {(found[rule].outcome, found[rule].reason) for rule in RULES} == {(Outcome.INCONCLUSIVE, Reason.NOT_REACHED)}


@pytest.mark.parametrize(
    "content",
    [
        f"<p><a href='{FOLDER}'>Фото с утренника</a></p>",
        f"<p><a href='{FOLDER}'>Видео открытого занятия</a></p>",
        f"<p><a href='{FOLDER}'>Меню на ноябрь</a></p>",
        f"<p><a href='{FOLDER}'>Рабочие программы педагогов</a></p>",
        f"<p><a href='{FOLDER}'>Закупки и ПФХД</a></p>",
        f"<h2>Фотогалерея</h2><p><a href='{FOLDER}'>Наше облако</a></p>",
        "<p><a href='https://disk.yandex.ru.other.test/d/abc'>папка на Яндекс Диске</a></p>",
        "<p>Наш Яндекс Диск: disk.yandex.ru</p>",
    ],
)
def test_what_says_that_it_holds_other_things_holds_no_materials(content: str) -> None:
    found = verdicts(f"<p>Материалы об оценке.</p>{content}")
    assert {found[rule].outcome for rule in RULES} == {Outcome.FAILED}


def test_a_heading_that_names_the_organization_says_nothing_of_the_folder() -> None:
    found = verdicts(f"<h2>Концертный зал</h2><p><a href='{FOLDER}'>Наше облако</a></p>")
    assert found["plans-published"].outcome is Outcome.INCONCLUSIVE


def test_a_folder_elsewhere_on_the_site_holds_nothing_of_the_assessments() -> None:
    life = drawn("/life", f"<p>Жизнь сада: <a href='{FOLDER}'>папка на Яндекс Диске</a></p>", "Жизнь сада")
    found = verdicts("<p>Материалы об оценке.</p>", life)
    assert {found[rule].outcome for rule in RULES} == {Outcome.FAILED}


def test_a_folder_of_one_year_is_no_doubt_about_another() -> None:
    found = verdicts(f"<p><a href='{FOLDER}'>Папка, 2019 год</a></p>")
    assert found["results-published"].outcome is Outcome.FAILED
    assert verdicts(f"<p><a href='{FOLDER}'>Папка, 2022 год</a></p>")["results-published"].outcome is (
        Outcome.INCONCLUSIVE
    )


def test_what_was_read_is_judged_by_what_it_says() -> None:
    read = Document(FOLDER, format="pdf", text="Правила внутреннего распорядка воспитанников сада", fetched_at=SEEN)
    found = verdicts(f"<p><a href='{FOLDER}'>папка на Яндекс Диске</a></p>", documents=(read,))
    assert {found[rule].outcome for rule in RULES} == {Outcome.FAILED}
