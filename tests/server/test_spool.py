"""What is written in pieces is one document."""

from __future__ import annotations

import gzip
import os

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from xpkg.server.jobs import INLINE
from xpkg.server.spool import Spool
from xpkg.vocab import NAMESPACES, RDFS


def written(*pieces: bytes, always: bool = False, prefixed: bool = True) -> bytes:
    spool = Spool(10**8, gzip=always, always=always, prefixed=prefixed)
    for piece in pieces:
        assert spool.write(piece) == len(piece)
    body, file = spool.finish()
    if file is not None:
        body = os.pread(file, os.fstat(file).st_size, 0)
        os.close(file)
    return body


HEAD = b"@prefix b: <http://b/> .\n@prefix a: <http://a/> .\n@prefix c: <http://c/> .\n"


def test_a_prefix_that_is_used_later_stays() -> None:
    assert written(HEAD + b"a:x a:y 1 .\n", b"b:x b:y 2 .\n") == (
        b"@prefix a: <http://a/> .\n@prefix b: <http://b/> .\na:x a:y 1 .\nb:x b:y 2 .\n"
    )


def test_a_document_longer_than_the_buffer_keeps_its_prefixes() -> None:
    long = b"a:x a:y 1 .\n" * (INLINE // 12)
    head = b"".join(sorted(HEAD.splitlines(keepends=True)))
    assert written(HEAD, long, b"b:x b:y 2 .\n") == head + long + b"b:x b:y 2 .\n"


@pytest.mark.parametrize("length", [1, 3, 7, 5000])
def test_turtle_can_be_parsed_wherever_the_engine_splits_it(length: int) -> None:
    """A piece ends before the term that does not fit: the first is shorter than the engine's buffer."""
    names = [each for each in NAMESPACES if each != "wd"]
    triples = [Triple(NamedNode(f"https://e.org/{n}"), RDFS.label, Literal("é" * length)) for n in range(400)]
    triples += [Triple(NamedNode("https://e.org/x"), NamedNode(NAMESPACES[each] + "x"), Literal("")) for each in names]
    spool = Spool(10**8, prefixed=True)
    serialize(triples, spool.file, format=RdfFormat.TURTLE, prefixes=NAMESPACES)
    body, file = spool.finish()
    if file is not None:
        body = os.pread(file, os.fstat(file).st_size, 0)
        os.close(file)
    assert len(rdflib.Graph().parse(data=body, format="turtle")) == len(triples)


def test_an_empty_result_can_be_compressed() -> None:
    assert gzip.decompress(written(always=True, prefixed=False)) == b""
