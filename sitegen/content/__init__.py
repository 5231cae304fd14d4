"""The content folder: article files, their front matter, and the ledger of what became of each saved page."""
