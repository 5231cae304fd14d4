"""Assets: style sheets, icons, scripts under names that tell their content, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sitegen.render.theme_files import ASSETS, ThemeFile

STYLE = "style.css"  # the design tokens are defined in this one
_REFERENCE = re.compile(rb"""url\(\s*(["']?)([^"'()\s:#]+)\1\s*\)""")


@dataclass(frozen=True, slots=True)
class Asset:
    """A file for the site's assets/: its output `path`, which holds a part of its digest, and its bytes."""

    path: str
    content: bytes


def gather(files: Mapping[str, ThemeFile], tokens: Sequence[tuple[str, str]]) -> Mapping[str, Asset]:
    """The assets by name ("style.css"). Style sheets come last, since they name the others by their fingerprints."""
    contents = {name.removeprefix(ASSETS): file.content for name, file in files.items() if name.startswith(ASSETS)}
    assets: dict[str, Asset] = {}
    for name in sorted(contents, key=lambda name: (name.endswith(".css"), name)):
        content = contents[name]
        if name.endswith(".css"):
            content = _with_references(name, content, assets)
        if name == STYLE:
            content += _custom_properties(tokens)
        assets[name] = Asset(_fingerprinted(name, content), content)
    return assets


def _fingerprinted(name: str, content: bytes) -> str:
    stem, dot, extension = name.rpartition(".")
    mark = hashlib.sha256(content).hexdigest()[:8]
    return f"{ASSETS}{stem}.{mark}.{extension}" if dot else f"{ASSETS}{name}.{mark}"


def _custom_properties(tokens: Sequence[tuple[str, str]]) -> bytes:
    if not tokens:
        return b""
    return (":root{" + "".join(f"--{token}:{value};" for token, value in tokens) + "}\n").encode()


def _with_references(name: str, content: bytes, assets: Mapping[str, Asset]) -> bytes:
    """`content` with the relative addresses of other assets replaced by their fingerprinted names."""
    folder = posixpath.dirname(name)

    def replace(match: re.Match[bytes]) -> bytes:
        target = posixpath.normpath(posixpath.join(folder, match[2].decode(errors="replace")))
        if target not in assets:
            return match[0]
        relative = posixpath.relpath(assets[target].path, posixpath.join(ASSETS, folder))
        return f'url("{relative}")'.encode()

    return _REFERENCE.sub(replace, content)
