"""Saved files → `SavedPage`s: what a file is, how it is encoded, what the program that saved it tells."""
