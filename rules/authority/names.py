"""One organization under two names: as a ministry's table writes it, and as the registry does.

«МБОУ «СОШ № 2» г. Заречный» and «Средняя школа № 2» are one school if no other fits as well. Whatever fits several is
left alone: a comparison may only speak of organizations it is sure of.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rules.language.wording import normal
from rules.model import Subordinate, Value

_EXPANDED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![а-я]){short}(?![а-я])"), full)
    for short, full in (
        ("м?к?б?сош", " средняя школа "), ("оош", " основная школа "), ("нош", " начальная школа "),
        (r"д/с|дс|м?[бка]?доу", " детский сад "), ("црб", " центральная районная больница "),
        ("гкб", " городская больница "), ("рб", " районная больница "), ("сдк", " сельский дом культуры "),
        ("рдк", " районный дом культуры "), ("дк", " дом культуры "), ("дши", " детская школа искусств "),
        ("дмш", " детская музыкальная школа "), ("дхш", " детская художественная школа "),
        ("цбс", " централизованная библиотечная система "), ("кцсон", " комплексный центр социального обслуживания "),
        ("сшор", " спортивная школа олимпийского резерва "), ("д?юсш", " спортивная школа "),
    )
)  # fmt: skip
_FORM = re.compile(
    r"(?<![а-я])(?:муниципальн|государственн|областн|краев|республиканск|федеральн|бюджетн|казенн|автономн|общеобразовательн"
    r"|образовательн|учрежден|организаци|дошкольн|предприят|профессиональн|населени|российск)\w*"
    r"|(?<![а-я])(?:[мгфкор]{0,2}[бка]{1,2}(?:о?у|уз|ук|уд?о|оу|пу|поу|уздрав|усо|у со)|оу|огу|гу|му|мо)(?![а-я])"
)
_WORDS = re.compile(r"[а-яa-z]{2,}|\d+")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        """
    им имени на по при для из от до со года году год гор город города пос поселок поселка село села ст станица станицы
    район района районное районный республики республика область области край края муниципального муниципальный округ
    округа городского сельского поселения филиал инн балл место
    """,
    )
)
_STEM = 6  # letters: endings of Russian words are shorter than what is left
_PLACE = re.compile(
    r"(?:,\s*)?(?:\d{6}|(?<![а-я])(?:ул|улица|пр-т|просп|проспект|пер|переулок|адрес|тел|телефон|директор|руководитель)(?![а-я])).*"
)
_INN = re.compile(r"(?<!\d)(?:\d{12}|\d{10})(?!\d)")
_ENOUGH = 0.99


class Match(Value, frozen=True):
    """A line of a table and the organization it is about."""

    line: str
    organization: Subordinate


class Matching(Value, frozen=True):
    """What became of each line: sure of one organization, fits several, fits none."""

    sure: tuple[Match, ...] = ()
    several: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


def match(lines: Iterable[str], circle: Sequence[Subordinate]) -> Matching:
    """Find the organization of each line, each organization once: of two lines for one, the first is believed."""
    index = _Index(circle)
    sure: dict[str, Match] = {}
    several: list[str] = []
    none: list[str] = []
    for line in lines:
        found = index.find(line)
        if len(found) > 1:
            several.append(line)
        elif not found or found[0].id in sure:
            none += [line] if not found else []
        else:
            sure[found[0].id] = Match(line, found[0])
    return Matching(tuple(sure.values()), tuple(several), tuple(none))


def words_of(name: str) -> frozenset[str]:
    """What tells an organization from others: words without endings and legal forms, and numbers."""
    text = _PLACE.sub(" ", _INN.sub(" ", normal(name)))
    for short, full in _EXPANDED:
        text = short.sub(full, text)
    found = _WORDS.findall(_FORM.sub(" ", text))
    return frozenset(str(int(one)) if one.isdigit() else one[:_STEM] for one in found if one not in _SMALL)


class _Index:
    def __init__(self, circle: Sequence[Subordinate]) -> None:
        self._circle = circle
        self._inn = {one.inn: number for number, one in enumerate(circle) if one.inn}
        self._words = [words_of(one.name) for one in circle]
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for word in words:
                self._having[word].append(number)

    def find(self, line: str) -> list[Subordinate]:
        """The organizations a line fits best; several when it fits several alike."""
        for inn in _INN.findall(line):
            if inn in self._inn:
                return [self._circle[self._inn[inn]]]
        words = _without_ordinal(line)
        shared: Counter[int] = Counter()
        for word in words:
            shared.update(self._having.get(word, ()))
        fitting = [number for number, common in shared.items() if _fits(words, self._words[number], common)]
        return [self._circle[number] for number in self._closest(words, fitting)]

    def _closest(self, words: frozenset[str], fitting: list[int]) -> list[int]:
        """Of several that fit, the one named exactly, or the longest name that lies within the line."""
        if len(fitting) < 2:
            return fitting
        exact = [number for number in fitting if self._words[number] == words]
        if exact or any(words < self._words[number] for number in fitting):
            return exact or fitting
        longest = max(len(self._words[number]) for number in fitting)
        return [number for number in fitting if len(self._words[number]) == longest]


def _without_ordinal(line: str) -> frozenset[str]:
    """Words of a line without the number of its row: «12. Музей», «12 | Музей»."""
    return words_of(re.sub(r"^\W*\d{1,4}\s*(?:[.)|]|\s\|)\s*", "", line))


def _fits(one: frozenset[str], other: frozenset[str], common: int) -> bool:
    """Whether the shorter name lies within the longer one, with the same numbers."""
    least = min(len(one), len(other))
    return least >= 2 and common >= _ENOUGH * least and _numbers(one) == _numbers(other)


def _numbers(words: frozenset[str]) -> set[str]:
    return {word for word in words if word.isdigit()}
