"""Parts of pages devoted to the independent assessment: tabs, headings with an anchor, paragraphs above a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.addresses import page_key
from crawler.items import BlockKind, Page, Region
from rules.dates.days import DATE
from rules.forms.polls import questions_of
from rules.language.stems import needs_of
from rules.language.ways import Way, are_met
from rules.language.wording import normal
from rules.lexicon.assessment import compiled
from rules.lexicon.signals import Role, Sign
from rules.lexicon.word_lists import poll_words
from rules.nok.page import (
    NEWS,
    ROLE,
    SPELT,
    is_confirmed,
    is_denied,
    is_in_navigation,
    is_note,
    is_of_another,
    is_of_something_else,
    is_posted,
)
from rules.site.pages import SitePages
from rules.site.place import Place
from rules.site.roles import leads_to_file

TITLE = compiled(r"(?:\d+\W+)?{of_quality}[^.:]*\W*$")
_TITLE_NEEDS = needs_of(TITLE.pattern)
_INVITATION = 2  # lines around questions: «Ответьте, пожалуйста», «Спасибо»
_DAY = re.compile(rf"\W*{DATE.pattern}(?:\s*г(?:ода|\.)?)?\W*", DATE.flags)
_ABOVE_LIST = Sign(0.5, "абзац-заголовок, под которым стоят документы", "text")


def sections_of(view: SitePages) -> tuple[list[Place], list[Place]]:
    """Tabs and sections devoted to the assessment: those with an anchor of their own, and the doubtful ones."""
    anchored: list[Place] = []
    unclear: list[Place] = []
    for page in view.pages:
        named = [index for index in named_blocks(view, page) if not _is_sitewide(view, page, index)]
        if not named or is_posted(view, page) or is_of_another(view, page):
            continue
        if page is not view.home and is_note(view, page) and not is_in_navigation(view, page):
            continue
        for index in named:
            block = page.blocks[index]
            if block.kind is BlockKind.PARAGRAPH:
                unclear.append(Place(page, index, _ABOVE_LIST.weight, (_ABOVE_LIST,)))
                continue
            result = view.classified(ROLE, page, index)
            if not result.accepted:
                continue
            if _is_entry_of_news(view, page, index) or _is_only_a_poll(view, page, index):
                continue
            filled = sum(1 for _ in view.blocks_of(page, index)) > 1 or any(True for _ in view.links_of(page, index))
            if not filled:
                continue
            place = Place(page, index, result.score, result.signs)
            if _is_all(view, page, index) and is_confirmed(view, page):
                anchored.append(Place(page, -1, result.score, result.signs))
            elif is_denied(view, page) and not any(map(SPELT.search, view.fields_of(page, index)["heading"])):
                if not is_of_something_else(view, Place(page, -1, 0.0, view.classified(ROLE, page).signs)):
                    unclear.append(place)  # «НОК» on a page about something else of that abbreviation
            elif block.kind is BlockKind.TAB or _has_anchor(view, page):
                anchored.append(place)
            elif page is not view.home:
                unclear.append(place)
    return anchored, unclear


def _is_entry_of_news(view: SitePages, page: Page, section: int) -> bool:
    """Whether a section is one of the news that a page of news shows whole: a day stands right under its heading.

    One that holds files may yet be what the site has for a page.
    """
    below = page.blocks[section + 1] if section + 1 < len(page.blocks) else None
    dated = below is not None and below.section == section and _DAY.fullmatch(below.text) is not None
    kept = any(leads_to_file(link.url) for link in view.links_of(page, section))
    return dated and not kept and view.classified(NEWS, page).accepted


def _is_only_a_poll(view: SitePages, page: Page, section: int) -> bool:
    """Whether a section calls itself a poll and holds its questions only: that is no page on the assessment."""
    if not poll_words().polls.search(normal(page.blocks[section].text)) or any(view.links_of(page, section)):
        return False
    inside = view.within(page, section)
    forms = [form for form in page.forms if form.section == section or form.section in inside]
    if not any(len(questions_of(form)) > 1 for form in forms):
        return False
    asked = normal(" ".join(said for form in forms for field in form.fields for said in (field.label, *field.options)))
    rest = [block for block in view.blocks_of(page, section) if normal(block.text) not in asked]
    return len(rest) <= _INVITATION


def _is_all(view: SitePages, page: Page, section: int) -> bool:
    """Whether a page other than the home page holds nothing but the section, and the page's own name above it."""
    inside = {id(block) for block in view.blocks_of(page, section)}
    rest = [block for block in view.blocks_of(page) if id(block) not in inside and block is not page.blocks[section]]
    return page is not view.home and len(rest) <= 1 and all(block.kind is BlockKind.HEADING for block in rest)


def named_blocks(view: SitePages, page: Page) -> Iterator[int]:
    """Indexes of blocks named after the assessment that may open a section: headings, tabs, paragraphs above a list."""
    reading = view.reading(page)
    said = reading.openings
    every = "\n".join(said.values())
    naming = [way for way in _naming(view.lexicon.roles[ROLE]) if way.may_be_met(every)]
    telling = reading.vocabulary.may_hold_all(_TITLE_NEEDS)  # else no paragraph can be named after it
    if not naming and not telling:
        return
    for index in range(len(page.blocks)) if telling else said:
        block = page.blocks[index]
        if block.region is not Region.CONTENT:
            continue
        if block.kind is BlockKind.PARAGRAPH:
            if len(block.text) <= 120 and _opens_list(page, index):
                yield index
        elif index in said and len(block.text) <= 200 and are_met(naming, said[index]):
            yield index


def _is_sitewide(view: SitePages, page: Page, index: int) -> bool:
    """Whether a heading or tab is on most pages; a paragraph never counts as such."""
    return view.reading(page).openings.get(index, "") in view.sitewide


def _opens_list(page: Page, index: int) -> bool:
    """Whether a plain paragraph acts as a heading: it is the assessment's name alone, and linked items follow."""
    if not TITLE.match(normal(page.blocks[index].text)):
        return False
    linked = {link.block for link in page.links}
    return index not in linked and any(index + step in linked for step in range(1, 4))


def _naming(role: Role) -> Iterator[Way]:
    """How a heading speaks for the role by itself: only such sections are worth reading."""
    naming = (signal for signal in role.signals if signal.weight > 0 and "heading" in signal.fields)
    return (way for signal in naming for way in signal.ways.each)


def _has_anchor(view: SitePages, page: Page) -> bool:
    for _, link in view.inbound.get(page_key(page.url), ()):
        if link.url.partition("#")[2] and ROLE in view.nose.wording(link.url, link.label).roles:
            return True
    return False
