"""Threads of mail as programs write them: replies, forwarded and attached messages, signatures. All is invented."""

from __future__ import annotations

import email
import email.policy
import time
from email.message import EmailMessage

import pytest

from xpkg.model import BlockType
from xpkg.readers import Document, Given, read_documents

OWN = "The council closed the bridge of Larkham on Monday, the mayor said in a statement."
QUOTED = "Nobody had called the mayor about the cracks in the bridge, he said before it was closed."
HEAD = "From: Ruth Castle <ruth@x.example>\nSent: Wednesday, 3 March 2021 09:12\nTo: Joan Alder\nSubject: RE: Bridge\n"


def message(body: str = "", html: str = "", subject: str = "Bridge") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Joan Alder <joan@courier.example>"
    made["Subject"] = subject
    made["Date"] = "Thu, 04 Mar 2021 10:00:00 +0000"
    made.set_content(html, subtype="html") if html else made.set_content(body)
    return made


def read(made: EmailMessage) -> tuple[Document, ...]:
    return read_documents(made.as_bytes(), Given("a.eml"))


def told(document: Document) -> str:
    """What the message says itself."""
    return "\n".join(piece.words for piece in document.pieces if piece.type is None)


@pytest.mark.parametrize("body", [
    f"{OWN}\n\nOn Wed, 3 Mar 2021 at 09:12, Ruth Castle <ruth@x.example> wrote:\n> {QUOTED}\n>> {QUOTED}\n",
    f"{OWN}\n\nOn Wed, 3 Mar 2021 at 09:12, Ruth Castle\n<ruth@x.example> wrote:\n\n> {QUOTED}\n>\n> Yours\n",
    f"> {QUOTED}\n{OWN}\n",
    f"{OWN}\n\n{HEAD}\n{QUOTED}\n\n{QUOTED}\n",
    f"{OWN}\n\n-----Original Message-----\n{HEAD}\n{QUOTED}\n",
    f"{OWN}\n\n-- \nJoan Alder\nThe Larkham Courier\n",
])  # fmt: skip
def test_what_a_reply_quotes_is_beside(body: str) -> None:
    (document,) = read(message(body))
    assert told(document) == OWN
    beside = [piece.words for piece in document.pieces if piece.type is BlockType.BOILERPLATE]
    assert beside, "it is kept"


@pytest.mark.parametrize("quote", [
    f'<div class="gmail_quote"><div class="gmail_attr">On Wed, Mar 3, 2021 Ruth Castle wrote:<br></div><blockquote '
    f'class="gmail_quote" style="margin:0"><p>{QUOTED}</p></blockquote></div>',
    '<div style="border-top:solid"><p><b>From:</b> Ruth Castle<br><b>Sent:</b> Wednesday, March 3, 2021 9:12 AM<br>'
    f"<b>To:</b> Joan<br><b>Subject:</b> RE: Bridge</p></div><p>{QUOTED}</p>",
    f'<div class="moz-cite-prefix">On 03/03/2021 09:12, Ruth Castle wrote:<br></div><blockquote type="cite">'
    f"<p>{QUOTED}</p></blockquote>",
])  # fmt: skip
def test_what_a_reply_in_html_quotes_is_beside(quote: str) -> None:
    (document,) = read(message(html=f"<html><body><p>{OWN}</p><p>{OWN[:-1]} of noon.</p>{quote}</body></html>"))
    assert QUOTED not in told(document)
    assert OWN in told(document)


def test_words_that_the_writer_sets_off_are_not_quoted() -> None:
    html = f"<html><body><p>{OWN}</p><blockquote><p>{QUOTED}</p></blockquote><p>{OWN[:-1]} of noon.</p></body></html>"
    (document,) = read(message(html=html))
    assert QUOTED in told(document)


@pytest.mark.parametrize("forward", [
    "---------- Forwarded message ---------\nFrom: Ann Low <ann@x.example>\nDate: Wed, 3 Mar 2021 at 10:00\n"
    f"Subject: Bridge closed\nTo: Joan <j@x.example>\n\n{OWN}\n",
    "Begin forwarded message:\n\n> From: Ann Low <ann@x.example>\n> Subject: Bridge closed\n> Date: 3 March 2021 at "
    f"09:00:00 GMT\n> To: Joan\n> \n> {OWN}\n",
])  # fmt: skip
@pytest.mark.parametrize("own", ["", "For you to see.\n\n"])
def test_a_forwarded_message_is_a_source_of_its_own(forward: str, own: str) -> None:
    *above, forwarded = read(message(own + forward, subject="Fwd: Bridge closed"))
    assert [told(each) for each in above] == ([own.strip()] if own else [])
    assert (forwarded.name, told(forwarded)) == ("forwarded", OWN)
    facts = {fact.field: fact.value for fact in forwarded.facts}
    assert facts == {"title": "Bridge closed", "creators": "Ann Low", "issued": "2021-03-03"}


def test_an_attached_message_is_a_source_of_its_own() -> None:
    made = message("See the message.")
    inside = message(OWN, subject="Inside").as_bytes()
    made.add_attachment(email.message_from_bytes(inside, policy=email.policy.default))
    outer, inner = read(made)
    assert (told(outer), told(inner)) == ("See the message.", OWN)
    assert (inner.name, inner.facts[0].value) == ("attached 1", "Inside")


def seconds(body: str) -> float:
    """The processor time to read a message: the least of three, so that what else runs counts little."""
    made = message(body)
    found = []
    for _ in range(3):
        began = time.process_time()
        read(made)
        found.append(time.process_time() - began)
    return min(found)


@pytest.mark.parametrize("lines", ["From: Ruth Castle\nSent: Monday\nTo: Joan\n", "From: Ruth Castle\nSent: Monday\n\n",
                                   "Begin forwarded message:\n\n", "-- \nRuth\n\n", "On Monday\n\n"])  # fmt: skip
def test_the_time_grows_with_the_length_alone(lines: str) -> None:
    few, many = (seconds(f"{OWN}\n\n{lines * size}the end\n") for size in (2_000, 8_000))
    assert many < 9 * few + 0.1, "four times the lines"
