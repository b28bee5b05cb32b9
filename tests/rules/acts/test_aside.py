"""Acts of the right level that do not belong to the list of the assessment."""

from __future__ import annotations

import pytest

from rules.acts.aside import of_another_region, of_another_subject
from rules.acts.known import load_acts, load_required_acts
from rules.acts.listed import FoundActs, Mention, find_acts
from rules.model import Outcome, Sector
from tests.rules.drawn import drawn, verdicts
from tests.rules.test_attached_acts import ACTS, CULTURE

REQUIRED = load_required_acts("kbr-2017")


def found(*texts: str) -> FoundActs:
    return find_acts(Mention(text=text) for text in texts)


@pytest.mark.parametrize(
    ("texts", "aside"),
    [
        (("Приказ директора от 01.09.2016 № 12 «О зачислении в 1 класс»",), True),
        (("Приказ директора школы от 01.06.2016 № 45 «Об отпуске работников»",), True),
        (
            (
                "Приказ директора от 01.09.2016 № 12 «О зачислении в 1 класс»",
                "Приказ директора от 02.09.2016 № 13 «О назначении ответственного»",
            ),
            False,
        ),
        (("Приказ директора от 01.09.2016 № 12",), False),
        (("Приказ директора от 01.09.2016 № 12 «О сайте школы»",), False),
        (("Приказ директора от 01.09.2016 № 12 «О независимой оценке качества приёма и зачисления»",), False),
        (("Приказ Министерства образования КБР от 01.03.2016 № 7 «О проведении олимпиады»",), True),
        (("Приказ Министерства образования КБР от 01.03.2016 № 7 «Об утверждении порядка»",), False),
    ],
)
def test_titles_of_other_subjects(texts: tuple[str, ...], aside: bool) -> None:
    assert (of_another_subject(found(*texts), REQUIRED, Sector.EDUCATION) is not None) is aside


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Приказ Министерства культуры Республики Дагестан от 10.02.2016 № 12", True),
        ("Приказ Минкультуры КБР от 10.02.2016 № 12", False),
        ("Приказ Министерства культуры Кабардино – Балкарской Республики от 10.02.2016 № 12", False),
        ("Приказ Министерства культуры от 10.02.2016 № 12", False),
    ],
)
def test_acts_of_another_region(text: str, strange: bool) -> None:
    told = of_another_region(found(text), REQUIRED, Sector.CULTURE, load_acts(), lambda said: "Республик" in said)
    assert (told is not None) is strange


def outcome(ministry: str, place: str = "Кабардино-Балкарская Республика, с. Заречное") -> Outcome:
    acts = "".join(f"<p>{act.replace('Министерства культуры КБР', ministry)}</p>" for act in ACTS)
    contacts = drawn("/about", f"<p>{place}</p>", "О нас")
    return verdicts(f"<h2>Нормативные правовые акты</h2>{acts}", contacts, org=CULTURE)["acts-published"].outcome


def test_only_a_ministry_of_the_sites_own_region_fills_the_position() -> None:
    assert outcome("Министерства культуры КБР") is Outcome.PASSED
    assert outcome("Министерства культуры Республики Дагестан") is Outcome.INCONCLUSIVE
    assert outcome("Министерства культуры Приречной Республики", "Приречная Республика, г. Речной") is Outcome.PASSED
