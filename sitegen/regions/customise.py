"""A site's own words on regions: other display names, more names, other parents, regions of its own.

Everything here is a plain value; the atlas and the tagger apply it and report what does not fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.errors import Location


@dataclass(frozen=True, slots=True)
class OwnRegion:
    """A region that the site adds, such as "caucasus": its page collects the pages of its members (codes)."""

    name: str
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Customisation:
    """The `[regions]` part of the site's configuration; everything is optional.

    names: code to display name. aliases: a name in the text to a code. parents: code to the codes that it stands under.
    own: the code and slug of a new region to what it is. exclude: codes that are never tagged. written: where each key
    of the configuration stands, so that faults can be told with their lines.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    parents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: Mapping[str, OwnRegion] = field(default_factory=dict)
    exclude: frozenset[str] = frozenset()
    written: Mapping[tuple[str, ...], Location] = field(default_factory=dict, compare=False, repr=False)

    def place(self, key: tuple[str, ...]) -> Location | None:
        """Where a key is written, or else the nearest above it."""
        return next((place for depth in range(len(key), 0, -1) if (place := self.written.get(key[:depth]))), None)

    def key(self) -> tuple[object, ...]:
        """A hashable value that is equal for equal customisations."""
        return (
            tuple(sorted(self.names.items())),
            tuple(sorted(self.aliases.items())),
            tuple(sorted((code, tuple(parents)) for code, parents in self.parents.items())),
            tuple(sorted((code, own.name, tuple(own.members)) for code, own in self.own.items())),
            tuple(sorted(self.exclude)),
        )
