"""The versions that every rendered page depends on, ours by the code itself."""

from __future__ import annotations

import hashlib
import importlib.util
from functools import lru_cache
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
    packages = " ".join(f"{package} {_version(package)}" for package in _PACKAGES)
    return f"sitegen {__version__} {code.hexdigest()} {packages}"


def _version(package: str) -> str:
    """The version of an installed package, from the name of the folder of its metadata where that lies beside it.

    `importlib.metadata` takes longer to load than an edit of one article should take.
    """
    found = importlib.util.find_spec(package)
    beside = Path(found.origin).parent.parent if found and found.origin else Path()
    names = [path.name for path in beside.glob(f"{package}-*.dist-info")]
    if len(names) == 1:
        return names[0].removeprefix(f"{package}-").removesuffix(".dist-info")
    from importlib.metadata import version  # noqa: PLC0415

    return version(package)
