"""Checks: small registered functions that look at a site's view and answer met, unmet or unsure."""

from __future__ import annotations

from rules.checks.registry import CHECKS, Check, check

__all__ = ["CHECKS", "Check", "check"]
