"""The words of the scripts: what a page hands to them in another language than that of the program."""

from __future__ import annotations

import json

from xpkg.server.pages.languages import gettext, message

QUERY = (
    message("Proposals"), message("%(number)s proposals; arrows choose, Enter takes one"),
    message("Asked before in this browser (%(number)s)"), message("empty"), message("Forget them"), message("Format"),
    message("Ctrl+Enter runs; a word's beginning proposes terms"),
)  # fmt: skip
"""The words of ``query.js``."""
SEARCH = (
    message("People"), message("Organisations"), message("Groups"), message("Places"), message("Documents"),
    message("Events"), message("Positions"), message("Statements"), message("Passages of texts"), message("person"),
    message("organisation"), message("group"), message("place"), message("document"), message("event"),
    message("position"), message("statement"), message("passage"), message("Search"), message("Search everything"),
    message("Search names, statements and texts"), message("Names, statements and texts"), message("All"),
    message("Earlier page"), message("Next page"), message("Page %(number)s of %(pages)s"),
    message("Kinds of what was found"), message("Pages of this list"), message("%(number)s found"), message("None."),
)  # fmt: skip
"""The words of the script that searches a static site."""


def as_json(words: tuple[str, ...]) -> str:
    """The ``words`` with what they are in the language of the page, as JSON."""
    return json.dumps({each: gettext(each) for each in words}, ensure_ascii=False)
