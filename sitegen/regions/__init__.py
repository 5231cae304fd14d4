"""The regions that a story is about, and the hierarchy in which they stand.

The atlas (`load_atlas`) is small; the tagger (`load_tagger`) reads of the gazetteer only what a text's language needs.
Level 1: imports nothing of ours but `sitegen.errors`, and takes plain values rather than the site's configuration.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sitegen.regions.atlas import Atlas, Region, load_atlas
from sitegen.regions.customise import Customisation, OwnRegion

if TYPE_CHECKING:
    from sitegen.regions.story import Story
    from sitegen.regions.tagger import Tagger, load_tagger
    from sitegen.regions.topics import Evidence, RegionMatch, Tagging, doubts

__all__ = [
    "Atlas",
    "Customisation",
    "Evidence",
    "OwnRegion",
    "Region",
    "RegionMatch",
    "Story",
    "Tagger",
    "Tagging",
    "doubts",
    "load_atlas",
    "load_tagger",
]


_LATER = {
    **dict.fromkeys(("Tagger", "load_tagger"), "tagger"),
    **dict.fromkeys(("Evidence", "RegionMatch", "Tagging", "doubts"), "topics"),
    "Story": "story",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # those who only need the atlas do not wait for the tagger
    return getattr(import_module(f"sitegen.regions.{_LATER[name]}"), name)
