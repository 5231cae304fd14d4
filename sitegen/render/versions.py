"""The versions that every rendered page depends on, ours by the code itself."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from sitegen import __version__, maps

_PACKAGES = ("jinja2", "babel", "feedgenerator", "markupsafe")


@lru_cache(maxsize=1)
def code_version() -> str:
    """Ours and those of the packages that rendering stands on.

    Between releases the code changes while the version stands still, so the room's own files count as well, and those
    of the maps that it shows.
    """
    code = hashlib.sha256()
    rooms = (Path(__file__).parent, Path(maps.__file__).parent)
    for file in sorted(file for room in rooms for kind in ("*.py", "data/*.bin") for file in room.glob(kind)):
        code.update(file.read_bytes())
    packages = " ".join(f"{package} {version(package)}" for package in _PACKAGES)
    return f"sitegen {__version__} {code.hexdigest()} {packages}"
