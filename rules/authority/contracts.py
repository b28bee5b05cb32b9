"""The operator as a contract's own preamble names it.

«… министерство, именуемое «Заказчик», и АНО «Пульс», именуемая «Оператор», заключили контракт о нижеследующем».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rules.authority.operators import FORM, Operator, Standing
from rules.dates.days import find_dates
from rules.language.wording import normal

_HEAD = 12  # lines of a contract in which number, day and parties stand
_TITLE = re.compile(r"\W*(?:(?:государственн|муниципальн)\w+ )?(?:контракт|договор)\b")
_NUMBER = re.compile(r"№\s*([\w/.-]*\d[\w/.-]*)")
_TASK = re.compile(r"сбор\w*,?(?: и| анализ\w*)* обобщени\w*|независим\w+ оценк\w* качеств")
_PARTY = re.compile(
    rf"(?:^|\bи |, )(?P<name>(?:{FORM}|ИП\b|[Ии]ндивидуальн\w+ предпринимател\w+)"
    r"[^,;]{3,160}?),? (?:далее |в дальнейшем )?именуем\w+ (?:в дальнейшем |далее )?"
    r"[«\"“](?:Оператор|Исполнитель|Подрядчик)"
)


def operator_of_contract(lines: Sequence[str]) -> Operator | None:
    """The firm a contract on gathering the information is made with, its number and day; None for any other paper."""
    head = lines[:_HEAD]
    title = next((line for line in head if _TITLE.match(normal(line))), "")
    if not title or _TASK.search(normal("\n".join(lines))) is None:
        return None
    party = next((match for line in head if (match := _PARTY.search(line))), None)
    if party is None:
        return None
    number = next((match for line in head if (match := _NUMBER.search(line))), None)
    days = [day for _, _, day in find_dates("\n".join(head))]
    told = (f"№ {number[1]}" if number else "", f"от {days[0]:%d.%m.%Y}" if days else "")
    contract = f"контракт {' '.join(filter(None, told))}".strip()
    return Operator(Standing.NAMED, party["name"].strip(), contract, party.group().strip(" ,"))
