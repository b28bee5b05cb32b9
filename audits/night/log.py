"""The log of a night: JSON lines in a file for machines, sentences for people, from the same events."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audits.errors import InputError
from audits.refusals import because

Log = Callable[..., None]
"""(event, sentence, **fields)."""


class NightLog:
    """Writes every event at once, so that a killed night tells how far it came."""

    def __init__(self, path: Path, *, now: Callable[[], datetime], say: Callable[[str], None]) -> None:
        self._path = path
        self._now = now
        self._say = say

    def __call__(self, event: str, sentence: str = "", **fields: Any) -> None:
        """Tell one event. `sentence` is shown to people; empty: for the file only. Raises InputError."""
        line = {"at": self._now().astimezone(UTC).isoformat(timespec="seconds"), "pid": os.getpid(), "event": event}
        if sentence:
            line["message"] = sentence
            self._say(sentence)
        text = json.dumps(line | fields, ensure_ascii=False, default=str) + "\n"
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise InputError(
                f"Журнал ночи не пишется: {self._path}: {because(error)}.",
                "Проверьте [nightly] logs и право на запись.",
            ) from error
