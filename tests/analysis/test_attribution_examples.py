"""The example of each pattern: the pattern, and no other, finds in it what is marked."""

from __future__ import annotations

import re

import pytest

from xpkg.analysis.attributions import patterns
from xpkg.analysis.attributions.methods import SET_OFF
from xpkg.analysis.attributions.patterns.examples import EXAMPLES
from xpkg.model import Metadata, Method, Source
from xpkg.text import parse

NOT_OF_A_PATTERN = {Method.MODEL, Method.SPACY, Method.LLM, Method.JUDGED, Method.RESOLUTION, *SET_OFF}
"""Ways of finding a candidate that are no patterns of a sentence: one is a repair’s, others are of whole paragraphs."""


def test_each_pattern_has_an_example() -> None:
    assert set(EXAMPLES) == set(Method) - NOT_OF_A_PATTERN


@pytest.mark.parametrize("method", EXAMPLES)
def test_the_pattern_finds_its_example(method: Method) -> None:
    marked = EXAMPLES[method]
    sentence = re.sub(r"[{}<>\[\]]", "", marked)
    title = sentence if method is Method.HEADLINE else "News from the river town"
    body = "The town lies on a river." if method is Method.HEADLINE else sentence
    words = f"{title}\n\n{body}\n\nThe town has two bridges and a mill.\n"
    (found,) = patterns.annotate(parse(Source("t", words, "0", Metadata(""))), ())
    assert found.method == method
    assert [span.cut(words) for span in found.cue] == re.findall(r"\[(.*?)\]", marked)
    assert [span.cut(words) for span in found.content] == re.findall(r"<(.*?)>", marked)
    assert ([found.source.cut(words)] if found.source else []) == re.findall(r"\{(.*?)\}", marked)
