"""The resolvers in their order, and the runner that applies them."""

from __future__ import annotations

from collections.abc import Sequence

from xpkg.coreference.authors import resolve_authors
from xpkg.coreference.bibliography import resolve_cited_authors, resolve_references
from xpkg.coreference.coarguments import withdraw_coarguments
from xpkg.coreference.country_adjectives import resolve_country_adjectives
from xpkg.coreference.document_view import DocumentView
from xpkg.coreference.entities import EntityTable
from xpkg.coreference.judged import resolve_judged_names, resolve_judged_phrases
from xpkg.coreference.name_resolution import (
    note_kinship_genders,
    resolve_full_names,
    resolve_short_names,
    resolve_unexplained_names,
)
from xpkg.coreference.neuter_pronouns import resolve_neuter_pronouns
from xpkg.coreference.nominal_anaphora import resolve_early_heads, resolve_nominals
from xpkg.coreference.personal_pronouns import resolve_personal_pronouns
from xpkg.coreference.resolution import Example, Resolution, Resolver
from xpkg.coreference.source_phrases import resolve_source_phrases
from xpkg.coreference.turn_speakers import resolve_turns

RESOLVERS = (
    Resolver("full-names", resolve_full_names, Example("|Marta Oleksy| spoke.", "Marta Oleksy")),
    Resolver("kinship-genders", note_kinship_genders,
             Example("Tavrin Zelk, her brother, met Ren Oleksy. |She| stayed.", "Ren Oleksy")),
    Resolver("short-names", resolve_short_names, Example("Marta Oleksy spoke. Later |Oleksy| left.", "Marta Oleksy")),
    Resolver("cited-authors", resolve_cited_authors,
             Example("|Carter| (2021) argues that it fell.\n\nReferences\n\nCarter, A. (2021). The dam. Orm Press.",
                     "A. Carter")),
    Resolver("unexplained-names", resolve_unexplained_names, Example("Mr. |Brandvold| came.", "Brandvold")),
    Resolver("judged-names", resolve_judged_names, Example("|Marta Oleksyova| spoke.", "Marta Oleksy")),
    Resolver("bibliography", resolve_references,
             Example('It fell.[1]\n\nReferences\n\n1. ^ |Carter, Ann| (2 May 2021). "The Dam". Orm Gazette.',
                     "Ann Carter")),
    Resolver("nominals", resolve_nominals,
             Example("The Bureau of Coastal Security paid. The |bureau| was late.", "Bureau of Coastal Security")),
    Resolver("early-heads", resolve_early_heads,
             Example("|Tribune| says mayor lied\n\nThe Valberg Tribune said so on Monday.", "Valberg Tribune")),
    Resolver("turns", resolve_turns,
             Example("Marta Oleksy spoke to us.\n\nQ. Why now?\n\nA. |I| was ill.", "Marta Oleksy")),
    Resolver("personal-pronouns", resolve_personal_pronouns,
             Example("Marta Oleksy was late. |She| left.", "Marta Oleksy")),
    Resolver("neuter-pronouns", resolve_neuter_pronouns,
             Example("The Valberg Tribune was sold. |It| lost the house.", "Valberg Tribune")),
    Resolver("coarguments", withdraw_coarguments, Example("Paul Carter, a lawyer, left. Carter sued the |lawyer|.")),
    Resolver("judged-phrases", resolve_judged_phrases, Example("In May 2019 |he| spoke.", "Tavrin Zelk")),
    Resolver("source-phrases", resolve_source_phrases,
             Example("|Marta Oleksy, a lawyer in Valberg|, said that it rained.", "Marta Oleksy")),
    Resolver("authors", resolve_authors,
             Example("The wall\n\nBy Marta Oleksy\n\n|I| think that it will hold.\n\nMy aunt saw it.\n\nI have not.",
                     "Marta Oleksy")),
    Resolver("country-adjectives", resolve_country_adjectives,
             Example("|Kenyan| President Marta Oleksy spoke.", "Kenya")),
)  # fmt: skip
"""Earlier ones are more reliable; each sees what those before it decided. The examples of what users judged hold where
"Marta Oleksyova" is judged to be Marta Oleksy, and "he" to be Tavrin Zelk."""


def run_resolvers(view: DocumentView, resolvers: Sequence[Resolver] = RESOLVERS) -> Resolution:
    """All that ``resolvers`` decide of a document, one after the other."""
    resolution = Resolution(EntityTable(view.authority))
    for resolver in resolvers:
        resolution = resolution.extended(resolver.decide(view, resolution), resolver.name)
    return resolution
