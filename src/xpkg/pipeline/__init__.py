"""Turns sources into a store: reads each in a worker, concludes, checks, puts in place."""
