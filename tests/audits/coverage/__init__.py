"""Tests of the public report."""
