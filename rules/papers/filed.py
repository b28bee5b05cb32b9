"""What a linked document (or an item of a section) is, from everything around it, and which years it is about.

Anchors lie: one real page has the same link text on twelve different files. So content outweighs the file name, that
the link text, that the heading; a link text repeated on many files hardly counts.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Any

from crawler.addresses import is_file
from rules.acts.bodies import Body
from rules.acts.citations import ACT_NAMES, find_citations
from rules.addresses.known import is_poll_service
from rules.dates.years import (
    Year,
    YearRole,
    assessment_years,
    listed_years,
    plan_years,
    years_of_address,
    years_of_text,
)
from rules.language.stems import stems_of
from rules.language.translit import name_words
from rules.language.wording import unspaced, with_short_words
from rules.lexicon.paper_words import OtherPaperWords, other_paper_words, paper_words
from rules.lexicon.word_lists import Wording
from rules.model import Value


class FiledAs(StrEnum):
    """Kinds of documents on a НОК page; the values are the role names where a role exists."""

    ACT = "acts"
    LOCAL_ACT = "local-act"
    RESULTS = "results"
    RATING = "rating"
    PLAN = "plan"
    PLAN_PROGRESS = "plan-progress"
    PROPOSAL = "proposal"
    POLL = "poll"
    QUESTIONNAIRE_FILE = "questionnaire-file"
    POLL_RESULTS = "poll-results"
    CERTIFICATE = "certificate"
    OTHER = "other"


class Filed(Value, frozen=True):
    """A verdict on one document. `score` 0-1; `years` what it is about; `years_stated` false when a guess.

    `otherwise`: whether something in its names or text speaks of another subject, whatever the verdict.
    `inside`: the years its own text states in its title, whatever its names say; `called`: those its link names.
    """

    kind: FiledAs
    score: float
    signals: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    years_stated: bool = False
    all_years: tuple[Year, ...] = ()
    otherwise: bool = False
    inside: tuple[int, ...] = ()
    called: tuple[int, ...] = ()


class _Told(Value, frozen=True):
    """What one text speaks for. `at`: where in the text; `note`: why, for people; `cited`: it gives an act's number."""

    kind: FiledAs
    strength: float
    note: str
    at: int = 0
    cited: bool = False


class _Source(StrEnum):
    """Where a text that tells of a document stands; the values are for people."""

    CONTENT = "содержание"
    FILE_NAME = "имя файла"
    LINK = "текст ссылки"
    HEADING = "заголовок"
    CONTEXT = "контекст"


_WORDS = paper_words()
# (kind, words, their stems, strength with the topic in the same text, without it). Order matters for equal strength.
_PATTERNS: tuple[tuple[FiledAs, Wording, tuple[str, ...], float, float], ...] = tuple(
    (kind, words, stems_of(re.compile(words.pattern)), strong, weak)
    for kind, words, strong, weak in (
        (FiledAs.PLAN_PROGRESS, _WORDS.progress_told, 1.0, 0.7),
        (FiledAs.PLAN_PROGRESS, _WORDS.progress_made, 0.95, 0.6),
        (FiledAs.PLAN_PROGRESS, _WORDS.measures_taken, 1.0, 0.5),
        (FiledAs.PROPOSAL, _WORDS.proposals_of_improvement, 1.0, 0.7),
        (FiledAs.PROPOSAL, _WORDS.proposals, 0.7, 0.2),
        (FiledAs.PROPOSAL, _WORDS.recommendations, 0.95, 0.2),
        (FiledAs.PLAN, _WORDS.plan_of_improvement, 1.0, 0.85),
        (FiledAs.PLAN, _WORDS.measures_planned, 0.85, 0.7),
        (FiledAs.PLAN, _WORDS.road_map, 0.95, 0.15),
        (FiledAs.PLAN, _WORDS.plan, 0.6, 0.25),
        (FiledAs.POLL_RESULTS, _WORDS.poll_counted, 0.95, 0.8),
        (FiledAs.POLL_RESULTS, _WORDS.poll_held, 0.9, 0.75),
        (FiledAs.RESULTS, _WORDS.operators_report, 1.0, 1.0),
        (FiledAs.RESULTS, _WORDS.information_gathered, 0.9, 0.8),
        (FiledAs.RESULTS, _WORDS.results_of_assessment, 0.9, 0.9),
        (FiledAs.RESULTS, _WORDS.summing_report, 0.85, 0.4),
        (FiledAs.RESULTS, _WORDS.report, 0.55, 0.2),
        (FiledAs.RESULTS, _WORDS.report_abridged, 0.9, 0.8),
        (FiledAs.RATING, _WORDS.indicators, 0.6, 0.1),
        (FiledAs.RATING, _WORDS.rating, 0.95, 0.8),
        (FiledAs.RATING, _WORDS.letter_on_results, 1.0, 0.95),
        (FiledAs.CERTIFICATE, _WORDS.certificate_heads, 1.1, 1.1),
        (FiledAs.CERTIFICATE, _WORDS.certificate, 0.9, 0.9),
    )
)
_OTHER = re.compile(
    "|".join(f"(?P<{name}>{getattr(other_paper_words(), name).pattern})" for name in OtherPaperWords.__struct_fields__)
)
_OTHER_NAMES = {
    "schedule": "график проведения оценки",
    "minutes": "протокол", "other_poll": "опрос об ином",
    "finance": "финансы и закупки", "plan_of_work": "план работы, а не план по НОК", "selfstudy": "самообследование",
    "corruption": "противодействие коррупции", "accessibility": "доступность объекта", "labour": "условия труда",
    "internal": "внутренняя оценка", "annual": "годовой отчёт", "qualification": "независимая оценка квалификации",
    "exams": "оценка подготовки учеников", "medical": "качество медицинской помощи", "impact": "оценка воздействия",
    "method": "методика, а не её применение", "food": "питание", "fire": "предписания надзора",
}  # fmt: skip
# Capitals and lines tell a heading, so these are searched for in the text as it stands.
_HEADLINE_ACT = re.compile(
    rf"^\W*+(?:[^\n]{{0,160}}\n){{0,8}}?\W*+(?:ФЕДЕРАЛЬНЫЙ\s+ЗАКОН|{'|'.join(map(str.upper, ACT_NAMES))})\b"
)
_STAMP = re.compile(r"утвержд\w+|согласован\w*|приложени\w*\s+(?:№\s*\d+\s*)?к", re.IGNORECASE)
_WEIGHTS = {
    _Source.CONTENT: 2.0,
    _Source.FILE_NAME: 1.0,
    _Source.LINK: 0.9,
    _Source.HEADING: 0.45,
    _Source.CONTEXT: 0.25,
}
_ON_WORK = 1.2  # more than anything its title goes on to speak of
_ON_WORK_STEMS = stems_of(re.compile(_WORDS.act_on_work.pattern))
_COUNTED = re.compile(r" \| |\?|\d ?%")  # a row, a question, a share of answers
_ASKED = re.compile(rf"{_COUNTED.pattern}|удовлетвор|довол")
_TITLE_LINES = 4
_TITLE = 160  # characters of a file in which its title stands
HEAD = 1500  # characters of a document's text that tell what it is
_ABOUT = 600  # … that may speak of another subject
_NAME = 500  # characters of a name, or of what stands around it, that tell so

_TWO_THINGS = {
    FiledAs.PLAN: (FiledAs.RESULTS, _WORDS.results_and_plan),
    FiledAs.RESULTS: (FiledAs.PLAN, _WORDS.results_and_plan),
    FiledAs.PLAN_PROGRESS: (FiledAs.PLAN, _WORDS.plan_and_progress),
}


def classify_all(link_text: str, url: str = "", **rest: Any) -> tuple[Filed, ...]:
    """As `classify`, and the second thing when the name tells of two: «результаты оценки и план …»."""
    rest |= {source: rest[source][:_NAME] for source in ("heading", "context", "title") if source in rest}
    link_text = link_text[:_NAME]
    first = classify(link_text, url, **rest)
    name = _plain(f"{link_text or name_words(url)}"[:_NAME])
    other, words = _TWO_THINGS.get(first.kind, (first.kind, None))
    if words is None or not words.search(name):
        return (first,)
    every, about, stated = _years(
        other, link_text, url, rest.get("heading", ""), rest.get("context", ""), rest.get("title", ""),
        rest.get("text", ""), rest.get("anchor_repeats", 1),
    )  # fmt: skip
    second = Filed(other, first.score, first.signals, about, stated, every, first.otherwise)
    return first, second


def classify(
    link_text: str, url: str = "", *, heading: str = "", context: str = "", title: str = "", text: str = "",
    anchor_repeats: int = 1,
) -> Filed:  # fmt: skip
    """What a linked document is. `anchor_repeats`: how many different files on the page bear this very link text."""
    name, above, around, called = (one[:_NAME] for one in (link_text, heading, context, title))
    return _classified(name, url, above, around, called, text[:HEAD], anchor_repeats)


@lru_cache(maxsize=4096)  # headings repeat on all pages of a site, and several rules ask for the same documents
def _classified(
    link_text: str, url: str, heading: str, context: str, title: str, text: str, anchor_repeats: int
) -> Filed:
    text = unspaced(text)
    head = f"{title}\n{text}".strip()
    sources = (head, name_words(url)[:_NAME], link_text, heading, context)
    everything = " ".join(_plain(source) for source in sources)
    scores: dict[FiledAs, float] = {}
    signals: list[str] = []
    cited = False
    topic_near = _WORDS.topic.search(everything) is not None
    for (name, weight), source in zip(_WEIGHTS.items(), sources, strict=True):
        if not source:
            continue
        if name is _Source.LINK and anchor_repeats >= 3:
            weight *= 0.25  # copied from link to link
        for told in _read(source, topic_near, content=name is _Source.CONTENT, url=url):
            scores[told.kind] = scores.get(told.kind, 0.0) + weight * told.strength
            signals.append(f"{name.value}: {told.note} → {told.kind.value} ({told.strength:.2f})")
            cited = cited or told.cited
    if is_poll_service(url):
        scores[FiledAs.POLL] = scores.get(FiledAs.POLL, 0.0) + 2.0
        signals.append("адрес: сервис опросов → poll (1.00)")
    otherwise = FiledAs.OTHER in scores
    if cited and otherwise:
        scores[FiledAs.OTHER] *= 0.3  # an act's title may name budgets, reports and the like
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < 0.2:
        kind, best, second = FiledAs.OTHER, 0.0, 0.0
    else:
        kind, best = ranked[0]
        second = ranked[1][1] if len(ranked) > 1 else 0.0
    every, about, stated = _years(kind, link_text, url, heading, context, title, text, anchor_repeats)
    return Filed(
        kind=kind, score=_confidence(best, second), signals=tuple(signals),
        years=about, years_stated=stated, all_years=every, otherwise=otherwise, inside=_inside(kind, text),
        called=_called(link_text),
    )  # fmt: skip


def _confidence(best: float, second: float) -> float:
    return round(min(1.0, best) * best / (best + second * 0.5), 3) if best else 0.0


def _plain(text: str) -> str:
    return with_short_words(" ".join(text.lower().replace("ё", "е").replace("_", " ").split()))


def _read(source: str, topic_near: bool, *, content: bool, url: str) -> list[_Told]:
    """Kinds one text speaks for: at most one positive and the negative."""
    plain = _plain(source)
    own_topic = _WORDS.topic.search(plain) is not None
    found: list[_Told] = []
    for kind, words, stems, strong, weak in _PATTERNS:
        possible = not stems or any(stem in plain for stem in stems)
        if possible and (match := words.search(plain)):
            strength = strong if own_topic else (strong + weak) / 2 if topic_near else weak
            found.append(_Told(kind, strength, match.group()[:60], match.start()))
    asked = _WORDS.questionnaire.search(plain)
    if asked and not any(one.kind is FiledAs.POLL_RESULTS for one in found):
        kind = FiledAs.QUESTIONNAIRE_FILE if is_file(url) or content else FiledAs.POLL
        found.append(_Told(kind, 0.85 if own_topic or topic_near else 0.6, "анкета", asked.start()))
    elif _WORDS.invitation.search(plain) and not is_file(url) and not content:
        found.append(_Told(FiledAs.POLL, 0.9, "приглашение к опросу"))
    act = _act(source, plain, content)
    if act is not None:
        found.append(act)
    answers: list[_Told] = []
    if found:
        strong_ones = [one for one in found if one.strength >= 0.8]
        if content and strong_ones:  # the title of a document comes before what it talks about
            answers.append(max(strong_ones, key=lambda one: (-one.at // 200, one.strength)))
        else:
            answers.append(max(found, key=lambda one: (one.strength, -one.at)))
    counted = any(one.kind is FiledAs.POLL_RESULTS for one in found)
    negative = _other_subject(source, plain, content=content, counted=counted)
    if negative and not (own_topic and negative in {"food", "plan_of_work", "finance", "fire", "accessibility"}):
        # a title that speaks of another subject and not of ours at all outweighs what the links around are called
        strength = 1.1 if own_topic or not content else 1.5
        answers.append(_Told(FiledAs.OTHER, strength, _OTHER_NAMES[negative]))
    return answers


def _other_subject(source: str, plain: str, *, content: bool, counted: bool) -> str:
    """The list of other papers a text is of; empty for none. In `counted` answers people may only be asked about it."""
    for match in _OTHER.finditer(plain[:_ABOUT] if content else plain):
        name = match.lastgroup or ""
        if not (content and (counted or name == "food") and _only_asked(source, name)):
            return name
    return ""


def _only_asked(source: str, name: str) -> bool:
    """Whether a subject is one of the things people were asked about, and not what a paper is on: no title names it.

    A cell's words may go on in the next line of the text.
    """
    words = getattr(other_paper_words(), name)
    lines = [one for one in (_plain(line) for line in source[:HEAD].split("\n")) if one]
    naming = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if (match := words.search(f"{line} {following}")) and match.start() < len(line)
    ]
    return bool(naming) and all(_ASKED.search(line) and not _is_title(line) for line in naming)


def _is_title(line: str) -> bool:
    """«Результаты опроса об удовлетворённости питанием», and no row of them."""
    return _WORDS.poll_counted.search(line) is not None and _COUNTED.search(line) is None


def _act(source: str, plain: str, content: bool) -> _Told | None:
    if words := _on_work(source, content) if any(stem in plain for stem in _ON_WORK_STEMS) else "":
        issued = next(iter(find_citations(source)), None)
        kind = FiledAs.LOCAL_ACT if issued is None or issued.body is Body.ORGANIZATION else FiledAs.ACT
        return _Told(kind, _ON_WORK, words, cited=True)
    if _WORDS.list_of_acts.search(plain[:_TITLE]) if content else _WORDS.list_of_acts.match(plain):
        return _Told(FiledAs.ACT, 1.05, "перечень актов")  # their titles speak of reports, plans and the like
    if content:
        if _HEADLINE_ACT.search(source[:900]) and not _STAMP.search(source[:200]):
            local = _WORDS.organization.search(plain[:300]) and "министерств" not in plain[:300]
            return _Told(FiledAs.LOCAL_ACT if local else FiledAs.ACT, 0.85, "заголовок акта")
        return None
    citations = find_citations(source)
    unnumbered = plain.lstrip("0123456789. ")
    word = _WORDS.act.match(unnumbered)
    if citations and (word or citations[0].start <= 12):
        kind = FiledAs.LOCAL_ACT if citations[0].body is Body.ORGANIZATION else FiledAs.ACT
        return _Told(kind, 0.95, f"реквизиты акта {citations[0].number}", cited=True)
    if _WORDS.local_act.match(unnumbered) and "общественн" not in plain and "министерств" not in plain:
        return _Told(FiledAs.LOCAL_ACT, 0.9, "акт организации")
    return _Told(FiledAs.ACT, 0.7, word.group()) if word else None


def _on_work(source: str, content: bool) -> str:
    """What calls a paper an act on who works with plans and reports, and how; empty for any other.

    Inside a file its title stands on one of the first lines, and may go on below: «Приказ № 5 от …», «О назначении …».
    """
    lines = source.strip().split("\n")[:_TITLE_LINES] if content else [source]
    told = (_WORDS.act_on_work.search(_plain(" ".join(lines[at:])[:_NAME])) for at in range(len(lines)))
    return next((match.group()[-60:] for match in told if match), "")


def _years(
    kind: FiledAs, link_text: str, url: str, heading: str, context: str, title: str, text: str, anchor_repeats: int
) -> tuple[tuple[Year, ...], tuple[int, ...], bool]:
    """All years seen, those the document is about, and whether the role was stated in words."""
    headline = _headline(text)
    by_source = [years_of_text(headline), years_of_text(title), years_of_address(url), years_of_text(link_text)]
    if anchor_repeats >= 3:
        by_source.pop()
    by_source += [years_of_text(heading), years_of_text(context[:200])]
    choose = plan_years if kind is FiledAs.PLAN else assessment_years
    wanted = {YearRole.PLAN, YearRole.ASSESSMENT} if kind is FiledAs.PLAN else {YearRole.ASSESSMENT}
    about: tuple[int, ...] = ()
    stated = False
    planned = {year.year for years in by_source for year in years if year.role is YearRole.PLAN}
    for years in by_source:
        usable = tuple(year for year in years if year.role is not YearRole.UPLOAD)
        if kind is FiledAs.PLAN and {year.role for year in usable} == {YearRole.ASSESSMENT}:
            # «план на 2023 год», and inside «План по итогам оценки, 2023 год»: a year that is its own, and no other
            usable = tuple(year for year in usable if year.year not in planned)
        roles = {year.role for year in usable}
        if roles & wanted:
            about, stated = choose(usable), True
            if kind is FiledAs.RESULTS and set(about) < set(listed := listed_years(headline) or listed_years(title)):
                about = listed  # «за 2019 и 2022 годы», and below it the first of two reports: «… в 2019 году»
            break
        if usable and not about:
            about = choose(usable)
    every = tuple(year for years in by_source for year in years)
    return every, about, stated


def _inside(kind: FiledAs, text: str) -> tuple[int, ...]:
    """Years that a text's own title states, in words that give them their role."""
    told = years_of_text(_headline(text))
    wanted = (YearRole.PLAN,) if kind is FiledAs.PLAN else (YearRole.ASSESSMENT,)
    return tuple(sorted({year.year for year in told if year.role in wanted}))


def _called(link_text: str) -> tuple[int, ...]:
    told = years_of_text(link_text)
    return tuple(sorted({year.year for year in told if year.role not in {YearRole.UPLOAD, YearRole.SCHOOL}}))


def _headline(text: str) -> str:
    """The part of a document's text that is its title: from «План …», «Отчёт …» on, some lines; never the stamps."""
    head = text[:HEAD]
    match = re.search(
        r"(?im)^\W*+(?:план|отч[её]т|результат|рейтинг|информаци|предложени|аналитическ|итог|дорожн|мероприяти|справк|экспертн|сводн)",
        head,
    )
    if match is None:
        match = re.search(r"\b(?:ПЛАН|План|ОТЧ[ЕЁ]Т|Отч[её]т)\b", head)
    return head[match.start() : match.start() + 350] if match else ""
