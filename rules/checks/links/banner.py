"""Health organizations: the ministry's banner that leads to the questionnaire."""

from __future__ import annotations

import re

from crawler.addresses import page_key
from crawler.items import Link, Page, Reason
from rules.absence.shortened import unfollowed
from rules.addresses.known import known_host
from rules.addresses.redirectors import passed_on
from rules.checks.answers import absent, met, unsure
from rules.checks.registry import check
from rules.language.wording import host_of, normal
from rules.lexicon.assessment import compiled
from rules.model import Answer, Value
from rules.view import SiteView

_CALLED = compiled(r"{of_quality}.{0,40}(?:медицинск|услуг)|анкета минздрава")
_MINISTRY = re.compile(r"(?:[\w-]+\.)*(?:ros)?minzdrav(?:\.gov)?\.ru")
_WIDGETS = frozenset({"minzdrav-poll", "minzdrav-nok-banner"})


class BannerOptions(Value, frozen=True, forbid_unknown_fields=True):
    """`hosts`: names of hosts whose questionnaire the banner leads to."""

    hosts: tuple[str, ...] = ()


@check("banner", BannerOptions)
def banner(view: SiteView, options: BannerOptions) -> Answer:
    """A link or frame leading to the ministry's questionnaire; the home page first."""
    banners = {url for url in {link.url for _, link in view.distinct_links} if _leads(view, url, options.hosts)}
    for page in view.pages:
        remarks = () if page is view.home else ("Баннер размещён не на главной странице.",)
        for frame in page.frames:
            if _leads(view, frame.url, options.hosts):
                return met(view.evidence(page, f"баннер → {frame.url}", frame.pointer), remarks=remarks, url=frame.url)
        for link in page.links if banners else ():
            if link.url in banners:
                return met(view.link_evidence(page, link), remarks=remarks, url=link.url)
        for widget in page.widgets:
            if widget.name in _WIDGETS and not _is_like(view, page, widget.url):
                return met(view.widget_evidence(page, widget), remarks=remarks, url=widget.url)
    return _unfollowed(view) or absent(remarks=_astray(view))


def _leads(view: SiteView, url: str, hosts: tuple[str, ...]) -> bool:
    polls = view.lexicon.hosts.get("polls", ())
    read = view.external.get(page_key(url)) if view.external else None
    known = (known_host(polls, url), known_host(polls, read.url) if read is not None else None)
    return any(one is not None and one.kind == "nok" and one.host in hosts for one in known)


def _is_like(view: SiteView, page: Page, url: str) -> bool:
    """Whether what a widget was known by is of another host than the ministry's, which only looks or is spelt like it.

    A page or a script of the site itself may pass a visitor on.
    """
    hosts = [host_of(one) for one in (url, passed_on(url)) if one]
    if not hosts or any(map(_MINISTRY.fullmatch, hosts)) or view.is_kin(url):
        return False
    offered = {link.url for link in page.links} | {frame.url for frame in page.frames}
    return "minzdrav" in hosts[0] or url in offered


def _banners(view: SiteView) -> list[tuple[Page, Link]]:
    """Pictures with a link that call themselves the banner, wherever they lead."""
    return [(page, link) for page, link in view.distinct_links if link.image and _CALLED.search(normal(link.label))]


def _unfollowed(view: SiteView) -> Answer | None:
    for page, link in unfollowed(view, _banners(view)):
        message = f"Баннер «{link.label}» ведёт через сокращатель {link.url}; куда, не проверено"
        return unsure(Reason.AMBIGUOUS, message, view.link_evidence(page, link))
    return None


def _astray(view: SiteView) -> tuple[str, ...]:
    """A banner that is there and does not lead to the questionnaire: worth saying to who must mend it."""
    return tuple(f"Баннер «{link.label}» ведёт не на анкету, а на {link.url}." for _, link in _banners(view)[:1])
