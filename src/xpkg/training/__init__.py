"""Trains the attribution model that ships with xpkg; needs the extra ``train`` and is never imported by the program."""
