"""Words of a country's institutions, which its local papers use without ever naming the country."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sitegen.regions.text import fold

# Words with a capital, and phrases.
_CAPITALISED: Mapping[str, str] = {
    "US": """
        Sheriff Sheriffs County Township Inc Corp Shr cts Interstate Elementary Medicaid Medicare Republican Republicans
        Democrat Democrats Patrol DUI FEMA Thanksgiving NCAA
    """,
    "GB": "Constabulary NHS Tory Tories Labour Magistrates Magistrate GCSE GCSEs MSP",
    "CA": "RCMP OPP MLA MPP Mounties",
    "AU": "NSW Qld Aboriginal Centrelink AFL NRL",
    "IN": "BJP Lok Sabha Panchayat",
    "IE": "Garda Gardai Taoiseach Dail TD Oireachtas",
}
_PHRASES: Mapping[str, tuple[str, ...]] = {
    "US": (
        *("felony", "misdemeanor", "sophomore", "grand jury", "zip code", "-grade ", " Gov. ", " Rep. ", " Sen. "),
        *("School Board", "School District", "City Council", "Public Schools", "High School"),
        *("State Police", "Police Department", "Fire Department", "District Attorney"),
    ),
    "GB": ("Crown Court", "council tax", "pensioner", "\u00a3", "magistrates"),
    "CA": ("Ont.", "B.C."),
    "IN": (" crore", " lakh"),
}
LOCAL_WORDS: Mapping[str, str] = MappingProxyType(
    {fold(word): country for country, words in _CAPITALISED.items() for word in words.split()}
)


def phrase_cues(text: str) -> dict[str, float]:
    """How often phrases of each country's institutions occur."""
    return {country: float(count) for country, words in _PHRASES.items() if (count := sum(map(text.count, words)))}
