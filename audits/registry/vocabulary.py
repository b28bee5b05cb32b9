"""The words of headings: which name a column, which change nothing, which make it somebody else's.

A heading is understood when every one of its words is accounted for: «Контактный телефон организации» is a telephone,
«Телефон горячей линии» has two words too many and is left alone. So a word that is not listed here costs a column that
is reported as unused, never a column read as what it is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec


class Vocabulary(msgspec.Struct, frozen=True):
    """A column's words. `cores`: each a set of words one of which sets must all be there; `around`: change nothing."""

    cores: tuple[tuple[str, ...], ...]
    around: str = ""


# Whose it is, when it is the organization's own; and the little words.
_OWN = (
    r"организаци\w*|учрежден\w*|юр|юридическ\w*|лица|оо|оу|образовательн\w*|медицинск\w*|спортивн\w*|культуры|"
    r"здравоохранения|социального|обслуживания|в|во|на|с|со|по|для|of|the|s|in|on|organi[sz]ation\w*|"
    r"institution\w*"
)
_ASSESSMENT = r"независим\w*|качеств\w*|услов\w*|оказани\w*|услуг\w*|нок\w*|independent|quality"
_SITE = (
    r"адрес\w*|официальн\w*|интернет\w*|сет[иь]|ссылк\w*|веб|web|links?|address|official|http|www|url|сайт\w*|"
    r"(?:web)?sites?|страниц\w*|информационн\w*|телекоммуникационн\w*"
)

_WORDS: dict[str, Vocabulary] = {
    "id": Vocabulary(
        ((r"код",), (r"идентификатор",), (r"ид",), (r"id",), (r"code",), (r"identifier",)),
        r"уникальн\w*|учетн\w*|реестров\w*|unique|код|id|идентификатор",
    ),
    "name": Vocabulary(
        ((r"наименовани[ея]",), (r"название",), (r"name",)),
        r"полн\w*|сокращ\w*|кратк\w*|официальн\w*|устав\w*|full|short|official|name|название",
    ),
    "subject": Vocabulary(((r"вид",), (r"тип",), (r"kind",), (r"type",)), r"субъект\w*|subject"),
    "sector": Vocabulary(
        ((r"сфера",), (r"отрасль",), (r"отраслевая", r"принадлежность"), (r"sector",), (r"sphere",)),
        rf"деятельност\w*|оценк\w*|социальн\w*|activity|{_ASSESSMENT}",
    ),
    "ownership": Vocabulary(
        ((r"принадлежность",), (r"собственност[ьи]",), (r"ownership",)), r"форма|вид|тип|собственност\w*|form|type"
    ),
    "municipality": Vocabulary(
        (
            (r"муниципалитет\w*",), (r"муниципальн\w+", r"образовани\w+|район\w*|округ\w*"), (r"район\w*",),
            (r"городск\w+", r"округ\w*"), (r"municipality",), (r"district",),
        ),
        r"и|или|наименован\w*|назван\w*|муниципальн\w*|городск\w*|округ\w*|район\w*|город|name|district|municipal",
    ),
    "inn": Vocabulary(((r"инн",), (r"inn",), (r"tin",)), r"и|кпп|номер|идентификационн\w*|налогоплательщик\w*|number"),
    "email": Vocabulary(
        ((r"e?mails?",), (r"[eе]", r"mails?"), (r"электронн\w+|эл", r"почт[аыеу]"), (r"почт[аыеу]",)),
        r"адрес\w*|контактн\w*|официальн\w*|рабоч\w*|электронн\w*|эл|почт[аыеу]|address|contact|official|[eе]|e?mails?",
    ),
    "phone": Vocabulary(
        ((r"телефон\w*",), (r"тел",), (r"phones?",), (r"telephones?",), (r"tel",)),
        r"и|или|номер\w*|контактн\w*|рабоч\w*|городск\w*|служебн\w*|приемн(?:ая|ой)|справочн\w*|основн\w*|официальн\w*|"
        r"факс\w*|кодом|города|телефон\w*|numbers?|contact|office|main|reception|fax|phones?",
    ),
    "site": Vocabulary(
        ((r"сайт\w*",), (r"url",), (r"(?:web)?sites?",), (r"адрес\w*", r"интернет\w*")), _SITE
    ),
    "founder_site": Vocabulary(
        ((r"сайт\w*", r"учредител\w*"), (r"founder\w*", r"(?:web)?site|url")), rf"{_SITE}|учредител\w*|founder\w*"
    ),
    "bus_gov_id": Vocabulary(
        ((r"bus", r"gov"),),
        r"bus|gov|ru|код|номер\w*|карточк\w*|ссылк\w*|сайт\w*|адрес\w*|страниц\w*|портал\w*|официальн\w*|"
        r"идентификатор|id|card|number|link",
    ),
    "assessed_years": Vocabulary(
        (
            (r"год|года|годы|годах", r"оценк\w+|оценива\w+|нок\w*"), (r"years?", r"assess\w+|evaluation\w*"),
            (r"years",),
        ),
        rf"проведен\w*|прохожден\w*|проводил\w*|оценк\w*|assess\w*|evaluation\w*|{_ASSESSMENT}",
    ),
    "ogrn": Vocabulary(((r"огрн",), (r"ogrn",)), r"номер"),
}  # fmt: skip
# A heading that is only «Организация» stands over names, or over a group of columns; a body's name is the name in a
# registry of bodies, and the founder's in others: both are asked for last.
_LAST = re.compile(
    r"(?:организация|учреждение|organi[sz]ation)|(?:полное )?наименование органа"
    r"(?:(?: исполнительной| государственной)? власти| управления| местного самоуправления)?"
)

_ELSE = re.compile(
    r"(?i)учредит|руковод|директор|завед|главн|горяч|лини[яию]|бухгалт|ответств|исполнит|контактн\w+ лиц|председат|"
    r"заместит|вышестоящ|головн|прежн|стар|бывш|предыдущ|план|следующ|последн|founder|head|director|hotline|parent|"
    r"\bold\b|previous|plan|next|last"
)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def by_words(heading: str) -> str:
    """The column whose words a heading consists of; empty when there is none, or more than one as good."""
    words = _WORD.findall(heading.casefold().replace("ё", "е"))
    sizes = {column: size for column, known in _WORDS.items() if (size := _fits(words, known))}
    best = [column for column, size in sizes.items() if size == max(sizes.values())]
    return best[0] if len(best) == 1 else ""


def by_last_resort(heading: str) -> str:
    """The column of a heading that is sure only where no other is of that column."""
    words = " ".join(_WORD.findall(heading.casefold().replace("ё", "е")))
    return "name" if _LAST.fullmatch(words) else ""


def _fits(words: Sequence[str], known: Vocabulary) -> int:
    """How many words of the heading name the column; none when one of its words is not accounted for."""
    fitting = 0
    for core in known.cores:
        if all(any(re.fullmatch(part, word) for word in words) for part in core):
            accounted = "|".join((*core, known.around, _OWN))
            if all(re.fullmatch(accounted, word) for word in words):
                fitting = max(fitting, len(core))
    return fitting


def changes_meaning(text: str) -> bool:
    """Whether words in brackets after a heading make it somebody else's, or of another time."""
    return _ELSE.search(text) is not None
