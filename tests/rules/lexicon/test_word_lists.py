"""Word lists are data: a broken one stops the program and says which file, a good one does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rules.lexicon.organizations import OrganizationWords
from rules.lexicon.paper_words import OtherPaperWords, PaperWords
from rules.lexicon.word_lists import (
    FOLDER,
    AccessibleWords,
    AssessmentWords,
    FormWords,
    LinkWords,
    PollWords,
    Wording,
    assessment_names,
    load_words,
)
from rules.reference import Entry, ReferenceDataError

KINDS: dict[str, type[Entry]] = {
    "accessible": AccessibleWords,
    "assessment": AssessmentWords,
    "forms": FormWords,
    "links": LinkWords,
    "organizations": OrganizationWords,
    "other_papers": OtherPaperWords,
    "papers": PaperWords,
    "polls": PollWords,
}


def test_every_file_of_the_folder_is_loaded_and_names_its_source() -> None:
    assert {path.stem for path in FOLDER.glob("*.yml")} == set(KINDS)
    for name, kind in KINDS.items():
        raw = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
        assert raw["source"]
        assert raw["checked"]
        words = load_words(FOLDER / f"{name}.yml", kind, {} if kind is AssessmentWords else assessment_names())
        for field in kind.__struct_fields__:
            assert isinstance(getattr(words, field), Wording)


@pytest.mark.parametrize(
    ("lists", "said"),
    [
        ({"control": ["(незакрыта"]}, "accessible.yml"),
        ({"control": ["Слабовидящ"]}, "«С» не встретится"),
        ({"control": ["счёт"]}, "«ё» не встретится"),
        ({"extra": ["а"]}, "extra"),
        ({"control": ["оценк{panel}"]}, "«{panel}» выше не описано"),
        ({"control": "слово"}, "control"),
    ],
)
def test_a_broken_list_stops_the_loading_and_names_the_file(
    tmp_path: Path, lists: dict[str, object], said: str
) -> None:
    whole = {name: ["а"] for name in AccessibleWords.__struct_fields__}
    path = tmp_path / "accessible.yml"
    content = {"source": "проба", "checked": "2026-11-25", "lists": {**whole, **lists}}
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    with pytest.raises(ReferenceDataError) as caught:
        load_words(path, AccessibleWords)
    assert said in str(caught.value)
    assert "accessible.yml" in str(caught.value)


def test_a_missing_list_is_an_error() -> None:
    with pytest.raises(ReferenceDataError, match=r"forms\.yml"):
        load_words(FOLDER / "forms.yml", PollWords)


def test_an_empty_list_matches_nothing() -> None:
    assert Wording([]).search("что угодно") is None
