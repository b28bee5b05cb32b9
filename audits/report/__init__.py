"""The static HTML report: pages people open from a file share. No server, nothing external, no script needed."""

from audits.report.write import Written, write_report

__all__ = ["Written", "write_report"]
