"""A fake bus.gov.ru: search by ИНН, cards, scores, and the page a person sees, drawn by a script.

It follows the contract's description of the real one and has its moods: cards without data, branches, errors.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec

from audits.demo.model import Card, Declared, Host, Reply, Request
from audits.demo.server import NOT_FOUND
from rules.model import Organization

_JSON = "application/json;charset=UTF-8"
BROKEN = Reply("<html><body>Сервис временно недоступен</body></html>".encode(), status=500)


class Entry(msgspec.Struct, frozen=True):
    """One card."""

    organization: Organization
    card: Card


def bus_host(declared: Sequence[Declared]) -> Host:
    """The host for all cards of the region."""
    entries = {d.organization.bus_gov_id: Entry(d.organization, d.card) for d in declared if d.card is not None}
    by_inn = {entry.organization.inn: number for number, entry in entries.items()}
    cache: dict[str, Reply] = {}

    def answer(request: Request) -> Reply:
        if request.target not in cache:
            cache[request.target] = _answer(request.target, entries, by_inn)
        return cache[request.target]

    return answer


def _answer(target: str, entries: dict[str, Entry], by_inn: dict[str, str]) -> Reply:
    parts = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path == "/public-rest/api/agency/extendedSearchAgencyNew":
        return _search(query.get("searchString", ""), entries, by_inn)
    if parts.path == "/public/agency/agency.json":
        return _card(entries.get(query.get("agency", "")))
    if parts.path == "/public-rating/api/ratingCompare/commonInfo":
        return _scores(entries.get(query.get("compareAgencyIds", "")))
    if parts.path.startswith(("/info-card/", "/pub/info-card/", "/agency/")):
        return _card_page(entries.get(parts.path.removeprefix("/pub").split("/")[2]))
    if parts.path.startswith(("/qrcode/rate/", "/rate/")):
        return _html("Оценка учреждения", "<app-root></app-root><noscript>Включите JavaScript</noscript>")
    if parts.path in ("/", "/pub/home", "/pub/independentRating/list", "/pub/top-organizations"):
        return _html("bus.gov.ru", "<h1>Официальный сайт для размещения информации об учреждениях</h1>")
    return NOT_FOUND


def _search(text: str, entries: dict[str, Entry], by_inn: dict[str, str]) -> Reply:
    number = by_inn.get(text)
    if number is None or entries[number].card.fault == "absent":
        return _json({"agencies": []})
    entry = entries[number]
    if entry.card.fault == "error":
        return BROKEN
    return _json({"agencies": [{"agencyId": int(number), "shortName": entry.organization.name}]})


def _card(entry: Entry | None) -> Reply:
    if entry is None or entry.card.fault == "absent":
        return NOT_FOUND
    if entry.card.fault == "error":
        return BROKEN
    if entry.card.fault == "html":
        return _html("Проверка", "<p>Слишком много запросов, подтвердите, что вы не робот</p>")
    if entry.card.fault == "empty":
        return _json({"agency": None})
    o, card = entry.organization, entry.card
    fields: dict[str, Any] = {
        "id": int(o.bus_gov_id),
        "inn": o.inn,
        "shortClientName": o.name,
        "fullClientName": o.name,
        "website": o.site if card.site is None else card.site,
        "email": o.email if card.email is None else card.email,
        "phone": o.phone if card.phone is None else card.phone,
        "branchFlag": card.branch,
    }
    if card.branch:
        head = {name: value for name, value in fields.items() if name != "branchFlag"}
        fields = {"id": int(o.bus_gov_id), "branchFlag": True, "branch": {"headAgency": head}}
    return _json({"agency": fields})


def _years(entry: Entry, named: tuple[int, ...] | None) -> tuple[int, ...]:
    return (entry.organization.assessed_years or ()) if named is None else named


def _scores(entry: Entry | None) -> Reply:
    if entry is None:
        return _json({})
    if entry.card.fault == "error":
        return BROKEN
    years = _years(entry, entry.card.scores)
    if not years:
        return _json({})
    details = {
        "organizationGroup": {"groupName": "Организации социальной сферы"},
        "globalPlaceValue": 1204,
        "opennessValue": 93.4,
        "comfortValue": 88.0,
        "timeoutValue": 61.2,
        "goodwillValue": 97.8,
        "contentmentValue": 95.1,
    }
    scopes = [{"ratingDetailsDto": [details]}]
    return _json({entry.organization.bus_gov_id: {"ratingYear": max(years), "scopeWithRatingsDtos": scopes}})


_TABS = """
var tabs=[['results','Результаты независимой оценки качества'],['proposals','Предложения по улучшению качества'],
['plans','Планы по устранению недостатков']];
var root=document.querySelector('app-root');
function add(tag,text,parent,cls){var e=document.createElement(tag);if(text)e.textContent=text;if(cls)e.className=cls;
(parent||root).appendChild(e);return e;}
add('h1',card.name);add('p','ИНН '+card.inn);
tabs.forEach(function(tab){var box=add('section','',root,'tab tab-'+tab[0]);add('h2',tab[1],box);
var list=card[tab[0]];if(!list.length){add('p','Сведения не размещены',box);}
list.forEach(function(item){var p=add('p','',box,'tab-item');
if(item.url){var a=add('a',item.text,p);a.href=item.url;}else{p.textContent=item.text;}});});
"""


def _card_page(entry: Entry | None) -> Reply:
    if entry is None or entry.card.fault == "absent":
        return NOT_FOUND
    if entry.card.fault == "error":
        return BROKEN
    o, card = entry.organization, entry.card
    data = {
        "name": o.name,
        "inn": o.inn,
        "results": [{"text": f"{y} год. Итоговая оценка: 87,10 балла"} for y in _years(entry, card.scores)],
        "proposals": [
            {"text": f"{y} год. Предложения по результатам независимой оценки: обозначить стоянку у главного входа"}
            for y in _years(entry, card.proposals)
        ],
        "plans": [
            {
                "text": f"План по устранению недостатков на {y + 1} год",
                "url": f"/public/download/download.html?id={y}01",
            }
            for y in _years(entry, card.plans)
        ],
    }
    script = f"var card={json.dumps(data, ensure_ascii=False)};{_TABS}"
    return _html("Карточка учреждения", f"<app-root></app-root><script>{script}</script>")


def _html(title: str, body: str) -> Reply:
    head = f'<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>{title}</title></head>'
    return Reply(f"{head}<body>{body}</body></html>".encode())


def _json(data: object) -> Reply:
    return Reply(json.dumps(data, ensure_ascii=False).encode(), content_type=_JSON)
