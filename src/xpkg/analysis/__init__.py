"""What stands in a text: spans and labels, no RDF."""
