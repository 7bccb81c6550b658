"""Texts of awkward shape, of any length: what leaves a page scanner, a table, a careless copy or a malicious hand."""

from __future__ import annotations

from itertools import count

PROSE = (
    "The harbour master, Ola Berg, said on Monday that no ship would be turned away from Port {n}. “We have room for "
    "all of them,” he told the council. According to the port’s own figures, traffic fell by {n} tonnes last year. "
    "Ferry companies denied that they had been warned, and called for an inquiry into the closure of the quay. "
)
ORDINARY = "ordinary prose"
"""The shape that the others are held against: paragraphs of news."""

UNITS: dict[str, str] = {
    ORDINARY: PROSE,
    "leader dots": "Chapter {n} . . . . . . . . . . . . {n} ",
    "leader dots without blanks": "Chapter..................................",
    "dots": ".",
    "dots and blanks": ". ",
    "ellipses": "… ",
    "one run of blanks": " ",
    "one run of tabs": "\t",
    "blanks": "word                         ",
    "long runs of blanks": "word" + " " * 30_000 + "3 May 2021" + " " * 30_000 + "1." + " " * 30_000 + "said Ola Berg",
    "tabs": "word\t\t\t\t\t\t\t\t\t\t\t\t\t\t",
    "hard blanks": "word\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0",
    "zero-width blanks": "a\u200b",
    "line feeds in words": "word\n",
    "one letter": "x ",
    "one long word": "x",
    "one long name": "X",
    "words without a stop": "the port and the council and the ships of the town were there ",
    "capitals": "THE PORT OF OSLO IS CLOSED TODAY ",
    "capitalised words": "Port Oslo Harbour Berg Ola ",
    "initials": "J. ",
    "names with initials": "J. R. Berg and O. M. Lund ",
    "Mr.": "Mr. ",
    "Mr. Berg": "Mr. Berg ",
    "who said which": "who said which ",
    "relative clauses": "the man who met the woman who knew the boy which ",
    "said that": "said that ",
    "he said": "and he said ",
    "according to": "according to ",
    "according to names": "according to Ola Berg, ",
    "said by names": "Ola Berg said that Anna Lund said that ",
    "unclosed double quotation marks": "“ we have room ",
    "unclosed straight quotation marks": 'he said "we have room. ',
    "nested quotation marks": "“we ‘have “room ‘now ",
    "deep quotation marks": "“we " * 300 + "now” " * 300,
    "quotations": "“We have room,” said Ola Berg. ",
    "one family": "Ola{n} Berg said that Berg had left. ",
    "speakers of long quotations": "“" + "We have room. " * 40 + "” he said. I said so. ",
    "closing quotation marks": "room” ",
    "straight quotation marks": '" ',
    "single quotation marks": "' ",
    "single quotation marks on words": "'we 'have 'room ",
    "apostrophes": "the ships' ",
    "grave accents": "``we have room ",
    "guillemets": "« we ",
    "names joined by and": "Berg and Lund and ",
    "X and X and": "X and X and ",
    "combining marks": "a\u0301\u0301\u0301",
    "combining marks alone": "\u0301",
    "plain sentences": "The port is closed. ",
    "digits": "1234567890 ",
    "one long number": "7",
    "dates": "on 3 May 2021, ",
    "days": "Monday ",
    "years": "2021 ",
    "from date to date": "from May 2020 to June 2021 and between 1 and 3 May ",
    "open brackets": "(",
    "nested brackets": "(a (b [c ",
    "brackets": "(a) ",
    "square brackets": "[",
    "citation markers": "[{n}]",
    "citation markers with pages": "word.[1]: 12, 13, 14, ",
    "dashes": "— ",
    "hyphens": "-",
    "hyphened words": "port-",
    "commas": ", ",
    "commas and words": "port, ",
    "commas and names": "Berg, ",
    "semicolons": "; ",
    "colons": "port: ",
    "the the the": "the ",
    "of the ministry": "spokesman for the ministry of the ministry of ",
    "The Ministry of": "The Ministry of Foreign Affairs of the Ministry of ",
    "titles": "President Minister Secretary General Director ",
    "possessives": "Berg’s ",
    "possessive chain": "the council’s minister’s port’s ",
    "URLs": "https://example.org/a/b?c=d#e ",
    "one long URL": "https://example.org/aaaaaaaa/bbbbbbbbb/",
    "mail addresses": "a.b@example.org ",
    "bullets": "• port ",
    "numbered list": "{n}. Port of Oslo ",
    "mixed scripts": "Oslo Осло 奥斯陆 أوسلو ",
    "Chinese": "奥斯陆港口关闭。",
    "pronouns": "he she they it him her ",
    "he said she said": "He said. She said. ",
    "questions": "Did he say so? ",
    "shouts": "! ",
    "events": "Berg was arrested and Lund was killed in the attack on the port ",
    "the attack on": "the attack on the invasion of the arrest of ",
    "not": "not ",
    "to": "to be to ",
    "that": "that ",
    "very": "very ",
    "ly": "quickly ",
    "called": "called the book called ",
    "the report": "the report of the report “Port” of the report, titled ",
    "the report said": "the report said ",
    "the minister, who": "the minister, who ",
    "told him": "told him that ",
    "asked whether": "asked whether ",
    "abbreviations": "U.S. ",
    "a.m.": "at 10 a.m. ",
    "No.": "No. ",
    "percentages": "5.5% ",
    "money": "$1,000,000 ",
    "emoji": "😀 ",
    "markup": "<a><b>",
    "pipes": "a | ",
    "underscores": "_",
    "asterisks": "* ",
    "equals signs": "=",
    "control characters": "\x02",
    "swung": "Berg/Lund/",
    "ampersands": "Berg & Lund & ",
    "ages": "Ola Berg, 34, ",
    "aliases": "Ola Berg (OB) ",
    "native names": "Xi Jinping (習近平) ",
    "many names": "Ola{n} Berg{n} said that Anna{n} Lund{n} of the Port{n} Council had left. ",
    "many bodies": "The Ministry of Port{n} denied that the Bank of Lund{n} had warned it. ",
    "many works": "The report “Port {n}” was published in 2021 by Ola Berg. ",
    "one name": "Ola Berg said that he had left. ",
    "many events": "Ola Berg was arrested on 3 May 2021 in Oslo. He was released. ",
    "the ministry": "the ministry said the newspaper said the council said ",
    "sentence of 400 words": ("the port of the town and " * 80) + "said Ola Berg. ",
    "references": '{n}. Berg, Ola (3 May 2021). "Port {n}". The Times. Archived from the original on 4 May 2021. ',
    "vertical tabs": "a\v",
    "soft hyphens": "po\u00adrt ",
    "pronounced": "She told the council that he told the minister that they told ",
    "denied": "Berg denied that Lund denied that ",
    "whose": "whose ",
    "as": "as he said, as ",
    "if": "if he had been if he ",
    "will": "will be the will of ",
    "in in in": "in ",
    "in Oslo": "in Oslo, Norway, ",
    "by Berg": "by Ola Berg by ",
    "fractions": "1/2 ",
    "times of day": "10:30 ",
    "arrows": "→ ",
}
"""What is repeated; ``{n}`` becomes the number of the repetition."""

_OPENING = "A harbour\n\nThe harbour master opened the quay.\n\n"
SHAPES = tuple(f"{name}, {form}" for name in UNITS for form in ("one block", "blocks"))
"""Every unit as one paragraph and as many."""


def made(shape: str, size: int) -> str:
    """A text of ``shape``, ``size`` bytes of UTF-8 long give or take a character.

    >>> made("one letter, blocks", 54)[-16:]
    'he quay.\\n\\nx\\n\\nx\\n\\n'
    """
    name, form = shape.rsplit(", ", 1)
    unit, joint = UNITS[name], "\n\n" if form == "blocks" else ""
    pieces, length = [_OPENING], len(_OPENING)
    for number in count(1):
        piece = unit.replace("{n}", str(number))
        if joint:
            piece = (piece.rstrip(" ") or piece) + joint
        pieces.append(piece)
        length += len(piece.encode())
        if length >= size:
            return "".join(pieces).encode()[:size].decode(errors="ignore")
    raise AssertionError("unreachable")
