"""The terminal: data on stdout, talk on stderr, and the progress of a running audit."""

from __future__ import annotations

import sys
import textwrap
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.live import Live
from rich.text import Text

from audits.text.grid import Rows
from audits.text.lines import Grid, Line
from audits.text.russian import decimal

KEPT_CONTROLS = {"\n", "\t"}


def clean(text: str) -> str:
    """`text` without control and direction-changing characters: nothing a page says may steer a terminal."""
    return "".join(
        char for char in text if char in KEPT_CONTROLS or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"}
    )


def foreign(text: str, style: str = "") -> Text:
    """Text from outside as something rich prints but never interprets."""
    return Text(clean(text), style=style)


class PlainConsole(Console):
    """A console that neither reads markup nor guesses highlights. NO_COLOR and FORCE_COLOR are rich's own habits."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, highlight=False, emoji=False)

    def on_broken_pipe(self) -> None:
        """Let the command line decide what a closed pipe means; rich would exit with 1, which says «deficiencies»."""
        raise BrokenPipeError


class Terminal:
    """Both streams of one command, and how talkative it is."""

    def __init__(self, *, quiet: bool = False, verbose: int = 0, progress: bool = True) -> None:
        self.out = PlainConsole()
        self.err = PlainConsole(stderr=True)
        self.undone = "команда не доведена до конца"  # what a person is told who ends a command before its time
        self.quiet = quiet
        self.verbose = verbose
        self.progress = progress and not quiet

    def data(self, text: str) -> None:
        """Machine-readable output, byte for byte, never wrapped."""
        sys.stdout.write(text)

    def show(self, *renderables: RenderableType) -> None:
        """The answer for a person, on stdout."""
        for renderable in renderables:
            self.out.print(renderable, crop=False)  # a word longer than the line is left whole

    def lines(self, lines: Iterable[Line | Grid]) -> None:
        """Lines for a person, on stdout, wrapped to the width of the terminal."""
        for line in lines:
            if isinstance(line, Grid):
                self.show(_rows(line))
            else:
                self._line(line)

    def _line(self, line: Line) -> None:
        # wrapped by hand: rich would pad every line with spaces and cut addresses in two
        if line.mark and line.indent > self.out.width // 2:  # no room beside the mark: below it
            self._line(Line(line.mark, line.mark_style))
            line = Line(line.text, line.style, 4)
        width = max(self.out.width - line.indent, 20)
        lead = foreign(line.mark.ljust(line.indent), line.mark_style)
        for piece in textwrap.wrap(clean(line.text), width, break_long_words=False, break_on_hyphens=False) or [""]:
            self.out.print((lead + Text(piece, line.style)) if piece else "", soft_wrap=True)
            lead = Text(" " * line.indent)

    def say(self, text: str | Text, style: str = "") -> None:
        """Talk on stderr; silent with -q."""
        if not self.quiet:
            self.err.print(text if isinstance(text, Text) else foreign(text, style), soft_wrap=True)

    def warn(self, text: str) -> None:
        """Talk on stderr that -q does not silence."""
        self.err.print(foreign(text, "yellow"), soft_wrap=True)

    def fail(self, message: str, hint: str = "") -> None:
        """What did not happen and why; then what to do next."""
        self.err.print(Text("Ошибка: ", style="bold red") + foreign(message), soft_wrap=True)
        if hint:
            self.err.print(foreign(hint), soft_wrap=True)

    @contextmanager
    def waiting(self, text: str) -> Iterator[None]:
        """A sign of life while one thing takes long; only on a terminal."""
        if not self.progress or not self.err.is_terminal:
            yield
            return
        with self.err.status(foreign(text)):
            yield

    @contextmanager
    def counting(self, text: str, total: int) -> Iterator[Callable[[], None]]:
        """How far a long piece of work is: call what is given once a step. Live on a terminal, else now and then."""
        board = Board(total, what=text)
        with self.watch(board):
            yield lambda: board.step()

    @contextmanager
    def watch(self, board: Board) -> Iterator[Board]:
        """Show `board` while the block runs: live on a terminal, now and then a plain line elsewhere."""
        if not self.progress:
            yield board
            return
        if not self.err.is_terminal:
            board.on_change = _plain_lines(self)
            yield board
            return
        with Live(board, console=self.err, refresh_per_second=4, transient=True):
            yield board


RECKONED_SECONDS, RECKONED_STEPS = 10, 5  # before that a pace says nothing of what is left


class Board:
    """Counts of a running audit, told in events; renders itself as a few lines."""

    def __init__(self, total: int, *, clock: Callable[[], float] = time.monotonic, what: str = "Организаций") -> None:
        self.total = total
        self.what = what
        self.done = 0
        self.before: int | None = None  # done by an earlier start of a run that goes on
        self.trouble: dict[str, str] = {}
        self.active: dict[str, float] = {}
        self.cards = 0  # still to come from bus.gov.ru when all sites are read
        self.clock = clock
        self.began = clock()
        self.on_change: Callable[[Board], None] = lambda _: None

    def start(self, organization: str) -> None:
        """An organization's site is being read now."""
        self.active[organization] = self.clock()

    def finish(self, organization: str, reason: str = "", *, done: int) -> None:
        """An organization is done, `done` in all; `reason` in Russian when it could not be judged (yet)."""
        self.active.pop(organization, None)
        self.trouble.pop(organization, None)
        if reason:
            self.trouble[organization] = reason
        if self.before is None:
            self.before = max(done - 1, 0)
        self.done = done
        self.on_change(self)

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        self.on_change(self)

    @property
    def per_minute(self) -> float:
        """Organizations finished per minute since the start."""
        return (self.done - (self.before or 0)) * 60 / max(self.clock() - self.began, 1e-9)

    def lines(self) -> list[str]:
        """What a person wants to know while waiting: how far, how fast, what is slow, what fails."""
        now = self.clock()
        share = f"{self.done * 100 // self.total}%" if self.total else ""
        head = f"{self.what}: {self.done} из {self.total} {share}"
        left = self.total - self.done
        if now - self.began >= RECKONED_SECONDS and self.done - (self.before or 0) >= RECKONED_STEPS:
            head += f" · {self.per_minute:.0f} в минуту"
            head += f" · осталось около {_span(left * 60 / self.per_minute)}" if left > 0 else ""
        lines = [head]
        if self.cards and left <= 0:
            lines.append(f"Сайты прочитаны; ждём карточек bus.gov.ru: {self.cards}")
        slow = sorted(self.active.items(), key=lambda item: item[1])[:3]
        if slow and now - slow[0][1] >= 5:
            lines.append("Дольше всего: " + ", ".join(f"{clean(name)} ({_span(now - at)})" for name, at in slow))
        if self.trouble:
            worst = Counter(self.trouble.values()).most_common(3)
            lines.append("Не удалось: " + ", ".join(f"{reason} — {count}" for reason, count in worst))
        return lines

    def __rich__(self) -> Text:
        return Text("\n".join(self.lines()), no_wrap=True, overflow="ellipsis")


def _rows(grid: Grid) -> Rows:
    made = Rows(*grid.columns)
    for row in grid.rows:
        made.add_row(*map(foreign, row))
    return made


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} с"
    return f"{seconds / 60:.0f} мин" if seconds < 5400 else f"{decimal(seconds / 3600)} ч"


def _plain_lines(terminal: Terminal) -> Callable[[Board], None]:
    """At most one line every ten seconds, and the last one: what a log file wants."""
    last = [-1e9]

    def tell(board: Board) -> None:
        now = board.clock()
        if board.done == board.total or now - last[0] >= 10:
            last[0] = now
            terminal.say(" · ".join(board.lines()))

    return tell
