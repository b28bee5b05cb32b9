"""Who collected the opinions: the operator named in a text, whether it may be one, and the contract with it.

Norm: reference note of the federal ministry of labour (2015), paragraph 5: not a body of executive power; a
subordinate institution by its name; chosen by tender under a state contract.
"""

from __future__ import annotations

import re
from enum import StrEnum

from rules.dates import find_dates
from rules.model import Value

_BODY = r"(?:министерств|департамент|управлени|комитет|администраци|правительств|минздрав|минобр|минкульт|минсоц|минтруд|минспорт|служб[аыеуо]\b|агентств\w+ по|отдел\w*\b)"
_EXECUTIVE = re.compile(rf"^\W*(?:главн\w+ |региональн\w+ |областн\w+ |республиканск\w+ |муниципальн\w+ |городск\w+ )*{_BODY}", re.IGNORECASE)
_FORM = (
    r"(?:ООО|ОАО|ЗАО|ПАО|АО|НАО|АНО|НКО|НП|ЧУ|ИП|ОО|РОО|МОО|Ф?ГБОУ|ФГАОУ|Г[БАК]У\w*|М[БАК]У\w*|ГАОУ|ГБПОУ|ОГ[БАК]У\w*|КГ[БАК]У\w*|Б[ПУ]У?|Общество|Общероссийск\w+|"
    r"[Аа]втономн\w+|[Нн]екоммерческ\w+|[Аа]кционерн\w+|[Оо]бществ\w+ с ограниченной|[Ии]ндивидуальн\w+ предпринимател\w+|[Оо]бщественн\w+ организаци\w+|"
    r"[Фф]едеральн\w+ государственн\w+|[Гг]осударственн\w+ (?:бюджетн|автономн|казенн|казённ)\w+|[Бб]юджетн\w+ (?:учреждени|образовательн)\w+|[Мм]униципальн\w+ (?:бюджетн|автономн)\w+|"
    r"[Фф]онд\w*|[Сс]оюз\w*|[Цц]ентр\w*|[Ии]нститут\w*|[Уу]ниверситет\w*|[Аа]гентств\w+|[Кк]омпани\w+|[Нн]аучн\w+|[Пп]алат\w+|[Лл]аборатори\w+)"
)
_NAMED = re.compile(rf"{_FORM}(?![а-яё])[^.;\n|]{{0,60}}?[«\"“„][^»\"”]{{2,160}}[»\"”]|\b(?:ИП|[Ии]ндивидуальн\w+ предпринимател\w+)\s+[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ][\w.]+)*|{_FORM}(?![а-яё])[^.;\n|]{{8,160}}|[«\"][^»\"]{{2,120}}[»\"]")
_NAMELESS = re.compile(r"подведомственн\w+ (?:\w+ ){0,2}(?:учреждени|организаци)\w*(?![^.;\n]{0,80}[«\"№])", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:организаци\w+|учреждени\w+)?[\s(-]*\bоператор\w*\)?(?! (?:персональн|связи|сотов|обработк|эвм|котельн))", re.IGNORECASE
)
_CONTRACT = re.compile(r"(?:гос(?:ударственн\w+|\.)?|муниципальн\w+|гражданско-правов\w+)?\s*(?:контракт|договор)\w*", re.IGNORECASE)
_NUMBER = re.compile(r"(?:№|\bN|номер)\s*:?\s*\S*\d[\w/.–-]*", re.IGNORECASE)
_LINKS = re.compile(
    r"^[\s:,–—-]*(?:(?:на|в|за|по) (?:\d{4}|[^.;:]{0,60}?)(?:год\w*|гг?\.)?[\s:,–—-]*)?"
    r"(?:(?:независимой|по проведению|по сбору|по НОК|НОК|осуществля\w+|для проведения|сбора)\b[^.;:|]{0,150}?[\s:–—-]*)?"
    r"(?:(?:является|являлось|являлась|выступает|выступил\w*|стал\w*|определен\w*|определён\w*|признан\w*|выбран\w*|назначен\w*|утвержден\w*|утверждён\w*|привлечен\w*)\b[\s:–—-]*)?",
    re.IGNORECASE,
)


class Standing(StrEnum):
    """What the text says of the operator."""

    NAMED = "named"
    EXECUTIVE = "executive"  # a body of executive power: not allowed
    NAMELESS = "nameless"  # «подведомственное учреждение» and no name


class Operator(Value, frozen=True):
    """An operator found in a text, with the contract's number and date where they stand beside."""

    standing: Standing
    name: str
    contract: str = ""
    excerpt: str = ""


def contract_of(text: str) -> str:
    """The first contract that is given with number and date, as written; empty for none."""
    for match in _CONTRACT.finditer(text):
        said = text[match.start() : match.end() + 160]
        number, dates = _NUMBER.search(said), find_dates(said)
        if number and dates:
            return " ".join(said[: max(number.end(), dates[0][1])].split())
    return ""


def find_operators(text: str) -> tuple[Operator, ...]:
    """Operators that a text names, in order; bodies and nameless institutions are told as such."""
    found: list[Operator] = []
    for match in _ROLE.finditer(text):
        after = text[match.end() : match.end() + 420].split("\n\n")[0]
        rest = after[_LINKS.match(after).end() :] if _LINKS.match(after) else after  # type: ignore[union-attr]
        excerpt = " ".join(text[max(0, match.start() - 40) : match.end() + 200].split())
        contract = contract_of(text[max(0, match.start() - 300) : match.end() + 700])
        operator = _read(rest, after, text[max(0, match.start() - 200) : match.start()], contract, excerpt)
        if operator is not None and operator.name not in {one.name for one in found}:
            found.append(operator)
    return tuple(found)


def _read(rest: str, after: str, before: str, contract: str, excerpt: str) -> Operator | None:
    if _EXECUTIVE.match(rest):
        name = re.split(r"[.;,\n|(]", rest.strip(), maxsplit=1)[0]
        return Operator(Standing.EXECUTIVE, " ".join(name.split())[:160], contract, excerpt)
    named = _NAMED.search(rest[:260])
    if named is not None and not _EXECUTIVE.match(named.group()):
        return Operator(Standing.NAMED, " ".join(named.group().split())[:200], contract, excerpt)
    if _NAMELESS.search(rest[:160]):
        return Operator(Standing.NAMELESS, "", contract, excerpt)
    back = [m for m in _NAMED.finditer(before)]
    if back and re.match(r"[^.;\n]{0,80}$", before[back[-1].end() :]):
        return Operator(Standing.NAMED, " ".join(back[-1].group().split())[:200], contract, excerpt)
    return None
