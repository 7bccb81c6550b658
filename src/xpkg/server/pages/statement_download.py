"""The query that has a row for each statement of a list: what goes into a spreadsheet, a notebook, another program."""

from __future__ import annotations

from xpkg.server.pages.addresses import Site
from xpkg.server.pages.query_results import filled

_SOME = """SELECT ?statement (GROUP_CONCAT(DISTINCT ?speaker_name; SEPARATOR="; ") AS ?speakers)
  (SAMPLE(?their_words) AS ?speaker_words) (SAMPLE(?act_name) AS ?act) (SAMPLE(?mode_name) AS ?manner)
  (SAMPLE(?what) AS ?content) $about (SAMPLE(?when) AS ?date) (SAMPLE(?how_sure) AS ?confidence)
  (SAMPLE(?how) AS ?method) (SAMPLE(?title) AS ?text)
  (MIN(?day) AS ?text_date) (MIN(?house) AS ?publisher) (MIN(STR(?place)) AS ?passage)
  $sentence ($link AS ?link)
WHERE {
  ?statement a xpkg:Statement ; xpkg:statedIn ?stated_in . ?stated_in rdfs:label ?title .
  $where
  OPTIONAL { ?statement xpkg:speaker ?by . ?by rdfs:label ?speaker_name }
  OPTIONAL { ?statement xpkg:speakerText ?their_words }
  OPTIONAL { ?statement xpkg:speechAct/skos:prefLabel ?act_name }
  OPTIONAL { ?statement xpkg:mode/skos:prefLabel ?mode_name }
  OPTIONAL { ?statement xpkg:content ?what }
  OPTIONAL { ?statement xpkg:date ?when }
  OPTIONAL { ?statement xpkg:confidence ?how_sure }
  OPTIONAL { ?statement xpkg:method ?how }
  OPTIONAL { ?stated_in dcterms:issued ?day }
  OPTIONAL { ?stated_in dcterms:publisher/rdfs:label ?house }
  OPTIONAL { ?statement xpkg:contentPassage ?place }
  $more
}
GROUP BY ?statement ORDER BY $order ?statement"""


_ABOUT = '(GROUP_CONCAT(DISTINCT ?about_name; SEPARATOR="; ") AS ?about)'
_SENTENCE = "(MIN(?whole) AS ?sentence)"
_BESIDE = ("about", "sentence", "more")
_MORE = """OPTIONAL { ?statement xpkg:about/rdfs:label ?about_name }
  OPTIONAL { ?statement xpkg:evidence/nif:anchorOf ?whole }"""
"""What a narrowed list has besides; of all statements of a large corpus it would take too long."""
_OWN_DAY = "OPTIONAL { ?statement xpkg:earliest ?own } "
_ORDERS = {
    "new": (_OWN_DAY, 'DESC(COALESCE(STR(MIN(?own)), STR(MIN(?day)), ""))'),
    "old": (_OWN_DAY, 'COALESCE(STR(MIN(?own)), STR(MIN(?day)), "9999")'),
    "sure": ("", "DESC(?confidence)"), "unsure": ("", "?confidence"),
}
"""Of each order of a download what has to be read for it, and the order itself."""
_MANY = 5000
"""Statements from which on each is read by itself, and what many have in common once: of 34,000 that takes half."""
_MOST_WITH_SENTENCES = 20_000
_EVERY = """SELECT ?statement ?speakers ?speaker_words ?act ?manner ?content $columns ?date ?confidence ?method ?text
  ?text_date ?publisher ?passage ($link AS ?link)
WHERE {
  ?statement a xpkg:Statement ; xpkg:statedIn ?stated_in .
  $where
  { SELECT ?stated_in (MIN(?title) AS ?text) (MIN(?day) AS ?text_date) (MIN(?house) AS ?publisher) {
    ?stated_in a xpkg:Source ; rdfs:label ?title
    OPTIONAL { ?stated_in dcterms:issued ?day } OPTIONAL { ?stated_in dcterms:publisher/rdfs:label ?house }
  } GROUP BY ?stated_in }
  OPTIONAL { ?statement xpkg:speechAct ?act_concept }
  OPTIONAL { SELECT ?act_concept (MIN(?name) AS ?act) {
    ?act_concept skos:inScheme xpkg:SpeechActs ; skos:prefLabel ?name } GROUP BY ?act_concept }
  OPTIONAL { ?statement xpkg:mode ?mode_concept }
  OPTIONAL { SELECT ?mode_concept (MIN(?name) AS ?manner) {
    ?mode_concept skos:inScheme xpkg:Modes ; skos:prefLabel ?name } GROUP BY ?mode_concept }
  OPTIONAL { ?statement xpkg:content ?content }
  OPTIONAL { ?statement xpkg:confidence ?confidence }
  OPTIONAL { ?statement xpkg:method ?method }
  OPTIONAL { ?statement xpkg:date ?date }
  OPTIONAL { SELECT ?statement (MIN(?said) AS ?speaker_words) { ?statement xpkg:speakerText ?said }
    GROUP BY ?statement }
  OPTIONAL { SELECT ?statement (GROUP_CONCAT(DISTINCT ?name; SEPARATOR="; ") AS ?speakers) {
    ?statement xpkg:speaker/rdfs:label ?name } GROUP BY ?statement }
  OPTIONAL { SELECT ?statement (MIN(STR(?place)) AS ?passage) { ?statement xpkg:contentPassage ?place }
    GROUP BY ?statement }
  $more
}
$order"""
_MORE_OF_EVERY = """OPTIONAL { SELECT ?statement (GROUP_CONCAT(DISTINCT ?name; SEPARATOR="; ") AS ?about) {
    ?statement xpkg:about/rdfs:label ?name } GROUP BY ?statement }
  OPTIONAL { SELECT ?statement (MIN(?whole) AS ?sentence) {
    ?statement a xpkg:Statement ; xpkg:evidence/nif:anchorOf ?whole } GROUP BY ?statement } """
_ORDERS_OF_EVERY = {
    "new": (_OWN_DAY, 'ORDER BY DESC(COALESCE(STR(?own), STR(?text_date), ""))'),
    "old": (_OWN_DAY, 'ORDER BY COALESCE(STR(?own), STR(?text_date), "9999")'),
    "sure": ("", "ORDER BY DESC(?confidence)"), "unsure": ("", "ORDER BY ?confidence"),
}
"""Without an order that is asked for they stand as the store has them: to sort them takes as long as to read them."""


_BY_PUBLISHER = """SELECT ?publisher ?month (COUNT(DISTINCT ?statement) AS ?statements) WHERE {
  ?statement a xpkg:Statement ; xpkg:statedIn ?stated_in . $where
  OPTIONAL { ?stated_in dcterms:publisher/rdfs:label ?publisher }
  OPTIONAL { ?statement xpkg:latest ?last BIND(SUBSTR(STR(?last), 1, 7) AS ?month) }
}
GROUP BY ?publisher ?month ORDER BY ?publisher ?month"""


def by_publisher(where: str) -> str:
    """The query that counts the statements ``?statement`` that meet ``where`` by publisher and month.

    A statement without a day of its own counts for that of its text.
    """
    return filled(_BY_PUBLISHER, where=where)


def query(where: str, sort: str, site: Site, total: int) -> str:
    """The query for the ``total`` statements ``?statement`` that meet ``where``, in the order ``sort``."""
    if total > _MANY:
        more, order = _ORDERS_OF_EVERY.get(sort, ("", ""))
        with_more = bool(where) and total <= _MOST_WITH_SENTENCES
        columns = "?about ?sentence" if with_more else ""
        more = (_MORE_OF_EVERY if with_more else "") + more
        return filled(_EVERY, where=where, link=site.opened("?passage"), columns=columns, more=more, order=order)
    read, order = _ORDERS.get(sort, ("", ""))
    beside = {"about": _ABOUT, "sentence": _SENTENCE, "more": _MORE} if where else dict.fromkeys(_BESIDE, "")
    beside["more"] += read
    return filled(_SOME, where=where, link=site.opened("MIN(STR(?place))"), order=order, **beside)
