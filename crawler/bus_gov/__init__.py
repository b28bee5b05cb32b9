"""Cards at bus.gov.ru: asking for them politely, reading them, choosing an organization's own."""
