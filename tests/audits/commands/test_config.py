from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from audits.cli import COMMANDS, main
from audits.commands.config import BOUNDS, SECTIONS, TOP, load_config
from audits.console import Terminal
from audits.errors import InputError
from tests.audits.conftest import Nok


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


@pytest.mark.parametrize(
    ("text", "said", "bounds"),
    [
        ("[crawl]\nconcurrent-sites = 0", "«crawl.concurrent-sites» недопустимое значение 0", "от 1 до 1000"),
        ("[crawl]\nretries = -3", "«crawl.retries» недопустимое значение -3", "от 0 до 10"),
        ("[crawl]\nseconds = -1", "«crawl.seconds» недопустимое значение -1", "от 1 до 86400"),
        ("[crawl]\nrequests = 0", "«crawl.requests» недопустимое значение 0", "от 1 до 100000"),
        ("[crawl]\ntimeout = nan", "«crawl.timeout» недопустимое значение nan", "от 0.1 до 600"),
        ("[crawl]\ndelay = inf", "«crawl.delay» недопустимое значение inf", "от 0 до 600"),
        ("[nightly]\nkeep-days = -1", "«nightly.keep-days» недопустимое значение -1", "от 0 до"),
        ("workers = 0", "«workers» недопустимое значение 0", "от 1 до 64"),
    ],
)
def test_numbers_without_sense_are_refused_with_their_bounds(tmp_path: Path, text: str, said: str, bounds: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        load_config(write(tmp_path, text))
    assert "nok.toml" in str(caught.value)
    assert bounds in caught.value.hint


def test_every_number_has_bounds() -> None:
    tables = {"": TOP, **{f"{name}.": keys for name, keys in SECTIONS.items()}}
    numbers = {prefix + key for prefix, keys in tables.items() for key, kind in keys.items() if kind in (int, float)}
    assert numbers == set(BOUNDS)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('contact = "not a thing"', "не адрес"),
        ('ca-file = "none.pem"', "none.pem: "),
        ('ca-file = "nok.toml"', "нет сертификатов PEM"),
    ],
)
def test_addresses_and_certificates_are_looked_at_before_anything_is_begun(
    nok: Nok, tmp_path: Path, line: str, said: str
) -> None:
    write(tmp_path, f"[crawl]\n{line}\n")
    refused = nok("check", "http://school.test/")
    assert refused.exit_code == 2
    assert "Проверка не начата" in refused.stderr
    assert said in refused.stderr


def test_the_bundled_root_needs_no_file(nok: Nok, tmp_path: Path) -> None:
    write(tmp_path, '[crawl]\nca-file = "mincifry"\n')
    assert "ca-file" not in nok("check", "http://127.0.0.1:9/", "--render", "never", "--bus-gov-url", "").stderr


def test_a_registry_in_the_settings_leaves_the_command_of_that_name_usable(nok: Nok, tmp_path: Path) -> None:
    write(tmp_path, 'registry = "r.csv"\n')
    (tmp_path / "r.csv").write_text("id,name\n1,Школа\n", "utf-8")
    assert "принято — 1" in nok("registry", "check", "r.csv").stdout


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


def commands(group: click.Group, ctx: click.Context) -> Iterator[tuple[click.Command, click.Context]]:
    """Every command below a group, with the context it is called in."""
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield command, ctx
        if isinstance(command, click.Group):
            yield from commands(command, click.Context(command, parent=ctx, info_name=name))


def test_every_command_that_has_an_option_takes_it_from_the_settings(tmp_path: Path) -> None:
    values = {"db": "своя.db", "registry": "r.csv", "methodology": "kbr-2017", "render": "never", "workers": "3"}
    path = write(tmp_path, "".join(f'{key} = "{value}"\n' for key, value in values.items()).replace('"3"', "3"))
    seen = set()
    for command, above in commands(main, click.Context(main, obj=Terminal())):
        ctx = click.Context(command, parent=above, info_name=command.name, resilient_parsing=True)
        own = {param.name for param in command.params} & set(values)
        if own:
            command.parse_args(ctx, ["--config", str(path)])
            assert {name: str(ctx.params[name]) for name in own} == {name: values[name] for name in own}, command.name
            seen.add(command.name)
    assert {"deadlines", "done", "findings", "import", "nightly"} <= seen
    assert len(seen) > len(COMMANDS)


def test_a_group_that_does_something_by_itself_reads_its_settings(nok: Nok, tmp_path: Path) -> None:
    text = "ПРОТОКОЛ\nсовещания\nот 2 ноября 2026 г. № 4\n1. Отделу культуры создать сайты.\nСрок: 1 декабря 2026 г.\n"
    (tmp_path / "p.txt").write_text(text, "utf-8")
    mine = write(tmp_path, 'db = "своя.db"\n')
    nok("protocol", "import", "p.txt", "--yes")
    mine.rename(tmp_path / "other.toml")
    for args in (["deadlines", "--config", "other.toml"], ["--config", "other.toml", "deadlines"]):
        assert "п. 1: Отделу культуры" in nok(*args, "--on", "2026-11-03").stdout
    assert "Отмечено" in nok("deadlines", "--config", "other.toml", "done", "1", "--note", "акт").stderr
    assert "исполнено" in nok("deadlines", "--db", "своя.db").stdout.lower()


def test_what_is_written_before_a_subcommand_holds_for_it(nok: Nok, tmp_path: Path) -> None:
    text = "ПРОТОКОЛ\nсовещания\nот 2 ноября 2026 г. № 4\n1. Отделу культуры создать сайты.\nСрок: 1 декабря 2026 г.\n"
    (tmp_path / "p.txt").write_text(text, "utf-8")
    nok("protocol", "import", "p.txt", "--yes", "--db", "своя.db")
    before = ("deadlines", "--db", "своя.db", "--on", "2026-11-05", "--protocol", "2026-11-02-4")
    assert "срок 01.12.2026" in nok(*before, "done", "1", "--note", "акт").stderr
    assert "отмечено 05.11.2026" in nok(*before).stdout
    refused = nok("deadlines", "--protocol", "нет", "done", "1", "--note", "акт", "--db", "своя.db")
    assert "протокола «нет» в базе нет" in refused.stderr
