"""What judging a site worked out about its pages, kept while the site is read and judged again."""

from __future__ import annotations

from crawler.items import Page
from rules.site.reading import PageReadings, Vocabularies
from rules.site.roles import Nose
from rules.site.texts import SiteTexts


class Reading:
    """The pages of one site as far as they were judged. Keeps them: let go of it together with the site.

    `vocabularies`: what earlier readings and others know of the words of pages.
    """

    def __init__(self, vocabularies: Vocabularies | None = None) -> None:
        self.pages = PageReadings(vocabularies or Vocabularies())
        self._texts: SiteTexts | None = None

    def texts(self, pages: tuple[Page, ...], nose: Nose) -> SiteTexts:
        """What these very pages say together."""
        known = self._texts
        if known is None or known.nose is not nose or list(map(id, known.pages)) != list(map(id, pages)):
            known = self._texts = SiteTexts(pages, nose, self.pages)
        return known
