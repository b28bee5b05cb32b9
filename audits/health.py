"""Is everything here that an audit and a night need? Each thing looked at says what to do when it is not well."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from audits.errors import InputError
from audits.text.russian import size

FREE_SPACE = 2 * 1024**3
MINIMUM = 200 * 1024**2


class Health(NamedTuple):
    """One thing looked at. `state`: "ok", "weak" (works, but less is seen), "broken" (no audit possible)."""

    name: str
    state: str
    says: str


def examine(
    methodology: str, db: Path, *, settings: dict[str, Any] | None = None, environ: Mapping[str, str] = os.environ
) -> Iterator[Health]:
    """Look at everything an audit and a night need on this machine. Only the canaries named are spoken to."""
    given = settings or {}
    night: dict[str, Any] = given.get("nightly", {})
    yield Health("Python", "ok", sys.version.split()[0])
    for name, look in (
        ("Настройки", lambda: check_settings(given)),
        ("Методика", lambda: check_methodology(methodology)),
        ("Браузер", check_browser),
        ("Шрифты", check_fonts),
        ("Распознавание сканов", check_ocr),
        ("База", lambda: check_db(db)),
        ("Ночи", lambda: check_nights(db)),
        ("Права", lambda: check_permissions(db, Path(night.get("exports", "data/exports")))),
        ("Место на диске", lambda: check_space(db)),
        ("Часы", lambda: check_clock(db)),
        ("Сеть", lambda: check_network(tuple(night.get("canaries") or given.get("canaries", ())))),
        ("Уведомления", lambda: check_notify(given.get("notify", {}).get("urls-file"), environ)),
    ):
        yield examined(name, look)


def examined(name: str, look: Callable[[], tuple[str, str]]) -> Health:
    """What a check says; one that breaks is itself a finding, so that the others are still told."""
    try:
        return Health(name, *look())
    except InputError as error:
        return Health(name, "broken", f"{error} {error.hint}".strip())
    except Exception as error:  # whatever one check meets, the others are still to be told
        return Health(name, "broken", str(error) or type(error).__name__)


def check_settings(settings: dict[str, Any]) -> tuple[str, str]:
    """Whether what the settings name is there."""
    if not settings:
        return "ok", "файла nok.toml нет, действуют значения по умолчанию"
    registry = settings.get("registry")
    if registry and not Path(registry).is_file():
        return "broken", f"реестра {registry} нет. Исправьте registry в настройках"
    return "ok", "прочитаны: " + ", ".join(sorted(settings))


def check_methodology(name: str) -> tuple[str, str]:
    """Whether its rules can be loaded."""
    from rules.load import load_methodology

    return "ok", f"{name}, правил — {len(load_methodology(name).rules)}"


def check_browser() -> tuple[str, str]:
    """Whether a browser is there and starts."""
    from playwright.sync_api import Error as PlaywrightError
    from playwright.sync_api import sync_playwright

    from crawler.browser.finding import find_browser

    with sync_playwright() as playwright:
        found = find_browser(playwright_path=playwright.chromium.executable_path)
        if found is None:
            return "weak", (
                "не найден; страницы, которые строит скрипт, останутся без вывода. Установите пакет chromium "
                "или выполните playwright install chromium"
            )
        # found is not enough: a hardened service or a missing library shows only when it starts
        try:
            started = playwright.chromium.launch(executable_path=found.executable, timeout=15_000)
        except PlaywrightError as error:
            why = str(error).strip().splitlines()[0][:200]
            return "weak", f"{found} не запускается ({why}); переустановите пакет chromium и его библиотеки"
        version = started.version
        started.close()
    return "ok", f"{found}, версия {version}, запускается"


def check_fonts() -> tuple[str, str]:
    """Pages without Cyrillic glyphs are measured and pictured wrongly."""
    tool = shutil.which("fc-list")
    if tool is None:
        return "weak", "проверить нечем: нет fc-list. Установите fontconfig и шрифты, например fonts-dejavu-core"
    found = subprocess.run([tool, ":lang=ru", "family"], capture_output=True, text=True, timeout=20, check=False)
    families = {line.split(",")[0].strip() for line in found.stdout.splitlines() if line.strip()}
    if not families:
        return "weak", "нет шрифтов с кириллицей; снимки страниц выйдут пустыми. Установите fonts-dejavu-core"
    return "ok", f"с кириллицей — {len(families)}"


def check_ocr() -> tuple[str, str]:
    """Whether scans can be read."""
    tool = shutil.which("tesseract")
    if tool is None:
        return "weak", (
            "нет tesseract; документы-сканы останутся без вывода. Установите tesseract-ocr и tesseract-ocr-rus"
        )
    listed = subprocess.run([tool, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    if "rus" not in listed.stdout.split():
        return "weak", "в tesseract нет русского языка; сканы останутся без вывода. Установите tesseract-ocr-rus"
    return "ok", "tesseract с русским языком"


def check_db(path: Path) -> tuple[str, str]:
    """Whether the database is whole."""
    from audits.store import Store

    if not path.exists():
        return "ok", f"{path} ещё нет, появится при первой проверке"
    with Store.open(path, create=False) as store:
        problems = store.integrity_check()
        if problems:
            shown = "; ".join(problems[:3])
            return "broken", f"{path} повреждена: {shown}. Верните последнюю копию (nok backup, см. deploy/README.md)"
        return "ok", f"{path}, целая, запусков — {len(store.runs())}, {size(path.stat().st_size)}"


def check_nights(path: Path) -> tuple[str, str]:
    """Whether nights come and end as they should."""
    from audits.store import Sent, Stage, Store

    if not path.exists():
        return "ok", "ещё не было"
    with Store.open(path, create=False) as store:
        nights = store.nights.all()
    if not nights:
        return "ok", "ещё не было; завести: deploy/README.md"
    last = max(nights, key=lambda night: night.started_at)
    age = datetime.now(UTC) - last.started_at
    if any(sent is not Sent.SENT for sent in last.notified.values()):
        return "weak", f"уведомление о ночи {last.day:%d.%m.%Y} дошло не до всех. Повторить: nok nightly"
    if last.stage is not Stage.FINISHED:
        from audits.night.nightly import STAGES

        stage = STAGES[last.stage]
        return "weak", f"ночь {last.day:%d.%m.%Y} не завершена (этап: {stage}). Продолжить: nok nightly"
    if age > timedelta(hours=36):
        return "weak", f"последняя была {last.day:%d.%m.%Y}. Проверьте расписание: systemctl list-timers nok.timer"
    return "ok", f"последняя — {last.day:%d.%m.%Y}, завершена"


def check_permissions(db: Path, exports: Path) -> tuple[str, str]:
    """Whether what is written can be written, and by whom."""
    for path in (db, exports):
        folder = _existing(path)
        if not os.access(folder, os.W_OK):
            return "broken", f"в каталог {folder} писать нельзя. Дайте право тому, кто запускает nok"
    if db.exists() and not os.access(db, os.W_OK):
        return "broken", f"файл {db} закрыт для записи. Проверьте владельца: chown"
    if os.geteuid() == 0:
        return "weak", "nok запущен от root; заведите для него отдельного пользователя (deploy/README.md)"
    return "ok", "писать можно"


def check_space(db: Path) -> tuple[str, str]:
    """Whether a night fits on the disk."""
    folder = _existing(db)
    free = shutil.disk_usage(folder).free
    said = f"свободно {size(free)} в {folder}"
    if free < MINIMUM:
        return "broken", f"{said}: ночь не поместится. Освободите место или уменьшите [nightly] keep-days"
    return ("ok", said) if free > FREE_SPACE else ("weak", f"{said}; освободите место")


def check_clock(db: Path) -> tuple[str, str]:
    """A wrong clock spoils every term and the order of runs."""
    now = datetime.now(UTC)
    released = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    if now < released - timedelta(days=1):
        return "broken", f"часы отстают: {now:%d.%m.%Y %H:%M} UTC раньше установки программы. Включите chrony или ntp"
    if db.exists():
        from audits.store import Store

        with Store.open(db, create=False) as store:
            latest = max((run.started_at for run in store.runs()), default=now)
        if latest > now + timedelta(minutes=5):
            return "broken", f"последний запуск записан позже, чем сейчас ({latest:%d.%m.%Y %H:%M} UTC). Проверьте часы"
    zone = now.astimezone().tzname() or "пояс неизвестен"
    return "ok", f"{now.astimezone():%d.%m.%Y %H:%M} ({zone})"


def check_network(canaries: tuple[str, ...]) -> tuple[str, str]:
    """Whether the canaries answer."""
    from audits.run.canary import reachable

    if not canaries:
        return "weak", (
            "контрольные адреса не заданы: свою поломку сети не отличить от чужой. Назовите их: canaries в nok.toml"
        )
    silent = [address for address in canaries if not reachable(address)]
    if len(silent) == len(canaries):
        return "broken", f"не отвечает ни один контрольный адрес: {', '.join(silent)}. Проверьте сеть, DNS и прокси"
    if silent:
        return "weak", f"не отвечают: {', '.join(silent)}; остальные отвечают"
    return "ok", f"отвечают все контрольные адреса ({len(canaries)})"


def check_notify(urls_file: str | None, environ: Mapping[str, str]) -> tuple[str, str]:
    """Whether anybody would be told of a night. Raises InputError where addresses are open to others."""
    from audits.night.notify import notify_urls

    urls = notify_urls(environ, Path(urls_file) if urls_file else None)
    if not urls:
        return "weak", "адресов нет: о ночи никто не узнает. Задайте NOK_NOTIFY_URLS или [notify] urls-file"
    return "ok", f"адресов — {len(urls)}"


def _existing(path: Path) -> Path:
    return next(parent for parent in (path.resolve(), *path.resolve().parents) if parent.is_dir())
