"""Quotation marks that stand the wrong way round, or that look like apostrophes."""

from __future__ import annotations

import pytest

from xpkg.model import Metadata, Source
from xpkg.text import parse


def quoted(words: str) -> list[str]:
    return [one.inner.cut(words) for one in parse(Source("t", words, "0", Metadata(""))).quotations if one.closed]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“We were asked,“ said Ann Low. “They lied,” said Jo Berg.", ["We were asked,", "They lied,"]),
        ("“We were asked,“ said Ann Low. ”They lied,” said Jo Berg.", ["We were asked,", "They lied,"]),
        ("”We were sold,” said Jo Berg. “They lied,” said Ann Low.", ["We were sold,", "They lied,"]),
        ("”We were sold,“ said Jo Berg. ”They lied,“ said Ann Low.", ["We were sold,", "They lied,"]),
        ("»We were late,» said Jo Berg. »They lied,» said Ann Low.", ["We were late,", "They lied,"]),
        ("»We were late,« said Jo Berg. »They lied,« said Ann Low.", ["We were late,", "They lied,"]),
        ("«We were late», said Jo Berg. «They lied», said Ann Low.", ["We were late", "They lied"]),
        ("„We were late“, said Jo Berg. „They lied“, said Ann Low.", ["We were late", "They lied"]),
        ("She called it an “expedited review“ of the dam. “It is,” he said.", ["expedited review", "It is,"]),
        ("“The “old” dam,” she said, “is safe.”", ["The “old” dam,", "old", "is safe."]),
        (
            "He said: ‘It’s the residents’ choice. They’ll make it, and I won’t stop them.’ He left.",
            ["It’s the residents’ choice. They’ll make it, and I won’t stop them."],
        ),
        (
            "He said: 'It's the farmers' dam. We'll keep it.' He left.",
            ["It's the farmers' dam. We'll keep it."],
        ),
        ("‘We went to the workers’ hall,’ she said.", ["We went to the workers’ hall,"]),
        ("He read ‘War of the Worlds’ in May. It was the critics’ favourite.", ["War of the Worlds"]),
        ("‘Girls’ is a film, and ‘The Farm’ is a book.", ["Girls", "The Farm"]),
        ("The farmers’ dam and the workers’ hall are old.", []),
    ],
)
def test_what_stands_in_quotation_marks(words: str, expected: list[str]) -> None:
    assert quoted(f"A title\n\n{words}\n") == expected
