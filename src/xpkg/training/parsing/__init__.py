"""Trains the tagger and parser: a teacher on treebanks, and the small network that learns from both."""
