"""The pictures that article files name: their states, and how large they are.

A page that tells the size of a picture keeps its place free while it loads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from sitegen.content.folder import MEDIA
from sitegen.errors import SourceError
from sitegen.files import Signature, signature

Size = tuple[int, int]

_FOLDER = MEDIA.removeprefix("content/") + "/"
_NAMED = re.compile(rf"{_FOLDER}[^\s()\"'<>\[\]\\]+")
_KNOWN = 4096  # pictures whose sizes are remembered


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures in content/media/ that a text names, by their paths below content/, with their states."""

    site: Path
    found: Mapping[str, Signature]

    @classmethod
    def named_in(cls, site: Path, *texts: str) -> Pictures:
        """Those that any of the texts names, whether it is Markdown, an address or JSON."""
        names = sorted(names_in(texts))
        states = ((name, signature(site / "content" / name)) for name in names)
        return cls(site, {name: state for name, state in states if state})

    @property
    def state(self) -> str:
        """Something that is another when any of the pictures is."""
        return repr(sorted(self.found.items())) if self.found else ""

    def size(self, name: str) -> Size | None:
        """Width and height in pixels of the picture at this path; `None` where that cannot be told."""
        state = self.found.get(name)
        return _size(self.site / "content" / name, state) if state else None

    def sizes(self, resolve: Callable[[str], str], base_path: str) -> Callable[[str], Size | None]:
        """The size of a picture by what is written of it, which `resolve` makes an address."""
        return lambda written: self.size(unquote(resolve(written).removeprefix(base_path)))


def names_in(texts: Iterable[str]) -> set[str]:
    """What may be the path of a picture, below content/, in any of the texts."""
    names = (unquote(name) for text in texts if _FOLDER in text for name in _NAMED.findall(text))
    return {name for name in names if ".." not in name and "\0" not in name}


@lru_cache(maxsize=_KNOWN)
def _size(path: Path, _state: Signature) -> Size | None:
    from sitegen.media.decoded import size_of  # noqa: PLC0415 - where no picture is, its decoders are not loaded

    try:
        width, height = size_of(path)
    except SourceError:
        return None
    return (width, height) if width and height else None
