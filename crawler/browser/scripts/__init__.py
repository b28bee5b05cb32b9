"""What a browser runs: scripts in files of their own, composed where they share what they need.

A line `// @part folder/name.js` stands for that file: whole functions are cut into parts where they are long or where
several need the same. Parts see each other's names and stand in the order of use. A file begins with a comment of what
it is, which no browser is sent. What is short and used once stands beside its use in Python.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_HEAD = re.compile(r"\A/\*.*?\*/", re.DOTALL)
_PART = re.compile(r"^ *// @part (\S+)\n", re.MULTILINE)


@cache
def script(name: str) -> str:
    """Text of a script with its parts in their places. It begins with a new line, in the place of its comment."""
    text = _HEAD.sub("", (_HERE / name).read_text("utf-8"), count=1)
    return _PART.sub(lambda part: script(part[1]).removeprefix("\n"), text)
