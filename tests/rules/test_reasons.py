"""Reasons in words, and what counts against an organization."""

from __future__ import annotations

from typing import cast

import pytest

from crawler.items import Cause, Owner, Reason
from rules.reasons import MEANINGS, WORDS, clarify, is_gone, meaning, moved_to, owner


def test_every_reason_has_words() -> None:
    assert set(WORDS) == set(Reason)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_an_owner(reason: Reason) -> None:
    assert owner(reason) in Owner


def test_a_reason_nobody_gave_an_owner_accuses_no_site() -> None:
    with pytest.raises(KeyError):
        owner(cast("Reason", "a_new_reason"))


def test_a_certificate_that_we_do_not_trust_is_not_yet_the_sites_fault() -> None:
    assert owner(Reason.TLS_ERROR) is Owner.WALL


def test_meanings_are_sentences_that_begin_with_the_words() -> None:
    assert set(MEANINGS) <= set(Reason)
    for reason in Reason:
        assert meaning(reason).casefold().startswith(WORDS[reason].casefold())
        assert meaning(reason).endswith(".")


@pytest.mark.parametrize(
    ("reason", "cause", "gone"),
    [
        (Reason.DNS_FAILURE, Cause.NO_SUCH_NAME, True),
        (Reason.DNS_FAILURE, Cause.NAME_SERVER_SILENT, False),
        (Reason.HTTP_404, None, True),
        (Reason.PARKED_SITE, None, True),
        (Reason.TIMEOUT, None, False),
        (Reason.TLS_ERROR, Cause.EXPIRED, False),
    ],
)
def test_only_what_is_certainly_gone_counts_against_the_site(reason: Reason, cause: Cause | None, gone: bool) -> None:
    assert is_gone(reason, cause) is gone


def test_a_closed_site_may_name_its_new_address() -> None:
    assert moved_to(Reason.SITE_CLOSED, "closed: http://new.example:8080/a") == "http://new.example:8080/a"
    assert moved_to(Reason.SITE_CLOSED, "closed: сайт закрыт, спасибо всем") == ""
    assert moved_to(Reason.SITE_CLOSED, "social: https://vk.com/a", Cause.SOCIAL) == ""
    assert moved_to(Reason.PARKED_SITE, "parked: new.example") == ""


def test_details_are_for_people() -> None:
    assert clarify(Reason.TLS_ERROR, "expired", Cause.EXPIRED) == "срок действия сертификата истёк"
    assert clarify(Reason.CONNECTION_RESET, "ResponseNeverReceived: [<twisted…>]") == ""
    assert clarify(Reason.SITE_CLOSED, "новый сайт: https://a.example/") == "новый сайт: https://a.example/"
    assert clarify(Reason.PARKED_SITE, "parked: домен a.example продаётся") == "«домен a.example продаётся»"
    assert clarify(Reason.SOFT_404, "not found: 404 страница не найдена") == "«404 страница не найдена»"
    assert "https://vk.com/x" in clarify(Reason.SITE_CLOSED, "social: https://vk.com/x", Cause.SOCIAL)
    assert "--allow-private-networks" in clarify(Reason.PRIVATE_ADDRESS, "127.0.0.1")
