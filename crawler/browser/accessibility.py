"""Does the version for visually impaired people have an effect? Switch it on and compare.

ГОСТ Р 52872-2019 and the methodology ask for a version that can be used, not for an icon: what counts is that
letters grow, colours or contrast change, spacing widens. The switch is looked for by wording and by the markup of
known modules (`data/accessibility.yml`), pressed once in cookies of its own, and what follows is measured: at once,
after one step in the panel it may open, and after a reload when the site only sets a cookie.
Nothing is submitted.
"""

from __future__ import annotations

import asyncio
import re
from urllib.parse import urldefrag

import msgspec
from playwright.async_api import Error as PlaywrightError

from crawler.browser.accessibility_words import AccessibilityWords, load_accessibility_words
from crawler.browser.appearance import MEASURE, Appearance, compare, is_redressed, measured, put_instead
from crawler.browser.loading import PageError, Tabs, Visit, failure_of_status, is_moving_on
from crawler.browser.scripts import script
from crawler.extract.signatures import load_signatures
from crawler.items import AccessibleVersion, Reason

# Nothing is submitted and no button of a form is pressed, but of one that only closes its own dialog.
_FIND = script("accessibility/find.js")
_PRESS = script("accessibility/press.js")
_USE_OPENED = script("accessibility/use_opened.js")
_APPLIED_BY_FORM = script("accessibility/applied_by_form.js")
_PRESS_IN_PANEL = script("accessibility/press_in_panel.js")
_PRESS_LETTERS = script("accessibility/press_letters.js")
_CHOOSE = script("accessibility/choose.js")
_LEADS_WHERE_OTHERS_DO = script("accessibility/leads_where_others_do.js")
_FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"
_LEADS = "() => document.links.length > 1"  # few words, but a menu: a page all the same
_VISION = re.compile(r"special|vision|slab|bvi|uhpv|lidrekon|blind|impair|contrast|access|finevision", re.IGNORECASE)
_UNRELATED = frozenset({"counter", "map", "weather", "social", "captcha", "comments"})
OPENED_CONTROLS = 6  # of a panel that opened: tried until one changes something
MAX_SWITCHES = 4
MAX_CHANGES = 8
STEP_SECONDS = 4.0
MIN_PAGE_LETTERS = 60
A_NOTICE = 300  # characters of a page that says only that the version is still to come
_KEYS = re.compile(
    r"(?:увелич|масштаб|размер)[^.]{0,160}\bctrl\b|\bctrl\b[^.]{0,160}(?:увелич|масштаб|размер)", re.IGNORECASE
)


class Switch(msgspec.Struct, frozen=True):
    """A control that may switch the version on. `by` is "text", "back", "widget", "link", "sign" or "form".

    A sign («👁», «Aa») promises nothing: one without an effect is no switch.
    """

    index: int
    text: str = ""
    href: str = ""
    by: str = ""


async def try_accessible(
    tabs: Tabs,
    url: str,
    *,
    allow_private: bool = False,
    timeout: float = 40.0,
    user_agent: str | None = None,
) -> AccessibleVersion:
    """Find the switch on `url`, use it and say what changed. Never raises for what the site does.

    `tried` is false when there is nothing to switch on. `effect` is true only for a visible change. `reason` is set
    when the page, its scripts or the version could not be had, and then `effect` says nothing.
    """
    words = load_accessibility_words()
    end = asyncio.get_running_loop().time() + timeout
    switches: list[Switch] = []
    number = 0
    died = False
    best = AccessibleVersion()
    while number == 0 or number < len(switches):
        left = end - asyncio.get_running_loop().time()
        if left < STEP_SECONDS and number:
            break
        try:
            # Each switch is tried in a fresh tab with cookies of its own: one must not undo the other.
            async with tabs.page(
                url, allow_private=allow_private, timeout=max(left, 1.0), user_agent=user_agent, fresh=True
            ) as visit:
                if reason := _failed(visit):
                    return AccessibleVersion(url=visit.page.url, reason=reason)
                await visit.stir()
                await visit.settle(STEP_SECONDS)
                switches = await _switches(visit, words)
                if not switches:
                    return await _try_unnamed(visit, words)
                if number >= len(switches):
                    break
                shared = await visit.page.evaluate(_LEADS_WHERE_OTHERS_DO, switches[number].index)
                tried = await _try(visit, switches[number], words)
                if shared and tried.effect and tried.how == "link" and await _is_so_without_it(visit):
                    note = "по ссылке открывается обычная страница сайта"
                    tried = msgspec.structs.replace(tried, effect=False, changes=(note,))
        except PageError as failure:
            if failure.browser_gone and not died:  # perhaps of the page in another tab
                died = True
                continue
            control = switches[number].text if number < len(switches) else ""
            tried = AccessibleVersion(
                tried=bool(switches), control=control, url=url, reason=failure.reason, changes=(failure.detail,)
            )
            if not switches:
                return tried
        if tried.effect:
            return tried
        promised = number < len(switches) and switches[number].by != "sign"
        if promised and _weight(tried) > _weight(best):
            best = tried
        number += 1
    return best if best.tried else await _tried_unnamed(tabs, url, words, allow_private, end, user_agent)


def _weight(tried: AccessibleVersion) -> int:
    """How much a trial without an effect says of the version: most where something changed that may be one."""
    if not tried.tried:
        return 0
    return 3 if tried.reason is Reason.AMBIGUOUS else 2 if tried.reason is None else 1


async def _tried_unnamed(
    tabs: Tabs, url: str, words: AccessibilityWords, allow_private: bool, end: float, user_agent: str | None
) -> AccessibleVersion:
    left = end - asyncio.get_running_loop().time()
    if left < STEP_SECONDS:
        return AccessibleVersion()
    try:
        async with tabs.page(
            url, allow_private=allow_private, timeout=left, user_agent=user_agent, fresh=True
        ) as visit:
            if _failed(visit):
                return AccessibleVersion()
            await visit.stir()
            await visit.settle(STEP_SECONDS)
            return await _try_unnamed(visit, words)
    except PageError:
        return AccessibleVersion()


def _failed(visit: Visit) -> Reason | None:
    status = visit.response.status if visit.response else 0
    return failure_of_status(status) or (Reason.TIMEOUT if visit.late else None)


async def _switches(visit: Visit, words: AccessibilityWords) -> list[Switch]:
    asked = {**msgspec.to_builtins(words), "limit": MAX_SWITCHES}
    return msgspec.convert(await visit.page.evaluate(_FIND, asked), list[Switch])


async def _look(visit: Visit) -> Appearance:
    return measured(await visit.page.evaluate(MEASURE))


async def _try(visit: Visit, switch: Switch, words: AccessibilityWords) -> AccessibleVersion:
    """Press one switch and compare, step by step, until something is seen."""
    before = await _look(visit)
    before_press = frozenset(visit.lost)
    visit.status = 0
    await visit.page.evaluate(_PRESS, switch.index)
    after = await _settled(visit)
    moved = _address(after.url) != _address(before.url)
    answer = AccessibleVersion(
        tried=True,
        how="link" if moved else "widget" if switch.by == "widget" else "click",
        control=switch.text[:120],
        url=after.url,
    )
    if after.url.startswith("chrome-error:"):
        note = f"страница по ссылке не открылась: {visit.address}"
        return msgspec.structs.replace(
            answer, url=visit.address, reason=visit.unanswered or Reason.NOT_REACHED, changes=(note,)
        )
    if moved and (reason := failure_of_status(visit.status)):
        dead = reason in (Reason.HTTP_404, Reason.HTTP_4XX)
        note = f"ссылка ведёт на страницу с ответом {visit.status}"
        return msgspec.structs.replace(answer, reason=None if dead else reason, changes=(note,))
    if moved and after.letters < MIN_PAGE_LETTERS and not await visit.page.evaluate(_LEADS):
        return msgspec.structs.replace(answer, changes=("по ссылке открывается пустая страница",))
    if moved and _is_promise(put_instead(before, after), words):
        note = "по ссылке открывается страница, на которой сказано, что версии пока нет"
        return msgspec.structs.replace(answer, changes=(note,))

    def seen(look: Appearance, note: str = "") -> AccessibleVersion | None:
        difference = compare(look, before) if switch.by == "back" else compare(before, look)
        if not difference.visible or (moved and len(difference.visible) == 1 and _is_advice(look)):
            return None
        changes = (*difference.visible, *difference.behind, *filter(None, [note]))
        return msgspec.structs.replace(answer, effect=True, changes=changes[:MAX_CHANGES], url=look.url)

    if found := seen(after):
        return found
    # before it is shut again
    sent = switch.by == "form" or bool(await visit.page.evaluate(_APPLIED_BY_FORM, not moved))
    if await visit.page.evaluate(_PRESS_IN_PANEL, msgspec.to_builtins(words.panel)) and (
        found := seen(await _settled(visit), "после выбора в открывшейся панели")
    ):
        return found
    for number in range(OPENED_CONTROLS):
        if not await visit.page.evaluate(_USE_OPENED, number):
            await visit.page.evaluate(_PRESS, switch.index)  # what was opened has closed with the choice
            await _settled(visit)
            if not await visit.page.evaluate(_USE_OPENED, number):
                break
        if found := seen(await _settled(visit), "после выбора в открывшейся панели"):
            return found
    await visit.page.reload(wait_until="domcontentloaded", timeout=STEP_SECONDS * 2000)
    if found := seen(await _settled(visit), "после обновления страницы"):
        return found
    changes = (*compare(before, after).behind, "вид страницы не изменился")
    if sent:
        note = "выбранное применяется отправкой формы, а формы не отправляются"
        return msgspec.structs.replace(answer, changes=(*changes, note), reason=Reason.NOT_REACHED)
    # The script that does the switching may be among those that did not come: then nothing can be said. A stylesheet
    # missing from the ordinary version does not make a switch work or fail.
    telling = {
        one: reason
        for one, reason in visit.lost.items()
        if not _is_unrelated(one) and (one not in before_press or not _is_plain_style(one))
    }
    if not telling and moved and is_redressed(before, after) and not _is_advice(after):
        note = "та же страница оформлена иначе, но буквы не крупнее и не контрастнее"
        return msgspec.structs.replace(answer, changes=(*changes[:-1], note), reason=Reason.AMBIGUOUS)
    if not telling:
        return msgspec.structs.replace(answer, changes=changes)
    # Named first: the file that says by its name that it belongs to the version.
    named = sorted(telling, key=lambda one: _VISION.search(one) is None)
    lost = f"не загрузились файлы страницы: {', '.join(named[:3])}"
    return msgspec.structs.replace(answer, changes=(*changes, lost), reason=telling[named[0]])


async def _is_so_without_it(visit: Visit) -> bool:
    """Whether the page a press has led to looks the same to one who comes there by an ordinary link.

    A link may have set a cookie before it led to the home page: all that was kept is forgotten.
    """
    led = await _look(visit)
    await visit.page.evaluate(_FORGET)
    await visit.page.context.clear_cookies()
    await visit.page.goto(led.url, wait_until="domcontentloaded", timeout=STEP_SECONDS * 2000)
    plain = await _settled(visit)
    return not (compare(led, plain).visible or compare(plain, led).visible)


def _is_promise(said: str, words: AccessibilityWords) -> bool:
    """Whether a few lines tell that the version is being made: other colours around them are no version."""
    told = said.lower().replace("ё", "е")
    return len(told) <= A_NOTICE and any(re.search(promise, told) for promise in words.promised)


def _is_advice(look: Appearance) -> bool:
    """A page that tells which keys enlarge letters in any browser: a box of another colour makes it no version."""
    return _KEYS.search(look.text) is not None


async def _try_unnamed(visit: Visit, words: AccessibilityWords) -> AccessibleVersion:
    """Use a panel that is always open, or a list of looks. What has no effect may be anything: nothing was tried."""
    for how in (_letters, _choices):
        before = await _look(visit)
        control = await how(visit, words)
        if not control:
            continue
        after = await _settled(visit)
        difference = compare(before, after)
        if difference.visible and _address(after.url) == _address(before.url):
            changes = (*difference.visible, *difference.behind)[:MAX_CHANGES]
            return AccessibleVersion(
                tried=True, how="click", control=control, url=after.url, effect=True, changes=changes
            )
    return AccessibleVersion()


async def _letters(visit: Visit, words: AccessibilityWords) -> str:
    return "А А А" if await visit.page.evaluate(_PRESS_LETTERS) else ""


async def _choices(visit: Visit, words: AccessibilityWords) -> str:
    return str(await visit.page.evaluate(_CHOOSE, list(words.choices)))


async def _settled(visit: Visit) -> Appearance:
    """The look after navigation, scripts and transitions."""
    await asyncio.sleep(visit.patience.transition)
    await visit.settle(STEP_SECONDS)
    for _ in range(3):
        try:
            return await _look(visit)
        except PlaywrightError as error:
            if not is_moving_on(error):
                raise
            await visit.settle(STEP_SECONDS)
    return await _look(visit)


def _is_unrelated(url: str) -> bool:
    """Whether a lost script is a counter's, a map's or a social network's: a page switches its look without them."""
    return any(one.kind in _UNRELATED for one in load_signatures().matching("script", url[:1000]))


def _is_plain_style(url: str) -> bool:
    """Whether a file is a stylesheet that says nothing of the version for visually impaired people."""
    return ".css" in url and not _VISION.search(url)


def _address(url: str) -> str:
    return urldefrag(url).url
