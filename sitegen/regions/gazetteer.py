"""The names that the tagger knows: one file of hash tables, mapped into memory and never read as a whole.

However many processes tag, and however they were started, they share the one copy that the system keeps of the file;
a look-up touches two of its pages. The file: four bytes `SGZ2`, four with the length of a table of contents, that table
(JSON: section → place and number of its slots), then for each section its slots (four bytes each: the place of a
record, or 0), then the records: `key`, a tab, a short line, a line feed. A key's slot is its CRC-32 modulo the number
of slots, or the next free one. All numbers are little-endian. A line is taken apart only when a text holds its key.
"""

from __future__ import annotations

import json
import math
import mmap
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

MAGIC = b"SGZ2"
_LOAD = 0.6  # the share of slots that are taken; fewer make longer walks rare


class Sense(NamedTuple):
    """One thing that a name can mean.

    `kind`: c country, a area, d demonym, m institution that stands for its country, s part of a country, p town,
    b abbreviation of a part, x no place at all. `people`: how many live there, in thousands.
    """

    kind: str
    code: str
    people: int
    country: str  # of a part of one or of a town; an area stands for itself
    size: float  # the people in powers of ten


def sense(kind: str, code: str, people: int) -> Sense:
    """A sense with what follows from it."""
    country = code[:2] if code[2:3] == "-" and code[:2].isupper() else code
    return Sense(kind, code, people, country, math.log10(people + 1))


@dataclass(frozen=True, slots=True)
class Name:
    """What a name can mean, likeliest first; and how many words the longest name has that begins with it.

    `word`: also a common word; `given`, `family`: also a name of people (`rare`: of few); `abbreviated`: also a
    short form of a part of a country.
    """

    senses: tuple[Sense, ...] = ()
    word: bool = False
    given: bool = False
    family: bool = False
    rare: bool = False
    abbreviated: bool = False
    longest: int = 1

    @property
    def person(self) -> bool:
        """Whether people bear this name, other than a few."""
        return self.given or self.family


NOTHING = Name()


def parse(line: str) -> Name:
    """A record's line: flags and a number of words, then `kind:code:people` for each sense."""
    flags, *senses = line.split(" ")
    parts = (each.split(":") for each in senses)
    return Name(
        tuple(sense(kind, code, int(people)) for kind, code, people in parts),
        word="w" in flags,
        given="g" in flags,
        family="f" in flags,
        rare="r" in flags,
        abbreviated=" b:" in line,
        longest=int(flags.lstrip("-wgfr") or 1),
    )


def write_table(sections: Mapping[str, Mapping[str, str]]) -> bytes:
    """The file for these sections of key → line."""
    records = bytearray()
    slots: dict[str, list[int]] = {}
    for section in sorted(sections):
        table = slots[section] = [0] * (int(len(sections[section]) / _LOAD) + 1)
        for key, line in sorted(sections[section].items()):
            index = zlib.crc32(key.encode()) % len(table)
            while table[index]:
                index = (index + 1) % len(table)
            table[index] = len(records) + 1
            records += f"{key}\t{line}\n".encode()
    return _assembled(slots, bytes(records))


def _assembled(slots: Mapping[str, list[int]], records: bytes) -> bytes:
    """The file: the length of its table of contents depends on the places in it, so these have a fixed width."""

    def head(start: int) -> bytes:
        contents = {}
        for section, table in slots.items():
            contents[section] = [f"{start:010}", len(table)]
            start += 4 * len(table)
        return json.dumps(contents).encode()

    begin = len(MAGIC) + 4 + len(head(0))
    base = begin + 4 * sum(map(len, slots.values())) - 1
    parts = [MAGIC, len(head(0)).to_bytes(4, "little"), head(begin)]
    for table in slots.values():
        parts.append(b"".join((place + base if place else 0).to_bytes(4, "little") for place in table))
    return b"".join([*parts, records])


class Table:
    """One section of the file."""

    def __init__(self, blob: mmap.mmap | bytes, start: int, count: int) -> None:
        self._blob, self._start, self._count = blob, start, count

    def get(self, key: str) -> str | None:
        """The line of a key."""
        if not self._count:
            return None
        blob, start, count = self._blob, self._start, self._count
        wanted = key.encode()
        index, end = zlib.crc32(wanted) % count, len(wanted)
        wanted += b"\t"
        while True:
            slot = start + 4 * index
            place = int.from_bytes(blob[slot : slot + 4], "little")
            if not place:
                return None
            if blob[place : place + end + 1] == wanted:
                return blob[place + end + 1 : blob.find(b"\n", place)].decode()
            index = (index + 1) % count


@cache
def table(section: str) -> Table:
    """One section of the shipped file, or an empty one where the file has none of this name."""
    start, count = _contents().get(section, ("0", 0))
    return Table(_blob(), int(start), count)


@cache
def _contents() -> dict[str, tuple[str, int]]:
    blob = _blob()
    contents: dict[str, tuple[str, int]] = json.loads(blob[8 : 8 + int.from_bytes(blob[4:8], "little")])
    return contents


@cache
def _blob() -> mmap.mmap:
    with (Path(__file__).parent / "data" / "gazetteer.bin").open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
