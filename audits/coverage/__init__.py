"""The tables of the yearly public report: coverage, the three-year cycle, operators, ratings, monitoring of sites."""

from audits.coverage.data import PublicData, load_public_data
from audits.coverage.tables import public_tables
from audits.formats.model import Table

__all__ = ["PublicData", "Table", "load_public_data", "public_tables"]
