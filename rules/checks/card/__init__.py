"""Checks of a card on bus.gov.ru."""
