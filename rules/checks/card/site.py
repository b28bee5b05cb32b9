"""The address of the site on a card on bus.gov.ru."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import msgspec

from crawler.items import Card, Reason
from rules.addresses.typed import says_none, written_hosts
from rules.checks.answers import met, unmet, unsure
from rules.checks.card.known import on_card, whose
from rules.checks.registry import NoOptions, check
from rules.language.wording import host_of
from rules.model import Answer
from rules.view import SiteView


def _no_card(card: Card) -> Answer:
    detail = f": {card.detail}" if card.detail else ""
    return unmet(f"Карточки организации на bus.gov.ru нет{detail}.", on_card(card, card.detail), card=False)


@check("card-site", NoOptions)
def card_site(view: SiteView, _: NoOptions) -> Answer:
    """The card names this very site: the same host, with or without www, also an address that redirects here.

    A card that the registry's number does not lead to is told of here, once.
    """
    card = view.card
    assert card is not None
    answer = _site_named(view, card)
    if not card.misnumbered:
        return answer
    said = f"Номер карточки в реестре неверен: {card.misnumbered}; карточка {card.agency_id} найдена по ИНН."
    return msgspec.structs.replace(answer, remarks=(*answer.remarks, said))


def _site_named(view: SiteView, card: Card) -> Answer:
    if not card.found:
        return _no_card(card)
    if (doubt := whose(view, card)) is not None:
        return doubt
    if card.website is None:
        return unsure(Reason.REGISTRY_UNAVAILABLE)
    proof = on_card(card, f"Сайт: {card.website or 'не указан'}")
    if says_none(card.website):
        return unmet("На карточке bus.gov.ru не указан официальный сайт.", proof, website=card.website)
    own = {host.removeprefix("www.") for host in view.own_hosts}
    named = written_hosts(card.website)
    closed_up = written_hosts(re.sub(r"\s+", "", card.website))
    spaced = not any(host in own for host, _ in named) and any(host in own for host, _ in closed_up)
    named = closed_up if spaced else named
    if not named:
        return unmet(f"Вместо адреса сайта на карточке указано «{card.website}».", proof, website=card.website)
    if not own:
        note = view.organization.site_note
        registry = f"вместо адреса сайта указано «{note}»" if note else "сайт не указан"
        message = f"В реестре {registry}, на карточке — {card.website}; чей это сайт, не установлено"
        return unsure(Reason.AMBIGUOUS, message, proof, website=card.website)
    path = urlsplit(view.site.home_url or view.organization.site).path.rstrip("/")
    same = [place for place in named if place[0] in own]
    if same:
        if path and not any(_within(path, place[1]) for place in same):
            message = f"На карточке — {card.website}, сайт организации — раздел {path} того же адреса"
            return unsure(Reason.AMBIGUOUS, message, proof, website=card.website)
        others = [host for host, _ in named if host not in own]
        besides = f"Кроме сайта организации на карточке указаны: {', '.join(others)}." if others else ""
        slip = "Адрес сайта на карточке записан с пробелом." if spaced else ""
        return met(proof, remarks=tuple(filter(None, (besides, slip))), website=card.website)
    if host_of(card.website_leads).removeprefix("www.") in own - {""}:
        remark = f"Адрес на карточке ({card.website}) прежний: он перенаправляет на сайт организации."
        return met(proof, remarks=(remark,), website=card.website)
    if view.home is None:
        message = f"На карточке — {card.website}; ведёт ли этот адрес на сайт организации, не установлено"
        return unsure(view.site.refusal or Reason.NOT_REACHED, message, proof, website=card.website)
    site = view.site.home_url or view.organization.site
    return unmet(f"На карточке указан другой сайт: {card.website} (сайт организации — {site}).", proof,
                 website=card.website, site=site)  # fmt: skip


def _within(own: str, named: str) -> bool:
    """Whether one path lies inside the other; the root holds everything."""
    return not named or own.startswith(named) or named.startswith(own)
