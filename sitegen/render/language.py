"""The `lang` and `dir` of words that are in an article's language and not in the interface's."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_SCRIPTS = frozenset(["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])


@lru_cache(maxsize=1024)
def direction(lang: str) -> str:
    """``ltr`` or ``rtl``: by the script, where the tag has one, else by the language."""
    parts = lang.lower().split("-")
    scripts = [part for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _SCRIPTS else "ltr"
    return "rtl" if parts[0] in _RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=1024)
def attributes(lang: str) -> Markup:
    """`` lang="ar" dir="rtl"``, to stand in a tag; where nobody knows the language, the letters tell the direction."""
    if not lang:
        return Markup(' dir="auto"')
    return Markup(' lang="{}" dir="{}"').format(lang, direction(lang))
