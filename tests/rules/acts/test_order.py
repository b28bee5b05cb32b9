"""The order of acts follows the hierarchy of the bodies."""

from __future__ import annotations

from rules.acts.known import load_required_acts
from rules.acts.listed import listed
from rules.acts.order import order_violations
from rules.acts.required import missing_acts
from rules.model import Sector
from tests.rules.acts.written import ON, PROTOCOL_LIST, found


def test_own_list_of_the_protocol_is_complete_and_ordered() -> None:
    acts = found(*PROTOCOL_LIST)
    assert missing_acts(acts, load_required_acts("kbr-2017"), Sector.EDUCATION, ON) == ()
    assert [m.level for m in listed(acts)] == [1, 1, 2, 3, 3, 3, 4, 6]
    assert order_violations(listed(acts)) == ()


def test_decree_and_law_in_either_order() -> None:
    swapped = (PROTOCOL_LIST[1], PROTOCOL_LIST[0], *PROTOCOL_LIST[2:])
    assert order_violations(listed(found(*swapped))) == ()


def test_inversion_names_the_pair() -> None:
    acts = listed(found(PROTOCOL_LIST[7], PROTOCOL_LIST[0], PROTOCOL_LIST[3]))
    pairs = [(v.earlier.level, v.later.level) for v in order_violations(acts)]
    assert pairs == [(6, 1), (6, 3)]
