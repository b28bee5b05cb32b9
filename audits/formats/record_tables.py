"""Records that scripts read, as tables that people read: Russian headings, words instead of codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from audits.findings.deficiency_list import STATES
from audits.formats.model import Cell, Table
from audits.text.wording import OUTCOMES, OWNERSHIPS, SECTORS, SEVERITY, SUBJECTS, reason_text
from rules.model import Outcome, Ownership, Sector, Severity, Subject

HEADINGS: dict[str, str] = {
    "bus_gov_id": "Карточка bus.gov.ru",
    "assessed_years": "Годы оценки",
    "browser": "Браузер",
    "bytes": "Байт",
    "citation": "Основание",
    "complete": "Просмотрен полностью",
    "days_open": "Дней",
    "demand": "Требование",
    "detail": "Подробность",
    "details": "Сведения",
    "documents": "Документов",
    "due": "Срок",
    "email": "Электронная почта",
    "evidence": "Подтверждения",
    "failures": "Не открылось",
    "finished_at": "Окончен",
    "first_seen": "Впервые",
    "found": "Выявлен",
    "fixed_at": "Устранено",
    "founder_site": "Сайт учредителя",
    "id": "Код",
    "inn": "ИНН",
    "judged": "Проверено",
    "last_seen": "Замечено последний раз",
    "message": "Вывод",
    "methodology": "Методика",
    "municipality": "Муниципалитет",
    "name": "Наименование",
    "note": "Примечание",
    "on": "На день",
    "organization": "Код организации",
    "organizations": "Организаций",
    "outcome": "Итог",
    "ownership": "Принадлежность",
    "pages": "Страниц",
    "phone": "Телефон",
    "reason": "Причина",
    "registry": "Реестр",
    "remarks": "Замечания",
    "remedy": "Как исправить",
    "requests": "Запросов",
    "requirement": "Требование методики",
    "retested": "Проверено вновь",
    "rule": "Правило",
    "run": "Запуск",
    "seconds": "Секунд от начала до конца",
    "sector": "Сфера",
    "severity": "Важность",
    "site": "Сайт",
    "started_at": "Начат",
    "state": "Состояние",
    "stopped": "Чем кончился обход",
    "subject": "Вид",
    "title": "Правило словами",
    "unread": "Не прочитано ссылок",
    "untested": "Не проверено",
    "said": "Вывод",
    "verdict": "Итог",
    "waived_until": "Исключение до",
    "waiver_author": "Кто исключил",
    "waiver_reason": "Основание исключения",
    "which": "Правило",
    "who": "Организация",
}
RUN_STATES = {"running": "идёт", "finished": "завершён", "interrupted": "прерван", "void": "не засчитан"}
_LEDGER = {"pending": "ещё не проверена", "judged": "проверена", "untested": "не проверена"}
_STOPPED = {
    "decided": "всё стало ясно",
    "exhausted": "читать больше нечего",
    "budget": "исчерпан предел",
    "failed": "сайт прочитан не полностью",
}
_STATES = RUN_STATES | _LEDGER | {state.value: said for state, said in STATES.items()}

_WORDS: dict[str, Callable[[str], str]] = {
    "outcome": lambda code: OUTCOMES[Outcome(code)],
    "severity": lambda code: SEVERITY[Severity(code)],
    "sector": lambda code: SECTORS[Sector(code)],
    "subject": lambda code: SUBJECTS[Subject(code)],
    "ownership": lambda code: OWNERSHIPS[Ownership(code)],
    "reason": reason_text,
    "state": lambda code: _STATES.get(code, code),
    "stopped": lambda code: _STOPPED.get(code, code),
}
_DAYS = frozenset({"on", "due", "found", "waived_until"})
_MOMENTS = frozenset({"started_at", "finished_at", "first_seen", "last_seen", "fixed_at"})


def table_of_records(
    id: str,
    title: str,
    records: Iterable[Mapping[str, Any]],
    keys: tuple[str, ...],
    *,
    note: str = "",
    printed: int = 0,
) -> Table:
    """Records as a table with a column for every key: nothing that a script gets is left out."""
    rows = tuple(tuple(_cell(key, record.get(key)) for key in keys) for record in records)
    return Table(id, title, tuple(HEADINGS.get(key, key) for key in keys), rows, note, printed=printed)


def paired(finding: Mapping[str, Any]) -> dict[str, Any]:
    """A finding in few columns: what belongs together stands in one cell, line by line."""

    def lines(*cells: Any) -> str:
        return "\n".join(str(cell) for cell in cells if cell)

    reason = _WORDS["reason"](finding["reason"]) if finding["reason"] else ""
    weight = _WORDS["severity"](finding["severity"]) if finding["outcome"] == Outcome.FAILED else ""
    return {
        "who": lines(finding["name"], finding["organization"]),
        "which": lines(finding["title"], finding["rule"]),
        "verdict": lines(_WORDS["outcome"](finding["outcome"]), weight and f"важность: {weight}", reason),
        "said": lines(finding["message"], *(f"Замечание: {one}" for one in finding["remarks"])),
        "evidence": finding["evidence"],
    }


def _cell(key: str, value: Any) -> Cell:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int | float | date):
        return value
    if isinstance(value, str):
        if key in _WORDS:
            return _WORDS[key](value)
        if key in _DAYS:
            return date.fromisoformat(value)
        return _local(value) if key in _MOMENTS else value
    if key == "evidence":
        return "\n".join(one if isinstance(one, str) else _quoted(one) for one in value) or None
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return "\n".join(value) or None
    return json.dumps(value, ensure_ascii=False) if value else None


def _local(moment: str) -> str:
    """A moment by this machine's clock, to the minute."""
    read = datetime.fromisoformat(moment)
    return f"{read.astimezone() if read.tzinfo else read:%Y-%m-%d %H:%M}"


def _quoted(evidence: Mapping[str, Any]) -> str:
    excerpt = evidence.get("excerpt")
    return f"{evidence.get('url')} — «{excerpt}»" if excerpt else str(evidence.get("url"))
