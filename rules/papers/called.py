"""Papers whose name tells of one year and whose own title of another: which of them is wrong, the title mostly tells.

A title may be last year's, copied with the rest; so terms, a further title and any mention of the year speak for the
name. Where nothing does, the file is another year's.
"""

from __future__ import annotations

from rules.papers.collected import Paper
from rules.papers.filed import FiledAs
from rules.papers.several import planned_years
from rules.plans.items import plan_term_years


def is_denied(paper: Paper, year: int) -> bool:
    """Whether a paper says itself that it is of other years, and nothing in it says that it is of this one, too."""
    document, inside = paper.document, paper.filed.inside
    if document is None or not inside or year in inside or year in paper.years:
        return False
    return paper.kind is not FiledAs.PLAN or year not in {*planned_years(document), *plan_term_years(document)}


def is_left_open(paper: Paper, year: int) -> bool:
    """Whether a paper that is called by a year, and denies it, may be of that year all the same: nobody can tell."""
    document, called = paper.document, paper.filed.called
    if document is None or year not in called or not is_denied(paper, year):
        return False
    partly = not set(called).isdisjoint(paper.years)  # «за 2019 и 2022 годы», and the one for 2022 was made out
    return partly or document.ocr or document.reason is not None or str(year) in document.text
