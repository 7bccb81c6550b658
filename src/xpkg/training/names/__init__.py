"""Trains the name tagger, a small head on the parser's layers: from a treebank, and from news marked by machine."""
