"""The closed list of reasons in words, and whose doing each is."""

from __future__ import annotations

import re

from crawler.items import Cause, NoBrowser, Owner, Reason

# What happened, as a clause that finishes the sentence «Вывод сделать нельзя: …».
WORDS: dict[Reason, str] = {
    Reason.DNS_FAILURE: "доменное имя не существует",
    Reason.TIMEOUT: "сервер не ответил вовремя",
    Reason.CONNECTION_REFUSED: "сервер отказал в соединении",
    Reason.CONNECTION_RESET: "сервер оборвал соединение",
    Reason.TLS_ERROR: "не удалось установить защищённое соединение",
    Reason.HTTP_401: "сервер потребовал пароль (401)",
    Reason.HTTP_403: "сервер запретил доступ (403)",
    Reason.HTTP_404: "страница не найдена (404)",
    Reason.HTTP_429: "сервер ограничил число запросов (429)",
    Reason.HTTP_4XX: "сервер отклонил запрос",
    Reason.HTTP_5XX: "ошибка на стороне сервера",
    Reason.REDIRECT_LOOP: "сайт перенаправляет по кругу",
    Reason.TOO_LARGE: "страница слишком велика",
    Reason.NOT_HTML: "вместо страницы отдан другой тип данных",
    Reason.EMPTY_PAGE: "страница пуста",
    Reason.UNREADABLE: "содержание не удалось прочитать",
    Reason.ROBOTS_DISALLOWED: "чтение запрещено файлом robots.txt",
    Reason.BOT_WALL: "страницу закрывает защита от роботов",
    Reason.GEO_BLOCKED: "доступ ограничен по географическому признаку",
    Reason.CAPTCHA: "страницу закрывает проверка «я не робот»",
    Reason.LOGIN_REQUIRED: "требуется вход в личный кабинет",
    Reason.SOFT_404: "вместо страницы показано сообщение об её отсутствии",
    Reason.PARKED_SITE: "по адресу стоит заглушка, сайта на нём нет",
    Reason.SITE_CLOSED: "сайт закрыт или переехал",
    Reason.MAINTENANCE: "на сайте технические работы",
    Reason.PRIVATE_ADDRESS: "адрес ведёт во внутреннюю сеть",
    Reason.INVALID_URL: "адрес записан неверно",
    Reason.SCRIPT_REQUIRED: "увидеть это можно только в браузере, а его не было или он не помог",
    Reason.NO_OCR: "документ — скан без текстового слоя, распознать его нечем",
    Reason.BUDGET_EXHAUSTED: "исчерпан лимит времени или запросов",
    Reason.YEARS_UNKNOWN: "годы оценки не указаны",
    Reason.CARD_UNKNOWN: "неизвестны ни ИНН, ни номер карточки bus.gov.ru",
    Reason.REGISTRY_UNAVAILABLE: "сайт bus.gov.ru недоступен или отвечает иначе, чем известно",
    Reason.AUDITOR_OFFLINE: "у проверяющего не было сети",
    Reason.AMBIGUOUS: "увиденное можно понять по-разному",
    Reason.NOT_REACHED: "до нужных страниц обход не дошёл",
    Reason.INTERNAL_ERROR: "внутренняя ошибка проверки",
}

# What the words leave open and somebody who reads the code of a reason in a script has to know.
MEANINGS: dict[Reason, str] = {
    Reason.DNS_FAILURE: "У главной страницы — признак того, что сайта нет; молчание сервера имён ни о чём не говорит.",
    Reason.TIMEOUT: "Соединение или ответ не дождались срока ([crawl] timeout), с повторами.",
    Reason.TLS_ERROR: "Сертификат просрочен, выдан на другое имя или неизвестным издателем; подробность — в сообщении.",
    Reason.HTTP_401: "Страница закрыта паролем сервера.",
    Reason.HTTP_404: "У главной страницы — признак того, что сайта нет.",
    Reason.HTTP_4XX: "Любой ответ 400–499, кроме 401, 403, 404 и 429.",
    Reason.HTTP_5XX: "Любой ответ 500–599, с повторами.",
    Reason.TOO_LARGE: "Больше предела, до которого мы читаем страницу или файл.",
    Reason.NOT_HTML: "Например, картинка или архив по адресу страницы.",
    Reason.EMPTY_PAGE: "Страница получена, но ни текста, ни ссылок в ней нет.",
    Reason.UNREADABLE: "Файл получен, но повреждён, защищён паролем или неизвестного вида.",
    Reason.ROBOTS_DISALLOWED: "Мы соблюдаем запрет: страницу не запрашивали.",
    Reason.BOT_WALL: "Вместо страницы — проверка браузера или отказ системы защиты.",
    Reason.GEO_BLOCKED: "Сайт отвечает не отовсюду: проверьте из другой сети.",
    Reason.CAPTCHA: "Проверку человеком мы не проходим.",
    Reason.LOGIN_REQUIRED: "Личный кабинет или ЕСИА: мы не входим.",
    Reason.SOFT_404: "Сервер ответил «200», но показал «страница не найдена».",
    Reason.PARKED_SITE: "Домен продаётся, занят заглушкой регистратора или хостинга, либо сайт ещё не сделан.",
    Reason.SITE_CLOSED: "Сайт сам говорит, что закрыт, или ведёт на новый адрес.",
    Reason.MAINTENANCE: "Сайт сам говорит о работах: проверьте позже.",
    Reason.PRIVATE_ADDRESS: "Такие адреса не запрашиваются без --allow-private-networks.",
    Reason.INVALID_URL: "Запросить такой адрес нельзя: исправьте его в реестре (или на сайте, если ведёт сайт).",
    Reason.SCRIPT_REQUIRED: "Он отключён (--render never), не найден (nok doctor) или содержания не дождался.",
    Reason.NO_OCR: "Нужен tesseract с русским языком.",
    Reason.BUDGET_EXHAUSTED: "Предел [crawl] seconds, requests, megabytes, [nightly] until; остальное — потом.",
    Reason.YEARS_UNKNOWN: "Заполните столбец «годы оценки» (для nok check — --assessed-years); «-» — не оценивалась.",
    Reason.CARD_UNKNOWN: "Укажите ИНН или номер карточки в реестре (для nok check — --inn): иначе карточки не найти.",
    Reason.REGISTRY_UNAVAILABLE: "bus.gov.ru не ответил или отвечает не так, как описано: о карточке судить нельзя.",
    Reason.AUDITOR_OFFLINE: "Недоступны были и все сайты, и контрольные адреса: ночь не засчитывается.",
    Reason.AMBIGUOUS: "Прочитано всё нужное, но однозначного вывода прочитанное не даёт; почему — в сообщении.",
    Reason.NOT_REACHED: "Страница, файл или карточка известны, но запрошены не были; повторите проверку.",
    Reason.INTERNAL_ERROR: "Ошибка нашей программы на этой организации: сообщите тем, кто её ведёт.",
}

NO_BROWSER = {
    NoBrowser.OFF: "увидеть это можно только в браузере, а он отключён (--render never)",
    NoBrowser.MISSING: "увидеть это можно только в браузере, а его на этой машине не было",
}

# What exactly happened, where the reason's own words say less.
_CAUSES = {
    Cause.EXPIRED: "срок действия сертификата истёк",
    Cause.WRONG_NAME: "сертификат выдан на другое имя",
    Cause.UNTRUSTED: "издатель сертификата неизвестен",
    Cause.SELF_SIGNED: "сертификат самоподписанный",
    Cause.NAME_SERVER_SILENT: "сервер имён не ответил",
}

# Reasons at the home page that mean there is no official site: the site's own doing, not a wall between us.
_ADDRESS = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?", re.IGNORECASE)
SITE_GONE = frozenset({Reason.DNS_FAILURE, Reason.HTTP_404, Reason.PARKED_SITE, Reason.SITE_CLOSED})

DEAD_LINK = frozenset({Reason.HTTP_404, Reason.SOFT_404, Reason.INVALID_URL})  # a link so answered leads to nothing

# Whose doing each is; every reason stands here, so that a new one accuses nobody by default.
_OWNERS: dict[Reason, Owner] = {
    Reason.DNS_FAILURE: Owner.SITE,
    Reason.TIMEOUT: Owner.WALL,
    Reason.CONNECTION_REFUSED: Owner.WALL,
    Reason.CONNECTION_RESET: Owner.WALL,
    Reason.TLS_ERROR: Owner.WALL,  # an expired certificate is the site's, an issuer we do not know may be ours
    Reason.HTTP_401: Owner.WALL,
    Reason.HTTP_403: Owner.WALL,
    Reason.HTTP_404: Owner.SITE,
    Reason.HTTP_429: Owner.WALL,
    Reason.HTTP_4XX: Owner.SITE,
    Reason.HTTP_5XX: Owner.SITE,
    Reason.REDIRECT_LOOP: Owner.SITE,
    Reason.TOO_LARGE: Owner.AUDITOR,
    Reason.NOT_HTML: Owner.SITE,
    Reason.EMPTY_PAGE: Owner.SITE,
    Reason.UNREADABLE: Owner.AUDITOR,
    Reason.ROBOTS_DISALLOWED: Owner.WALL,
    Reason.BOT_WALL: Owner.WALL,
    Reason.GEO_BLOCKED: Owner.WALL,
    Reason.CAPTCHA: Owner.WALL,
    Reason.LOGIN_REQUIRED: Owner.WALL,
    Reason.SOFT_404: Owner.SITE,
    Reason.PARKED_SITE: Owner.SITE,
    Reason.SITE_CLOSED: Owner.SITE,
    Reason.MAINTENANCE: Owner.SITE,
    Reason.PRIVATE_ADDRESS: Owner.AUDITOR,
    Reason.INVALID_URL: Owner.AUDITOR,  # as a rule the registry misspells it; dead links of a site are told as such
    Reason.SCRIPT_REQUIRED: Owner.AUDITOR,
    Reason.NO_OCR: Owner.AUDITOR,
    Reason.BUDGET_EXHAUSTED: Owner.AUDITOR,
    Reason.YEARS_UNKNOWN: Owner.AUDITOR,
    Reason.CARD_UNKNOWN: Owner.AUDITOR,
    Reason.REGISTRY_UNAVAILABLE: Owner.WALL,
    Reason.AUDITOR_OFFLINE: Owner.AUDITOR,
    Reason.AMBIGUOUS: Owner.AUDITOR,
    Reason.NOT_REACHED: Owner.AUDITOR,
    Reason.INTERNAL_ERROR: Owner.AUDITOR,
}


def describe(reason: Reason | None, no_browser: NoBrowser | None = None) -> str:
    """The reason as a Russian clause; an empty reason reads as unknown.

    `no_browser`: why this site was looked at without one, where that is known: then no script of its is to blame.
    """
    if reason is Reason.SCRIPT_REQUIRED and no_browser is not None:
        return NO_BROWSER[no_browser]
    return WORDS[reason] if reason is not None else "причина неизвестна"


def is_told(reason: Reason, message: str) -> bool:
    """Whether a message already gives the reason, in any of the words there are for it."""
    exact = NO_BROWSER.values() if reason is Reason.SCRIPT_REQUIRED else ()
    return any(words in message for words in (describe(reason), *exact))


def meaning(reason: Reason) -> str:
    """The reason for a manual: its words as a sentence, and what they leave open."""
    words = WORDS[reason]
    return " ".join(filter(None, (f"{words[0].upper()}{words[1:]}.", MEANINGS.get(reason, ""))))


def owner(reason: Reason) -> Owner:
    """Whose doing a reason is. Only `Owner.SITE` may count against an organization."""
    return _OWNERS[reason]


def is_gone(reason: Reason | None, cause: Cause | None = None) -> bool:
    """Whether a refusal of the home page means that there is no official site.

    A name server that did not answer says nothing of the site: only a name that does not exist counts.
    """
    return reason in SITE_GONE and cause is not Cause.NAME_SERVER_SILENT


def moved_to(reason: Reason | None, detail: str, cause: Cause | None = None) -> str:
    """The address a closed site gives as its new one; empty for none. A page in a social network is no site."""
    said = detail.partition(": ")[2] or detail
    closed = reason is Reason.SITE_CLOSED and cause is not Cause.SOCIAL
    return said if closed and _ADDRESS.fullmatch(said) else ""


def clarify(reason: Reason | None, detail: str, cause: Cause | None = None) -> str:
    """A detail of a refusal in Russian; empty when the reason's own words say as much or only a programmer gains."""
    if reason is Reason.PRIVATE_ADDRESS:
        return "разрешить такие адреса: --allow-private-networks"
    if cause is Cause.SOCIAL:
        return f"вместо сайта — страница в социальной сети {detail.partition(': ')[2] or detail}"
    if any("а" <= letter <= "я" for letter in detail.lower()):
        mark, _, said = detail.partition(": ")  # what a page says, after the crawler's own name for it
        return f"«{said}»" if said and mark.isascii() else detail
    return _CAUSES.get(cause, "") if cause is not None else ""
