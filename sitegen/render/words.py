"""What the archive itself says, in the language of its interface.

Templates hold the English phrases, which are their own keys here: ``{{ "saved" | say }}``. What is counted has a form
for each plural category of CLDR: ``{{ 12 | count("story") }}``. A translation is one more entry in the two tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from babel import Locale
from markupsafe import Markup, escape

PHRASES: Mapping[str, Mapping[str, str]] = {"en": {}}
COUNTS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "en": {
        "story": {"one": "{} story", "other": "{} stories"},
        "from paper": {"one": "from {} paper", "other": "from {} papers"},
        "about country": {"one": "about {} country", "other": "about {} countries"},
        "word": {"one": "{} word", "other": "{} words"},
    }
}


class Words:
    """The phrases of one language; English where it has none."""

    def __init__(self, locale: Locale, number: Callable[[int], str]) -> None:
        known = locale.language if locale.language in PHRASES else "en"
        self._phrases, self._counts = PHRASES[known], COUNTS[known]
        self._plural = Locale.parse(known).plural_form
        self._number = number

    def say(self, phrase: str, *values: object) -> Markup:
        """The phrase, its ``{}`` filled with `values`. Where there are none, a template has it ready when compiled."""
        return Markup(escape(self._phrases.get(phrase, phrase))).format(*values)

    def count(self, number: int, noun: str) -> Markup:
        """``1 story``, ``1,204 stories``."""
        forms = self._counts[noun]
        form = forms.get(self._plural(number), forms["other"])
        return Markup(escape(form)).format(self._number(number))
