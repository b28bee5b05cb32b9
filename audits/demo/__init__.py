"""The built-in demo region: an invented set of organizations served on loopback, with declared truth."""

from __future__ import annotations

from audits.demo.pages import ON
from audits.demo.region import DEFAULT_PORT, DemoRegion, organizations, serve_region, truth, write_registry

TRUTH = truth()
"""What must be concluded on `ON`, by organization and rule."""

__all__ = ["DEFAULT_PORT", "ON", "TRUTH", "DemoRegion", "organizations", "serve_region", "write_registry"]
