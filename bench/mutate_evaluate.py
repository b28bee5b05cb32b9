"""Mutation test of `rules/evaluate.py`: change one operator at a time and see whether a test notices.

    python -m bench.mutate_evaluate [--tests tests/rules/test_evaluate.py …] [--only LINE]

No file is changed: the catalogue is loaded once, then every mutant lives in a forked child that runs the mutated code
in place of the module before any test is imported, and stops at the first test that fails. A mutant that neither
passes nor fails in time counts as noticed. Prints every mutant no test killed and those known to be equivalent; exits
1 when there are others.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import rules.evaluate
from rules.load import load_methodology

ROOT = Path(__file__).resolve().parent.parent
TARGET = "rules/evaluate.py"
TESTS = ("tests/rules/test_evaluate.py", "tests/rules/test_examples.py", "tests/rules/test_properties.py")
SECONDS = 240  # of one mutant: all tests take less than a minute on a busy machine
_SURVIVED, _KILLED = 0, 1
# What changes no answer, by the source of the changed place and why: only these may survive.
EQUIVALENT = {
    "kept is None": "память о носе: без неё медленнее, ответ тот же",
}
_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


class Mutant(msgspec.Struct, frozen=True):
    """One change: where it is, what it is, what stood there, and the whole mutated module."""

    line: int
    what: str
    place: str
    tree: ast.Module


def _spots(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """(what changes, node) for everything that can be changed; the node is found again by its order."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _SWAPS:
            yield f"{type(node.ops[0]).__name__} → {_SWAPS[type(node.ops[0])].__name__}", node
        elif isinstance(node, ast.BoolOp):
            yield f"{type(node.op).__name__} → {_SWAPS[type(node.op)].__name__}", node
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield "not x → x", node
        elif isinstance(node, ast.If | ast.IfExp):
            yield "if x → if True", node
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield f"{node.value} → {not node.value}", node


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


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its syntax tree."""
    tree = ast.parse(source)
    for index, (what, node) in enumerate(_spots(tree)):
        mutated = copy.deepcopy(tree)
        _change(list(_spots(mutated))[index][1])
        place = node.test if isinstance(node, ast.If | ast.IfExp) else node
        yield Mutant(node.lineno, what, ast.unparse(place), ast.fix_missing_locations(mutated))  # type: ignore[attr-defined]


def _survives(mutant: Mutant, tests: list[str]) -> bool:
    """Run the tests against a mutant in a child of this process."""
    child = os.fork()
    if child == 0:
        os._exit(_attempt(mutant, tests))
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == _SURVIVED
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _attempt(mutant: Mutant, tests: list[str]) -> int:
    """In the child: put the mutated code in place of the module's and run the tests; whatever goes wrong kills it."""
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        try:
            exec(compile(mutant.tree, TARGET, "exec"), vars(rules.evaluate))
            options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:timeout", "-o", "addopts="]
            return _SURVIVED if pytest.main([*options, *tests]) == pytest.ExitCode.OK else _KILLED
        except BaseException:
            return _KILLED


def main() -> int:
    """Run every mutant; 0 when only equivalent ones survive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", nargs="+", default=list(TESTS))
    parser.add_argument("--only", type=int, help="only mutants of this line")
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.dont_write_bytecode = True
    load_methodology("kbr-2017")
    chosen = [one for one in mutants((ROOT / TARGET).read_text("utf-8")) if options.only in (None, one.line)]
    unchanged = Mutant(0, "ничего", "", ast.parse((ROOT / TARGET).read_text("utf-8")))
    if not _survives(unchanged, options.tests):
        print("Мутанты не проверены: тесты не проходят и без изменений. Запустите их через pytest.", file=sys.stderr)
        return 2
    survivors, equivalent, started = 0, 0, time.monotonic()
    for one in chosen:
        if not _survives(one, options.tests):
            continue
        why = EQUIVALENT.get(one.place, "")
        survivors, equivalent = survivors + (not why), equivalent + bool(why)
        print(f"{TARGET}:{one.line}: «{one.place}»: {one.what}: {why or 'выжил'}", flush=True)
    spent = time.monotonic() - started
    print(f"мутантов: {len(chosen)}, выжило: {survivors}, равносильных: {equivalent}, секунд: {spent:.0f}")
    return 1 if survivors else 0


if __name__ == "__main__":
    raise SystemExit(main())
