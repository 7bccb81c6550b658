"""What a store says of itself: its numbers are those that a query finds, and its examples run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from xpkg.catalogue import catalogue
from xpkg.description import described, moved
from xpkg.iris import Iris
from xpkg.vocab import DCTERMS, NAMESPACES, RDF, VOID

Run = Callable[..., Result]
PREFIXES = """PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX void-ext: <http://ldf.fi/void-ext#>
PREFIX schema: <https://schema.org/> PREFIX spex: <https://purl.expasy.org/sparql-examples/ontology#> """
DATASET = "<https://w3id.org/xpkg/.well-known/void#dataset>"


@pytest.fixture(scope="module")
def ask(seeds: Path, xpkg: Run) -> Callable[[str], list[dict[str, str]]]:
    """The rows of a query of the built store."""

    def rows(query: str) -> list[dict[str, str]]:
        result = xpkg("query", "-e", PREFIXES + query, "--format", "json", "--store", seeds)
        assert result.exit_code == 0, result.stderr
        found: dict[str, Any] = json.loads(result.stdout)
        return [{name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]]

    return rows


Ask = Callable[[str], list[dict[str, str]]]


@pytest.mark.parametrize(("term", "counted"), [
    ("triples", "COUNT(*)"), ("distinctSubjects", "COUNT(DISTINCT ?s)"), ("properties", "COUNT(DISTINCT ?p)"),
])  # fmt: skip
def test_the_description_counts_itself(ask: Ask, term: str, counted: str) -> None:
    [told] = ask(f"SELECT ?n {{ {DATASET} void:{term} ?n }}")
    assert [told] == ask(f"SELECT ({counted} AS ?n) {{ ?s ?p ?o }}")


def test_the_number_of_objects_is_one_off_at_most(ask: Ask) -> None:
    [told], [there] = (ask(query) for query in (f"SELECT ?n {{ {DATASET} void:distinctObjects ?n }}",
                                                "SELECT (COUNT(DISTINCT ?o) AS ?n) { ?s ?p ?o }"))  # fmt: skip
    assert abs(int(told["n"]) - int(there["n"])) <= 1


def test_every_class_and_property_has_its_part(ask: Ask) -> None:
    classes = ask(f"SELECT ?c ?n {{ {DATASET} void:classPartition [ void:class ?c ; void:entities ?n ] }} ORDER BY ?c")
    assert classes == ask("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) { ?s a ?c } GROUP BY ?c ORDER BY ?c")
    of_each = f"{DATASET} void:propertyPartition [ void:property ?p ; void:triples ?n ]"
    uses = ask(f"SELECT ?p ?n {{ {of_each} }} ORDER BY ?p")
    assert uses == ask("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?p")


def test_the_parts_of_a_class_tell_what_its_things_say(ask: Ask) -> None:
    parts = ask(f"""SELECT ?p ?n ?class ?of ?datatype ?in {{
        {DATASET} void:classPartition ?c . ?c void:class xpkg:Statement ; void:propertyPartition ?part .
        ?part void:property ?p ; void:triples ?n
        OPTIONAL {{ ?part void:classPartition [ void:class ?class ; void:triples ?of ] }}
        OPTIONAL {{ ?part void-ext:datatypePartition [ void-ext:datatype ?datatype ; void:triples ?in ] }} }}""")
    assert {(row["p"], row["n"]) for row in parts} == {
        (row["p"], row["n"]) for row in ask("SELECT ?p (COUNT(*) AS ?n) { ?s a xpkg:Statement ; ?p ?o } GROUP BY ?p")
    }
    classes = {(row["class"], row["of"]) for row in parts if row["p"].endswith("#speaker")}
    assert classes == {
        (row["c"], row["n"])
        for row in ask("""SELECT ?c (COUNT(*) AS ?n) {
        ?s a xpkg:Statement ; xpkg:speaker ?o . ?o a ?c FILTER(STRSTARTS(STR(?c), STR(xpkg:))) } GROUP BY ?c""")
    }
    [content] = [(row["datatype"], row["in"] == row["n"]) for row in parts if row["p"].endswith("#content")]
    assert content[1]


def test_it_tells_the_terms_of_use_the_dumps_and_examples(ask: Ask) -> None:
    terms_of_use = "[ dcterms:description ?said ; rdfs:seeAlso ?see ]"
    [terms] = ask(f"SELECT ?said ?see {{ {DATASET} dcterms:license {terms_of_use} }}")
    assert "Apache" in terms["said"]
    assert terms["see"] == "https://www.apache.org/licenses/LICENSE-2.0"
    dumps = {row["d"] for row in ask(f"SELECT ?d {{ {DATASET} void:dataDump ?d }}")}
    assert {f"https://w3id.org/xpkg/dump.{ending}" for ending in ("nq", "nq.gz", "ttl", "ttl.gz")} <= dumps
    examples = ask(f"SELECT ?c (COUNT(?x) AS ?n) {{ {DATASET} void:exampleResource ?x . ?x a ?c "
                   "FILTER(?c IN (xpkg:Source, xpkg:Person, xpkg:Statement, xpkg:Event)) } GROUP BY ?c")  # fmt: skip
    assert len(examples) == 4
    unknown = f"SELECT ?x {{ {DATASET} void:exampleResource ?x . ?x a xpkg:Person MINUS {{ ?x skos:exactMatch ?y }} }}"
    assert ask(unknown) == []


def test_the_examples_are_found_as_editors_look_for_them(ask: Ask) -> None:
    found = ask("""SELECT DISTINCT ?sq ?comment ?query ?target { ?sq a sh:SPARQLExecutable ; rdfs:comment ?comment ;
        sh:select|sh:ask|sh:construct|sh:describe ?query ; schema:target ?target } ORDER BY ?sq""")
    assert [row["sq"].rsplit("/", 1)[1] for row in found] == sorted(query.name for query in catalogue())
    assert {row["query"] for row in found} == {query.text for query in catalogue()}
    assert {row["target"] for row in found} == {"https://w3id.org/xpkg/sparql"}
    prefixes = ask("SELECT DISTINCT ?prefix ?namespace { [] sh:namespace ?namespace ; sh:prefix ?prefix }")
    assert {row["prefix"]: row["namespace"] for row in prefixes} == NAMESPACES
    declared = ask("SELECT DISTINCT ?p { ?q sh:prefixes [ sh:declare [ sh:prefix ?p ] ] }")
    assert {row["p"] for row in declared} == set(NAMESPACES)
    [constructs] = ask("SELECT (COUNT(?q) AS ?n) { ?q a sh:SPARQLConstructExecutable ; sh:construct ?text }")
    assert constructs["n"] == "1"
    federated = ask("SELECT ?e { ?q spex:federatesWith ?e }")
    assert {row["e"] for row in federated} == {"https://query.wikidata.org/sparql"}


def test_a_server_moves_to_its_address_what_is_there() -> None:
    base, iris = "https://kg.example/", Iris("https://kg.example/")
    store = Store()
    store.add(Quad(NamedNode(base + "id/person/ada"), RDF.type, NamedNode(base + "Class"), iris.graph("x")))
    made = list(described(store, iris, base, merged=False))
    there = list(moved(made, base, "http://127.0.0.1:1/"))
    assert set(there) == set(described(store, iris, "http://127.0.0.1:1/", merged=False))
    assert {t.object for t in there if t.predicate == VOID.uriSpace} == {Literal(base + "id/")}


def test_the_same_texts_have_the_same_description(tmp_path: Path, xpkg: Run) -> None:
    for name, words in (("a", "Jane Doe said: “It was so.”"), ("b", "John Roe denied it.")):
        (tmp_path / f"{name}.txt").write_text(f"Title {name}\n\n{words}\n", "utf-8")
    for store, names in (("one", "ab"), ("two", "ba")):
        for name in names:
            result = xpkg("build", "--add", tmp_path / f"{name}.txt", "--store", tmp_path / store)
            assert result.exit_code == 0, result.stderr
    written = [xpkg("export", "--format", "nquads", "--store", tmp_path / store).stdout for store in ("one", "two")]
    assert sorted(written[0].splitlines()) == sorted(written[1].splitlines())
    told = [quad for quad in parse(written[0].encode(), format=RdfFormat.N_QUADS)
            if quad.graph_name == Iris().graph("description")]  # fmt: skip
    assert DCTERMS.license in {quad.predicate for quad in told}
