"""The import contracts can fail: a tree with a smuggler in it breaks every one of them. So can the ban on clocks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SMUGGLED = {
    "crawler/smuggler.py": "import rules.model\nimport audits.model\nimport yaml\nimport rich\nimport sqlite3\n",
    "crawler/answers/smuggler.py": "import crawler.visit.course\n",
    "crawler/pages/egg.py": "import crawler.pages.hen\n",
    "crawler/pages/hen.py": "import crawler.pages.egg\n",
    "rules/smuggler.py": "import audits.model\nimport crawler.urls\nimport rich\nimport sqlite3\nimport yaml\n",
    "rules/dates/smuggler.py": "import rules.papers.filed\n",
    "rules/egg.py": "import rules.hen\n",
    "rules/hen.py": "import rules.egg\n",
    "audits/registry/smuggler.py": "import yaml\nimport rich\nimport sqlite_utils\n",
    "audits/workers/smuggler.py": "import audits.engine\n",
    "audits/store/smuggler.py": "import audits.deadlines.states\n",
    "audits/protocols/words/smuggler.py": "import audits.protocols.paper.text\n",
    "audits/formats/smuggler.py": "import audits.night.report\n",
    "audits/text/egg.py": "import audits.text.hen\n",
    "audits/text/hen.py": "import audits.text.egg\n",
}


def lint(tree: Path) -> str:
    """What import-linter says of the tree."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    return done.stdout


def test_every_contract_can_be_broken(tmp_path: Path) -> None:
    for package in ("crawler", "rules", "audits"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, text in SMUGGLED.items():
        (tmp_path / name).write_text(text)
    items = tmp_path / "crawler/items.py"
    items.write_text("import scrapy\n" + items.read_text().replace("from __future__ import annotations\n", ""))
    said = lint(tmp_path)
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]:
        assert f"{contract['name']} BROKEN" in said, said


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import date\n\nDAY = date.today()\n",
        "import datetime as dt\n\nNOW = dt.datetime.now(dt.UTC)\n",
        "import time\n\nNOW = time.monotonic()\n",
        "from random import random\n\nLUCK = random()\n",
    ],
)
@pytest.mark.parametrize(("package", "allowed"), [("rules/checks", False), ("audits", True), ("crawler", True)])
def test_rules_have_neither_clock_nor_dice(package: str, allowed: bool, text: str) -> None:
    told = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--select",
        "TID251",
        "--stdin-filename",
        f"{package}/smuggler.py",
        "-",
    ]
    done = subprocess.run(told, cwd=ROOT, input=text, capture_output=True, text=True, timeout=60, check=False)
    assert ("TID251" not in done.stdout) is allowed, done.stdout + done.stderr
    assert done.returncode == (0 if allowed else 1)
