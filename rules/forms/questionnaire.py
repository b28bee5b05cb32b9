"""Do a poll's questions match the questionnaires of the assessment, topic by topic.

Norm: protocol of 02.06.2017 № 3, annex 1: «Перечень вопросов онлайн-опроса должен соответствовать анкетам по проведению
независимой оценки качества». Wordings differ from site to site, so topics are compared, not sentences; the topics and
their word patterns are data (`data/questionnaires`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache

from crawler.items import BlockKind, FieldKind, Form, Page
from rules.language.wording import lowered
from rules.model import Sector, Value
from rules.reference import DATA, Entry, read_data


class Topic(Entry, frozen=True):
    """What a question is about. Only `core` topics count towards coverage."""

    id: str
    name: str
    core: bool
    patterns: tuple[str, ...]


class Questionnaire(Entry, frozen=True):
    """A model questionnaire; no sectors: all of them."""

    id: str
    name: str
    topics: tuple[Topic, ...]
    sectors: tuple[Sector, ...] = ()
    valid_until: dt.date | None = None  # the last day it was the model


class OtherPoll(Entry, frozen=True):
    """A poll on something else, told by its words."""

    id: str
    name: str
    patterns: tuple[str, ...]


class Questionnaires(Entry, frozen=True):
    """Contents of a data file."""

    questionnaires: tuple[Questionnaire, ...]
    others: tuple[OtherPoll, ...] = ()


class TopicMatch(Value, frozen=True):
    """A topic and the question it was recognised in."""

    topic: str
    name: str
    question: str


class QuestionnaireMatch(Value, frozen=True):
    """How far questions cover the best-fitting questionnaire. `share` 0-1 of its core topics."""

    questionnaire: str
    name: str
    share: float
    matched: tuple[TopicMatch, ...] = ()
    missing: tuple[str, ...] = ()  # names of core topics nobody asks about
    questions: int = 0
    other: str = ""  # what other poll it looks like, when it does rather than the assessment's
    valid_until: dt.date | None = None  # of a model that was one only until that day


_CHOICES = {FieldKind.RADIO, FieldKind.SELECT, FieldKind.CHECKBOX, FieldKind.TEXTAREA, FieldKind.NUMBER}
_SOME = 5  # questions of the assessment that make a poll its own whatever else it asks
_FEW = 2  # … too few to tell, beside many on one other subject
_HALF = 0.5
_SENTENCES = re.compile(r"(?<=[а-яё»][.!])\s+(?=[А-ЯЁ«])")  # what stands before a question is none
_NUMBERED = re.compile(r"^\s*(?:вопрос\s*)?(?:№\s*)?\d{1,2}(?:\.\d)?[.):]\s*", re.IGNORECASE)
_TOLD = 12  # letters of a label that are a question: the text around repeats it, with what stands before it
_ASKING = re.compile(
    r"\?|^\s*(?:\d{1,2}[.)]\s*)?(?:удовлетвор|оцените|пользовались|обращались|готовы|довольны|как\s+вы|считаете|имеете|укажите|ваш)",
    re.IGNORECASE,
)


@cache
def load_questionnaires() -> Questionnaires:
    """All model questionnaires; raises `ReferenceDataError` for a broken file."""
    parts = [read_data(path, Questionnaires) for path in sorted((DATA / "questionnaires").glob("*.yml"))]
    return Questionnaires(
        questionnaires=tuple(q for part in parts for q in part.questionnaires),
        others=tuple(other for part in parts for other in part.others),
    )


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def compare(questions: Iterable[str], sector: Sector | None = None, *, heading: str = "") -> QuestionnaireMatch:
    """The questionnaire the questions cover best, with what they ask about and what they leave out.

    `heading` (title of the poll) helps only to tell other polls. No questions: share 0 of the general questionnaire.
    """
    texts = tuple(dict.fromkeys(filter(None, (_plain(question) for question in questions))))
    known = load_questionnaires()
    candidates = [q for q in known.questionnaires if not q.sectors or sector is None or sector in q.sectors]
    best = max((_cover(q, texts) for q in candidates), key=_explained)
    if not texts:
        best = _cover(candidates[0], texts)
    other = _other(known.others, texts, _plain(heading), best)
    return QuestionnaireMatch(
        questionnaire=best.questionnaire, name=best.name, share=best.share, matched=best.matched, missing=best.missing,
        questions=len(texts), other=other, valid_until=best.valid_until,
    )  # fmt: skip


def questions_of_form(form: Form) -> tuple[str, ...]:
    """Questions of a form: labels of its choices and text areas, and asking sentences around them that are none."""
    labels = [field.label or field.placeholder for field in form.fields if field.kind in _CHOICES]
    parts = map(_from_question, re.split(r"(?<=[?])\s+|\n+", form.context))
    known = [said for label in labels if len(said := _plain(label)) >= _TOLD]
    sentences = [part for part in parts if _ASKING.search(part) and not any(said in _plain(part) for said in known)]
    return tuple(dict.fromkeys(text.strip() for text in (*labels, *sentences) if text.strip()))


def _from_question(part: str) -> str:
    """A part of the text without the statements before its question; what is said after it («Выберите один ответ.») may
    stay."""
    said = _SENTENCES.split(part)
    while len(said) > 1 and not _ASKING.search(said[0]):
        said = said[1:]
    return " ".join(said)


def questions_of_page(page: Page) -> tuple[str, ...]:
    """Questions of a whole page (an external poll): its forms' and every block that asks something."""
    questions = [question for form in page.forms for question in questions_of_form(form)]
    questions += [block.text for block in page.blocks if block.kind is not BlockKind.CAPTION and _asks(block.text)]
    return tuple(dict.fromkeys(questions))


def _asks(text: str) -> bool:
    return len(text) <= 500 and (_ASKING.search(text) or _NUMBERED.match(text)) is not None


def _explained(match: QuestionnaireMatch) -> tuple[float, float]:
    """How many distinct questions a questionnaire explains: a coarse one must not win by having few topics."""
    return len({topic.question for topic in match.matched}) + match.share, match.share


def _plain(text: str) -> str:
    return _NUMBERED.sub("", lowered(text))


def _cover(questionnaire: Questionnaire, texts: tuple[str, ...]) -> QuestionnaireMatch:
    matched: list[TopicMatch] = []
    for topic in questionnaire.topics:
        patterns = _compiled(topic.patterns)
        question = next((text for text in texts if any(pattern.search(text) for pattern in patterns)), "")
        if question:
            matched.append(TopicMatch(topic=topic.id, name=topic.name, question=question[:200]))
    found = {match.topic for match in matched}
    core = [topic for topic in questionnaire.topics if topic.core]
    covered = [topic for topic in core if topic.id in found]
    every = [pattern for topic in questionnaire.topics for pattern in _compiled(topic.patterns)]
    asked = sum(
        any(pattern.search(text) for pattern in every) for text in texts
    )  # each about one topic, if it fits more
    share = min(len(covered), asked) / len(core)
    return QuestionnaireMatch(
        questionnaire=questionnaire.id, name=questionnaire.name, share=share, matched=tuple(matched),
        missing=tuple(topic.name for topic in core if topic.id not in found), valid_until=questionnaire.valid_until,
    )  # fmt: skip


def _other(others: tuple[OtherPoll, ...], texts: tuple[str, ...], heading: str, best: QuestionnaireMatch) -> str:
    """Name of another poll when its words prevail over the assessment's questions.

    «Вежливы ли работники столовой?» is one on politeness and on meals: where nearly all are of the kind, the poll is on
    meals, unless it covers most of the questionnaire and is not called so.
    """
    found: OtherPoll | None = None
    most = 0
    for other in others:
        count = sum(_speaks(other, text) for text in texts) + 2 * _speaks(other, heading)
        if count > most:
            found, most = other, count
    if found is None:
        return ""
    asked = {match.question for match in best.matched}
    own = sum(not _speaks(found, question) for question in asked)
    alike = own < _FEW and (best.share <= _HALF or _speaks(found, heading))
    prevails = most >= max(1, len(asked)) and (len(asked) < _SOME or alike)
    return found.name if prevails else ""


def _speaks(other: OtherPoll, text: str) -> bool:
    return any(pattern.search(text) for pattern in _compiled(other.patterns))
