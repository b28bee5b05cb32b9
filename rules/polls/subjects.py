"""Results of polls on other subjects, wherever they stand: below a heading that promises the assessment's, too.

«Результаты онлайн-опроса» may hold nothing but «Результаты опроса о школьном питании». What is known to be something
else is out whatever it counts; a subject nobody knows («о безопасности дорожного движения») is when nothing that is
asked there has to do with the quality of services.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from crawler.items import BlockKind, Document, Page, Region
from rules.language.wording import normal
from rules.lexicon.word_lists import poll_words
from rules.view import SiteView

OTHERS = re.compile(
    r"внутренн\w+|всоко|питани|оператор|мероприяти|студент\w* .{0,30}анкет"
    r"|(?:анкет|опрос|мониторинг)\w* (?:[а-я]+ ){0,2}(?:минкультур|министерства культуры рос)"  # the federal one's own
    r"|forms\.mkrf"
)
_KNOWN = re.compile(r"внутренн\w+|\bпитани|\bстолов|\bблюд")
COUNTED_OF = r"(?:результат|итог|свод|сводн|сводк|подсчет|анализ|диаграмм)\w*"  # a poll
POLL = r"опрос|анкетировани|голосовани"
_ASKED = rf"(?:онлайн-?|интернет-?)?(?:{POLL})"
_TITLE = re.compile(
    rf"{COUNTED_OF}[^.!?]{{0,50}}(?:{POLL}|анкет)"
    rf"|^\W*{_ASKED}\w*\b"
)
_SUBJECT = re.compile(
    rf"{_ASKED}\w*\W(?:[\w-]+ ){{0,3}}?(?:(?:об?|обо|на тему|по (?:вопрос\w*|теме|проблем\w*))\b:? |(?=\"))(.+)"
)
_NAMED = re.compile(  # «Голосование: талисман школы», and not «Опрос: итоги полугодия»
    rf"^\W*{_ASKED}\w*: (?!.*(?:результат|итог|свод|анкет|вопрос|ответ|квартал|полугоди|месяц|год|\d))(.{{4,}})"
)
_OURS = re.compile(
    r"качеств|услуг|услови|обслужив|удовлетвор|довол|независим|оценк|оценит|мнени|работ|деятельност|организаци|учрежден"
    r"|вежлив|комфорт|доброжелат|рекоменд|доступност|открытост|отношени|\bнок\b|\bноко\b"
    r"|\bнаш|\bнас\b|врач|педагог|воспитател|сотрудник|персонал|специалист"
)
_OPENING = frozenset({BlockKind.HEADING, BlockKind.TAB})
_LONGEST = 300  # characters of a line that may be a title
_HEAD = 1_500  # characters of a file in which its title stands
_TITLE_LINES = 8  # lines of a file, down to its title
_FOLLOWING = 16  # blocks after a title that is no heading


def is_of_another(title: str, content: str) -> bool:
    """Whether what a title (normalised) announces is a poll on another subject; `content`: what stands below it."""
    if _TITLE.search(title) is None:
        return False
    words = poll_words()
    if words.never.search(title):
        return True
    if words.quality.search(title):
        return False
    named = _SUBJECT.search(title) or _NAMED.search(title)
    if _KNOWN.search(title) or (named and words.other.search(named.group(1))):
        return True
    asked = normal(content)  # nothing is known of what has not been read
    return named is not None and bool(asked) and not _OURS.search(named.group(1)) and not _OURS.search(asked)


def is_all_of_another(titles: Iterable[str], content: str) -> bool:
    """Whether what is headed by these titles, whatever a link calls it, holds results of polls on other subjects alone.

    Where the content speaks of the quality of services all the same, it may hold the assessment's, too.
    """
    told = [said for said in map(normal, titles) if len(said) <= _LONGEST and _TITLE.search(said)]
    if not told or not all(is_of_another(said, content) for said in told):
        return False
    return poll_words().quality.search(normal(content)) is None


def file_is_of_another(document: Document) -> bool:
    """Whether a file's own title, at its head, tells of a poll on another subject."""
    lines = [line.strip() for line in document.text[:_HEAD].split("\n") if line.strip()][:_TITLE_LINES]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if _TITLE.search(normal(line)):
            return is_all_of_another((f"{line} {following}" if following[:1].islower() else line,), document.text)
    return False


def page_is_of_another(pages: Sequence[Page]) -> bool:
    """Whether all that a page, with what its frames show, is headed by are polls on other subjects."""
    own = [block for page in pages for block in page.blocks if block.region is Region.CONTENT]
    titles = (block.text for block in own if block.kind in _OPENING)
    return is_all_of_another(titles, "\n".join(block.text for block in own))


def _may_be_ours(title: str, content: str) -> bool:
    """Whether a title, or what it is over, has to do with services: «Итоги голосования» alone is of what is above."""
    return poll_words().quality.search(title) is not None or any(map(_OURS.search, (title, normal(content))))


def on_other_subjects(view: SiteView, page: Page, wanted: Container[int]) -> frozenset[int]:
    """Indexes of the blocks that tell results of polls on other subjects; `wanted`: ids of those looked at."""
    found: set[int] = set()
    until = -1  # where what the title before announces ends
    for index, block in enumerate(page.blocks):
        said = normal(block.text) if id(block) in wanted and len(block.text) <= _LONGEST else ""
        if not said or _TITLE.search(said) is None:
            continue
        inside = _below(view, page, index)
        content = "\n".join(page.blocks[place].text for place in inside if place != index)
        if is_of_another(said, content):
            found.update(inside)
            until = max(inside)
        elif index <= until and index in found and _may_be_ours(said, content):
            found.difference_update(inside)  # a title of the assessment's below one of another
    return frozenset(found)


def _below(view: SiteView, page: Page, index: int) -> list[int]:
    """A title's block and those it is over: a heading's section, or the lines up to the next title."""
    if page.blocks[index].kind in _OPENING:
        return sorted({index, *view.within(page, index)})
    inside = [index]
    for place in range(index + 1, min(len(page.blocks), index + 1 + _FOLLOWING)):
        block = page.blocks[place]
        if block.kind in _OPENING or (len(block.text) <= _LONGEST and _TITLE.search(normal(block.text))):
            break
        inside.append(place)
    return inside
