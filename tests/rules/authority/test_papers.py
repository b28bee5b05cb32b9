"""What stands in the section: confusables are told apart, files that cannot be read accuse nobody."""

from __future__ import annotations

import pytest

from crawler.items import Block, Document, Failure, Page, Reason
from rules.authority import units
from rules.model import Outcome, Sector
from tests.rules.authority.ministry import (
    BASE,
    ON,
    heading,
    judged,
    link,
    outcome,
    page,
    section,
    text,
    view_of,
)
from tests.rules.authority.ministry import text as text_of
from tests.rules.markup import document, read

PASSED, FAILED, UNSURE = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
SCORES = ["Школа | Баллы", "Дом ремёсел | 91,2", "Театр кукол | 88,4", "Музей соли | 79,9"]
PEOPLE = ("Ланина Мария Петровна, председатель", "Кулик Роман Асланович", "Оспина Р. В.")


@pytest.mark.parametrize(
    ("rule", "lines", "expected"),
    [
        ("acts-published", ["Федеральный закон от 21.07.2014 № 256-ФЗ"], PASSED),
        ("acts-published", ["Приказ Минтруда России от 31.05.2018 № 344н «О независимой оценке качества»"], PASSED),
        ("acts-published", ["Состав совета утверждён приказом от 20.03.2025 № 41."], FAILED),
        ("acts-published", ["Приказ от 10.12.2025 № 301 «Об утверждении плана мероприятий»"], FAILED),
        ("organizations-listed", ["Перечень операторов организаций:", "ООО «Мера»", "ООО «Опрос»"], FAILED),
        ("organizations-listed", ["Перечень организаций для оценки в 2026 году:", "Музей", "Театр кукол"], PASSED),
        ("organizations-listed", ["Организации, набравшие наименьший балл:", "Музей", "Театр кукол"], FAILED),
        ("council-members-published", ["Состав общественного совета:", *PEOPLE], PASSED),
        ("council-members-published", ["Состав общественного совета:", *PEOPLE[:2]], UNSURE),
        ("council-members-published", ["Состав конкурсной комиссии:", *PEOPLE], FAILED),
        ("council-members-published", ["Предложения в состав общественного совета:", *PEOPLE], FAILED),
        ("council-minutes-published", ["Протокол заседания совета от 14 апреля 2026 г. № 2"], PASSED),
        ("council-minutes-published", ["Протокол аукциона от 14.04.2026 № 2"], FAILED),
        ("council-minutes-published", ["Заседания совета: 15.05.2026, протокол 1, присутствовали 4 из 5."], PASSED),
        ("proposals-published", ["Решили внести предложения: ЦБС — пандус; музею — табличка Брайля."], PASSED),
        ("proposals-published", ["1.2. рекомендует школе № 3 обновить стенд у входа."], PASSED),
        ("proposals-published", ["1.2. готовит рекомендации по улучшению деятельности организаций;"], FAILED),
        (
            "council-members-published",
            ["Общественный совет по НОК УОД: Ланина М.П. (председатель), Кулик Р.А., Оспина Р.В. Как он работает"],
            PASSED,
        ),
        (
            "operator-named",
            ["Сбор и обобщение информации: в 2024 г. — ООО «Мера» (ГК № 45-23), в 2025 г. — ИП Кузин К.К. (ГК № 51)."],
            PASSED,
        ),
        ("operator-named", ["Закупка: ГК 2540100 с ООО «Мера» на сбор и обобщение информации"], PASSED),
        ("council-minutes-published", ["Заседание общественного совета состоится 14.12.2026"], FAILED),
        ("results-published", ["Результаты за 2025 год:", "Музей | 92,4", "Театр | 88,1"], PASSED),
        ("results-published", ["Результаты за 2021 год:", "Музей | 92,4", "Театр | 88,1"], FAILED),
        ("results-published", ["Результаты ЕГЭ за 2025 год:", "Школа № 1 | 71,4", "Школа № 2 | 68,2"], FAILED),
        ("results-published", ["Результаты за 2025 год будут размещены позже."], FAILED),
        ("results-published", ["Результаты независимой оценки:", "Музей | 92,4", "Театр | 88,1"], UNSURE),
        ("proposals-published", ["Совет рекомендует учреждениям улучшить качество услуг и навигацию."], PASSED),
        ("proposals-published", ["Приём предложений граждан о качестве работы организаций — кабинет 5."], FAILED),
        ("proposals-published", ["Ждём предложений по улучшению работы музеев: пишите на стойке."], FAILED),
        ("proposals-published", ["Присылайте предложения, как улучшить школы.", "Ответим всем."], FAILED),
        (
            "proposals-published",
            ["Ваши предложения присылайте на почту.", "Совет предлагает школе № 3 оборудовать вход пандусом."],
            PASSED,
        ),
        ("operator-named", ["Оператор — ООО «Мера», договор от 12.02.2025 № 18."], PASSED),
        ("operator-named", ["Оператор — ООО «Мера»."], FAILED),
        ("operator-named", ["Оператор определён приказом министерства от 02.06.2025 № 198: ГАУ «Центр»."], PASSED),
        ("organizations-listed", ["В 2026 году оцениваются:", "Музей", "Театр кукол"], PASSED),
        ("proposals-published", ["Совет предлагает школам привести сайты в соответствие с требованиями."], PASSED),
        ("operator-named", ["Организация-оператор: министерство культуры, договор от 12.02.2025 № 18."], FAILED),
        ("operator-named", ["Оператор персональных данных: ООО «Мера», договор от 12.02.2025 № 18."], FAILED),
        ("plan-approved-published", ["План устранения недостатков утверждён приказом от 10.12.2025 № 301."], PASSED),
        ("plan-approved-published", ["План противодействия коррупции утверждён приказом от 10.12.2025 № 3."], FAILED),
        ("plan-approved-published", ["Отчёт о выполнении плана устранения недостатков по приказу"], FAILED),
        (
            "plan-approved-published",
            ["Постановление от 17.04.2018 № 457 «Об утверждении формы плана по устранению недостатков»"],
            FAILED,
        ),
        ("plan-approved-published", ["План на 2026 год по итогам оценки, приказ от 10.12.2025 № 3"], PASSED),
        ("plan-approved-published", ["План-график независимой оценки утверждён приказом от 10.12.2025 № 3"], FAILED),
        ("plan-approved-published", ["План-график устранения недостатков, приказ от 10.12.2025 № 3"], PASSED),
        ("council-minutes-published", ["Протокол совещания директоров школ от 14.04.2026 № 2"], FAILED),
        (
            "plan-approved-published",
            ["План мероприятий по итогам специальной оценки условий труда утверждён приказом от 10.12.2025 № 3"],
            FAILED,
        ),
        (
            "plan-approved-published",
            ["План устранения нарушений санитарных требований утверждён приказом от 10.12.2025 № 3"],
            FAILED,
        ),
        ("acts-published", ["Приказ от 10.12.2025 № 3 «О создании общественного совета по НОК»"], UNSURE),
        ("results-published", ["Оценку в 2025 году вело АНО.", "Результаты 2021 года", *SCORES[1:]], FAILED),
        ("council-minutes-published", ["Перечень утверждён.", "Решение общественного совета от 14.04.2026."], FAILED),
        ("council-minutes-published", ["Решение общественного совета от 14.04.2026: перечень утвердили."], PASSED),
        (
            "operator-named",
            ["Кто проводил", "АНО «Слух» по муниципальному контракту от 18 апреля 2025 г. № 9/К."],
            PASSED,
        ),
        ("proposals-published", ["Предложения совета", "Музею: обновить стенды у входа в залы."], PASSED),
        ("operator-named", ["Доставка обедов, исполнитель ООО «Полдник», контракт от 12.02.2025 № 18"], FAILED),
    ],
)  # fmt: skip
def test_a_section_says(rule: str, lines: list[str], expected: Outcome) -> None:
    finding = judged(section(*text(*lines)))[rule]
    assert finding.outcome is expected, (finding.message, finding.details)


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        ("organizations-listed", "Перечень организаций, подлежащих независимой оценке"),
        ("council-regulation-published", "Положение об общественном совете"),
        ("council-members-published", "Состав общественного совета"),
        ("results-published", "Рейтинг учреждений за 2025 год"),
        ("plan-approved-published", "План по устранению недостатков"),
        ("operator-named", "Сведения об операторе"),
        ("results-published", "Скачать"),
    ],
)
def test_a_scan_proves_nothing(rule: str, label: str) -> None:
    scan = Document(BASE + "/f/1.pdf", format="pdf", reason=Reason.NO_OCR)
    finding = judged(section(link(label, "/f/1.pdf")), documents=(scan,))[rule]
    assert (finding.outcome, finding.reason) == (UNSURE, Reason.NO_OCR)


def test_a_dead_link_publishes_nothing_and_is_told_of() -> None:
    dead = Failure(BASE + "/f/1.pdf", Reason.HTTP_404, link_text="Рейтинг учреждений")
    finding = judged(section(link("Рейтинг учреждений за 2025 год", "/f/1.pdf")), failures=(dead,))["results-published"]
    assert finding.outcome is FAILED
    assert "отсутствующий документ" in finding.remarks[0]


def test_a_regulation_without_the_assessment_is_not_the_one() -> None:
    said = "Положение об общественном совете. " + "Совет обсуждает проекты актов и доклады. " * 12
    silent = Document(BASE + "/f/1.pdf", format="pdf", text=said, sha256="a")
    council = section(link("Положение об общественном совете", "/f/1.pdf"))
    finding = judged(council, documents=(silent,))["council-regulation-published"]
    assert finding.outcome is FAILED
    assert "полномочий" in finding.message


def test_old_minutes_are_remarked_upon() -> None:
    finding = judged(section(*text("Протокол заседания совета от 14.04.2022 № 2")))["council-minutes-published"]
    assert finding.outcome is PASSED
    assert finding.details["latest"] == "2022-04-14"
    assert "14.04.2022" in finding.remarks[0]


def test_a_plan_stands_in_for_proposals() -> None:
    plan = section(*text("План по устранению недостатков:", "Обозначить стоянки у всех учреждений до мая."))
    finding = judged(plan)["proposals-published"]
    assert finding.outcome is PASSED
    assert finding.remarks


def test_values_are_kept() -> None:
    table = section(*text("Результаты за 2025 год:", "Учреждение | Балл", "Музей боя | 92,4", "Театр кукол | 88,1"))
    details = judged(table)["results-published"].details
    assert details["best"][0] == "Музей боя: 92.4"
    assert (details["year"], details["organizations"], details["lowest"]) == (2025, 2, 88.1)


def test_a_link_to_bus_gov_ru_must_be_a_link() -> None:
    assert outcome("bus-link-published", section(*text("bus.gov.ru"))) is FAILED
    assert outcome("bus-link-published", section(link("Отзыв", "https://bus.gov.ru/pub/home"))) is PASSED
    assert outcome("bus-link-published", section(link("bus.gov.ru", "https://busgov.ru/"))) is FAILED
    away = link("Оставить отзыв", "https://vk.com/away.php?to=http%3A%2F%2Fbus.gov.ru%2Finfo-card%2F7&cc_key=")
    finding = judged(section(away))["bus-link-published"]
    assert (finding.outcome, finding.details["kind"]) == (PASSED, "card")
    share = link("Поделиться", "https://vk.com/share.php?url=https://bus.gov.ru/")
    assert outcome("bus-link-published", section(share)) is FAILED


def test_a_shortened_link_to_bus_gov_ru_is_left_open_until_it_was_followed() -> None:
    short = section(link("Отзыв на bus.gov.ru", "https://www.clck.ru/a"))
    spaced = section(link("Отзыв на bus gov", "https://clck.ru/a"))
    for told in (short, spaced):
        assert outcome("bus-link-published", told) is Outcome.INCONCLUSIVE
    for target, expected in (("https://bus.gov.ru/info-card/7", PASSED), ("https://shop.test/", FAILED)):
        followed = Page(target, requested_url="https://clck.ru/a", external=True)
        assert outcome("bus-link-published", spaced, followed) is expected


def test_each_sector_of_one_ministry_is_judged_by_its_own_part() -> None:
    nok = section(link("Культура", "/nok/kultura"), link("Спорт", "/nok/sport"))
    culture = section(
        *text("Результаты за 2025 год:", "Музей боя | 92,4", "Театр кукол | 88,1"),
        title="Организации культуры",
        path="/nok/kultura",
    )
    sport = section(*text("Оценка впереди."), title="Физическая культура и спорт", path="/nok/sport")
    for sector, expected in ((Sector.CULTURE, PASSED), (Sector.SPORT, FAILED)):
        assert judged(nok, culture, sport, sector=sector)["results-published"].outcome is expected
    assert judged(nok, culture, sport)["nok-section-published"].details["sectors"] == ["culture", "sport"]


def test_a_section_that_is_not_divided_serves_every_sector() -> None:
    whole = section(*text("Результаты за 2025 год:", "Библиотека | 92,4", "Музей боя | 88,1"))
    assert judged(whole, sector=Sector.SPORT)["results-published"].outcome is PASSED


@pytest.mark.parametrize(
    ("rule", "label", "said", "expected"),
    [
        ("organizations-listed", "Список учреждений", "Перечень организаций для проведения НОК\n1. Ц-1 2. Д-2", UNSURE),
        ("organizations-listed", "Список учреждений", "График отпусков", FAILED),
        (
            "organizations-listed", "Сборник документов",
            "Независимая оценка\nПеречень учреждений для независимой оценки в 2026 году\nДом культуры; Музей боя",
            PASSED,
        ),
        (
            "acts-published", "Сборник документов",
            "Сборник\n1. Распоряжение от 11.02.2022 № 31-р «О проведении независимой оценки качества»", PASSED,
        ),
        ("results-published", "Результаты за 2025 год", "Показатели, 2025 год\nАБВ 93,2\n«Ветеран» 95,6", UNSURE),
        ("results-published", "Результаты за 2025 год", "Показатели будут размещены", FAILED),
    ],
)  # fmt: skip
def test_a_file_called_so_whose_lines_nobody_understands(rule: str, label: str, said: str, expected: Outcome) -> None:
    read = Document(BASE + "/f/1.pdf", format="pdf", text=said, sha256="a")
    finding = judged(section(link(label, "/f/1.pdf")), documents=(read,))[rule]
    assert finding.outcome is expected, (finding.message, finding.details)


def test_who_is_in_a_council_may_be_told_in_a_line() -> None:
    told = (
        "В. Совет общественности по оценке. Входят: Ланина М. П. (сход), Кулик Р. А. (газета), Оспина Р. В. (палата)."
    )
    assert outcome("council-members-published", section(*text(told))) is Outcome.PASSED


RULES_OF_WORK = (
    "1. Совет создаётся для проведения независимой оценки качества. 2. Правила определяют его работу.",
    "3. Не реже двух раз в год собирается совет; решение принято, если за него большинство голосов.",
    "4. Срок полномочий — три года.",
)


def test_a_councils_rules_are_told_by_their_points() -> None:
    assert outcome("council-regulation-published", section(*text("Наши правила", *RULES_OF_WORK))) is Outcome.PASSED
    titled = ("Общественный совет сформирован палатой.", "Положение о совете.", "1. Совет независим. 2. Задачи: итоги.")
    assert outcome("council-regulation-published", section(*text(*titled, "3. Кворум — трое."))) is Outcome.PASSED
    denied = ("Независимой оценкой больниц этот совет не занимается.", *titled, "3. Кворум — трое.")
    assert outcome("council-regulation-published", section(*text(*denied))) is not Outcome.PASSED


LISTED = "Перечень организаций, подлежащих независимой оценке в 2025 году"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"{LISTED}\nОдобрен общественным советом (протокол от 20.02.2025 № 1)\nМузей боя", FAILED),
        (f"Протокол заседания общественного совета от 20.02.2025 № 1\nУтвердить: {LISTED}", PASSED),
        (f"Выписка из протокола заседания общественного совета от 20.02.2025 № 1\n{LISTED}", PASSED),
    ],
)
def test_a_list_that_cites_minutes_is_none(inside: str, expected: Outcome) -> None:
    read = Document(BASE + "/f/1.pdf", format="pdf", text=inside, sha256="a")
    listed = section(link("Перечень организаций на 2025 год", "/f/1.pdf"))
    found = judged(listed, documents=(read,))["council-minutes-published"]
    assert found.outcome is expected
    assert expected is FAILED or found.details["latest"] == "2025-02-20"


@pytest.mark.parametrize(
    ("said", "passed"),
    [
        ("Совет проводит независимую оценку качества условий.", True),
        ("Независимая оценка качества условий не проводится чаще раза в год.", True),
        ("Независимая оценка качества условий в задачи совета не входит.", False),
        ("Совет не наделён полномочиями по независимой оценке качества.", False),
    ],
)
def test_a_regulation_that_denies_the_assessment_is_none(said: str, passed: bool) -> None:
    text = f"Положение об общественном совете\n1. Совет обсуждает бюджет и доклады.\n2. {said}"
    read = Document(BASE + "/f/1.pdf", format="pdf", text=text, sha256="a")
    council = section(link("Положение об общественном совете", "/f/1.pdf"))
    found = judged(council, documents=(read,))["council-regulation-published"]
    assert (found.outcome is PASSED) is passed, found.message


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Наши опоры, как известно, закон № 442-ФЗ и приказ Минтруда № 344н.", UNSURE),
        ("Всё начал, говорят у нас, закон № 392-ФЗ.", UNSURE),
        ("Независимая оценка проводится в соответствии с законом № 256-ФЗ и законом № 392-ФЗ.", FAILED),
        ("Оценку проводят согласно Федеральному закону от 05.12.2017 № 392-ФЗ раз в три года.", FAILED),
        ("Работу ведут на основании законодательства, в том числе закона № 442-ФЗ, раз в три года.", FAILED),
        ("Нормативная база: закон № 442-ФЗ и приказ Минтруда № 344н.", PASSED),
        ("Торги ведут, как известно, по закону № 44-ФЗ о закупках и закону № 223-ФЗ.", FAILED),
    ],
)
def test_acts_named_inside_a_sentence_are_not_published_by_it(said: str, expected: Outcome) -> None:
    assert outcome("acts-published", section(*text(said))) is expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Закон | 21.07.2014 № 256-ФЗ | «О проведении независимой оценки качества оказания услуг» | НОК", PASSED),
        ("Приказ министерства | 20.01.2026 № 31-п | «О маршрутизации пациентов»", FAILED),
    ],
)
def test_a_register_that_the_section_calls_its_acts_is_read_for_those_on_the_assessment(
    row: str, expected: Outcome
) -> None:
    own = section(*text("Здесь собраны материалы."), link("Нормативные документы (реестр)", "/docs"))
    register = page("/docs", "Реестр документов", heading("Реестр документов"), *text(row))
    other = page("/news", "Новости", heading("Новости"), link("Реестр документов", "/docs"))
    assert judged(own, register, other)["acts-published"].outcome is expected


@pytest.mark.parametrize(
    ("listed", "years", "expected"),
    [
        ("Перечень организаций для оценки в 2019 году:", (2019, 2025), FAILED),  # of 2025 there is none
        ("Перечень организаций для оценки в 2025 году:", (2019, 2025), PASSED),
        ("Перечень организаций для оценки в 2025 году:", (2025, 2026), PASSED),  # that of this year may come
        ("Перечень организаций для оценки в 2019 году:", None, PASSED),
        ("Перечень организаций для оценки:", (2019, 2025), PASSED),
    ],
)
def test_a_list_is_of_the_last_assessment_the_registry_knows(
    listed: str, years: tuple[int, ...] | None, expected: Outcome
) -> None:
    shown = section(*text(listed, "Музей", "Театр кукол"))
    assert judged(shown, assessed=years)["organizations-listed"].outcome is expected


def test_a_list_of_an_earlier_year_accuses_nobody_while_another_is_unread() -> None:
    shown = section(*text("Перечень организаций для оценки в 2019 году:", "Музей", "Театр кукол"))
    label = "Перечень организаций, подлежащих независимой оценке в 2025 году"
    both = section(
        *text("Перечень организаций для оценки в 2019 году:", "Музей", "Театр кукол"), link(label, "/f/1.pdf")
    )
    assert judged(shown, assessed=(2019, 2025))["organizations-listed"].outcome is FAILED
    assert judged(both, assessed=(2019, 2025))["organizations-listed"].outcome is UNSURE


def test_a_list_promised_for_one_year_is_of_the_year_that_is_shown() -> None:
    promised = "Перечень на 2025 год появится позже. Ниже – перечень 2019 года:"
    listed = (heading("Кто оценивался", 2), *text(promised, "Музей", "Театр кукол"))
    blocks = [Block(b.kind, b.text, b.level, section=1 if n else 0) for n, b in enumerate(listed)]
    shown = page("/nok", "Независимая оценка качества", heading("Независимая оценка качества"), *blocks)
    found = judged(shown, assessed=(2019, 2025))["organizations-listed"]
    assert (found.outcome, found.message) == (FAILED, "Перечень — за 2019 год; перечня 2025 года нет.")


def test_acts_that_sentences_name_are_told_of_where_none_is_published() -> None:
    said = text("Независимая оценка проводится по закону № 256-ФЗ и закону № 392-ФЗ.")
    message = judged(section(*said))["acts-published"].message
    assert "только упомянуты" in message
    assert "№ 392-ФЗ" in message


def test_an_act_linked_from_a_sentence_is_published() -> None:
    act = "Федеральным законом от 21.07.2014 № 256-ФЗ"
    said = text(f"Оценка проводится в соответствии с {act}.")
    assert outcome("acts-published", section(*said, link(act, "https://law.test/256"))) is PASSED


HEAD = "МИНИСТЕРСТВО КУЛЬТУРЫ ПООЗЕРЬЯ\nг. Липовый Бор\n"


@pytest.mark.parametrize(
    ("label", "inside", "expected"),
    [
        ("Перечень организаций на 2025 год", f"{HEAD}Протокол заседания совета от 20.02.2025 № 1\n{LISTED}", PASSED),
        ("Файл", f"{HEAD}ПРОТОКОЛ заседания общественного совета от 20.02.2025 № 1\nУтвердить: {LISTED}", PASSED),
        ("Файл", f"{LISTED}\nПриложение № 2 к протоколу заседания совета от 20.02.2025 № 1\nМузей боя", FAILED),
        ("Файл", f"{LISTED}\nУтверждён решением общественного совета, протокол от 20.02.2025 № 1\nМузей", FAILED),
        ("Протокол № 1", f"{LISTED}\nПриложение № 2 к протоколу заседания совета от 20.02.2025 № 1", PASSED),
    ],
)
def test_minutes_begin_below_a_letterhead_and_are_cited_in_what_they_approved(
    label: str, inside: str, expected: Outcome
) -> None:
    read = Document(BASE + "/f/1.pdf", format="pdf", text=inside, sha256="a")
    found = judged(section(link(label, "/f/1.pdf")), documents=(read,))["council-minutes-published"]
    assert found.outcome is expected, found.message


@pytest.mark.parametrize(
    "shown",
    [
        "<object data=/f/1.pdf></object>",
        "<iframe src=/f/1.pdf title='PDF viewer'></iframe>",
        "<iframe src='https://docs.google.com/viewer?url=https%3A%2F%2Fmin.test%2Ff%2F1.pdf' title=Просмотр></iframe>",
        "<iframe src=/f/1.pdf title='Состав совета'></iframe>",
    ],
)
def test_a_file_shown_on_the_page_is_called_by_its_heading(shown: str) -> None:
    page = read(document(f"<h1>Общественный совет</h1><h2>Состав совета</h2>{shown}"), f"{BASE}/sovet")
    assert "Состав совета" in [unit.name for unit in units._links(view_of(page), page, -1, "")]


REGULATION = """ПОЛОЖЕНИЕ об общественном совете по независимой оценке качества
Утверждено приказом комитета от 10.04.2024 № 15
1. Совет формируется в порядке, установленном законодательством, и проводит независимую оценку качества."""


@pytest.mark.parametrize(
    ("name", "words", "expected"),
    [
        ("Положение о совете", REGULATION, FAILED),
        ("Файл 1", REGULATION, FAILED),
        ("Нормативные акты", "Закон от 28.12.2013 № 442-ФЗ, приказ от 31.05.2018 № 344н", PASSED),
        ("Файл 1", "Нормативная база\nоценки качества\nЗакон от 28.12.2013 № 442-ФЗ, статья 23.1", PASSED),
    ],
)
def test_a_paper_that_speaks_of_legislation_is_no_list_of_acts(name: str, words: str, expected: Outcome) -> None:
    file = Document(BASE + "/f/1.rtf", format="rtf", text=words, sha256="ab" * 32)
    assert outcome("acts-published", section(link(name, "/f/1.rtf")), documents=(file,)) is expected


APPROVED = (
    "<p>План по устранению недостатков, выявленных независимой оценкой, утверждён приказом от 19.12.2025 № 402.</p>"
)
MEASURES = (
    "<table><tr><th>Учреждение</th><th>Мероприятие</th></tr><tr><td>Центр «Семья»</td><td>Обновить сайт</td></tr>"
    "<tr><td>Дом «Верба»</td><td>Установить пандус</td></tr></table>"
)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (APPROVED + MEASURES, PASSED),
        (APPROVED, UNSURE),  # told of, and not there
        (MEASURES, UNSURE),  # whose measures they are is not said
    ],
)
def test_a_plan_told_on_a_page_that_is_called_otherwise_stands_in_for_proposals(html: str, expected: Outcome) -> None:
    menu = "<li><a href=/nok>Независимая оценка качества</a></li>"
    nok = read(
        document("<h1>Независимая оценка качества</h1><p><a href=/nok/next>Что дальше</a></p>", menu=menu),
        f"{BASE}/nok",
    )
    below = read(document(f"<h1>Что дальше</h1>{html}", menu=menu), f"{BASE}/nok/next")
    assert outcome("proposals-published", nok, below) is expected


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("Приказ о составе Совета", "«О составе общественного совета»", FAILED),
        ("Приказ", "«Об утверждении состава Совета по независимой оценке»", FAILED),
        ("Приказ", "«О составе сведений о независимой оценке качества»", PASSED),
        ("Приказ о совете", "«Об общественном совете по независимой оценке качества»", PASSED),
        ("Приказ", "«О графике заседаний общественного совета по независимой оценке на 2024 год»", FAILED),
        ("Приказ", "«Об избрании председателя общественного совета по независимой оценке»", FAILED),
        ("Приказ о совете", "«О числе членов общественного совета по независимой оценке»", FAILED),
        ("Приказ", "«О плане-графике проведения независимой оценки качества на 2024 год»", PASSED),
    ],
)
def test_an_order_on_members_is_no_act_on_the_assessment(name: str, title: str, expected: Outcome) -> None:
    words = f"Приказ комитета образования от 03.04.2024 № 51 {title}\nПриказываю: 1. Принять к сведению."
    file = Document(BASE + "/f/1.docx", format="docx", text=words, sha256="ab" * 32)
    assert outcome("acts-published", section(link(name, "/f/1.docx")), documents=(file,)) is expected


ORDER_457 = "Приложение. ПЛАН по устранению недостатков, выявленных в ходе независимой оценки качества"


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Форма плана по устранению недостатков", "План по устранению недостатков. Недостаток Мероприятие Срок"),
        ("План по устранению недостатков", "ФОРМА. План по устранению недостатков\nНедостаток\nМероприятие\nСрок"),
        ("Образец плана по устранению недостатков", f"{ORDER_457}\nНедостаток\nМеры\nКто\nПриказ от 01.02.2026 № 4"),
    ],
)
def test_the_form_of_a_plan_is_no_plan(label: str, text: str) -> None:
    file = Document(f"{BASE}/f/1.docx", "docx", ON, text=text)
    found = judged(section(link(label, "/f/1.docx")), documents=(file,))
    assert {found[rule].outcome for rule in ("plan-approved-published", "proposals-published")}.isdisjoint({PASSED})


def test_an_act_on_the_form_of_a_plan_among_others_is_no_plan() -> None:
    acts = (
        "Акты о независимой оценке качества",
        "– Указ Президента Российской Федерации от 07.05.2012 № 597",
        "– Постановление Правительства Российской Федерации от 17.04.2018 № 457 «О форме плана по устранению "
        "недостатков»",
        "– Приказ Минтруда России от 31.05.2018 № 344н «Об утверждении Единого порядка расчёта показателей»",
    )
    file = Document(f"{BASE}/f/1.docx", "docx", ON, text="\n".join((*acts, *acts[1:])))
    found = judged(section(link("Список нормативных правовых актов", "/f/1.docx")), documents=(file,))
    assert found["plan-approved-published"].outcome is found["proposals-published"].outcome is FAILED


BLANK_ORDER = "УТВЕРЖДЁН приказом департамента от «__» ______ 20__ г. № ___"
MEASURES = "Приют «Луч» | нет скамей | поставить две скамьи | до 15.10.2026 | директор"


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Проект плана по устранению недостатков", "План по устранению недостатков"),
        ("План (скачать)", f"ПРОЕКТ\nПлан по устранению недостатков\n{BLANK_ORDER}"),
        ("План по устранению недостатков (проект)", "План по устранению недостатков"),
        ("План по устранению недостатков", f"План по устранению недостатков\n{BLANK_ORDER}"),
        ("План по устранению недостатков", f"{BLANK_ORDER}\nСроки даны на сентябрь"),
    ],
)
def test_a_draft_and_a_blank_stamp_approve_nothing(label: str, text: str) -> None:
    file = Document(f"{BASE}/f/1.docx", "docx", ON, text=f"{text}\n{MEASURES}")
    found = judged(section(link(label, "/f/1.docx")), documents=(file,))["plan-approved-published"]
    assert found.outcome is FAILED
    assert "утверждён грифом" not in found.message


def test_a_draft_with_an_orders_number_may_have_been_approved_since() -> None:
    text = f"План по устранению недостатков\nУтверждён приказом от 01.02.2026 № 4\n{MEASURES}"
    file = Document(f"{BASE}/f/1.docx", "docx", ON, text=text)
    papers = section(link("Проект плана по устранению недостатков", "/f/1.docx"))
    assert judged(papers, documents=(file,))["plan-approved-published"].outcome is UNSURE


@pytest.mark.parametrize(
    "label", ["Проект «Забота рядом»: план по устранению недостатков", "План по устранению недостатков"]
)
def test_a_plan_within_a_project_is_no_draft(label: str) -> None:
    text = f"Национальный проект «Семья»\nПлан по устранению недостатков\nПриказ от 01.02.2026 № 4\n{MEASURES}"
    file = Document(f"{BASE}/f/1.docx", "docx", ON, text=text)
    assert judged(section(link(label, "/f/1.docx")), documents=(file,))["plan-approved-published"].outcome is PASSED


def test_a_plan_may_be_approved_by_the_regions_government() -> None:
    head = "УТВЕРЖДЁН\nзаместителем председателя Правительства области\n24 января 2026 года"
    text = f"{head}\nПЛАН по устранению недостатков"
    file = Document(f"{BASE}/f/1.pdf", "pdf", ON, text=f"{text}\n1. Поставить скамьи до 1 мая\n2. Обновить вывеску")
    found = judged(section(link("План по устранению недостатков", "/f/1.pdf")), documents=(file,))
    assert found["plan-approved-published"].outcome is PASSED
    assert "грифом" in found["plan-approved-published"].remarks[0]


@pytest.mark.parametrize(
    ("head", "expected", "said"),
    [
        ("Министр культуры области", PASSED, "утверждён грифом"),
        ("Глава местной администрации района", PASSED, "утверждён грифом"),
        ("Иван Кулик, советник", UNSURE, "утверждён грифом"),
        ("Директор школы № 3", FAILED, "руководителями организаций"),
    ],
)
def test_who_stamps_a_plan_decides_whose_it_is(head: str, expected: Outcome, said: str) -> None:
    text = f"УТВЕРЖДАЮ\n{head}\n____ В. А. Ланина\n24 января 2026 года\nПЛАН по устранению недостатков\n{MEASURES}"
    file = Document(f"{BASE}/f/1.pdf", "pdf", ON, text=text)
    found = judged(section(link("План по устранению недостатков", "/f/1.pdf")), documents=(file,))
    plan = found["plan-approved-published"]
    assert plan.outcome is expected
    assert said in " ".join((plan.message, *plan.remarks))


def test_a_line_to_be_signed_on_leaves_a_stamp_its_day() -> None:
    head = "УТВЕРЖДАЮ\nМинистр\n________ В. А. Ланина\n«12» января 2026 г.\nПЛАН по устранению недостатков"
    file = Document(f"{BASE}/f/1.pdf", "pdf", ON, text=f"{head}\n1. Поставить скамьи до 1 мая\n2. Обновить вывеску")
    found = judged(section(link("План по устранению недостатков", "/f/1.pdf")), documents=(file,))
    assert found["plan-approved-published"].outcome is PASSED


def test_another_commissions_minutes_propose_nothing() -> None:
    text = "Протокол № 4 комиссии по грантам\nПредложения по улучшению материальной базы коллективов будут учтены."
    file = Document(f"{BASE}/f/4.pdf", "pdf", ON, text=text)
    papers = section(link("Протокол № 4 комиссии по грантам", "/f/4.pdf"), *text_of("О независимой оценке"))
    assert judged(papers, documents=(file,))["proposals-published"].outcome is not PASSED


def test_a_list_annexed_to_minutes_is_published() -> None:
    text = (
        "ПРОТОКОЛ № 1 заседания общественного совета по независимой оценке качества\nот 22.04.2025\nО плане работы\n"
        "Решили: утвердить перечень согласно приложению\nПриложение № 1\nк протоколу от 22.04.2025 № 1\n"
        "Перечень учреждений, подлежащих независимой оценке в 2025 году\n1. Дом ремёсел\n2. Театр кукол\n3. Музей соли"
    )
    file = Document(f"{BASE}/f/1.docx", "docx", ON, text=text)
    found = judged(section(link("Протокол № 1", "/f/1.docx")), documents=(file,))
    assert found["organizations-listed"].details["count"] == 3
    assert found["council-minutes-published"].outcome is PASSED
    assert found["plan-approved-published"].outcome is FAILED  # «О плане работы» is no plan to remedy anything


@pytest.mark.parametrize(
    "head", ["Результаты конкурса «Лучший мастер»", "Состав жюри", "Совет по профилактике сиротства"]
)
def test_people_of_something_else_are_no_members(head: str) -> None:
    body = "<main><h1>Независимая оценка качества</h1><p>Есть общественный совет по независимой оценке."
    people = "".join(f"<li>{one}</li>" for one in PEOPLE)
    councils = read(document(f"{body}</p><h2>{head}</h2><ul>{people}</ul></main>"), f"{BASE}/nok")
    assert judged(councils)["council-members-published"].outcome is not PASSED


@pytest.mark.parametrize(("own", "expected"), [(False, UNSURE), (True, FAILED)])
def test_scores_in_news_leave_it_open_where_there_is_no_section(own: bool, expected: Outcome) -> None:
    council = page(
        "/council", "Общественный совет", heading("Общественный совет"),
        *text_of("Совет проводит независимую оценку качества условий оказания услуг.", "Состав совета:", *PEOPLE),
    )  # fmt: skip
    piece = page(
        "/news/7", "Итоги независимой оценки качества", heading("Итоги независимой оценки качества за 2025 год"),
        *text_of("21.12.2025", "Подведены итоги независимой оценки качества условий оказания услуг.", *SCORES),
    )  # fmt: skip
    pages = (council, piece, section(*text_of("Оценка проводится раз в три года."))) if own else (council, piece)
    assert judged(*pages)["results-published"].outcome is expected


def test_what_a_council_proposed_in_news_leaves_it_open() -> None:
    told = "Совет по итогам независимой оценки качества предложил школам оборудовать входы пандусами."
    for line, expected in ((told, UNSURE), ("Прошла независимая оценка качества, спасибо всем.", FAILED)):
        news = page("/news/7", "Новости", heading("Новости"), *text("19.12.2025", line))
        assert outcome("proposals-published", section(*text("Проводится раз в три года.")), news) is expected, line


@pytest.mark.parametrize(("reason", "expected"), [(None, FAILED), (Reason.UNREADABLE, UNSURE), (Reason.NO_OCR, UNSURE)])
def test_nothing_is_missing_from_a_paper_of_which_a_part_was_not_read(reason: Reason | None, expected: Outcome) -> None:
    """The stamp may stand in the header that was lost, the order on the page that is a picture."""
    plan = Document(
        BASE + "/plan.docx", "docx", text="План по устранению недостатков на 2026 год\n1. Пандус. 01.09.2026",
        page_count=2, pages_read=1 if reason else 2, reason=reason,
    )  # fmt: skip
    under = section(link("План по устранению недостатков", "/plan.docx"))
    assert outcome("plan-approved-published", under, documents=(plan,)) is expected
