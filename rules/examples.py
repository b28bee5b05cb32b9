"""Examples inside rule files: small sites in a readable notation. They are the rule's tests and its documentation.

    examples:
      passed:
        - home: {links: ["меню: Независимая оценка качества → /nok"]}
          pages:
            /nok: {heading: Независимая оценка качества, text: [Сведения о нашей работе]}

A link is «подпись → адрес»; «меню:» or «меню 3:» before the label puts it into the menu at that level. A field
is «вид Подпись: вариант | вариант». `text` is a list of paragraphs; `complete: false` leaves the site half read.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from crawler.items import (
    AccessibleVersion,
    Attachment,
    Block,
    BlockKind,
    Card,
    Coverage,
    Document,
    Facts,
    Field,
    FieldKind,
    Form,
    Frame,
    Link,
    Page,
    Reason,
    Region,
    Score,
    Site,
    Widget,
)
from rules.model import Organization, Ownership, Sector, Subject

BASE = "http://primer.test"
ON = date(2026, 11, 20)
SEEN = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
_LINK = re.compile(r"(?:меню(?: (?P<level>\d))?: )?(?P<label>.*?) ?→ (?P<url>\S+)$")


class FormExample(msgspec.Struct, forbid_unknown_fields=True):
    """A form: heading and fields; `labelled: false` when its labels are not tied to the fields."""

    heading: str = ""
    fields: list[str] = []
    labelled: bool = True


class PageExample(msgspec.Struct, forbid_unknown_fields=True):
    """A page: what stands on it."""

    title: str = ""
    heading: str = ""
    text: list[str] = []
    links: list[str] = []
    forms: list[FormExample] = []
    frames: list[str] = []
    widgets: list[Widget] = []
    phones: list[str] = []
    needs_script: bool = False


class CardExample(msgspec.Struct, forbid_unknown_fields=True):
    """A card at bus.gov.ru. Lists hold entries of its tabs; `tabs`: which of them could be seen."""

    found: bool = True
    website: str = BASE + "/"
    email: str = "primer@example.test"
    scores: list[int] | None = []
    results: list[str] = []
    proposals: list[str] = []
    plans: list[str] = []
    tabs: tuple[str, ...] = ("result", "proposal", "plan")
    reason: Reason | None = None


class SiteExample(msgspec.Struct, forbid_unknown_fields=True):
    """One example: an organization and what was seen of its site."""

    home: PageExample = msgspec.field(default_factory=PageExample)
    pages: dict[str, PageExample] = {}
    external: dict[str, PageExample] = {}
    documents: dict[str, str] = {}
    complete: bool = True
    refusal: Reason | None = None
    site: str = BASE + "/"
    site_note: str = ""
    founder_site: str = ""
    sector: Sector | None = None
    ownership: Ownership | None = None
    phone: str = ""
    card_phone: str = ""
    card: CardExample | None = None
    linked_cards: dict[str, str] = {}  # number → name of somebody else's card
    bus_gov_id: str = ""
    years: list[int] | None = None
    accessible: AccessibleVersion = AccessibleVersion()


def absolute(url: str) -> str:
    """An address of the example's own site made absolute."""
    return BASE + url if url.startswith("/") else url


def link_of(written: str) -> Link:
    """«меню 2: Подпись → /адрес» as a link. Raises ValueError for anything else."""
    match = _LINK.match(written)
    if match is None:
        raise ValueError(f"ссылка «{written}» не вида «подпись → адрес»")
    in_menu = written.startswith("меню")
    level = int(match["level"] or 1) if in_menu else 0
    return Link(absolute(match["url"]), match["label"], region=Region.MENU if in_menu else Region.CONTENT, level=level)


def field_of(written: str, labelled: bool) -> Field:
    """«radio Вопрос: да | нет» as a field."""
    kind, _, rest = written.partition(" ")
    label, _, options = rest.partition(": ")
    answers = tuple(option.strip() for option in options.split("|")) if options else ()
    return Field(FieldKind(kind), name=kind, label=label, options=answers, labelled=labelled)


def page_of(url: str, example: PageExample, *, external: bool = False) -> Page:
    """A page example as the facts of a page."""
    heading = (Block(BlockKind.HEADING, example.heading, 1),) if example.heading else ()
    body = tuple(Block(BlockKind.PARAGRAPH, text) for text in example.text)
    forms = tuple(
        Form(heading=form.heading, fields=tuple(field_of(field, form.labelled) for field in form.fields))
        for form in example.forms
    )
    return Page(
        url=absolute(url),
        title=example.title or example.heading,
        sha256=hashlib.sha256(url.encode()).hexdigest(),
        fetched_at=SEEN,
        blocks=heading + body,
        links=tuple(map(link_of, example.links)),
        forms=forms,
        frames=tuple(Frame(absolute(frame)) for frame in example.frames),
        widgets=tuple(example.widgets),
        phones=tuple(example.phones),
        needs_script=example.needs_script,
        external=external,
    )


def card_of(example: CardExample) -> Card:
    """A card example as facts."""
    entries = (("result", example.results), ("proposal", example.proposals), ("plan", example.plans))
    return Card(
        url="https://bus.gov.ru/info-card/1001",
        agency_id="1001",
        found=example.found,
        website=example.website,
        email=example.email,
        scores=None
        if example.scores is None
        else tuple(Score(year, values={"openness": 90.0}) for year in example.scores),
        attachments=tuple(Attachment(kind, None, text) for kind, texts in entries for text in texts),
        tabs=example.tabs,
        fetched_at=SEEN,
        sha256=hashlib.sha256(example.website.encode()).hexdigest(),
        reason=example.reason,
    )


def build(raw: dict[str, Any], subject: Subject = Subject.ORGANIZATION) -> tuple[Organization, Facts]:
    """An example as the engine's input; ValueError or `msgspec.ValidationError` for a misspelt one."""
    example = msgspec.convert(raw, SiteExample)
    home = example.home
    if not (home.title or home.heading or home.needs_script):
        home = msgspec.structs.replace(home, heading="Главная страница")
    if not home.needs_script:  # nearly every home page has a menu
        home = msgspec.structs.replace(home, links=[*home.links, "меню: Контакты → /kontakty"])
    pages = [page_of("/", home)]
    pages += [page_of(url, page) for url, page in example.pages.items()]
    pages += [page_of(url, page, external=True) for url, page in example.external.items()]
    documents = tuple(
        Document(
            absolute(url), format="pdf", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), fetched_at=SEEN
        )
        for url, text in example.documents.items()
    )
    site = Site(
        start_url=BASE + "/",
        home_url=BASE + "/",
        pages=() if example.refusal else tuple(pages),
        documents=documents,
        coverage=Coverage(
            complete=example.complete, home_read=True, stopped="exhausted" if example.complete else "budget"
        ),
        accessible=example.accessible,
        refusal=example.refusal,
    )
    card = Card(found=True, phone=example.card_phone) if example.card_phone else None
    card = card_of(example.card) if example.card is not None else card
    linked = tuple(
        Card(agency_id=id, found=True, name=name, inn="0700000001") for id, name in example.linked_cards.items()
    )
    organization = Organization(
        "primer",
        name="Организация из примера",
        subject=subject,
        site=example.site,
        site_note=example.site_note,
        founder_site=example.founder_site,
        sector=example.sector,
        ownership=example.ownership,
        phone=example.phone,
        bus_gov_id=example.bus_gov_id,
        assessed_years=None if example.years is None else tuple(example.years),
    )
    return organization, Facts(site=site if example.site else None, card=card, linked_cards=linked)
