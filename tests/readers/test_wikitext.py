"""Wikitext and exports of MediaWiki: text, markers, references, notes; all that they say is invented."""

from __future__ import annotations

import pytest

from xpkg.analysis.references import parse_references
from xpkg.corpus.documents import FileRead, sources_in
from xpkg.model import BlockType, Text
from xpkg.readers import Given, read_documents
from xpkg.text import parse

pytest.importorskip("mwparserfromhell")
PAGE = """{{short description|Dam in Orm}}{{Use British English|date=May 2021}}
{{Infobox dam|name=Dam of Orm|height={{convert|40|m}}|opened=1954<ref>Hidden</ref>}}
[[File:Dam.jpg|thumb|220px|The dam in [[winter]]]]
The '''Dam of Orm''' ({{lang|de|Ormtalsperre}}) is a dam in [[Larkham (county)|Larkham]].<ref
name="news">{{cite news |last=Alder |first=Joan |date=3 March 2021 |title=Dam breaks
|work=[[The Larkham Courier]] |url=https://courier.example/1 |access-date=5 March 2021}}</ref> It is {{convert|40|m}}
high.{{sfn|Low|Nye|2012|p=14}}
It broke at night.<ref name=news /><!-- nobody knows when --> The people call it the Wall.{{efn|In German ''Mauer''.}}

Ann Low said that nobody had been warned.<ref>{{cite journal |last1=Orr |first1=Cy |title=Why dams break
|journal=Sea Review |volume=7 |issue=2 |pages=12–34 |date=May 2015 |doi=10.1000/orm.7}}</ref>{{rp|14}} See also
{{harvtxt|Low|Nye|2012|p=3}}.

== Flood ==
* Orm was flooded.<ref name="late" />
* Nether Orm was not.

{| class="wikitable"
! Village !! Houses
|-
| Orm || 12
|}

==Notes==
{{notelist}}
==References==
{{reflist|refs=
<ref name="late">"The flood of Orm". Orm Dam Board. Retrieved 5 March 2021.</ref>
}}
===Works===
* {{cite book |last1=Low |first1=Ann |last2=Nye |first2=Bo |date=2012 |title=The Waters of Orm |location=Larkham
|publisher=Sea Press |isbn=978-0-00-000000-2}}
[[Category:Dams]]
[[de:Ormtalsperre]]
"""


def seen(data: str, name: str) -> list[Text]:
    documents = tuple(read_documents(data.encode(), Given(name)))
    return [parse(made) for made, _ in sources_in(FileRead(name, name, "dam", name, "0" * 64, documents))]


def test_a_page_as_it_is_shown() -> None:
    (text,) = seen(PAGE, "Dam_of_Orm.wiki")
    words = text.source.text
    assert words.split("\n\n")[:9] == [
        "Dam of Orm",
        "The dam in winter",
        "The Dam of Orm (Ormtalsperre) is a dam in Larkham.[1] It is 40 m high.[2] It broke at night.[1] The people "
        "call it the Wall.[a]",
        "Ann Low said that nobody had been warned.[3]: 14 See also Low and Nye (2012, p. 3).",
        "Flood",
        "Orm was flooded.[4]",
        "Nether Orm was not.",
        "Village | Houses",
        "Orm | 12",
    ]
    kinds = {block.span.cut(words): block.kind or block.type for block in text.blocks}
    assert kinds["The dam in winter"] is BlockType.CAPTION
    assert kinds["Orm | 12"] is BlockType.TABLE_ROW
    assert kinds["Nether Orm was not."] is BlockType.LIST_ITEM
    assert not {"Hidden", "Category", "Infobox"} & set(words.split())


def test_markers_lead_to_their_references() -> None:
    (text,) = seen(PAGE, "Dam_of_Orm.wikitext")
    cited = [(marker.span.cut(text.source.text), marker.number) for marker in text.markers]
    listed = {block.number: block.span.cut(text.source.text) for block in text.blocks if block.number is not None}
    works = {reference.number: reference.title for reference in parse_references(text)}
    assert [words for words, _ in cited] == ["[1]", "[2]", "[1]", "[a]", "[3]: 14", "(2012, p. 3)", "[4]"]
    note = next(number for words, number in cited if words == "[a]")
    book = next(number for words, number in cited if words == "(2012, p. 3)")
    assert listed[note] == "[a] ^ In German Mauer."
    assert works == {1: "Dam breaks", 2: "The Waters of Orm", 3: "Why dams break", 4: "The flood of Orm",
                     book: "The Waters of Orm"}  # fmt: skip
    made = {reference.number: reference for reference in parse_references(text)}
    assert (made[1].issued, made[1].retrieved, made[1].container) == ("2021-03-03", "2021-03-05", "The Larkham Courier")
    assert [author.name for author in made[3].authors] == ["Cy Orr"]
    assert made[3].doi == "10.1000/orm.7"
    assert (made[1].url, made[2].url) == ("https://courier.example/1", "")


def test_an_export_gives_its_articles() -> None:
    def page(title: str, namespace: int, text: str) -> str:
        return (
            f"<page><title>{title}</title><ns>{namespace}</ns><id>1</id><revision><id>7</id>"
            f"<timestamp>2021-03-05T10:00:00Z</timestamp><text xml:space='preserve'>{text}</text></revision></page>"
        )

    export = (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo/>'
        + page(
            "Dam of Orm",
            0,
            f'{"The dam was old and it was not safe. " * 6}It broke.&lt;ref&gt;"Dam breaks". '
            "Courier. 3 March 2021.&lt;/ref&gt;",
        )
        + page("Talk:Dam of Orm", 1, "I was there.")
        + page("Orm Dam", 0, "#REDIRECT [[Dam of Orm]]")
        + "</mediawiki>"
    )
    (text,) = seen(export, "export.xml")
    assert (text.source.metadata.title, text.source.metadata.issued) == ("Dam of Orm", "2021-03-05")
    assert "It broke.[1]" in text.source.text


@pytest.mark.parametrize(
    "code",
    ["{{" * 3000, "[[" * 3000, "{|" * 500, "<ref>" * 500, "''" * 2000, "<ref name=a>{{efn|<ref name=a/>}}</ref>"],
)
def test_no_page_hangs_a_build(code: str) -> None:
    tuple(read_documents(f"It rained in Orm.\n\n{code}".encode(), Given("a.wiki")))
