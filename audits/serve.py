"""`nok serve`: Datasette over the database, for questions nobody foresaw. Read-only, on this machine by default."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote

from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from markupsafe import Markup

from audits.report.names import page_name

Asgi = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

LISTED: dict[str, tuple[str, list[str]]] = {
    "current_deficiencies": (
        "Недостатки по последней проверке",
        ["сфера", "муниципалитет", "правило", "уровень"],
    ),
    "current_findings": ("Все выводы по последней проверке", ["вывод", "сфера", "муниципалитет", "правило", "причина"]),
    "current_organizations": ("Организации по последней проверке", ["состояние", "сфера", "муниципалитет"]),
    "verdict_changes": ("Как менялись выводы", ["запуск", "было", "стало"]),
    "waivers": ("Исключения", []),
    "runs": ("Запуски", ["state", "methodology"]),
}
_HIDDEN = (
    "anchors", "audits", "blobs", "current_audits", "evidence", "findings", "findings_by_run", "lanes", "ledger",
    "nights", "organizations", "pictures", "protocols", "registry_rows", "rule_sets", "rules", "ticks", "verdicts",
)  # fmt: skip

QUERIES: dict[str, tuple[str, str]] = {
    "komu-pisat": (
        "Кому писать в первую очередь: организации с критическими недостатками",
        'SELECT "код", "название", "муниципалитет", count(*) AS "критических", '
        'group_concat("правило", \', \') AS "какие" '
        'FROM current_deficiencies WHERE "уровень" LIKE \'1%\' AND "исключение до" < date() GROUP BY 1 '
        'ORDER BY 4 DESC, "название"',
    ),
    "novoe": (
        "Что появилось нового: недостатки не старше стольких дней (days)",
        "SELECT * FROM current_deficiencies WHERE \"впервые\" >= date('now', '-' || :days || ' days') "
        'AND "исключение до" < date() '
        'ORDER BY "впервые" DESC',
    ),
    "davno": (
        "Что не устраняется дольше всего",
        'SELECT cast(julianday(date()) - julianday("впервые") AS INTEGER) AS "дней", * FROM current_deficiencies '
        'WHERE "исключение до" < date() ORDER BY "впервые" LIMIT 200',
    ),
    "munitsipalitety": (
        "Муниципалитеты: сколько организаций и недостатков",
        'SELECT "муниципалитет", count(*) AS "организаций", sum("недостатков" > 0) AS "с недостатками", '
        'sum("недостатков") AS "недостатков", sum("из них под исключением") AS "из них под исключением", '
        'sum("не установлено") AS "не установлено" FROM current_organizations '
        "GROUP BY 1 ORDER BY 4 DESC",
    ),
    "trebovaniya": (
        "Требования: что чаще всего не выполнено",
        'SELECT "правило", sum("вывод" = \'недостаток\') AS "недостатков", '
        'sum("исключение до" >= date()) AS "из них под исключением", sum("вывод" = \'выполнено\') AS "выполнено", '
        "sum(\"вывод\" IN ('не удалось установить', 'не проверялось')) AS \"не установлено\" FROM current_findings "
        "GROUP BY 1 ORDER BY 2 DESC",
    ),
    "ne-ustanovleno": (
        "Чего не удалось установить и почему",
        'SELECT "причина", count(*) AS "выводов", count(DISTINCT "код") AS "организаций" FROM current_findings '
        "WHERE \"причина\" <> '' GROUP BY 1 ORDER BY 2 DESC",
    ),
    "ne-otkrylis": (
        "Сайты, которые проверить не удалось",
        'SELECT * FROM current_organizations WHERE "состояние" <> \'проверена\' ORDER BY "причина", "название"',
    ),
    "organizatsiya": (
        "Одна организация: все выводы (kod — её код)",
        'SELECT * FROM current_findings WHERE "код" = :kod ORDER BY "вывод" = \'недостаток\' DESC, "уровень"',
    ),
    "peremeny": (
        "Что изменилось в последнем запуске",
        'SELECT * FROM verdict_changes WHERE "запуск" = (SELECT name FROM runs WHERE replay_of IS NULL '
        "AND state IN ('finished', 'interrupted') ORDER BY id DESC LIMIT 1) ORDER BY \"стало\", \"код\"",
    ),
    "isklyucheniya": (
        "Исключения: действующие и истёкшие",
        'SELECT organization AS "код", rule AS "правило", reason AS "основание", author AS "кто", until AS "до", '
        "CASE WHEN until >= date() THEN 'действует' ELSE 'истекло' END AS \"состояние\" FROM waivers ORDER BY until",
    ),
}
"""Questions people ask: title and SQL, under a short address."""

SETTINGS = {
    "sql_time_limit_ms": 8000,
    "facet_time_limit_ms": 3000,
    "default_facet_size": 12,
    "default_page_size": 50,
    "allow_download": False,
    "max_returned_rows": 5000,
}


def metadata(database: str, *, report: bool) -> dict[str, Any]:
    """What Datasette shows: titles, facets, prepared questions; tables of the inside are hidden, not forbidden."""
    tables: dict[str, Any] = {name: {"hidden": True} for name in _HIDDEN}
    tables |= {name: {"title": title, "facets": facets} for name, (title, facets) in LISTED.items()}
    more = ' · <a href="/report/index.html">Отчёт</a>' if report else ""
    return {
        "title": "НОК: сайты организаций",
        "description_html": f"Только чтение. Начните с готовых вопросов: они внизу страницы базы{more}<br>{_GLOSSARY}",
        "databases": {
            database: {
                "tables": tables,
                "queries": {
                    name: {"title": title, "sql": sql, "hide_sql": True} for name, (title, sql) in QUERIES.items()
                },
            }
        },
    }


_TO_REPORT = (b"location", b"/report/index.html")
_GLOSSARY = (
    "Надписи вокруг вопросов — английские: home — в начало, rows — строки, tables — таблицы, queries — "
    "готовые вопросы, Custom SQL query — ответ на вопрос, Edit SQL — показать и изменить запрос, "
    "Advanced export — выгрузить."
)


class Plugin:
    """Links from codes into the report, and a refusal of requests meant for another host."""

    __name__ = "nok"

    def __init__(self, *, report: bool, hosts: frozenset[str]) -> None:
        self.report = report
        self.hosts = hosts

    def render_cell(self, value: Any, column: str, database: str) -> Markup | None:
        """An organization's code leads to its page in the report, or to all its verdicts."""
        if column != "код" or not isinstance(value, str) or not value:
            return None
        inside = f"/{quote(database)}/organizatsiya?kod={quote(value, safe='')}"
        address = f"/report/org/{page_name(value)}.html" if self.report else inside
        return Markup('<a href="{}">{}</a>').format(address, value)

    def asgi_wrapper(self) -> Callable[[Asgi], Asgi]:
        """A page elsewhere that renames its host to 127.0.0.1 must not read our answers (DNS rebinding)."""

        def wrap(app: Asgi) -> Asgi:
            async def guarded(scope: dict[str, Any], receive: Any, send: Any) -> None:
                if scope["type"] == "http" and not self._ours(
                    dict(scope["headers"]).get(b"host", b"").decode("latin-1")
                ):
                    await send({"type": "http.response.start", "status": 421, "headers": []})
                    await send({"type": "http.response.body", "body": b""})
                    return
                if self.report and scope["type"] == "http" and scope["path"] in ("/report", "/report/"):
                    await send({"type": "http.response.start", "status": 302, "headers": [_TO_REPORT]})
                    await send({"type": "http.response.body", "body": b""})
                    return
                await app(scope, receive, send)

            return guarded

        return wrap

    def _ours(self, host: str) -> bool:
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return not self.hosts or name in self.hosts


for _hook in (Plugin.render_cell, Plugin.asgi_wrapper):
    hookimpl(_hook)  # marks in place
# A mistake in somebody's SQL is answered to them; it must not fill the terminal with pages of our memory. Imported
# only now: imported first, this module would be registered as a plugin while still empty.
import_module("datasette.handle_exception").rich = None  # type: ignore[attr-defined]


def datasette_over(
    database: Path, *, report: Path | None = None, hosts: frozenset[str] = frozenset(), immutable: bool = False
) -> Datasette:
    """A Datasette that only reads `database`; with `report`, also serving that directory under /report/.

    `hosts`: names a request may ask for; empty: any. `immutable`: nothing may be written beside it (`Store.immutable`).
    """
    if pm.has_plugin("nok"):
        pm.unregister(name="nok")
    pm.register(Plugin(report=report is not None, hosts=hosts), name="nok")
    return Datasette(
        [] if immutable else [str(database)],
        immutables=[str(database)] if immutable else [],
        metadata=metadata(database.stem, report=report is not None),
        settings=SETTINGS,
        static_mounts=[("report", str(report))] if report else [],
    )
