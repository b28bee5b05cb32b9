"""Reading a page leaves the garbage collector as it was, and leaves no elements behind."""

from __future__ import annotations

import gc
import weakref

import pytest

from crawler.extract import extract_page
from crawler.extract.collector import undisturbed
from crawler.extract.tree import parse

BODY = "<ul>" + "<li><a href='/a'>Устав <b>школы</b></a></li>" * 50 + "</ul>"


def _fail() -> None:
    with undisturbed():
        assert not gc.isenabled()
        raise ValueError("no")


def test_the_collector_is_off_inside_and_on_again_after_an_error() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="no"):
        _fail()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        extract_page(BODY.encode(), url="http://a.test/")
        assert not gc.isenabled()
    finally:
        gc.enable()


class Seen(str):
    """A text that can be watched."""

    __slots__ = ("__weakref__",)


def test_a_released_tree_holds_no_elements() -> None:
    tree = parse(BODY)
    watched = Seen("x")
    gone = weakref.ref(watched)
    nodes = list(tree.nodes)
    nodes[-1].children.append(watched)
    tree.release()
    assert all(not node.children for node in nodes)
    assert not tree.nodes
    assert not tree.by_tag
    del nodes, watched
    assert gone() is None  # without any collection


def test_a_tree_deeper_than_any_stack_is_freed() -> None:
    tree = parse("<div>" * 450_000 + "<p id=last>x")
    assert len(tree.nodes) == 400_000
    tree.release()
    del tree
