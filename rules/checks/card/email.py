"""The e-mail address on a card on bus.gov.ru."""

from __future__ import annotations

import re

from crawler.items import Reason
from rules.addresses.typed import is_email, says_none
from rules.checks.answers import met, unmet, unsure
from rules.checks.card.known import on_card, own_card
from rules.checks.registry import NoOptions, check
from rules.model import Answer
from rules.view import SiteView


@check("card-email", NoOptions)
def card_email(view: SiteView, _: NoOptions) -> Answer:
    """The card names a well-formed e-mail address; one that the site does not name is remarked on."""
    card = own_card(view)
    if isinstance(card, Answer):
        return card
    if card.email is None:
        return unsure(Reason.REGISTRY_UNAVAILABLE)
    proof = on_card(card, f"Электронная почта: {card.email or 'не указана'}")
    if says_none(card.email):
        return unmet("На карточке bus.gov.ru не указан адрес электронной почты.", proof, email=card.email)
    words = [word for word in re.split(r"[\s,;]+", card.email) if word]
    if not any(is_email(word) for word in words):
        return unmet(f"На карточке вместо адреса электронной почты указано «{card.email}».", proof, email=card.email)
    registry = re.split(r"[\s,;]+", view.organization.email)
    known = {mail.lower() for mail in (*registry, *(mail for page in view.pages for mail in page.emails))} - {""}
    apart = known and not any(word.lower() in known for word in words)
    where = "на сайте и в реестре" if view.organization.email else "на сайте"
    remark = f"Адрес {card.email} не совпадает с адресами {where} ({', '.join(sorted(known)[:3])})."
    return met(proof, remarks=(remark,) if apart else (), email=card.email)
