"""Documents: files of any office format → facts."""

from crawler.documents.budget import DocumentBudget
from crawler.documents.read import read_document

__all__ = ["DocumentBudget", "read_document"]
