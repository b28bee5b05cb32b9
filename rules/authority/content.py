"""What a text of an authority's section is by what it says, whatever it is called.

Names decide first; these are asked before anything is called missing, since a ministry may call its council's minutes
«записи», its regulation «о совете» and its members «созыв».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from rules.acts.citations import begins_as_act
from rules.authority.headed import Headed
from rules.authority.invitations import without_invitations
from rules.authority.kinds import MEMBERS, OTHER_BODY, OTHER_COUNCIL, OTHER_TASK, PLAN_ASKED, PLAN_BLANK
from rules.authority.reading import (
    Rated,
    is_clause,
    persons,
    scores_of_lines,
    scores_of_pairs,
    scores_of_rows,
    scores_one_a_line,
)
from rules.authority.subject import denies_nok, mentions_nok
from rules.authority.units import HasUnits, Unit
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.lexicon.organizations import ADDRESSED
from rules.lexicon.subjects import COUNCIL, CRITERIA, NOK

_REGULATION = re.compile(
    r"\W*(?:приложени\w++[^.]{0,40}\.?\s*)?(?:положени[ея]|порядок (?:работы|деятельности)|регламент)\b(?! о порядке)"
)
_MINUTES = re.compile(r"\W*(?:выписк\w* из )?(?:протокол|стенограмм)")
_BLANK = re.compile(rf"\W*(?:{PLAN_BLANK.pattern}|(?:форма|бланк|шаблон|макет|образец)\b)")
_DRAFT = re.compile(  # «ПРОЕКТ» in the corner of a sheet, «Проект плана», «План (проект)»
    r"^\W*(?:\d{1,2}\W+)?проект(?:\W*$|\s?[.:)]|\s(?:\w+ )?(?:план|приказ|распоряжени|постановлени))|\(\W*проект\W*\)"
)
_DRAFTS = re.compile(r"\W*проекты? (?:план|документ|приказ|акт|норматив|правов)")
_CHAPTERS = re.compile(
    r"общие положения|постоянно действующ|совещательн|полномочи|права совета|порядок работы|задач[аи]"
    r"|\bсовет (?:проводит|формир|определяет|вправе|утверждает|рассматривает|созда|образ|состоит|осуществля)"
)
_HELD = re.compile(r"присутств|повестк|слушал|постановил|решил|выступ|голосов|протокол|собирал|встреч")
MEETING = re.compile(_HELD.pattern + r"|заседани")
_LOOSE_PERSON = re.compile(
    r"(?:^|[:;,|•–—]\s*+|\)\s*+(?:,\s*+)?)\W{0,3}(?:\d{1,2}[.)]?\s*)?"
    r"([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+(?:[А-ЯЁ]\.(?:\s?[А-ЯЁ]\.)?|[А-ЯЁ][а-яё]{2,}(?=\s*(?:[,;(|–—]|-\s|$))))"
)
_NO_MEMBERS = re.compile(r"контакт|прием граждан|руководств|министерств[оа] \w+$|эксперт|рабоч\w* групп")
EXAMS = r"\b(?:егэ|огэ|впр|гиа)\b|экзамен|олимпиад"
_EXAM = re.compile(EXAMS)
_MONEY = re.compile(r"\bруб(?:\.|л|\b)|\bтыс\b|\bмлн\b")
_INNER = re.compile(r"внутренн\w* (?:контрол|оцен|систем|провер)|ведомственн\w* (?:контрол|провер)|чек-?лист")
# what else ministries rate their institutions by, beside the assessment and often on its page
_OTHER_RATING = re.compile(
    r"финансов\w* (?:менеджмент|дисциплин|контрол|состояни)|бюджетн\w* (?:дисциплин|отчетност)|бухгалтерск\w* уч"
    r"|эффективност\w* (?:\w+ ){0,2}(?:руководител|директор|главн\w* врач|закуп)|энерго?\w* ?эффективност"
    r"|(?:выполнени|исполнени)\w* (?:государственн\w* |муниципальн\w* )?(?:гос|мун)?задани"
    r"|\bсмотр\w*[- ]конкурс|\bконкурс\w* (?:\w+ ){0,2}(?:мастерств|лучш)|фестивал|спартакиад|соревнован"
    r"|информационн\w* безопасност|готовност\w* к (?:\w+ )?(?:учебн|отопит)"
)
_SCORES = re.compile(r"балл|рейтинг|итогов|ранжир|интегральн")
_PROPOSED = re.compile(
    r"\b(?:предлож(?:ить|ено|ила?)|предлагает|советует|рекоменд(?:овать|овано|овал\w*|ует)|предложени[яе]|рекомендаци[ияе]|направить|посовет\w+"
    r"|следует|следовало бы)\b"
)
WITHHELD = re.compile(  # not there: kept back, promised, or never made
    r"не (?:публику|размеща|выклад|обнарод)|на (?:этом )?сайте (?:их )?нет\b"
    r"|\b(?:разместим|опубликуем|выложим)\b|\bбуд(?:ет|ут) (?:\w+ )?(?:размещен|опубликован|выложен)"
    r"|\bпояв(?:ит|ят)ся\b|\bне (?:поступал|вносил|направлял)"
)
_OPENING = 200  # characters of a paper that say whose it is
TO_WHOM = re.compile(rf"{ADDRESSED}|руководител|\bдом|\"[а-я]+\" -")
IMPROVED = re.compile(
    r"устран|улучш|обеспеч|установ|размест|обновит|обновл|отремонт|организов|оборудов|вывес|дублир|повыс|принять мер"
    r"|доработ|провест"
    r"|пандус|брайл|табличк|кнопк|верси\w+ (?:сайта )?для слабовид|туалет|стенд|домофон"
    r"|привести|приведен|закуп|приобр|пересмотр|откры(?!тост|ты[йемх]|та?я|то[йемг])|добав|постав|сделать|замен|указать|созда|разработ|предусмотр|внедр|смонтир"
)
_LETTER = re.compile(r"\bписьм(?:о|а)\b|\bобращени[ея] (?:совет|к )")
_TO_HEAD = re.compile(r"\W*(?:заместителю )?(?:министру|главе|начальнику|директору|председателю|руководителю)\b")
PLAN_NAMED = compiled(r"\bплан\w*\b.{0,160}?(?:недостат|улучшени|устранени|{mentioned})", re.DOTALL)
_CONTEST = re.compile(r"\bжюри\b|\bконкурс|олимпиад|соревнован|турнир|фестивал|победител|награжд|лауреат")
_SEVERAL = re.compile(r"\bсовет(?:ы|ов)\b|\bкомиссии\b.*\bсовет|\bорган(?:ы|ов)\b")
_COMPOSED = re.compile(r"\bсостав\w*\b|\b(?:член|участник)\w* (?:\w+ )?совета")
SOME_COUNCIL = re.compile(r"\bсовет(?:а|у|ом|е)?\b")
_FEW = 3
_TITLE = 3  # lines a paper begins with
_LABEL = 200  # characters of a line over a list
_HEAD = 60  # characters before a colon that head a line
_FORMER = re.compile(  # of a council, or of those who sat in it
    r"упраздн[её]н|расформирован|ликвидирован|\bпрежн\w+ (?:состав|член|совет|созыв)|\bпредыдущ\w+ (?:состав|созыв)"
    r"|\bбывш\w+ (?:член|состав|совет)|^\W*архив\W*(?:$|состав|совет|член|созыв)"
    r"|(?:состав|совет)\w* [^.;]{0,60}(?:действовал\w* до|утратил\w* силу)"
)
_IN_OFFICE = re.compile(r"\b(?:нов|действующ|нынешн|текущ)\w+ (?:\w+ )?(?:состав|совет|член|созыв)")
_REPEALED = re.compile(r"утратил\w* силу|отмен[её]н|недейству")
_LONG = 20_000  # characters of a text that are searched for its subject
_HEADED = 80  # characters of a paper that say whose it is
_READ = 600  # lines of a text: what it is stands in them
_SENTENCE = re.compile(r"(?<=\.)\s+(?=[А-ЯЁ][а-яё]{2,}\s+[а-яё]{3,})")  # not between a surname and initials
_LOWEST = 20  # points: less is no score of an organization


def is_councils(unit: Unit) -> bool:
    """Whether a unit belongs to a public council, by anything that names it, its page or the way to it."""
    own = normal(f"{unit.name} {unit.around}")
    if OTHER_COUNCIL.search(own):
        return False
    if any(_names_council(line[:300]) for line in unit.lines[:_READ] if "овет" in line):
        return True
    head = normal(unit.by_content)
    way = " ".join((unit.page.title, *unit.page.breadcrumbs, *(step.text for step in unit.page.click_path)))
    if unit.link is None and SOME_COUNCIL.search(normal(unit.name)) and not is_another(unit.name):
        return True  # «Как работает совет» in the section itself
    path = normal(way)
    if unit.link is None and SOME_COUNCIL.search(path) and not (is_another(path) or OTHER_COUNCIL.search(path)):
        return True  # «Люди – Совет пяти скамеек»; what «Заседания совета» leads to
    return COUNCIL.search(f"{own} {normal(way)} {head}") is not None or "состав совета" in head


def _names_council(line: str) -> bool:
    said = normal(line)
    return COUNCIL.search(said[:200]) is not None and NOK.search(said) is not None


def is_repealed(unit: Unit) -> bool:
    """Whether a paper is said to be in force no more."""
    return _REPEALED.search(normal(f"{unit.name} {unit.around} {unit.by_content}")) is not None


def regulation_in(unit: Unit) -> str:
    """The line by which a text begins to be a council's regulation that deals with the assessment; else empty."""
    if is_repealed(unit) or denies_nok(unit.text[:_LONG]):
        return ""
    lines = unit.lines[:_READ]
    whole = normal("\n".join(lines))
    if not (COUNCIL.search(whole) and NOK.search(whole) and _CHAPTERS.search(whole)):
        return ""
    for index, line in enumerate(lines):
        said = normal(line)
        if len(said) < 400 and _REGULATION.match(said):
            near = normal(" ".join(lines[max(0, index - 5) : index + 3]))
            if COUNCIL.search(near) and not OTHER_COUNCIL.search(near):
                return line
    return ""


def is_former(name: str) -> bool:
    """Whether a heading or a line over names says that those sit in a council no more."""
    said = normal(name)
    return _FORMER.search(said) is not None and _IN_OFFICE.search(said) is None


def in_office(lines: Iterable[str]) -> tuple[str, ...]:
    """Lines without those under one that says whose time is over: «Архив. Совет … (упразднён в 2019 году):».

    A sentence («Прежний состав работал до 2024 года.») heads nothing, and who is named in a line ends nothing.
    """
    told = tuple(lines)
    if not any(map(is_former, told)):
        return told
    kept: list[str] = []
    over = False
    for line in told:
        people = len(set(persons(line)))
        if is_former(line):
            over = over if people else len(line) <= _LABEL and not line.rstrip().endswith((".", ";"))
            kept += [line] if people < _FEW and not over else []
            continue
        if not people and (SOME_COUNCIL.search(normal(line)) or _COMPOSED.search(normal(line))):
            over = False
        kept += [] if over else [line]
    return tuple(kept)


def members_in(unit: Unit, view: HasUnits) -> tuple[str, ...]:
    """Persons a council's text lists as its members; those who met or spoke do not count, nor candidates."""
    whole = unit.link is None and unit.block < 0
    refused = _NO_MEMBERS.search(normal(unit.name)) if whole else _is_of_others(unit.name)
    named = normal(f"{unit.name} {unit.by_content[:_HEADED]}" if unit.link is not None else "")
    if refused or is_of_another(named) or not is_councils(unit) or _LETTER.search(normal(unit.name)):
        return ()
    others = view.once(_under_others)
    lines = () if is_former(unit.name) else in_office(unit.lines)
    own = (line for line in lines if not (others.holds(unit, line) or _is_led_by_another(line) or is_addressed(line)))
    listed = [part for line in own for part in _SENTENCE.split(line) if not _tells_of_meeting(part)]
    if unit.document is not None:
        listed = _annexes(lines)
    people = loose_persons(listed)
    surnames = {next((word for word in person.split() if "." not in word), person) for person in people}
    return people if len(surnames) >= _FEW else ()


def is_addressed(line: str) -> bool:
    """Whether a line says to whom a letter is: «Министру Лосеву О. И.»."""
    return _TO_HEAD.match(normal(line)) is not None


def _is_led_by_another(line: str) -> bool:
    """Whether a line itself says whose people it gives: «Коллегия: Иванов И. И. (председатель), …»."""
    head, colon, _ = line.partition(":")
    return bool(colon) and len(head) <= _HEAD and (is_another(head) or OTHER_COUNCIL.search(normal(head)) is not None)


def _tells_of_meeting(part: str) -> bool:
    """Whether a sentence tells of a meeting; one that lists several people may say who of them leads meetings."""
    said = normal(part)
    return MEETING.search(said) is not None and (_HELD.search(said) is not None or len(set(persons(part))) < _FEW)


def loose_persons(lines: Iterable[str]) -> tuple[str, ...]:
    """Names of persons in lines, each once, also those of two words where a list gives them."""
    told = tuple(lines)
    found = dict.fromkeys(persons("\n".join(told)))
    for line in told:
        found.update(dict.fromkeys(" ".join(match[1].split()) for match in _LOOSE_PERSON.finditer(line)))
    return tuple(found)


def _annexes(lines: tuple[str, ...]) -> list[str]:
    """The parts of a document that list members: from a line that says so to the next heading of another kind."""
    found: list[str] = []
    for index, line in enumerate(lines):
        said = _COMPOSED.search(line[:240].lower())
        if said is None or MEETING.search(normal(line)):
            continue
        found.append(line[said.end() :])
        for below in lines[index + 1 : index + 60]:
            if _REGULATION.match(normal(below)) or MEETING.search(normal(below)):
                break
            found.append(below)
    return found


def _is_of_others(name: str) -> bool:
    said = normal(name)
    refused = MEMBERS.refused is not None and MEMBERS.refused.search(said) is not None
    others = (OTHER_COUNCIL, _NO_MEMBERS, _CONTEST)  # people of a contest stand in lists, too
    return refused or is_another(name) or any(pattern.search(said) is not None for pattern in others)


def own_lines(unit: Unit, view: HasUnits) -> tuple[str, ...]:
    """Lines of a council's page or section without those under the heading of another council or a commission."""
    others = view.once(_under_another)
    return tuple(line for line in unit.lines if not others.holds(unit, line))


def is_another(name: str) -> bool:
    """Whether a heading names a council or commission that is not the one for the assessment."""
    said = normal(name)
    if _SEVERAL.search(said):
        return False  # a heading over several of them
    return is_of_another(said) or (OTHER_TASK.search(said) is not None and not _is_own(said))


def is_of_another(said: str) -> bool:
    """Whether normalised text speaks of a council or commission that has a name of its own, and of no public one."""
    return OTHER_BODY.search(said) is not None and not _is_own(said)


def is_anothers_paper(unit: Unit) -> bool:
    """Whether a file is of such a body by its name or by what it begins with."""
    return unit.link is not None and is_of_another(normal(f"{unit.name} {unit.by_content[:_OPENING]}"))


def _is_own(said: str) -> bool:
    return COUNCIL.search(said) is not None or NOK.search(said) is not None


def _under_others(view: HasUnits) -> Headed:
    return Headed(view.authority_units, lambda name: _is_of_others(name) or is_another(name))


def _under_another(view: HasUnits) -> Headed:
    return Headed(view.authority_units, is_another)


def _under_regulation(view: HasUnits) -> Headed:
    return Headed(view.authority_units, lambda name: _REGULATION.match(normal(name)) is not None)


def _under_any(view: HasUnits) -> Headed:
    return Headed(view.authority_units, lambda _: True)


def results_in(unit: Unit, view: HasUnits) -> tuple[Rated, ...]:
    """Organizations with their scores in a text on the assessment; results of examinations are none.

    Of a page its own lines count: what stands under a heading is that heading's.
    """
    headed, head = view.once(_under_any), " ".join(" ".join(row) for row in unit.rows[:1])
    unit = msgspec.structs.replace(
        unit, lines=tuple(line for line in unit.lines if not headed.holds(unit, line) and not is_of_exams(line))
    )
    near = normal(f"{unit.name} {unit.around} {unit.page.title} {unit.by_content}")
    if is_of_exams(f"{near} {head}") or _INNER.search(near) or is_rated_otherwise(unit) or unit.reason is not None:
        return ()
    paid = [" ".join(row) for row in unit.rows] or unit.lines[:12]  # a contract's price stands beside the table
    if _MONEY.search(normal(" ".join(paid))):
        return ()
    told = normal(" ".join((near, *unit.lines[:12])))
    criteria = CRITERIA.search(told) is not None
    speaks = criteria or mentions_nok(f"{near} {unit.text[:_LONG]}") or "оценк" in near
    lines = (
        scores_of_lines(unit.lines), scores_of_pairs(unit.lines[:_READ], near), scores_one_a_line(unit.lines[:_READ]),
    )  # fmt: skip
    found = scores_of_rows(unit.rows) or max(lines, key=len)
    scored = criteria or _SCORES.search(told) is not None or any(one.score % 1 for one in found)
    # a page below the section needs not say again what it is about
    own = (unit.link is None or _SCORES.search(told)) and all(one.score >= _LOWEST for one in found)
    return found if (speaks or own) and scored and len(found) > 1 else ()


def is_rated_otherwise(unit: Unit) -> bool:
    """Whether a paper or a section rates by something else by its name and its title: by how money is managed."""
    names = (unit.name,) if unit.link is None else (unit.link.label, *unit.lines[:_TITLE])  # not what stands around it
    said = normal(" ".join(names))
    return _OTHER_RATING.search(said) is not None and not (NOK.search(said) or CRITERIA.search(said))


def is_of_exams(text: str) -> bool:
    """Whether a text speaks of examinations or contests of pupils, whose scores are no organization's."""
    return _EXAM.search(normal(text)) is not None


def is_regulation(unit: Unit) -> bool:
    """Whether a text calls itself a regulation, or the link to it does: what it lets a council do is not done."""
    return any(normal(one).startswith("положени") for one in (unit.name, unit.by_content))


def proposals_in(unit: Unit, view: HasUnits) -> str:
    """A sentence in which a council or an operator proposes to organizations what to improve; else empty."""
    if unit.reason is not None or not (
        is_councils(unit) or mentions_nok(f"{unit.name} {unit.around} {unit.text[:_LONG]}")
    ):
        return ""
    above = normal(unit.around).split(" / ") if unit.link is None and unit.block >= 0 else []
    if is_regulation(unit) or regulation_in(unit) or any(map(_REGULATION.match, above)):
        return ""  # what a council may propose is no proposal
    rules = view.once(_under_regulation)
    for line in sentences([line for line in unit.lines if not rules.holds(unit, line)]):
        said = normal(f"{unit.name if unit.link is None and unit.block >= 0 else ''} {line}")
        if WITHHELD.search(said) or is_clause(line):
            continue
        said = without_invitations(said)
        if _PROPOSED.search(said) and TO_WHOM.search(said) and IMPROVED.search(said):
            return line
    return ""


def is_blank(unit: Unit) -> bool:
    """Whether a paper is the form of a plan, to be filled in by others."""
    head = normal("\n".join(unit.lines[:_TITLE]))
    return PLAN_BLANK.search(normal(unit.name)) is not None or _BLANK.match(head) is not None


def is_draft(unit: Unit) -> bool:
    """Whether a paper is a draft by its name, by what it begins with, or by the heading over it; not a project's."""
    names = (unit.name, *(unit.lines[:_TITLE] if unit.link is not None else ()))
    drafted = any(_DRAFT.search(normal(name)) for name in names)
    return drafted or _DRAFTS.match(normal(unit.around.rpartition(" / ")[2])) is not None


def plan_in(unit: Unit) -> str:
    """The line that names a plan to remedy what the assessment found, in a document called otherwise; else empty."""
    if unit.document is None or unit.reason is not None or not mentions_nok(f"{unit.by_content} {unit.text[:3000]}"):
        return ""
    if is_blank(unit) or _MINUTES.match(normal(unit.lines[0] if unit.lines else "")):
        return ""
    head = PLAN_ASKED.sub("", normal("\n".join(_own_opening(unit))))  # plans that others are told to make
    return unit.lines[0] if PLAN_NAMED.search(head) and len(unit.lines) > _FEW else ""


def _own_opening(unit: Unit) -> tuple[str, ...]:
    """The lines a paper begins with; of a list of acts, none of their titles: «Об утверждении формы плана …»."""
    opening = unit.lines[:12]
    acts = [line for line in opening if begins_as_act(normal(line).lstrip(" -•*·"))]
    return tuple(line for line in opening if line not in acts) if len(acts) > 1 else opening


def sentences(lines: Iterable[str]) -> Iterator[str]:
    """Lines, with each that ends unfinished joined to those after it: files break sentences anywhere, but no clause of
    a regulation goes on with the next."""
    kept: list[str] = []
    for line in islice(lines, _READ):
        if kept and is_clause(line):
            yield " ".join(kept)
            kept = []
        kept.append(line.strip())
        if line.rstrip().endswith((".", ";", "!")) or sum(map(len, kept)) > 600:
            yield " ".join(kept)
            kept = []
    if kept:
        yield " ".join(kept)
