"""Telephone numbers: do the site, the card at bus.gov.ru and the registry name the same ones?"""

from __future__ import annotations

from crawler.addresses import page_key
from crawler.items import BlockKind, Page, Reason
from rules.checks.answers import absent, inapplicable, met, unmet, unsure
from rules.checks.registry import NoOptions, check
from rules.language.phones import Phone, PhoneKind, find_phones, same_phone, written_in
from rules.model import Answer, Evidence
from rules.view import SiteView

_ROLE = "contacts"
_OVER = ("decided", "exhausted", "budget")  # how a visit ends; while it lasts, the number may still turn up


def _on_site(view: SiteView) -> list[tuple[Phone, Page]]:
    found: list[tuple[Phone, Page]] = []
    for page in view.pages:
        for written in page.phones:
            found.extend((phone, page) for phone in find_phones(written))
    return found


def _shown(view: SiteView, phones: tuple[Phone, ...], seen: list[tuple[Phone, Page]]) -> tuple[str, Page, str] | None:
    """One of the numbers as the site writes it, with its page and pointer: recognised at once, or found in the text."""
    for mine, page in seen:
        if any(same_phone(mine, phone) for phone in phones):
            return mine.text, page, ""
    for page in view.pages:
        for block in page.blocks:
            for phone in phones:
                if written := written_in(phone, block.text):
                    return written, page, block.pointer
    return None


@check("phones-consistent", NoOptions)
def phones_consistent(view: SiteView, _: NoOptions) -> Answer:
    """Every source that names a number names at least one that the site names too."""
    card = view.card
    sources = {"реестр": find_phones(view.organization.phone)}
    if card is not None and card.found and card.phone and card.reason is None:  # an own card, no namesake's
        sources["карточка bus.gov.ru"] = find_phones(card.phone)
    sources = {name: phones for name, phones in sources.items() if phones}
    if not sources:
        return inapplicable("Сравнить телефоны не с чем: кроме сайта, номер нигде не указан.")
    seen = _on_site(view)
    proofs: list[Evidence] = []
    apart: list[str] = []
    for name, phones in sources.items():
        same = _shown(view, phones, seen)
        if same is None:
            apart.append(f"{name}: {', '.join(phone.shown for phone in phones)}")
        else:
            written, page, pointer = same
            proofs.append(view.evidence(page, f"{written} ({name})", pointer))
    if apart:
        return _pictured(view, seen) or _apart(view, seen, apart)
    if card is not None and card.reason is Reason.CARD_UNKNOWN:  # nobody knows of a card to compare with
        return met(*proofs, remarks=("Карточка bus.gov.ru неизвестна, с ней телефоны не сравнивались.",))
    if card is not None and card.reason is not None:
        said = "Телефоны на сайте и в реестре согласованы; карточка bus.gov.ru не получена, с ней не сравнивались"
        return unsure(card.reason, said, *proofs)
    return met(*proofs)


def _apart(view: SiteView, seen: list[tuple[Phone, Page]], apart: list[str]) -> Answer:
    """Numbers that were not found on the site: another one stands where they should, or they may stand unread.

    The card comes when the site has been read, and nobody reads on for its sake: where the site names its own numbers
    the difference is seen, whatever else was not read.
    """
    proofs, site = _written(view, seen), _distinct(seen)
    if view.site.coverage.stopped in _OVER and _names_its_own(view, seen):
        return unmet("", *proofs, differs=apart, site=site)
    unseen = f"на прочитанных страницах нет: {'; '.join(apart)}"
    return absent(*proofs, unseen=unseen, differs=apart, site=site)


def _names_its_own(view: SiteView, seen: list[tuple[Phone, Page]]) -> bool:
    """Whether a page of contacts, or the home page of a site without an unread one, names telephones."""
    pages = {page.url: page for phone, page in seen if phone.kind is not PhoneKind.HOTLINE}
    if any(_is_contacts(view, page) for page in pages.values()):
        return True
    return any(part.url in pages for part in view.home_parts) and not view.unread_for((_ROLE,))


def _is_contacts(view: SiteView, page: Page) -> bool:
    """Whether a page, or a part of it, is one of contacts: by its address, title or headings, or by links to it."""
    labels = [link.label for _, link in view.inbound.get(page_key(page.url), ())][:3]
    headings = [block.text for block in page.blocks if block.kind is BlockKind.HEADING]
    if page is view.home:  # everything leads there
        labels = []
    wordings = ((page.url, page.title), *(("", text) for text in (*labels, *headings)))
    return any(_ROLE in view.nose.wording(url, text).roles for url, text in wordings)


def _written(view: SiteView, seen: list[tuple[Phone, Page]]) -> tuple[Evidence, ...]:
    """The numbers the site does name, each where it stands first."""
    first = {phone.shown: (phone, page) for phone, page in reversed(seen)}
    return tuple(view.evidence(page, phone.text) for phone, page in reversed(first.values()))[:3]


def _distinct(seen: list[tuple[Phone, Page]]) -> list[str]:
    return list(dict.fromkeys(phone.shown for phone, _ in seen))[:10]


def _pictured(view: SiteView, seen: list[tuple[Phone, Page]]) -> Answer | None:
    """A site without any number in its text whose page of contacts shows pictures: they may stand there."""
    if seen:
        return None
    for page in view.pages:
        if page.images and _is_contacts(view, page):
            message = f"Номеров в тексте сайта нет, на странице {page.url} есть изображения; номера могут быть на них"
            return unsure(Reason.AMBIGUOUS, message, view.evidence(page, page.images[0]))
    return None
