"""Pages in the site's own design that show something else in place of what was asked for. Pure.

A sign-in form, a notice that guests may not read this, an error of the engine, a notice of works: header, menu and foot
stand around, so `crawler.answers.walls` sees a page. Here all that the home page has too is put aside, and what is left
must be nothing else: a page with something to read on it is that page, whatever login box stands beside.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crawler.addresses import is_file
from crawler.answers import known_hosts
from crawler.answers import wall_marks as marks
from crawler.answers.walls import Wall
from crawler.items import Block, BlockKind, FieldKind, Form, Link, Page, Reason, Region
from crawler.urls import host

_MUCH = 1_200  # characters in a page's own place: no notice is that long, however many polite words stand around it
_BESIDE = 150  # … that neither the notice nor the way in says: «Приносим извинения», «Вернуться на главную»
_HARDLY = 40  # … where nothing but the form itself tells what it is there for
_A_LINE = 300  # … of a line that may be a notice
_LINKS = 2  # within the site that lead neither in nor to help with it: back, home
_WRITTEN = frozenset({FieldKind.TEXTAREA, FieldKind.RADIO, FieldKind.DATE, FieldKind.FILE})
_TYPED = frozenset({FieldKind.TEXT, FieldKind.EMAIL, FieldKind.TEL, FieldKind.NUMBER, FieldKind.PASSWORD})
_SECRET = re.compile(r"парол|\bпин\b|\bкод\b|pass")


def _any(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


# What a line of a sign-in form, or a link beside it, speaks of.
_WAY_IN = _any(
    r"\bлогин",
    r"парол",
    "авториз",
    r"регистр",
    r"\bвход\b",
    r"\bвой(?:ти|дите)\b",
    "запомнить меня",
    "имя пользователя",
    r"уч[её]тн\w+ запис",
    r"личн\w+ кабинет",
    "госуслуг",
    r"\bесиа\b",
    r"\be-?mail\b",
    r"\blog ?in\b",
    r"\bsign (?:in|up)\b",
    "password",
    "remember me",
)
_TITLES = re.compile(
    r"\W*(?:вход|войти|авторизация|аутентификация|логин|login|log in|sign in)\b"
    r"(?: (?:на|в|для|через) (?:\S+ ?){1,3})?\W*(?:$| [-–—|/:·•] )|\W*личный кабинет\W*$"
)
_SEEN = r"(?:просмотр|чтени|доступ|ознакомлени|получени)\w*"
_THING = r"(?:раздел|страниц|материал|документ|информаци|содержи|запис|публикаци|контент|ресурс|элемент)\w*"
_NEEDED = r"(?:войдите|войти|авториз|зарегистр|введите (?:\S+ )?пароль|(?:необходим|требуе)\S+ вход)"
_NOT_FOR_GUESTS = _any(
    r"(?:нет|недостаточно) (?:\S+ ){0,2}(?:прав|доступа|разрешени\w+|полномочий) "
    rf"(?:\S+ ){{0,2}}(?:{_SEEN}|{_THING})",
    rf"(?:нет|не имеете) доступа к (?:\S+ ){{0,2}}{_THING}",
    rf"{_THING} (?:\S+ ){{0,4}}(?:только|лишь) (?:\S+ )?(?:зарегистрирован|авторизован)",
    rf"для {_SEEN} [^.!?]{{0,60}}\b{_NEEDED}",
    rf"(?:войдите|авторизуйтесь|зарегистрируйтесь)\b[^.!?]{{0,60}}(?:чтобы|для) (?:\S+ )?(?:просм|увид|прочи|{_SEEN})",
    r"вы не авторизован",
    r"(?:необходима|требуется) авторизация\b",
    r"необходимо (?:авторизоваться|войти на сайт|войти в систему)",
    rf"{_THING} защищ[её]н\w* паролем",
    r"password[- ]protected",
    r"you (?:are not authori[sz]ed|must be logged in|need to (?:log|sign) ?in)",
)
# What else guests are asked to sign in for, below a page they may read.
_TO_ACT = re.compile(
    r"комментар|отзыв|остав(?:ить|ля)|добав(?:ить|ля)|написать|отправ|голос|опрос|участ|подпис"
    r"|запис(?:ь|ат)\w* (?:на|к)\b"
)
_FORBIDDEN = re.compile(
    rf"доступ (?:к (?:\S+ ){{0,2}}{_THING} )?(?:\S+ )?(?:запрещ[её]н|закрыт|ограничен)\w*|^\W*access (?:is )?denied"
)
_OF_THE_ENGINE = _any(
    r"на (?:этом )?сайте (?:возникла|произошла) (?:\S+ )?ошибка",
    r"critical error on (?:this|your) (?:web)?site",
    r"the website encountered an unexpected error",
    r"uncaught (?:\S+ )?(?:error|exception)\b",
)
_COMPLAINS = re.compile(r"\W*(?:php )?(?:warning|notice|deprecated|strict standards)\s*: ")  # beside what it broke
# «Ведутся технические работы.» and no more: those on a network of pipes are somebody else's.
_OF_THIS = r"(?:раздел|страниц|сайт|портал|сервер|сервис|модул|баз\w+ данных)\w*"
_WORKS = r"(?:техническ|профилактическ|регламентн)\w+ работ\w*"
_AWAY = _any(
    rf"{_OF_THIS} (?:\S+ ){{0,2}}временно (?:\S+ )?(?:недоступ|не (?:работает|доступ)|закрыт|отключ)",
    rf"(?:ведутся|проводятся|идут|проведени\w+) (?:\S+ )?{_WORKS}"
    rf"(?: (?:на|с|по|в) (?:обновлени\w+ |обслуживани\w+ |\S+ )?{_OF_THIS})?\s*(?:$|[.!,;)])",
    rf"^\W*{_WORKS}(?: на {_OF_THIS})?\W*$",
)
# Without one of these pieces, and without a password to type, no line of a page is a notice of any kind.
_PIECES = (
    "доступ", "прав", "разреш", "полномоч", "войти", "войдите", "авториз", "зарегистр", "парол", "password", "logged",
    "authori", "sign in", "log in", "denied", "error", "exception", "ошибк", "sql", "баз", "gateway", "работ", "сайт",
    "временно", "maintenance", "портал", "вход",
)  # fmt: skip


class _Place(NamedTuple):
    """The page's own place, without what the home page has too."""

    host: str
    title: str
    lines: tuple[str, ...]  # in small letters
    headings: tuple[str, ...]
    links: tuple[Link, ...]
    sign_in: Form | None
    asks: bool  # there is something to fill in besides


def stands_in(page: Page, home: Page | None) -> Wall | None:
    """What stands in the place of a page of the site; None where the page may be what it seems."""
    blocks = _own_blocks(page, home)
    said = "\n".join([page.title, *(block.text for block in blocks)]).lower()
    if len(said) > _MUCH or not any(piece in said for piece in _PIECES):
        return None
    place = _place(page, home, blocks)
    if place.asks or _has_frames(page, home) or any(is_file(link.url) for link in place.links):
        return None
    return _error(place) or _works(place) or _closed(place)


def _own_blocks(page: Page, home: Page | None) -> list[Block]:
    shared = {block.text for block in home.blocks} if home is not None else frozenset()
    return [block for block in page.blocks if block.region is Region.CONTENT and block.text not in shared]


def _place(page: Page, home: Page | None, blocks: list[Block]) -> _Place:
    met = {link.url for link in home.links} if home is not None else frozenset()
    known = {_built(form) for form in home.forms} if home is not None else frozenset()
    forms = [form for form in page.forms if form.region is Region.CONTENT and _built(form) not in known]
    sign_in = next((form for form in forms if _is_sign_in(form)), None)
    return _Place(
        host=host(page.url),
        title=page.title.lower(),
        lines=tuple(block.text.lower() for block in blocks if block.kind is not BlockKind.HEADING),
        headings=tuple(block.text.lower() for block in blocks if block.kind is BlockKind.HEADING),
        links=tuple(link for link in page.links if link.region is Region.CONTENT and link.url not in met),
        sign_in=sign_in,
        asks=any(map(_asks, (form for form in forms if form is not sign_in))),
    )


def _built(form: Form) -> tuple[tuple[FieldKind, str], ...]:
    """What a form is made of, by which it is known again on another page."""
    return tuple((field.kind, field.name) for field in form.fields if field.kind is not FieldKind.HIDDEN)


def _is_sign_in(form: Form) -> bool:
    """A password and at most a name to go with it. Forms copied from an example ask for an address as a password."""
    secret = [field for field in form.fields if field.kind is FieldKind.PASSWORD]
    names = [field for field in form.fields if field.kind in _TYPED - {FieldKind.PASSWORD}]
    called = [f"{field.label} {field.placeholder}".strip().lower() for field in secret]
    return (
        len(secret) == 1
        and len(names) <= 1
        and not any(_WRITTEN & {field.kind} for field in form.fields)
        and all(not one or _SECRET.search(one) for one in called)
    )


def _asks(form: Form) -> bool:
    """Whether there is more to fill in than a search."""
    typed = sum(field.kind in _TYPED for field in form.fields)
    return typed > 1 or any(field.kind in _WRITTEN for field in form.fields)


def _has_frames(page: Page, home: Page | None) -> bool:
    known = {frame.url for frame in home.frames} if home is not None else frozenset()
    return any(frame.url not in known for frame in page.frames)


def _error(place: _Place) -> Wall | None:
    said = _first(place, marks.BROKEN, _OF_THE_ENGINE)
    if not said or not _is_all(place, said, _COMPLAINS):
        return None
    return Wall(Reason.HTTP_5XX, "server error", said[:160])


def _works(place: _Place) -> Wall | None:
    said = _first(place, marks.WORKS, _AWAY)
    if not said or not _is_all(place, said, marks.WORKS, _AWAY):
        return None
    return Wall(Reason.MAINTENANCE, "maintenance", said[:160])


def _closed(place: _Place) -> Wall | None:
    """A sign-in form, the words that this is not for guests, or a door to the state's sign-in that is called one."""
    said, called = _first(place, _NOT_FOR_GUESTS, without=_TO_ACT), _is_called_door(place)
    if said or place.sign_in is not None or (called and any(map(_leads_in, place.links))):
        beside = _BESIDE if said or called else _HARDLY
        if not _is_all(place, said, _NOT_FOR_GUESTS, _WAY_IN, beside=beside):
            return None
        return Wall(Reason.LOGIN_REQUIRED, "login form", (said or place.title)[:160])
    said = _first(place, _FORBIDDEN)
    if said and _is_all(place, said, _FORBIDDEN):
        return Wall(Reason.HTTP_403, "access denied", said[:160])
    return None


def _first(place: _Place, *words: re.Pattern[str], without: re.Pattern[str] | None = None) -> str:
    lines = (line for line in (*place.lines, *place.headings) if len(line) <= _A_LINE)
    told = (line for line in lines if without is None or not without.search(line))
    return next((line for line in told if any(one.search(line) for one in words)), "")


def _is_all(place: _Place, said: str, *words: re.Pattern[str], beside: int = _BESIDE) -> bool:
    """Whether hardly anything stands beside a notice, and nothing leads on but to its own matter or back."""
    labels = {field.label.lower() for field in place.sign_in.fields} if place.sign_in is not None else set()
    rest = [line for line in place.lines if line != said and line not in labels and not _tells(line, words)]
    ways = [link for link in place.links if not (_leads_in(link) or _WAY_IN.search(link.label.lower()))]
    away = any(host(link.url) != place.host for link in ways)
    return sum(map(len, rest)) <= beside and len(ways) <= _LINKS and not away


def _tells(line: str, words: tuple[re.Pattern[str], ...]) -> bool:
    return len(line) <= _A_LINE and any(one.search(line) for one in words)


def _is_called_door(place: _Place) -> bool:
    return any(_TITLES.match(name) for name in (place.title, *place.headings[:1]))


def _leads_in(link: Link) -> bool:
    return known_hosts.kind_of(host(link.url)) == "login"
