"""Sites that cannot be read, and those which can but are not what they seem.

Whose fault it is decides: a name that does not exist, a parked or a closed site count against the
organization; a wall, a time-out or a refusal say nothing about it.
"""
# ruff: noqa: E501 - sentences stay whole

from __future__ import annotations

from collections.abc import Callable, Mapping

from audits.demo.layout import host, lay_out
from audits.demo.looks.accessible import WITH_EFFECT
from audits.demo.looks.bitrix import BITRIX
from audits.demo.looks.gosweb import GOSWEB
from audits.demo.model import CLOSED, PORT, Card, Declared, Expected, Host, Reply, Request
from audits.demo.papers import standard_files
from audits.demo.people import row
from audits.demo.sites.build import declare, home, model_sheets, replace, without
from audits.demo.truth import failed, organization_truth, unsure
from crawler.items import Reason
from rules.model import Organization, Sector

SECTORS = tuple(Sector)
Fault = Callable[[Organization], Mapping[str, Host]]


def _html(text: str, status: int = 200, *headers: tuple[str, str]) -> Reply:
    return Reply(text.encode(), status=status, headers=headers)


def _always(reply: Reply) -> Fault:
    return lambda o: {o.site.split("//", 1)[1].split(":", 1)[0]: lambda request: reply}


def _faulty(
    number: int, slug: str, name: str, quirk: str, works: Expected, serve: Fault, site: str | None = None
) -> Declared:
    """An organization nothing of whose site can be judged; `works` is what to say of the site itself."""
    o = row(number, slug, name, SECTORS[number % len(SECTORS)], site=site)
    return Declared(o, "—", quirk, o.site, serve(o), organization_truth(o, official_site_works=works), Card())


def _nowhere(o: Organization) -> Mapping[str, Host]:
    return {}


def no_such_name() -> Declared:
    return _faulty(
        40,
        "propal",
        "МКОУ «Средняя школа № 9»",
        "имя узла не существует (NXDOMAIN)",
        failed("имени нет в DNS"),
        _nowhere,
    )


def refused() -> Declared:
    name = "zakryto.demo.test"
    return _faulty(
        41, "zakryto", "МКДОУ «Детский сад «Ласточка»", "соединение отвергается", unsure(Reason.CONNECTION_REFUSED),
        lambda o: {name: lambda request: Reply(status=503)}, site=f"http://{name}:{CLOSED}/",
    )  # fmt: skip


def slow() -> Declared:
    return _faulty(
        42,
        "medlenno",
        "МКУК «Сельский клуб»",
        "ответа не дождаться",
        unsure(Reason.TIMEOUT),
        _always(Reply(b"late", delay=600.0)),
    )


def server_error() -> Declared:
    return _faulty(
        43,
        "oshibka500",
        "ГКУ «Социальный приют»",
        "ошибка 500",
        unsure(Reason.HTTP_5XX),
        _always(_html("<h1>Internal Server Error</h1>", 500)),
    )


def forbidden() -> Declared:
    return _faulty(
        44,
        "zapret",
        "МКУ ДО «Школа самбо»",
        "403 всем",
        unsure(Reason.HTTP_403),
        _always(_html("<h1>403 Forbidden</h1>", 403)),
    )


def guarded() -> Declared:
    page = '<!DOCTYPE html><html><head><title>DDoS-Guard</title><script src="/.well-known/ddos-guard/js-challenge/index.js"></script></head><body><h1>Проверка браузера</h1><p>Checking your browser before accessing</p></body></html>'
    reply = _html(page, 403, ("Server", "ddos-guard"), ("Set-Cookie", "__ddg1_=aBcD; Path=/; HttpOnly"))
    return _faulty(45, "stena", "МКОУ «Вечерняя школа»", "стена DDoS-Guard", unsure(Reason.BOT_WALL), _always(reply))


def cookie_stub() -> Declared:
    """A hoster's stub: 200, a cookie set by script, a reload; the site is there only for those who run scripts."""
    stub = _html(
        "<html><body><script>document.cookie='beget=begetok'+'; path=/';location.reload();</script></body></html>"
    )

    def serve(o: Organization) -> Mapping[str, Host]:
        site = host(lay_out(o, BITRIX, model_sheets(o), files=standard_files(o), extras=WITH_EFFECT))

        def answer(request: Request) -> Reply:
            return site(request) if "beget=begetok" in request.cookie else stub

        return {o.site.split("//", 1)[1].split(":", 1)[0]: answer}

    works = unsure(Reason.BOT_WALL, "браузер, исполнивший скрипт, прошёл бы и увидел образцовый сайт", debatable=True)
    return _faulty(46, "begun", "ГБУЗ «Стоматологическая поликлиника»", "заглушка хостера с cookie", works, serve)


def parked() -> Declared:
    page = "<html><head><title>Домен продаётся</title></head><body><h1>Этот домен продаётся</h1><p>Купить домен parked.demo.test можно у регистратора. Срок регистрации домена истёк.</p><a href='https://www.reg.example/buy'>Купить домен</a></body></html>"
    return _faulty(
        47,
        "parkovka",
        "МКУК «Библиотека-филиал № 3»",
        "домен припаркован",
        failed("сайта организации по адресу нет"),
        _always(_html(page)),
    )


def moved() -> Declared:
    page = f"<html><head><title>САЙТ ЗАКРЫТ</title></head><body><center><h1>САЙТ ЗАКРЫТ!!!</h1><p>НОВЫЙ САЙТ: <a href='http://shkola1.demo.test:{PORT}/'>http://shkola1.demo.test</a></p></center></body></html>"
    return _faulty(
        48,
        "pereehali",
        "ГКУ «Центр занятости»",
        "«сайт закрыт, новый сайт…»",
        failed("в реестре адрес закрытого сайта"),
        _always(_html(page)),
    )


def loop() -> Declared:
    def serve(o: Organization) -> Mapping[str, Host]:
        there = Reply(status=302, headers=(("Location", "/start"),))
        back = Reply(status=302, headers=(("Location", "/"),))
        return {"krug.demo.test": host({"/": there, "/start": back})}

    return _faulty(
        49, "krug", "МКУ «Плавательный бассейн»", "бесконечное перенаправление", unsure(Reason.REDIRECT_LOOP), serve
    )


def login_wall() -> Declared:
    page = "<html><head><title>Вход</title></head><body><h1>Вход в систему</h1><p>Чтобы продолжить, войдите.</p><form method='post' action='/login'><label>Логин <input name='login'></label><label>Пароль <input type='password' name='password'></label><button>Войти</button></form></body></html>"
    return _faulty(
        50, "vhod", "МКОУ «Школа-интернат»", "вход по паролю", unsure(Reason.LOGIN_REQUIRED), _always(_html(page))
    )


def robots() -> Declared:
    def serve(o: Organization) -> Mapping[str, Host]:
        laid = lay_out(o, GOSWEB, model_sheets(o), files=standard_files(o), extras=WITH_EFFECT)
        laid["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", content_type="text/plain")
        return {"robotam-net.demo.test": host(laid)}

    return _faulty(
        51, "robotam-net", "ГБУЗ «Диспансер»", "robots.txt запрещает всё", unsure(Reason.ROBOTS_DISALLOWED), serve
    )


def empty_home() -> Declared:
    return _faulty(
        52, "pusto", "МКУК «Музей ремёсел»", "главная пуста", unsure(Reason.EMPTY_PAGE), _always(_html("<html><head></head><body></body></html>"))
    )  # fmt: skip


def dropped() -> Declared:
    return _faulty(
        53,
        "obryv",
        "ГКУ «Пансионат ветеранов»",
        "соединение рвётся",
        unsure(Reason.CONNECTION_RESET),
        _always(Reply(cut=True)),
    )


def soft_404() -> Declared:
    """Every invented address answers 200 «не найдено»; the link to НОК in the menu leads to such a page."""
    o = row(54, "myagko", "МКУ ДО «Спортивная школа «Старт»", Sector.SPORT)
    missing = _html(
        "<html><head><title>Спортивная школа</title></head><body><h1>К сожалению, такой страницы нет</h1><p>Возможно, она удалена.</p><a href='/'>На главную</a></body></html>"
    )
    link = '<p><a href="/nezavisimaya-otsenka/">Независимая оценка качества</a></p>'
    sheets = replace(without(model_sheets(o), "nok"), home(o, link))
    return declare(
        o, BITRIX, sheets, technology="1С-Битрикс", quirk="ненайденное отвечает 200; ссылка на НОК мертва", missing=missing, files={},
        truth={
            "nok_page_published": failed("по ссылке «такой страницы нет»"),
            "poll_results_published": failed("нигде на сайте"),
            "poll_published": failed("опроса нет"),
            "bus_link_published": failed("ссылки нет"),
        },
    )  # fmt: skip


def without_site(number: int, slug: str, name: str, cell: str) -> Declared:
    """The registry names no address: an empty cell, or a word instead of one."""
    o = row(number, slug, name, SECTORS[number % len(SECTORS)], site="", note=cell)
    truth = organization_truth(
        o,
        official_site_works=failed("в реестре адрес не указан"),
        bus_card_has_site=failed("поле «сайт» карточки пусто"),
    )
    return Declared(
        o,
        "—",
        f"в реестре вместо сайта «{cell}»" if cell else "в реестре сайт не указан",
        cell,
        {},
        truth,
        Card(site=""),
    )


def empty_cell() -> Declared:
    return without_site(55, "bez-sayta", "МКДОУ «Детский сад «Колосок»", "")


def word_no() -> Declared:
    return without_site(56, "net-sayta", "МКУК «Дом культуры аула Верхний»", "нет")


def social_page() -> Declared:
    o = row(57, "vkontakte", "МКУ «Молодёжный центр»", Sector.CULTURE, site="https://vk.com/club770770143")
    truth = organization_truth(
        o,
        official_site_works=failed("страница в социальной сети не официальный сайт"),
        own_site=failed("страница в социальной сети"),
    )
    return Declared(o, "ВКонтакте", "вместо сайта сообщество в социальной сети", o.site, {}, truth, Card())


def founders_page() -> Declared:
    """The «site» is a page on the founder's portal: it answers, and holds what is needed, but is not its own."""
    o = row(
        58,
        "dk-zarya",
        "МКУК «Дом культуры «Заря»",
        Sector.CULTURE,
        site=f"http://uo-nagor.demo.test:{PORT}/dk-zarya/",
        founder=f"http://uo-nagor.demo.test:{PORT}/",
    )
    sheets = model_sheets(o)
    look = GOSWEB
    laid = lay_out(o, look, sheets, files=standard_files(o), extras=WITH_EFFECT)
    founder = home(
        o,
        '<p><a href="/dk-zarya/">Дом культуры «Заря»</a></p><p><a href="/nok/shkola-99/">НОК: школа № 99</a></p>',
        "Управление образования и культуры",
    )
    portal = lay_out(o, look, [founder], extras={})
    other = row(99, "shkola-99", "МКОУ «Средняя школа № 99»", Sector.EDUCATION)
    foreign = lay_out(
        other, look, [home(other), *[s for s in model_sheets(other) if s.key == "nok"]], files=standard_files(other)
    )
    moved = {
        ("/dk-zarya" + path if not path.startswith(look.files) else path): _prefixed(reply, laid)
        for path, reply in laid.items()
    }
    moved |= {path: reply for path, reply in laid.items() if path.startswith(look.files)}
    table = portal | moved | {"/nok/shkola-99/": foreign["/nezavisimaya-otsenka-kachestva/"]}
    truth = organization_truth(o, own_site=failed("страница на сайте учредителя"))
    return Declared(
        o,
        "Госвеб",
        "страница на сайте учредителя",
        o.site,
        {"uo-nagor.demo.test": host(table)},
        truth,
        Card(),
        tuple(moved),
    )


def _prefixed(reply: Reply, laid: Mapping[str, Reply]) -> Reply:
    """The page with its inner links moved under the organization's folder of the portal."""
    text = reply.data
    for path in sorted(laid, key=len, reverse=True):
        if not path.startswith(GOSWEB.files):
            text = text.replace(f'href="{path}"'.encode(), f'href="/dk-zarya{path}"'.encode())
    return Reply(text, content_type=reply.content_type, headers=reply.headers)


SITES = (
    no_such_name, refused, slow, server_error, forbidden, guarded, cookie_stub, parked, moved, loop, login_wall,
    robots, empty_home, dropped, soft_404, empty_cell, word_no, social_page, founders_page,
)  # fmt: skip
