"""What linked documents are: real kinds of titles (in our own words), lying anchors, and look-alikes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.language.translit import name_words, to_cyrillic
from rules.language.wording import normal
from rules.lexicon.paper_words import OtherPaperWords, paper_words
from rules.papers.filed import _OTHER_NAMES, Filed, FiledAs, classify, classify_all

F = "https://a.example/files/"


def test_every_other_subject_has_a_name_to_tell() -> None:
    assert set(_OTHER_NAMES) == set(OtherPaperWords.__struct_fields__)


def test_a_plan_that_calls_itself_a_road_map_tells_its_year() -> None:
    text = "Дорожная карта\nпо устранению недостатков, выявленных независимой оценкой качества,\nна 2023 год\n1. Пандус"
    filed = classify("Дорожная карта", F + "1.pdf", heading="Независимая оценка качества", text=text)
    assert (filed.kind, filed.years) == (FiledAs.PLAN, (2023,))


def test_a_plan_to_mend_what_a_supervisor_found_is_none_of_improvement() -> None:
    text = "План устранения нарушений по предписанию Роспотребнадзора от 05.04.2022 № 118\nТрещины в плитке 01.07.2022"
    assert classify("План устранения нарушений, 2022 год", F + "plan.docx", text=text).kind is FiledAs.OTHER
    assert classify("План устранения недостатков, 2022 год", F + "plan.docx").kind is FiledAs.PLAN


def test_a_column_of_totals_makes_no_report_of_a_table_of_scores() -> None:
    text = "Лист1\nБаллы садов города, 2021 год\nДетский сад К1 К2 Итого\n«Лад» 88 91 88.6\n«Клён» 84 88 85.8"
    filed = classify("Таблица баллов садов города, 2021 год", F + "bally_2021.xlsx", heading="Результаты", text=text)
    assert filed.kind is FiledAs.RATING


KINDS = [
    ("План мероприятий по улучшению качества работы учреждения", FiledAs.PLAN),
    ("План по устранению недостатков 2019", FiledAs.PLAN),
    ("План по устранению недостатков, выявленных в ходе независимой оценки качества в 2020 году", FiledAs.PLAN),
    ("План по улучшению качества оказания услуг", FiledAs.PLAN),
    ("планы по улучшению качества работы организаций и устранению недостатков", FiledAs.PLAN),
    (
        "Отчет о выполненных работах по сбору и обобщению информации о качестве условий оказания услуг",
        FiledAs.RESULTS,
    ),
    ("Итоговый отчет по результатм проведения независимой оценки качества 2017", FiledAs.RESULTS),
    ("Отчет по сбору и обощению информации о качестве условий оказания услуг 2019", FiledAs.RESULTS),
    ("Количественные результаты независимой оценки качества оказания услуг организациями 2019", FiledAs.RESULTS),
    ("Итоговый рейтинг организаций полустационарного социального обслуживания 2017", FiledAs.RATING),
    ("Предложения по улучшению качества работы организаций социального обслуживания 2017", FiledAs.PROPOSAL),
    ("Отчет по проведению независимой оценки качества 2016", FiledAs.RESULTS),
    ("Рейтинг организаций социального обслуживания области", FiledAs.RATING),
    ("отчет оператора независимой оценки", FiledAs.RESULTS),
    ("О результатах независимой оценки качества услуг учреждений культуры в 2016 году", FiledAs.RESULTS),
    ("Результаты рассмотрения результатов независимой оценки организации", FiledAs.PROPOSAL),
    ("Итоговая оценка качества условий оказания услуг по медицинским организациям в 2018 году", FiledAs.RESULTS),
    ("В период с 1 сентября по 30 октября 2019 года было проведено анкетирование родителей", FiledAs.POLL_RESULTS),
    ("С 1 по 16 октября проводился опрос родителей по качеству предоставляемых услуг", FiledAs.POLL_RESULTS),
    ("Всего в опросе приняли участие 12 человек", FiledAs.POLL_RESULTS),
    ("результаты проведения онлайн-опроса", FiledAs.POLL_RESULTS),
    ("Отчёт о выполнении плана по устранению недостатков за 2021 год", FiledAs.PLAN_PROGRESS),
    ("Информация о ходе реализации плана мероприятий по улучшению качества", FiledAs.PLAN_PROGRESS),
    ("Федеральный закон от 21.07.2014 № 256-ФЗ", FiledAs.ACT),
    ("Приказ Минтруда России от 31.05.2018 № 344н «Об утверждении Единого порядка»", FiledAs.ACT),
    ("Приказ о назначении ответственного за независимую оценку качества", FiledAs.LOCAL_ACT),
    ("Благодарственное письмо по итогам независимой оценки", FiledAs.CERTIFICATE),
    ("Анкета для родителей (законных представителей)", FiledAs.QUESTIONNAIRE_FILE),
    ("Дорожная карта по устранению недостатков НОК", FiledAs.PLAN),
    ("Дорожная карта НОК 2024", FiledAs.PLAN),
    ("Меры, принятые по результатам независимой оценки", FiledAs.PLAN_PROGRESS),
    ("Отчёт об исполнении перечня мер за 2023 год", FiledAs.PLAN_PROGRESS),
    ("Ответы слушателей на анкету об условиях, 2025 год", FiledAs.POLL_RESULTS),
    ("Принятые меры по недостаткам НОК", FiledAs.PLAN_PROGRESS),
    ("Комплекс мер по повышению качества работы", FiledAs.PLAN),
    ("План корректирующих мероприятий по НОК", FiledAs.PLAN),
    ("Рекомендации по итогам независимой оценки", FiledAs.PROPOSAL),
    ("Протокол независимой оценки качества", FiledAs.RESULTS),
    ("Аналитическая справка по результатам НОК", FiledAs.RESULTS),
    ("Выписка из отчёта оператора НОК", FiledAs.RESULTS),
    ("Сводная таблица показателей НОК по школам", FiledAs.RATING),
    ("Баллы, набранные по НОК", FiledAs.RATING),
]
HEADED_OTHERWISE = {FiledAs.ACT, FiledAs.LOCAL_ACT, FiledAs.CERTIFICATE}  # their own text begins with more than this


@pytest.mark.parametrize("where", ["anchor", "file name"])
@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind_by_name(text: str, kind: FiledAs, where: str) -> None:
    filed = (
        classify(text, F + "doc.pdf") if where == "anchor" else classify("Скачать", F + text.replace("/", " ") + ".pdf")
    )
    assert filed.kind is kind, filed.signals


@pytest.mark.parametrize(("text", "kind"), [one for one in KINDS if one[1] not in HEADED_OTHERWISE])
def test_kind_by_content(text: str, kind: FiledAs) -> None:
    stamped = f"СОГЛАСОВАНО Министр ____ УТВЕРЖДАЮ Директор ____\n{text}\n1. Текст"
    filed = classify("Документ", F + "1.pdf", text=stamped)
    assert filed.kind is kind, filed.signals


@pytest.mark.parametrize(
    "text",
    [
        "План работы библиотеки на 2022 год",
        "План мероприятий на март",
        "План музейных мероприятий на 2025 год",
        "План литературно-музыкальных встреч",
        "Годовой план школьных событий",
        "Календарный план официальных мероприятий на 2025 год",
        "План-график матчей на 2025 год",
        "План открытых занятий на 2025 год",
        "План мероприятий к 75-летию школы",
        "Учебно-тематический план на 2025 год",
        "Индивидуальный учебный план на 2025 год",
        "Репертуарный план театра на 2025 год",
        "План финансово-хозяйственной деятельности на 2021 год",
        "План-график закупок",
        "Отчёт о результатах самообследования за 2020 год",
        "План мероприятий по противодействию коррупции на 2021-2024 годы",
        "Паспорт доступности объекта",
        "Сводная ведомость результатов специальной оценки условий труда",
        "Положение о внутренней системе оценки качества образования (ВСОКО)",
        "Положение о проведении внутренней независимой оценки качества образования",
        "Годовой отчёт за 2019 год",
        "Публичный доклад директора",
        "Отчёт о выполнении муниципального задания за 2020 год",
        "Критерии оценки качества медицинской помощи",
        "Независимая оценка квалификации: результаты",
        "Результаты ВПР и ЕГЭ",
        "Анкета о качестве питания: результаты опроса",
        "План концертного зала",
        "План-график проведения НОК в 2022 году",
        "Протокол заседания общественного совета об утверждении результатов НОК",
        "Методика расчёта показателей НОК",
        "Методические рекомендации по проведению независимой оценки качества",
        "Показатели, характеризующие общие критерии оценки качества",
        "Результаты опроса о реализации майских указов",
        "План повышения доступности для инвалидов",
        "Отчёт о финансовых результатах деятельности учреждения",
        "Отчёт о результатах деятельности и об использовании закреплённого за учреждением муниципального имущества",
        "Сведения о проведённых контрольных мероприятиях и их результатах",
        "Устав",
        "Схема проезда",
        "",
    ],
)
def test_look_alikes(text: str) -> None:
    assert classify(text, F + "a1.pdf").kind is FiledAs.OTHER


NOK_HEADING = "Независимая оценка качества оказания услуг"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Методика оценки качества услуг", "Рекомендации разработаны во исполнение плана мероприятий по формированию "
         "независимой системы оценки качества работы организаций"),
        ("Отчёт о финансовых результатах деятельности", "Отчёт о финансовых результатах деятельности (ф. 0503721)"),
        ("Сведения о контрольных мероприятиях и их результатах", "План контрольных мероприятий, итоги"),
    ],
)  # fmt: skip
def test_a_page_named_after_the_assessment_does_not_make_every_paper_its_own(name: str, text: str) -> None:
    assert classify(name, F + "a1.pdf", heading=NOK_HEADING, text=text).kind is FiledAs.OTHER


def test_a_plan_after_an_inspection_that_names_the_assessment_is_a_plan() -> None:
    said = "План по устранению недостатков, выявленных независимой оценкой и контрольными мероприятиями"
    assert classify(said, F + "a1.pdf").kind is FiledAs.PLAN


def test_lying_anchor_loses_to_the_file_name() -> None:
    filed = classify(
        "Рейтинг организаций социального обслуживания", F + "План по устранению недостатков 2019.pdf", anchor_repeats=12
    )
    assert filed.kind is FiledAs.PLAN
    assert filed.years == (2019,)
    assert not filed.years_stated


def test_content_outweighs_file_name_and_anchor() -> None:
    filed = classify(
        "План по устранению недостатков", F + "plan-nedostatki-2019.pdf",
        text="ОТЧЕТ оператора о результатах независимой оценки качества условий оказания услуг в 2018 году\nВведение",
    )  # fmt: skip
    assert filed.kind is FiledAs.RESULTS
    assert filed.years == (2018,)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Планы по устранению недостатков, выявленных НОК", FiledAs.PLAN),
        ("Результаты независимой оценки качества", FiledAs.RESULTS),
        ("Результаты анкетирования получателей услуг", FiledAs.POLL_RESULTS),
    ],
)
def test_heading_decides_for_a_bare_year(heading: str, kind: FiledAs) -> None:
    filed = classify("2021 год", F + "1.pdf", heading=heading)
    assert (filed.kind, filed.years) == (kind, (2021,))


def test_act_whose_title_names_a_look_alike_is_an_act() -> None:
    title = "Постановление Правительства РФ от 17.04.2018 № 457 «Об утверждении формы публичного отчёта»"
    assert classify(title, F + "forma-publichnogo-otcheta.pdf").kind is FiledAs.ACT


def test_heading_does_not_save_a_look_alike() -> None:
    assert classify("План работы библиотеки на 2022 год", F + "a.pdf", heading="Планы по НОК").kind is FiledAs.OTHER


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("План школьных мероприятий по устранению недостатков на 2025 год", ""),
        ("План школьных мероприятий на 2025 год", "План по устранению недостатков, выявленных оценкой, на 2025 год"),
        ("Календарный план на 2025 год", "План занятий и ремонта по устранению недостатков, выявленных оценкой"),
    ],
)
def test_whose_measures_a_plan_names_matters_not_where_it_says_what_they_are_for(name: str, text: str) -> None:
    assert classify(name, F + "a.pdf", heading="Планы по НОК", text=text).kind is FiledAs.PLAN


@pytest.mark.parametrize("posted", ["учебный план", "план занятий", "план-график соревнований"])
def test_a_plan_may_have_another_kind_of_plan_among_its_measures(posted: str) -> None:
    text = f"План на 2025 год\nРазместить на сайте {posted} | до 01.03.2025 | директор"
    assert classify("План на 2025 год", F + "a.pdf", heading="Планы по НОК", text=text).kind is FiledAs.PLAN


@pytest.mark.parametrize(
    ("name", "kind", "years"),
    [
        ("plan-ustraneniya-nedostatkov-na-2021-god.pdf", FiledAs.PLAN, (2021,)),
        ("otchet_nezavisimaya_ocenka_2020.pdf", FiledAs.RESULTS, (2020,)),
        ("otchet-nok-2018.docx", FiledAs.RESULTS, (2018,)),
        ("rezultaty-anketirovaniya-2022.pdf", FiledAs.POLL_RESULTS, (2022,)),
        ("anketa.doc", FiledAs.QUESTIONNAIRE_FILE, ()),
        ("plan-ned-2020.pdf", FiledAs.PLAN, (2020,)),
        ("otch_oper_2021.pdf", FiledAs.RESULTS, (2021,)),
        ("rezultat_nok22.pdf", FiledAs.RESULTS, (2022,)),
        ("otchet_o_vypolnenii_plana_nok_2022.pdf", FiledAs.PLAN_PROGRESS, (2022,)),
    ],
)
def test_transliterated_file_names(name: str, kind: FiledAs, years: tuple[int, ...]) -> None:
    filed = classify("", F + name)
    assert (filed.kind, filed.years) == (kind, years)


def test_poll_link_and_questionnaire_file_are_told_apart() -> None:
    assert classify("Пройти опрос", "https://forms.yandex.ru/u/123/").kind is FiledAs.POLL
    assert classify("Анкета для опроса", "https://a.example/anketa/").kind is FiledAs.POLL
    assert classify("Анкета для опроса", "https://a.example/anketa.docx").kind is FiledAs.QUESTIONNAIRE_FILE


def test_a_bare_word_in_a_file_name_does_not_outweigh_the_label() -> None:
    assert classify("Протокол НОК 2020 г.", F + "protokol-2020-4.pdf").kind is FiledAs.RESULTS


def test_plan_that_names_the_assessment_is_for_the_next_year() -> None:
    filed = classify("План по устранению недостатков, выявленных в ходе НОК в 2020 году", F + "p.pdf")
    assert (filed.years, filed.years_stated) == ((2021,), True)


def test_a_year_that_a_plan_is_called_for_is_not_the_assessments_inside() -> None:
    inside = "ПЛАН МЕРОПРИЯТИЙ\nпо улучшению условий по итогам независимой оценки (ГКУ «Центр»), 2023 год"
    assert classify("план на 2023 год", F + "1.pdf", text=inside).years == (2023,)
    assert classify("план", F + "1.pdf", text=inside).years == (2024,)


def test_upload_folder_gives_no_year() -> None:
    assert classify("План по устранению недостатков", "https://a.example/uploads/2017/05/plan.pdf").years == ()


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Результаты оценки качества 2022 года и план по НОК на 2023 год", {FiledAs.RESULTS, FiledAs.PLAN}),
        ("План по НОК на 2023 год и отчёт о его выполнении", {FiledAs.PLAN}),
        ("План и отчёт о выполнении плана 2021", {FiledAs.PLAN, FiledAs.PLAN_PROGRESS}),
        ("План по устранению недостатков, выявленных по итогам НОК", {FiledAs.PLAN}),
        ("Отчёт о ходе выполнения плана и устранении недостатков", {FiledAs.PLAN_PROGRESS}),
        ("Отчёт оператора об итогах НОК", {FiledAs.RESULTS}),
    ],
)
def test_a_name_may_tell_of_two_things(name: str, kinds: set[FiledAs]) -> None:
    assert {filed.kind for filed in classify_all(name, F + "1.pdf")} == kinds


def test_each_of_two_things_has_its_year() -> None:
    filed = classify_all("Результаты оценки качества 2022 года и план по НОК на 2023 год", F + "1.pdf")
    assert {(one.kind, one.years) for one in filed} == {(FiledAs.RESULTS, (2022,)), (FiledAs.PLAN, (2023,))}


def test_translit() -> None:
    assert to_cyrillic("nezavisimaya oczenka kachestva") == "независимая оценка качества"
    assert name_words("https://a.example/x/Otchet_NOK-2020.pdf") == "отчет нок 2020"
    assert name_words("prikaz.docm") == "приказ"


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=80))
def test_never_fails(anchor: str, name: str, heading: str) -> None:
    filed = classify(anchor, "https://a.example/" + name.replace("[", ""), heading=heading, text=anchor)
    assert isinstance(filed, Filed)
    assert 0.0 <= filed.score <= 1.0


@pytest.mark.parametrize(
    ("label", "text", "kind"),
    [
        (
            "Диплом по итогам независимой оценки 2023",
            "ДИПЛОМ\nНаграждается школа по результатам НОК",
            FiledAs.CERTIFICATE,
        ),
        ("Итоги 2019", "Справка по итогам внутренней системы оценки качества образования за 2019 год", FiledAs.OTHER),
        ("План на 2021", "План санитарно-просветительной работы больницы на 2021 год", FiledAs.OTHER),
        ("Итоги 2019", "Итоги независимой оценки качества за 2019 год", FiledAs.RESULTS),
        (
            "Нормативные документы (перечень)",
            "Перечень нормативных правовых актов\n1. Постановление «О сборе и обобщении информации»",
            FiledAs.ACT,
        ),
        ("Нормативная база", "", FiledAs.ACT),
        ("План на 2025 год", "П Л А Н\nмероприятий на 2025 год по итогам независимой оценки качества", FiledAs.PLAN),
        ("Ответы на онлайн-опрос, подсчёт (2025 год)", "", FiledAs.POLL_RESULTS),
    ],
)
def test_a_file_is_what_its_title_says(label: str, text: str, kind: FiledAs) -> None:
    filed = classify(label, F + "1.pdf", heading="Итоги", text=text)
    assert filed.kind is kind, filed.signals


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "Положение о комиссии колледжа по независимой оценке качества, приказ директора от 15.02.2021 № 22-о",
            "Положение о комиссии по независимой оценке качества\nКомиссия готовит план по устранению недостатков.",
        ),
        (
            "Постановление администрации района от 03.03.2022 № 118-п «О порядке согласования планов по итогам НОК»",
            "Администрация района\nПостановление от 03.03.2022 № 118-п «О порядке согласования планов по итогам НОК»",
        ),
        (
            "Приказ МКОУ «СОШ № 3» от 17.01.2022 № 31-од",
            "Приказ № 31-од от 17.01.2022\nО назначении ответственного за работу с результатами независимой оценки",
        ),
        ("Положение о работе с результатами независимой оценки (приказ от 10.02.2023 № 18)", ""),
    ],
)
def test_an_act_on_who_works_with_plans_and_reports_is_neither(name: str, text: str) -> None:
    filed = classify(name, F + "1.docx", text=text)
    assert filed.kind in {FiledAs.ACT, FiledAs.LOCAL_ACT}, filed.signals


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Приказ об утверждении плана по устранению недостатков независимой оценки", FiledAs.PLAN),
        ("Подсчитанные ответы за 2024 год", FiledAs.POLL_RESULTS),
        ("Итоги III квартала 2026 года", FiledAs.POLL_RESULTS),
    ],
)
def test_what_an_order_brings_with_it_is_not_hidden_by_it(name: str, kind: FiledAs) -> None:
    assert classify(name, F + "1.docx").kind is kind


@pytest.mark.parametrize("said", ["Принятые меры", "Меры, которые были приняты", "Предпринятые меры", "Принято мер: 5"])
def test_measures_that_were_taken(said: str) -> None:
    assert paper_words().measures_taken.search(normal(said))


@pytest.mark.parametrize(
    "said", ["Принять меры по устранению", "Меры принять до 1 мая", "Предпринять меры", "Меры предпринимаются"]
)
def test_measures_that_are_still_to_be_taken(said: str) -> None:
    assert not paper_words().measures_taken.search(normal(said))


MEALS = "Удовлетворены ли вы информацией на стенде? | 90 | 30\nУдовлетворены ли вы питанием? | 80 | 40"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Результаты онлайн-опроса родителей за III квартал 2026 года", FiledAs.POLL_RESULTS),
        ("Результаты опроса родителей о школьном питании за III квартал 2026 года", FiledAs.OTHER),
    ],
)
def test_a_question_on_meals_among_others_makes_no_paper_on_meals(title: str, kind: FiledAs) -> None:
    found = classify("Результаты опроса", "/f/1.pdf", heading="Независимая оценка", text=f"{title}\n{MEALS}")
    assert found.kind is kind


ASKED = """Ответили 77 посетителей.
Вопрос Ответили «да» Доля, %
Довольны сайтом 70 91
Довольны доступностью зала для
инвалидов
60 78"""


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Итоги онлайн-опроса посетителей за 2025 год", FiledAs.POLL_RESULTS),
        ("Результаты опроса об удовлетворённости доступной средой", FiledAs.OTHER),
        ("Итоги опроса посетителей о доступной среде", FiledAs.OTHER),
        ("Итоги опроса\nПаспорт доступности музея", FiledAs.OTHER),
    ],
)
def test_a_question_on_accessibility_among_others_makes_no_paper_on_it(title: str, kind: FiledAs) -> None:
    found = classify("Итоги опроса за 2025 год", "/f/1.pdf", heading="Опрос", text=f"{title}\n{ASKED}")
    assert found.kind is kind
