"""Reads a sentence as words, clauses and phrases; what happenings, positions and works are found by."""
