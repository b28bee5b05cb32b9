"""Lines that look like the thing sought keep its absence open; what only sounds like it does not."""

from __future__ import annotations

import pytest

from crawler.items import Reason
from rules.model import Outcome
from tests.rules.authority.ministry import heading, link, outcome, page, text
from tests.rules.authority.test_layouts import judged, nok

LOOKS_LIKE = [
    ("operator-named", "<p>Опросы и выезды провела компания «Стат» (ООО), с которой подписан документ.</p>"),
    ("organizations-listed", "<ul><li>Библиотека № 3</li><li>Музей боя</li><li>Театр кукол</li></ul>"),
    ("proposals-published", "<p>Замечания экспертов: пандус у музея слишком крут.</p>"),
    ("acts-published", "<p>Всё у нас начал когда-то указ № 19.</p>"),
    ("council-regulation-published", "<p>Общественный совет по НОК: положение принято на первом заседании.</p>"),
    (
        "council-regulation-published",
        "<h2>Устав общественного совета</h2><p>Совет определяет, кого посетить, и вправе прийти без предупреждения. "
        "Решает большинством голосов.</p>",
    ),
    ("council-minutes-published", "<p>Совет встретился 22 апреля 2025 года: список школ приняли единогласно.</p>"),
    ("results-published", "<p>Смотрели школу № 2, школу № 4, сад № 7. Баллы: 91,2 / 84,7 / 88,3.</p>"),
    ("organizations-listed", "<p>Смотрели школу № 2, школу № 4, сад № 7.</p>"),
    (
        "proposals-published",
        "<table><tr><td>Школе № 2 —</td><td>открыть второй туалет</td></tr>"
        "<tr><td>Саду № 7 —</td><td>установить поручни</td></tr></table>",
    ),
    (
        "council-members-published",
        "<h2>Общественный совет</h2><p>Вошли в него мастер спорта Антонина Рябова, врач Сабир Хаким, мама "
        "пловцов Дарья Ложкина.</p>",
    ),
    ("proposals-published", "<p>«Степняку» — поставить урну у входа. «Олимпийцу» — завести расписание.</p>"),
    (
        "results-published",
        "<table><tr><td>Спортшкола</td><td>Баллы из 100</td></tr><tr><td>№ 1</td><td>88,0</td></tr>"
        "<tr><td>№ 2</td><td>81,3</td></tr></table>",
    ),
    (
        "proposals-published",
        "<p>«Сосны» – тактильные полосы у крыльца, до 1 июня 2026 года; «Огонёк» – сайт с формой, до 1 апреля.</p>",
    ),
    ("proposals-published", "<p>Предложили: музею – пандус, театру – табличку Брайля.</p>"),
    ("organizations-listed", "<ul><li>Реабилитация «Шаг»</li><li>Приют «Кров»</li><li>Служба «Лад»</li></ul>"),
    ("operator-named", "<p>Работа по контракту № 14 от 02.03.2026.</p>"),
    ("operator-named", "<p>Г/к № 14 подписан.</p>"),
    ("results-published", "<p>Музей боя: 92,4 балла.</p>"),
    ("results-published", "<p>Средний балл музея «Якорь» — 86,2 из ста.</p>"),
    (
        "plan-approved-published",
        "<table><tr><th>Где</th><th>Что</th><th>Когда</th><th>Кто отвечает</th></tr>"
        "<tr><td>Музей</td><td>Пандус</td><td>май</td><td>Лунин</td></tr></table>",
    ),
    ("acts-published", "<p>Приказ о показателях № 12.</p>"),
    ("operator-named", "<table><tr><td>Компания «Стат»</td><td>Организовать опрос, договор № 3</td></tr></table>"),
    ("plan-approved-published", "<p>План проведения работ по устранению недостатков утверждён приказом № 12.</p>"),
    ("plan-approved-published", "<p>По форме 5 утверждён план по устранению недостатков.</p>"),
    ("proposals-published", "<p>Просят: интернату - поручни, пансионату - живой телефон.</p>"),
    (
        "council-members-published",
        "<p>Мельникова Г. (мама хоккеиста), Рощина Д. (врач), Ершов К. (дьяк).</p>",
    ),
    ("council-members-published", "<p>Фельдшер Раиса Кулагина. Тренер Семён Лобов. Ткачиха Анна Вершинина.</p>"),
    ("council-minutes-published", "<h2>Семёрка</h2><p>Из записи № 1: решили, кого смотреть.</p>"),
    (
        "council-minutes-published",
        "<h2>Хроника встреч семёрки</h2><p>Собрались 25 марта 2025 года. Решили смотреть 24 музея.</p>"
        "<p>Собрались 4 декабря 2025 года. Постановили: итоги утвердить.</p>",
    ),
    (
        "council-regulation-published",
        "<p>Собираются не реже раза в полугодие. Решение принимают большинством голосов.</p>",
    ),
    ("organizations-listed", "<p>Центры «Шаг», «Кров» и «Лад».</p>"),
    ("proposals-published", "<p>Решили: школам обновить стенды.</p><p>Решили: учреждениям установить поручни.</p>"),
    ("operator-named", "<p>АНО «Мнение» – организовала опрос.</p>"),
    ("plan-approved-published", "<p>«Утвердить план по устранению недостатков, выявленных независимой оценкой».</p>"),
    (
        "council-members-published",
        "<figure><img src=/1.jpg><figcaption>Состав общественного совета, стр. 1</figcaption></figure>",
    ),
    (
        "council-regulation-published",
        "<h3>Копии документов</h3><figure><img src=/1.jpg><figcaption>Положение о совете</figcaption></figure>",
    ),
]
SOUNDS_LIKE = [
    (
        "results-published",
        "<p>Проведение оценки предусмотрено Указом от 07.05.2012 № 597 и постановлением от 30.03.2013 № 286.</p>",
    ),
    (
        "plan-approved-published",
        "<p>План по устранению недостатков утверждён приказом от 20.01.2026 № 11; с ним можно ознакомиться в "
        "министерстве, каб. 214.</p>",
    ),
    ("proposals-published", "<p>Цель оценки — дать гражданам сведения; задачи: выявить недостатки.</p>"),
    ("operator-named", "<p>Оператор связи — АО «Связь», договор № 5.</p>"),
    ("operator-named", "<p>Ремонт выполнило ООО «Строй», контракт № 5.</p>"),
    ("operator-named", "<p>Работа по контракту с весны.</p>"),
    ("operator-named", "<p>Договор № 8 на уборку.</p>"),
    ("operator-named", "<p>Директор музея заключит договор № 5.</p>"),
    ("results-published", "<p>Расход воды: 92,4.</p>"),
    ("results-published", "<p>Баллы поставлены. В парке 12.05.2025 гулянье.</p>"),
    ("results-published", "<p>Итоги ВПР, баллы: 92,4.</p>"),
    ("results-published", "<p>Баллы будут позже. Основание: статья 95.2 закона № 273-ФЗ, ст. 23.1.</p>"),
    (
        "plan-approved-published",
        "<table><tr><th>Где</th><th>Что</th><th>Когда</th></tr><tr><td>Музей</td><td>Хор</td><td>май</td></tr></table>",
    ),
    ("acts-published", "<p>Приказ № 12 о закупке.</p>"),
    ("organizations-listed", "<ul><li>Музей боя: обновить стенды</li><li>Музей соли: починить крыльцо</li></ul>"),
    (
        "organizations-listed",
        "<table><tr><td>Музей «Бой»</td><td>завести журнал отзывов</td></tr><tr><td>Музей «Соль»</td>"
        "<td>напечатать схему залов</td></tr><tr><td>Театр «Кит»</td><td>открыть кассу раньше</td></tr></table>",
    ),
    ("organizations-listed", "<p>2021 год: ООО «Глас», контракт № 7. 2022 год: АНО «Слух», контракт № 8.</p>"),
    ("proposals-published", "<p>Акты по контрактам подписаны без замечаний.</p>"),
    ("proposals-published", "<p>Вопросы заданы, замечания занесены секретарём.</p>"),
    ("proposals-published", "<p>Куда обращаться с пожеланиями: кабинет 12, по средам.</p>"),
    ("proposals-published", "<p>Присылайте предложения об улучшении катка: лёд, музыка, раздевалки.</p>"),
    (
        "council-minutes-published",
        "<h3>Общественный совет</h3><p>Положение (приказ комитета от 08.08.2018 № 39). Совет принимает отчёты.</p>"
        "<p>Протоколы заседаний хранятся у секретаря.</p>",
    ),
    ("proposals-published", "<h3>Предложения</h3><p>Предложения общественного совета школам не поступали.</p>"),
    ("proposals-published", "<p>Предложения совета школам установить пандусы разместим здесь зимой.</p>"),
    ("proposals-published", "<p>Решили: перенести вопрос о предложениях школам на весну.</p>"),
    ("organizations-listed", "<p>Независимой оценке подлежали в 2024 году наши дома культуры и библиотеки.</p>"),
    ("acts-published", "<p>Приказ от 14.01.2025 № 6: создать общественный совет.</p>"),
    ("acts-published", "<p>В соответствии с законом № 392-ФЗ раз в три года проводится независимая оценка.</p>"),
    ("acts-published", "<h3>Из кого состоит совет (распоряжение от 06.02.2024 № 15-р):</h3><p>Врачи.</p>"),
    ("results-published", "<p>Средний показатель по отрасли в 2025 году – 86,4 балла (в 2022 году – 81,9).</p>"),
    (
        "results-published",
        "<h2>Рейтинг</h2><table><tr><td>Школа</td><td>Средний балл ЕГЭ, 2025</td></tr><tr><td>Первая школа</td>"
        "<td>68,2</td></tr><tr><td>Вторая школа</td><td>51,0</td></tr></table>",
    ),
    (
        "operator-named",
        "<p>Анкеты обрабатывало АНО «Слух». По контракту от 07.09.2023 № 51 с ИП Лосевым П. Ю. изготовлены стойки.</p>",
    ),
    ("plan-approved-published", "<p>План устранения недостатков: приказ от 15.01.2024 № 3, лежит в бумажном виде.</p>"),
    (
        "council-members-published",
        "<h2>Общественный совет</h2><p>Заседания по вторникам.</p><h3>Художественный совет дворца</h3><ul>"
        "<li>Ершова Анна Ильинична</li><li>Лосев Пётр Юрьевич</li><li>Зотова Вера Карловна</li></ul>",
    ),
    ("council-regulation-published", "<p>Положение об общественном совете можно получить в приёмной.</p>"),
    ("acts-published", "<p>Оценка проходит так, как велит закон № 392-ФЗ.</p>"),
    ("acts-published", "<p>Оценка проходит по закону № 256-ФЗ и приказу министерства № 599.</p>"),
    ("acts-published", "<p>Члены совета (приказ управления от 17.02.2025 № 21): врач и тренер.</p>"),
    ("acts-published", "<p>Приказ об отпуске № 12.</p>"),
    ("acts-published", "<p>Приказ № 12 «О наставничестве в музеях».</p>"),
    ("acts-published", "<p>Независимая оценка проводится по приказу министерства от 1 марта № 19.</p>"),
    ("acts-published", "<p>Оценку предписывает указ № 12-УГ.</p>"),
    ("acts-published", "<h3>Положение об общественном совете</h3><p>Приказ министерства от 5 мая 2024 г. № 31.</p>"),
    ("proposals-published", "<p>Интернату - поручни, пансионату - живой телефон.</p>"),
    ("proposals-published", "<p>Рады: музею - сто лет, театру - десять.</p>"),
    ("council-members-published", "<p>Фельдшер Раиса Кулагина. Тренер Семён Лобов.</p>"),
    ("council-members-published", "<p>Премии «Анна Вершинина», «Семён Лобов», «Раиса Кулагина».</p>"),
    (
        "council-members-published",
        "<p>Комиссия: фельдшер Раиса Кулагина, тренер Семён Лобов, ткачиха Анна Вершинина.</p>",
    ),
    ("council-minutes-published", "<h2>Семёрка</h2><p>Из песни № 1: решили, кого смотреть.</p>"),
    (
        "council-minutes-published",
        "<h2>Хроника семёрки</h2><p>25 марта 2025 года — концерт.</p><p>4 декабря 2025 года — ярмарка.</p>",
    ),
    ("council-regulation-published", "<p>Кворум – трое.</p>"),
    ("organizations-listed", "<p>Центры «Шаг» и «Кров».</p>"),
    ("organizations-listed", "<p>Победители конкурса: «Шаг», «Кров» и «Лад».</p>"),
    ("organizations-listed", "<p>На заседании: «Шаг», «Кров» и «Лад».</p>"),
    ("organizations-listed", "<ul><li>Спектакль «Шаг»</li><li>Фильм «Кров»</li><li>Концерт «Лад»</li></ul>"),
    ("operator-named", "<p>1. Закон области «О независимой экспертизе», проведена сверка.</p>"),
    (
        "organizations-listed",
        "<h3>Победители конкурса</h3><ul><li>Библиотека № 3</li><li>Музей</li><li>Театр</li></ul>",
    ),
    ("organizations-listed", "<h3>Планы</h3><p>Музею — устранить недостатки: школа № 1; лицей № 2.</p>"),
    ("acts-published", "<p>Положение о совете по независимой оценке утверждено приказом от 15 мая 2018 г. № 88.</p>"),
    ("acts-published", "<p>Положение о совете по независимой оценке, распоряжение от 15 мая 2018 г. № 88.</p>"),
    (
        "organizations-listed",
        "<table><tr><td>Приказ</td><td>№ 5</td><td>О показателях качества в музеях, театрах области, "
        "оказания услуг организациями</td></tr></table>",
    ),
    ("proposals-published", "<p>Совет вправе давать рекомендации.</p>"),
    ("proposals-published", "<p>Жители предложили встретиться снова.</p>"),
    ("proposals-published", "<p>Граждане предложили: назвать парк именем поэта.</p>"),
    ("proposals-published", "<p>Ваши предложения и пожелания можно оставить здесь.</p>"),
    ("council-regulation-published", "<p>Общественный совет: положение находится на согласовании.</p>"),
    (
        "council-minutes-published",
        "<p>План работы совета: 14 декабря 2025 г. — рассмотреть итоги и принять решение.</p>",
    ),
    ("council-minutes-published", "<h2>Отдел</h2><p>Выписка 1 (12.03.2025)</p><p>Выписка 2 (04.12.2025)</p>"),
    ("council-minutes-published", "<p>Совет создан приказом от 15 мая 2018 г. № 88, решением утверждён состав.</p>"),
    ("organizations-listed", "<p>Оценка проводится в отношении театров, библиотек и домов культуры города.</p>"),
    ("results-published", "<p>Итоги ЕГЭ: школа № 1 — 71,4; школа № 2 — 68,2.</p>"),
    ("plan-approved-published", "<p>Ход выполнения плана по устранению недостатков, утверждённого приказом.</p>"),
    ("plan-approved-published", "<p>Планы по устранению недостатков утвердили директора.</p>"),
    ("council-members-published", "<p>Совет против коррупции. Входят: Ланина М. П., Кулик Р. А., Оспина Р. В.</p>"),
    ("council-members-published", "<h3>Руководство</h3><p>Ланина М.П., Кулик Р.А., Оспина Р.В.</p>"),
    (
        "council-members-published",
        "<figure><img src=/1.jpg><figcaption>Состав тренерского совета, стр. 1</figcaption></figure>",
    ),
    (
        "council-minutes-published",
        "<figure><img src=/1.jpg><figcaption>Заседание общественного совета</figcaption></figure>",  # who sat there
    ),
    ("acts-published", "<p>Приказом от 3 марта 2026 г. № 12 утверждён план.</p>"),
    ("acts-published", "<h3>Состав общественного совета</h3><p>Приказ министерства от 5 мая 2024 г. № 31.</p>"),
    ("proposals-published", "<p>Решения общественного совета носят рекомендательный характер.</p>"),
    ("proposals-published", "<p>Совет решил поддержать проект с учётом высказанных замечаний.</p>"),
    (
        "proposals-published",
        "<h3>Заседание совета</h3><p>Слушали: Лосева, о пандусе школы.</p><p>Слушали: Ершова, о стендах клуба.</p>",
    ),
    (
        "proposals-published",
        "<h3>Положение об общественном совете по независимой оценке</h3><p>1. Совет постоянно действует.</p>"
        "<p>2. Полномочия совета:</p><ul><li>рассматривает итоги;</li></ul>"
        "<p>2.2. представляет предложения об улучшении деятельности организаций.</p>",
    ),
    ("acts-published", "<p>Школа № 5: новые указатели у входа.</p>"),
    (
        "operator-named",
        "<table><tr><td>ГБУ «Приют № 2 «Кров»</td><td>Заключить договор с логопедом, обновить стенд</td></tr></table>",
    ),
    ("plan-approved-published", "<p>Приказ № 12 «Об утверждении формы сводного плана по устранению недостатков».</p>"),
    ("plan-approved-published", "<p>План-график проведения независимой оценки качества утверждён приказом № 12.</p>"),
    ("operator-named", "<p>ГАУК «Театр кукол» – вывесить анкету в фойе.</p>"),
    (
        "proposals-published",
        "<table><tr><th>Музей</th><th>Открытость</th></tr></table><table><tr><th>Клуб</th><th>Открытость</th></tr></table>",
    ),
    ("proposals-published", "<p>Решили: протокол разместить в сети.</p><p>Решили: стенд обновить к маю.</p>"),
    ("results-published", "<p>Баллы поставят. Закон о культуре № 12 (статья 36.1).</p>"),
    ("results-published", "<p>Средний балл по району — 86,2 из ста.</p>"),
    ("proposals-published", "<p>2.4. Направляет министру предложения об улучшении работы учреждений;</p>"),
    (
        "council-minutes-published",
        "<h3>Общественный совет</h3><p>Повестка заседания 24 июня 2025 года: рассмотреть итоги, принять решение.</p>"
        "<table><tr><td>Следующая встреча совета в декабре, решили уточнить день</td><td>10.11.2025</td></tr></table>",
    ),
    (
        "council-regulation-published",
        "<p>1. Экспертный совет рассматривает заявки на гранты.</p><p>2. Экспертный совет собирается не реже раза в "
        "год, решения принимаются большинством голосов.</p>",
    ),
    (
        "council-members-published",
        "<h3>Письмо общественного совета</h3><p>Министру Лосеву О. И.</p><p>Школам нужны пандусы.</p>"
        "<p>Председатель: Ершова Н. П.</p><p>Секретарь: Зотова В. Ю.</p>",
    ),
]


@pytest.mark.parametrize(("rule", "html"), LOOKS_LIKE)
def test_what_looks_like_it_is_left_to_a_person(rule: str, html: str) -> None:
    finding = nok(html, rule)
    assert (finding.outcome, finding.reason) == (Outcome.INCONCLUSIVE, Reason.AMBIGUOUS)
    assert "похоже" in finding.message
    assert finding.evidence


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        ("<p>Общественный совет. Состав: председатель Лосев С. С., секретарь Ершова К. К.</p>", Outcome.INCONCLUSIVE),
        (
            "<h2>Общественный совет</h2><h3>Состав</h3><p>Лосев Семён Семёнович, председатель</p>"
            "<p>Ершова Клара Карловна, секретарь</p>",
            Outcome.INCONCLUSIVE,
        ),
        ("<h3>Состав общественного совета</h3><p>Председатель Лосев С. С.</p>", Outcome.FAILED),
        (
            "<h3>Протокол заседания общественного совета (о составе)</h3><p>Председатель Лосев С. С.</p>"
            "<p>Секретарь Ершова К. К.</p>",
            Outcome.FAILED,
        ),
    ],
)
def test_two_persons_under_the_councils_membership_leave_it_to_a_person(html: str, outcome: Outcome) -> None:
    assert nok(html, "council-members-published").outcome is outcome


@pytest.mark.parametrize(("rule", "html"), SOUNDS_LIKE)
def test_what_only_sounds_like_it_is_missing_still(rule: str, html: str) -> None:
    assert nok(html, rule).outcome is Outcome.FAILED


def test_an_operator_understood_without_a_contract_is_no_likeness() -> None:
    told = "<p>Организация-оператор — АНО «Центр опросов», анкетирование проведено.</p>"
    assert nok(told, "operator-named").outcome is Outcome.FAILED


ABOUT = "Здесь собрано, где что лежит на сайте министерства.\n"
RULES = """Положение об общественном совете при министерстве
1. Совет – постоянно действующий совещательный орган и собирается не реже раза в полугодие.
2. Задачи совета: обсуждение проектов актов и программ, выработка рекомендаций отрасли, помощь в известности её дел.
3. Состав утверждается приказом, срок полномочий состава – три года.
4. Решения принимаются большинством голосов при кворуме."""


def test_a_regulation_without_the_assessment_is_not_told_by_how_the_council_works() -> None:
    html = "<h3>Общественный совет</h3><a href=/polozhenie.pdf>Положение об общественном совете</a>"
    files = {"/polozhenie.pdf": RULES}
    assert nok(html, "council-regulation-published", files).outcome is Outcome.FAILED
    assert nok(html, "proposals-published", files).outcome is Outcome.FAILED
    for_it = {"/polozhenie.pdf": RULES.replace("обсуждение", "независимая оценка качества услуг, обсуждение")}
    assert nok(html, "council-regulation-published", for_it).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2. Протоколы общественного совета", Outcome.INCONCLUSIVE),
        ("2. Протоколы педагогического совета", Outcome.FAILED),
    ],
)
def test_a_paper_that_lists_minutes_may_lead_to_them(heading: str, expected: Outcome) -> None:
    files = {"/guide.pdf": f"Путеводитель по независимой оценке\n{ABOUT * 20}\n{heading}\nПротокол № 3 от 16.12.2025"}
    assert nok("<a href=/guide.pdf>Путеводитель</a>", "council-minutes-published", files).outcome is expected


@pytest.mark.parametrize(
    ("whose", "expected"), [("общественного совета", Outcome.PASSED), ("Совета старейшин", Outcome.FAILED)]
)
def test_an_act_on_another_councils_members_names_none_of_this_one(whose: str, expected: Outcome) -> None:
    members = "1 Ланина М. П. (председатель совета)\n2 Кулик Р. А.\n3 Оспина Р. В.\n4 Ершов К. Л."
    files = {"/61.pdf": f"Состав {whose} при главе района\n{members}"}
    html = f"<a href=/61.pdf>Постановление № 61 «О составе {whose}»</a>"
    assert nok(html, "council-members-published", files).outcome is expected


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("Приказ № 12 «О дежурстве в праздники»", Outcome.FAILED),
        ("Приказ № 12 «Об оценке условий в учреждениях»", Outcome.INCONCLUSIVE),
        ("Приказ № 12 министерства", Outcome.INCONCLUSIVE),
    ],
)
def test_an_act_outside_the_section_by_a_title_of_something_else_leaves_nothing_open(
    act: str, expected: Outcome
) -> None:
    store = ("Документы", f"<p>{act}</p><p>Памятка о независимой оценке качества</p>")
    section = ("Независимая оценка качества", "<p>Проводится раз в три года.</p>")
    assert judged({"/nok/": section, "/d": store})["acts-published"].outcome is expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("Приказ от 5 мая 2024 г. № 31", Outcome.FAILED),
        ("Приказ от 5 мая 2024 г. № 31 об оценке", Outcome.INCONCLUSIVE),
    ],
)
def test_a_bare_order_on_a_page_of_members_is_theirs(order: str, expected: Outcome) -> None:
    name = "Независимая оценка качества"
    host = page("/nok", name, heading(name), link("Состав совета", "/show?doc=2"))
    title = heading("Состав общественного совета по независимой оценке", 3)
    shown = page("/show?doc=2", "Просмотр", title, *text(order, "Кедрова Ульяна, союз ткачих", "Лунин Савва, лесник"))
    assert outcome("acts-published", host, shown) is expected
