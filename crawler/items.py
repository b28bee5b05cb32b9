"""The fact vocabulary: everything the crawler can say about a website.

Frozen types only. It imports nothing of Scrapy, so that rules may depend on it. All times
are aware UTC datetimes; all hashes are lower-case hex SHA-256 of the body as it was received; all text is
NFC, with runs of white space collapsed and control characters removed.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class Reason(StrEnum):
    """Why something could not be observed. A closed list: every failure maps to exactly one of these."""

    DNS_FAILURE = "dns_failure"
    TIMEOUT = "timeout"
    CONNECTION_REFUSED = "connection_refused"
    CONNECTION_RESET = "connection_reset"
    TLS_ERROR = "tls_error"
    HTTP_401 = "http_401"
    HTTP_403 = "http_403"
    HTTP_404 = "http_404"
    HTTP_429 = "http_429"
    HTTP_4XX = "http_4xx"
    HTTP_5XX = "http_5xx"
    REDIRECT_LOOP = "redirect_loop"
    TOO_LARGE = "too_large"
    NOT_HTML = "not_html"
    EMPTY_PAGE = "empty_page"
    UNREADABLE = "unreadable"
    ROBOTS_DISALLOWED = "robots_disallowed"
    BOT_WALL = "bot_wall"
    GEO_BLOCKED = "geo_blocked"
    CAPTCHA = "captcha"
    LOGIN_REQUIRED = "login_required"
    SOFT_404 = "soft_404"
    PARKED_SITE = "parked_site"
    SITE_CLOSED = "site_closed"
    MAINTENANCE = "maintenance"
    PRIVATE_ADDRESS = "private_address"
    INVALID_URL = "invalid_url"
    SCRIPT_REQUIRED = "script_required"
    NO_OCR = "no_ocr"
    BUDGET_EXHAUSTED = "budget_exhausted"
    YEARS_UNKNOWN = "years_unknown"
    CARD_UNKNOWN = "card_unknown"
    REGISTRY_UNAVAILABLE = "registry_unavailable"
    AUDITOR_OFFLINE = "auditor_offline"
    AMBIGUOUS = "ambiguous"
    NOT_REACHED = "not_reached"
    INTERNAL_ERROR = "internal_error"


class Cause(StrEnum):
    """What exactly a reason was, where that decides something or is told to people.

    The values are the words with which `detail` begins in facts from before there were causes.
    """

    NO_SUCH_NAME = "nxdomain"  # the name server said so
    NAME_SERVER_SILENT = "temporary"  # nobody could say
    EXPIRED = "expired"  # of a certificate, as the three below
    WRONG_NAME = "wrong_name"
    UNTRUSTED = "untrusted"
    SELF_SIGNED = "self_signed"
    SOCIAL = "social"  # the address leads to a page in a social network


class NoBrowser(StrEnum):
    """Why nothing could be looked at in a browser."""

    OFF = "off"  # we were told to do without
    MISSING = "missing"  # there is none on this machine, or none that starts


class Owner(StrEnum):
    """Whose doing a reason is. Only `SITE` may count against an organization."""

    SITE = "site"
    WALL = "wall"
    AUDITOR = "auditor"


class Region(StrEnum):
    """Where on the page a thing stands."""

    MENU = "menu"
    HEADER = "header"
    CONTENT = "content"
    ASIDE = "aside"
    FOOTER = "footer"
    BREADCRUMBS = "breadcrumbs"
    BANNER = "banner"


class BlockKind(StrEnum):
    """What kind of text a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    TAB = "tab"  # title of a tab or of an accordion section; opens a section like a heading does
    CAPTION = "caption"


class Fact(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Base of every fact: frozen, compared by value, encoded without its defaults.

    Facts are immutable all through and cannot form cycles, so the collector need not go over them.
    """


class Block(Fact, frozen=True):
    """A run of text in document order. Text inside menus is not repeated here: menu links carry it."""

    kind: BlockKind
    text: str  # spaces are single; a paragraph keeps its line breaks (<br>)
    level: int = 0  # 1-6 for headings, nesting depth for list items
    region: Region = Region.CONTENT
    section: int = -1  # index in `Page.blocks` of the HEADING or TAB block this one stands under; -1 none
    pointer: str = ""  # XPath
    hidden: bool = False  # inside an inactive tab, a collapsed section or a modal: there, but not seen at first


class Link(Fact, frozen=True):
    """An <a>, <area> or clickable that leads somewhere. `url` is absolute and keeps its fragment."""

    url: str
    text: str = ""  # visible text; empty for picture links
    alt: str = ""  # alternative text of pictures inside
    title: str = ""  # title and aria-label attributes
    image: str = ""  # file name of the picture inside, if any ("nok.png")
    region: Region = Region.CONTENT
    level: int = 0  # 1 for the top level of a menu, 2 for its first drop-down, …; 0 outside menus
    block: int = -1  # index in `Page.blocks` of the block the link stands in; -1 none (menus, banners)
    section: int = -1  # index in `Page.blocks` of the HEADING or TAB block it stands under; -1 none
    pointer: str = ""
    hidden: bool = False
    nofollow: bool = False
    after: int = -1  # index of the block before it, of a link without words that stands in none; -1 unknown or none

    @property
    def label(self) -> str:
        """What a person would call this link: its text, else alt, else title."""
        return self.text or self.alt or self.title


class FieldKind(StrEnum):
    """Kinds of form fields, as a person meets them."""

    TEXT = "text"
    TEXTAREA = "textarea"
    EMAIL = "email"
    TEL = "tel"
    NUMBER = "number"
    DATE = "date"
    SELECT = "select"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    FILE = "file"
    PASSWORD = "password"
    SEARCH = "search"
    HIDDEN = "hidden"
    SUBMIT = "submit"
    BUTTON = "button"
    CAPTCHA = "captcha"


class Field(Fact, frozen=True):
    """One field of a form; radio buttons and checkboxes of one name are one field with options."""

    kind: FieldKind
    name: str = ""
    label: str = ""  # text a person reads beside the field, whatever ties it there
    placeholder: str = ""
    options: tuple[str, ...] = ()
    required: bool = False
    labelled: bool = False  # label/for, wrapping label, aria-label(ledby) or title: usable by a screen reader
    value: str = ""  # of submit buttons and hidden fields (shortened)
    off_keyboard: bool = False  # the Tab key does not come to it
    disabled: bool = False  # cannot be used as the page stands
    drawn: bool = False  # no element of forms: what a script makes of others
    calls: str = ""  # what a button calls instead of sending, where a browser found nothing by that name
    deaf: bool = False  # a button that cannot send, and nothing on the page that could change it


class Form(Fact, frozen=True):
    """A <form>, or a group of fields outside any form that has a button of its own."""

    action: str = ""  # absolute; empty when the form names none
    method: str = "get"
    fields: tuple[Field, ...] = ()
    heading: str = ""  # nearest heading, legend, modal or tab title above it
    context: str = ""  # text inside and just before the form, at most 600 characters
    name: str = ""  # id, name and class attributes, joined
    region: Region = Region.CONTENT
    section: int = -1
    pointer: str = ""
    hidden: bool = False  # in a modal or collapsed part
    mute: bool = False  # nothing sends it: no button, and no script on its page that could


class Frame(Fact, frozen=True):
    """An <iframe>, <frame>, <object> or <embed> with its absolute address."""

    url: str
    title: str = ""
    section: int = -1
    pointer: str = ""


class Widget(Fact, frozen=True):
    """A known third-party or CMS component, recognised by the signatures in `data/widgets.yml`."""

    kind: str  # "feedback", "accessibility", "poll", "captcha", "counter", "map", "social", …
    name: str  # "pos", "bvi", "uhpv", "lidrekon", "bitrix-vision", "yandex-form", …
    url: str = ""
    detail: str = ""  # what identifies this instance: an id, a theme text
    text: str = ""
    pointer: str = ""
    section: int = -1


class Step(Fact, frozen=True):
    """One click on the way from the home page."""

    url: str
    text: str = ""


class Page(Fact, frozen=True):
    """One HTML page that was read. `depth` is the number of clicks from the home page."""

    url: str  # final address, without fragment
    requested_url: str = ""
    status: int = 200
    fetched_at: datetime | None = None
    sha256: str = ""
    size: int = 0  # bytes of the decoded body
    etag: str = ""
    last_modified: str = ""
    encoding: str = ""  # used to decode
    declared_encoding: str = ""
    language: str = ""
    title: str = ""
    description: str = ""
    breadcrumbs: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    forms: tuple[Form, ...] = ()
    frames: tuple[Frame, ...] = ()
    widgets: tuple[Widget, ...] = ()
    phones: tuple[str, ...] = ()  # as written
    emails: tuple[str, ...] = ()
    inns: tuple[str, ...] = ()  # those with a valid checksum
    images: tuple[str, ...] = ()  # alt texts and file names of content pictures, for "text in an image" signals
    refresh: str = ""  # target of a meta refresh or of a plain script redirect
    canonical: str = ""
    needs_script: bool = False  # an empty shell, or a menu/form that only a script builds
    rendered: bool = False
    render_reason: str = ""
    assembled: bool = False  # its own scripts named files that are parts of it: more than this body went into it
    external: bool = False  # a page of another host, fetched because a link here depends on it (polls, cards)
    depth: int = 0
    click_path: tuple[Step, ...] = ()
    revalidated: bool = False  # the server, or the body's hash, said that nothing changed; facts are an earlier night's
    openers: tuple[str, ...] = ()  # what promises a form and leads nowhere: controls; headings, where the page waits
    awaits: bool = False  # whole, but for parts that come only by a script or a press, and nobody has seen them come
    scripted: bool = False  # runs scripts of its own that may write in it
    sealed: tuple[str, ...] = ()  # controls by which it shows more, and which the browser could not come to
    unchosen: tuple[str, ...] = ()  # lists to choose from that lead to papers, and were not gone through

    @property
    def is_unbuilt(self) -> bool:
        """Whether all or a part of it comes only with its scripts, and no browser has seen it come."""
        return (self.needs_script or self.awaits) and not self.rendered

    @property
    def text(self) -> str:
        """All block text in document order, one block a line."""
        return "\n".join(block.text for block in self.blocks)

    def heading_of(self, section: int) -> str:
        """Text of the heading or tab a link, block or form stands under; empty for none."""
        return self.blocks[section].text if 0 <= section < len(self.blocks) else ""


class Table(Fact, frozen=True):
    """A table of a document: rows of cell texts."""

    rows: tuple[tuple[str, ...], ...]


class Document(Fact, frozen=True):
    """A linked file (PDF, DOCX, …) that was opened. Members of archives are documents of their own."""

    url: str
    format: str = ""  # "pdf", "docx", "doc", "xlsx", "xls", "odt", "rtf", "txt", "zip", "image", …
    status: int = 200
    fetched_at: datetime | None = None
    sha256: str = ""
    size: int = 0
    file_name: str = ""  # decoded, from the address or Content-Disposition
    title: str = ""  # from metadata
    text: str = ""
    tables: tuple[Table, ...] = ()
    page_count: int = 0
    pages_read: int = 0
    reason: Reason | None = None  # set when the text could not be had (whole or in part)
    detail: str = ""
    ocr: bool = False
    signed: str = ""  # text of an electronic-signature mark, if any
    member: str = ""  # path inside the archive at `url`
    link_text: str = ""
    found_on: str = ""
    revalidated: bool = False  # as in `Page`


class Failure(Fact, frozen=True):
    """Something that was asked for and not observed."""

    url: str
    reason: Reason
    status: int = 0
    detail: str = ""
    attempts: int = 1
    at: datetime | None = None
    found_on: str = ""
    link_text: str = ""
    score: float = 0.0  # smell of the link that led here
    roles: tuple[str, ...] = ()  # roles it smelled of
    kind: str = "page"  # "page", "document", "external", "robots", "sitemap"
    cause: Cause | None = None
    quote: str = ""  # what stood there in place of a site, in its own words
    sha256: str = ""  # of the body that says so


class Unread(Fact, frozen=True):
    """A known link that was not followed."""

    url: str
    reason: Reason
    text: str = ""
    score: float = 0.0
    roles: tuple[str, ...] = ()


class Coverage(Fact, frozen=True):
    """How much of the site was seen. Absence may be concluded only from `complete` coverage."""

    complete: bool = False
    home_read: bool = False
    navigation_read: bool = False
    sitemap_read: bool = False  # read, or there is none
    smelling_read: bool = False
    stopped: str = "failed"  # "decided", "exhausted", "budget", "failed"
    pages: int = 0
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    unread: tuple[Unread, ...] = ()  # the best-scored ones, at most 200
    unread_count: int = 0


class Certificate(Fact, frozen=True):
    """What the server presented, and what was wrong with it (empty: nothing)."""

    subject: str = ""
    issuer: str = ""
    not_after: datetime | None = None
    problem: str = ""  # "expired", "wrong_name", "untrusted", "self_signed"


class AccessibleVersion(Fact, frozen=True):
    """What happened when the version for visually impaired people was switched on.

    `tried` is false when nobody tried (no browser, or nothing to switch on).
    """

    tried: bool = False
    how: str = ""  # "click", "link", "widget"
    control: str = ""  # text of the control
    effect: bool = False
    changes: tuple[str, ...] = ()  # in words: "размер шрифта 14px → 24px"
    url: str = ""
    reason: Reason | None = None


class Trace(Fact, frozen=True):
    """One address a visit asked for and what came of it: enough to see, another night, whether it is still so."""

    url: str
    final: str = ""  # where redirects led; empty: nowhere else
    status: int = 0
    sha256: str = ""  # of the decoded body; empty when there was no whole body
    etag: str = ""
    last_modified: str = ""
    weak: bool = False  # there is no etag, and the date of change is too young to tell two versions apart
    content_type: str = ""
    disposition: str = ""
    reason: Reason | None = None  # when nothing was answered, or not what was asked for
    detail: str = ""
    limit: int = 0  # bytes we were willing to read; 0: as for every page
    kept: bool = False  # the body was kept as evidence
    cause: Cause | None = None


class Trail(Fact, frozen=True):
    """How a visit went, for the next one: what was asked, in order, and under which circumstances."""

    reader: str = ""  # version of what turns bodies into facts
    course: str = ""  # what steers the crawl besides the site: rules, organization, options
    traces: tuple[Trace, ...] = ()
    doubtful: bool = False  # the server said that a body was the same, and it was not
    revisits: int = 0  # visits since every body was last received, whatever the server said of it


class Site(Fact, frozen=True):
    """Everything observed on one website in one run."""

    start_url: str
    home_url: str = ""  # after redirects
    pages: tuple[Page, ...] = ()  # home first, then in the order read; external pages last
    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()
    coverage: Coverage = Coverage()
    certificate: Certificate | None = None
    accessible: AccessibleVersion = AccessibleVersion()
    browser: str = ""  # name of the browser used; empty: none was available, or needed
    soft_404: str = ""  # hash of what this host answers to an invented path; empty: it answers 404 properly
    refusal: Reason | None = None  # why nothing at all could be read; None when the home page was read
    refusal_detail: str = ""  # for whoever looks into it; nothing is decided by it
    redirected_from: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None
    trail: Trail = Trail()
    unchanged: bool = False  # asked for again as a whole, and nothing differed from the visit before
    outline: bool = False  # of an unchanged site: addresses, hashes and times; the rest is as the visit before left it
    refusal_cause: Cause | None = None
    no_browser: NoBrowser | None = None  # set where one was wanted, or ruled out beforehand

    @property
    def home(self) -> Page | None:
        """The home page, if it was read."""
        return self.pages[0] if self.pages and not self.pages[0].external else None


class Score(Fact, frozen=True):
    """A year's scores on a card: `values` by criterion, `total` 0-100 if given."""

    year: int
    total: float | None = None
    values: dict[str, float] = {}


class Attachment(Fact, frozen=True):
    """A plan, proposal or result published on a card."""

    kind: str  # "result", "proposal", "plan"
    year: int | None = None
    text: str = ""
    url: str = ""


class Card(Fact, frozen=True):
    """An organization's card at bus.gov.ru. `reason` is set when it could not be had; None fields are unknown."""

    url: str = ""
    agency_id: str = ""
    found: bool = False
    name: str = ""
    inn: str = ""
    website: str | None = None
    email: str | None = None
    phone: str | None = None
    branch: bool = False
    scores: tuple[Score, ...] | None = None
    scores_sha256: str = ""
    attachments: tuple[Attachment, ...] | None = None
    tabs: tuple[str, ...] = ()  # kinds whose tab was seen on the page: only of these may absence be concluded
    tabs_empty: dict[str, str] = {}  # kind → the words in which a tab says that it holds nothing
    tabs_reason: Reason | None = None  # why no tab could be seen although the card was had
    tabs_sha256: str = ""  # of the tabs' text
    fetched_at: datetime | None = None
    sha256: str = ""
    reason: Reason | None = None
    detail: str = ""
    misnumbered: str = ""  # of a card found by ИНН: where the number leads that the registry gives
    website_leads: str = ""  # where `website` leads, if it is not the registry's site; empty: not asked, or nowhere


class Facts(Fact, frozen=True):
    """All that is known of one organization in one run; what `rules.evaluate` judges."""

    site: Site | None = None
    card: Card | None = None
    linked_cards: tuple[Card, ...] = ()  # other cards the site links to: number, name and ИНН only, without times


class Picture(Fact, frozen=True):
    """One screen of a page as a browser drew it: WebP of `width` x `height` pixels."""

    url: str
    body: bytes
    width: int
    height: int
    taken_at: datetime | None = None
