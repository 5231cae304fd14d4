"""The place that a story names before its first sentence: "YEREVAN, Armenia (AP) — …", "Berlin (dpa) - …"."""

from __future__ import annotations

import re

LONGEST = 90
DATELINE = re.compile(
    r"""^\W{0,3}(?P<place>[^\W\d_][^—–():;!?"“”\n]{1,59}?)
    (?:\s*[(\[/](?P<agency>[^)\]/]{2,40})[)\]/])?
    (?:\s*[—–]\s*|\s+--?\s+|\s*:\s+)(?=\S)""",
    re.VERBOSE,
)
DATE_PART = re.compile(r",?\s+(?:\d{1,2}\b|[A-Z][a-z]{2,8}\.?\s+\d{1,2}\b).*$")


def dateline_of(text: str) -> str:
    """The place before the first sentence, or nothing. Capitals or an agency in brackets must vouch for it."""
    match = DATELINE.match(text[:LONGEST])
    if match is None:
        return ""
    place = DATE_PART.sub("", match["place"]).strip(" ,.")
    first = place.split(",")[0]
    shouted = len(first) > 2 and first == first.upper() != first.lower() and ":" not in match[0]
    return place if (shouted or match["agency"]) and len(place.split()) <= 6 else ""
