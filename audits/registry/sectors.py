"""Which sector an institution probably belongs to, from its name and its activity codes. Always a guess, and says so.

Two classifiers are in use side by side: in ОКВЭД-2 85.11…85.14 are kindergartens and schools, in its predecessor
hospitals and doctors. So the words, of the institution's name and of the code, weigh more than the code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from audits.registry.opendata import Okved
from rules.language.wording import normal
from rules.model import Sector

# The order matters: a sports school is a school too, a medical college is no hospital.
_NAMES: tuple[tuple[Sector, str], ...] = (
    (Sector.EDUCATION, r"медицинск\w+ (?:колледж|училищ|техникум|университет|академи)|колледж|техникум|детск\w+ сад|"
                       r"школа[- ]интернат|школа искусств|музыкальн\w+ школ|художественн\w+ школ"),
    (Sector.SPORT, r"спорт|физкультур|\bд?юсш\b|\bсшор?\b|\bсдюсшор\b|\bфок\b|стадион|ледов\w+ (?:дворец|арен)|"
                   r"физическ\w+ культур|плавательн\w+ бассейн"),
    (Sector.HEALTH, r"больниц|поликлиник|диспансер|амбулатори|родильн|перинатальн|медико-санитарн|\bцрб\b|\bгкб\b|"
                    r"станци\w+ скорой|переливани\w+ крови|стоматологич|госпитал|медицинск\w+ центр|"
                    r"здравоохранени|фельдшерск|хоспис|центр медицинск"),
    (Sector.SOCIAL, r"социальн\w+ (?:обслуживани|защит|помощ|реабилит|приют|адаптац)|социально-реабилитацион|"
                    r"дом[- ]интернат|психоневрологическ\w+ интернат|престарел|\bкцсон\b|геронтологич|"
                    r"помощ\w+ семье|социальн\w+ (?:центр|прию)|пансионат для|ветеранов труда"),
    (Sector.CULTURE, r"библиотек|музе[йяе]|музейн|театр|филармони|дворец культуры|дом культуры|\bрдк\b|\bсдк\b|"
                     r"клубн|культурно-досуг|культурн\w+ центр|центр культуры|народн\w+ творчеств|концертн|"
                     r"картинн\w+ галере|заповедник|кинотеатр|зоопарк|\bцбс\b"),
    (Sector.EDUCATION, r"школ|гимнази|лице[йя]|\b[мг]?[бак]?доу\b|\b[мг]?[бак]?оу\b|\bсош\b|\bоош\b|училищ|институт|"
                       r"университет|академи|образовани|дошкольн|детск\w+ творчеств|юных (?:техник|натуралист)|"
                       r"психолого-педагогич"),
)  # fmt: skip
_WORDS = tuple((sector, re.compile(pattern)) for sector, pattern in _NAMES)

_ACTIVITIES: tuple[tuple[Sector, str], ...] = (
    (Sector.EDUCATION, r"образовани|обучени"),
    (Sector.HEALTH, r"больничн|медицин|врачебн|стоматологич|здоровья человек|лечебн|санаторн"),
    (Sector.SOCIAL, r"социальн|по уходу|с обеспечением проживания|престарел"),
    (Sector.SPORT, r"спорт|физкультур"),
    (Sector.CULTURE, r"библиотек|музе|театр|искусств|культур|концерт|клубного типа|кинофильм|зрелищн"),
)
_TOPICS = tuple((sector, re.compile(pattern)) for sector, pattern in _ACTIVITIES)

_CODES: tuple[tuple[str, Sector], ...] = (  # the longest beginning that fits; codes without a name only
    ("85", Sector.EDUCATION), ("80", Sector.EDUCATION), ("86", Sector.HEALTH), ("87", Sector.SOCIAL),
    ("88", Sector.SOCIAL), ("90", Sector.CULTURE), ("91", Sector.CULTURE), ("59.14", Sector.CULTURE),
    ("93.1", Sector.SPORT), ("92.3", Sector.CULTURE), ("92.5", Sector.CULTURE), ("92.6", Sector.SPORT),
    ("85.41.1", Sector.SPORT), ("93.29", Sector.CULTURE), ("86.90.4", Sector.HEALTH),
)  # fmt: skip


class Guess(msgspec.Struct, frozen=True):
    """A sector, or None, and what the guess rests on in Russian."""

    sector: Sector | None
    why: str


def guess_sector(names: Sequence[str], okveds: Sequence[Okved]) -> Guess:
    """The probable sector of an institution with these names and activity codes."""
    by_name = next((found for name in names if (found := _by_words(normal(name), _WORDS)) is not None), None)
    mains = [one for one in okveds if one.main] or list(okveds[:1])
    by_code = next((found for one in mains if (found := _by_code(one)) is not None), None)
    code = mains[0].code if mains else ""
    if by_name is None and by_code is None:
        return Guess(None, "догадки нет: ни наименование, ни ОКВЭД сферы не называют")
    if by_name is None:
        return Guess(by_code, f"догадка по ОКВЭД {code}")
    if by_code is None:
        return Guess(by_name, "догадка по наименованию")
    if by_name is by_code:
        return Guess(by_name, f"догадка по наименованию и ОКВЭД {code}")
    return Guess(by_name, f"догадка по наименованию; ОКВЭД {code} говорит об ином, проверьте")


def _by_words(text: str, table: Sequence[tuple[Sector, re.Pattern[str]]]) -> Sector | None:
    return next((sector for sector, pattern in table if pattern.search(text)), None)


def _by_code(okved: Okved) -> Sector | None:
    if okved.name and (found := _by_words(normal(okved.name), _TOPICS)) is not None:
        return found
    fitting = [(len(prefix), sector) for prefix, sector in _CODES if okved.code.startswith(prefix)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None
