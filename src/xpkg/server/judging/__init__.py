"""The page on which a person judges proposed links, for those who have the token of a writable server."""
