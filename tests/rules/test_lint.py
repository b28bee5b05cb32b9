from __future__ import annotations

import msgspec

from rules.lint import lint
from rules.load import load_methodology

KBR = load_methodology("kbr-2017")


def test_the_methodology_is_clean() -> None:
    assert list(lint(KBR)) == []


def test_what_a_person_would_stumble_over_is_named() -> None:
    first = KBR.rules[0]
    messages = msgspec.structs.replace(first.messages, failed="Нет точки")
    bad = msgspec.structs.replace(first, title="Заголовок.", remedy="", messages=messages, examples=(), roles=("нет",))
    said = "\n".join(lint(msgspec.structs.replace(KBR, rules=(bad,))))
    for word in ("без точки", "заголовок", "рекомендация", "примера «passed»", "примера «failed»", "роли «нет»"):
        assert word in said
