"""Who adopted an act: bodies of power named in running text, and their place in the hierarchy.

Levels (protocol of 02.06.2017 № 3, annex 1: acts follow «иерархии органов государственной власти, их принимавших»):
1 federal President, parliament, government · 2 federal ministries · 3 head, parliament, government of a region ·
4 regional ministries · 5 municipalities · 6 the organization itself. Within a level the order is free: the protocol's
own list puts a decree before a federal law.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Body(StrEnum):
    """Bodies that adopt acts. Federal ministries are told apart, because acts are matched by them."""

    PRESIDENT = "president"
    PARLIAMENT = "parliament"
    GOVERNMENT = "government"
    MINTRUD = "mintrud"
    MINZDRAV = "minzdrav"
    MINKULTURY = "minkultury"
    MINOBRNAUKI = "minobrnauki"
    MINPROSVESHCHENIYA = "minprosveshcheniya"
    ROSOBRNADZOR = "rosobrnadzor"
    MINFIN = "minfin"
    MINSPORT = "minsport"
    FEDERAL_MINISTRY = "federal-ministry"
    REGION_HEAD = "region-head"
    REGION_PARLIAMENT = "region-parliament"
    REGION_GOVERNMENT = "region-government"
    REGION_MINISTRY = "region-ministry"
    MUNICIPALITY = "municipality"
    ORGANIZATION = "organization"

    @property
    def level(self) -> int:
        """1 (highest) … 6 (the organization)."""
        return _LEVELS[self]


_LEVELS = {
    **dict.fromkeys((Body.PRESIDENT, Body.PARLIAMENT, Body.GOVERNMENT), 1),
    **dict.fromkeys(
        (
            Body.MINTRUD, Body.MINZDRAV, Body.MINKULTURY, Body.MINOBRNAUKI, Body.MINPROSVESHCHENIYA,
            Body.ROSOBRNADZOR, Body.MINFIN, Body.MINSPORT, Body.FEDERAL_MINISTRY,
        ),
        2,
    ),
    **dict.fromkeys((Body.REGION_HEAD, Body.REGION_PARLIAMENT, Body.REGION_GOVERNMENT), 3),
    Body.REGION_MINISTRY: 4,
    Body.MUNICIPALITY: 5,
    Body.ORGANIZATION: 6,
}  # fmt: skip

_REGION = re.compile(
    r"\bКБР\b|Кабардино|\bРеспублик\w+(?!\s+Российск)|\bобласт[иьн]\w*|\bкра[яйе]\b|\bкраев\w+|автономн\w+\s+округ\w*|"
    r"\bокруга\s*-\s*Югры|\bреспубликанск\w+|\bг(?:орода|\.)\s*(?:Москв\w|Санкт|Севастопол)\w*|\bрегиона\w*\b|\bсубъекта\b|"
    r"\b(?:Кузбасс|Югр|Татарстан|Башкортостан|Чуваши|Мордови|Дагестан|Карели|Коми\b|Крым|Удмурти|Буряти|Хакаси|Тыв|Алтая|Адыге|"
    r"Ингушети|Калмыки|Осети|Чечн|Чеченск|Якути|Марий|Подмосковь)\w*",
    re.IGNORECASE,
)
_NAMED_REGION = re.compile(
    r"\b(?P<before>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*(?:ой|ого|ая|[иы]й))\s+(?:[Рр]есп(?:ублик|\.)|[Оо]бласт|[Кк]ра[яйе]\b|[Аа]втономн)"
    r"|\b[Рр]еспублик\w+\s+(?P<after>[А-ЯЁ][а-яё]+)|\b(?P<short>КБР|КЧР|РСО)\b"
)
_SHOUTED = re.compile(r"\b[А-ЯЁ]{4,}(?:-[А-ЯЁ]{3,})*\b")
_BROKEN = re.compile(r"(?<=[а-яёА-ЯЁ])(?:\s*[-–—‑]\s+|\s+[-–—‑]\s*|[–—‑])(?=[А-ЯЁ])")  # «Кабардино- Балкарской»
_SAME = {"кбр": "кабар", "балка": "кабар", "кчр": "карач", "черке": "карач", "рсо": "север", "осети": "север"}
_STEM = 5  # letters of a region's name that are compared
_RUSSIA = re.compile(r"\bРФ\b|\bРоссийской\s+Федерации|\bРоссии\b", re.IGNORECASE)
_MUNICIPAL = re.compile(
    r"администраци|муниципальн\w+\s+(?:район|округ|образован)|\bрайона\b|городск\w+\s+округ|\bг\.\s?о\.|поселени|\bгорода\b",
    re.IGNORECASE,
)
_PATTERN = re.compile(
    r"(?P<president>\bпрезидент\w*)"
    r"|(?P<government>\bправительств\w*|\bПП\s+(?=РФ)|(?<=\bПП )РФ|\bкабинет\w*\s+министров)"
    r"|(?P<municipality>\bместн\w+\s+администраци\w+|\bадминистраци\w+|\bмэр\w*\b|\bдум[аыеу]\b|\bсовет\w*\s+(?:депутатов|местного)"
    r"|\bглав[аыеу]\s+(?:местной|администрации|района|города|городского|муниципальн\w+))"
    r"|(?P<region_head>\bгубернатор\w*|\bглав[аыеу]\s+(?:КБР|Республик\w+|Кабардино\S*|региона|област\w+))"
    r"|(?P<region_parliament>\bпарламент\w*|\bзаконодательн\w+\s+собрани\w+|\bгосударственн\w+\s+собрани\w+)"
    r"|(?P<rosobrnadzor>\bрособрнадзор\w*|федеральн\w+\s+служб\w+\s+по\s+надзору\s+в\s+сфере\s+образования)"
    r"|(?P<minprosveshcheniya>\bминпросвещени\w*|\bминпрос\w*|министерств\w+\s+просвещени\w+)"
    r"|(?P<minobrnauki>\bминобрнауки\b|\bминобр\w*|министерств\w+\s+образовани\w+)"
    r"|(?P<mintrud>\bминтруд\w*|министерств\w+\s+труда)"
    r"|(?P<minzdrav>\bминздрав\w*|министерств\w+\s+здравоохранени\w+)"
    r"|(?P<minkultury>\bминкульт\w*|\bмин\.?\s?культуры|министерств\w+\s+культуры)"
    r"|(?P<minfin>\bминфин\w*|министерств\w+\s+финансов)"
    r"|(?P<minsport>\bминспорт\w*|министерств\w+\s+(?:физической\s+культуры|спорта))"
    r"|(?P<federal_ministry>\bглавн\w+\s+государственн\w+\s+санитарн\w+|\bминистерств\w+|\bфедеральн\w+\s+(?:служб|агентств)\w+|\bрос[а-я]{4,}надзор\w*|\bМФ\s+РФ)"
    r"|(?P<region_ministry>\bдепартамент\w*|\bкомитет\w*|\bуправлени\w+|\bотдел\w*)"
    r"|(?P<organization>\b(?:М|Г|КГ|ОГ|ФГ)[БКА](?:ДО|ПО|О|С|Ф)?У(?:З|К|СО|ДО|СОН|ДПО)?\b|\b(?:ДЮСШ|ЦРБ|СОШ|КЦСОН|СШОР)\b|\b(?:М|Г)[А-Я]{0,2}[БКА]?[ОУ]У?[А-Я]{0,3}У\b|\bучреждени[яюе]\b|\bшкол[ыеа]\b|\bлице[яй]\b|\bгимнази\w+"
    r"|\bдетск\w+\s+сад\w*|\bдиректор\w*|\bзаведующ\w+|\bглавн\w+\s+врач\w*|\bбольниц\w+|\bбиблиотек\w+|\bколледж\w*"
    r"|\bпо\s+(?:учреждени|организаци|школ)\w+|\bорганизации\b)",
    re.IGNORECASE,
)

# Some of these stands in every match of _PATTERN: a cheap look before an expensive one.
_HINTS = (
    "президент", "правит", "рф", "министр", "админ", "мэр", "дум", "совет", "глав", "губерн", "парламент", "собран",
    "рос", "мин", "федераль", "депар", "комит", "управл", "отдел", "учрежд", "школ", "лице", "гимн", "сад", "директор",
    "завед", "санитар", "врач", "больниц", "библиот", "колледж", "организ",
    "дюсш", "црб", "сош", "кцсон", "сшор", "оу", "бу", "ку", "ау", "ду",
)  # fmt: skip


def find_body(text: str) -> Body | None:
    """The body named first in `text` (words between an act's kind and its number), or None.

    A ministry is regional when a region is named after it sooner than Russia is: «Министерство культуры КБР».
    """
    plain = text.split("«")[0].split('"')[0]
    lowered = plain.lower()
    if not any(hint in lowered for hint in _HINTS):
        return None
    match = _PATTERN.search(plain)
    if match is None:
        return None
    group = match.lastgroup or ""
    rest = plain[match.end() : match.end() + 140]
    regional = names_region(rest)
    if group == "president":
        return Body.REGION_HEAD if regional else Body.PRESIDENT
    if group == "government":
        return Body.REGION_GOVERNMENT if regional else Body.GOVERNMENT
    if group == "region_parliament":
        return Body.REGION_PARLIAMENT
    if group == "municipality" and re.match(r"[\s(]*губернатор", rest, re.IGNORECASE):
        return Body.REGION_HEAD  # «главы администрации (губернатора) края»
    if group in {"municipality", "region_head", "rosobrnadzor", "organization"}:
        return Body(group.replace("_", "-"))
    if group == "region_ministry":
        return Body.MUNICIPALITY if _MUNICIPAL.search(rest) and not regional else Body.REGION_MINISTRY
    return Body.REGION_MINISTRY if regional else Body(group.replace("_", "-"))


def regions_named(text: str) -> frozenset[str]:
    """Regions that the words before an act's title name by their own names, as stems: «Правительства КБР»."""
    return regions_in(text.partition("«")[0])


def regions_in(text: str) -> frozenset[str]:
    """Regions a text names by their own names, as stems: «министр культуры КБР», «СТАВРОПОЛЬСКОГО КРАЯ»."""
    plain = _SHOUTED.sub(lambda word: word.group().title(), _BROKEN.sub("-", text))
    named = ((match[match.lastgroup or 0]).casefold()[:_STEM] for match in _NAMED_REGION.finditer(plain))
    return frozenset(_SAME.get(stem, stem) for stem in named if stem != "росси")


def names(text: str, region: str) -> bool:
    """Whether a text may name a region that `regions_named` knows by a stem, in whatever case or abbreviation."""
    stems = (region, *(other for other, same in _SAME.items() if same == region))
    return any(form in text for stem in stems for form in (stem.capitalize(), stem.upper()))


def names_region(text: str) -> bool:
    """Whether a region is named in `text`, sooner than Russia: «Закон Кабардино-Балкарской Республики»."""
    region, russia = _REGION.search(text), _RUSSIA.search(text)
    return region is not None and (russia is None or region.start() < russia.start())
