"""Links that name the assessment and leave the site, or the body's part of it."""

from __future__ import annotations

from crawler.addresses import is_file, page_key
from crawler.items import Link, Page, Reason
from rules.addresses.kinds import is_service
from rules.authority.subject import SECTION, mentions_nok
from rules.checks.answers import unsure
from rules.checks.links.bus_link import is_bus_gov
from rules.language.wording import host_of
from rules.model import Answer
from rules.site.labels import line_of
from rules.view import SiteView

_SURE = 0.6  # a smell that names the role outright


def link_elsewhere(view: SiteView) -> tuple[Page, Link] | None:
    """A navigation link naming the assessment that leads to a host of the same body, such as nok.ministry.ru."""
    for page, link in view.links():
        host = host_of(link.url)
        if not host or is_service(host) or is_bus_gov(link.url):
            continue
        if view.is_own(link.url):
            if _is_beyond(view, link) and mentions_nok(line_of(page, link)):
                return page, link
            continue
        related = host in view.sister_hosts or any(_kin(host, own) for own in view.own_hosts)
        smell = view.nose.wording("", link.label)
        if related and smell.score >= _SURE and SECTION in smell.roles:
            return page, link
    return None


def unread_elsewhere(view: SiteView, page: Page, link: Link) -> Answer:
    """The answer where such a link was not followed."""
    message = f"Ссылка «{link.label}» ведёт на {link.url}; что там, не прочитано"
    return unsure(Reason.NOT_REACHED, message, view.link_evidence(page, link))


def _is_beyond(view: SiteView, link: Link) -> bool:
    """Whether a link leaves the part of a portal that is the body's own: nobody went there."""
    known = view.by_address.get(page_key(link.url)) is not None or is_file(link.url)
    return not known and not any(page_key(one.url) == page_key(link.url) for one in view.site.failures)


def _kin(one: str, other: str) -> bool:
    """Whether one host is a subdomain of the other."""
    return one.endswith("." + other) or other.endswith("." + one)
