"""What walls say: marks in the source of challenge pages, and wordings of notices that stand in place of a site.

All of it is matched against lower-case text. `crawler.answers.walls` decides how much else may stand on the page.
"""

from __future__ import annotations

import re

from crawler.answers.soft404 import PAGE_MISSING
from crawler.extract.shell import GO


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.DOTALL)


# Marks in the source that only a challenge page has: scripts and forms of the checker itself.
CHALLENGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "Cloudflare",
        _any(
            r"/cdn-cgi/challenge-platform/h/", r"window\._cf_chl_opt", "cf-browser-verification", 'id="challenge-form"'
        ),
    ),
    (
        "DDoS-Guard",
        _any(
            r"check\.ddos-guard\.net/(check|set)",
            r"/\.well-known/ddos-guard/(check|js-challenge|mark|ddg-captcha|h-captcha)",
        ),
    ),
    ("Qrator", _any("__qrator/", r"/qauth\.js", "qrator_jsid", r"qrator\.net/\w*challenge")),
    (
        "ServicePipe",
        _any(
            r"servicepipe\.\w+/(static|loaders|exhkqyad|checkjs|captcha|js)",
            "get_cookie_sp(sn|id)",
            r"\bspsc=",
            "/_sp_challenge",
            "id_captcha_frame_div",
        ),
    ),
    ("Incapsula", _any(r"_incapsula_resource\?[^\"']*swudnsai", "incapsula incident id", "subject=waf block page")),
    ("Variti", _any("variti_cc", "/__variti/", "active bot protection")),
    ("StormWall", _any(r"stormwall\.pro/", "__js_p_", "swp_token")),
    ("Beget", _any(r"cookie\s*=\s*[\"']beget=begetok")),
    ("Imunify360", _any("imunify360 bot-protection", "imunify360-captcha")),
    ("AWS WAF", _any(r"token\.awswaf\.com/", "awswafcookiedomainlist")),
    ("DataDome", _any(r"captcha-delivery\.com/")),
)
# A page that sets a cookie and asks for itself again, and brings no script of its own but the cipher some of them use.
COOKIE_STUB = _any(
    r"document\.cookie\s*=.{0,900}?location\s*(\.\s*(reload|href|replace)|=)",
    r"http-equiv=.?refresh.{0,300}document\.cookie\s*=",
    r"document\.cookie\s*=.{0,300}http-equiv=.?refresh",
)
OTHER_SCRIPT = re.compile(r"<script[^>]*\ssrc\s*=\s*(?![^>]*\baes)")
CHECKING = _any(
    "just a moment",
    "checking your browser",
    r"провер(ка|яем) (вашего |ваш )?браузера?",
    r"провер(ка|яем) (\S+ )?(подключени|соединени)\w+",
    "one moment, please",
    "enable javascript and cookies to continue",
    r"^ddos[- ]?guard$",
    r"ddos[- ]?(protection|защита)",
    r"please wait while (we verify|your request is being verified)",
    r"(доказ|подтверд)\w+,? что (вы|запросы)",
    "вы не робот",
    r"are you (a )?(human|robot)",
    "(security|human) verification",
    "ваш браузер будет перенаправлен",
    "включите javascript и cookie",
)
CAPTCHA = _any(
    "smartcaptcha",
    "smart-captcha",
    "/showcaptcha",
    "g-recaptcha",
    "h-captcha",
    r"hcaptcha\.com",
    "recaptcha/api",
    "captcha-form",
    r"src=[^>]*captcha",
)
CAPTCHA_WORDS = _any("капч", "captcha", r"введите (символы|код) с (картинки|изображения)", "не робот", "not a robot")
OWN_FORM = _any("<textarea", "<select", r"type=[\"']?(email|tel)")  # what a form has that is there to be filled in
DENIED = _any(
    r"access (to this \w+ )?(is |has been )?denied",
    "you have been blocked",
    r"доступ (к (этому |нашему |данному )?(сайт|ресурс|портал|страниц)\w* )?(\w+ )?(запрещ|заблокирован|ограничен)",
    r"request (was )?(blocked|rejected)",
    r"ваш ip(-адрес)? (\w+ )?заблокирован",
    r"подозрительн\w+ (активност|трафик)",
    r"запрос (был )?(заблокирован|отклон)",
    "forbidden by (waf|security)",
)
GEO = _any(
    r"(доступ|сайт|ресурс)\w* (\S+ ){0,4}(из-за рубежа|из вашей страны|вашего региона|"
    r"за пределами (территории )?(рф|росси))",
    r"(not|isn.t) available in your (country|region|location)",
    r"только (с|для) (\w+ )?(российских|территории росси)",
    "blocked (in|for) your country",
    r"country (is )?(blocked|banned)",
)
PASSWORD = _any(r"type=[\"']?password", "esia.gosuslugi.ru/aas/oauth2", r"href=[\"']?[^\"'\s>]*/esia\b")
SIGN_IN = re.compile(r"<form\b(?:(?!</form).)*?type=[\"']?password.*?</form\s*>", re.DOTALL)
LOGIN = _any(
    r"войти (на сайт|через (есиа|госуслуги)|в систему|в личный кабинет)",
    "авториз(ация|уйтесь)",
    r"вход (на (сайт|портал)|в (систему|кабинет|аккаунт)|для (сотрудников|пользователей))",
    r"\b(вход|логин)\b.{0,60}\bпароль",
    "требуется (вход|авторизация)",
    "имя пользователя.{0,40}пароль",
    r"\bsign in\b",
    r"\blog ?in to\b",
)
BROKEN = _any(
    r"internal server error",
    r"\b50[0234] (internal|bad gateway|service|gateway)",
    r"(fatal|parse) error: ",
    r"error establishing a database connection",
    r"\b(my|postgre)sqli?\b.{0,40}\b(error|connect)",
    r"sqlstate\[",
    r"\bdb (query|connection) error",
    r"(ошибка|не удалось) (\S+ ){0,2}(подключ|соедин|установить соединение)\S* (\S+ ){0,2}(к|с) (баз|сервером? баз)",
    r"внутренняя ошибка сервера",
    r"server error in '",
)
NOT_FOUND = _any(*PAGE_MISSING)
PARKED = _any(
    r"домен\w* (\S+ ){0,3}(припаркован|прода[её]тся|выставлен на продажу)",
    r"домен\w* (\S+ ){0,3}не (прилинкован|привязан|делегирован|добавлен|подключ[её]н)",
    r"домен\w* (\S+ ){0,3}(зарегистрирован (в|через|компанией|у)|скоро здесь|направлен на)",
    r"домен\w* (\S+ ){0,2}зарегистрирован\b.{0,20}(скоро|здесь|появится)",
    r"прода(м|ю|[её]тся) домен",
    "витрина домен",
    r"domain (\S+ ){0,2}(is )?(for sale|parked|has expired)",
    "buy this domain",
    "this domain may be for sale",
    "купить (этот )?домен",
    r"срок (\w+ ){0,2}(регистрации|делегирования|подключения) (домена )?(\S+ )?(ист[её]к|закончился)",
    "домен освобожда",
    "parked (free|domain)",
    "sedoparking",
    "parkingcrew",
)
HOSTING = _any(
    "welcome to nginx",
    r"apache2? (\w+ )?default page",
    "test page for the apache",
    "it works!",
    "iis windows server",
    "site (is )?under construction",
    "web server's default page",
    "domain default page",
    "default web ?site page",
    r"сайт (\S+ )?(успешно )?создан (на хостинге|и готов)",
    "сайт только что создан",
    r"(сайт|хостинг|аккаунт|услуга)\w* (\S+ ){0,3}(заблокирован|приостановлен|отключ[её]н)",
    r"срок (оплаты|действия) (услуг\w* )?хостинга",
    "account (has been )?suspended",
    "ошибка привязки домена",
    r"сайт не (настроен|опубликован|подключ[её]н)",
    r"сайт, который вы (искали|ищете), (удал[её]н|не существует)",
    r"здесь (скоро )?будет (размещ[её]н )?(новый )?сайт",
    r"сайт\w* (\S+ ){0,3}в (стадии )?(разработк|процессе (создан|разработ))",
    "поздравляем.{0,60}сайт.{0,40}(создан|установлен)",
    "congratulations.{0,60}(site|server).{0,40}(created|running|installed)",
)
# A title that says nothing else; in a footer the same words praise a content management system.
HOSTING_TITLE = re.compile(r"^сайт \S+ (успешно )?создан\W*$")
WORKS = _any(
    r"(на (сайте|портале)|сайт\w*|портал\w*) (\S+ ){0,3}(техническ|профилактическ|регламентн)\w+ (работ|обслуживан)",
    r"(ведутся|проводятся|идут) (\S+ )?(техническ|профилактическ|регламентн)\w* работ\w* (на|с) (сайт|портал|сервер)",
    r"(сайт|портал)\w* (\S+ ){0,4}(на|в) (\S+ )?(реконструкци|обслуживани|техобслуживани|профилактик)",
    r"(сайт|портал|ресурс)\w* (\S+ ){0,2}временно (недоступ|не (работает|доступ)|закрыт)",
    r"(перенос|обновлени|восстановлени)\w* (\S+ )?сайта.{0,60}(недоступ|не работает)",
    r"(down|unavailable|closed) for (scheduled |technical )?maintenance",
    r"(under|in) maintenance( mode)?\b",
)
CLOSED = _any(
    r"сайт\w* (\S+ ){0,2}(закрыт|прекратил|переехал|перен[её]с[её]н|перемещ[её]н|не обновляется)",
    r"сайт\w* (\S+ ){0,2}больше не (обновляется|работает|поддерживается|функционирует)",
    r"мы переехали (на|по) (\S+ ){0,2}(сайт|адрес|домен|платформ)",
)
# A title of a site that was closed for good: «Сайт закрыт на обслуживание», «Сайт закрытого города» are none.
CLOSED_TITLE = re.compile(r"\W*сайт\w* (?:\S+ ){0,2}(?:закрыт|переехал|перен[её]с[её]н|не обновляется)\b(?! на | по )")
# Says "closed" only when an address of another site follows at once: many a home page greets with its new site.
MOVED = re.compile(r"(?:(?:новый|актуальный|действующий)(?: официальный)? сайт\b|новый адрес (?:\S+ )?сайта).{0,60}")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\"'<>«»]+|(?<![@\w.-])[\w-]+(?:\.[\w-]+)*\.(?:ru|рф|su|com|org|net)\b")
WAY = re.compile(r"<a\s[^>]*?href=[\"']?([^\"'\s>]+)")
ONWARD = re.compile(rf"<meta[^>]+refresh[^>]+url\s*=\s*[\"']?([^\"'\s>;]+)|{GO.pattern}")
LINK = re.compile(r"href=[\"']?((?:https?:)?//[^\"'\s>]+)")
