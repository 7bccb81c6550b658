"""The dialogue of ``xpkg link review``: a thing in its sentences, its candidates, and a line of judgement."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import click
from pyoxigraph import Store

from xpkg.cli.terminal import printable
from xpkg.iris import Iris
from xpkg.linking.contexts import contexts
from xpkg.linking.reviewing import Review

_HELP = "NUMBER accept, c NUMBER nearly the same, r [NUMBER] reject, n not in Wikidata, s skip, u undo, q quit"
_ANSWER = re.compile(r"(?P<what>c|r|n|s|u|q|)\s*(?P<number>\d*)", re.IGNORECASE)


def review_proposals(review: Review, proposals: Sequence[Mapping[str, Any]], database: Store, base: str) -> None:
    """Asks about each proposal that nothing is decided about, until there is none, or the person ends it."""
    skipped: set[str] = set()
    while True:
        left = [each for each in review.waiting(proposals) if each[0]["thing"] not in skipped]
        if not left and not review.steps:
            return
        if left:
            _show(*left[0], database, base)
        answer = _asked(_HELP if left else "all are judged: u undo, q quit")
        match = _ANSWER.fullmatch(answer)
        what = match["what"].lower() if match else "?"
        if what == "q" or (not left and what != "u"):
            return
        if what == "u":
            _say("undone" if review.undo() else "nothing to undo")
            skipped.clear()
        elif what == "s":
            skipped.add(str(left[0][0]["thing"]))
        elif not match or not _judged(review, *left[0], what, int(match["number"] or 0)):
            _say(f"what does {answer!r} mean?")


def _asked(question: str) -> str:
    """The answer to ``question``; "q" where there is none any more, "s" where it is empty."""
    try:
        return str(click.prompt(question, default="s", show_default=False, prompt_suffix="\n> ", err=True)).strip()
    except click.Abort:
        return "q"


def _judged(
    review: Review, proposal: Mapping[str, Any], candidates: Sequence[Mapping[str, Any]], what: str, number: int
) -> bool:
    """Makes the judgement that was asked for; False where that is none."""
    chosen = candidates[number - 1 : number] if number else []
    if what == "n":
        review.absent(proposal)
    elif what == "r" and (chosen or (not number and candidates)):
        review.reject(proposal, chosen or candidates)
    elif what in ("", "c") and chosen:
        review.accept(proposal, chosen[0], close=what == "c")
    else:
        return False
    return True


def _show(proposal: Mapping[str, Any], candidates: Sequence[Mapping[str, Any]], database: Store, base: str) -> None:
    _say(f"\n{proposal.get('label', '')} ({proposal.get('kind', '')}; {proposal.get('open', '')})")
    for told in contexts(database, Iris(base).under(str(proposal["thing"]))):
        _say(f"  {told.title}: …{told.before}[{told.name}]{told.after}…")
    for number, each in enumerate(candidates, start=1):
        what = f"{each.get('label', '')}: {each.get('description', '')}  ({each.get('score', '')})"
        _say(f"  {number}  {each['item']}  {what}")
        _say(f"       {'; '.join(each.get('reasons', ()))}")


def _say(words: str) -> None:
    click.echo(printable(words), err=True)
