"""Acts as pages write them."""

from __future__ import annotations

from datetime import date

from rules.acts.listed import FoundActs, Mention, find_acts

ON = date(2026, 11, 20)
NOK_TITLE = "по вопросам проведения независимой оценки качества оказания услуг"
PROTOCOL_LIST = (
    "1. Указ Президента РФ от 7 мая 2012 года № 597",
    "2. Федеральный закон от 21 июля 2014 года №256-ФЗ",
    "3. Приказ Минобрнауки России от 05.12.2014 № 1547",
    "4. Распоряжение Правительства КБР от 29 января 2015 г. № 31-рп",
    "5. Постановление Правительства КБР от 31 декабря 2015 г. № 324-ПП",
    "6. Распоряжение Правительства КБР от 13 сентября 2016 г. № 458-рп",
    "7. Приказ Министерства образования КБР от 10.02.2016 № 77",
    "8. Приказ МКОУ «Заречная школа» от 15.02.2016 № 12-ОД о назначении ответственного",
)


def found(*texts: str) -> FoundActs:
    return find_acts(Mention(text=text) for text in texts)


def ids(text: str, context: str = "") -> list[str]:
    return list(find_acts([Mention(text=text, context=context)]).by_id)
