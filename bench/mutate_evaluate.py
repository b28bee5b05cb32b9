"""Mutation test of `rules/evaluate.py`: change one operator at a time and see whether a test notices.

    python -m bench.mutate_evaluate [--tests tests/rules/test_evaluate.py …] [--only LINE]

Works on a copy of the project in a temporary folder. Prints every mutant no test killed; exits 1 when there are any.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = "rules/evaluate.py"
TESTS = ("tests/rules/test_evaluate.py", "tests/rules/test_examples.py", "tests/rules/test_properties.py")
COPIED = ("rules", "crawler", "audits", "data", "tests", "pyproject.toml")
_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def _spots(tree: ast.Module) -> Iterator[tuple[int, str, ast.AST]]:
    """(line, what changes, node) for everything that can be changed; the node is found again by its order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _SWAPS:
            yield node.lineno, f"{type(node.ops[0]).__name__} → {_SWAPS[type(node.ops[0])].__name__}", node
        elif isinstance(node, ast.BoolOp):
            yield node.lineno, f"{type(node.op).__name__} → {_SWAPS[type(node.op)].__name__}", node
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node.lineno, "not x → x", node
        elif isinstance(node, ast.If | ast.IfExp):
            yield node.lineno, "if x → if True", node
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield node.lineno, f"{node.value} → {not node.value}", node


def _change(node: ast.AST) -> None:
    if isinstance(node, ast.Compare):
        node.ops = [_SWAPS[type(node.ops[0])]()]  # type: ignore[list-item]
    elif isinstance(node, ast.BoolOp):
        node.op = _SWAPS[type(node.op)]()  # type: ignore[assignment]
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd()
        node.operand = ast.Call(ast.Name("bool", ast.Load()), [node.operand], [])
    elif isinstance(node, ast.If | ast.IfExp):
        node.test = ast.Constant(True)
    elif isinstance(node, ast.Constant):
        node.value = not node.value


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """(line, what changed, mutated source) of every mutant."""
    tree = ast.parse(source)
    for index, (line, what, _) in enumerate(_spots(tree)):
        mutated = copy.deepcopy(tree)
        _change(list(_spots(mutated))[index][2])
        yield line, what, ast.unparse(ast.fix_missing_locations(mutated))


def main() -> int:
    """Run every mutant; 0 when none survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", nargs="+", default=list(TESTS))
    parser.add_argument("--only", type=int, help="only mutants of this line")
    options = parser.parse_args()
    survivors, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for name in COPIED:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, Path(folder) / name)
        target = Path(folder) / TARGET
        for line, what, text in mutants(target.read_text("utf-8")):
            if options.only not in (None, line):
                continue
            count += 1
            target.write_text(text, "utf-8")
            command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *options.tests]
            environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "HYPOTHESIS_MAX_EXAMPLES": "20"}
            run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=300)
            if run.returncode == 0:
                survivors.append((line, what))
                print(f"{TARGET}:{line}: {what}: выжил", flush=True)
    print(f"мутантов: {count}, выжило: {len(survivors)}")
    return 1 if survivors else 0


if __name__ == "__main__":
    raise SystemExit(main())
