"""What an improvement plan is made of: its columns and items, and how people and posts are written in it."""

from __future__ import annotations

import re
from enum import StrEnum

from rules.dates.years import YEAR
from rules.model import Value


class Column(StrEnum):
    """Columns of a plan."""

    NUMBER = "number"
    DEFICIENCY = "deficiency"
    MEASURE = "measure"
    TERM = "term"
    RESPONSIBLE = "responsible"
    RESULT = "result"
    DONE = "done"
    DONE_ON = "done-on"


class PlanItem(Value, frozen=True):
    """One item; fields are texts as written, empty when the plan has none."""

    measure: str
    number: str = ""
    deficiency: str = ""
    term: str = ""
    responsible: str = ""
    result: str = ""
    done: str = ""


PERSON = re.compile(
    r"[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?[А-ЯЁ][а-яё-]{2,}|[А-ЯЁ][а-яё-]+\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна|ична|ович)"
)
SURNAME = re.compile(
    r"\W*[А-ЯЁ][а-яё-]+(?:ов|ев|ёв|ин|ын|ск(?:ий|ая)|цк(?:ий|ая)|ова|ева|ёва|ина|ына|ко|[ую]к|ич|дзе|ян|[ыи]х)\W*"
)
POST = re.compile(
    r"директор|заведующ|\bзав\.|зам(?:естител|\.)|руководител|начальник|врач|сестр|бухгалтер|инженер|методист|завхоз|специалист|администратор|"
    r"библиотекар|учител|воспитател|инструктор|тренер|юрист|секретар|програм+ист|системн\w+\s+администратор|отдел|комисси|главн\w+|старш\w+|"
    r"менеджер|психолог|педагог|социальн\w+\s+работник|художественн\w+|президент|ответственн\w+\s+за|\bрабоч\w+\s+групп|кладовщик|"
    r"хозяйств\w+\s+част|\bАХЧ\b|заведовани|техник|механик|оператор|модератор|логопед|концертмейстер|хранител|экономист|кадр\w+\s+служб|"
    r"регистратор|координатор|председател|\bректор|декан|проректор|контент|webмастер|веб-?мастер|\bсторож|\bрабочий\b|\bуборщи|дворник|электрик|плотник|комендант",
    re.IGNORECASE,
)
DATED = re.compile(
    rf"{YEAR}|квартал|полугоди|\b(?:до|к|не\s+позднее)\s+\d|(?:янв|февр|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)|"
    r"ежемесячно|еженедельно|ежедневно|ежеквартально|раз\s+в\s+(?:год|месяц|квартал|неделю|полугодие)|\d+\s+(?:дн|рабоч|месяц|недел)"
)
