"""Good sites with one slip each: what an inattentive eye would pass."""
# ruff: noqa: E501 - sentences stay whole

from __future__ import annotations

from audits.demo.looks.accessible import WITH_EFFECT
from audits.demo.looks.engines import DRUPAL, WORDPRESS
from audits.demo.looks.gosweb import GOSWEB
from audits.demo.looks.hosted import SCHOOL_SERVICE
from audits.demo.looks.scripted import BOOTSTRAP
from audits.demo.model import PORT, Card, Declared
from audits.demo.pages import Poll, Sheet, file_links, poll_link, poll_results, welcome
from audits.demo.papers import plan, progress, report
from audits.demo.people import row
from audits.demo.sites.build import declare, model_sheets, replace, without
from audits.demo.truth import bus_unavailable, failed, passed
from rules.model import Ownership, Sector


def plan_of_another_year() -> Declared:
    """Assessed in 2023; the only plan is the one for 2021."""
    o = row(63, "ds-zvezdochka", "МКДОУ «Детский сад «Звёздочка»", Sector.EDUCATION)
    files = {"otchet-operatora-2023.pdf": report(o, 2023), "plan-2021.docx": plan(o, 2021)}
    old = file_links({"plan-2021.docx": "План по улучшению качества на 2021 год"})
    sheets = model_sheets(o, **{"Планы по улучшению качества оказания услуг": old})
    return declare(
        o, GOSWEB, sheets, technology="Госвеб", quirk="план есть, но за другой год", files=files,
        truth={"plans_published": failed("после оценки 2023 года нужен план на 2024", missing=[2024])},
    )  # fmt: skip


def other_questions() -> Declared:
    """The poll is called НОК, but asks about concerts."""
    o = row(64, "orkestr", "ГКУК «Оркестр народных инструментов»", Sector.CULTURE, ownership=Ownership.STATE)
    questions = (
        "Какой концерт сезона понравился больше?",
        "Какую музыку вы хотели бы услышать?",
        "Откуда вы узнали об афише?",
    )
    fields = "".join(
        f'<p>{q}</p><label><input type="radio" name="q{n}"> Вариант 1</label><label><input type="radio" name="q{n}"> Вариант 2</label>'
        for n, q in enumerate(questions)
    )
    poll = f'<p>Онлайн-опрос в рамках независимой оценки качества</p><form method="post" action="/opros/">{fields}<input type="submit" value="Проголосовать"></form>'
    return declare(
        o, WORDPRESS, model_sheets(o, poll=poll), technology="WordPress", quirk="опрос НОК только по названию",
        truth={"poll_matches_questionnaire": failed("вопросов анкеты нет ни одного")},
    )  # fmt: skip


def promised_results() -> Declared:
    """Results of the poll are promised; scores and proposals are not on the card; the link is to somebody else's card."""
    o = row(65, "zabota", "ГКУ «Центр «Забота»", Sector.SOCIAL, ownership=Ownership.STATE)
    sheets = model_sheets(o, **{
        "Результаты онлайн-опроса": "<p>Результаты опроса будут размещены после подсчёта.</p>",
        "Оцените нашу работу": f'<p><a href="http://bus.gov.ru:{PORT}/info-card/770013">Оставить отзыв на bus.gov.ru</a></p>',
    })  # fmt: skip
    return declare(
        o, DRUPAL, sheets, technology="Drupal", quirk="результаты опроса обещаны; на bus.gov.ru нет баллов; ссылка на чужую карточку",
        card=Card(scores=(), proposals=()),
        truth={
            "poll_results_published": failed("обещание — не результат"),
            "bus_scores_published": failed("баллов за 2023 год нет", missing=[2023]),
            "bus_proposals_published": failed("предложений за 2023 год нет", missing=[2023]),
            "bus_link_published": failed("ссылка живая, но ведёт на карточку другой школы области"),
        },
    )  # fmt: skip


def dead_banner() -> Declared:
    """The ministry's banner is there as a picture leading nowhere."""
    o = row(66, "gospital", "ГБУЗ «Госпиталь ветеранов»", Sector.HEALTH, ownership=Ownership.STATE)
    banner = '<a href="#"><img src="/img/nok-minzdrav.png" alt="Независимая оценка качества условий оказания услуг медицинскими организациями. Оценить"></a>'
    home = Sheet("home", "Главная", welcome(o, banner), ("Главная",))
    return declare(
        o, BOOTSTRAP, replace(model_sheets(o), home), technology="Bootstrap", quirk="баннер Минздрава никуда не ведёт",
        truth={"minzdrav_banner_published": failed("ссылка баннера «#»")},
    )  # fmt: skip


def deserted_poll() -> Declared:
    """The link to the poll is dead: the service says there is no such form."""
    o = row(67, "skalolaz", "МКУ ДО «Спортивная школа «Скалолаз»", Sector.SPORT)
    poll = Poll(f"http://forms.yandex.ru:{PORT}/u/udalena/", "Пройти опрос: независимая оценка качества")
    return declare(
        o, SCHOOL_SERVICE, model_sheets(o, poll=poll_link(poll)), technology="школьный сервис ?section_id=",
        quirk="форма опроса удалена (404)", truth={"poll_works": failed("такой формы нет")},
    )  # fmt: skip


def progress_instead_of_plan() -> Declared:
    """A report on carrying out the plan stands where the plan should be."""
    o = row(69, "vesta", "ГКУ «Дом ребёнка «Веста»", Sector.SOCIAL, ownership=Ownership.STATE)
    files = {"otchet-operatora-2023.pdf": report(o, 2023), "otchet-o-vypolnenii-2024.docx": progress(o, 2024)}
    link = file_links(
        {"otchet-o-vypolnenii-2024.docx": "Отчёт о выполнении плана по устранению недостатков за 2024 год"}
    )
    sheets = model_sheets(o, **{"Планы по улучшению качества оказания услуг": link})
    return declare(
        o, GOSWEB, sheets, technology="Госвеб", quirk="вместо плана отчёт о его выполнении", files=files,
        truth={"plans_published": failed("отчёт о ходе — не план", missing=[2024])},
    )  # fmt: skip


def no_annual_results() -> Declared:
    """Results of the third quarter are counted, those of the past year are not."""
    o = row(70, "filial", "МБУК «Детская библиотека»", Sector.CULTURE)
    sheets = model_sheets(o, **{"Результаты онлайн-опроса": poll_results(past_year=False)})
    return declare(
        o, BOOTSTRAP, sheets, technology="Bootstrap", quirk="нет итогов опроса за прошлый год; карточка пуста",
        card=Card(fault="empty"),
        truth={
            "poll_results_current": failed("есть III квартал 2026, нет итогов 2025 года"),
            **bus_unavailable("карточка без данных (agency: null)", debatable=True),
        },
    )  # fmt: skip


def appeals_platform() -> Declared:
    """Appeals go through the state's platform, whose widget stands on every page; bus.gov.ru shows a check instead of cards."""
    o = row(71, "shkola10", "МКОУ «Средняя школа № 10» с. Альпийское", Sector.EDUCATION)
    widget = (
        f"<script src='http://pos.gosuslugi.ru:{PORT}/bin/script.min.js'></script><div id='js-show-iframe-wrapper'>"
        "<div class='pos-banner-fluid bf-1'><div class='bf-1__decor'></div><div class='bf-1__title'>Есть вопрос или предложение?</div>"
        "<div class='bf-1__text'>Напишите о проблеме — ответит школа</div><button class='pos-banner-btn_2' type='button'>Написать</button>"
        f'</div></div><script>Widget("https://pos.gosuslugi.ru/form", 901468)</script>'
        f'<p><a href="http://pos.gosuslugi.ru:{PORT}/form/?opaId=901468">Обратная связь: написать обращение</a></p>'
    )
    return declare(
        o, GOSWEB, without(model_sheets(o), "feedback"), technology="Госвеб", quirk="обращения через ПОС; bus.gov.ru просит проверки",
        extras={**WITH_EFFECT, "footer": widget}, card=Card(fault="html"),
        truth={
            "feedback_form_accessible": passed("форма ПОС подписана; она вне сайта", debatable=True),
            **bus_unavailable("вместо данных страница проверки"),
        },
    )  # fmt: skip


SITES = (
    plan_of_another_year, other_questions, promised_results, dead_banner, deserted_poll, progress_instead_of_plan,
    no_annual_results, appeals_platform,
)  # fmt: skip
