"""What a page of the site shows of another host in a frame: a visitor sees it there, and it was not judged.

The assessment's page may be nothing but a frame with the founder's, a reception one with somebody's form. Maps, films,
counters and what stands on every page show nothing of the kind.
"""

from __future__ import annotations

from crawler.addresses import page_key
from crawler.items import BlockKind, Frame, Page, Reason
from rules.addresses.known import known_host
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.reasons import DEAD_LINK
from rules.site.labels import is_bare
from rules.site.pages import MENTION_LIMIT
from rules.view import SiteView

_BESIDE = frozenset({"contacts", "documents-page"})  # roles of pages that hold much else, a map among it
_FORMS = frozenset({"feedback-form"})
_SPOKEN = compiled(r"{mentioned}")
_SERVICES = ("social", "polls", "feedback")
_SEVERAL = 2  # fields to fill in


def unjudged(view: SiteView, roles: tuple[str, ...]) -> tuple[Reason, str] | None:
    """Why what a frame shows leaves open what `roles` look for, and where; None where no frame does."""
    wanted = tuple(role for role in roles if role not in _BESIDE)
    everywhere = {frame.url for frame in view.home.frames} if view.home is not None else frozenset[str]()
    for page in view.pages:
        for frame in page.frames:
            if frame.url in everywhere and page is not view.home:
                continue
            reason = _why_open(view, page, frame, wanted)
            if reason and _is_sought(view, page, frame, wanted, read=reason is Reason.AMBIGUOUS):
                return reason, f"на странице {page.url} показана страница другого сайта: {frame.url}"
    return None


def _is_sought(view: SiteView, page: Page, frame: Frame, roles: tuple[str, ...], *, read: bool) -> bool:
    """Whether the page is one of these roles; what nobody has read may stand under a heading on something else."""
    over = page.heading_of(frame.section)
    labels = [link.label for _, link in view.inbound.get(page_key(page.url), ())][:3]
    names = (page.title, *labels, next((one.text for one in page.blocks if one.kind is BlockKind.HEADING), ""))
    apart = page is view.home or (not read and over not in names and not is_bare(over))
    told = (frame.title, over) if apart else (frame.title, over, *names)
    return any(text and view.smells("", text, roles) >= MENTION_LIMIT for text in told)


def _why_open(view: SiteView, page: Page, frame: Frame, roles: tuple[str, ...]) -> Reason | None:
    if not frame.url.startswith("http") or view.is_kin(frame.url) or frame.url in view.document_urls:
        return None
    if any(widget.url == frame.url for widget in page.widgets) or _is_known(view, frame.url):
        return None
    key = page_key(frame.url)
    read = view.external.get(key)
    if read is None:
        failed = next((one.reason for one in view.site.failures if page_key(one.url) == key), Reason.NOT_REACHED)
        return None if failed in DEAD_LINK else failed
    if read.is_unbuilt and not read.forms:
        return Reason.SCRIPT_REQUIRED
    if _FORMS.intersection(roles) or any(len(form.fields) > _SEVERAL for form in read.forms):
        return None  # a form was judged as such
    said = (read.title, *(block.text for block in read.blocks))
    return Reason.AMBIGUOUS if any(_SPOKEN.search(normal(text)) for text in said) else None


def _is_known(view: SiteView, url: str) -> bool:
    """Whether an address is a social network's or a builder's of forms: checks that care for them look themselves."""
    return any(known_host(view.lexicon.hosts.get(name, ()), url) is not None for name in _SERVICES)
