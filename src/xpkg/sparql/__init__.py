"""SPARQL text and its evaluation: what may run, what is rewritten for the engine, which graphs a query sees.

tokens      splits a text into tokens
guard       checks a text before any parser sees it
federation  rewrites SERVICE clauses
updates     rewrites updates
dialect     rewrites what the engine would answer otherwise than SPARQL says
vocabulary  finds terms of the ontology that a query misspells
messages    turns the parser's messages into one line
evaluation  evaluates a query over a store
"""
