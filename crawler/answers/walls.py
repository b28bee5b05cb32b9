"""Answers that look like a page and are none: bot checks, captchas, logins, parked and closed sites.

Pure recognisers over the raw answer. They run before anything else looks at a page, and what they recognise never
becomes input of a rule. Each must be sure: an ordinary page that merely mentions a captcha, or that is served *through*
DDoS-Guard, is no wall. So most marks count only on short answers, where nothing else could be the point of the page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import NamedTuple

from crawler.answers import known_hosts
from crawler.answers import wall_marks as marks
from crawler.items import Reason

_HEAD = 24_000  # bytes looked at: challenge pages are short and say so at once
_SHORT = 1_500  # characters of visible text up to which a page can be nothing but a notice
_TINY = 400
_MANY_LINKS = 25
_FEW_LINKS = 12
_HARDLY_LINKS = 6
_NEWS = 250  # characters of visible text beside a login box that no sign-in page says
_WAYS = 3  # links beside it

_TAGS = re.compile(rb"<(script|style|noscript|svg|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_SPACES = re.compile(r"\s+")


class Wall(NamedTuple):
    """What stands before the page: the reason, the product or pattern recognised, and a quotation if there is one."""

    reason: Reason
    name: str
    detail: str = ""
    quote: str = ""  # of a page in place of a site: its words as they are written


class _Look(NamedTuple):
    """An answer as the recognisers see it; all text in lower case."""

    status: int
    server: str
    headers: Mapping[str, str]
    source: str
    called: str  # its title as written
    title: str
    text: str  # visible text of the part looked at
    shown: str  # the same as it is written
    links: int
    url: str

    @property
    def refused(self) -> bool:
        return self.status in (401, 403, 405, 406, 429, 503)

    @property
    def both(self) -> str:
        return f"{self.title} {self.text}"


def recognise(status: int, headers: Mapping[str, str], body: bytes, url: str = "") -> Wall | None:
    """Name the wall an answer is; None for an ordinary page. `headers` have lower-case names; `url` is final."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    kind = known_hosts.kind_of(host) if host else ""
    if kind == "login":
        return Wall(Reason.LOGIN_REQUIRED, host, host)
    if kind == "parking":
        return Wall(Reason.PARKED_SITE, host, host)
    if status < 300 and (len(body) > 2 * _HEAD or body.count(b"<a ") > _MANY_LINKS):
        return _for_sale(body)  # no other wall is that large or leads to so many places
    look = _look(status, headers, body, url)
    return _broken(look) or _challenge(look) or _denial(look) or _works(look) or _login(look) or _notice(look)


def _for_sale(body: bytes) -> Wall | None:
    """A registrar's page with its whole catalogue on it: only the title speaks of the domain."""
    title = _TITLE.search(body[:_HEAD])
    shown = _readable(title.group(1)) if title else ""
    said = shown.lower()
    return Wall(Reason.PARKED_SITE, "parked", said[:160], shown[:160]) if marks.PARKED.search(said) else None


def _look(status: int, headers: Mapping[str, str], body: bytes, url: str) -> _Look:
    head = body[:_HEAD]
    title = _TITLE.search(head)
    shown = _readable(_TAGS.sub(b" ", head))
    called = _readable(title.group(1)) if title else ""
    return _Look(
        status=status,
        server=headers.get("server", "").lower(),
        headers=headers,
        source=head.decode("latin-1").lower(),
        called=called,
        title=called.lower(),
        text=shown.lower(),
        shown=shown,
        links=head.lower().count(b"<a "),
        url=url,
    )


def _readable(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        # A cut at _HEAD may fall inside a character; only real garbage is another encoding.
        text = raw.decode("utf-8", errors="ignore") if _mostly_utf8(raw) else raw.decode("cp1251", errors="replace")
    return _SPACES.sub(" ", html.unescape(text) if "&" in text else text).strip()


def _mostly_utf8(raw: bytes) -> bool:
    return raw.decode("utf-8", errors="replace").count("�") <= 2


def _challenge(look: _Look) -> Wall | None:
    short = len(look.text) <= _SHORT
    for name, known in marks.CHALLENGES:
        if (short or look.refused) and known.search(look.source):
            return Wall(Reason.BOT_WALL, name, look.called[:100])
    if short and _asks_for_captcha(look):
        return Wall(Reason.CAPTCHA, "captcha", (look.called or look.shown)[:100])
    if _asks_again(look):
        return Wall(Reason.BOT_WALL, "cookie stub", look.called[:100])
    if _checks_browser(look):
        return Wall(Reason.BOT_WALL, _product(look) or "browser check", (look.called or look.shown)[:100])
    if look.status in (403, 503) and look.headers.get("cf-mitigated"):
        return Wall(Reason.BOT_WALL, "Cloudflare", look.called[:100])
    return None


def _asks_again(look: _Look) -> bool:
    """A page that only sets a cookie and asks for itself again. One with ways on is a page: many sites switch their
    accessible version, or their town, by a cookie and a reload."""
    if len(look.text) > _TINY or look.links > 1 or marks.OTHER_SCRIPT.search(look.source):
        return False
    return bool(marks.COOKIE_STUB.search(look.source))


def _asks_for_captcha(look: _Look) -> bool:
    """A captcha and nothing else. Under a form with fields of its own it is only that form's guard."""
    if not marks.CAPTCHA.search(look.source) or marks.OWN_FORM.search(look.source):
        return False
    said = f"{look.title} {look.text}"
    return look.refused or (len(look.text) <= 2 * _TINY and bool(marks.CAPTCHA_WORDS.search(said)))


def _checks_browser(look: _Look) -> bool:
    if marks.OWN_FORM.search(look.source):
        return False
    if len(look.text) <= _TINY and marks.CHECKING.search(look.text):
        return True
    return len(look.text) <= 2 * _TINY and look.links <= _HARDLY_LINKS and bool(marks.CHECKING.search(look.title))


def _product(look: _Look) -> str:
    for mark, name in (("cloudflare", "Cloudflare"), ("ddos-guard", "DDoS-Guard"), ("qrator", "Qrator")):
        if mark in look.server:
            return name
    return ""


def _denial(look: _Look) -> Wall | None:
    tiny = len(look.text) <= _TINY and look.links <= _HARDLY_LINKS
    if look.status == 451 or ((look.refused or tiny) and marks.GEO.search(look.text)):
        return Wall(Reason.GEO_BLOCKED, "geo", look.shown[:160])
    if look.status in (403, 503) and _product(look):
        return Wall(Reason.BOT_WALL, _product(look), look.shown[:160])
    if 200 <= look.status < 300 and tiny and marks.DENIED.search(look.both):
        return Wall(Reason.BOT_WALL, "access denied", look.shown[:160])
    return None


def _broken(look: _Look) -> Wall | None:
    """An error page and nothing else, though the server says 200; or the bare list of a site's folder."""
    if look.status >= 300 or len(look.text) > 2 * _TINY:
        return None
    if look.title.startswith("index of /") and look.url.partition("://")[2].partition("/")[2] == "":
        return Wall(Reason.EMPTY_PAGE, "directory listing", look.called[:160])
    if look.links > _HARDLY_LINKS:
        return None
    if marks.BROKEN.search(look.both):
        return Wall(Reason.HTTP_5XX, "server error", look.shown[:160])
    if marks.NOT_FOUND.search(look.title) or (len(look.text) <= _TINY and marks.NOT_FOUND.search(look.text)):
        return Wall(Reason.SOFT_404, "not found", look.shown[:160])
    return None


def _works(look: _Look) -> Wall | None:
    """The whole site is away for a while, though the server says 200."""
    if look.status >= 400 or len(look.text) > 2 * _TINY or look.links > _HARDLY_LINKS:
        return None
    if marks.WORKS.search(look.both) and not marks.HOSTING.search(look.both):
        return Wall(Reason.MAINTENANCE, "maintenance", look.shown[:160])
    return None


def _login(look: _Look) -> Wall | None:
    """A sign-in form and nothing else. A page that also has a login box has links or something to read, too."""
    if look.status >= 400 or len(look.text) > _SHORT // 2 or look.links > _HARDLY_LINKS:
        return None
    if marks.PASSWORD.search(look.source) and marks.LOGIN.search(look.both) and not _says_something(look):
        return Wall(Reason.LOGIN_REQUIRED, "login form", (look.called or look.shown)[:100])
    return None


def _says_something(look: _Look) -> bool:
    """Whether something to read and ways to go stand beside the forms that ask for a password."""
    beside = marks.SIGN_IN.sub(" ", look.source)
    text = _readable(_TAGS.sub(b" ", beside.encode("latin-1")))
    return len(text) >= _NEWS and beside.count("<a ") >= _WAYS


def _notice(look: _Look) -> Wall | None:
    """Pages that stand in place of a site: parked, hosting default, closed, moved; with nothing else on them."""
    if look.status >= 400 or len(look.text) > _SHORT or look.links > _FEW_LINKS:
        return None
    if marks.PARKED.search(look.both):
        return Wall(Reason.PARKED_SITE, "parked", look.text[:160], look.shown[:160])
    default = marks.HOSTING.search(look.both) or marks.HOSTING_TITLE.search(look.title)
    if default and len(look.text) <= _TINY * 2:
        return Wall(Reason.PARKED_SITE, "hosting default", look.text[:160], look.shown[:160])
    if _sends_on(look):
        return None  # «Сайт переехал, нажмите сюда»: into a folder of its own
    # «Старый вариант сайта закрыт» among the ways of a living page closes nothing
    closed = marks.CLOSED.search(look.both) if look.links <= _HARDLY_LINKS else marks.CLOSED_TITLE.match(look.title)
    after = marks.ADDRESS.search(look.both, closed.end()) if closed else None
    address = after.group(0) if after else _elsewhere(look)
    if address or (closed and len(look.text) <= _TINY):
        return Wall(Reason.SITE_CLOSED, "closed", address.rstrip(".,;)") or look.text[:160], look.shown[:160])
    return None


def _elsewhere(look: _Look) -> str:
    """The address of another host that the words "new site" lead to, on a page with hardly anything else."""
    if look.links > _HARDLY_LINKS or len(look.text) > 2 * _TINY or _own_ways(look) >= _WAYS:
        return ""
    moved = marks.MOVED.search(look.both)
    if moved is None:
        return ""
    shown = marks.ADDRESS.search(look.both, moved.start(), moved.end())
    found = [shown.group(0)] if shown else [link.group(1) for link in marks.LINK.finditer(look.source)]
    return next((address for address in found if not _is_at(look, address)), "")


def _sends_on(look: _Look) -> bool:
    """Whether the page by itself goes to another page of its own host."""
    onward = marks.ONWARD.search(look.source)
    target = next(filter(None, onward.groups()), "") if onward else ""
    return bool(target) and _is_own(look, target) and target.rstrip("/") != look.url.lower().rstrip("/")


def _own_ways(look: _Look) -> int:
    """Links to other pages of its own host: a page with a menu is alive."""
    ways = {link.group(1) for link in marks.WAY.finditer(look.source)}
    return sum(not way.startswith(("#", "mailto:", "tel:", "javascript:")) and _is_own(look, way) for way in ways)


def _is_own(look: _Look, target: str) -> bool:
    return "//" not in target.partition("?")[0] or _is_at(look, target)


def _is_at(look: _Look, address: str) -> bool:
    """Whether a whole address, or a bare name, is of the page's host: «new-school5.ru» is another than «school5.ru»."""
    host = (address.partition("//")[2] or address).partition("/")[0].partition(":")[0]
    return f".{host}".endswith(f".{_host(look)}")


def _host(look: _Look) -> str:
    return look.url.partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.") or " "
