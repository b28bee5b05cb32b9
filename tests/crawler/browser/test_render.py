"""What a rendered page yields, what never leaves the browser, and what a hostile page may cost."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import socket
import time
from pathlib import Path

import pytest
from PIL import Image

from crawler.browser.chrome import MAX_CONTEXTS
from crawler.browser.portrait import LARGEST
from crawler.browser.render import Renderer
from crawler.items import Picture, Reason
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Loopback, loopback

pytestmark = pytest.mark.browser

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"


@pytest.mark.usefixtures("patient")
def test_page_built_by_script_is_seen(browsing: Browsing) -> None:
    shell = (
        "<!doctype html><title>Школа</title><div id=app></div><script>"
        "setTimeout(async () => { const r = await fetch('/data'); const d = await r.json();"
        "document.getElementById('app').innerHTML = d.items.map(i => `<a href='${i}'>${i}</a>`).join('')"
        "}, 700)</script>"
    )
    with loopback({"/": shell, "/data": '{"items": ["/nok", "/contacts"]}'}) as site:
        rendered = browsing.render(site.url + "/")
    assert rendered.reason is None
    assert rendered.status == 200
    assert rendered.title == "Школа"
    assert '<a href="/nok">' in rendered.html.decode()
    assert rendered.html.startswith(b"<!DOCTYPE html>")


def test_menu_built_by_script_after_the_page_is_read_whole(browsing: Browsing) -> None:
    page = FILLER + ("<nav></nav><script src='/menu.js' defer></script><noscript>Включите скрипты</noscript>")
    script = "document.querySelector('nav').innerHTML = '<ul><li><a href=/nok>Независимая оценка</a></li></ul>'"
    with loopback({"/": page, "/menu.js": script}) as site:
        assert "Независимая оценка" in browsing.render(site.url + "/").html.decode()


def test_open_shadow_roots_are_unfolded(browsing: Browsing) -> None:
    page = FILLER + (
        "<x-menu></x-menu><script>customElements.define('x-menu', class extends HTMLElement {"
        "constructor() { super(); this.attachShadow({mode: 'open'}).innerHTML = '<a href=/nok>Оценка</a>' } })</script>"
    )
    with loopback({"/": page}) as site:
        assert '<a href="/nok">Оценка</a>' in browsing.render(site.url + "/").html.decode()


@pytest.mark.usefixtures("patient")
def test_frames_are_drawn_and_what_waits_for_them_comes(browsing: Browsing) -> None:
    page = FILLER + (
        "<p id=a></p><p id=b></p><dialog id=d></dialog><script>"
        "requestAnimationFrame(() => { a.textContent = 'Кадр' });"
        "new IntersectionObserver((seen) => { if (seen[0].isIntersecting) b.textContent = 'Видно' }).observe(b);"
        "d.onclose = () => document.body.append('Закрыто'); d.showModal(); d.close()</script>"
    )
    with loopback({"/": page}) as site:
        found = browsing.render(site.url + "/").html.decode()
    assert all(word in found.partition("</script>")[0] for word in ('<p id="a">Кадр', '<p id="b">Видно'))
    assert "Закрыто" in found.partition("</script>")[2]


def test_what_is_shut_and_empty_is_opened_and_nothing_is_sent(browsing: Browsing) -> None:
    page = FILLER + (
        "<button type=button aria-expanded=false data-part=plan>Планы</button><div hidden></div>"
        "<form action=/send><button aria-expanded=false>Отправить</button><div></div></form>"
        "<script>document.querySelector('[data-part]').onclick = async (event) => {"
        "event.target.nextElementSibling.innerHTML = await (await fetch('/plan')).text() }</script>"
    )
    with loopback({"/": page, "/plan": "<a href=/plan.pdf>План на 2026 год</a>", "/send": "<p>Отправлено"}) as site:
        found = browsing.render(site.url + "/").html.decode()
    assert "План на 2026 год" in found
    assert "Отправлено" not in found


@pytest.mark.usefixtures("patient")
def test_script_redirect_is_followed_to_its_end(browsing: Browsing) -> None:
    with loopback({"/": "<script>location = '/new'</script>", "/new": FILLER + "Новый сайт"}) as site:
        rendered = browsing.render(site.url + "/")
    assert rendered.final_url.endswith("/new")
    assert "Новый сайт" in rendered.html.decode()


def test_error_status_keeps_the_markup_and_names_the_reason(browsing: Browsing) -> None:
    with loopback({"/": (503, {}, "Ведутся работы")}) as site:
        rendered = browsing.render(site.url + "/")
    assert (rendered.status, rendered.reason) == (503, Reason.HTTP_5XX)
    assert "Ведутся работы" in rendered.html.decode()


POSTS = """
<form id=f method=post action=/form><input name=a value=1></form>
<form id=p method=post action=/form-popup target=_blank><input name=a></form>
<iframe src='http://frame.test:{port}/frame'></iframe>
<script>
fetch('/fetch', {{method: 'POST', body: 'x'}}).catch(() => 0);
fetch('/put', {{method: 'PUT', body: 'x'}}).catch(() => 0);
const x = new XMLHttpRequest(); x.open('POST', '/xhr'); x.send('a');
navigator.sendBeacon('/beacon', 'a');
fetch('/keepalive', {{method: 'POST', keepalive: true, body: 'a'}}).catch(() => 0);
new Worker('/worker.js'); new SharedWorker('/shared.js').port.start();
new WebSocket('ws://' + location.host + '/socket');
fetch('/allowed');
setTimeout(() => {{ document.getElementById('p').submit(); document.getElementById('f').submit() }}, 200);
</script>"""


@pytest.mark.usefixtures("patient")
def test_nothing_but_get_leaves_the_browser(browsing: Browsing) -> None:
    post = "fetch('/from-{}', {{method: 'POST', body: 'x'}}).catch(() => 0)"
    pages = {
        "/frame": f"<script>{post.format('frame')}</script>",
        "/worker.js": post.format("worker"),
        "/shared.js": f"onconnect = () => {post.format('shared')}",
        "/allowed": "да",
    }
    with loopback(pages) as site:
        site.pages["/"] = FILLER + POSTS.format(port=site.port)
        rendered = browsing.render(f"http://school.test:{site.port}/")
    assert rendered.reason is None
    assert site.asked_for("/allowed") == 1
    assert site.asked_for("/worker.js") == 1
    assert site.methods == {"GET"}
    assert site.asked_for("/socket") == 0
    assert any(blocked.startswith("POST ") and blocked.endswith("/xhr") for blocked in rendered.blocked)


@pytest.mark.usefixtures("patient")
def test_dialogs_popups_and_downloads_do_not_hold_the_page(browsing: Browsing) -> None:
    page = FILLER + (
        "<script>for (let i = 0; i < 50; i++) { alert(i); confirm(i); prompt(i) }"
        "setInterval(() => alert('ещё'), 50); window.open('/popup');"
        "const a = document.createElement('a'); a.href = '/file'; a.download = ''; document.body.append(a); a.click();"
        "onbeforeunload = () => 'останьтесь';</script>Живая"
    )
    with loopback({"/": page, "/file": (200, {"Content-Type": "application/zip"}, b"PK")}) as site:
        started = time.monotonic()
        rendered = browsing.render(site.url + "/")
    assert "Живая" in rendered.html.decode()
    assert time.monotonic() - started < 10
    assert site.asked_for("/popup") == 0


def test_address_of_a_download_is_no_page(browsing: Browsing) -> None:
    with loopback({"/": (200, {"Content-Type": "application/octet-stream"}, b"\0\1")}) as site:
        assert browsing.render(site.url + "/").reason is Reason.NOT_HTML


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "school.test", "[::1]", "0x7f.1"])
def test_private_address_is_refused(browsing: Browsing, host: str) -> None:
    with loopback({"/": "тайна"}) as site:
        rendered = browsing.render(f"http://{host}:{site.port}/", allow_private=False)
    assert rendered.reason is Reason.PRIVATE_ADDRESS
    assert rendered.html == b""
    assert site.asked == []


def test_subresources_and_redirects_to_private_addresses_are_refused(browsing: Browsing) -> None:
    """The page is public for the gate (its address is allowed by hand), what it points to is not."""
    with loopback({"/secret": "тайна", "/x.js": "1"}) as inner, loopback({}) as outer:
        outer.pages = {
            "/": f"{FILLER}<script src='{inner.url}/x.js'></script><iframe src='{inner.url}/secret'></iframe>"
            f"<script>fetch('{inner.url}/secret', {{mode: 'no-cors'}}).catch(() => 0)</script>",
            "/away": (302, {"Location": inner.url + "/secret"}, ""),
        }
        assert browsing.renderer is not None
        gate = browsing.renderer._gates[False]
        gate.exempt.add(("open.test", outer.port))
        try:
            rendered = browsing.render(f"http://open.test:{outer.port}/", allow_private=False)
            away = browsing.render(f"http://open.test:{outer.port}/away", allow_private=False)
        finally:
            gate.exempt.clear()
    assert "Слова для объёма" in rendered.html.decode()
    assert away.reason is Reason.PRIVATE_ADDRESS
    assert outer.asked_for("/away") == 1
    assert inner.asked == []


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "chrome://version", "data:text/html,x", "javascript:1", "http://"]
)
def test_only_web_addresses_are_opened(browsing: Browsing, url: str) -> None:
    assert browsing.render(url).reason is Reason.INVALID_URL


def test_named_failures(browsing: Browsing) -> None:
    with loopback({"/": (302, {"Location": "/"}, "")}) as site:
        assert browsing.render(site.url + "/").reason is Reason.REDIRECT_LOOP
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/"
    assert browsing.render(url).reason is Reason.CONNECTION_REFUSED
    assert browsing.render("http://no-such-name.invalid/").reason is Reason.DNS_FAILURE


@pytest.mark.usefixtures("patient")
def test_endless_script_costs_one_page(browsing: Browsing) -> None:
    with loopback({"/": "<body><script>while (true) {}</script>", "/good": FILLER + "Хорошая"}) as site:
        started = time.monotonic()
        rendered = browsing.render(site.url + "/", timeout=3.0)
        took = time.monotonic() - started
        after = browsing.render(site.url + "/good")
    assert rendered.reason is Reason.TIMEOUT
    assert took < 9
    assert "Хорошая" in after.html.decode()


@pytest.mark.usefixtures("patient")
def test_slow_page_and_slow_script(browsing: Browsing) -> None:
    pages = {"/": "поздно", "/late": FILLER + "Ранний текст<script src=/slow.js></script>конец", "/slow.js": "1"}
    with loopback(pages, {"/": 6, "/slow.js": 6}) as site:
        never = browsing.render(site.url + "/", timeout=3.0)
        partial = browsing.render(site.url + "/late", timeout=5.0)
    assert (never.reason, never.html) == (Reason.TIMEOUT, b"")
    assert partial.reason is Reason.TIMEOUT
    assert "Ранний текст" in partial.html.decode()


@pytest.mark.usefixtures("patient")
def test_polling_counter_does_not_hold_the_page(browsing: Browsing) -> None:
    page = FILLER + "Готово<script>setInterval(() => fetch('/tick'), 100)</script>"
    with loopback({"/": page, "/tick": "1"}) as site:
        started = time.monotonic()
        rendered = browsing.render(site.url + "/")
    assert rendered.reason is None
    assert time.monotonic() - started < 15  # settling and scrolling end by themselves: 8.6 on an idle machine, of 20


def test_crashed_tab_costs_one_page(browsing: Browsing) -> None:
    async def crash(site: Loopback) -> None:
        assert browsing.renderer is not None
        async with browsing.renderer.page(site.url + "/", allow_private=True, timeout=10) as visit:
            session = await visit.page.context.new_cdp_session(visit.page)
            dying = asyncio.ensure_future(session.send("Page.crash"))
            try:
                await visit.page.evaluate("new Promise(() => 0)")
            finally:
                dying.cancel()

    with loopback({"/": FILLER + "Живая"}) as site:
        with pytest.raises(Exception, match="internal_error"):
            browsing.run(crash(site))
        assert "Живая" in browsing.render(site.url + "/").html.decode()


@pytest.mark.usefixtures("patient")
def test_killed_browser_is_started_again(browsing: Browsing) -> None:
    pages = {"/": FILLER + "Живая<script>fetch('/slow')</script>", "/slow": "1"}
    with loopback(pages, {"/slow": 2}) as site:

        async def kill_under_way() -> str:
            assert browsing.renderer is not None
            await browsing.renderer.render(site.url + "/", allow_private=True)
            task = asyncio.ensure_future(browsing.renderer.render(site.url + "/", allow_private=True))
            await asyncio.sleep(1.0)
            assert browsing.renderer.pid
            os.kill(browsing.renderer.pid, signal.SIGKILL)
            return (await task).html.decode()

        assert "Живая" in browsing.run(kill_under_way())
        assert site.asked_for("/") == 3


def test_pictures_of_a_page_are_loaded_only_for_a_picture_of_it(browsing: Browsing) -> None:
    with loopback({"/": FILLER + "<img src=/a.png><img src=/b.jpg?v=1>"}) as site:
        browsing.render(site.url + "/")
        without = site.asked_for("/a.png") + site.asked_for("/b.jpg?v=1")
        assert photograph(browsing, site.url + "/") is not None
    assert without == 0
    assert site.asked_for("/a.png") == 1


def photograph(browsing: Browsing, url: str, pointer: str = "") -> Picture | None:
    assert browsing.renderer is not None
    return browsing.run(browsing.renderer.photograph(url, pointer=pointer, allow_private=True))


def test_a_picture_is_small_and_shows_what_is_pointed_at(browsing: Browsing) -> None:
    plain = FILLER + "<div style='height:3000px'></div>"
    with loopback({"/": plain + "<p id=x style='background:red;height:300px'>Найдено</p>" + plain}) as site:
        first = photograph(browsing, site.url + "/")
        there = photograph(browsing, site.url + "/", "//p[@id='x']")
        nowhere = photograph(browsing, site.url + "/", "]]not an XPath")
    assert first is not None
    assert there is not None
    assert nowhere is not None
    for one in (first, there):
        assert (one.body[:4], one.body[8:12]) == (b"RIFF", b"WEBP")
        assert len(one.body) < LARGEST
        assert Image.open(io.BytesIO(one.body)).size == (one.width, one.height) == (960, 675)
    assert [reddish(one) for one in (first, there, nowhere)] == [False, True, False]


def reddish(picture: Picture) -> bool:
    colours = Image.open(io.BytesIO(picture.body)).convert("RGB").getcolors(1_000_000) or []
    return any(count > 10_000 and red > 200 and green < 60 for count, (red, green, _) in colours)


def test_no_picture_is_taken_of_what_is_not_the_page(browsing: Browsing) -> None:
    moved = (302, {"Location": "http://other.test:1/"}, "")
    with loopback({"/wall": "<title>Проверка браузера</title>", "/moved": moved}) as site:
        assert [photograph(browsing, site.url + path) for path in ("/none", "/wall", "/moved")] == [None] * 3


def test_tabs_work_side_by_side(browsing: Browsing) -> None:
    async def several(url: str) -> list[str]:
        assert browsing.renderer is not None
        pages = (browsing.renderer.render(f"{url}/?{n}", allow_private=True) for n in range(5))
        return [page.html.decode() for page in await asyncio.gather(*pages)]

    page = FILLER + "<b></b><script>document.querySelector('b').textContent = 'номер ' + location.search</script>"
    with loopback({"/": page}) as site:
        assert [f"номер ?{n}" in text for n, text in enumerate(browsing.run(several(site.url)))] == [True] * 5


def test_unusable_browser_counts_as_none_and_is_told(
    browsing: Browsing, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert browsing.run(Renderer.open(str(broken))) is None
    assert browsing.run(Renderer.open(str(tmp_path / "none"))) is None
    assert caplog.text.count("Страницы не будут строиться браузером") == 2


def test_many_sites_do_not_pile_up(browsing: Browsing) -> None:
    async def visit(port: int) -> int:
        assert browsing.renderer is not None
        names = [f"school{number}.test" for number in range(MAX_CONTEXTS + 4)]
        pages = (browsing.renderer.render(f"http://{name}:{port}/", allow_private=True) for name in names)
        found = await asyncio.gather(*pages)
        assert [page.reason for page in found] == [None] * len(names)
        return len(browsing.renderer._chrome._contexts)

    with loopback({"/": FILLER}) as site:
        assert browsing.run(visit(site.port)) <= MAX_CONTEXTS


@pytest.mark.browser
def test_a_script_that_does_not_come_is_told(browsing: Browsing) -> None:
    whole = "<script src=/there.js></script><p>Школа"
    torn = "<link rel=stylesheet href=/gone.css><script src=/gone.js></script><p>Школа"
    with loopback({"/whole": whole, "/torn": torn, "/there.js": "1"}) as site:
        assert not browsing.render(site.url + "/whole").lacks_scripts
        assert browsing.render(site.url + "/torn").lacks_scripts
