"""The registry of acts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rules.acts.known import RequiredActs, load_acts, requisites
from rules.reference import ReferenceDataError, read_data
from tests.rules.acts.written import ids


def test_registry_is_consistent() -> None:
    acts = load_acts()
    assert acts["law-256"].date == date(2014, 7, 21)
    assert all(act.source for act in acts.values())
    for act in acts.values():
        if act.date is not None:  # requisites we print are requisites we recognise
            assert act.id in ids(requisites(act)), requisites(act)


def test_bad_data_file_is_named(tmp_path: Path) -> None:
    bad = tmp_path / "required.yml"
    bad.write_text("methodology: x\npositions: [{position: 1, actz: [a]}]\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"required\.yml"):
        read_data(bad, RequiredActs)
