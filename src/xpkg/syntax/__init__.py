"""The syntax of a text's sentences, in the terms of Universal Dependencies.

parsing    text -> the parse of each sentence
given_names  the same, mended where a name is taken for a modal
reading    the same, made once for each text and found by offset
tree       a parse, and the ways through it: dependents, subtrees, spans
nominals   what hangs on a noun: conjuncts, appositions, relative clauses, possessors
arguments  the arguments of a verb: subject, objects, agent, complement clause
clauses    which clause a token is in; negation, modality, question, condition
conllu     a parse as CoNLL-U
"""

from __future__ import annotations

from xpkg.syntax.parsing import parse
from xpkg.syntax.reading import Syntax, read
from xpkg.syntax.tree import ROOT, Parse

__all__ = ["ROOT", "Parse", "Syntax", "parse", "read"]
