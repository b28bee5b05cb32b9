"""Pages that want to hurt a browser: each costs its own limit of time, and the next page is read as if nothing was."""

from __future__ import annotations

import time

import pytest

from crawler.items import Reason
from tests.crawler.browsing import Browsing
from tests.crawler.loopback import loopback

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("patient")]

FILLER = "<p>" + "Слова для объёма страницы. " * 20 + "</p>"
GOOD = FILLER + "Хорошая"
LIMIT = 6.0
SLACK = 12.0  # a loaded machine, the closing of the tab, another browser

POPUPS = """<a id=a target=_blank href=/popup>a</a><form id=f target=_blank action=/popup></form><script>
const a = document.getElementById('a'), f = document.getElementById('f');
setInterval(() => { window.open('/popup'); a.click(); f.submit(); }, 5);
</script>Живая"""

HOSTILE = {
    "popups-without-end": POPUPS,
    "never-stays": "Иду<script>setTimeout(() => { location = '/?' + Math.random() }, 30)</script>",
    "reloads-itself": "Снова<script>setTimeout(() => location.reload(), 30)</script>",
    "grows-without-end": "<script>setInterval(() => document.body.append('ещё текст '.repeat(9999)), 1)</script>Рост",
    "history-without-end": "<script>setInterval(() => history.pushState({}, '', '/' + Math.random()), 1)</script>Шаг",
    "frames-without-end": (
        "<script>setInterval(() => document.body.append(Object.assign(document.createElement('iframe'), "
        "{src: '/?' + Math.random()})), 20)</script>Рамки"
    ),
    "workers-without-end": "<script>for (let n = 0; n < 40; n++) new Worker('/spin.js')</script>Труд",
    "eats-memory": "<body>Ем<script>const a = []; while (true) a.push(new Array(1e6).fill(1.1))</script>",
    "downloads-without-end": (
        "<script>setInterval(() => { const a = document.createElement('a'); a.href = '/file'; a.download = 'x'; "
        "document.body.append(a); a.click() }, 20)</script>Файлы"
    ),
    "prints-and-asks": (
        "<script>onbeforeunload = () => 'останьтесь'; setInterval(() => { print(); alert(1); prompt(2) }, 5);"
        "navigator.geolocation?.getCurrentPosition(() => 0); Notification?.requestPermission?.()</script>Вопрос"
    ),
}
PAGES = {
    "/good": GOOD,
    "/popup": "всплыло",
    "/spin.js": "while (true) {}",
    "/file": (200, {"Content-Type": "application/zip", "Content-Disposition": "attachment"}, b"PK"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_costs_its_own_time_only(browsing: Browsing, name: str) -> None:
    hostile = FILLER + HOSTILE[name]
    with loopback({**PAGES, "/": hostile}) as site:
        started = time.monotonic()
        rendered = browsing.render(site.url + "/", timeout=LIMIT)
        took = time.monotonic() - started
        after = browsing.render(site.url + "/good")
        popped = site.asked_for("/popup")
    assert took < LIMIT + SLACK
    assert rendered.html or rendered.reason in (Reason.TIMEOUT, Reason.INTERNAL_ERROR, Reason.TOO_LARGE), rendered
    assert "Хорошая" in after.html.decode()
    assert popped == 0


def test_a_page_of_megabytes_of_markup_is_refused_by_its_size(browsing: Browsing) -> None:
    grown = "<template id=t></template><script>t.content.append('слово '.repeat(1.1e6))</script>"
    with loopback({"/": FILLER + grown}) as site:
        rendered = browsing.render(site.url + "/")
    assert (rendered.reason, rendered.html) == (Reason.TOO_LARGE, b"")


def test_scripts_frames_and_workers_do_not_reach_private_addresses(browsing: Browsing) -> None:
    """The page's own address is let through by hand; everything it asks for inside is not."""
    with loopback({"/secret": "тайна", "/x.js": "1", "/s.css": "a{}"}) as inner, loopback({}) as outer:
        inside = f"http://10.test:{inner.port}"
        asks = (
            f"<link rel=stylesheet href={inside}/s.css><script src={inside}/x.js></script>"
            f"<iframe src={inside}/secret></iframe>"
            f"<object data={inside}/secret></object><embed src={inside}/secret><video src={inside}/secret></video>"
            f"<script>const u = '{inside}/secret';"
            "fetch(u, {mode: 'no-cors'}).catch(() => 0); new EventSource(u); new Image().src = u;"
            "try { new WebSocket(u.replace('http', 'ws')) } catch (e) {}"
            "try { navigator.sendBeacon(u) } catch (e) {}"
            "const w = new Worker(URL.createObjectURL(new Blob([`fetch('${u}', {mode: 'no-cors'}).catch(() => 0)`])));"
            "try { import(u).catch(() => 0) } catch (e) {}</script>Живая"
        )
        outer.pages = {"/": FILLER + asks}
        assert browsing.renderer is not None
        gate = browsing.renderer._gates[False]
        gate.exempt.add(("open.test", outer.port))
        try:
            rendered = browsing.render(f"http://open.test:{outer.port}/", allow_private=False)
        finally:
            gate.exempt.clear()
    assert "Живая" in rendered.html.decode()
    assert inner.asked == []
