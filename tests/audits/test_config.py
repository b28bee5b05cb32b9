from pathlib import Path

import pytest

from audits.config import load_config
from audits.errors import InputError


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "nok.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_good_file(tmp_path: Path) -> None:
    path = write(
        tmp_path, 'db = "x.db"\nworkers = 3\nallow-private-networks = true\n[crawl]\nseconds = 60\ndelay = 0.5\n'
    )
    assert load_config(path) == {
        "db": "x.db",
        "workers": 3,
        "allow-private-networks": True,
        "crawl": {"seconds": 60, "delay": 0.5},
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('bd = "x"', "неизвестный ключ «bd»"),
        ("[crawl]\nsecond = 5", "неизвестный ключ «crawl.second»"),
        ('workers = "two"', "у ключа «workers» неподходящее значение"),
        ("workers = true", "у ключа «workers» неподходящее значение"),
        ("exit-zero = 1", "у ключа «exit-zero» неподходящее значение"),
        ("crawl = 5", "«crawl» должно быть разделом"),
        ("[crawl", "ошибка записи TOML"),
        ("[crawling]\nx = 1", "неизвестный ключ «crawling»"),
    ],
)
def test_mistakes_name_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        load_config(write(tmp_path, text))
    assert "nok.toml" in str(caught.value)
    assert caught.value.hint


def test_a_misspelt_key_is_recognised(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_config(write(tmp_path, 'methodolgy = "kbr-2017"'))
    assert "«methodology»" in caught.value.hint


def test_missing_and_misencoded_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="не прочитаны"):
        load_config(tmp_path / "none.toml")
    path = tmp_path / "nok.toml"
    path.write_bytes('db = "база"'.encode("cp1251"))
    with pytest.raises(InputError, match="UTF-8"):
        load_config(path)
