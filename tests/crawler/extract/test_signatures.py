"""Many values at once are matched as each would be alone."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.signatures import Signature, Signatures

ANCHORED = Signature(name="a", kind="poll", text="^опрос$", link="/vote/?$")
NEGATIVE = Signature(name="b", kind="poll", text="(?i)форма", link=r"form(?!at)")
PIECES = st.sampled_from(["опрос", "Опрос", " ", "форма", "x", "/vote", "/", "form", "at", "mat"])
VALUES = st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=8)


@given(VALUES, st.sampled_from(["text", "link"]))
def test_telling_agrees_with_matching(values: list[str], trace: str) -> None:
    signatures, alone = Signatures((ANCHORED, NEGATIVE)), Signatures((ANCHORED, NEGATIVE))
    expected = {value: matched for value in values if (matched := alone.matching(trace, value))}
    assert signatures.telling(trace, values) == expected
    assert signatures.telling(trace, values) == expected  # from its memo
