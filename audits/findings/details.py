"""Details of a finding for a person: scripts read their names in JSON, people read them here in Russian."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from audits.text.wording import SECTORS, reason_text
from crawler.items import Reason
from rules.model import Sector

NAMES: Mapping[str, str] = {
    "acts": "актов",
    "agree": "баллы сходятся",
    "best": "лучшие",
    "card": "карточка найдена",
    "cards": "карточек",
    "cause": "что с ним",
    "changes": "что изменилось",
    "compared": "сличено с реестром",
    "contents": "содержит",
    "contract": "контракт",
    "control": "переключатель",
    "count": "сколько",
    "date": "дата",
    "detail": "подробность",
    "differ": "баллы расходятся",
    "differs": "расходится",
    "documents": "документов",
    "due": "должны быть размещены до",
    "email": "электронная почта",
    "error": "ошибка",
    "extra": "лишние годы",
    "fields": "полей",
    "found": "найдены акты (коды)",
    "highest": "наибольший балл",
    "how": "как включается",
    "items": "пунктов",
    "kind": "вид",
    "known": "известно",
    "latest": "последний",
    "lowest": "наименьший балл",
    "matched": "узнано",
    "members": "членов",
    "missing": "недостаёт",
    "name": "наименование",
    "newest": "последние",
    "note": "примечание",
    "operator": "оператор",
    "order": "приказ",
    "organizations": "организаций",
    "page": "страница",
    "pages": "страниц",
    "positions": "позиции перечня актов",
    "questionnaire": "анкета",
    "questions": "вопросов",
    "registry": "в реестре",
    "section": "раздел",
    "sectors": "сферы",
    "share": "доля совпавших вопросов",
    "site": "сайт",
    "specific": "конкретных",
    "title": "название",
    "unassessed": "не было оценки",
    "unclear": "похожих несколько",
    "unknown": "не узнаны",
    "unread": "не прочитано",
    "unseen": "не увидено",
    "until": "по какой день",
    "url": "адрес",
    "violations": "нарушений порядка",
    "website": "сайт в карточке",
    "within": "где",
    "year": "год",
    "years": "размещено за годы",
}
_HIDDEN = frozenset({"missing_acts"})  # codes of what `missing` says in words
_WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "card": "карточка организации",
        "finance": "финансовая вкладка карточки",
        "foreign": "карточка другой организации",
        "form": "форма",
        "link": "ссылка",
        "list": "общий список",
        "other": "другая страница",
        "root": "главная страница",
        "widget": "виджет",
    },
    "how": {"click": "нажатием", "link": "по ссылке", "page": "отдельной страницей", "widget": "виджетом"},
    "within": {"section": "в своём разделе", "council": "в разделе общественного совета"},
}


def details_lines(details: Mapping[str, Any], *, besides: Sequence[str] = ()) -> Iterator[str]:
    """«name: value», a line each; a name that has no Russian is told as it is.

    `besides`: a list that has been told already.
    """
    for key, value in details.items():
        if key not in _HIDDEN and value != "" and not (besides and value == list(besides)):
            yield f"{NAMES.get(key, key)}: {_said(key, value)}"


def _said(key: str, value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(_said(key, item) for item in value) or "нет"
    if isinstance(value, dict):
        return ", ".join(f"{NAMES.get(name, name)} — {_said(name, item)}" for name, item in value.items()) or "нет"
    if value is None or isinstance(value, bool):  # 1 and 0 are numbers, though they equal True and False
        return {True: "да", False: "нет", None: "—"}[value]
    if key == "cause":
        with suppress(ValueError):
            return reason_text(Reason(str(value)))
    if key == "sectors":
        with suppress(ValueError):
            return SECTORS[Sector(str(value))]
    if key == "share" and isinstance(value, float):
        return f"{value:.0%}"
    return _WORDS.get(key, {}).get(str(value), str(value))
