"""One cell → a value, and what should be said about it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from audits.registry.model import Remark, Severity
from crawler.inn import inn_is_valid
from rules.addresses.typed import is_email, says_none
from rules.checks.links.bus_link import agency_of
from rules.dates.years import FIRST_ASSESSMENT
from rules.model import Ownership, Sector, Subject

SUBJECTS: dict[str, Subject] = {
    "organization": Subject.ORGANIZATION,
    "организация": Subject.ORGANIZATION,
    "учреждение": Subject.ORGANIZATION,
    "authority": Subject.AUTHORITY,
    "орган власти": Subject.AUTHORITY,
    "орган": Subject.AUTHORITY,
    "орган местного самоуправления": Subject.AUTHORITY,
    "омсу": Subject.AUTHORITY,
    "орган исполнительной власти": Subject.AUTHORITY,
    "оив": Subject.AUTHORITY,
}
SECTORS: dict[str, Sector] = {
    "education": Sector.EDUCATION,
    "образование": Sector.EDUCATION,
    "health": Sector.HEALTH,
    "здравоохранение": Sector.HEALTH,
    "медицина": Sector.HEALTH,
    "culture": Sector.CULTURE,
    "культура": Sector.CULTURE,
    "social": Sector.SOCIAL,
    "соцобслуживание": Sector.SOCIAL,
    "социальное обслуживание": Sector.SOCIAL,
    "соц. обслуживание": Sector.SOCIAL,
    "социальная защита": Sector.SOCIAL,
    "соцзащита": Sector.SOCIAL,
    "sport": Sector.SPORT,
    "спорт": Sector.SPORT,
    "физическая культура и спорт": Sector.SPORT,
    "физкультура и спорт": Sector.SPORT,
    "физическая культура": Sector.SPORT,
}
OWNERSHIPS: dict[str, Ownership] = {
    "state": Ownership.STATE,
    "государственная": Ownership.STATE,
    "государственное": Ownership.STATE,
    "municipal": Ownership.MUNICIPAL,
    "муниципальная": Ownership.MUNICIPAL,
    "муниципальное": Ownership.MUNICIPAL,
}

T = TypeVar("T")

_SOFT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_BETWEEN = re.compile(r"[\s,;]+")
_BETWEEN_NUMBERS = re.compile(r"[,;]|\s{2,}")
_NOT_DIGIT = re.compile(r"\D")
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]{4,}")
_EXTENSION = re.compile(r"(?i)\(?\s*(?:доб|вн|ext)\.?\s*\d+\)?")
_CARD_NUMBER = re.compile(r"^(?:№|N)?\s*(\d+)(?:[.,]0+)?$")  # «№ 100», and a number a spreadsheet made a fraction
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_TRUNK = re.compile(r"^\D*[78](?!\d)|^\D*\+\s*7")  # the 8 or +7 that a code of a city follows
_NEVER = frozenset({"не оценивалась", "не оценивалось", "не оценивались", "не оценивался", "не проводилась", "never"})
# What spreadsheets show where a formula came to nothing, in Russian, English and LibreOffice; and a narrow column.
_ERROR = re.compile(
    r"#(?:Н/Д|ССЫЛКА!|ЗНАЧ!|ИМЯ\?|ДЕЛ/0!|ЧИСЛО!|ПУСТО!|ПЕРЕНОС!|ВЫЧИСЛ!|ПОЛЕ!|N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|"
    r"SPILL!|CALC!|FIELD!|GETTING_DATA)|#{3,}|(?:Err|Ошибка):\d{3}",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"^(\d+)[.,]0*$")  # a whole number that a program wrote as a fraction: «1.0», «103.»
_POWER = re.compile(r"^\d(?:[.,]\d+)?[eEеЕ]\+\d+$")  # «1,23E+10»: the digits after the third are gone
_LOST = "число записано со степенью («{}»): цифры потеряны. Задайте колонке текстовый формат и впишите их заново"
_INN_KPP = re.compile(r"^(\d{10})\s*[/\\]\s*\d{9}$")
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)
_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)


def plain(cell: str) -> str:
    """White space collapsed; soft hyphens and zero-width characters gone."""
    return " ".join(_SOFT.sub("", cell).split())


def blank(cell: str) -> bool:
    """Empty, or one of the dashes people write for it."""
    return plain(cell) in ("", "-", "–", "—")


def is_error(cell: str) -> bool:
    """Whether a spreadsheet's error stands where a value should: «#Н/Д», «#REF!»."""
    return _ERROR.fullmatch(plain(cell)) is not None


def _whole(text: str) -> str:
    """The number without the fraction of nothing that a program gave it."""
    return _FRACTION.sub(r"\1", text)


def read_code(cell: str) -> tuple[str, tuple[Remark, ...]]:
    """The organization's code: as written, but «1.0» is the 1 of another program."""
    text = plain(cell)
    if _POWER.match(text):
        return text, (Remark(f"{_LOST.format(text)}; код взят как записан", Severity.ERROR),)
    code = _whole(text)
    if code != text:
        return code, (Remark(f"код понят как {code}; исправьте ячейку, если это не так"),)
    return code, ()


def read_choice(cell: str, choices: Mapping[str, T]) -> tuple[T | None, tuple[Remark, ...]]:
    """One of a closed list, in either language."""
    if blank(cell):
        return None, ()
    found = choices.get(plain(cell).casefold().strip(" ."))
    if found is not None:
        return found, ()
    return None, (Remark(f"значение «{plain(cell)}» неизвестно; допустимы: {', '.join(choices)}", Severity.ERROR),)


def read_inn(cell: str) -> tuple[str, tuple[Remark, ...]]:
    """ИНН with a true checksum; a leading zero that a spreadsheet ate is given back."""
    if blank(cell) or says_none(cell):
        return "", ()
    digits = _whole(re.sub(r"\s", "", cell))
    if found := _INN_KPP.match(plain(cell)):
        digits = found[1]
    if inn_is_valid(digits):
        return digits, ()
    if inn_is_valid("0" + digits):
        return "0" + digits, (
            Remark(f"у ИНН потерян ведущий ноль, понят как 0{digits}; задайте колонке текстовый формат"),
        )
    if _POWER.match(digits):
        why = _LOST.format(digits)
    elif not digits.isdigit() or len(digits) not in (10, 12):
        why = "ИНН — это 10 или 12 цифр"
    else:
        why = "не сходится контрольная сумма ИНН"
    return "", (Remark(f"{why}; организация проверяется без ИНН. Исправьте номер", Severity.ERROR),)


def read_email(cell: str) -> tuple[str, tuple[Remark, ...]]:
    """The e-mail addresses of the cell, separated by commas: each of them is the organization's."""
    if blank(cell) or plain(cell).casefold() == "нет":
        return "", ()
    words = [bare for word in _BETWEEN.split(cell) if (bare := word.strip("<>()«»\"'."))]
    good = list(dict.fromkeys(word for word in words if is_email(word)))
    mixed = [word for word in good if _mixes_alphabets(word)]
    good = [word for word in good if word not in mixed]
    if mixed and not good:
        letters = ", ".join(f"«{letter}»" for letter in list(dict.fromkeys(_RUSSIAN.findall(mixed[0])))[:5])
        why = f"в адресе {mixed[0]} русские буквы среди латинских: {letters}; он не используется. Исправьте адрес"
        return "", (Remark(why, Severity.ERROR),)
    if not good:
        return "", (Remark("это не адрес электронной почты; он не используется. Исправьте адрес", Severity.ERROR),)
    rest = " ".join(word for word in words if word not in good)
    if rest:
        return ", ".join(good), (Remark(f"кроме адреса, в ячейке стоит «{rest}»; взято: {', '.join(good)}"),)
    return ", ".join(good), ()


def _mixes_alphabets(address: str) -> bool:
    """Whether a Russian letter has strayed into an address: «info@школа.рф» is one, «liв@mail.ru» is none.

    A name before the @ is of one alphabet and no more Russian than its host; a host's label is of one alphabet.
    """
    name, _, host = address.rpartition("@")
    labels = host.split(".")
    if any(_LATIN.search(label) and _RUSSIAN.search(label) for label in labels):
        return True
    return _RUSSIAN.search(name) is not None and (_LATIN.search(name + host) is not None)


def read_bus_gov_id(cell: str) -> tuple[str, tuple[Remark, ...]]:
    """The number of a card at bus.gov.ru, also out of the card's address."""
    if blank(cell) or plain(cell).casefold() == "нет":
        return "", ()
    text = plain(cell)
    number = agency_of(text) or _CARD_NUMBER.sub(r"\1", text)
    if not re.fullmatch(r"[0-9]{1,12}", number) or not int(number):
        why = "это не номер карточки bus.gov.ru (нужны только цифры); он не используется. Исправьте номер"
        return "", (Remark(why, Severity.ERROR),)
    if number != text and not agency_of(text):
        return number, (Remark(f"номер карточки bus.gov.ru понят как {number}; исправьте ячейку"),)
    return number, ()


def read_phone(cell: str) -> tuple[str, tuple[Remark, ...]]:
    """One or more numbers as written, each of as many digits as a number has, without its extension."""
    if blank(cell) or plain(cell).casefold() == "нет":
        return "", ()
    text = _whole(plain(cell))
    if _POWER.match(text):
        return "", (Remark(f"{_LOST.format(text)}; телефон не используется", Severity.ERROR),)
    for number in _BETWEEN_NUMBERS.split(_EXTENSION.sub("", text)):
        if number.strip() and (wrong := _wrong_number(number)):
            return "", (Remark(f"{wrong}; он не используется. Исправьте номер", Severity.ERROR),)
    return text, ()


def _wrong_number(number: str) -> str:
    """What keeps a text from being a telephone number: a local one of 5 to 7 digits, or one with its code."""
    digits = _NOT_DIGIT.sub("", number)
    if not 5 <= len(digits) <= 11 or _WORD.search(number):
        return "это не номер телефона (нужно от 5 до 11 цифр)"
    long = _TRUNK.match(number) is not None and len(digits) > 7  # «8 (866…» and «+7 866…» are followed by ten digits
    if len(digits) in (8, 9) or (long and len(digits) == 10):
        wanted = 11 if long else 10
        return f"в номере телефона не хватает цифр: их {len(digits)}, а с кодом города должно быть {wanted}"
    if len(digits) == 11 and digits[0] not in "78":
        return "в номере телефона лишняя цифра или код не России: 11 цифр начинаются с 8 или +7"
    return ""


def read_years(cell: str, on: date | None = None) -> tuple[tuple[int, ...] | None, tuple[Remark, ...]]:
    """Years of assessment: empty = unknown (None), a dash = never assessed (). One that has not begun `on` is told."""
    text = plain(cell)
    if not text:
        return None, ()
    if blank(text) or text.casefold().strip(" .") in _NEVER:
        return (), ()
    if text.casefold().strip(" .") == "нет":
        return (), (Remark("«нет» понято так, что оценки не было; если годы неизвестны, оставьте ячейку пустой"),)
    words = [re.sub(r"(?i)\s*(г\.?|год|гг\.?)$", "", word) for word in re.split(r"[\s,;]+", text)]
    words = [re.sub(r"\.0$", "", word) for word in words if word]
    wrong = [word for word in words if not _YEAR.match(word)]
    if wrong:
        why = f"«{wrong[0]}» — не год; годы считаются неизвестными. Пишите: 2019 2022; «-», если оценки не было"
        return None, (Remark(why, Severity.ERROR),)
    years = tuple(sorted({int(word) for word in words}))
    doubts = (years_ahead(years, on) if on is not None else "", years_before(years))
    return years, tuple(Remark(doubt) for doubt in doubts if doubt)


def years_before(years: Iterable[int]) -> str:
    """What is to be said of years before there was any assessment; empty when there are none."""
    early = [str(year) for year in years if year < FIRST_ASSESSMENT]
    if not early:
        return ""
    return (
        f"независимой оценки ещё не проводили: {', '.join(early)}; за этот год ничего не требуется. "
        "Исправьте, если это опечатка"
    )


def years_ahead(years: Iterable[int], on: date) -> str:
    """What is to be said of years of assessment that have not begun by a day; empty when all have."""
    ahead = [str(year) for year in years if year > on.year]
    if not ahead:
        return ""
    return (
        f"год оценки ещё не наступил: {', '.join(ahead)}; за него ничего не требуется. "
        "Исправьте, если это опечатка; иначе впишите, когда настанет"
    )
