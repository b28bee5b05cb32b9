"""`nok`: the root of the command line, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NoReturn

import click

from audits.commands.click_sentences import speak_russian
from audits.commands.options import TALK
from audits.console import Terminal
from audits.errors import InputError, ToldError
from audits.model import ExitCode
from audits.refusals import because

PIPE_CLOSED = 141  # what a shell expects after `nok … | head`
DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

COMMANDS = {
    "check": "audits.commands.check:check",
    "audit": "audits.commands.audit:audit",
    "evaluate": "audits.commands.evaluate:evaluate",
    "show": "audits.commands.show:show",
    "explain": "audits.commands.show:explain",
    "runs": "audits.commands.runs:runs",
    "compare": "audits.commands.runs:compare",
    "export": "audits.commands.export:export",
    "report": "audits.commands.report:report",
    "serve": "audits.commands.serve:serve",
    "registry": "audits.commands.registry:registry",
    "protocol": "audits.commands.protocol:protocol",
    "deadlines": "audits.commands.deadlines:deadlines",
    "waive": "audits.commands.waive:waive",
    "nightly": "audits.commands.nightly:nightly",
    "backup": "audits.commands.backup:backup",
    "rules": "audits.commands.rules:rules",
    "demo": "audits.commands.demo:demo",
    "bench": "audits.commands.bench:bench",
    "doctor": "audits.commands.doctor:doctor",
}
"""Where each command lives. Imported when asked for: `nok --help` must not wait for a crawler to load."""


class Nok(click.Group):
    """The root group: finds commands lazily and ends every invocation with an exit code of the contract."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            raise click.exceptions.NoSuchCommand(cmd_name, possibilities=COMMANDS, ctx=ctx)
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def main(self, args: Sequence[str] | None = None, *_: Any, **__: Any) -> NoReturn:
        """Run one command line and exit. Nothing below prints an error or a traceback of its own."""
        speak_russian()
        _hold_output_together()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # cron's locale may know ASCII only; ours is UTF-8, always
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        terminal = Terminal()
        if args is None:  # a process of our own: what systemd sends ends it as Ctrl-C does, nothing left half-made
            signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            code, lost = self._run(list(sys.argv[1:] if args is None else args), terminal), False
            sys.stdout.flush()
        except BrokenPipeError:
            code, lost = PIPE_CLOSED, True
        except OSError as error:
            code, lost = _not_written(terminal, error), True
        if lost or code == PIPE_CLOSED:
            with suppress(OSError):
                sys.stdout.flush()  # it may be another file that could not be written
            # the interpreter flushes stdout once more on its way out: let it flush into nothing
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(code)

    def _run(self, args: list[str], terminal: Terminal) -> int:
        try:
            # not click's own main(): it ends a closed pipe with 1, which says «deficiencies»
            with self.make_context("nok", args, obj=terminal) as ctx:
                return int(self.invoke(ctx) or ExitCode.CLEAN)
        except click.exceptions.Exit as leaving:
            return leaving.exit_code
        except BrokenPipeError:
            return PIPE_CLOSED
        except (click.Abort, KeyboardInterrupt):
            terminal.warn(f"Прервано: {terminal.undone}.")  # a command that kept something has said so itself
            return ExitCode.INTERRUPTED
        except click.exceptions.NoArgsIsHelpError as error:
            terminal.err.print(error.format_message(), soft_wrap=True)
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "nok"
            terminal.fail(error.format_message().replace("env var:", "переменная среды:"), f"Справка: {command} --help")
        except click.ClickException as error:
            terminal.fail(error.format_message())
        except InputError as error:
            self._trace(terminal)
            terminal.fail(str(error), error.hint)
        except OSError as error:
            if error.errno in DISK_FULL:
                raise  # told once, whether it is found out now or at the last flush
            return self._unforeseen(terminal, error)
        except Exception as error:  # the one boundary: a person gets a sentence and exit code 2, never a traceback
            return self._unforeseen(terminal, error)
        return ExitCode.NOTHING_AUDITED

    def _unforeseen(self, terminal: Terminal, error: Exception) -> int:
        self._trace(terminal)
        if _is_told(error):
            terminal.fail(str(error))
        else:
            what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            terminal.fail(
                f"Команда не выполнена из-за внутренней ошибки: {what}",
                "" if terminal.verbose else "Повторите с -v и пришлите вывод тем, кто ведёт программу.",
            )
        return ExitCode.NOTHING_AUDITED

    @staticmethod
    def _trace(terminal: Terminal) -> None:
        if terminal.verbose:
            traceback.print_exc(file=sys.stderr)


def _is_told(error: Exception) -> bool:
    """Whether an error speaks to a person: each package has one base of those that do."""
    from crawler.data_files import DataFileError  # only now: a command that goes well does not wait for them
    from rules.errors import RulesError

    return isinstance(error, ToldError | RulesError | DataFileError)


def _hold_output_together() -> None:
    """Give stdout a buffer where PYTHONUNBUFFERED took it: a write broken off by the system would lose its rest."""
    if isinstance(sys.stdout, io.TextIOWrapper) and isinstance(sys.stdout.buffer, io.RawIOBase):
        out = open(sys.stdout.fileno(), "wb", closefd=False)  # noqa: SIM115 -- as long as the process lives
        sys.stdout = io.TextIOWrapper(out, encoding="utf-8", write_through=True, line_buffering=True)


def _not_written(terminal: Terminal, error: OSError) -> int:
    where = error.filename or "стандартный вывод"
    terminal.fail(f"Вывод не записан: {where}: {because(error)}.", "Освободите место и повторите.")
    return ExitCode.NOTHING_AUDITED


def _version() -> str:
    try:
        return version("nok")
    except PackageNotFoundError:
        return "из исходного кода"


@click.group(cls=Nok, options_metavar="[ПАРАМЕТРЫ]", subcommand_metavar="КОМАНДА …")
@click.version_option(_version(), message="nok %(version)s", help="Показать версию и выйти.")
def main() -> None:
    """Аудит сайтов организаций на соответствие методике независимой оценки качества (НОК).

    Коды выхода: 0 — проверено, недостатков нет; 1 — есть недостатки; 2 — ничего не проверено;
    3 — недостатков нет, но не всё удалось установить.
    """


for option in reversed(TALK):
    main = option(main)

if __name__ == "__main__":
    main()
