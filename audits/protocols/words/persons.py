"""How a person's name is written, as a source of patterns."""

from __future__ import annotations

SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"  # told by its capital: not for patterns that ignore case
