"""How the assessment is called: each strength takes what people write for it, and leaves what only looks alike."""

from __future__ import annotations

import pytest

from rules.language.wording import normal
from rules.lexicon.assessment import compiled, spelt


@pytest.mark.parametrize(
    ("strength", "said"),
    [
        ("full", "Независимая оценка качества условий оказания услуг"),
        ("full", "о независимой системе оценки качества работы организаций"),
        ("of_quality", "Независ. оценка качества"),
        ("named", "Независимая общественная оценка"),
        ("named", "Независмая внешняя оценка"),
        ("ours", "Независимая оценка 2023"),
        ("acronym", "НСОКО"),
        ("acronym", "Раздел НОКУООД"),
        ("acronym", "НОК УОД"),
        ("acronym", "noko_НОКО_2023"),
        ("short", "НОК-2023"),
        ("abbreviated", "НОК"),
        ("called", "Незав. оценка"),
        ("mentioned", "О независимости"),
        ("quality", "оценка\u00a0качества"),
        ("latin", "/nok/2023"),
        ("latin_rated", "nezavisimaya-oczenka"),
    ],
)
def test_a_strength_takes(strength: str, said: str) -> None:
    assert compiled(f"{{{strength}}}").search(normal(said))


@pytest.mark.parametrize(
    ("strength", "said"),
    [
        ("full", "Независимая оценка качества"),
        ("full", "Независимая оценка качества подготовки обучающихся"),
        ("ours", "Независимая оценка квалификации"),
        ("ours", "Независимая оценка (имущества)"),
        ("abbreviated", "НОК (квалификаций)"),
        ("acronym", "НОК"),
        ("acronym", "НКО"),
        ("short", "Щенок, ребёнок и звонок"),
        ("mentioned", "Неоднократно проводились ярмарки незавершённых изделий"),
        ("independent", "незаверенная копия"),
        ("latin", "nokia"),
    ],
)
def test_a_strength_leaves(strength: str, said: str) -> None:
    assert not compiled(f"{{{strength}}}").search(normal(said))


def test_counts_of_repetitions_are_no_names_and_unknown_names_are_errors() -> None:
    assert spelt(r"план.{0,40}") == r"план.{0,40}"
    with pytest.raises(ValueError, match="nothing"):
        spelt("{nothing}")
