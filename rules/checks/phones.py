"""Telephone numbers: do the site, the card at bus.gov.ru and the registry name the same ones?"""

from __future__ import annotations

from crawler.items import Page
from rules.checks.answers import absent, inapplicable, met
from rules.checks.registry import NoOptions, check
from rules.model import Answer
from rules.phones import Phone, find_phones, same_phone
from rules.view import SiteView


def _on_site(view: SiteView) -> list[tuple[Phone, Page]]:
    found: list[tuple[Phone, Page]] = []
    for page in view.pages:
        for written in page.phones:
            found.extend((phone, page) for phone in find_phones(written))
    return found


@check("phones-consistent", NoOptions)
def phones_consistent(view: SiteView, _: NoOptions) -> Answer:
    """Every source that names a number names at least one that the site names too."""
    card = view.card
    sources = {"реестр": find_phones(view.organization.phone)}
    if card is not None and card.found and card.phone:
        sources["карточка bus.gov.ru"] = find_phones(card.phone)
    sources = {name: phones for name, phones in sources.items() if phones}
    if not sources:
        return inapplicable("Сравнить телефоны не с чем: ни в реестре, ни на карточке bus.gov.ru номера нет.")
    shown = _on_site(view)
    proofs = []
    apart = []
    for name, phones in sources.items():
        same = next(((mine, page) for mine, page in shown for phone in phones if same_phone(mine, phone)), None)
        if same is None:
            apart.append(f"{name}: {', '.join(phone.shown for phone in phones)}")
        else:
            proofs.append(view.evidence(same[1], f"{same[0].text} ({name})"))
    if apart:
        seen = list(dict.fromkeys(phone.shown for phone, _ in shown))[:10]
        return absent(differs=apart, site=seen)
    unseen = card is not None and card.reason is not None
    return met(*proofs, remarks=("Карточка bus.gov.ru не получена, с ней телефоны не сравнивались.",) if unseen else ())
