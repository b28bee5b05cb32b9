"""Presses what looks like a control, whatever it does, and keeps what each press brought under the words of it.

Cards that open a window, tabs by the address, trees that load an article, rows that open a panel: none of them is
known by name. Nothing that sends, votes, buys or leads away is pressed, and a press that would leave the page leaves
a link instead.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from crawler.addresses import route_of
from crawler.browser.loading import Visit
from crawler.browser.scripts import script
from crawler.extract.openers import APPEAL, KINDS, MARKED, NEVER, PAPERS, POLL, RATED, START

_EXPLORE: Final = script("exploring/explore.js")
_YEAR: Final = r"[^а-яёa-z\d]*20\d\d(?!\d|[.-]\d\d[.-]\d)"  # «2024», «📁 2024», and no day: «12.05.2024»
_MOST: Final = 40  # presses of a page
# What these do is no opening, beyond what never is: they choose a language or a look, play, sort, ask for a letter.
_REFUSED: Final = (
    r"голос(?!ован)|отправ|(?:про|за)голос|войти"
    # «Оценить качество услуг» opens a questionnaire; «Оценить» gives a mark
    r"|оценить(?!(?: [а-яё]+){0,2} (?:качеств|услови|услуг|работ|обслуживан|организац|учрежден))"
    r"|купить|корзин|удалить|печать|печати|поделиться|закрыть"
    r"|наверх|cookie|принять|слабовидящ|(?<![a-z])play|воспроизв|пауза|слушать|озвуч|проигр|громче|громкост"
    r"|на карте|контраст|шрифт|размер текст|цвет сайта|избранн|сравни|сброс|очист|сортир|свернуть|(?<![а-яё])скрыть"
    r"|развернуть вс[её]|позвонить|(?<![а-яё])чат(?![а-яё])|звонок|расч[её]т|рассчит"
    r"|регистрац|зарегистр|оформить|запис(?:ать|ь на)"
    r"|заявк|(?<![а-яё])(?:ответить|выбрать|изменить|редактир|применить|показать на)|логин|пароль|выход|капч"
    r"|верси[яюи](?![а-яё])|белым|ч[её]рным|интервал|изображени|т[её]мн[а-яё]+ тем|^[^а-яё]*вы?кл|экран|пожертв|помочь"
    r"|(?:ваш|другой) город|личн[а-яё]+ кабинет|обновить"
    r"|новост|афиш|фото|видео|галере|погода|english|(?<![а-яё])язык(?![а-яё])|следующ|предыдущ|(?<![a-z])next|prev"
    r"|^[^а-яёa-z]*(?:рус|каб|балк|англ|осет|чеч|ингуш|карач|тат|башк|адыг)[а-яё]{0,9}\.?(?: язык)?[^а-яё]*$"
    r"|^[^а-яёa-z]*[a-z]{2,3}[^а-яёa-z]*$"
    # a number alone is a page, a mark or a day; a year says what it opens
    rf"|^(?!{_YEAR})[^а-яёa-z]*\d{{1,2}}[^а-яёa-z]*$"
)
# A control called by what it does, where that is not to show: «Взять талон», «Отменить запись», «Поддерживаю». What
# only opens (a tab, a part of an accordion, a branch) may be called anything.
_SHOWING: Final = (
    r"(?:про|по|рас|пере)?(?:смотреть|читать)|(?:по|от)?казать|(?:при|рас)?открыть|раскрыть|(?:раз|по)вернуть"
    r"|отобразить|вывести|узнать|увидеть|изучить|перейти|пройти|ознакомиться|выбрать|загрузить ещ|скачать"
    r"|память|печать|сеть|нить|пять|девять|мать"  # no verbs
)
_ACTS: Final = (
    rf"^[^а-яё]*(?:(?:я|не|больше не) )?(?!{_SHOWING})"
    r"(?:[а-яё]+(?:[аеиоуыя]ть(?:ся)?|[ая]ю|юсь|йти)|(?:рекоменд|голос|участв)ую"
    r"|внести|пере(?:вести|йти)|хочу|буду|приду|пойду)(?![а-яё])"
    r"|^[^а-яё]*(?:против|воздержал(?:ся|ась)|спасибо|отлично|хорошо|плохо|ужасно|(?:не)?интересно|прочитано"
    r"|вс[её] понравилось|ознакомлен[аы]?(?: .*)?|не сейчас|позже|нашли ошибку|мне (?:есть|исполнилось) .*"
    r"|(?:снять )?бронь|бронирование.*|отмена|отписка)[^а-яё]*$"
)
# Forms and polls that are promised are another's to press, unless they stand among tabs: a tab shows, and no more. Nor
# where a press brought the promise. «Предложения и план» promises none.
_APPEALS: Final = (
    f"{APPEAL}|{POLL}|{START}"
    r"|(?<![а-яё])(?:задать|написать|напишите|оставить|связаться|спросить|сообщить|пожаловаться|подать|обратиться"
    r"|начать|приступить|пройти|участвовать)"
)
# A tab called after what it holds, in a row of others: «Онлайн-опрос», «Вопросы и предложения». No verb: it shows.
_NOUNS: Final = (
    r"^[^а-яё]*(?:(?:онлайн|интернет|электронн[а-яё]+)[- ]?)?(?:опрос|анкет[аы](?![а-яё])|анкетирование|голосование"
    r"|обратная связь|вопросы?(?![а-яё])|обращени[ея]|отзывы?(?![а-яё])|предложени[ея]|при[её]мная)"
)
# Says nothing by itself: what stands over it in its card or row is what it opens.
_VAGUE: Final = (
    rf"^(?!{_YEAR})[^а-яёa-z]*(?:(?:узнать |читать |смотреть |показать )?(?:подробн\S*|больше|далее"
    r"|полностью|вс[её]|ещ[её]|детали)"
    r"|открыть(?: (?:документ|раздел|папку|список)\S*)?|(?:по)?смотреть(?: документ\S*)?|просмотр\S*|читать"
    r"|показать|развернуть|раскрыть|перейти|ознакомиться|сведения|информация"
    r"|скачать(?: файл\S*)?|more|open|details|)[^а-яёa-z]*$"
)
# Asks what to show, as a conversation begins: what stands below are no answers. «Что показать?» «Что вас интересует?»
_OFFERED: Final = (
    r"(?:^|[.!?…,:—–-] ?)(?:что|как(?:ой|ая|ое|ие|ую) [а-яё]+|о ч[её]м|чем|с чем)(?: (?:мы|я|мне))?(?: (?:вам|вас|вы))?"
    r" (?:(?:могу|можем|можно) )?(?:показать|открыть|рассказать|подсказать|вывести|посмотрим|откро[ею]м|помочь"
    r"|интересует|интересуют|ищете|нужно|нуж[а-яё]{1,2}"
    r"|(?:бы )?хотите (?:бы )?(?:увидеть|узнать|посмотреть|открыть|найти))"
    r"(?: вам| сегодня)? ?[?][^а-яё]*$"
)
WANTED: Final = rf"независим|(?<![а-яё])нок(?![а-яё])|совет|{KINDS}|предложения(?! и замеч)|оператор|20\d\d"
# What lists that lead to papers are called, and those that lead to other things or change how the page looks.
_LISTED: Final = (
    r"(?<![а-яё])(?:год[а-яё]{0,2}(?![а-яё])|период|квартал|полугоди|сфер[аыуе]|отрасл|документ|материал|раздел|вид(?![а-яё])"
    r"|тип(?![а-яё])|тем[аыу](?![а-яё])|рубрик|учреждени|организаци|что показать|шаг \d)"
)
_OTHERWISE: Final = (
    r"слабовид|шрифт|контраст|(?<![а-яё])цвет|размер|(?<![а-яё])язык|сортир|(?<![а-яё])порядк|на страниц|показывать по"
    r"|(?<![а-яё])врач|специалист|отделени[ея]|(?<![а-яё])запис[ьа]|талон|(?<![а-яё])(?:регион|город|район)(?![а-яё]*ск)"
    r"|при[её]ма?(?![а-яё])|(?<![а-яё])врем[яе]|тариф|оплат|расписан|(?<![а-яё])класс|маршрут|доставк|обращени|новост|афиш"
)
# A plain button that shows what was chosen.
_SHOWS: Final = (
    r"^[^а-яё]*(?:показать|открыть|найти|вывести|(?:по)?смотреть|просмотр(?:еть)?|перейти|отобразить|скачать|применить"
    r"|выбрать|загрузить(?! файл| фото))(?![а-яё])(?! на карте)(?: \S+){0,2}[^а-яё]*$"
)
# Names (class, id) of what is no part of the page's own words.
_FOREIGN: Final = (
    "slider carousel swiper slick owl splide glide flickity calendar datepicker player ymaps map maps chat jivo cookie"
    " cookies gdpr consent rating ratings stars vote votes voting captcha cart basket lang langs language languages"
    " translate gtranslate bvi share likes like comments fancybox lightbox menu navbar breadcrumb breadcrumbs gallery"
    " photos pagination paginator pager social scrolltop totop quiz poll opros"
)
# Leads to another page, as often as it prints this one: that is undone.
_PRINTED: Final = r"верси[яю] для (?:печати|распечат)|печатн[а-яё]+ верси|^[^а-яё]*для печати"
_WORDS: Final = {
    "appeals": _APPEALS,
    "poll": POLL,
    "start": START,
    "papers": PAPERS,
    "nouns": _NOUNS,
    "acts": _ACTS,
    "never": NEVER,
    "refused": _REFUSED,
    "printed": _PRINTED,
    "vague": _VAGUE,
    "asks": RATED,
    "offers": _OFFERED,
    "marks": MARKED,
    "foreign": _FOREIGN,
    "wanted": WANTED,
    "listed": _LISTED,
    "otherwise": _OTHERWISE,
    "shows": _SHOWS,
    "most": _MOST,
}


class Left(NamedTuple):
    """A control that was there and could not be come back to after another was pressed."""

    chain: tuple[str, ...]  # what has to be pressed on a fresh page, itself the last, as the presser calls them
    words: str
    wanted: bool  # whether its words name something that is looked for
    depth: int = 3  # level of the heading that what it brings gets


class Explored(NamedTuple):
    """What came of the presses and choices."""

    brought: int = 0  # presses that brought something; it then stands in the page
    late: bool = False  # something asked for is still on its way, or the control asked for was not come to
    left: tuple[Left, ...] = ()  # the page marks the place of each: `data-nok-left`, its number
    unchosen: tuple[str, ...] = ()  # lists to choose from, and marks, that lead to papers and were not gone through
    html: str = ""  # what came, where a chain was asked for: then it does not stand in the page


async def explore(visit: Visit, seconds: float, left: Left | None = None) -> Explored:
    """Press what may be pressed, within so many seconds; of what was `left`, that control and what it brings.

    Raises what Playwright raises.
    """
    inside = bool(route_of(visit.asked))  # the front of the application has told its ways
    asked = [
        _WORDS,
        seconds * 1000,
        inside,
        left.chain if left else [],
        left.depth if left else 0,
        visit.patience.share,
    ]
    brought, late, missed, html, unchosen = await visit.page.evaluate(_EXPLORE, asked)
    unreached = tuple([Left(tuple(keys), words, wanted, depth) for keys, words, wanted, depth in missed])
    return Explored(int(brought), bool(late), unreached, tuple(map(str, unchosen)), html)
