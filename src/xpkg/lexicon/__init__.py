"""What xpkg knows of the English language: tables (``.tsv``) and the typed functions that give them a face."""
