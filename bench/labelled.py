"""What measurements against labelled sets share: what came of each label is counted, and differences are shown."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from audits.accuracy.archive import opened


def report(
    about: str,
    compared: Callable[[Path], Iterable[tuple[str, str]]],
    counted: Sequence[str],
    fine: Sequence[str],
    whole: tuple[str, Sequence[str]],
) -> int:
    """Compare the sets of the command line and print how often each of `counted` came of a label.

    `compared` gives, for a set's folder, what came of each label and what to show of it; with `--show` all is listed
    that is not `fine`. `whole`: what is measured, and which of `counted` make it up.
    """
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("set", type=Path, nargs="+")
    parser.add_argument("--show", action="store_true", help="list what differs")
    given = parser.parse_args()
    what, parts = whole
    for path in given.set:
        with opened(path) as folder:
            told = list(compared(folder))
        counts = Counter(kind for kind, _ in told)
        numbers = ", ".join(f"{kind} {counts[kind]}" for kind in counted)
        print(f"{path.name}: {sum(counts[kind] for kind in parts)} {what}; {numbers}")
        if given.show:
            print("\n".join(f"  {kind}: {said}" for kind, said in told if kind not in fine))
    return 0
