"""Everything we believe about bus.gov.ru in one file: addresses, field names, words on its pages.

None of it is documented; it comes from public code of several years, and whether it answers today is unknown. When the
service changes, this is the file to change. Whatever does not look as described here raises `ChangedAnswerError`, which
becomes *registry_unavailable*, never a deficiency.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

import msgspec

from crawler.addresses import DOCUMENT_ENDINGS
from crawler.items import Score

SEARCH = "/public-rest/api/agency/extendedSearchAgencyNew"
CARD = "/public/agency/agency.json"
SCORES = "/public-rating/api/ratingCompare/commonInfo"
PAGE = "/info-card/"

# The service answers programs that do not look like a browser slowly or not at all.
HEADERS = {"Accept": "application/json, text/plain, */*", "X-Requested-With": "XMLHttpRequest"}

# A cookie a script of the waiting page sets: a name of 32 hexadecimal digits.
CHALLENGE = re.compile(rb"document\.cookie\s*=\s*[\"']([0-9a-f]{32})=([^;\"']{1,200})", re.IGNORECASE)
SESSION_COOKIE = "session-cookie"

CRITERIA = ("opennessValue", "comfortValue", "timeoutValue", "goodwillValue", "contentmentValue")

# Headings of the tabs of the rendered card, in lower case: what a tab is about.
TABS: Mapping[str, re.Pattern[str]] = {
    "proposal": re.compile(r"предложени\w* (?:по|об|о) улучшени|результаты рассмотрения результатов"),
    "plan": re.compile(r"план\w*\b.{0,40}(?:устранени\w+ недостатк|улучшени\w+ качеств)"),
    "result": re.compile(r"результат\w*\b.{0,30}независим\w+ оцен|независим\w+ оценк\w+ качеств"),
}
EMPTY_TAB = re.compile(
    r"не размещ|не опубликован|отсутству|нет данных|не найден|нет сведений|не представлен|сведений нет", re.IGNORECASE
)
DOWNLOAD = re.compile(rf"/download|\.(?:{'|'.join(sorted(DOCUMENT_ENDINGS))})\b", re.IGNORECASE)  # pictures are icons


class ChangedAnswerError(Exception):
    """An answer of the service is not what it used to be. The message is Russian and names what changed."""


class AgencyFields(msgspec.Struct, frozen=True):
    """What a card says, as written. None: the field is not there at all; empty: it is there and empty."""

    agency_id: str
    inn: str
    name: str
    website: str | None
    email: str | None
    phone: str | None
    branch: bool


class Found(msgspec.Struct, frozen=True):
    """One line of a search's answer."""

    agency_id: str
    name: str = ""


def search_url(base: str, inn: str) -> str:
    """Search by ИНН."""
    return f"{base}{SEARCH}?{urlencode({'searchString': inn, 'page': 1, 'pageSize': 10})}"


def card_url(base: str, agency_id: str) -> str:
    """A card as data."""
    return f"{base}{CARD}?agency={quote(agency_id, safe='')}"


def scores_url(base: str, agency_id: str) -> str:
    """The latest scores."""
    return f"{base}{SCORES}?compareAgencyIds={quote(agency_id, safe='')}"


def page_url(base: str, agency_id: str) -> str:
    """The card as a person sees it."""
    return f"{base}{PAGE}{quote(agency_id, safe='')}"


def decoded(body: bytes, what: str) -> dict[str, Any]:
    """The JSON object of an answer. Raises `ChangedAnswerError`."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        kind = "HTML" if body.lstrip()[:1] == b"<" else "не JSON"
        raise ChangedAnswerError(f"{what}: вместо данных пришёл {kind}") from error
    if not isinstance(value, dict):
        raise ChangedAnswerError(f"{what}: ожидался объект JSON, пришёл {type(value).__name__}")
    return value


def parse_search(body: bytes) -> tuple[Found, ...]:
    """Cards a search found; none is an answer too. Raises `ChangedAnswerError`."""
    agencies = decoded(body, "поиск").get("agencies")
    if not isinstance(agencies, list):
        raise ChangedAnswerError("поиск: в ответе нет списка agencies")
    found = []
    for one in agencies:
        id = _id(one.get("agencyId")) if isinstance(one, dict) else ""
        if not id:
            raise ChangedAnswerError("поиск: у найденного учреждения нет agencyId")
        found.append(Found(id, _text(one.get("shortName")) or _text(one.get("fullName")) or ""))
    return tuple(found)


_LIKE = {"website": "site", "email": "mail"}  # what another field would hold that took the place of one


def parse_card(body: bytes) -> AgencyFields | None:
    """A card's fields; of a branch those of its head agency. None: the service has no data on it.

    Raises `ChangedAnswerError`.
    """
    answer = decoded(body, "карточка")
    if "agency" not in answer:
        raise ChangedAnswerError("карточка: в ответе нет поля agency")
    agency = answer["agency"]
    if agency is None or agency == {}:
        return None
    if not isinstance(agency, dict):
        raise ChangedAnswerError("карточка: поле agency — не объект")
    branch = agency.get("branchFlag") is True
    fields: Any = agency
    if branch:
        inner = agency.get("branch")
        fields = inner.get("headAgency") if isinstance(inner, dict) else None
        if not isinstance(fields, dict):
            raise ChangedAnswerError("карточка: у филиала нет branch.headAgency")
    id = _id(agency.get("id")) or _id(fields.get("id"))
    if not id:
        raise ChangedAnswerError("карточка: нет поля id")
    # A card without some of these is no empty card but one whose fields were renamed; one may just not be given.
    missing = [name for name in ("website", "email", "inn") if name not in fields]
    others = " ".join(fields.keys() - {"website", "email", "inn"}).lower()
    if len(missing) > 1 or any(_LIKE.get(name, "") in others for name in missing):
        raise ChangedAnswerError(f"карточка: нет полей {', '.join(missing)}")
    return AgencyFields(
        agency_id=id,
        inn=_text(fields.get("inn")) or "",
        name=_text(fields.get("shortClientName")) or _text(fields.get("fullClientName")) or "",
        website=_field(fields, "website"),
        email=_field(fields, "email"),
        phone=_field(fields, "phone"),
        branch=branch,
    )


def parse_scores(body: bytes, agency_id: str) -> tuple[Score, ...]:
    """The scores on record for this agency: none, or those of the latest year. Raises `ChangedAnswerError`."""
    answer = decoded(body, "баллы")
    entry = answer.get(agency_id)
    if entry is None:
        if any(not key.isdigit() for key in answer):
            raise ChangedAnswerError("баллы: ответ не разложен по номерам учреждений")
        return ()
    entries = entry if isinstance(entry, list) else [entry]
    found = [_score(one) for one in entries]
    return tuple(score for score in found if any(score.values.values()))


def _score(entry: object) -> Score:
    """The scores of one year. Raises `ChangedAnswerError`."""
    year = entry.get("ratingYear") if isinstance(entry, dict) else None
    if isinstance(year, str) and year.strip().isdecimal():
        year = int(year)
    if not isinstance(entry, dict) or not isinstance(year, int) or not 2000 < year < 2100:
        raise ChangedAnswerError("баллы: нет года ratingYear")
    scopes = entry.get("scopeWithRatingsDtos")
    if isinstance(scopes, list):
        shelves = [scope.get("ratingDetailsDto") or () for scope in scopes if isinstance(scope, dict)]
        details = [one for shelf in shelves for one in shelf if isinstance(one, dict)]
    else:  # the same figures without their scopes, beside the year or in a record of their own
        kept = entry.get("values")
        details = [kept if isinstance(kept, dict) else entry]
    values: dict[str, float] = {}
    for record in details:
        numbers = {name: _number(record.get(name)) for name in CRITERIA}
        values |= {name: number for name, number in numbers.items() if number is not None}
    if scopes != [] and not values:
        raise ChangedAnswerError("баллы: нет ни одного показателя")
    return Score(year, values=values)


def _number(value: object) -> float | None:
    if isinstance(value, str):
        try:
            return float(value.replace(",", "."))
        except ValueError:
            return None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _id(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ""
    return str(value).strip()


def _text(value: object) -> str | None:
    return " ".join(value.split()) if isinstance(value, str) else None


def _field(fields: Mapping[str, Any], name: str) -> str | None:
    if name not in fields:
        return None
    value = fields[name]
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ChangedAnswerError(f"карточка: поле {name} — не текст")
    return " ".join(value.split())
