"""The rule manual, generated from the rule files: what is asked, of whom, on what grounds, with examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from crawler.items import Owner, Reason
from rules.catalog_model import Methodology, Rule
from rules.model import Sector, Subject, Value
from rules.obligatory import Obligatory, obligatory_acts
from rules.reasons import meaning, owner
from rules.titles import SECTORS, SEVERITIES

OWNERS = {Owner.SITE: "сайт", Owner.WALL: "препятствие между нами и сайтом", Owner.AUDITOR: "проверяющий"}
FAMILIES = {
    "site": "Сайт",
    "page": "Страница независимой оценки",
    "acts": "Нормативные правовые акты",
    "results": "Результаты",
    "plans": "Планы",
    "poll": "Онлайн-опрос",
    "feedback": "Обратная связь и доступность",
    "links": "Ссылки и сведения",
    "card": "Карточка на bus.gov.ru",
    "authority": "Органы власти",
}


class RuleSheet(Value, frozen=True):
    """One rule as people read it: what `nok rules` lists and `nok rules ID` prints in full."""

    id: str
    title: str
    family: str
    question: str
    requirement: str
    severity: str
    applies: str
    requires: tuple[str, ...]
    passed: str
    failed: str
    remedy: str
    duty: str
    assumptions: tuple[str, ...]
    looks_for: tuple[str, ...]
    acts: tuple[Obligatory, ...] = ()


DUTIES = {Subject.ORGANIZATION: "организация", Subject.AUTHORITY: "уполномоченный орган"}


def in_general(message: str) -> str:
    """A message as it reads where nobody is meant: dots in place of what it names of one organization."""
    return re.sub(r"\{\w+\}\.?", "…", message)


def sheet(rule: Rule, methodology: Methodology) -> RuleSheet:
    """The facts about a rule in words."""
    applies = "всем организациям"
    if rule.sectors:
        applies = "только сферам: " + ", ".join(SECTORS[sector].text for sector in rule.sectors)
    if rule.needs_assessment:
        applies += "; не применяется к тем, кто в независимой оценке не участвовал"
    roles = methodology.lexicon.roles
    return RuleSheet(
        id=rule.id,
        title=rule.title,
        family=FAMILIES.get(rule.family, rule.family),
        question=rule.question,
        requirement=rule.requirement,
        severity=SEVERITIES[rule.severity].feminine,
        applies=applies,
        requires=rule.requires,
        passed=in_general(rule.messages.passed),
        failed=in_general(rule.messages.failed),
        remedy=" ".join(rule.remedy.split()),
        duty=DUTIES[rule.duty or rule.subject] if rule.subject is Subject.ORGANIZATION else "сам орган власти",
        assumptions=rule.assumptions,
        looks_for=tuple(roles[role].title for role in rule.roles),
        acts=obligatory_acts(rule),
    )


def sheets(methodology: Methodology) -> tuple[RuleSheet, ...]:
    """All rules of a methodology, in its order."""
    return tuple(sheet(rule, methodology) for rule in methodology.rules)


ACTS_SAID = "Обязательные акты (на каждую позицию — хотя бы один)"


def acts_said(acts: Iterable[Obligatory]) -> Iterator[tuple[bool, str]]:
    """A list of obligatory acts, a line each, and whether the line is a position or only tells of the one before."""
    for one in acts:
        whom = ", ".join(SECTORS[sector].text for sector in one.sectors)
        only = f" (только {whom})" if len(one.sectors) < len(Sector) else ""
        yield True, f"{one.position}. {' или '.join(one.acts) or f'{one.name} — любой такой акт'}{only}"
        for sector, examples in one.examples.items():
            yield False, f"{SECTORS[sector].text}, например: {'; '.join(examples)}"


def _bullets(items: Iterable[str]) -> list[str]:
    return [f"* {item}" for item in items]


def markdown_of(one: RuleSheet) -> str:
    """A rule's page in Markdown."""
    lines = [f"### `{one.id}` — {one.title}", "", one.question, ""]
    lines += _bullets(
        (
            f"Требование: {one.requirement}",
            f"Значимость: {one.severity}",
            f"Применяется: {one.applies}",
        )
    )
    if one.requires:
        lines.append(f"* Только если выполнено: {', '.join(f'`{id}`' for id in one.requires)}")
    if one.looks_for:
        lines.append(f"* Что ищется: {', '.join(one.looks_for)}")
    lines += [f"* Недостаток: {one.failed}", f"* Что сделать: {one.remedy}", f"* Кому: {one.duty}"]
    if one.acts:
        lines += [f"* {ACTS_SAID}:", ""]
        lines += [f"  {said}" if is_position else f"     * {said}" for is_position, said in acts_said(one.acts)]
        lines += [""]
    lines += [f"* Допущение: {assumption}" for assumption in one.assumptions]
    return "\n".join(lines) + "\n"


def manual(methodology: Methodology) -> str:
    """The whole manual in Markdown: rules by family, then the closed list of reasons."""
    lines = [f"# Правила: {methodology.title}", "", "Создано из файлов правил; править следует их.", ""]
    family = ""
    for one in sheets(methodology):
        if one.family != family:
            family = one.family
            lines += [f"## {family}", ""]
        lines += [markdown_of(one)]
    return "\n".join(lines) + "\n" + reasons_markdown()


def reasons_markdown() -> str:
    """The closed list of reasons in Markdown."""
    lines = ["## Почему вывод невозможен", "", "| код | что произошло | на чьей стороне |", "| --- | --- | --- |"]
    lines += [f"| `{reason}` | {meaning(reason)} | {OWNERS[owner(reason)]} |" for reason in Reason]
    return "\n".join(lines) + "\n"
