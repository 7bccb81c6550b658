"""The networks that ship with xpkg: their weights, and how they are run in plain arrays."""
