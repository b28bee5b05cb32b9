"""What loading a methodology does not catch: wording and examples of rules that a person would stumble over."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.catalog_model import Methodology, Rule

_NORM = re.compile(r"\d")
_NEEDED = ("passed", "failed")
_UNMATCHABLE = re.compile("[ёЁ«»–—\u00a0]|(?<!\\\\)[А-Я]")  # texts are normalised before they are matched


def lint(methodology: Methodology) -> Iterator[str]:
    """Remarks in Russian, one a line, each naming its rule or role; nothing when all is well."""
    for rule in methodology.rules:
        for remark in (*_wording(rule), *_examples(rule)):
            yield f"{rule.id}: {remark}"
        for needed in rule.roles:
            if needed not in methodology.lexicon.roles:
                yield f"{rule.id}: роли «{needed}» в словаре нет."
    for role_id, role in methodology.lexicon.roles.items():
        for signal in (*role.signals, *role.smell):
            if found := _UNMATCHABLE.search(signal.regex.pattern):
                yield f"роль {role_id}: «{found.group()}» не встретится: тексты сравниваются нормализованными."


def _wording(rule: Rule) -> Iterator[str]:
    if _NORM.search(rule.id):
        yield "в имени правила цифра: номера норм меняются, имена — нет."
    said = {"passed": rule.messages.passed, "failed": rule.messages.failed, "inconclusive": rule.messages.inconclusive}
    for name, message in said.items():
        if not message:
            yield f"нет сообщения «{name}»."
        elif not message.rstrip().endswith("."):
            yield f"сообщение «{name}» без точки в конце."
    if not rule.title or rule.title.endswith("."):
        yield "заголовок пуст или кончается точкой."
    if not rule.remedy.rstrip().endswith("."):
        yield "рекомендация — предложение для письма: нужна точка в конце."
    if not rule.requirement:
        yield "не названо требование."


def _examples(rule: Rule) -> Iterator[str]:
    for outcome in _NEEDED:
        if not dict(rule.examples).get(outcome):
            yield f"нет примера «{outcome}»."
