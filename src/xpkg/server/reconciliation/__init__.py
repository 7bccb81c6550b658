"""The W3C Reconciliation Service API 0.2 over the graph: a spreadsheet's names are matched with the things here."""
