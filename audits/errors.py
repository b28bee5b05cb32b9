"""Errors whose message is for a person as it stands: Russian and complete. Any other is a fault of the program."""

from __future__ import annotations


class ToldError(Exception):
    """Base of those of this package; rules have `RulesError`, the crawler has `DataFileError`."""


class InputError(ToldError):
    """What was asked cannot be done with what was given: a person must change something.

    The message says what did not happen and why; `hint` says what to do next. The command line prints both and
    ends with `ExitCode.NOTHING_AUDITED`.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
