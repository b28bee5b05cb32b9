"""Everything bus.gov.ru may do to a visitor, and what must come of it: a table for tests and for people.

A scenario replaces the answers of one part of the service; the rest is as it should be. `says` must stand in what is
recorded; `reason` is the card's, None when the card was had all the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import NamedTuple

from scrapy import Request
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError
from scrapy.http import Response
from twisted.internet import error as tx

from crawler.answers.failures import NameNotFoundError
from crawler.items import Reason

INN = "0700000001"
COOKIE = "0123456789abcdef0123456789abcdef"
FIELDS = {
    "inn": INN,
    "shortClientName": "Детский сад",
    "website": "sad.test",
    "email": "a@sad.test",
    "phone": "2-11-22",
}
SCORES = dict.fromkeys(("opennessValue", "comfortValue", "timeoutValue", "goodwillValue", "contentmentValue"), 90.0)
AWAY = Reason.REGISTRY_UNAVAILABLE
Answer = Callable[[Request, int], Response]  # the request, and how many of its kind came before


def given(body: bytes | str | object, status: int = 200, **headers: str) -> Answer:
    """The same answer every time; objects as JSON."""
    raw = body if isinstance(body, bytes) else (body if isinstance(body, str) else json.dumps(body)).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda request, _: Response(request.url, status=status, headers=named, body=raw)


def raised(error: Exception) -> Answer:
    """No answer at all."""

    def answer(request: Request, _: int) -> Response:
        raise error

    return answer


def then(first: Answer, rest: Answer, times: int = 1) -> Answer:
    """Another answer the first time(s)."""
    return lambda request, before: (first if before < times else rest)(request, before)


def agency(**changes: object) -> dict[str, object]:
    return {"agency": {"id": 7, "branchFlag": False, **FIELDS, **changes}}


def without(*names: str) -> dict[str, object]:
    return {"agency": {"id": 7, **{name: value for name, value in FIELDS.items() if name not in names}}}


def rated(year: object = 2022, values: Mapping[str, object] = SCORES) -> dict[str, object]:
    return {"7": {"ratingYear": year, "scopeWithRatingsDtos": [{"ratingDetailsDto": [values]}]}}


def cookie_wanted(request: Request, _: int) -> Response:
    """Lets in only whoever brings back the cookie its script sets."""
    if request.cookies and COOKIE in request.cookies:
        return GOOD["card"](request, 0)
    return given(f'<html><script>document.cookie="{COOKIE}=abc; path=/";location.reload()</script></html>')(request, 0)


GOOD: Mapping[str, Answer] = {
    "search": given({"agencies": [{"agencyId": 7, "shortName": "Детский сад"}]}),
    "card": given(agency()),
    "scores": given(rated()),
}
HTML = given("<html><body><p>Профилактические работы</p></body></html>")
GUARD = given("<html><title>DDoS-Guard</title><p>Проверка браузера</p></html>", 403, server="ddos-guard")


class Scenario(NamedTuple):
    """`part`: "search", "card" or "scores"; `by`: whether the registry knows the card's number or only the ИНН."""

    name: str  # Russian: what the service does
    part: str
    answer: Answer
    reason: Reason | None
    says: str = ""
    by: str = "number"


SCENARIOS = (
    Scenario("отвечает как обычно", "card", GOOD["card"], None),
    # nobody answers
    Scenario("имя сервера не существует", "card", raised(NameNotFoundError("no")), AWAY, "имя сервера не найдено"),
    Scenario("в соединении отказано", "card", raised(tx.ConnectionRefusedError), AWAY, "отказал в соединении"),
    Scenario("соединение обрывается", "card", raised(tx.ConnectionLost), AWAY, "оборвал соединение"),
    Scenario("обрыв один раз, потом ответ", "card", then(raised(tx.ConnectionLost), GOOD["card"]), None),
    Scenario("ответа нет дольше срока", "card", raised(DownloadTimeoutError()), AWAY, "не ответил вовремя"),
    Scenario("сертификат не проверяется", "card", raised(ValueError("certificate verify failed")), AWAY, "защищённое"),
    Scenario("ответ больше 8 МБ", "card", raised(DownloadCancelledError("size")), AWAY, "слишком велик"),
    Scenario("переадресация по кругу", "card", given(b"", 302, Location="/public/agency/agency.json?agency=7"), AWAY,
             "кругу"),
    # it refuses
    Scenario("ошибка 500", "card", given(b"", 500), AWAY, "ответ 500"),
    Scenario("503 с Retry-After, потом ответ", "card", then(given(b"", 503, Retry_After="30"), GOOD["card"]), None),
    Scenario("429 с Retry-After, потом ответ", "card", then(given(b"", 429, Retry_After="30"), GOOD["card"]), None),
    Scenario("429 всё время", "card", given(b"", 429, Retry_After="5"), AWAY, "ответ 429"),
    Scenario("доступ запрещён (403)", "card", given(b"", 403), AWAY, "ответ 403"),
    Scenario("нужен вход (401)", "card", given(b"", 401), AWAY, "ответ 401"),
    Scenario("защита от роботов", "card", GUARD, AWAY, "защита от роботов"),
    Scenario("просит вернуть cookie", "card", cookie_wanted, None),
    Scenario("просит cookie снова и снова", "card",
             given(f'<script>document.cookie="{COOKIE}=x"</script>'), AWAY, ""),
    # the card is not what it was
    Scenario("HTML вместо JSON", "card", HTML, AWAY, "вместо данных пришёл HTML"),
    Scenario("пустой ответ", "card", given(b""), AWAY, "не JSON"),
    Scenario("оборванный JSON", "card", given(b'{"agency": {"id": 7, "inn'), AWAY, "не JSON"),
    Scenario("список вместо объекта", "card", given([agency()]), AWAY, "ожидался объект"),
    Scenario("нет поля agency", "card", given({"institution": FIELDS}), AWAY, "нет поля agency"),
    Scenario("agency — список", "card", given({"agency": [FIELDS]}), AWAY, "не объект"),
    Scenario("поле website переименовано", "card",
             given({"agency": {**without("website")["agency"], "webSite": "sad.test"}}), AWAY, "нет полей website"),
    Scenario("поле website не дано", "card", given(without("website")), None),
    Scenario("не даны website и email", "card", given(without("website", "email")), AWAY, "website, email"),
    Scenario("website — не текст", "card", given(agency(website={"url": "sad.test"})), AWAY, "website — не текст"),
    Scenario("нет номера карточки", "card", given({"agency": FIELDS}), AWAY, "нет поля id"),
    Scenario("филиал без branch.headAgency", "card", given(agency(branchFlag=True)), AWAY, "branch.headAgency"),
    Scenario("филиал: поля у головной организации", "card",
             given({"agency": {"id": 7, "branchFlag": True, "branch": {"headAgency": {"id": 9, **FIELDS}}}}), None),
    Scenario("карточка без данных", "card", given({"agency": None}), AWAY, "без данных"),
    Scenario("поля пусты", "card", given(agency(website="", email=None)), None),
    Scenario("под номером — чужая карточка", "card", given(agency(inn="0700000055", shortClientName="Чужая")),
             Reason.AMBIGUOUS, "«Чужая» (ИНН 0700000055)"),
    Scenario("номер не существует, ИНН находит", "card", then(given(b"", 404), GOOD["card"]), None),
    # the search is not what it was
    Scenario("поиск: ошибка 502", "search", given(b"", 502), AWAY, "ответ 502", "inn"),
    Scenario("поиск: HTML вместо JSON", "search", HTML, AWAY, "поиск: вместо данных", "inn"),
    Scenario("поиск: список переименован", "search", given({"items": []}), AWAY, "нет списка agencies", "inn"),
    Scenario("поиск: объект вместо списка", "search", given({"agencies": {"7": {}}}), AWAY, "нет списка", "inn"),
    Scenario("поиск: номер переименован", "search", given({"agencies": [{"id": 7}]}), AWAY, "нет agencyId", "inn"),
    Scenario("поиск: никого, и других тоже не находит", "search", given({"agencies": []}), AWAY,
             "подтвердить не удалось", "inn"),
    # scores are not what they were
    Scenario("баллы: ошибка 500", "scores", given(b"", 500), None, "баллы не получены: ответ 500"),
    Scenario("баллы: HTML вместо JSON", "scores", HTML, None, "баллы: вместо данных"),
    Scenario("баллы: не по номерам", "scores", given({"data": []}), None, "не разложен по номерам"),
    Scenario("баллы: год переименован", "scores", given({"7": {"year": 2022}}), None, "нет года ratingYear"),
    Scenario("баллы: нет показателей", "scores", given(rated(values={"score": 1})), None, "ни одного показателя"),
    Scenario("баллы: за год их нет", "scores", given({}), None),
    Scenario("баллы: одни нули", "scores", given(rated(values=dict.fromkeys(SCORES, 0))), None),
)  # fmt: skip
