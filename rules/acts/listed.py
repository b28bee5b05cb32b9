"""Which acts a page lists: known ones by their requisites or titles, others by their level, the organization's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache, partial
from urllib.parse import unquote

from msgspec import structs

from rules.acts.citations import ACT_NAMES, Citation, Kind, find_citations
from rules.acts.known import Act, load_acts
from rules.acts.matching import match_act
from rules.language.translit import without_ending
from rules.language.wording import excerpt, normal, parts_of
from rules.lexicon.assessment import compiled
from rules.lexicon.organizations import HEADS
from rules.model import Value

_NOK = compiled(r"{of_quality}|{abbreviated}")
_LOCAL_ACT = compiled(
    r"\b(?:приказ(?!ы\b|ов\b)|положени|распоряжени|регламент|порядок|план[-\s]график)\w*(?=(?:[^.;\n]|(?<=\d)\.(?=\d)){0,160}"
    r"(?:ответственн\w+|{mentioned}|рабоч\w+\s+групп))",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"министерств|минтруд|минкульт|минздрав|минобр|минпрос|правительств|российской|\bРФ\b|рособрнадзор|администраци|департамент|"
    r"управлени\w+\s+(?:образовани|культур)|общественн\w+\s+совет",
    re.IGNORECASE,
)
_TITLE_LENGTH = 40  # characters: a shorter title may be anything's
_OWN_ORDER = re.compile(
    rf"^\W*(?:\d+\W+)?приказ\w*\s+(?:{HEADS}|руководител|по\s+(?:школе|учреждени|саду))",
    re.IGNORECASE,
)
# A paragraph that is a list: «Указ … № 597 «О …», Федеральный закон …, Приказ …».
_AFTER_ANOTHER = re.compile(r"(?:[»\"”)\d]|\d\s?-?[а-яА-Я]{1,3})\s*,\s*$")
_NAMED = re.compile(rf"(?:Федеральный (?:конституционный )?закон|{'|'.join(map(str.capitalize, ACT_NAMES))})\b")
_DECLINED = re.compile(
    r"(?:федеральн(?:ого|ому|ым|ом)|(?:закон|приказ|указ)(?:а|у|ом|е)|(?:постановлени|распоряжени)(?:я|ю|ем|и))\b",
    re.IGNORECASE,
)
_ENTITLED = re.compile(r"[«\"“„(]*Об?\s+[а-яё]")  # an entry that gives the title first: «О мерах … (Указ …)»
_LEAD = re.compile(r"[\s\d.)•·*–—-]*(?:приложение\s*\d*\s*)?", re.IGNORECASE)


class Mention(Value, frozen=True):
    """A piece of a page that may cite acts: a block, or a link with its target."""

    text: str
    url: str = ""  # where it leads, when it is a link
    context: str = ""  # heading and neighbouring text: corroborates, is not searched
    links: tuple[int, ...] = ()  # where the links in it begin: each is an entry, though in the middle of a line


class ActMention(Value, frozen=True):
    """One act mentioned. `act` is None for acts the registry does not know; `primary` marks an entry of a list."""

    act: Act | None
    citation: Citation | None
    level: int | None
    text: str
    url: str = ""
    remark: str = ""
    primary: bool = False
    order: int = 0  # place among all mentions of the page


class FoundActs(Value, frozen=True):
    """All acts of a page: every mention in page order."""

    mentions: tuple[ActMention, ...]

    @property
    def by_id(self) -> Mapping[str, tuple[ActMention, ...]]:
        """Mentions of known acts by act id."""
        grouped: dict[str, tuple[ActMention, ...]] = {}
        for mention in self.mentions:
            if mention.act is not None:
                grouped[mention.act.id] = (*grouped.get(mention.act.id, ()), mention)
        return grouped


def find_acts(mentions: Iterable[Mention], *, acts: Mapping[str, Act] | None = None) -> FoundActs:
    """All acts cited in `mentions` (page order). A link's file name is read too when its text cites nothing."""
    told = _cited_in if acts is None else partial(_read, acts=acts)
    found = (one for mention in mentions for one in told(mention))
    return FoundActs(mentions=tuple(structs.replace(one, order=order) for order, one in enumerate(found)))


@lru_cache(maxsize=8192)
def _cited_in(mention: Mention) -> tuple[ActMention, ...]:
    """`_read` among the acts of the registry: several rules ask the same, and menus repeat from page to page."""
    return _read(mention, None)


def _read(mention: Mention, acts: Mapping[str, Act] | None) -> tuple[ActMention, ...]:
    """The acts one mention cites; else the one whose title it bears; else the organization's own."""
    citations = find_citations(mention.text)
    if not citations and mention.url:
        name = file_words(mention.url)
        citations = tuple(c for c in find_citations(name) if c.kind is Kind.LAW or c.date or c.body)
    if citations:
        return tuple(_cited(mention, citation, acts) for citation in citations)
    if (titled := _titled(mention, acts)) is not None:
        remark = f"номер и дата не указаны: «{excerpt(mention.text, width=80)}»"
        return (ActMention(titled, None, titled.level, mention.text, mention.url, remark, primary=True),)
    local = _local_act(mention)
    return (ActMention(None, None, 6, local, mention.url, primary=True),) if local else ()


def _cited(mention: Mention, citation: Citation, acts: Mapping[str, Act] | None) -> ActMention:
    act, remark = match_act(citation, context=f"{mention.text} {mention.context}", acts=acts) or (None, "")
    level = act.level if act else citation_level(citation)
    if level is None and (_OWN_ORDER.match(mention.text) or (citation.kind is None and _local_act(mention))):
        level = 6  # «Положение … от 04.04.2016 № 2»: a number and a date make it no less the organization's own
    primary = _is_entry(mention, citation)
    return ActMention(act, citation, level, citation.text, mention.url, remark, primary=primary)


def _titled(mention: Mention, acts: Mapping[str, Act] | None) -> Act | None:
    """The known act whose full title a link or line bears, though neither number nor date."""
    if len(mention.text) < _TITLE_LENGTH:
        return None
    said = _letters(mention.text)
    titles = _titles() if acts is None else {id: _letters(act.title)[:110] for id, act in acts.items()}
    named = [id for id, title in titles.items() if len(title) >= _TITLE_LENGTH and title in said]
    return (load_acts() if acts is None else acts)[named[0]] if len(named) == 1 else None


@cache
def _titles() -> Mapping[str, str]:
    """The beginnings of the titles of known acts, as `_letters`."""
    return {id: _letters(act.title)[:110] for id, act in load_acts().items()}


def _letters(text: str) -> str:
    return re.sub(r"[^а-я]+", " ", text.casefold().replace("ё", "е")).replace(" рф ", " российской федерации ").strip()


def listed(found: FoundActs) -> tuple[ActMention, ...]:
    """The acts that make up the page's list, in order: entries only (not acts cited inside sentences), each once."""
    seen: set[str] = set()
    numbers: set[str] = set()
    entries: list[ActMention] = []
    for mention in found.mentions:
        key = mention.act.id if mention.act else mention.text.casefold()
        number = mention.citation.number if mention.citation else ""
        # the link inside a line that has given the number with its date: «№ 256-ФЗ» once more
        again = mention.act is None and mention.citation is not None and mention.citation.date is None
        if mention.primary and key not in seen and not (again and number in numbers):
            seen.add(key)
            numbers.add(number)
            entries.append(mention)
    return tuple(entries)


def citation_level(citation: Citation) -> int | None:
    """Level of an act the registry does not know, from kind, body and number; None when they do not tell."""
    if citation.body is not None:
        return citation.body.level
    if citation.kind in {Kind.LAW, Kind.DECREE}:
        return 1
    if citation.number.lower().endswith(("-рп", "-пп")):
        return 3
    if re.fullmatch(r"\d+н", citation.number):
        return 2
    general = re.match(
        r"об?\s+утверждении\s+(?:\w+\s+)?(?:порядк|показател|требовани|методи|перечн)", citation.title, re.IGNORECASE
    )
    if citation.kind is Kind.ORDER and citation.date is not None and not general:
        return 6  # an order that names no body is the organization's own, unless its title is a ministry's
    return None


def file_words(url: str) -> str:
    """The last part of an address as words: «Приказ_№344н_от_31.05.2018.pdf» → «Приказ №344н от 31.05.2018»."""
    name = without_ending(unquote(parts_of(url).path).rsplit("/", 1)[-1])
    name = re.sub(r"(?<=\d)[-_ ]?f[zs]\b", "-ФЗ", re.sub(r"[_+]+", " ", name), flags=re.IGNORECASE)
    name = re.sub(
        r"(?<=\d)[-_ ]?(rp|pp)\b", lambda m: "-рп" if m[1].lower() == "rp" else "-пп", name, flags=re.IGNORECASE
    )
    return re.sub(r"\bfz[-_ ]?(?=\d)", "ФЗ-", name, flags=re.IGNORECASE)


def _is_entry(mention: Mention, citation: Citation) -> bool:
    text = mention.text
    line_start = max(text.rfind("\n", 0, citation.start), text.rfind(";", 0, citation.start)) + 1
    line_start = max((line_start, *(start for start in mention.links if start <= citation.start)))
    if any(citation.start <= start < citation.end for start in mention.links):
        return True  # the link may be on the number alone
    lead = _LEAD.sub("", text[line_start : citation.start], count=1)
    ends = not text[citation.end :].partition("\n")[0].strip(' ).;,»"')
    in_a_row = _AFTER_ANOTHER.search(text[: citation.start]) and _NAMED.match(text[citation.start :])
    # «Оценку проводят согласно Федеральному закону …»: a sentence declines the act it is built of, a list does not
    declined = lead.strip() and _DECLINED.match(text[citation.start :])
    return (len(lead) <= 25 and not declined) or bool(in_a_row) or (ends and _ENTITLED.match(lead) is not None)


def _local_act(mention: Mention) -> str:
    text = f"{mention.text} {file_words(mention.url)}" if mention.url else mention.text
    if len(mention.text) > 300 or not _NOK.search(normal(f"{text} {mention.context}")):
        return ""
    match = _LOCAL_ACT.search(text)
    return mention.text.replace("\n", " ") if match and not _OF_OTHERS.search(text) else ""
