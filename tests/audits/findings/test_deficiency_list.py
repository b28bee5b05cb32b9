"""Rows of lists and letters: one cause is one deficiency, with what puts it right and whose work that is."""

from __future__ import annotations

from datetime import UTC, date, datetime

from audits.findings.deficiency_list import by_cause, deficiency_rows
from audits.store.model import Deficiency, DeficiencyState
from crawler.items import Card, Facts
from rules.evaluate import evaluate
from rules.load import load_methodology
from rules.model import Organization, Outcome, Sector, Subject

ON = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 1, tzinfo=UTC)
SCHOOL = Organization(id="s", name="Школа", sector=Sector.EDUCATION, inn="0708000015", assessed_years=(2023,))


def found(card: Card) -> list[Deficiency]:
    """What is wrong with a card, as the store would keep it."""
    judgement = evaluate(load_methodology("kbr-2017"), SCHOOL, Facts(card=card), ON)
    return [
        Deficiency("s", one.rule, DeficiencyState.OPEN, one, AT, AT, "r", "r", ON, ON)
        for one in judgement.findings
        if one.outcome is Outcome.FAILED and one.rule.startswith("bus-")
    ]


def test_an_absent_card_is_one_deficiency() -> None:
    card = Card(url="https://bus.gov.ru/search", found=False, detail="поиск карточки не нашёл", sha256="ab" * 32)
    deficiencies = found(card)
    assert [one.rule for one in deficiencies] == ["bus-card-has-site"], "the others cannot be judged without a card"
    (row,) = by_cause(deficiency_rows(deficiencies, {"s": SCHOOL}, load_methodology("kbr-2017"), ON))
    assert row.remedy.startswith("Зарегистрировать организацию на bus.gov.ru")
    assert row.duty is Subject.ORGANIZATION
    assert row.requirement == "KBR-2.2f"


def test_what_a_card_lacks_stays_apart_and_names_whose_work_it_is() -> None:
    card = Card(
        url="https://bus.gov.ru/info-card/1", found=True, website="", email="", scores=(), attachments=(),
        tabs=("result", "proposal", "plan"), sha256="ab" * 32, tabs_sha256="ab" * 32, fetched_at=AT,
    )  # fmt: skip
    rows = by_cause(deficiency_rows(found(card), {"s": SCHOOL}, load_methodology("kbr-2017"), ON))
    assert {row.rule: row.duty for row in rows} == {
        "bus-card-has-site": Subject.ORGANIZATION,
        "bus-card-has-email": Subject.ORGANIZATION,
        "bus-scores-published": Subject.AUTHORITY,
        "bus-proposals-published": Subject.AUTHORITY,
        "bus-plan-published": Subject.AUTHORITY,
    }
    assert all("Уполномоченному органу" in row.remedy for row in rows if row.duty is Subject.AUTHORITY)
