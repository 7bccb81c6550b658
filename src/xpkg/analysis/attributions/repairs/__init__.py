"""Mends candidates that an annotator found: whose they are, where their content begins and ends, which to drop."""
