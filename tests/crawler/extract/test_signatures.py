"""Many values at once are matched as each would be alone."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.signatures import Signature, Signatures, load_signatures

ANCHORED = Signature(name="a", kind="poll", text="^опрос$", link="/vote/?$")
NEGATIVE = Signature(name="b", kind="poll", text="(?i)форма", words=("форм",), link=r"form(?!at)")
PIECES = st.sampled_from(["опрос", "Опрос", " ", "форма", "x", "/vote", "/", "form", "at", "mat"])
VALUES = st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=8)


@given(VALUES, st.sampled_from(["text", "link"]))
def test_telling_agrees_with_matching(values: list[str], trace: str) -> None:
    signatures, alone = Signatures((ANCHORED, NEGATIVE)), Signatures((ANCHORED, NEGATIVE))
    expected = {value: matched for value in values if (matched := alone.matching(trace, value))}
    assert signatures.telling(trace, values) == expected
    assert signatures.telling(trace, values) == expected  # from its memo


@settings(max_examples=300)
@given(st.data())
def test_whatever_matches_holds_one_of_the_words(data: st.DataObject) -> None:
    signature = data.draw(st.sampled_from([item for item in load_signatures().all if item.words]))
    text = data.draw(st.from_regex(re.compile(signature.text)))
    assert any(word in text.lower() for word in signature.words), text
