"""Words on controls that bring up a form, a poll or more of the page when they are pressed, and on what never is."""

from __future__ import annotations

import re
from typing import Final

# Read by Python and by browsers, for whom `\b` and `\w` know no Cyrillic letters.
APPEAL: Final = (
    r"обращени|вопрос|(?<![а-яё])нап(?:ис|иш)|жалоб|обратн[а-яё]+ связ|(?<![а-яё])связ(?:аться|ь с)|(?<![а-яё])отзыв"
    r"|предложени|сообщени|при[её]мн(?:ая|ую|ой)"
)
POLL: Final = r"(?<![а-яё])опрос|анкет|голосова|(?<![а-яё])оцени(?!ва)"
# Kinds of papers, wherever one is told by its name. «Предложения» are letters as well: whoever seeks papers says which.
KINDS: Final = (
    r"(?<![а-яё])план(?!ет)|отч[её]т|результат|(?<![а-яё])итог|(?<![а-яё])акт[ыаов]{0,2}(?![а-яё])|протокол|приказ"
    r"|положени|норматив|правов|документ|рейтинг|перечень|список|состав|мероприятия|оценк"
)
PAPERS: Final = f"{KINDS}|предложени"  # as lists to choose one from call them
# «Результаты опроса», «Анализ анкет»: what others answered, and nothing to answer.
TOLD: Final = r"результат|(?<![а-яё])итог|(?<![а-яё])ответы (?:на|наш)|анализ|(?<![а-яё])сводн|показал"
START: Final = r"^[^а-яё]*(?:начать|приступить|старт(?![а-яё])|пройти|участвовать|принять участие)"
# What these do is no opening: they send, vote, agree, leave, print. «Полезна ли страница? Да / Нет» is a vote as well.
NEVER: Final = (
    r"слабовид|(?:рас)?печатать|печат[ьи](?![а-яё])|наверх|вверх|закрыть|найти|поиск|cookie|куки|войти|выйти"
    r"|(?<![а-яё])вход(?![а-яё])|(?<![а-яё])меню|соглас(?:ен|на|ит)(?![а-яё])|(?<![а-яё])прин(?:ять|имаю)(?! участие)"
    r"|нравится|лайк|(?<![а-яё])(?:про)?голосовать|добавить|удалить|(?:под|от)писа(?:ться|ть)|оплатить|купить|заказать"
    r"|скача|скопир|поделит(?![а-яё]* (?:\S+ )?(?:мнени|впечатлени|опытом|отзыв))"
    r"|^[^а-яё]*(?:предыдущ|следующ|пожертвовать|подтвердить|сохранить|ответить)"
    r"|^[^а-яё]*(?:да|нет|ок|хорошо|понятно|назад|вп[её]р[её]д)[^а-яё]*$"
    r"|^[^а-яё]*(?:не )?(?:полезно|помогло)[^а-яё]*$"
)
# Leads on to the next question of a poll, and sends all of it; rules say the same in data/wordings/forms.yml.
ONWARD: Final = (
    r"^[^а-яё]*(?:далее|дальше|впер[её]д|продолжить|след|следующ[а-яё]+(?: [а-яё]+)?"
    r"|к следующ[а-яё]+ [а-яё]+)[^а-яё]*$"
)
SENDS: Final = (
    r"отправ|голос(?!ов(?:ой|ом|ое))|заверш|готово|закончить|сохран|ответить|подтверд|(?<![а-яё])подать|передать"
)
SENDING: Final = r"^[^а-яё]*(?:отправ|подать|послать)"  # opens a form, or sends the one it stands at
# Further rows of a list. «Все» alone is what a list is filtered by.
FURTHER: Final = (
    r"^[^а-яё]*(?:(?:показать|загрузить|открыть|посмотреть|смотреть|вывести) (?:ещ[её]|больше|вс[её])(?: \S+){0,2}"
    r"|ещ[её](?: \S+){0,2}|(?:больше|вс[её]) (?!не |ок|понят|понрав|хорош|отлично|устраива)\S+(?: \S+)?)[^а-яё]*$"
)
# Numbers in a row that are marks to give or days, by what they are called and by what is said over them: no pages.
MARKED: Final = (
    r"(?:^|[ _-])(?:u?stars?(?![a-z])|ustarrating|rat(?:e(?![a-z])|ing)|vot(?:e|ing)|golos|ocen"
    r"|marks?(?![a-z])|scores?(?![a-z])|scale|smile|radio|quiz|poll|opros|nps(?![a-z])|calend|datepick|days?(?![a-z])|week)"
)
RATED: Final = (
    r"(?<![а-яё])(?:оцените|поставьте|ваша оценка|довольны ли|проголосуйте)|[?][^а-яё]*$"
    # «Оценка показывает, насколько удобно в школах. Выберите вкладку.» asks nothing
    r"|(?<![а-яё])насколько(?:(?: \S+){0,2} (?:вы|вам|вас|ваш\S*)(?![а-яё])|(?![^.!?]*[.!]))"
    r"|(?<![а-яё])(?:плохо|отлично)(?![а-яё])"
)
_NEVER: Final = re.compile(NEVER, re.IGNORECASE)
_ANY: Final = re.compile(f"{APPEAL}|{POLL}|{START}", re.IGNORECASE)
MAX_OPENERS: Final = 8  # of a page
MAX_LABEL: Final = 60  # characters


def promises(label: str) -> bool:
    """Whether a control that leads nowhere by itself promises something to fill in."""
    return 2 < len(label) <= MAX_LABEL and _ANY.search(label) is not None and may_be_pressed(label)


def may_be_pressed(label: str) -> bool:
    """Whether a control called so only shows something."""
    return _NEVER.search(label) is None
