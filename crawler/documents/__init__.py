"""Documents: files of any office format → facts."""

from crawler.documents.budget import DocumentBudget
from crawler.documents.read import read_document
from crawler.documents.reader import DocumentReader

__all__ = ["DocumentBudget", "DocumentReader", "read_document"]
