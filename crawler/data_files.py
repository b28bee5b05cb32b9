"""Files of data that people edit: YAML, read by libyaml where the installed library has it (eight times as fast)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

YAMLError = yaml.YAMLError
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # both build plain values only


class DataFileError(Exception):
    """Base of what is said of a file that cannot be used: in Russian, with what to mend, since people edit it."""


def read_yaml(path: Path) -> Any:
    """What the file says, as plain values. Raises `OSError` and `YAMLError`."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)
