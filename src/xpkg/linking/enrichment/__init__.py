"""What Wikidata says of linked things: read from a dump, an index or an API, and written into a graph of its own."""
