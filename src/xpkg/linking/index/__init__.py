"""A local index of Wikidata that a user makes from a dump: names, classes, dates and offices of items, in SQLite."""
