"""The names that the tagger knows, in one compact file of sections that are read when they are needed.

The file: four bytes with the length of a table of contents, that table (JSON: section → offset, length), and one
zlib-compressed JSON value a section. English names are one section, every other language another. A name's value is a
short line that is taken apart only when a text holds the name, so that loading stays cheap.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple


class Sense(NamedTuple):
    """One thing that a name can mean.

    `kind`: c country, a area, d demonym, m seat of government, s part of a country, p city, b abbreviation of a part,
    x no place at all. `people`: how many live there, in thousands.
    """

    kind: str
    code: str
    people: int


@dataclass(frozen=True, slots=True)
class Name:
    """What a name can mean, likeliest first. `word`: also a common word; `person`: also a name of people."""

    senses: tuple[Sense, ...]
    word: bool = False
    person: bool = False


def parse(line: str) -> Name:
    """A name's value as the file has it: flags, then `kind:code:people` for each sense."""
    flags, *senses = line.split(" ")
    parts = (sense.split(":") for sense in senses)
    return Name(tuple(Sense(kind, code, int(people)) for kind, code, people in parts), "w" in flags, "n" in flags)


def write_sections(sections: Mapping[str, bytes]) -> bytes:
    """The file for these compressed sections."""
    contents: dict[str, tuple[int, int]] = {}
    offset = 0
    for name in sorted(sections):
        contents[name] = (offset, len(sections[name]))
        offset += len(sections[name])
    head = json.dumps(contents).encode()
    return b"".join([len(head).to_bytes(4, "big"), head, *(sections[name] for name in sorted(sections))])


@cache
def section(name: str) -> Any:
    """One section of the shipped file, or an empty one where the file has none of this name."""
    blob = _file()
    start = 4 + int.from_bytes(blob[:4], "big")
    place = json.loads(blob[4:start]).get(name)
    if place is None:
        return {}
    offset, length = place
    return json.loads(zlib.decompress(blob[start + offset : start + offset + length]))


@cache
def _file() -> bytes:
    return (Path(__file__).parent / "data" / "gazetteer.bin").read_bytes()
