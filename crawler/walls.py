"""Answers that look like a page and are none: bot checks, captchas, logins, parked and closed sites.

Pure recognisers over the raw answer. They run before anything else looks at a page, and what they recognise never
becomes input of a rule. Each must be sure: an ordinary page that merely mentions a captcha, or that is served *through*
DDoS-Guard, is no wall. So most marks count only on short answers, where nothing else could be the point of the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from crawler import known_hosts
from crawler.items import Reason

_HEAD = 24_000  # bytes looked at: challenge pages are short and say so at once
_SHORT = 1_500  # characters of visible text up to which a page can be nothing but a notice
_TINY = 400
_MANY_LINKS = 25

_TAGS = re.compile(rb"<(script|style|noscript|svg|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_SPACES = re.compile(r"\s+")


class Wall(NamedTuple):
    """What stands before the page: the reason, the product or pattern recognised, and a quotation if there is one."""

    reason: Reason
    name: str
    detail: str = ""


class _Look(NamedTuple):
    """An answer as the recognisers see it; all text in lower case."""

    status: int
    server: str
    headers: Mapping[str, str]
    source: str
    title: str
    text: str  # visible text of the part looked at
    url: str

    @property
    def refused(self) -> bool:
        return self.status in (401, 403, 405, 406, 429, 503)


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.DOTALL)


# Marks in the source that only a challenge page has: scripts and forms of the checker itself.
_CHALLENGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Cloudflare",
        _any(
            r"/cdn-cgi/challenge-platform/h/", r"window\._cf_chl_opt", "cf-browser-verification", 'id="challenge-form"'
        ),
    ),
    ("DDoS-Guard", _any(r"check\.ddos-guard\.net/", r"/\.well-known/ddos-guard/(check|js-challenge|mark)")),
    ("Qrator", _any("__qrator/", r"/qauth\.js", "qrator_jsid", r"qrator\.net/\w*challenge")),
    (
        "ServicePipe",
        _any(r"servicepipe\.ru/(static/)?(checkjs|captcha|js)", "get_cookie_spsn", r"\bspsc=", "/_sp_challenge"),
    ),
    ("Incapsula", _any(r"_incapsula_resource\?[^\"']*swudnsai", "incapsula incident id", "subject=waf block page")),
    ("Variti", _any("variti_cc", "/__variti/", "active bot protection")),
    ("StormWall", _any(r"stormwall\.pro/", "__js_p_", "swp_token")),
    ("Beget", _any(r"cookie\s*=\s*[\"']beget=begetok")),
)
_COOKIE_STUB = _any(r"document\.cookie\s*=.{0,300}?location\s*(\.\s*(reload|href|replace)|=)")
_CHECKING = _any(
    "just a moment",
    "checking your browser",
    r"провер(ка|яем) (вашего |ваш )?браузера?",
    "one moment, please",
    "enable javascript and cookies to continue",
    r"ddos[- ]?(protection|защита|guard)",
    "please wait while we verify",
    r"(доказ|подтверд)\w+,? что (вы|запросы)",
    "вы не робот",
    r"are you (a )?(human|robot)",
    "(security|human) verification",
    "ваш браузер будет перенаправлен",
    "включите javascript и cookie",
)
_CAPTCHA = _any(
    "smartcaptcha",
    "smart-captcha",
    "/showcaptcha",
    "g-recaptcha",
    "h-captcha",
    r"hcaptcha\.com",
    "recaptcha/api",
    "captcha-form",
)
_CAPTCHA_WORDS = _any("капч", "captcha", r"введите (символы|код) с (картинки|изображения)", "не робот", "not a robot")
_DENIED = _any(
    r"access (to this \w+ )?(is |has been )?denied",
    "you have been blocked",
    r"доступ (\w+ ){0,3}(запрещ|заблокирован|ограничен)",
    r"request (was )?(blocked|rejected)",
    r"ваш ip(-адрес)? (\w+ )?заблокирован",
    r"запрос (был )?(заблокирован|отклон)",
    "forbidden by (waf|security)",
)
_GEO = _any(
    r"(доступ|сайт)\w* (\S+ ){0,4}(из-за рубежа|из вашей страны|вашего региона|за пределами (территории )?(рф|росси))",
    r"(not|isn.t) available in your (country|region|location)",
    r"только (с|для) (\w+ )?(российских|территории росси)",
    "blocked (in|for) your country",
    r"country (is )?(blocked|banned)",
)
_PASSWORD = _any(r"type=[\"']?password", "esia.gosuslugi.ru/aas/oauth2")
_LOGIN = _any(
    "войти (на сайт|через (есиа|госуслуги)|в систему|в личный кабинет)",
    "авторизация",
    "вход (на сайт|в систему)",
    "требуется (вход|авторизация)",
)
_PARKED = _any(
    r"домен\w* (\S+ ){0,3}(припаркован|прода[её]тся|выставлен на продажу|не (прилинкован|привязан|делегирован))",
    r"домен\w* (\S+ ){0,3}(зарегистрирован (в|через|компанией|у)|скоро здесь|направлен на)",
    r"domain (\S+ ){0,2}(is )?(for sale|parked|has expired)",
    "buy this domain",
    "this domain may be for sale",
    "купить (этот )?домен",
    r"срок (\w+ ){0,2}(регистрации|делегирования) (домена )?(ист[её]к|закончился)",
    "домен освобожда",
    "parked (free|domain)",
    "sedoparking",
    "parkingcrew",
)
_HOSTING = _any(
    "welcome to nginx",
    r"apache2? (\w+ )?default page",
    "it works!",
    "iis windows server",
    "site (is )?under construction",
    "web server's default page",
    "default web site page",
    r"сайт (\S+ )?(успешно )?(создан|размещ\S+) (на хостинге|и готов)",
    r"(сайт|хостинг|аккаунт|услуга)\w* (\S+ ){0,3}(заблокирован|приостановлен|отключ[её]н)",
    "account (has been )?suspended",
    "ошибка привязки домена",
    r"сайт не (настроен|опубликован|подключ[её]н)",
    r"здесь (скоро )?будет (размещ[её]н )?(новый )?сайт",
    "поздравляем.{0,60}сайт.{0,40}(создан|установлен)",
    "congratulations.{0,60}(site|server).{0,40}(created|running|installed)",
)
_CLOSED = _any(
    r"сайт\w* (\S+ ){0,2}(закрыт|прекратил|переехал|перен[её]с[её]н|перемещ[её]н|не обновляется)",
    r"сайт\w* (\S+ ){0,2}больше не (обновляется|работает|поддерживается|функционирует)",
    r"(новый|актуальный|действующий) (официальный )?сайт\b",
    r"мы переехали (на|по)",
    r"новый адрес (\S+ )?сайта",
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"'<>«»]+|\b[\w-]+(?:\.[\w-]+)*\.(?:ru|рф|su|com|org|net)\b")


def recognise(status: int, headers: Mapping[str, str], body: bytes, url: str = "") -> Wall | None:
    """Name the wall an answer is; None for an ordinary page. `headers` have lower-case names; `url` is final."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0]
    kind = known_hosts.kind_of(host) if host else ""
    if kind == "login":
        return Wall(Reason.LOGIN_REQUIRED, host, host)
    if kind == "parking":
        return Wall(Reason.PARKED_SITE, host, host)
    if status < 300 and (len(body) > 2 * _HEAD or body.count(b"<a ") > _MANY_LINKS):
        return None  # no wall is that large or leads to so many places
    look = _look(status, headers, body, url)
    return _challenge(look) or _denial(look) or _login(look) or _notice(look)


def _look(status: int, headers: Mapping[str, str], body: bytes, url: str) -> _Look:
    head = body[:_HEAD]
    title = _TITLE.search(head)
    return _Look(
        status=status,
        server=headers.get("server", "").lower(),
        headers=headers,
        source=head.decode("latin-1").lower(),
        title=_readable(title.group(1)) if title else "",
        text=_readable(_TAGS.sub(b" ", head)),
        url=url,
    )


def _readable(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        # A cut at _HEAD may fall inside a character; only real garbage is another encoding.
        text = raw.decode("utf-8", errors="ignore") if _mostly_utf8(raw) else raw.decode("cp1251", errors="replace")
    return _SPACES.sub(" ", text).strip().lower()


def _mostly_utf8(raw: bytes) -> bool:
    return raw.decode("utf-8", errors="replace").count("�") <= 2


def _challenge(look: _Look) -> Wall | None:
    short = len(look.text) <= _SHORT
    for name, marks in _CHALLENGES:
        if (short or look.refused) and marks.search(look.source):
            return Wall(Reason.BOT_WALL, name, look.title[:100])
    asks = look.refused or (len(look.text) <= 2 * _TINY and _CAPTCHA_WORDS.search(f"{look.title} {look.text}"))
    if short and asks and _CAPTCHA.search(look.source):
        return Wall(Reason.CAPTCHA, "captcha", (look.title or look.text)[:100])
    if len(look.text) <= _TINY and _COOKIE_STUB.search(look.source):
        return Wall(Reason.BOT_WALL, "cookie stub", look.title[:100])
    if _CHECKING.search(look.title) or (len(look.text) <= _TINY and _CHECKING.search(look.text)):
        return Wall(Reason.BOT_WALL, _product(look) or "browser check", (look.title or look.text)[:100])
    if look.status in (403, 503) and look.headers.get("cf-mitigated"):
        return Wall(Reason.BOT_WALL, "Cloudflare", look.title[:100])
    return None


def _product(look: _Look) -> str:
    for mark, name in (("cloudflare", "Cloudflare"), ("ddos-guard", "DDoS-Guard"), ("qrator", "Qrator")):
        if mark in look.server:
            return name
    return ""


def _denial(look: _Look) -> Wall | None:
    if look.status == 451 or ((look.refused or len(look.text) <= _TINY) and _GEO.search(look.text)):
        return Wall(Reason.GEO_BLOCKED, "geo", look.text[:160])
    if look.status in (403, 503) and _product(look):
        return Wall(Reason.BOT_WALL, _product(look), look.text[:160])
    if 200 <= look.status < 300 and len(look.text) <= _TINY and _DENIED.search(look.text):
        return Wall(Reason.BOT_WALL, "access denied", look.text[:160])
    return None


def _login(look: _Look) -> Wall | None:
    """A sign-in form and nothing else. A page that also has a login box has links, too."""
    if look.status >= 400 or len(look.text) > _SHORT // 2 or look.source.count("<a ") > 6:
        return None
    if _PASSWORD.search(look.source) and _LOGIN.search(f"{look.title} {look.text}"):
        return Wall(Reason.LOGIN_REQUIRED, "login form", (look.title or look.text)[:100])
    return None


def _notice(look: _Look) -> Wall | None:
    """Pages that stand in place of a site: parked, hosting default, closed, moved; with nothing else on them."""
    if look.status >= 400 or len(look.text) > _SHORT:
        return None
    both = f"{look.title} {look.text}"
    few_links = look.source.count("<a ") <= 12
    if few_links and _PARKED.search(both):
        return Wall(Reason.PARKED_SITE, "parked", look.text[:160])
    if few_links and len(look.text) <= _TINY * 2 and _HOSTING.search(both):
        return Wall(Reason.PARKED_SITE, "hosting default", look.text[:160])
    closed = _CLOSED.search(both) if few_links else None
    if closed and (len(look.text) <= _TINY or _ADDRESS.search(both, closed.end())):
        address = _ADDRESS.search(both, closed.end())
        return Wall(Reason.SITE_CLOSED, "closed", address.group(0).rstrip(".,;)") if address else look.text[:160])
    return None
