"""Keeps the garbage collector from going over a page that is being read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """No automatic collection inside.

    A page makes thousands of short-lived objects, none of them garbage that only the collector could free; yet their
    number alone would start about ten collections a page, some of them over the whole process. One passes over what
    is left afterwards.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
