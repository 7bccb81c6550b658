"""The view of a document: what follows from its text and mentions alone."""

from __future__ import annotations

from tests.coreference.stories import marked_view
from xpkg.coreference.document_view import view_of
from xpkg.model import Authority, AuthorityEntry, Gender, Kind


def test_a_view_tells_what_follows_from_the_mentions() -> None:
    bodies = "The [Orm Daily Echo/o] and the [Daily Echo/o] fell."
    view = marked_view(f"[Rosa Vidal] and his sister, [Eva Holm], met. {bodies}")
    assert view.source.startswith("Rosa Vidal and his sister")
    assert {number: relation.gender for number, relation in view.relations.items()} == {1: Gender.FEMININE}
    assert view.people.people == [["Rosa Vidal"], ["Eva Holm"]]
    assert [view.is_shortened(mention) for mention in view.mentions] == [False, False, False, True]
    assert view.roles.subjects == {0, 2}
    assert view.scopes.sentence(view.mentions[2].span.start) == 1


def test_the_gazetteer_is_that_of_the_authority() -> None:
    bare = marked_view("[Rosa Vidal] met.")
    authority = Authority((AuthorityEntry(Kind.PERSON, "Rosa Vidal"),))
    assert not bare.gazetteer.bearers("Rosa Vidal")
    view = view_of(bare.text, bare.mentions, authority=authority)
    assert [each.entry for each in view.gazetteer.bearers("Rosa Vidal")] == [0]
