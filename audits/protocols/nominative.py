"""Bodies, posts and persons an item instructs, from the dative they are named in to the nominative."""

from __future__ import annotations

import re
from collections.abc import Mapping

# dative head word → nominative; the longest match wins. Only heads of bodies and posts that protocols instruct.
_HEADS = {
    "министерству": "Министерство",
    "министерствам": "министерства",
    "министру": "министр",
    "министрам": "министры",
    "ведомствам": "ведомства",
    "департаменту": "Департамент",
    "департаментам": "департаменты",
    "управлению": "Управление",
    "управлениям": "управления",
    "комитету": "Комитет",
    "комитетам": "комитеты",
    "отделу": "отдел",
    "отделам": "отделы",
    "службе": "Служба",
    "агентству": "Агентство",
    "администрации": "администрация",
    "администрациям": "администрации",
    "главе": "глава",
    "главам": "главы",
    "руководителю": "руководитель",
    "руководителям": "руководители",
    "директору": "директор",
    "директорам": "директора",
    "начальнику": "начальник",
    "начальникам": "начальники",
    "органам": "органы",
    "органу": "орган",
    "организациям": "организации",
    "учреждениям": "учреждения",
    "учреждению": "учреждение",
    "общественному": "общественный",
    "общественным": "общественные",
    "совету": "совет",
    "советам": "советы",
    "куратору": "куратор",
    "оператору": "оператор",
    "операторам": "операторы",
    "местным": "местные",
    "муниципальным": "муниципальные",
    "государственным": "государственные",
    "исполнительным": "исполнительные",
    "уполномоченным": "уполномоченные",
    "уполномоченному": "уполномоченный",
    "ответственным": "ответственные",
    "заместителю": "заместитель",
    "центру": "Центр",
    "палате": "палата",
    "комиссии": "комиссия",
    "правительству": "Правительство",
    "инспекции": "инспекция",
    "дирекции": "дирекция",
    "фонду": "фонд",
    "филиалу": "филиал",
    "филиалам": "филиалы",
    "отделению": "отделение",
    "отделениям": "отделения",
    "аппарату": "аппарат",
    "главному": "главный",
    "главным": "главные",
    "врачу": "врач",
    "врачам": "врачи",
    "первому": "первый",
    "первым": "первые",
    "заместителям": "заместители",
    "председателю": "председатель",
    "председателям": "председатели",
    "секретарю": "секретарь",
    "специалисту": "специалист",
    "специалистам": "специалисты",
    "заведующему": "заведующий",
    "заведующей": "заведующая",
    "заведующим": "заведующие",
    "членам": "члены",
    "школам": "школы",
    "музеям": "музеи",
    "библиотекам": "библиотеки",
    "театрам": "театры",
    "колледжам": "колледжи",
    "больницам": "больницы",
    "поликлиникам": "поликлиники",
    "подведомственным": "подведомственные",
    "образовательным": "образовательные",
    "медицинским": "медицинские",
}
# «Минтруду», «Росреестру»; «Минкультуры», «Минобрнауки» are genitives and stay. Not «Минута», «Минимальный», «Россия».
_SHORT = re.compile(
    r"(?:Мин(?!ут|има|имум|ера|ск|ист|ус|ув)[а-яё]{2,}|Рос(?!си|т[а-яё]|к)[а-яё]{3,}|Гос(?!уд)[а-яё]{3,}"
    r"|[А-ЯЁ][а-яё]+надзору)\b"
)
_INSTITUTION = re.compile(r"(?:(?:Ф?Г|М)[БКА][А-ЯЁ]{1,4}|ООО|П?АО|АНО|НКО|МФЦ|УМВД|УФНС|УФССП)(?![а-яёА-ЯЁ])")
_PERSON = re.compile(r"(?P<name>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?=\s+[А-ЯЁ]\.)")
_SURNAMES = (  # endings, dative → nominative
    (r"(?<=[оеё]в)у$|(?<=[иы]н)у$", ""),
    (r"(?<=[оеё]в)ой$|(?<=[иы]н)ой$", "а"),
    (r"скому$", "ский"),
    (r"ской$", "ская"),
    (r"(?<=[бгджзклмнпртфхцчш])у$", ""),
)
_GENERIC = ("ым", "ому")  # adjectives: the noun is still to come


# How a dative ends, and how the instrumental of the same word does.
_ENDINGS = (
    ("ому", "ым"), ("ему", "им"), ("ей", "ей"), ("ии", "ией"), ("рю", "рем"), ("ю", "ем"), ("у", "ом"), ("е", "ой"),
    ("ам", "ами"), ("ям", "ями"), ("ым", "ыми"), ("им", "ими"),
)  # fmt: skip


def _with(dative: str) -> str:
    """«министерству» → «министерством»."""
    ending, instead = next(pair for pair in _ENDINGS if dative.endswith(pair[0]))
    return dative[: -len(ending)] + instead


_PARTNERS = {_with(dative): name for dative, name in _HEADS.items()}


def begins_with_partner(text: str) -> bool:
    """Whether a text begins by naming a body in the instrumental: «(совместно с) Министерством культуры»."""
    word = re.match(r"[\w-]+", text)
    return bool(word and (word[0].lower() in _PARTNERS or _SHORT.match(text) or _INSTITUTION.match(text)))


def is_dative(word: str) -> bool:
    """Whether a word heads a body's name in the dative."""
    return word in _HEADS


def begins_with_body(text: str) -> bool:
    """Whether a text begins by naming a body or a post that protocols instruct."""
    word = re.match(r"[\w-]+", text)
    return bool(word and word[0].lower() in _HEADS) or bool(_SHORT.match(text) or _INSTITUTION.match(text))


def nominative(part: str) -> str:
    """«Министерству культуры» → «Министерство культуры»."""
    return _renamed(part, _HEADS, _GENERIC)


def partner(part: str) -> str:
    """«Министерством культуры» → «Министерство культуры»."""
    return _renamed(part, _PARTNERS, ("ыми", "ими", "ым"))


def _renamed(part: str, heads: Mapping[str, str], generic: tuple[str, ...]) -> str:
    part = re.sub(r"^(?:а\s+также|и)\s+", "", part.strip(" ,.;–—-"), flags=re.I)
    out, seen_noun = [], False
    for word in part.split(" "):
        known = None if seen_noun else heads.get(word.lower()) or _short(word)
        seen_noun = not word.lower().endswith(generic) if known else True
        out.append(known or word)
    return " ".join(out)


def person(name: str) -> str | None:
    """«Иванову И.И.» → «Иванов И.И.»; None for a name that does not stand in the dative."""
    match = _PERSON.match(name)
    if match is None:
        return None
    for ending, instead in _SURNAMES:
        if re.search(ending, match["name"]):
            return re.sub(ending, instead, match["name"]) + name[match.end() :]
    return None


def _short(word: str) -> str | None:
    if not _SHORT.fullmatch(word):
        return None
    for ending, instead in (("у", ""), ("ю", "й"), ("ом", ""), ("ем", "й")):  # «Минтруду», «Минстроем»
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return word
