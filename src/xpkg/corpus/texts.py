"""Makes a source of a text: checked, with a title and a language."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from xpkg.corpus.language import language_of
from xpkg.errors import InputError
from xpkg.model import Damage, Mend, Metadata, Source
from xpkg.text.blocks import opens_story
from xpkg.text.mending import find_mends, read

_UNREADABLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""The general categories of what nobody sees: controls, marks of format, blanks."""
_MARKUP = re.compile(r"\s*(?:<!doctype\b|<\?xml\b|<(?:html|head|body)[\s>]|\{\\rtf\d)", re.I)
_LONGEST_TITLE = 120
_TOLD = {
    Damage.LINE_END: "{} words parted at line ends",
    Damage.ENTITY: "{} HTML entities",
    Damage.ENCODING: "{} characters decoded twice",
}


def source_of(name: str, text: str, title: str = "") -> Source:
    """The source ``name`` that says ``text``; its title is the first line, if that is one, else ``title`` or ``name``.

    Raises InputError, beginning with ``name``, if it is no text: without a visible character, or markup.
    """
    return source_and_mends(name, text, title)[0]


def source_and_mends(name: str, text: str, title: str) -> tuple[Source, tuple[Mend, ...]]:
    """The source, and what of its text is damaged; see ``source_of``."""
    check_text(name, text)
    mends = find_mends(text)
    meant = read(text, mends).text
    metadata = Metadata(title_of(meant, title or name), language=language_of(meant))
    return Source(name, text, digest_of_text(text), metadata), mends


def digest_of_text(text: str) -> str:
    """The SHA-256 of ``text`` in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def damage(path: Path | str, mends: Sequence[Mend]) -> tuple[str, ...]:
    """The line that tells what of a text is damaged and how it is read; empty for nearly every text."""
    counts: Counter[Damage] = Counter(mend.damage for mend in mends if mend.damage is not Damage.LINE_BREAK)
    if not counts:
        return ()
    told = ", ".join(f"{_TOLD[damage].format(counts[damage])}" for damage in Damage if counts[damage])
    return (f"{path}: damaged text is read as it was meant ({told}); what is stored stays as it is",)


def check_text(where: str, text: str) -> None:
    """Raises InputError, beginning with ``where``, if ``text`` has nothing to read, or is markup."""
    if all(unicodedata.category(each) in _UNREADABLE for each in text):
        raise InputError(f"{where}: the text is empty, or has nothing in it but blanks and control characters")
    if _MARKUP.match(text):
        raise InputError(f"{where}: HTML, XML or RTF, whose tags would be read as words; save it as plain text")


def title_of(text: str, otherwise: str) -> str:
    """The first line of ``text``, if that is a title, else ``otherwise``."""
    first = text.strip().splitlines()[0].strip()
    return first if len(first) <= _LONGEST_TITLE and not opens_story(first) else otherwise
