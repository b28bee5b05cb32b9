"""The one error that means: a person must change something. Its message is Russian and complete."""

from __future__ import annotations


class InputError(Exception):
    """What was asked cannot be done with what was given.

    The message says what did not happen and why; `hint` says what to do next. The command line prints both and
    ends with `ExitCode.NOTHING_AUDITED`.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
