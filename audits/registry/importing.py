"""One import: a source file into a registry file, streamed, both written whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from pathlib import Path

import msgspec

from audits.errors import InputError
from audits.formats.records import registry_record
from audits.formats.write import is_file_or_none, write_file
from audits.refusals import because
from audits.registry.incoming import Incoming, incoming_of
from audits.registry.load import Reading
from audits.registry.merge import COLUMNS, Change, ChangeKind, Merge, RegistryTable, SourceMemory, source_key
from audits.registry.model import Problem, Severity, UnreadableError
from audits.registry.opendata import Institution, OpenDataError, is_open_data, reading_open_data
from audits.registry.row import UNNAMED
from rules.model import Subject

SHARED = 3  # organizations with one and the same address: it is hardly the own site of each
EXAMPLES = 500  # remarks kept; the rest are counted


class ImportReport(msgspec.Struct):
    """What an import came to. `records`: all versions of all institutions met; `organizations`: those taken."""

    source: str
    target: str
    records: int = 0
    organizations: int = 0
    rejected: int = 0  # rows of a table that could not be kept
    without_sector: int = 0
    memory: str = ""  # file that remembers what the source said, for the next import
    counts: dict[ChangeKind, int] = msgspec.field(default_factory=dict)
    remarks: list[str] = msgspec.field(default_factory=list)  # at most `EXAMPLES`
    remark_count: int = 0

    def remark(self, text: str) -> None:
        """Count a remark, and keep it while there is room."""
        self.remark_count += 1
        if len(self.remarks) < EXAMPLES:
            self.remarks.append(text)


def import_registry(
    source: Path,
    target: Path,
    *,
    merge: bool,
    oktmo: str = "",
    tell: Callable[[Change], None] = lambda _: None,
    on: date | None = None,
) -> ImportReport:
    """Read `source` (table or open data) and write the registry `target` as CSV (UTF-8).

    `merge`: into what `target` holds; otherwise it is written anew. `oktmo`: only institutions of open data whose
    municipal code begins so («83» is Kabardino-Balkaria). `tell` gets every difference as it is found. `on`: as in
    `load_registry`.
    Raises `UnreadableError`, `OpenDataError`, or InputError when nothing can be written; nothing is changed then.
    """
    report = ImportReport(str(source), str(target))
    memory = target.with_name(f"{target.name}.source.csv") if is_file_or_none(target) else None
    counts: Counter[ChangeKind] = Counter()

    def count(change: Change) -> None:
        counts[change.kind] += 1
        tell(change)

    with (
        _registry(target if merge and target.is_file() else None) as table,
        SourceMemory.open(memory if merge else None) as before,
        _incoming(source, oktmo, report, on) as entries,
        _memory(memory) as remember,
    ):
        work = Merge(table, before, count)
        write_file(target, _csv(work.lines(_counted(entries, report), remember)))
    report.counts = {kind: counts[kind] for kind in ChangeKind}
    report.memory = str(memory or "")
    return report


@contextmanager
def _registry(path: Path | None) -> Iterator[RegistryTable]:
    """The registry to merge into; it is blamed by its own name. Raises InputError."""
    with ExitStack() as opened:
        try:
            table = opened.enter_context(RegistryTable.open(path))
        except UnreadableError as error:
            raise InputError(
                f"Реестр не занесён: не прочитан тот, куда вливать, — {path}: {error}.",
                "Проверьте, тот ли файл назван; источник здесь ни при чём.",
            ) from error
        yield table


def _counted(entries: Iterable[Incoming], report: ImportReport) -> Iterator[Incoming]:
    sites: Counter[str] = Counter()
    nowhere: list[str] = []
    for one in entries:
        sites[one.values.get("site", "")] += 1
        for remark in one.remarks:
            report.remark(("ошибка: " if remark.severity is Severity.ERROR else "") + remark.message)
        if one.values.get("name"):
            report.organizations += 1
            report.without_sector += not one.values.get("sector")
            if one.called and not one.values.get("site"):
                nowhere.append(f"«{one.called}»")
        yield one
    if nowhere:
        some = ", ".join(nowhere[:SHARED]) + (f" и ещё {len(nowhere) - SHARED}" if len(nowhere) > SHARED else "")
        said = f"организации, у которых в источнике нет адреса сайта: {len(nowhere)} ({some})"
        report.remark(f"{said}; если его нет и в реестре — {UNNAMED[Subject.ORGANIZATION]}")
    for site, count in sites.most_common():
        if count < SHARED:
            break
        if site.startswith("http"):
            why = "это портал учредителя или опечатка? Тогда впишите его в графу сайта учредителя, а здесь — свой сайт"
            report.remark(f"адрес {site} указан у {count} организаций: {why}")


@contextmanager
def _incoming(source: Path, oktmo: str, report: ImportReport, on: date | None) -> Iterator[Iterable[Incoming]]:
    if not is_open_data(source):
        if oktmo:
            raise InputError(
                f"Реестр не занесён: --oktmo отбирает записи открытых данных bus.gov.ru, а {source} — таблица.",
                "Уберите --oktmo; лишние строки уберите из самой таблицы.",
            )
        yield _of_table(source, report, on)
        return

    def wanted(one: Institution) -> bool:
        return not oktmo or (one.oktmo or one.public_body_oktmo).startswith(oktmo)

    with reading_open_data(source, wanted) as data:
        report.records = data.records
        for text in data.remarks:
            report.remark(text)
        if data.anonymous:
            report.remark(f"записей без регистрационного номера и ИНН: {data.anonymous}, они не взяты")
        if not len(data):
            raise OpenDataError(f"учреждений с кодом ОКТМО {oktmo}… в файле нет; проверьте код")
        yield map(incoming_of, data)


def _of_table(source: Path, report: ImportReport, on: date | None) -> Iterator[Incoming]:
    """Organizations of another registry. Raises `UnreadableError`, also when there is not one."""
    errors: list[str] = []

    def tell(problem: Problem) -> None:
        report.remark(str(problem))
        if problem.severity is Severity.ERROR and not errors:
            errors.append(problem.message)

    reading = Reading(source, tell, on)
    for one in reading:
        yield Incoming({column: str(value) for column, value in registry_record(one).items()})
    report.records, report.rejected = reading.rows, len(reading.rejected)
    if reading.rows == len(reading.rejected):
        raise UnreadableError(errors[0] if errors else "в файле нет ни одной организации")


def _csv(rows: Iterable[list[str]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        writer.writerow(row)
        if buffer.tell() > 65536:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


@contextmanager
def _memory(path: Path | None) -> Iterator[Callable[[Incoming], None]]:
    """Remember what the source says, for the next import; replaced only when this one ends well."""
    if path is None:
        yield lambda one: None
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise InputError(
            f"Реестр не занесён: в каталог {path.parent.resolve()} не записать {path.name}: {because(error)}.",
            "Проверьте право на запись в этот каталог или укажите другой файл реестра: -o ФАЙЛ или --into ФАЙЛ.",
        ) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            yield (
                lambda one: (
                    None
                    if not source_key(one.values)
                    else writer.writerow({column: one.values.get(column, "") for column in COLUMNS})
                )
            )
        os.replace(temporary, path)
    finally:
        with suppress(OSError):
            os.unlink(temporary)
