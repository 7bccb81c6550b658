"""The annotator that has learned from articles marked by people: features, network, chain over labels, decoding."""
