"""Names of results of a poll: the words that promise them, and those of what others count."""

from __future__ import annotations

import re

from crawler.items import Link, Page
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.lexicon.word_lists import poll_words
from rules.polls.subjects import COUNTED_OF, OTHERS, POLL
from rules.site.labels import line_of

RESULTS = re.compile(
    rf"{COUNTED_OF}.{{0,50}}(?:{POLL}|анкет[аыуе]?\b)|"
    r"в (?:[\w-]+ ){0,2}(?:[\w-]*опросе|[\w-]*анкетировании|голосовании) принял\w* участие|\bопрошено\b.{0,40}\d|"
    r"\b(?:как|что|сколько)(?: и как)? (?:\w+ )?(?:отвечали|ответили)\b|\bсвод\w* ответов\b"
    r"|\bответы на (?:[а-я]+[ -])?(?:опрос|анкет)|\bчто показал[аи]? (?:[а-я]+[ -])?(?:опрос|анкет|голосован)"
    r"|\bответы (?:наш\w+ )?(?:получател|родител|пациент|читател|посетител|зрител|гостей|респондент)"
)
QUALITY = compiled(
    r"{called}|"
    r"качеств\w* (?:\w+ ){0,2}(?:услов|услуг|оказ|обслуж|предоставл|работ|образоват)|удовлетворен"
)
CONTENT = re.compile(r"\bдоволь?н|удовлетвор|\bположительн")
ASKED = re.compile(r"опрос|\bанкет|голосовани")
CALLED = re.compile(r"\bответ|\bопрос|\bанкет|\bголос|\bмнени|\bсказал|\bотзыв")
_LINE = 160  # characters of a line that says what its link leads to


def is_others(said: str) -> bool:
    """Whether normalised words name what others counted, or a vote for whom or what people like best."""
    return OTHERS.search(said) is not None or is_liking(said)


def is_liking(said: str) -> bool:
    """Whether normalised words speak of a vote on what people like best, and ask of nothing else."""
    asks_more = QUALITY.search(said) or CONTENT.search(said)
    return poll_words().preference.search(said) is not None and not asks_more


def called(page: Page, link: Link) -> str:
    """What a link leads to: by its label, or by a short line around it («Результаты опроса — в разделе «Новости»»)."""
    label, line = normal(link.label), normal(line_of(page, link))
    return line if not RESULTS.search(label) and len(line) <= _LINE else label
