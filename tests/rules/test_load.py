from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rules import load
from rules.errors import CatalogError, UnknownMethodologyError
from rules.load import load_methodology, load_methodology_file


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A copy of the catalogue with a methodology of one rule, to be spoiled."""
    shutil.copytree(load.ROOT / "catalog", tmp_path / "catalog")
    (tmp_path / "probe.yml").write_text("id: probe\ntitle: Проба\nrules: [bus-link-published]\n", encoding="utf-8")
    return tmp_path


def spoil(path: Path, old: str, new: str) -> None:
    body = path.read_text(encoding="utf-8")
    assert old in body
    path.write_text(body.replace(old, new, 1), encoding="utf-8")


RULE = "catalog/links/bus-link-published.yml"
ROLE = "catalog/roles/bus-link.yml"


@pytest.mark.parametrize(
    ("file", "old", "new", "named"),
    [
        (RULE, "severity: moderate", "severty: moderate", "severty"),
        (RULE, "severity: moderate", "severity: awful", "severity"),
        (RULE, "{name: bus-link}", "{name: bus-lnk}", "check.name"),
        (RULE, "{name: bus-link}", "{name: bus-link, options: {dept: 2}}", "check.options"),
        (RULE, "[bus-link, nok-page]", "[bus-lnk]", "roles"),
        (RULE, "id: bus-link-published", "id: bus-links", "id"),
        (RULE, "roles: [bus-link, nok-page]", "roles: [bus-link, nok-page]\nrequires: [nowhere]", "requires"),
        (RULE, "roles: [bus-link, nok-page]", "roles: [bus-link, nok-page]\nabout: everything", "about"),
        (ROLE, "'bus ?gov'", "'bus (gov'", "smell[1].pattern"),
        (ROLE, "'bus ?gov'", "'Bus ?gov'", "smell[1].pattern"),
        (ROLE, "in: [path]", "in: [pth]", "smell[1].in"),
        (ROLE, "weight: 0.5", "wieght: 0.5", "wieght"),
        (ROLE, "title:", "title: [", "весь файл"),
        ("probe.yml", "[bus-link-published]", "[bus-link-published, bus-link-published]", "rules[1]"),
        ("probe.yml", "[bus-link-published]", "[never-written]", "rules[0]"),
    ],
)
def test_a_mistake_stops_the_loading_and_is_named(catalog: Path, file: str, old: str, new: str, named: str) -> None:
    spoil(catalog / file, old, new)
    with pytest.raises(CatalogError) as caught:
        load_methodology_file(catalog / "probe.yml", catalog / "catalog")
    assert named in f"{caught.value.key} {caught.value.problem}"
    assert caught.value.file == Path(file).name or caught.value.file.endswith(".yml")


def test_rules_that_require_each_other_are_refused(catalog: Path) -> None:
    spoil(catalog / RULE, "roles: [bus-link, nok-page]", "roles: [bus-link, nok-page]\nrequires: [bus-link-published]")
    with pytest.raises(CatalogError, match="по кругу"):
        load_methodology_file(catalog / "probe.yml", catalog / "catalog")


def test_the_untouched_copy_loads(catalog: Path) -> None:
    assert load_methodology_file(catalog / "probe.yml", catalog / "catalog").rules[0].id == "bus-link-published"


def test_an_unknown_methodology_lists_those_there_are() -> None:
    with pytest.raises(UnknownMethodologyError, match="kbr-2017"):
        load_methodology("kbr-2077")


def test_every_rule_file_belongs_to_a_methodology_and_required_ones_come_first() -> None:
    methodology = load_methodology("kbr-2017")
    order = [rule.id for rule in methodology.rules]
    for rule in methodology.rules:
        assert all(order.index(required) < order.index(rule.id) for required in rule.requires)
        assert rule.remedy.endswith(".")
        assert rule.requirement
