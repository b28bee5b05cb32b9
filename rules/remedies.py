"""What puts a deficiency right, and whose work it is: the rule's own answer, or that of the cause behind it.

Several rules may fail for one cause: where an organization has no card at bus.gov.ru, five rules about the card say so.
What has to be done then is one thing, and not what each of them asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.catalog_model import Rule
from rules.model import Subject

NO_CARD = "no-card"
_REMEDIES = {
    NO_CARD: "Зарегистрировать организацию на bus.gov.ru и заполнить её карточку. Если карточка есть, проверить ИНН в "
    "ней и сообщить номер карточки учредителю.",
}


def cause_of(details: Mapping[str, Any]) -> str:
    """The common cause a failed finding names in its details; empty when it has none but its own."""
    return NO_CARD if details.get("card") is False else ""


def remedy_of(rule: Rule | None, details: Mapping[str, Any]) -> str:
    """What to do about a failed finding of a rule; empty for a rule nobody knows any more."""
    return _REMEDIES.get(cause_of(details)) or (rule.remedy if rule else "")


def duty_of(rule: Rule | None, details: Mapping[str, Any]) -> Subject:
    """Who has to do it: the organization audited, or the authority in charge of its assessment."""
    if rule is None or cause_of(details):
        return rule.subject if rule else Subject.ORGANIZATION
    return rule.duty or rule.subject
