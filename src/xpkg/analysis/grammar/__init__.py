"""Reads a sentence as words, clauses and phrases, by which events, positions and works are found."""
