"""A client of the W3C Reconciliation Service API 0.2: batches of names to candidates, politely and once."""
