"""Writes ``months.json`` from the Unicode CLDR, as packaged by babel. Run by hand when the CLDR changes.

Both forms of a month ("April" and "апреля", the form beside a day) in all three widths count; a name that is a bare
number is left out. Spellings that newspapers use and the CLDR lacks are in ``EXTRA``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from babel import Locale, localedata

LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sk", "ru", "uk", "be", "bg", "sr", "hr", "sl", "tr",
    "az", "ar", "he", "fa", "ur", "hi", "bn", "mr", "ta", "fi", "et", "lv", "lt", "hu", "ro", "sv", "da", "nb",
    "nn", "is", "el", "vi", "id", "ms", "sw", "af", "zu", "xh", "sq", "ca", "eu", "gl", "ka", "hy", "kk", "uz",
    "th", "te", "ml", "kn", "gu", "pa", "or", "ne", "si", "km", "lo", "my", "mk", "sr_Latn", "bs", "mn", "ky", "tg",
    "am", "cy", "ga", "mt", "fil", "lb", "fo",
)  # fmt: skip
EXTRA: dict[str, dict[str, int]] = {
    "en": {"sept": 9, "febr": 2, "june": 6, "july": 7},
    "de": {"jänner": 1, "jän": 1, "feber": 2, "mrz": 3, "sept": 9},
    "es": {"setiembre": 9, "set": 9},
    "fr": {"fevrier": 2, "aout": 8, "decembre": 12, "fev": 2},
    "hi": {"जन": 1, "फर": 2, "अप्र": 4, "अग": 8, "सितंबर": 9, "सितम्बर": 9, "नवंबर": 11, "फरवरी": 2},
    "ar": {
        "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8, "أيلول": 9,
        "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12, "ابريل": 4, "اغسطس": 8, "اكتوبر": 10,
        "جانفي": 1, "فيفري": 2, "أفريل": 4, "ماي": 5, "جوان": 6, "جويلية": 7, "أوت": 8, "شتنبر": 9, "غشت": 8,
        "نونبر": 11, "دجنبر": 12,
    },
    "sr": {
        "јануара": 1, "фебруара": 2, "марта": 3, "априла": 4, "маја": 5, "јуна": 6, "јула": 7, "августа": 8,
        "септембра": 9, "октобра": 10, "новембра": 11, "децембра": 12,
    },
    "sr_Latn": {
        "januara": 1, "februara": 2, "marta": 3, "aprila": 4, "maja": 5, "juna": 6, "jula": 7, "avgusta": 8,
        "augusta": 8, "septembra": 9, "oktobra": 10, "novembra": 11, "decembra": 12,
    },
    "eu": {
        "urtarrilaren": 1, "otsailaren": 2, "martxoaren": 3, "apirilaren": 4, "maiatzaren": 5, "ekainaren": 6,
        "uztailaren": 7, "abuztuaren": 8, "irailaren": 9, "urriaren": 10, "azaroaren": 11, "abenduaren": 12,
    },
    "my": {"ဧပြီလ": 4},
    "pl": {"wrzes": 9, "paz": 10},
    "tr": {"agustos": 8, "subat": 2, "kasim": 11, "aralik": 12, "eylul": 9, "mayis": 5},
    "ro": {"ian": 1, "iun": 6, "iul": 7},
    "id": {"agst": 8, "agt": 8, "okt": 10, "nop": 11, "nopember": 11, "pebruari": 2},
}  # fmt: skip


def month_names(language: str) -> dict[str, int]:
    """Casefolded names without a final dot, each with its number."""
    localedata._cache.clear()  # babel lets one locale's months leak into the next through their shared root
    months = Locale.parse(language).months
    found = {
        " ".join(name.casefold().replace("\u200f", "").split()).rstrip("."): number
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in months[context][width].items()
    }
    found |= EXTRA.get(language, {})
    return {n: k for n, k in found.items() if len(n) > 1 and not any(character.isdigit() for character in n)}


def main() -> None:
    """Write the file beside this script."""
    table = {("no" if language == "nb" else language): month_names(language) for language in LANGUAGES}
    lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(names, ensure_ascii=False)}" for key, names in table.items())
    Path(__file__).with_name("months.json").write_text(f"{{\n{lines}\n}}\n", "utf-8")
    print(sum(map(len, table.values())), "names", file=sys.stderr)


if __name__ == "__main__":
    main()
