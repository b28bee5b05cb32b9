"""The online polls of a site: on the НОК page, one click from it, on the home page, or one click from there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.addresses import page_key
from crawler.items import Block, FieldKind, Form, Frame, Link, Page, Region, Widget
from rules.addresses.known import known_host
from rules.catalog_model import KnownHost
from rules.forms.polls import is_quality_form, questions_of
from rules.language.wording import normal
from rules.lexicon.word_lists import poll_words
from rules.model import Candidate, Evidence, Value
from rules.papers.filed import FiledAs, classify
from rules.polls.named import RESULTS
from rules.reasons import DEAD_LINK
from rules.site.labels import line_of
from rules.site.roles import leads_to_file
from rules.view import SiteView

_SENTENCE = re.compile(r"[.!?;•](?:\s|$)")
_SEVERAL = 3  # questions
_SENDS = frozenset({FieldKind.SUBMIT, FieldKind.BUTTON})


class Poll(Value, frozen=True):
    """An online poll that was seen: where, by which mechanism, with its proof."""

    kind: str  # "form", "widget", "link", "frame"
    page: Page
    evidence: Evidence
    url: str = ""
    form: Form | None = None
    widget: Widget | None = None
    section: int = -1  # of the page, where it stands in it and is no link
    near: str = ""  # what is said where the poll is offered, as it is written
    margin: bool = False  # it is a link in the margin of a page


def hosts_of(view: SiteView) -> tuple[KnownHost, ...]:
    """Hosts known for polls, shorteners aside."""
    return view.lexicon.hosts.get("polls", ())


def polls(view: SiteView) -> tuple[Poll, ...]:
    """Polls where the methodology wants them, the surest first on every page."""
    return view.once(_polls)


def _polls(view: SiteView) -> tuple[Poll, ...]:
    found = tuple(poll for page, devoted in places(view) for poll in _on_page(view, page, devoted))
    # a banner of the ministry's is asked for by itself: it is not what people answer who came to the page's own poll
    own = any(_is_own_questionnaire(view, poll) for poll in found)
    return tuple(poll for poll in found if not (own and poll.margin))


def _is_own_questionnaire(view: SiteView, poll: Poll) -> bool:
    """Whether a poll is a form of the assessment's page that calls itself a questionnaire, asks several things, and has
    a button: a broken one does not hide what works."""
    form, words = poll.form, poll_words()
    if form is None or form.region is not Region.CONTENT or not any(poll.page is one for one in view.nok.pages):
        return False
    called = any(words.names.search(normal(one)) for one in (form.heading, poll.page.heading_of(form.section)))
    pressed = any(field.kind in _SENDS for field in form.fields)
    return called and pressed and len(questions_of(form)) >= _SEVERAL


def places(view: SiteView) -> tuple[tuple[Page, bool], ...]:
    """Pages a poll may stand on, each once with what its frames show, and whether it is about the assessment."""
    return view.once(_distinct_places)


def _distinct_places(view: SiteView) -> tuple[tuple[Page, bool], ...]:
    found: dict[str, tuple[Page, bool]] = {}
    for page, devoted in _places(view):
        for part in (page, *view.framed(page)):
            found.setdefault(part.url, (part, devoted))
    return tuple(found.values())


def _places(view: SiteView) -> Iterator[tuple[Page, bool]]:
    for place in view.nok.places:
        yield place.page, place.section < 0
    for page in view.nok.subpages:
        yield page, view.is_accepted("poll", page)
        yield from _offered_on(view, page)
    for place in view.nok.doubtful:  # pages the site itself calls the assessment: a poll on one is in its place
        yield place.page, False
    home = view.home
    if home is None:
        return
    yield home, False
    for link in view.reading(home).links.values():
        target = view.by_address.get(page_key(link.url))
        if target is None:
            continue
        if view.is_accepted("poll", target):
            yield target, True
        elif poll_words().calls.search(normal(link.label)):
            yield target, False


def _offered_on(view: SiteView, page: Page) -> Iterator[tuple[Page, bool]]:
    """Pages a subpage of the assessment's offers as a poll: it counts where a service's form linked there would."""
    words = poll_words()
    for link in view.links_of(page):
        target, said = view.by_address.get(page_key(link.url)), normal(link.label)
        if target is None or target is view.home or not words.polls.search(said) or RESULTS.search(said):
            continue
        if not on_other_topic(page, link) and classify(link.label).kind is FiledAs.POLL:
            yield target, view.is_accepted("poll", target)


def link_context(page: Page, link: Link) -> str:
    """Words around a link: its label, its heading, its block, and the block before where its own is short."""
    block = line_of(page, link)
    before = page.blocks[link.block - 1].text if 0 < link.block <= len(page.blocks) else ""
    nearby = f"{_line_after(page, link)} {before[-300:]}" if len(block) < 80 else ""
    return normal(f"{_near(page, link)} {block[:400]} {nearby}")


def beside(page: Page, link: Link) -> str:
    """What is said of this link and no other, as it is written: lines that hold another are left out."""
    said = [link.label, page.heading_of(link.section)]
    others = [one.label for one in page.links if one is not link and one.block == link.block and one.label]
    line = line_of(page, link)
    if not any(label in line for label in others):
        said += [line[:400], _line_after(page, link)]
        before = link.block - 1
        if 0 <= before < len(page.blocks) and not any(one.block == before for one in page.links):
            said.append(page.blocks[before].text[-300:])
    return "\n".join(said)


def _line_after(page: Page, link: Link) -> str:
    """The next line of a link's paragraph, where it goes on about it: it holds no link of its own."""
    if not 0 <= link.block < len(page.blocks):
        return ""
    lines = page.blocks[link.block].text.split("\n")
    at = next((index for index, line in enumerate(lines) if link.label and link.label in line), len(lines))
    after = lines[at + 1] if at + 1 < len(lines) else ""
    others = (one.label for one in page.links if one.block == link.block and one is not link and one.label)
    return "" if any(label in after for label in others) else after


def _near(page: Page, link: Link) -> str:
    return f"{link.label} {link.image} {page.heading_of(link.section)}"


def on_other_topic(page: Page, link: Link) -> bool:
    """Whether a link offers something else: by its label, heading and sentence; by its whole block if that is mute."""
    words = poll_words()
    block = normal(line_of(page, link))
    label = normal(link.label)
    sentence = next((part for part in _SENTENCE.split(block) if label and label in part), "")
    near = normal(f"{_near(page, link)} {sentence}")
    if words.never.search(near) or words.other.search(near):
        return True
    mute = len(sentence) < len(label) + 5
    return mute and bool(words.other.search(block)) and not words.quality.search(f"{label} {block}")


def _on_page(view: SiteView, page: Page, devoted: bool) -> Iterator[Poll]:
    hosts = hosts_of(view)
    fields, words = view.fields_of(page), poll_words()
    below = any(page is one for one in view.nok.subpages)  # what leads there from the assessment's page says what it is
    names = (*fields["heading"], *fields["title"]) if devoted else ()
    called = (name for name in fields["inbound"] if below and words.polls.search(name) and words.quality.search(name))
    title = " ".join((*names, *called, *_over_frame(view, page)))
    for frame in page.frames:
        near = f"{frame.title}\n{page.heading_of(frame.section)}"
        said = normal(near)
        proof = view.evidence(page, f"{frame.title or 'встроенная форма'} → {frame.url}", frame.pointer)
        if _is_poll(view, frame.url, said, devoted=devoted, invited=True, other=_off(said)):
            yield Poll("frame", page, proof, _final(view, frame.url), section=frame.section, near=near)
    for link in page.links:
        if known_host(hosts, link.url) is not None or page_key(link.url) in view.external:
            said = link_context(page, link)
            invited = bool(poll_words().invitation.search(said))
            other = on_other_topic(page, link)
            if _is_poll(view, link.url, said, devoted=devoted, invited=invited, other=other):
                proof, margin = view.link_evidence(page, link), link.region is not Region.CONTENT
                yield Poll("link", page, proof, _final(view, link.url), near=beside(page, link), margin=margin)
    for form in page.forms:
        inherited = title if form.region is Region.CONTENT else ""  # a vote in the margin has a topic of its own
        if is_quality_form(form, normal(page.heading_of(form.section)), normal(inherited)):
            said = form.heading or form.context or form.fields[0].label
            yield Poll("form", page, view.evidence(page, said, form.pointer), page.url, form, section=form.section)
    yield from _widgets(view, page, devoted)
    yield from _closed(view, page)
    yield from _dead(view, page, devoted)


def _over_frame(view: SiteView, page: Page) -> Iterator[str]:
    """What stands over a frame in which a page of the assessment, or the home page, shows this one: «Онлайн-опрос
    независимой оценки»."""
    for one in (*view.nok.pages, *view.home_parts):
        for frame in one.frames:
            if one is not page and view.by_address.get(page_key(frame.url)) is page:
                yield from (normal(frame.title), normal(one.heading_of(frame.section)))


def _dead(view: SiteView, page: Page, devoted: bool) -> Iterator[Poll]:
    """Links of the site's own that are called a poll and lead to nothing: one is offered, and it does not work."""
    gone = {page_key(one.url) for one in view.site.failures if one.reason in DEAD_LINK}
    about = devoted or any(page is one for one in view.nok.pages)
    for link in page.links if gone else ():
        if page_key(link.url) not in gone or leads_to_file(link.url) or on_other_topic(page, link):
            continue
        said, label = link_context(page, link), normal(link.label)
        called = poll_words().polls.search(label) is not None and RESULTS.search(label) is None
        if called and classify(link.label).kind is FiledAs.POLL and (about or poll_words().quality.search(said)):
            yield Poll("link", page, view.link_evidence(page, link), link.url, near=beside(page, link))


def _closed(view: SiteView, page: Page) -> Iterator[Poll]:
    """A page of the assessment's, or a part of one, that is called a poll and says that it is over: its questions are
    gone, it was one."""
    if any(questions_of(form) for form in page.forms):
        return
    fields, words = view.fields_of(page), poll_words()
    called = (name for name in fields["inbound"] if not RESULTS.search(name))  # its results may stand there now
    names = (*fields["heading"], *fields["title"], *called)
    named = next((name for name in names if words.names.search(name)), "")
    inside = any(page is one for one in view.nok.pages)
    if named and not _off(named) and (inside or any(words.quality.search(name) for name in names)):
        over = next((block for block in view.blocks_of(page) if words.closed.search(normal(block.text))), None)
    else:
        over = next(_closed_parts(view, page), None) if inside else None
    if over is not None:
        yield Poll("page", page, view.evidence(page, over.text, over.pointer), page.url, near=over.text)


def _closed_parts(view: SiteView, page: Page) -> Iterator[Block]:
    """Lines below a heading «Онлайн-опрос» that say it is over."""
    words = poll_words()
    for block in view.blocks_of(page):
        heading = normal(page.heading_of(block.section))
        if words.closed.search(normal(block.text)) and words.names.search(heading) and not _off(heading):
            yield block


def _widgets(view: SiteView, page: Page, devoted: bool) -> Iterator[Poll]:
    """Votes of the CMS about quality, and services that a script of theirs puts on the page."""
    # What links and frames show was looked at as such. A vote sends to its own page, which every menu leads to.
    offered = {link.url for link in page.links} | {frame.url for frame in page.frames}
    offered |= {form.action for form in page.forms if questions_of(form)}  # where answers go is no other poll
    shown = {url for url in offered if page_key(url) != page_key(page.url)}
    for widget in page.widgets:
        if widget.kind != "poll" or (widget.url and widget.url in shown):
            continue
        near = f"{widget.text}\n{widget.detail}\n{page.heading_of(widget.section)}"
        said = normal(near)
        known = known_host(hosts_of(view), widget.url) if widget.url else None
        if known is None:
            fits = bool(poll_words().quality.search(said)) and not _off(said)
        else:
            fits = _is_poll(view, widget.url, said, devoted=devoted, invited=True, other=_off(said))
        if fits:
            proof = view.widget_evidence(page, widget)
            yield Poll("widget", page, proof, widget.url, widget=widget, section=widget.section, near=near)


def _off(said: str) -> bool:
    return bool(poll_words().other.search(said) or poll_words().never.search(said))


def _final(view: SiteView, url: str) -> str:
    """Where an address that was followed ends: a shortened link is judged by its target."""
    read = view.external.get(page_key(url))
    known = known_host(hosts_of(view), read.url) if read is not None else None
    return read.url if read is not None and known is not None else url


def _is_poll(view: SiteView, url: str, said: str, *, devoted: bool, invited: bool, other: bool) -> bool:
    known = known_host(hosts_of(view), url)
    read = view.external.get(page_key(url))
    final = known_host(hosts_of(view), read.url) if read is not None else None
    kinds = {one.kind for one in (known, final) if one is not None}
    if "other" in kinds:
        return False
    if "nok" in kinds:
        return True
    if read is not None and any(is_quality_form(form, normal(read.title)) for form in read.forms):
        return True
    if "form" not in kinds or other:
        return False
    return bool(poll_words().quality.search(said)) or (devoted and invited)


def candidates(view: SiteView, limit: int = 12) -> tuple[Candidate, ...]:
    """Links and frames leading to services known for polls, with what was made of each."""
    accepted = {poll.url for poll in polls(view)}
    found: dict[str, Candidate] = {}
    for page, _ in places(view):
        things: list[Link | Frame] = [*page.links, *page.frames]
        for thing in things:
            known = known_host(hosts_of(view), thing.url)
            if known is None:
                continue
            taken = thing.url in accepted or _final(view, thing.url) in accepted
            why = _WHY[known.kind] if not taken else "опрос о качестве условий оказания услуг"
            label = thing.label if isinstance(thing, Link) else thing.title
            signals = (f"{why}: {known.note or known.host}",)
            found.setdefault(thing.url, Candidate(thing.url, "poll", float(taken), taken, signals, label))
    return tuple(sorted(found.values(), key=lambda one: (not one.accepted, one.url))[:limit])


_WHY = {
    "nok": "адрес опроса",
    "other": "не опрос независимой оценки",
    "form": "рядом не сказано, что опрос о качестве услуг",
}
