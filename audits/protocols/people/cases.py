"""Bodies and posts that are instructed, in the cases they are named in: «директору», «с директором», «директора»."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

# Written with a capital in the nominative: such a word alone is a body's name.
_CAPITAL = ("министерство", "департамент", "управление", "комитет", "служба", "агентство", "центр", "правительство")
_BODIES = (
    "министерство", "ведомство", "департамент", "управление", "комитет", "отдел", "служба", "агентство",
    "администрация", "орган", "организация", "учреждение", "совет", "центр", "палата", "комиссия",
    "правительство", "инспекция", "дирекция", "фонд", "филиал", "отделение", "аппарат", "школа", "музей",
    "библиотека", "театр", "колледж", "больница", "поликлиника", "секретариат", "канцелярия", "бухгалтерия",
    "филармония", "пресс-служба", "сектор", "кабинет", "лаборатория", "институт", "академия", "университет",
    "техникум", "училище", "лицей", "гимназия", "интернат", "диспансер", "санаторий", "пансионат",
    "предприятие", "ассоциация", "редакция", "бюро", "представительство", "подразделение", "образование",
    "коллегия", "мэрия", "префектура", "казначейство", "прокуратура",
)  # fmt: skip
_POSTS = (
    "министр", "глава", "руководитель", "директор", "начальник", "куратор", "оператор", "заместитель", "врач",
    "председатель", "секретарь", "специалист", "заведующий", "заведующая", "управляющий", "член",
    "пресс-секретарь", "консультант", "референт", "помощник", "советник", "уполномоченный", "ректор",
    "проректор", "завуч", "завхоз", "методист", "экономист", "бухгалтер", "юрист", "инженер", "программист",
    "инженер-программист", "статистик", "администратор", "библиотекарь", "воспитатель", "учитель",
    "преподаватель", "педагог", "психолог", "логопед", "медсестра", "сестра", "фельдшер", "акушер",
    "регистратор", "делопроизводитель", "архивист", "диспетчер", "техник", "механик", "тренер", "инструктор",
    "художник", "режиссёр", "хранитель", "координатор", "редактор", "модератор", "разработчик", "исполнитель",
    "участник", "представитель", "родитель", "мэр", "губернатор", "префект", "учредитель", "работник", "сотрудник",
)  # fmt: skip
_PLURALS = {
    "орган": "органы", "директор": "директора", "врач": "врачи", "совет": "советы", "центр": "центры", "член": "члены",
    "доктор": "доктора", "учитель": "учителя", "редактор": "редакторы", "инспектор": "инспекторы",
}  # fmt: skip
_OF_SEVERAL = {"сестра": "сестёр", "медсестра": "медсестёр", "глава": "глав"}  # «прошу глав …»


class Forms(msgspec.Struct, frozen=True):
    """A noun's forms in one number."""

    nominative: str
    dative: str
    instrumental: str
    accusative: str
    plural: bool = False
    gender: str = "m"
    body: bool = False  # not a post


def nouns() -> Iterator[Forms]:
    """Every noun in both numbers."""
    for noun in _BODIES:
        yield from (msgspec.structs.replace(forms, body=True) for forms in _declined(noun))
    for noun in _POSTS:
        yield from _declined(noun)


def shown(nominative: str) -> str:
    """As a body's name begins."""
    return nominative.capitalize() if nominative in _CAPITAL else nominative


def _declined(noun: str) -> Iterator[Forms]:
    stem, last = noun[:-1], noun[-1]
    if noun == "бюро":
        yield Forms(noun, noun, noun, noun, gender="n")
    elif noun.endswith(("щий", "ный", "щая")):
        yield from _as_adjective(noun)
    elif noun.endswith("ие"):
        yield Forms(noun, stem + "ю", stem + "ем", noun, gender="n")
        yield Forms(stem + "я", stem + "ям", stem + "ями", stem + "я", plural=True)
    elif last in "ое":
        yield Forms(noun, stem + "у", stem + ("ом" if last == "о" else "ем"), noun, gender="n")
        yield Forms(stem + "а", stem + "ам", stem + "ами", stem + "а", plural=True)
    elif noun.endswith("ия"):
        yield Forms(noun, stem + "и", stem + "ей", stem + "ю", gender="f")
        yield Forms(stem + "и", stem + "ям", stem + "ями", stem + "и", plural=True)
    elif last == "а":
        many = stem + ("и" if stem[-1] in "гкхжшчщ" else "ы")
        several = _OF_SEVERAL.get(noun, many)
        yield Forms(noun, stem + "е", stem + ("ей" if stem[-1] in "жшчщц" else "ой"), stem + "у", gender="f")
        yield Forms(many, stem + "ам", stem + "ами", several, plural=True)
    elif last in "ьй":
        many = _PLURALS.get(noun, stem + "и")
        yield Forms(noun, stem + "ю", stem + "ем", stem + "я" if last == "ь" else noun)
        yield Forms(many, stem + "ям", stem + "ями", stem + "ей" if last == "ь" else many, plural=True)
    else:
        many = _PLURALS.get(noun, _ended(noun, "и" if last in "гкхжшчщ" else "ы"))
        yield Forms(noun, _ended(noun, "у"), _ended(noun, "ом"), _ended(noun, "а"))
        several = _ended(noun, "ей" if last in "жшчщ" else "ов")
        yield Forms(many, _ended(noun, "ам"), _ended(noun, "ами"), several, plural=True)


def _as_adjective(noun: str) -> Iterator[Forms]:
    """«заведующий», «заведующая», «уполномоченный»."""
    stem, soft = noun[:-2], "щ" in noun[-3:]
    if noun.endswith("ая"):
        yield Forms(noun, stem + "ей", stem + "ей", stem + "ую", gender="f")
        return
    yield Forms(
        noun, stem + ("ему" if soft else "ому"), stem + ("им" if soft else "ым"), stem + ("его" if soft else "ого")
    )
    many = stem + ("и" if soft else "ы")
    yield Forms(many + "е", many + "м", many + "ми", many + "х", plural=True)


def _ended(noun: str, ending: str) -> str:
    """«инженер-программист»: both parts are declined."""
    return "-".join(part + ending for part in noun.split("-"))
