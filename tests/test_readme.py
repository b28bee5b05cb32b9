"""The README cannot drift: its transcripts, help and tables are made again and compared. NOK_ACCEPT=1 rewrites it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from audits.demo import serve_region
from audits.findings.exit_codes import MEANINGS
from audits.model import ExitCode

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ (nok [^\n]*)\n(.*?)```", re.DOTALL)
TABLE = re.compile(r"(\| code \| meaning \|\n\| --- \| --- \|\n)((?:\|.*\n)*)")


def run(command: str) -> str:
    """What a command prints on stdout, 80 columns wide; sites of the demo region are served while it runs."""
    args = shlex.split(command)[1:]
    with serve_region(0) as region:
        here = [arg.replace(":8765/", f":{region.port}/") for arg in args]
        done = subprocess.run(
            [sys.executable, "-m", "audits.cli", *here],
            cwd=ROOT,
            env={**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "NOK_CONFIG": ""},
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert done.returncode != ExitCode.NOTHING_AUDITED, done.stderr
        shown = done.stdout.replace(f":{region.port}", ":8765")
    return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


@pytest.mark.parametrize("command", [found[0] for found in BLOCK.findall(README.read_text("utf-8"))])
def test_transcripts_are_current(command: str) -> None:
    shown = run(command)
    text = README.read_text("utf-8")
    if os.environ.get("NOK_ACCEPT"):
        text = BLOCK.sub(
            lambda found: f"```console\n$ {command}\n{shown}```" if found[1] == command else found[0], text
        )
        README.write_text(text, "utf-8")
    assert dict(BLOCK.findall(text))[command] == shown


def test_exit_codes_are_current() -> None:
    rows = "".join(f"| {code.value} | {MEANINGS[code]} |\n" for code in ExitCode)
    text = README.read_text("utf-8")
    if os.environ.get("NOK_ACCEPT"):
        text = TABLE.sub(lambda found: found[1] + rows, text)
        README.write_text(text, "utf-8")
    found = TABLE.search(text)
    assert found is not None
    assert found[2] == rows


def test_every_setting_is_documented_and_every_documented_one_exists(tmp_path: Path) -> None:
    from audits.commands.config import SECTIONS, TOP, load_config

    block = re.search(r"```toml\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert block is not None
    (tmp_path / "nok.toml").write_text(block[1], "utf-8")
    config = load_config(tmp_path / "nok.toml")
    assert set(config) - set(SECTIONS) == set(TOP)
    for name, keys in SECTIONS.items():
        assert set(config[name]) == set(keys)


def test_every_rule_of_the_contract_has_a_changelog_heading() -> None:
    assert "### Rules" in (ROOT / "CHANGELOG.md").read_text("utf-8")
