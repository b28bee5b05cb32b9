"""Buttons of a poll that can send nothing: what they call is not there, or nothing could ever let them be pressed."""

from __future__ import annotations

import pytest

from tests.crawler.browsing import Browsing
from tests.crawler.loopback import Answer, loopback

pytestmark = pytest.mark.browser

ASKED = "".join(
    f"<p>Довольны ли вы? {number}<label><input type=radio name=q{number} value=1>Да</label>"
    f"<label><input type=radio name=q{number} value=2>Нет</label></p>"
    for number in range(2)
)
CALLING = "<input type=button value=Голосовать onclick='CMS.voteSend(this.form)'>"
DISABLED = "<button id=go disabled>Отправить</button>"


def marks(browsing: Browsing, button: str, script: str = "", **pages: Answer) -> tuple[bool, bool]:
    """Whether the button is marked as one that calls in vain, and as one that nobody listens to. Nothing is pressed."""
    body = f"<title>Опрос</title><h1>Опрос</h1><form action=/sent method=post>{ASKED}{button}</form>{script}"
    with loopback({"/": body, **pages}) as site:
        found = browsing.render(site.url + "/").html.decode()
        assert site.methods == {"GET"}
    return "data-nok-calls" in found, "data-nok-deaf" in found


def script(code: str) -> str:
    return f"<script>{code}</script>"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (";", (True, True)),
        ("var CMS = {}", (True, True)),
        ("const CMS = {voteSend() {}}", (False, False)),  # no property of the window
        ("document.addEventListener('click', () => {})", (True, False)),  # it may send, or count clicks
        ("document.querySelector('[type=button]').addEventListener('click', () => {})", (False, False)),
        ("document.forms[0].addEventListener('click', () => {})", (False, False)),
        ("document.forms[0].onclick = () => {}", (False, False)),
    ],
)
def test_a_button_that_calls_what_is_not_there(browsing: Browsing, code: str, expected: tuple[bool, bool]) -> None:
    assert marks(browsing, CALLING, script(code)) == expected


@pytest.mark.parametrize(
    "button",
    [
        "<input type=button value=Голосовать onclick=\"ym(1, 'reachGoal', 'vote')\">",  # a counter's
        "<input type=button value=Голосовать onclick='this.form.submit()'>",
        "<input type=button value=Голосовать onclick='submit()'>",  # the form's own
        "<input type=button value=Голосовать onclick='if (ready) send()'>",
        "<input type=submit value=Голосовать onclick='CMS.count()'>",  # it sends all the same
        CALLING + "<button>Отправить</button>",
    ],
)
def test_a_button_that_may_send_by_itself(browsing: Browsing, button: str) -> None:
    assert marks(browsing, button) == (False, False)


def test_scripts_that_come_late_or_not_at_all_leave_it_open(browsing: Browsing) -> None:
    late = "<script type=rocketlazyloadscript data-src=/cms.js></script>"
    assert marks(browsing, CALLING, late) == (False, False)
    assert marks(browsing, CALLING, "<script src=/cms.js></script>", **{"/cms.js": (503, {}, "")}) == (False, False)
    assert marks(browsing, CALLING, "<script src=/gone.js></script>") == (True, True)  # there is no such file


@pytest.mark.parametrize(
    ("code", "deaf"),
    [
        ("window.Captcha && Captcha.render(() => { go.disabled = false })", True),
        ("document.forms[0].addEventListener('change', () => { go.disabled = false })", False),
        ("document.querySelector('[name=q1]').onchange = () => { go.disabled = false }", False),
        ("window.addEventListener('message', () => { go.disabled = false })", False),  # a captcha's frame tells of it
        ("setTimeout(() => { go.disabled = false }, 60000)", False),
        ("go.disabled = false", False),
        ("document.forms[0].onsubmit = (event) => event.preventDefault()", True),  # nobody comes to send it
    ],
)
def test_a_button_that_nothing_lets_be_pressed(browsing: Browsing, code: str, deaf: bool) -> None:
    assert marks(browsing, DISABLED, script(code)) == (False, deaf)


def test_a_form_whose_disabled_button_is_none_that_sends_may_be_sent_by_a_key(browsing: Browsing) -> None:
    code = "document.forms[0].onsubmit = (event) => event.preventDefault()"
    assert marks(browsing, DISABLED.replace("<button", "<button type=button"), script(code)) == (False, False)
