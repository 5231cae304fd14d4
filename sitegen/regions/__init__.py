"""The regions that a story is about, and the hierarchy in which they stand.

The atlas (`load_atlas`) is small; the tagger (`load_tagger`) reads of the gazetteer only what a text's language needs.
Level 1: imports nothing of ours but `sitegen.errors`, and takes plain values rather than the site's configuration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.regions.atlas import Atlas, Region, load_atlas
from sitegen.regions.customise import Customisation, OwnRegion

if TYPE_CHECKING:
    from sitegen.regions.tagger import Evidence, RegionMatch, Tagger, Tagging, doubts, load_tagger

__all__ = [
    "Atlas",
    "Customisation",
    "Evidence",
    "OwnRegion",
    "Region",
    "RegionMatch",
    "Tagger",
    "Tagging",
    "doubts",
    "load_atlas",
    "load_tagger",
]


def __getattr__(name: str) -> Any:
    if name not in {"Evidence", "RegionMatch", "Tagger", "Tagging", "doubts", "load_tagger"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from sitegen.regions import tagger  # noqa: PLC0415 - those who only need the atlas do not wait for it

    return getattr(tagger, name)
