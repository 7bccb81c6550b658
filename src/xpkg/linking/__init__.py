"""Links of things to other data sets: read from SSSOM mapping sets, and settled between several of them."""

from xpkg.linking.links import NO_TERM, PREDICATES, absent, read_links, read_rows, settled

__all__ = ["NO_TERM", "PREDICATES", "absent", "read_links", "read_rows", "settled"]
