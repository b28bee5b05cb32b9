"""What is said of all links of a site at once is never less than what one of them says."""

from __future__ import annotations

import pytest

from rules.site.link_words import LinkWords, link_words

NAMED = ("http://sad.test/f/plan_2023.pdf", "Скачать"), ("https://www.bus.gov.ru/", "Оценка учрежде\u00adний")
LINKS = LinkWords(NAMED)


@pytest.mark.parametrize(
    ("stems", "holds"),
    [
        (("скачать",), True),
        (("plan 2023",), True),
        (("оценка учреждений",), True),
        (("отчет", "plan"), True),
        (("отчет",), False),
        (("скачать план",), False),
        ((), False),
    ],
)
def test_words_of_label_and_address(stems: tuple[str, ...], holds: bool) -> None:
    assert LINKS.may_hold(stems) is holds
    assert LINKS.may_hold(stems) is holds  # remembered


def test_hosts() -> None:
    assert LINKS.may_lead_to(("bus.gov.ru",))
    assert not LINKS.may_lead_to(("www.bus.gov.ru", "gosuslugi.ru"))


def test_a_link_as_text() -> None:
    assert link_words("План «НОК»", "http://sad.test/f/Plan_2023.pdf") == 'план "нок" f plan 2023 pdf'
