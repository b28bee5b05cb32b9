"""Content of a site, independent of its technology: sheets of HTML with symbolic links.

In bodies `@key` inside href/src/action stands for the address of the sheet with that key, `@file/NAME` for
a file of the site; `@@PORT@@` for the server's port.
"""
# ruff: noqa: E501 - markup and sentences stay whole

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

import msgspec

from audits.demo.lawtext import ACTS, lower_acts, questions_for, required_acts
from audits.demo.model import PORT
from rules.model import Organization, Sector

ON = date(2026, 11, 20)
"""The day the demo is judged for: sites, documents and polls are dated so that they are right on it."""


class Sheet(msgspec.Struct, frozen=True):
    """One page before a technology dresses it. `menu` is the path of labels to it; empty: not in the menu."""

    key: str
    title: str
    body: str
    menu: tuple[str, ...] = ()
    slug: str = ""
    parent: str = ""  # key of the page above, for breadcrumbs and nested addresses


class Poll(msgspec.Struct, frozen=True):
    """A poll elsewhere: its address and the words that lead to it."""

    url: str
    label: str = "Пройти онлайн-опрос о качестве условий оказания услуг"


def acts_list(organization: Organization, *, without: Sequence[str] = (), files: bool = False) -> str:
    """The acts as a list, from the highest authority down; `without` drops keys."""
    names = [ACTS[key] for key in required_acts(organization) if key not in without]
    names += [] if "own" in without else list(lower_acts(organization))
    return items(names)


def items(lines: Sequence[str], tag: str = "ul") -> str:
    """An HTML list of plain texts."""
    return f"<{tag}>" + "".join(f"<li>{escape(line, quote=False)}</li>" for line in lines) + f"</{tag}>"


def file_links(links: Mapping[str, str]) -> str:
    """Paragraphs of links: file name → label."""
    return "".join(f'<p><a href="@file/{name}">{escape(label)}</a></p>' for name, label in links.items())


def results_block(years: Sequence[int]) -> str:
    """The operator's report of every year."""
    return file_links(
        {
            f"otchet-operatora-{year}.pdf": f"Отчёт организации-оператора о результатах независимой оценки качества в {year} году"
            for year in years
        }
    )


def plans_block(years: Sequence[int]) -> str:
    """The plan of the year after every assessed year."""
    return file_links(
        {
            f"plan-{year + 1}.docx": f"План по устранению недостатков, выявленных в ходе независимой оценки качества, на {year + 1} год"
            for year in years
        }
    )


def poll_results(quarter: str = "III квартал 2026 года", *, past_year: bool = True, count: int = 48) -> str:
    """Counted answers of the organization's own poll, by quarter and for the past year."""
    rows = [
        ("Удовлетворены открытостью и полнотой информации", count - 3),
        ("Удовлетворены комфортностью условий", count - 6),
        ("Удовлетворены доброжелательностью и вежливостью работников", count - 1),
        ("Готовы рекомендовать организацию", count - 2),
    ]
    table = "".join(f"<tr><td>{name}</td><td>{n}</td><td>{n * 100 // count} %</td></tr>" for name, n in rows)
    text = (
        f"<p>За {quarter} в онлайн-опросе приняли участие {count} человек.</p><table border='1'>"
        f"<tr><th>Вопрос</th><th>Ответили «да»</th><th>Доля</th></tr>{table}</table>"
    )
    if past_year:
        text += f"<p>Итоги онлайн-опроса за 2025 год: опрошено {count * 4} человек, условиями довольны {count * 4 - 11} (94 %).</p>"
    return text


def own_poll(organization: Organization, action: str = "/poll/vote", **attributes: str) -> str:
    """The НОК questionnaire as a form of the site itself."""
    fields = []
    for number, (question, answers) in enumerate(questions_for(organization), 1):
        options = "".join(
            f'<label><input type="radio" name="q{number}" value="{n}"> {answer}</label> '
            for n, answer in enumerate(answers)
        )
        fields.append(f"<fieldset><legend>{number}. {question}</legend>{options}</fieldset>")
    extra = "".join(f' {name.rstrip("_")}="{value}"' for name, value in attributes.items())
    intro = "<p>Уважаемый участник опроса! Опрос проводится в целях выявления мнения граждан о качестве условий оказания услуг.</p>"
    return f'{intro}<form method="post" action="{action}"{extra}>{"".join(fields)}<input type="submit" value="Отправить ответы"></form>'


def poll_link(poll: Poll) -> str:
    return f'<p><a href="{poll.url}">{escape(poll.label)}</a></p>'


def feedback_form(action: str = "/feedback/send", *, labelled: bool = True) -> str:
    """A form for appeals; without labels a screen reader cannot tell the fields apart."""
    fields = [("fio", "Ваше имя", "text"), ("email", "Электронная почта", "email")]
    rows = []
    for name, label, kind in fields:
        if labelled:
            rows.append(
                f'<p><label for="f-{name}">{label}</label> <input id="f-{name}" type="{kind}" name="{name}" required></p>'
            )
        else:
            rows.append(
                f'<div class="row"><span onclick="f({name!r})"></span><input type="{kind}" name="{name}"></div>'
            )
    area = (
        '<p><label for="f-text">Текст обращения</label> <textarea id="f-text" name="text" rows="6"></textarea></p>'
        if labelled
        else '<div class="row"><textarea name="text"></textarea></div>'
    )
    button = (
        '<button type="submit">Отправить обращение</button>'
        if labelled
        else '<div class="btn" onclick="send()">OK</div>'
    )
    return f'<form class="feedback" method="post" action="{action}">{"".join(rows)}{area}{button}</form>'


def bus_link(agency: str, label: str = "Оставить отзыв об учреждении на сайте bus.gov.ru") -> str:
    return f'<p><a href="http://bus.gov.ru:{PORT}/info-card/{agency}">{label}</a></p>'


def nok_blocks(organization: Organization, *, agency: str, poll: str | None = None) -> dict[str, str]:
    """The five blocks of a page devoted to НОК, by kind; change or drop some for a site with faults."""
    years = organization.assessed_years or ()
    blocks = {"Нормативные правовые акты": acts_list(organization)}
    if years:
        blocks["Результаты независимой оценки качества"] = results_block(years)
        blocks["Планы по улучшению качества оказания услуг"] = plans_block(years)
    blocks["Результаты онлайн-опроса"] = poll_results()
    blocks["Онлайн-опрос"] = poll if poll is not None else own_poll(organization)
    blocks["Оцените нашу работу"] = bus_link(agency)
    return blocks


def headed(blocks: Mapping[str, str], tag: str = "h2") -> str:
    """Blocks under headings."""
    return "".join(f"<{tag}>{name}</{tag}>{text}" for name, text in blocks.items())


def contacts(organization: Organization, phone: str | None = None) -> str:
    return (
        f"<p>{escape(organization.name)}</p><p>Адрес: {escape(organization.municipality)}, ул. Горная, 14</p>"
        f'<p>Телефон: {phone or organization.phone}</p><p>E-mail: <a href="mailto:{organization.email}">{organization.email}</a></p>'
        f"<p>ИНН {organization.inn}</p><p>Приём граждан: вторник и четверг, 14:00–17:00</p>"
    )


_NEWS: Mapping[Sector, tuple[tuple[str, str], ...]] = {
    Sector.EDUCATION: (
        (
            "День открытых дверей",
            "Приглашаем родителей будущих первоклассников познакомиться с кабинетами, столовой и спортивным залом.",
        ),
        (
            "Победа в математическом бою",
            "Команда седьмых классов привезла кубок окружного турнира и книги для библиотеки.",
        ),
    ),
    Sector.HEALTH: (
        ("Диспансеризация по субботам", "Пройти осмотр можно без записи: кабинет 12, с восьми до тринадцати часов."),
        ("Новый аппарат УЗИ", "Исследования сердца теперь делают и в участковой амбулатории."),
    ),
    Sector.CULTURE: (
        ("Ночь в библиотеке", "Читаем вслух, ищем клад среди каталожных ящиков, пьём травяной чай."),
        ("Выставка войлока", "Мастерицы аула показали ковры, сотканные за зиму."),
    ),
    Sector.SOCIAL: (
        ("Школа ухода", "Учим родственников, как ухаживать за пожилым человеком дома."),
        ("Прокат кресел-колясок", "Технические средства реабилитации выдаются в день обращения."),
    ),
    Sector.SPORT: (
        ("Первенство по самбо", "Воспитанники отделения борьбы взяли три медали в личном зачёте."),
        ("Набор в группы", "Ждём детей с семи лет в секции скалолазания и лыжных гонок."),
    ),
}


def welcome(organization: Organization, extra: str = "") -> str:
    """The text of a home page: greeting, two news, whatever the site adds."""
    news = "".join(
        f'<article class="news-item"><span class="date">{12 + n}.11.2026</span> <h3>{title}</h3><p>{text}</p></article>'
        for n, (title, text) in enumerate(_NEWS[organization.sector or Sector.EDUCATION])
    )
    return f"<p>Добро пожаловать на официальный сайт! {escape(organization.name)} работает для жителей: {escape(organization.municipality)}.</p><h2>Новости</h2>{news}{extra}"


def yandex_poll(form: str) -> Poll:
    """A questionnaire at the (fake) Yandex Forms of the region."""
    return Poll(f"http://forms.yandex.ru:{PORT}/u/{form}/")
