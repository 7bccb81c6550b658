"""Finds the labels of texts whose format tells that they are what people say in turn: subtitles, chats."""

from __future__ import annotations

from xpkg.text.labels import Form, read_labels
from xpkg.text.turns import Labels, find_labels


def spoken_labels(text: str) -> Labels:
    """Every label with a colon, however seldom it comes; without one, those that any text may have."""
    told = [one for one in read_labels(text) if one.colon and one.form not in (Form.FIELD, Form.ASKING)]
    return Labels(tuple(one.label for one in told)) if told else find_labels(text)
