"""How a page looks, in numbers, and what changed between two looks. Pure, but for the script a browser runs."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from crawler.browser.scripts import script
from crawler.items import Fact

FONT_GROWTH = 1.12  # the typical letter must grow by an eighth (14 → 16 px), else nobody would notice
SPACING_GROWTH = 0.8  # px
CONTRAST_GROWTH = 1.3
COLOUR_DISTANCE = 60  # of 441: sum over channels, euclidean
SAME_WORDS = 0.8  # of the more wordy of two looks, for one page to be the other dressed anew
LIKENESS = 0.2  # of the text must have changed colours for the scheme to count as changed

MEASURE = script("appearance.js")


class Appearance(Fact, frozen=True):
    """What `MEASURE` saw. Sizes in CSS px; `pairs` are ("text colour|background", letters), most frequent first."""

    font: float = 0.0
    spacing: float = 0.0
    letters: int = 0
    pictures: int = 0
    sheets: tuple[str, ...] = ()
    filter: str = ""
    panel: str = ""  # text of a settings panel, if one is seen
    pairs: tuple[tuple[str, int], ...] = ()
    page: str = ""  # background of the page
    classes: str = ""
    url: str = ""
    text: str = ""


class Difference(Fact, frozen=True):
    """Visible changes in Russian words with numbers, and those that only a machine sees."""

    visible: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


def compare(before: Appearance, after: Appearance) -> Difference:
    """What a person would notice: letters, colours, spacing, pictures; then stylesheets and classes."""
    seen: list[str] = []
    if before.font and after.font >= before.font * FONT_GROWTH:
        seen.append(f"размер шрифта {_px(before.font)} → {_px(after.font)}")
    if after.spacing >= before.spacing + SPACING_GROWTH:
        seen.append(f"расстояние между буквами {_px(before.spacing)} → {_px(after.spacing)}")
    if before.page and after.page and distance(before.page, after.page) >= COLOUR_DISTANCE:
        seen.append(f"фон {hexadecimal(before.page)} → {hexadecimal(after.page)}")
    old, new = typical_contrast(before), typical_contrast(after)
    if old and new >= old * CONTRAST_GROWTH:
        seen.append(f"контраст {_ratio(old)} → {_ratio(new)}")
    if before.pairs and after.pairs and _recoloured(before, after):
        pair_before, pair_after = before.pairs[0][0], after.pairs[0][0]
        if pair_before != pair_after:
            seen.append(f"цвета текста и фона {_pair(pair_before)} → {_pair(pair_after)}")
    if after.filter and after.filter != before.filter:
        seen.append(f"цветовой фильтр {after.filter[:60]}")
    if before.pictures >= 3 and after.pictures <= before.pictures // 3:
        seen.append(f"видимых изображений {before.pictures} → {after.pictures}")
    behind: list[str] = []
    if after.panel and not before.panel:
        behind.append(f"появилась панель настройки («{after.panel}»)")
    if added := [sheet for sheet in after.sheets if sheet not in before.sheets]:
        behind.append(f"подключены стили: {', '.join(_name(sheet) for sheet in added[:3])}")
    if added := [name for name in after.classes.split() if name not in before.classes.split()]:
        behind.append(f"классы страницы: {', '.join(added[:5])}")
    return Difference(tuple(seen), tuple(behind))


def is_redressed(before: Appearance, after: Appearance) -> bool:
    """Whether the very same words stand there in other colours, though not so that `compare` would call it a relief."""
    if not (before.pairs and after.pairs and _recoloured(before, after)):
        return False
    old, new = Counter(before.text.split()), Counter(after.text.split())
    return (old & new).total() >= SAME_WORDS * max(old.total(), new.total())


def put_instead(before: Appearance, after: Appearance) -> str:
    """The lines a page says instead of what was there; empty where most of the words remain."""
    old, new = Counter(before.text.split()), Counter(after.text.split())
    if (old & new).total() >= SAME_WORDS * old.total():
        return ""
    known = frozenset(before.text.split("\n"))
    return "\n".join(line for line in after.text.split("\n") if line.strip() and line not in known)


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green, blue (0-255) of a computed colour; black for what is not understood."""
    numbers = [float(number) for number in re.findall(r"[\d.]+", colour)[:3]]
    return (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else (0.0, 0.0, 0.0)


def distance(one: str, other: str) -> float:
    """Euclidean distance of two computed colours, 0 to 441."""
    return float(sum((a - b) ** 2 for a, b in zip(channels(one), channels(other), strict=True)) ** 0.5)


def hexadecimal(colour: str) -> str:
    """`rgb(255, 255, 255)` → `#ffffff`."""
    return "#" + "".join(f"{min(255, round(value)):02x}" for value in channels(colour))


def contrast(pair: str) -> float:
    """Contrast ratio (WCAG 2, 1.4.3) of "text colour|background": 1 to 21."""
    light, dark = sorted((_luminance(colour) for colour in pair.split("|", 1)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def typical_contrast(look: Appearance) -> float:
    """Contrast averaged over letters; 0 for a page without text."""
    weight = sum(letters for _, letters in look.pairs)
    return sum(contrast(pair) * letters for pair, letters in look.pairs) / weight if weight else 0.0


def _luminance(colour: str) -> float:
    def linear(value: float) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(value) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _recoloured(before: Appearance, after: Appearance) -> bool:
    old, new = dict(before.pairs), dict(after.pairs)
    share_old = {pair: letters / max(1, sum(old.values())) for pair, letters in old.items()}
    share_new = {pair: letters / max(1, sum(new.values())) for pair, letters in new.items()}
    common = sum(min(share, share_new.get(pair, 0.0)) for pair, share in share_old.items())
    return common < 1 - LIKENESS


def _pair(pair: str) -> str:
    text, background = pair.split("|", 1)
    return f"{hexadecimal(text)} на {hexadecimal(background)}"


def _px(value: float) -> str:
    return f"{round(value, 1):g} px"


def _ratio(value: float) -> str:
    return f"{value:.1f}:1".replace(".", ",")


def _name(url: str) -> str:
    return url.split("?", 1)[0].rsplit("/", 1)[-1] or url


def measured(found: object) -> Appearance:
    """The answer of `MEASURE` as a type."""
    return msgspec.convert(found, Appearance, strict=False)
