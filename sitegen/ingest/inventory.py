"""What lies in content/: which saved files there are, and which article comes from which saved page."""

from __future__ import annotations

import json
import re
from pathlib import Path

from sitegen.content.folder import ARTICLES, CACHE
from sitegen.files import Signature, sha256, signature, walk, write_atomically

_HASHES = f"{CACHE}/saved-hashes.json"
_SAVED_FROM = re.compile(rb"""^saved:(?:.*\r?\n(?=[ \t}]))*?.*\bsha256["']?:[ \t]*["']?([0-9a-f]{64})""", re.MULTILINE)
_FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\n.*?^---", re.MULTILINE | re.DOTALL)


def article_files(site: Path) -> list[str]:
    """Every article file, relative to the site."""
    return [path for path, _ in walk(site, ARTICLES) if path.endswith(".md")]


def articles_by_origin(site: Path) -> dict[str, str]:
    """Every article file and the SHA-256 of the saved page that its front matter names (empty where it names none)."""
    return {path: _origin(site / path) for path in article_files(site)}


def _origin(path: Path) -> str:
    try:
        front_matter = _FRONT_MATTER.match(path.read_bytes())
    except OSError:
        return ""
    found = _SAVED_FROM.search(front_matter[0]) if front_matter else None
    return found[1].decode() if found else ""


class Digests:
    """The SHA-256 of files; those that have not changed since we last looked are not read. A context manager."""

    def __init__(self, site: Path) -> None:
        self._file = site / _HASHES
        self._known = _known_hashes(self._file)
        self._changed = False

    def __enter__(self) -> Digests:
        return self

    def __exit__(self, *_: object) -> None:
        if self._changed:
            text = json.dumps({path: [*here, digest] for path, (here, digest) in self._known.items()})
            write_atomically(self._file, text.encode())

    def of(self, file: Path) -> str:
        """The SHA-256 of `file`. Raises OSError."""
        here, known = signature(file), self._known.get(str(file))
        if known and known[0] == here:
            return known[1]
        digest = sha256(file.read_bytes())
        if here:
            self._known[str(file)] = here, digest
            self._changed = True
        return digest

    def at(self, file: Path) -> str | None:
        """The SHA-256 of `file`, or `None` where there is none."""
        return self.of(file) if file.is_file() else None


def _known_hashes(file: Path) -> dict[str, tuple[Signature, str]]:
    try:
        raw = json.loads(file.read_bytes())
        return {path: (Signature(size, mtime, inode), digest) for path, (size, mtime, inode, digest) in raw.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
