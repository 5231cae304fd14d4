"""From saved pages to article files, in three steps: stage each page, decide over all of them, move into place.

The one writer of content/ and its ledger. Nothing here knows HTML.
"""
