"""Corrects candidates that an annotator found: their source, where their content begins and ends, which to drop.

Each module ends with its repairs, in the order in which they are done. To add one, write its function and its `Repair`
with an example into the module that it belongs to; the tests run the example.
"""

from __future__ import annotations

from xpkg.analysis.attributions.repairs.asides import ASIDES
from xpkg.analysis.attributions.repairs.clause_bounds import CLAUSE_BOUNDS
from xpkg.analysis.attributions.repairs.clause_subjects import CLAUSE_SUBJECTS
from xpkg.analysis.attributions.repairs.content_end import OF_CONTENT_END
from xpkg.analysis.attributions.repairs.content_start import OF_CONTENT_START
from xpkg.analysis.attributions.repairs.coordination import CUT_JOINED, OF_BORDERS
from xpkg.analysis.attributions.repairs.exchanged_roles import EXCHANGED_ROLES
from xpkg.analysis.attributions.repairs.filters import FILTERS, SILENCE
from xpkg.analysis.attributions.repairs.fronted_phrases import FRONTED_PHRASES
from xpkg.analysis.attributions.repairs.governed_verbs import GOVERNED_VERBS
from xpkg.analysis.attributions.repairs.judgements import JUDGEMENTS
from xpkg.analysis.attributions.repairs.labels import LABELS
from xpkg.analysis.attributions.repairs.levels import LEVELS
from xpkg.analysis.attributions.repairs.misplaced_parts import OF_MISPLACED_PARTS, OF_RELATIVE_CLAUSES
from xpkg.analysis.attributions.repairs.next_clauses import NEXT_CLAUSES
from xpkg.analysis.attributions.repairs.open_quotations import OPEN_QUOTATIONS
from xpkg.analysis.attributions.repairs.participles import OF_PARTICIPLES
from xpkg.analysis.attributions.repairs.perceptions import PERCEPTIONS
from xpkg.analysis.attributions.repairs.pointing_contents import POINTING_CONTENTS
from xpkg.analysis.attributions.repairs.postposed_levels import POSTPOSED_LEVELS
from xpkg.analysis.attributions.repairs.put_in_sayings import PUT_IN_SAYINGS
from xpkg.analysis.attributions.repairs.quoted_topics import QUOTED_TOPICS
from xpkg.analysis.attributions.repairs.relative_verbs import RELATIVE_VERBS
from xpkg.analysis.attributions.repairs.repair import Example, Repair, run
from xpkg.analysis.attributions.repairs.semicolons import SEMICOLONS
from xpkg.analysis.attributions.repairs.speakers import EMPTY_SUBJECTS, OF_SPEAKERS
from xpkg.analysis.attributions.repairs.stray_clauses import STRAY_CLAUSES
from xpkg.analysis.attributions.repairs.subordinate_clauses import OF_SUBORDINATE_CLAUSES, RELATIVE_ANTECEDENT
from xpkg.analysis.attributions.repairs.thing_filters import OF_THINGS
from xpkg.analysis.attributions.repairs.trimming import OF_CONTENT, OF_NETWORK, SOURCE_TRIMS

REPAIRS: tuple[Repair, ...] = (
    *OF_BORDERS,
    CUT_JOINED,
    *JUDGEMENTS,
    *EXCHANGED_ROLES,
    *POSTPOSED_LEVELS,
    *PUT_IN_SAYINGS,
    *RELATIVE_VERBS,
    *ASIDES,
    *QUOTED_TOPICS,
    *CLAUSE_BOUNDS,
    *SEMICOLONS,
    *NEXT_CLAUSES,
    *STRAY_CLAUSES,
    *OF_CONTENT_END,
    *OF_MISPLACED_PARTS,
    *GOVERNED_VERBS,
    *OF_PARTICIPLES,
    *OF_SPEAKERS,
    *OF_SUBORDINATE_CLAUSES,
    *FRONTED_PHRASES,
    *CLAUSE_SUBJECTS,
    *LEVELS,
    *FILTERS,
    *POINTING_CONTENTS,
    *OF_THINGS,
    *PERCEPTIONS,
    CUT_JOINED,  # once more, since a repair may have found that two verbs have one speaker
    *OF_RELATIVE_CLAUSES,
    *OF_CONTENT_START,
    *SILENCE,
    *RELATIVE_ANTECEDENT,
    *SOURCE_TRIMS,  # once more, for the sources that the rules and the repairs have found
    *OF_CONTENT,
    *OPEN_QUOTATIONS,
    *LABELS,
)
"""What is done to the candidates of every annotator, in order."""

__all__ = ["CLAUSE_SUBJECTS", "EMPTY_SUBJECTS", "OF_NETWORK", "REPAIRS", "Example", "Repair", "run"]
