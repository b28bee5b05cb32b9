"""Good sites with one slip each: what an inattentive eye would pass."""
# ruff: noqa: E501 - sentences stay whole

from __future__ import annotations

from audits.demo.looks.engines import DRUPAL, WORDPRESS
from audits.demo.looks.gosweb import GOSWEB
from audits.demo.looks.hosted import SCHOOL_SERVICE
from audits.demo.looks.scripted import BOOTSTRAP
from audits.demo.model import PORT, Card, Declared
from audits.demo.pages import Poll, Sheet, file_links, poll_link, welcome
from audits.demo.papers import plan, report
from audits.demo.people import row
from audits.demo.sites.build import declare, model_sheets, replace
from audits.demo.truth import failed, passed
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
            "bus_link_published": passed("ссылка живая, но карточка чужая: замечание", debatable=True),
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


SITES = (plan_of_another_year, other_questions, promised_results, dead_banner, deserted_poll)
