"""What labels mean for rules."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audits.accuracy.corpus import CorpusError, expectations, load_corpus
from rules.model import Outcome, Sector, Subject

PASSED, FAILED = Outcome.PASSED, Outcome.FAILED


def label(**entries: Any) -> dict[str, Any]:
    names = (
        "nok_page",
        "bus_gov_link",
        "feedback_form",
        "online_poll",
        "results",
        "plans",
        "poll_results",
        "visually_impaired_version",
    )
    return {name: {"present": False} for name in names} | entries


def test_absent_everything_expects_failures_but_nothing_about_a_missing_page() -> None:
    assert expectations(label(), whole=True) == {
        "nok-page-published": FAILED,
        "bus-link-published": FAILED,
        "feedback-form-published": FAILED,
        "poll-published": FAILED,
        "accessible-version-works": FAILED,
    }


def test_contents_and_home_link_count_where_the_page_is() -> None:
    page = {"present": True, "linked_from_home_or_first_menu_level": False}
    expected = expectations(label(nok_page=page, plans={"present": True}), whole=True)
    assert expected["nok-page-published"] is PASSED
    assert expected["nok-page-linked-from-home"] is FAILED
    assert expected["plans-published"] is PASSED
    assert "results-published" not in expected  # without a year nothing is known to be missing: years_unknown
    dated = expectations(label(nok_page=page, results={"present": False, "years": [2021]}), whole=True)
    assert dated["results-published"] is FAILED


@pytest.mark.parametrize("name", ["nok_page", "feedback_form", "online_poll"])
def test_unclear_expects_nothing(name: str) -> None:
    clear = expectations(label(), whole=True)
    unclear = expectations(label(**{name: {"present": "unclear"}}), whole=True)
    assert len(unclear) == len(clear) - 1


def test_a_mail_address_is_no_form() -> None:
    entry = {"present": True, "kind": "mailto-only"}
    assert expectations(label(feedback_form=entry), whole=True)["feedback-form-published"] is FAILED


def test_single_pages_expect_nothing() -> None:
    assert expectations(label(nok_page={"present": True}), whole=False) == {}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    sites = [
        {"slug": "a", "title": "Школа", "kind": "education", "capture": "site", "home": "index.html", "cms": "x"},
        {"slug": "b", "title": "Прочее", "kind": "other", "capture": "page", "home": "b.html", "cms": "y"},
    ]
    labels = {"a": label(results={"present": True, "years": [2021, 2018]}), "b": label()}
    (tmp_path / "sites.json").write_text(json.dumps(sites), encoding="utf-8")
    (tmp_path / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    (tmp_path / "split.json").write_text(json.dumps({"dev": ["b"]}), encoding="utf-8")
    return tmp_path


def test_loads_sites_as_registry_rows(corpus: Path) -> None:
    first, second = load_corpus(corpus)
    row = first.organization("http://a.test/")
    assert (row.id, row.sector, row.assessed_years, row.site) == ("a", Sector.EDUCATION, (2018, 2021), "http://a.test/")
    assert first.organization("http://a.test/", "results-published").assessed_years == (2018, 2021)
    assert first.organization("http://a.test/", "plans-published").assessed_years is None
    assert second.organization("http://b.test/").sector is None
    assert second.organization("http://b.test/").assessed_years is None


def test_a_split_chooses(corpus: Path) -> None:
    assert [site.slug for site in load_corpus(corpus, "split.json:dev")] == ["b"]


@pytest.mark.parametrize("split", ["dev", "split.json:test", "none.json:dev"])
def test_a_wrong_split_is_said(corpus: Path, split: str) -> None:
    with pytest.raises(CorpusError):
        load_corpus(corpus, split)


def test_a_missing_corpus_is_said(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"sites\.json"):
        load_corpus(tmp_path)


def test_rules_named_by_a_label_and_sites_of_bodies_in_charge(tmp_path: Path) -> None:
    sites = [
        {"slug": "ministry", "capture": "site", "kind": "authority", "subject": "authority", "sector": "culture",
         "assessed_years": [2023]},
        {"slug": "school", "capture": "site", "kind": "education"},
    ]  # fmt: skip
    labels = {
        "ministry": label(rules={"authority-acts-published": "passed", "authority-operator-named": "inapplicable"}),
        "school": label(rules={"acts-published": "failed", "nok-page-ordered": "unclear"}),
    }
    (tmp_path / "sites.json").write_text(json.dumps(sites), "utf-8")
    (tmp_path / "labels.json").write_text(json.dumps(labels), "utf-8")
    ministry, school = load_corpus(tmp_path)
    assert ministry.expected == {"authority-acts-published": PASSED}
    row = ministry.organization("http://m.test/")
    assert (row.subject, row.sector, row.assessed_years) == (Subject.AUTHORITY, Sector.CULTURE, (2023,))
    assert school.expected["acts-published"] is FAILED
    assert school.expected["bus-link-published"] is FAILED
    assert "nok-page-ordered" not in school.expected
    assert school.organization("http://s.test/").sector is Sector.EDUCATION
