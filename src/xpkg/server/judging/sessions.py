"""Who judges in a browser: a signed cookie that the token opens, and a word against forms of other sites."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

COOKIE = "xpkg-link"
LASTS = 12 * 3600
"""Seconds for which a cookie holds."""

_NAME = re.compile(rf"(?:^|;\s*){COOKIE}=([A-Za-z0-9_.=-]{{1,600}})(?:;|$)")
LONGEST_NAME = 100
"""Code points of the name of who judges."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who judges; ``secret`` is what each form has to send back."""

    author: str
    secret: str


def opened(token: str, author: str, now: float) -> str:
    """The value of a new cookie for ``author``; ``now`` is in seconds since 1970."""
    name = base64.urlsafe_b64encode(author.encode()).decode().rstrip("=")
    told = f"{name}.{int(now) + LASTS}"
    return f"{told}.{_signed(token, told)}"


def session(token: str, header: str | None, now: float) -> Session | None:
    """The session of a ``Cookie`` header; None where it has none that is signed with ``token`` and still holds."""
    match = _NAME.search(header or "")
    if match is None:
        return None
    told, _, signature = match[1].rpartition(".")
    if not hmac.compare_digest(_signed(token, told), signature):
        return None
    name, _, end = told.partition(".")
    if int(end) < now:
        return None
    author = base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()
    return Session(author, _signed(token, f"form {match[1]}"))


def is_name(author: str) -> bool:
    """Whether ``author`` can be the name of a person, or an identifier like orcid:….

    >>> is_name("orcid:0000-0002-1825-0097"), is_name(""), is_name("a\\tb")
    (True, False, False)
    """
    return 0 < len(author) <= LONGEST_NAME and author.isprintable() and author == author.strip()


def _signed(token: str, words: str) -> str:
    return hmac.new(token.encode(), f"xpkg link {words}".encode(), hashlib.sha256).hexdigest()
