"""Takes out of a page what needs a server: forms, and links that the site has no file for."""

from __future__ import annotations

import re

from xpkg.site.addresses import UNLINKED

# The pages are our own, and all that is put into them is escaped: "<" begins an element and nothing else.
_FORM = re.compile(r"<form\b.*?</form>\n?", re.DOTALL)
_TEXTAREA = re.compile(r"<textarea\b[^>]*>(.*?)</textarea>", re.DOTALL)
_DOWNLOADS = re.compile(r'<p class="downloads">.*?</p>', re.DOTALL)
_DEAD = rf'<a\b[^>]*\shref="{UNLINKED}"[^>]*>'
_DEAD_LINK = re.compile(rf"{_DEAD}(.*?)</a>", re.DOTALL)
_DEAD_DOWNLOAD = re.compile(rf"( · |\n)?{_DEAD}.*?</a>", re.DOTALL)
_DEAD_ITEM = re.compile(rf"<li>{_DEAD}.*?</a></li>\n?", re.DOTALL)
_EMPTY_LIST = re.compile(r"<ul[^>]*>\s*</ul>\n?")
_EMPTY_NAV = re.compile(r"<nav\b[^>]*>\s*</nav>\n?")
_DEAD_HEAD = re.compile(rf'<link\b[^>]*\shref="{UNLINKED}"[^>]*>\n?')
_IRI = re.compile(r'<span class="iri">.*?</span>', re.DOTALL)


def without_server(html: str) -> str:
    """``html`` as a file: the query of a form stays as text, links without a target leave their words.

    >>> without_server('<form class="x"><textarea id="q">ASK {}</textarea></form>')
    '<pre tabindex="0">ASK {}</pre>'
    >>> without_server('<a class="x" href="about:unlinked">Ana</a>')
    'Ana'
    """
    html = _FORM.sub(_query, html)
    if UNLINKED not in html:
        return html
    html = _DOWNLOADS.sub(_downloads, html)
    html = _EMPTY_NAV.sub("", _EMPTY_LIST.sub("", _DEAD_ITEM.sub("", html)))
    return _DEAD_HEAD.sub("", _DEAD_LINK.sub(r"\1", html))


def _query(form: re.Match[str]) -> str:
    text = _TEXTAREA.search(form[0])
    return f'<pre tabindex="0">{text[1].lstrip()}</pre>' if text else ""


def _downloads(paragraph: re.Match[str]) -> str:
    """The paragraph without its dead links; only its IRI where no link is left."""
    kept = _DEAD_DOWNLOAD.sub("", paragraph[0])
    if "<a " in kept:
        return kept
    iri = _IRI.search(kept)
    return f'<p class="downloads">{iri[0]}</p>' if iri else ""
