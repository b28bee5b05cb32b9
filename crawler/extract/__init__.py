"""Page → facts: pure functions over one parsed page."""

from crawler.extract.page import extract_page

__all__ = ["extract_page"]
