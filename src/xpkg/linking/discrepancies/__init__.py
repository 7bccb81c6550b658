"""What texts state of linked things beside what Wikidata states: where both agree, and where not."""
