"""Language tags (BCP 47): whether one can be that of a language."""

from __future__ import annotations

import re

_FORM = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_SECOND_LETTERS = {
    "a": "abefkmnrsvyz",
    "b": "aeghimnors",
    "c": "aehorsuvy",
    "d": "aevz",
    "e": "elnostu",
    "f": "afijory",
    "g": "adlnuv",
    "h": "aeiortuyz",
    "i": "adegiknostuw",
    "j": "aiv",
    "k": "agijklmnorsuvwy",
    "l": "abginotuv",
    "m": "ghiklnorsty",
    "n": "abdeglnorvy",
    "o": "cjmrs",
    "p": "ailst",
    "q": "u",
    "r": "mnouw",
    "s": "acdeghiklmnoqrstuvw",
    "t": "aeghiklnorstwy",
    "u": "gkrz",
    "v": "eio",
    "w": "ao",
    "x": "h",
    "y": "io",
    "z": "ahu",
}
_TWO_LETTERS = frozenset(first + second for first, seconds in _SECOND_LETTERS.items() for second in seconds)
"""ISO 639-1, with bh, in, iw, ji, mo and sh, which were withdrawn and are still written."""


def is_language_tag(tag: str) -> bool:
    """Whether `tag` has the form of a language tag and, where its language is of two letters, that language exists."""
    folded = tag.lower()
    language = folded.partition("-")[0]
    return bool(_FORM.fullmatch(folded)) and (len(language) > 2 or language in _TWO_LETTERS)
