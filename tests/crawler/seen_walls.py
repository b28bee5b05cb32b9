"""Answers that stand in place of a page, as they are met in Russia; and ordinary pages that speak of the same things.

Every page is written here, after the patterns of the products and hosters named; none is anybody's copy.
"""

from __future__ import annotations

from typing import NamedTuple

from crawler.items import Reason


class Seen(NamedTuple):
    """An answer: the reason it must be given, its body, status and headers."""

    reason: Reason
    body: str
    status: int = 200
    server: str = ""


def _page(title: str, body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def _links(count: int) -> str:
    return "".join(f'<li><a href="/razdel-{number}/">Раздел {number}</a></li>' for number in range(count))


_BOT, _CAPTCHA, _GEO, _LOGIN = Reason.BOT_WALL, Reason.CAPTCHA, Reason.GEO_BLOCKED, Reason.LOGIN_REQUIRED
_PARKED, _CLOSED, _WORKS = Reason.PARKED_SITE, Reason.SITE_CLOSED, Reason.MAINTENANCE

WALLS: dict[str, Seen] = {
    "not-found-200": Seen(Reason.SOFT_404, _page("Школа", "<h1>Ошибка 404. Страница не найдена</h1>")),
    "nginx-not-found-200": Seen(Reason.SOFT_404, _page("404 Not Found", "<center><h1>404 Not Found</h1></center>")),
    "server-error-200": Seen(Reason.HTTP_5XX, _page("500 Internal Server Error", "<h1>Internal Server Error</h1>")),
    "php-fatal": Seen(
        Reason.HTTP_5XX, "<br /><b>Fatal error</b>: Uncaught PDOException: SQLSTATE[HY000] [2002] in /var/www/db.php:12"
    ),
    "wordpress-no-database": Seen(
        Reason.HTTP_5XX, _page("Ошибка", "<h1>Error establishing a database connection</h1>")
    ),
    "mysql-error": Seen(Reason.HTTP_5XX, _page("", "MySQL connection error: Can't connect to local server (2)")),
    "bitrix-db-error": Seen(Reason.HTTP_5XX, _page("", "DB query error. Please try later.")),
    "directory-listing": Seen(Reason.EMPTY_PAGE, _page("Index of /", "<h1>Index of /</h1>" + _links(8))),
    "ddos-guard-200": Seen(
        _BOT,
        _page(
            "DDoS-Guard",
            "<noscript>Нужен JavaScript</noscript>",
            "<script src=/.well-known/ddos-guard/js-challenge/index.js></script>",
        ),
    ),
    "ddos-guard-captcha": Seen(
        _BOT,
        _page("DDOS-GUARD", "<div id=root></div>", "<link href=/.well-known/ddos-guard/ddg-captcha-page/a.css>"),
        403,
    ),
    "ddos-guard-by-script": Seen(
        _BOT,
        _page("", "<script>fetch('/.well-known/ddos-guard/check?context=free_splash')</script>"),
        200,
        "ddos-guard",
    ),
    "qrator-401": Seen(_BOT, _page("", "<script src='/__qrator/qauth_utm_v2d_v9118.js'></script>"), 401),
    "qrator-200": Seen(_BOT, "<html><head><script src=/__qrator/qauth_utm_v2.js></script></head><body></body></html>"),
    "qrator-403": Seen(_BOT, _page("403", "<h1>HTTP 403</h1><p>Access to the site is denied</p>"), 403, "QRATOR"),
    "servicepipe-spinner": Seen(
        _BOT,
        _page(
            "",
            "<div id=id_spinner class=container><div class=spinner></div></div><div id=id_captcha_frame_div></div>",
            "<style>.spinner{background:url('//servicepipe.ru/loaders/default.gif')}</style>",
        ),
    ),
    "servicepipe-check": Seen(_BOT, _page("", "<script src='//servicepipe.ru/static/checkjs/x/y.js'></script>")),
    "servicepipe-cookie": Seen(_BOT, "<script>get_cookie_spid(function(){location.reload()})</script>"),
    "beget": Seen(
        _BOT,
        "<html><head><script>function set_cookie(){var n=new Date();n.setTime(n.getTime()+864e5);"
        "document.cookie='beget=begetok'+'; expires='+n.toGMTString()+'; path=/';}set_cookie();location.reload();"
        "</script></head><body></body></html>",
    ),
    "testcookie": Seen(
        _BOT,
        "<html><body><script src=/aes.min.js></script><script>function n(d){return d}var a=n('f6'),b=n('98'),c=n('5a');"
        "document.cookie='BPC='+h(slowAES.decrypt(c,2,a,b))+'; expires=Thu, 31-Dec-37 23:55:55 GMT; path=/';"
        "location.href='http://school.test/?attempt=1';</script></body></html>",
    ),
    "cookie-far-from-reload": Seen(
        _BOT,
        "<html><head><script>document.cookie='shield=b4d1; max-age=604800; path=/';"
        "var nc=function(){return document.cookie.indexOf('shield=b4d1')==-1;};"
        "var w=function(){document.body.innerHTML=document.getElementsByTagName('noscript')[0].textContent;};"
        "var r=function(){if(nc()){w();}};/* the provider's name and address, as a comment, "
        + "to be read by nobody "
        * 5
        + "*/if(!nc()){window.location.reload(true);}</script></head><body onload='r()'>"
        "<noscript>Включите JavaScript и cookies</noscript></body></html>",
    ),
    "cookie-and-refresh": Seen(
        _BOT,
        "<html><head><meta http-equiv=refresh content=1><script>document.cookie='k=1;path=/'</script></head></html>",
    ),
    "just-a-moment": Seen(_BOT, _page("Just a moment...", "<p>Enable JavaScript and cookies to continue</p>")),
    "one-moment": Seen(
        _BOT, _page("One moment, please...", "<h1>Please wait while your request is being verified...</h1>")
    ),
    "imunify": Seen(
        _BOT, '{"message": "Access denied by Imunify360 bot-protection. IPs used for automation should be whitelisted"}'
    ),
    "aws": Seen(
        _BOT, _page("", "<script src=https://a.token.awswaf.com/a/challenge.js></script><div id=c></div>"), 202
    ),
    "datadome": Seen(_BOT, _page("school.test", "<script src=https://ct.captcha-delivery.com/c.js></script>"), 403),
    "checking-ru": Seen(_BOT, _page("Проверка", "<h1>Проверяем ваш браузер</h1><p>Это займёт несколько секунд</p>")),
    "checking-connection": Seen(
        _BOT, _page("Проверка безопасности", "<p>Проверяем безопасность подключения к сайту, подождите.</p>")
    ),
    "antibot-button": Seen(
        _BOT, _page("school.test", "<p>Подтвердите, что вы человек, нажав на кнопку.</p><button>Я не робот</button>")
    ),
    "suspicious-activity": Seen(
        _BOT, _page("Доступ ограничен", "<p>С вашего IP-адреса зафиксирована подозрительная активность.</p>")
    ),
    "address-blocked": Seen(
        _BOT, _page("", "<h2>Ваш IP-адрес временно заблокирован</h2><p>Обратитесь к администратору</p>")
    ),
    "smartcaptcha": Seen(
        _CAPTCHA,
        _page(
            "Вы не робот?",
            "<form action=/checkcaptcha><div class=smart-captcha></div><p>Подтвердите, что запросы отправляли вы, "
            "а не робот</p><input type=submit></form>",
        ),
    ),
    "captcha-picture": Seen(
        _CAPTCHA,
        _page(
            "Проверка",
            "<form method=post><img src=/captcha.php?1><input name=captcha><button>Далее</button></form>"
            "<p>Слишком много запросов. Введите код с картинки, чтобы продолжить</p>",
        ),
    ),
    "hcaptcha": Seen(_CAPTCHA, _page("Капча", "<div class=h-captcha data-sitekey=1></div><p>Пройдите капчу</p>"), 403),
    "geo-ru": Seen(_GEO, _page("", "<p>Доступ к сайту из вашей страны ограничен.</p>")),
    "geo-russia-only": Seen(_GEO, _page("403", "<p>Сайт доступен только с территории Российской Федерации</p>"), 403),
    "geo-en": Seen(_GEO, _page("Blocked", "<p>This site is not available in your country.</p>")),
    "geo-abroad": Seen(_GEO, _page("", "<p>Доступ к ресурсу из-за рубежа временно закрыт.</p>"), 403),
    "login-bitrix": Seen(
        _LOGIN,
        _page(
            "Авторизация",
            "<form>Пожалуйста, авторизуйтесь <input name=USER_LOGIN><input type=password name=USER_PASSWORD>"
            "<button>Войти</button></form><a href=?forgot>Забыли свой пароль?</a>",
        ),
    ),
    "login-wordpress": Seen(
        _LOGIN,
        _page(
            "Войти ‹ Школа — WordPress",
            "<form><label>Имя пользователя или email</label><input name=log><label>Пароль</label>"
            "<input type=password name=pwd><label><input type=checkbox>Запомнить меня</label></form>",
        ),
    ),
    "login-esia": Seen(_LOGIN, _page("Вход", "<h1>Вход в систему</h1><a href=/esia/login>Войти через Госуслуги</a>")),
    "login-staff": Seen(
        _LOGIN,
        _page("Портал", "<h1>Вход для сотрудников</h1><form><input name=u><input type='password' name=p></form>"),
    ),
    "login-and-three-links": Seen(
        _LOGIN,
        _page(
            "Авторизация",
            f"{_links(4)}<h1>Авторизация</h1><form>Вход на сайт <input name=u><input type=password name=p></form>"
            "<p>Забыли пароль? Обратитесь к администратору.</p>",
        ),
    ),
    "login-with-a-long-form": Seen(
        _LOGIN,
        _page(
            "Вход в систему",
            "<form><h1>Вход в систему</h1>"
            + "<p>Введите имя и пароль, которые выдал администратор школы.</p>" * 6
            + f"<input name=u><input type=password name=p></form>{_links(4)}",
        ),
    ),
    "login-with-two-links-and-advice": Seen(
        _LOGIN,
        _page(
            "Вход в систему",
            "<form>Вход в систему: логин <input name=u> и пароль <input type=password name=p></form>"
            + "<p>Не передавайте пароль другим людям и меняйте его раз в полгода.</p>" * 6
            + _links(2),
        ),
    ),
    "login-en": Seen(_LOGIN, _page("Sign in", "<form>Sign in <input name=u><input type=password></form>")),
    "parked-regru": Seen(
        _PARKED, _page("school.test", "<h1>Домен school.test зарегистрирован, скоро здесь будет сайт</h1>")
    ),
    "parked-link": Seen(_PARKED, _page("Домен не прилинкован ни к одной из директорий на сервере!", "<p>Beget</p>")),
    "parked-sale": Seen(_PARKED, _page("Доменное имя school.test продаётся", "<p>Витрина домена</p>")),
    "parked-sell": Seen(_PARKED, _page("school.test", "<p>Продам домен school.test, недорого: +7 900 000-00-00</p>")),
    "parked-expired": Seen(_PARKED, _page("school.test", "<p>Срок регистрации домена school.test истёк</p>")),
    "parked-delegated": Seen(_PARKED, _page("", "<p>Домен school.test не делегирован</p>")),
    "parked-not-added": Seen(_PARKED, _page("", "<p>Домен school.test не добавлен в панели управления хостингом</p>")),
    "hosting-created": Seen(
        _PARKED, _page("Сайт school.test создан", "<p>Загрузите файлы сайта в папку public_html</p>")
    ),
    "hosting-just-created": Seen(_PARKED, _page("", "<h1>Сайт только что создан</h1><p>Содержимое появится позже</p>")),
    "hosting-apache": Seen(_PARKED, _page("Apache2 Debian Default Page: It works", "<p>It works!</p>")),
    "hosting-centos": Seen(_PARKED, _page("Test Page for the Apache HTTP Server", "<p>Powered by CentOS</p>")),
    "hosting-plesk": Seen(_PARKED, _page("Domain Default page", "<p>If you are seeing this, the domain is parked</p>")),
    "hosting-suspended": Seen(_PARKED, _page("Account Suspended", "<p>Contact your hosting provider</p>")),
    "hosting-unpaid": Seen(_PARKED, _page("", "<h1>Сайт отключён за неуплату</h1><p>Оплатите услуги хостинга</p>")),
    "hosting-term": Seen(_PARKED, _page("", "<p>Сайт временно отключён: истёк срок оплаты хостинга</p>")),
    "hosting-deleted": Seen(_PARKED, _page("", "<p>Сайт, который вы искали, удалён</p>")),
    "hosting-unpublished": Seen(_PARKED, _page("", "<p>Сайт не опубликован</p>")),
    "hosting-soon": Seen(_PARKED, _page("", "<h1>Здесь скоро будет новый сайт</h1>")),
    "in-development": Seen(_PARKED, _page("МБОУ СОШ", "<h1>Сайт находится в разработке</h1>")),
    "closed-moved": Seen(_CLOSED, _page("", "<h1>САЙТ ЗАКРЫТ!!! НОВЫЙ САЙТ http://novaya-shkola.test/</h1>")),
    "closed-gosweb": Seen(
        _CLOSED,
        _page("", "<p>Уважаемые посетители! Сайт школы переехал на платформу Госвеб: <b>shkola5.gosuslugi.ru</b></p>"),
    ),
    "closed-transferred": Seen(_CLOSED, _page("", "<p>Официальный сайт детского сада перенесён: https://ds5.test</p>")),
    "closed-redirect": Seen(
        _CLOSED, _page("", "<p>Через 5 секунд вы перейдёте на новый сайт <a href=//new.test>new.test</a></p>")
    ),
    "closed-and-sends-to-a-host-that-ends-alike": Seen(
        _CLOSED,
        _page(
            "Школа",
            "<p>Сайт закрыт. Новый сайт: http://new-school.test</p>",
            "<meta http-equiv=refresh content='5; url=http://new-school.test/'>",
        ),
    ),
    "closed-with-ways-to-its-new-site-only": Seen(
        _CLOSED,
        _page(
            "Школа",
            "<p>Новый сайт школы: http://new-school.test</p><a href=http://new-school.test/a>О нас</a>"
            "<a href=http://new-school.test/b>Новости</a><a href=http://new-school.test/c>Контакты</a>"
            "<a href='#top'>Наверх</a><a href=mailto:s@school.test>Почта</a>",
        ),
    ),
    "closed-dead": Seen(_CLOSED, _page("", "<p>Сайт больше не поддерживается. Учреждение реорганизовано.</p>")),
    "closed-by-title-over-its-menu": Seen(_CLOSED, _page("САЙТ ЗАКРЫТ", _links(10) + "<p>Школа реорганизована.</p>")),
    "closed-by-title-and-moved": Seen(
        _CLOSED, _page("Сайт школы больше не обновляется", _links(12) + "<p>Читайте нас на http://novaya.test</p>")
    ),
    "works-joomla": Seen(
        _WORKS,
        _page(
            "Школа",
            "<h1>Сайт закрыт на техническое обслуживание.</h1><p>Пожалуйста, зайдите позже.</p>"
            "<form>Логин <input name=u> Пароль <input type=password><button>Войти</button></form>",
        ),
    ),
    "works-technical": Seen(_WORKS, _page("", "<h1>На сайте ведутся технические работы</h1><p>Приносим извинения</p>")),
    "works-reconstruction": Seen(_WORKS, _page("Реконструкция", "<p>Извините, сайт находится на реконструкции.</p>")),
    "works-temporarily": Seen(_WORKS, _page("", "<p>Сайт временно недоступен. Попробуйте зайти позднее.</p>")),
    "works-moving": Seen(_WORKS, _page("", "<p>Идёт перенос сайта на новый сервер, временно он не работает.</p>")),
    "works-update": Seen(_WORKS, _page("", "<p>Проводятся профилактические работы на портале</p>")),
    "works-en": Seen(_WORKS, _page("Maintenance", "<p>The site is down for maintenance. Check back soon.</p>")),
    "works-briefly": Seen(
        _WORKS, _page("", "<p>Briefly unavailable for scheduled maintenance. Check back in a minute.</p>")
    ),
}

_TEXT = "<p>" + "Ученики познакомились с правилами поведения в сети и задали много вопросов. " * 8 + "</p>"
_MENU = f"<nav><ul>{_links(9)}</ul></nav>"

ORDINARY: dict[str, str] = {
    "accessible-by-cookie": _page(
        "Школа",
        _MENU
        + "<a href=# onclick=\"document.cookie='vi=1';location.reload()\">Версия для слабовидящих</a><p>Новости</p>",
    ),
    "lesson-about-ddos": _page("DDoS Guard и защита от атак: урок информатики", _MENU + f"<h1>Урок</h1>{_TEXT}"),
    "lesson-about-captcha": _page("Капча: зачем сайту знать, что вы не робот", _MENU + f"<h1>Капча</h1>{_TEXT}"),
    "captcha-in-feedback": _page(
        "Обратная связь",
        _MENU + "<h1>Обратная связь</h1><form method=post><input name=name><input type=email name=mail>"
        "<textarea name=text></textarea><div class=g-recaptcha></div>Введите код с картинки<input name=code></form>",
    ),
    "captcha-in-short-feedback": _page(
        "Задать вопрос", "<form><textarea name=q></textarea><div class=smart-captcha></div><p>Я не робот</p></form>"
    ),
    "behind-ddos-guard": _page("Школа", _MENU + _TEXT, "<link rel=preconnect href=https://check.ddos-guard.net/>"),
    "login-box-aside": _page(
        "Школа № 5",
        _MENU + f"<h1>Школа</h1>{_TEXT}<form>Вход на сайт <input name=l><input type=password name=p></form>",
    ),
    "login-box-and-links": _page(
        "Школа № 5", _MENU + "<h1>Школа</h1><form>Вход на сайт <input name=l><input type=password name=p></form>"
    ),
    "login-box-beside-news": _page(
        "Дом культуры",
        f"{_links(4)}<form action=/login/><b>Вход на сайт</b><input name=u title=Логин>"
        "<input type=password name=p title=Пароль></form>"
        "<h1>Новости</h1>" + "<p>Ансамбль народной песни выступил перед жителями хутора и получил диплом.</p>" * 4,
    ),
    "news-of-a-new-site": _page(
        "Новости", _MENU + _links(6) + f"<h1>Открылся новый сайт библиотеки</h1><p>Адрес: http://lib.test</p>{_TEXT}"
    ),
    "sold-domain-in-text": _page("Экономика", _MENU + _links(6) + f"<p>Как продаётся домен: лекция.</p>{_TEXT}{_TEXT}"),
    "works-in-the-building": _page(
        "Объявление", _MENU + "<h1>Объявление</h1><p>В школе ведутся ремонтные работы, вход со двора.</p>"
    ),
    "announcement-of-works": _page(
        "Объявление", _MENU + f"<p>15 мая на сайте будут вестись технические работы.</p>{_TEXT}"
    ),
    "section-in-development": _page(
        "Независимая оценка", _MENU + "<h1>Независимая оценка</h1><p>Раздел в разработке</p>"
    ),
    "school-closed-for-quarantine": _page("Карантин", _MENU + "<p>Школа закрыта на карантин с 1 по 14 февраля.</p>"),
    "cookie-consent": _page(
        "Школа", _MENU + f"{_TEXT}<script>document.cookie='ok=1';function s(){{location.reload()}}</script>"
    ),
    "shell-that-remembers": _page(
        "Школа",
        "<div id=app></div><script src=/app.js></script>"
        "<script>function bvi(){document.cookie='bvi=1';location.reload()}</script>",
    ),
    "geo-in-text": _page(
        "Контакты", _MENU + f"<p>Для граждан за пределами территории России: правила приёма.</p>{_TEXT}"
    ),
    "access-is-limited": _page("Родителям", _MENU + f"<p>Доступ в здание посторонним лицам запрещён.</p>{_TEXT}"),
    "short-access-notice": _page(
        "Пропускной режим", _MENU + "<h1>Режим</h1><p>Доступ посторонним лицам в школу запрещён.</p>"
    ),
    "tiny-home": _page("МБДОУ № 3", "<h1>Детский сад № 3</h1><p>Официальный сайт. Адрес: ул. Мира, 5</p>" + _links(4)),
    "welcome-to-the-new-site": _page(
        "Школа", "<h1>Добро пожаловать!</h1><p>Рады видеть вас на обновлённом сайте школы.</p>" + _links(10)
    ),
    "footer-of-a-small-home": _page(
        "МКДОУ № 2",
        "<h1>Детский сад</h1>" + _links(5) + "<footer>Сайт создан по технологии e-Publish и размещён на хостинге "
        "«Облако». Действующий официальный сайт: http://school.test</footer>",
    ),
    "greets-with-its-new-version": _page(
        "Школа",
        "<p>Новый сайт школы: http://beta.example скоро заработает, оцените его.</p><a href=/about>О нас</a>"
        "<a href=/news>Новости</a><a href='http://www.school.test/contacts'>Контакты</a>",
    ),
    "sends-on-into-a-folder": _page(
        "Школа",
        "<p>Сайт переехал. Новый сайт: http://school.test/new/</p><a href=/new/>Перейти</a>",
        "<meta http-equiv=refresh content='0; url=/new/'>",
    ),
    "sends-on-by-script-within-its-host": _page(
        "Школа", "<p>Сайт перенесён, нажмите сюда</p><script>location.href = 'http://www.school.test/site/'</script>"
    ),
    "site-of-the-ministry": _page("Контакты", _MENU + "<p>Новый сайт министерства: http://minobr.test</p>"),
    "old-version-is-closed": _page(
        "О школе", _links(10) + "<p>Старый вариант сайта закрыт. Скоро переезжаем. Почта: school@rambler.test</p>"
    ),
    "news-that-the-site-was-closed": _page(
        "Новости", _links(10) + "<h1>Сайт закрыт на обслуживание 5 мая</h1><p>Шестого мая он открыт снова.</p>"
    ),
    "title-that-ends-with-a-closed-site": _page(
        "Новости: прежний сайт закрыт", _links(10) + "<p>Все разделы перенесены сюда.</p>"
    ),
    "closed-by-title-and-much-to-read": _page("Сайт закрыт на ремонт: как это было", _links(10) + _TEXT),
    "closed-pool": _page("Бассейн закрыт на каникулы", _links(10) + "<p>Ждём вас в сентябре.</p>"),
    "login-box-above-news": _page(
        "Библиотека",
        "<form>Вход на сайт: логин <input name=l> и пароль <input type=password name=p> <a href=/x>Забыли?</a></form>"
        f"{_links(3)}" + "<p>Читатели встретились с поэтом и услышали его новые стихи о родном крае.</p>" * 4,
    ),
    "closed-and-a-mail-address": _page(
        "О школе", _links(4) + "<p>Наш музей закрыт на ремонт. Почта: sh@rambler.ru</p>"
    ),
    "lesson-about-404": _page("Ошибка 404 в музее", _MENU + f"<h1>Выставка «Страница не найдена»</h1>{_TEXT}"),
    "warning-above-a-page": _page("Школа", f"<b>Fatal error: </b>Uncaught in footer.php {_MENU}{_TEXT}"),
    "domain-of-knowledge": _page(
        "Кружки", _MENU + "<p>Домен знаний: запись открыта. Стоимость занятий — 0 рублей.</p>"
    ),
}
