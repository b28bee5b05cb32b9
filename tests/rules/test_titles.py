"""One table of titles, in every output."""

from __future__ import annotations

from audits.findings import deficiency_list
from audits.text import wording
from rules.model import Sector, Severity
from rules.titles import SECTORS, SEVERITIES


def test_every_sector_and_severity_has_its_titles() -> None:
    assert set(SECTORS) == set(Sector)
    assert set(SEVERITIES) == set(Severity)
    assert all(all(title) for title in (*SECTORS.values(), *SEVERITIES.values()))


def test_outputs_take_their_forms_from_the_table() -> None:
    assert wording.SECTORS[Sector.SOCIAL] == "соцобслуживание"
    assert deficiency_list.SECTORS[Sector.SOCIAL] == "Социальное обслуживание"
    assert deficiency_list.SECTORS[None] == "Сфера не указана"
    assert list(deficiency_list.SECTORS) == [*Sector, None]  # tables list them in this order
    forms = (wording.SEVERITY, deficiency_list.SEVERITIES, wording.SEVERITIES)
    assert tuple(form[Severity.MINOR] for form in forms) == SEVERITIES[Severity.MINOR]
