"""Measure verdicts against labels made by hand: how often «failed» and «passed» are right, rule by rule."""
