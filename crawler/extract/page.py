"""`extract_page`: the body of one HTML page → `crawler.items.Page`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypedDict
from urllib.parse import unquote, urldefrag

from crawler.addresses import route_of
from crawler.extract import contacts
from crawler.extract.collector import undisturbed
from crawler.extract.encoding import decode, unmangle
from crawler.extract.forms import forms
from crawler.extract.openers import MAX_LABEL, MAX_OPENERS, promises
from crawler.extract.shell import awaits_parts, needs_script, refresh_of, runs_scripts
from crawler.extract.signatures import load_signatures
from crawler.extract.text import clean, clean_label
from crawler.extract.tree import Tree, inner_text, parse
from crawler.extract.urls import absolute, own_address
from crawler.extract.walk import Walk
from crawler.extract.widgets import frames, widgets
from crawler.items import Block, BlockKind, Form, Frame, Link, Page, Region, Step, Widget

MAX_TITLE = 500


class _Seen(TypedDict):
    url: str
    language: str
    title: str
    description: str
    breadcrumbs: tuple[str, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    inns: tuple[str, ...]
    images: tuple[str, ...]
    forms: tuple[Form, ...]
    frames: tuple[Frame, ...]
    widgets: tuple[Widget, ...]
    refresh: str
    canonical: str
    needs_script: bool
    openers: tuple[str, ...]
    awaits: bool
    scripted: bool
    sealed: tuple[str, ...]
    unchosen: tuple[str, ...]


def extract_page(
    body: bytes,
    *,
    url: str,
    content_type: str = "",
    status: int = 200,
    fetched_at: datetime | None = None,
    requested_url: str = "",
    depth: int = 0,
    click_path: tuple[Step, ...] = (),
    headers: Mapping[str, str] | None = None,
    external: bool = False,
    rendered: bool = False,
    render_reason: str = "",
    sha256: str = "",
) -> Page:
    """All facts of one page. Pure; never raises, whatever the bytes. `sha256`: of the body, if known already."""
    with undisturbed():
        decoded = decode(body, content_type)
        text = unmangle(decoded.text)
        tree = parse(text, body if decoded.is_utf8 and text is decoded.text else None)
        try:
            home = depth == 0 and not external
            seen = _seen(tree, _own_address(url), home=home, external=external, rendered=rendered)
        finally:
            tree.release()
    named = {key.lower(): value for key, value in (headers or {}).items()}
    return Page(
        requested_url=requested_url,
        status=status,
        fetched_at=fetched_at,
        sha256=sha256 or hashlib.sha256(body).hexdigest(),
        size=len(body),
        etag=clean(named.get("etag", ""))[:300],
        last_modified=clean(named.get("last-modified", ""))[:100],
        encoding=decoded.encoding,
        declared_encoding=decoded.declared,
        rendered=rendered,
        render_reason=render_reason,
        external=external,
        depth=depth,
        click_path=click_path,
        **seen,
    )


def _seen(tree: Tree, own: str, *, home: bool, external: bool, rendered: bool) -> _Seen:
    """What stands on the page itself, by the names of `Page`."""
    base = _base(tree, urldefrag(own)[0])  # a route's links are the application's
    walk = Walk(tree, base)
    walk.run()
    text = "\n".join([block.text for block in walk.blocks] + [clean_label(quiet) for quiet in walk.quiet])
    page_frames = frames(walk, base)
    page_forms = forms(walk, base)
    phones, emails = _addressed(walk)
    # what no parser of ours reads a browser may: until one has, the page is not an empty one
    needs = tree.unread or needs_script(walk, home=home, rendered=rendered)
    awaits = not (needs or rendered) and awaits_parts(walk, home=home, external=external)
    return _Seen(
        url=own,
        language=_language(tree),
        title=_title(tree),
        description=_meta(tree, "description", "og:description"),
        breadcrumbs=tuple(walk.found.crumbs),
        blocks=tuple(walk.blocks),
        links=walk.links,
        phones=_distinct([*contacts.phones(text), *phones]),
        emails=_distinct([*contacts.emails(text), *emails]),
        inns=_distinct(contacts.inns(text)),
        images=tuple(dict.fromkeys(walk.images)),
        forms=page_forms,
        frames=page_frames,
        widgets=widgets(walk, base, page_frames, page_forms, load_signatures()),
        refresh=refresh_of(walk, base),
        canonical=_canonical(tree, base),
        needs_script=needs,
        openers=_openers(walk, home=home, awaited=needs or awaits),
        awaits=awaits,
        scripted=runs_scripts(tree),
        sealed=_written(tree, "data-nok-sealed") if rendered else (),
        unchosen=_written(tree, "data-nok-unchosen") if rendered else (),
    )


def _written(tree: Tree, name: str) -> tuple[str, ...]:
    """What `crawler.browser.reopening` wrote down: words of controls that no press came to, and of lists."""
    told = next((node.get(name) for node in tree.by_tag.get("body", ())), "")
    return tuple(words for words in map(clean_label, told.split(" | ")) if words)[:MAX_OPENERS]


def _openers(walk: Walk, *, home: bool, awaited: bool) -> tuple[str, ...]:
    """What promises a form: controls, parts that are shut and empty («Написать в музей»), and, on a page that waits for
    something to come, headings («Отправить обращение»)."""
    controls = [label for label, own in walk.found.openers.items() if own or home]
    shut = (node for node in walk.tree.by_tag.get("summary", ()) if node.parent and node.parent.size == node.size)
    parts = [label for node in shut if promises(label := inner_text(node, MAX_LABEL + 1))]
    titles = [block.text for block in walk.blocks if awaited and _promises_form(block)]
    return tuple(dict.fromkeys([*controls, *parts, *titles]))[:MAX_OPENERS]


def _promises_form(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.region is Region.CONTENT and promises(block.text)


def _own_address(url: str) -> str:
    try:
        own = own_address(url)
    except ValueError:
        return url
    route = route_of(url)
    return f"{own}#{route}" if route else own


def _base(tree: Tree, own: str) -> str:
    for node in tree.by_tag.get("base", ()):
        if node.get("href"):
            return absolute(own, node.get("href")) or own
    return own


def _title(tree: Tree) -> str:
    for node in tree.by_tag.get("title", ()):
        if text := inner_text(node, MAX_TITLE):
            return text
    return ""


def _language(tree: Tree) -> str:
    for node in tree.by_tag.get("html", ()):
        if language := node.get("lang") or node.get("xml:lang"):
            return clean(language)[:20]
    return ""


def _meta(tree: Tree, *names: str) -> str:
    for node in tree.by_tag.get("meta", ()):
        if (node.get("name") or node.get("property")).lower() in names and node.get("content"):
            return clean(node.get("content"))[:1000]
    return ""


def _canonical(tree: Tree, base: str) -> str:
    for node in tree.by_tag.get("link", ()):
        if "canonical" in node.get("rel").lower().split():
            return absolute(base, node.get("href"))
    return ""


def _addressed(walk: Walk) -> tuple[list[str], list[str]]:
    """Phones and e-mails that stand only in addresses of links and in Cloudflare's protection."""
    phones: list[str] = []
    emails: list[str] = []
    for address in walk.found.addresses:
        scheme, _, rest = address.strip().partition(":")
        value = clean(unquote(rest.split("?", 1)[0]))
        if scheme.lower() == "tel":
            digits = sum(char.isdigit() for char in value)
            if 5 <= digits <= 15 and len(value) <= 40:
                phones.append(value)
        else:
            emails.extend(contacts.emails(value))
    emails.extend(email for code in walk.found.protected if (email := contacts.protected_email(code)))
    return phones, emails


def _distinct(items: Iterable[str], limit: int = 200) -> tuple[str, ...]:
    return tuple(list(dict.fromkeys(items))[:limit])
