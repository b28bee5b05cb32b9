"""Whether a paper on the results of the assessment was written by those who were assessed.

The report that is asked for is the operator's (resolution 638 of 2018, rule 6): an organization may tell of the results
in words of its own, and that note is no report.
"""

from __future__ import annotations

import re

from crawler.items import Document
from rules.language.wording import excerpt, normal
from rules.lexicon.organizations import HEADS, OWN_NAMES

_HEAD = 3_000  # characters of a file in which it tells who wrote it
_TITLE = 200  # characters that tell what it calls itself
# A firm has them, too: «специалистами центра оценки качества»
_HOUSE = rf"(?!центр\w* (?:\w+ ){{0,2}}(?:оцен|мониторинг|исследован|опрос|мнени|качеств|развити)){OWN_NAMES}"
_STAFF = (
    rf"(?:{HEADS}(?!\w* по )|заместител\w+ (?:{HEADS}|главного)|завуч|методист"
    r"|(?:старш\w+ )?воспитател|учител|педагог|психолог|библиотекар|библиограф"
    r"|администраци\w+ (?:школ|учрежд|центр|сад)"
    rf"|(?:(?:научн|старш|младш|медицинск)\w+ )*(?:сотрудник|работник|специалист|коллектив)\w* (?:наш\w+ )?{_HOUSE})"
)
_WRITTEN = re.compile(
    rf"\b(?:подготовлен|составлен|выполнен|проведен|сделан|написан)\w* (?:\w+ )?{_STAFF}"
    rf"|\b(?:подготовил|составил|выполнил|сделал|написал)[аи]?\W{{1,3}}(?:\w+ )?{_STAFF}"
    rf"|\b{_STAFF}\w*(?: [\w.]+){{0,4}} (?:подготовил|составил|выполнил|сделал|написал)[аи]?\b"
)
_NOTE = re.compile(r"\b(?:записк|справк|анализ|обзор|заметк|доклад)")
_REPORT = re.compile(r"\bотчет|\bсбор\w* и обобщ")
_FIRM = re.compile(r"\b(?:ООО|АО|АНО|НКО|ИП)\s+[«\"А-ЯЁ]|[Оо]рганизаци\w+[- ]оператор\w*\W{1,4}[«\"А-ЯЁ]")
_SENTENCE = re.compile(r"(?<=[.!?])(?<!\b[А-ЯЁ]\.)\s+(?=[А-ЯЁ«\"])|\n\s*\n")  # initials end none


def own_note(named: str, document: Document | None) -> str:
    """The words of a note on the results that say that the organization's own people wrote it; empty for any other.

    `named`: what its link is called. A paper that calls itself a report, or names the firm that gathered the
    information, is left for one.
    """
    if document is None:
        return ""
    text = document.text[:_HEAD]
    called = normal(f"{named} {text[:_TITLE]}")
    if _NOTE.search(called) is None or _REPORT.search(normal(named)) or _FIRM.search(text):
        return ""
    if _REPORT.search(normal(text.split("\n", 1)[0])):
        return ""
    return next((excerpt(one.strip()) for one in _SENTENCE.split(text) if _WRITTEN.search(normal(one))), "")
