"""What is wrong with a file of data is told in Russian, whatever library found it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audits.protocols.kept.mapping import MappingError, read_mapping

GOOD = "protocol: p\nsource: s\nchecked: 2026-01-02\nitems:\n  '1': {rules: [a]}\n"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("source: s\n", "", "нет поля «source»"),
        ("2026-01-02", "вчера", "дата записывается как ГГГГ-ММ-ДД (в checked)"),
        ("[a]", "a", "должно стоять: список; стоит: текст (в items → rules)"),
        ("rules", "ruls", "поля «ruls» быть не должно: проверьте имя (в items)"),
        ("rules: [a]", "measure: x", "значения «x» быть не может (в items → measure)"),
        ("[a]", "[a", "это не YAML; проверьте отступы"),
        (GOOD, "", "должно стоять: поля с именами; стоит: пустое место"),
    ],
)
def test_a_mapping_that_cannot_be_read(tmp_path: Path, was: str, now: str, said: str) -> None:
    path = tmp_path / "m.yml"
    path.write_text(GOOD.replace(was, now), "utf-8")
    with pytest.raises(MappingError) as told:
        read_mapping(path)
    words = str(told.value)
    assert said in words
    assert not re.search(r"Object|Invalid|Expected|parsing|unicode", words)


def test_a_mapping_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "m.yml"
    path.write_bytes(GOOD.replace("source: s", "source: протокол").encode("cp1251"))
    with pytest.raises(MappingError, match="файл не в UTF-8"):
        read_mapping(path)
