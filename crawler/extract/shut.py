"""Parts of a page that are shut and hold nothing until somebody opens them: accordions, tabs, lists that go on."""

from __future__ import annotations

import re
from typing import Final

from crawler.extract.boxes import A_WORD, CONTAINERS, NO_FORM, is_left_open
from crawler.extract.labels import above
from crawler.extract.openers import FURTHER, MARKED, RATED, may_be_pressed
from crawler.extract.tags import ANCHOR, DRAWN
from crawler.extract.tree import Node, Tree, inner_text
from crawler.extract.walk import Walk
from crawler.items import Region

_TITLES: Final = ("h2", "h3", "h4", "h5", "dt")
_SEEN: Final = frozenset(
    {"a", "img", "iframe", "object", "embed", "input", "select", "textarea", "svg", "video", "canvas"}
)
_YEAR: Final = re.compile(r"\b20\d\d\b")
_TOGGLING: Final = re.compile(r"acc|toggle|spoiler|collaps|expand|fold|tab", re.IGNORECASE)
# So are called the titles of an accordion, and many a plain heading.
_TITLED: Final = re.compile(r"title", re.IGNORECASE)
_PAGES: Final = 14  # of a list, with the arrows beside them
_BRANCH: Final = re.compile(r"[▸►▶▷⊞+]\s*[А-ЯЁа-яё]")
_PLAYS: Final = re.compile(r"смотреть|слушать|воспроизв|играть|видео|аудио|запустить|прикрепить", re.IGNORECASE)
# An address of this site, and no place in the page nor in the pattern («{url}», «${url}»).
_LEADING: Final = re.compile(r"(?!#|//|[a-z][a-z+.-]*:)[^{$]+$", re.IGNORECASE)
_NOTICE: Final = re.compile(r"cookie|куки|персональн\w+ данн|политик\w+ (?:конф|обработ)", re.IGNORECASE)
_AROUND: Final = 3  # elements around a row of numbers that may say what they are
_GROUP: Final = 200  # characters of one of them, or of what stands over the row
_OPENERS: Final = 200
_MARKED: Final = re.compile(MARKED, re.IGNORECASE)
_RATED: Final = re.compile(RATED, re.IGNORECASE)
_FURTHER: Final = re.compile(FURTHER, re.IGNORECASE)
_A_NAME: Final = re.compile(r"[а-яёa-z]{2}", re.IGNORECASE)


def is_shut(walk: Walk) -> bool:
    """What opens what is not there yet, or a form that stands as a pattern until a script copies it."""
    tree = walk.tree
    titled = 0
    for opener in (*tree.all("button", "summary", *_TITLES), *tree.toggles, *_leading_nowhere(tree)):
        if not (_opens_nothing(opener, tree) and walk.standing_of(opener)[1].region is Region.CONTENT):
            continue
        if opener.tag not in _TITLES or "onclick" in opener.attrs or _TOGGLING.search(opener.get("class")):
            return True
        titled += 1  # an accordion has several; one heading stands over a box for something else
        if titled > 1:
            return True
    if any(_turns_pages(node, walk) for node in (*tree.by_tag.get("button", ()), *_links_of_scripts(tree))):
        return True
    if any(_holds_patterns(template, walk) for template in tree.by_tag.get("template", ())):
        return True
    if any(_is_branch(node, tree) and _is_own(node, walk) for node in tree.by_tag.get("button", ())):
        return True
    lists = filter(_chooses_year, tree.by_tag.get("select", ()))
    return any(walk.standing_of(node)[1].region is Region.CONTENT for node in lists)


def _is_own(node: Node, walk: Walk) -> bool:
    return walk.standing_of(node)[1].region not in (Region.HEADER, Region.FOOTER)


def _holds_patterns(template: Node, walk: Walk) -> bool:
    """A pattern that a script copies into the page as it stands: a form, or links to something. A notice on cookies,
    buttons to share and what belongs to the foot of each page are none."""
    parts = list(template.iter())
    if any(node.tag == "textarea" for node in parts):
        return True
    if not any(node.tag == "a" and _LEADING.match(node.get("href").strip()) for node in parts):
        return False
    said = " ".join([child for node in parts for child in node.children if isinstance(child, str)])
    return _is_own(template, walk) and not _NOTICE.search(said)


def _is_branch(control: Node, tree: Tree) -> bool:
    """«▸ О министерстве»: a branch of a tree that is shut, with nothing of it on the page yet."""
    outer = control.parent
    if outer is None or len(outer.nodes()) > 1 or control.get("type").lower() == "submit":
        return False
    said = inner_text(control, A_WORD)
    if not _BRANCH.match(said) or not may_be_pressed(said) or _PLAYS.search(said):
        return False
    if any(parent.tag == "form" for parent in control.ancestors(20)):
        return False  # «+ Прикрепить файл»
    shown = tree.ids.get(control.get("aria-controls"))
    if shown is not None and not _is_bare(shown):
        return False
    # an accordion has its contents right after the title
    beside = outer.parent.nodes() if outer.parent is not None else []
    place = next((at for at, one in enumerate(beside) if one is outer), len(beside))
    following = beside[place + 1] if place + 1 < len(beside) else None
    return following is None or _is_bare(following) or _BRANCH.match(inner_text(following, A_WORD)) is not None


def _turns_pages(control: Node, walk: Walk) -> bool:
    """«2» in a short row of numbers that lead nowhere: a script turns the pages of a list. A calendar is longer, and
    what is rated or slides past is no list."""
    if control.size != 1 or inner_text(control, 2) != "2" or control.get("type").lower() == "submit":
        return False
    row = control.parent
    if row is not None and len(row.nodes()) == 1:
        row = row.parent
    if (
        row is None
        or row.tag == "tr"
        or control.flags & DRAWN
        or not 1 < len(row.nodes()) < _PAGES
        or row.size >= A_WORD
    ):
        return False
    first = next((number for number in map(_number, row.nodes()) if number), "")
    if first != "1" or walk.standing_of(control)[1].region in (Region.HEADER, Region.FOOTER):
        return False
    for around in (row, *row.ancestors(_AROUND)):
        names = f"{around.get('class')} {around.get('id')} {around.get('role')}"
        if around.size < _GROUP and (_MARKED.search(names) or NO_FORM.search(names)):
            return False
    return _RATED.search(f"{above(row)[-_GROUP:]} {inner_text(row, A_WORD)}") is None


def _number(item: Node) -> str:
    return inner_text(item, 3) if item.size < 3 and inner_text(item, 3).isdigit() else ""


def _chooses_year(choice: Node) -> bool:
    """A list of years outside forms: with each of them a script shows other papers. Archives of news lead to pages."""
    options = [one for one in choice.iter() if one.tag == "option"]
    leads = "location" in choice.get("onchange") or any("/" in one.get("value") for one in options)
    years = sum(bool(_YEAR.search(inner_text(one, 40))) for one in options)
    return years > 1 and not leads and not any(parent.tag == "form" for parent in choice.ancestors(20))


def _leading_nowhere(tree: Tree) -> list[Node]:
    return [node for node in tree.nodes if node.flags & ANCHOR and node.attrs.get("href", "#") in ("", "#")][:_OPENERS]


def _links_of_scripts(tree: Tree) -> list[Node]:
    scripted = (node for node in tree.nodes if node.flags & ANCHOR and node.get("href")[:11].lower() == "javascript:")
    return [*_leading_nowhere(tree), *scripted][:_OPENERS]


def _is_bare(node: Node) -> bool:
    """Nothing to read, to press or to look at, whatever boxes stand in it."""
    return node.tag in CONTAINERS and not node.size and not any(item.tag in _SEEN for item in node.iter())


def _opens_nothing(opener: Node, tree: Tree) -> bool:
    """Whether right after a control, or after a row of them, stands a box with nothing in it; or a list goes on."""
    above = opener.parent
    names = opener.get("class")
    if opener.tag in _TITLES and not ("onclick" in opener.attrs or _TOGGLING.search(names) or _TITLED.search(names)):
        return False
    if above is None or opener.size > A_WORD or any(parent.tag == "form" for parent in opener.ancestors(20)):
        return False
    said = inner_text(opener, A_WORD)
    if not (_A_NAME.search(said) and may_be_pressed(said)):
        return False  # an anchor, a burger, a counter; «Наверх», «Печать», «Поделиться»
    if opener.tag == "summary":
        return above.size == opener.size and len(above.nodes()) == 1
    if opener.tag not in _TITLES and _FURTHER.search(said):
        return True
    shown = tree.ids.get(opener.get("aria-controls"))
    if shown is not None and _is_bare(shown):
        return True
    if len(above.nodes()) == 1 and above.tag not in ("body", "form") and above.parent is not None:
        opener, above = above, above.parent  # «<h3><button>Планы</button></h3><div></div>»
    row = above.parent if above.tag == "li" else above
    beside = above.nodes()
    place = next((at for at, one in enumerate(beside) if one is opener), len(beside))
    following = beside[place + 1] if place + 1 < len(beside) else None
    before = beside[place - 1] if 0 < place < len(beside) else None
    if before is not None and "id" in before.attrs and is_left_open(before):
        return True  # «Показать результаты» below the box they come into
    if following is not None:
        return is_left_open(following)
    if (place == 0 and row is above) or row is None or row.parent is None:
        return False  # one control alone is no row
    around = row.parent.nodes()
    place = next((at for at, one in enumerate(around) if one is row), len(around))
    return place + 1 < len(around) and is_left_open(around[place + 1])
