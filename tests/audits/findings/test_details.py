"""What a finding knows in detail, in a person's words."""

from __future__ import annotations

import re
from pathlib import Path

from audits.findings.details import NAMES, details_lines

CHECKS = Path(__file__).parents[3] / "rules"
GIVEN = re.compile(r"\b(?:met|unmet|absent|unsure|inapplicable)\(((?:[^()]|\([^()]*\))*)\)")


def test_names_and_codes_are_told_in_russian() -> None:
    assert list(details_lines({"missing": [2023], "years": [], "kind": "card", "cause": "dns_failure"})) == [
        "недостаёт: 2023",
        "размещено за годы: нет",
        "вид: карточка организации",
        "что с ним: доменное имя не существует",
    ]


def test_what_is_said_in_words_is_not_said_in_codes_again_and_nothing_empty_is_said() -> None:
    assert list(details_lines({"missing": ["Указ № 597"], "missing_acts": ["decree-597"], "section": ""})) == [
        "недостаёт: Указ № 597"
    ]


def test_numbers_answers_and_tables() -> None:
    told = {
        "share": 0.5,
        "items": 1,
        "card": False,
        "compared": {"registry": 4, "unknown": ["МБОУ"]},
        "sectors": ["sport"],
    }
    assert list(details_lines(told)) == [
        "доля совпавших вопросов: 50%",
        "пунктов: 1",
        "карточка найдена: нет",
        "сличено с реестром: в реестре — 4, не узнаны — МБОУ",
        "сферы: спорт",
    ]


def test_a_name_or_code_that_is_new_is_told_as_it_is() -> None:
    assert list(details_lines({"novel": "x", "cause": "novel", "kind": "novel"})) == [
        "novel: x", "что с ним: novel", "вид: novel",
    ]  # fmt: skip


def test_every_detail_that_checks_give_has_a_name() -> None:
    given = {
        name
        for path in CHECKS.rglob("*.py")
        for call in GIVEN.findall(path.read_text("utf-8"))
        for name in re.findall(r"(?:^|, )([a-z]+)=", " ".join(call.split()))
    }
    assert given - set(NAMES) <= {"remarks", "message", "evidence"}
