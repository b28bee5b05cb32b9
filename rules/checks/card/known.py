"""What every check of a card tells: what stands on it, that there is none, that it may be another's.

Norm: protocol of 02.06.2017 № 3, items 2.2, 3.3, 3.4. The engine has made sure that the card was had, or that the
service says there is none; absence of an entry counts only in a tab that was seen.
"""

from __future__ import annotations

import re

from crawler.items import Card, Reason
from rules.authority.names import words_of
from rules.checks.answers import unsure
from rules.language.wording import excerpt
from rules.model import Answer, Evidence
from rules.view import SiteView

_WORD = re.compile(r"[А-ЯЁа-яё]{3,}")
_INITIALS = re.compile(r"\b[А-ЯЁ]{3,7}\b")
_FORM = re.compile(r"(?:ФГ|[МГО])[БАК](?:Д?ОУ|П?ОУ|У[КЗ]?|УДО|УСО)")  # what kind of institution: no name


def on_card(card: Card, text: str, sha256: str = "") -> Evidence:
    """What stands on a card, or in a tab of it with a text of its own."""
    return Evidence(card.url, excerpt(text), "", sha256 or card.sha256, card.fetched_at)


def own_card(view: SiteView) -> Card | Answer:
    """The card whose contents may be judged; else why not: there is none, or it may be somebody else's.

    That there is no card is told once, of the site: KBR-2.2e and 3.3a accuse by what stands on a card only.
    """
    card = view.card
    assert card is not None
    if not card.found:
        said = f"Карточка организации на bus.gov.ru не найдена ({card.detail}); судить не по чему"
        return unsure(Reason.AMBIGUOUS, said, on_card(card, card.detail), card=False)
    return whose(view, card) or card


def whose(view: SiteView, card: Card) -> Answer | None:
    """Why a card may be somebody else's: found by the registry's ИНН, it bears a name that has no word of its own."""
    own, named = words_of(view.organization.name), words_of(card.name)
    if card.branch or not own or not named or own & named or _is_short_for(card.name, view.organization.name):
        return None
    said = f"Карточка, найденная по ИНН {card.inn}, названа «{card.name}»; этой ли она организации, не установлено"
    return unsure(Reason.AMBIGUOUS, said, on_card(card, card.name), name=card.name)


def _is_short_for(short: str, name: str) -> bool:
    """Whether a name in initials («ГКУ «РЦР») stands for a full one: they are those of words that follow each other."""
    initials = "".join(word[0] for word in _WORD.findall(name)).upper()
    return any(match.group() in initials for match in _INITIALS.finditer(short) if not _FORM.fullmatch(match.group()))
