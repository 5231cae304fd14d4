"""Entries as JSON, for the cache."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from sitegen.article import Saved
from sitegen.entry import Card, Entry, Facts

_TEXT_TUPLES = ("authors", "regions", "tags", "aliases")
_CARD = tuple(part.name for part in dataclasses.fields(Card))
_FACTS = tuple(part.name for part in dataclasses.fields(Facts))


def encode_entry(entry: Entry) -> str:
    """An entry as one line of JSON: its card, its facts, and the digest of its body."""
    card = {name: getattr(entry.card, name) for name in _CARD}
    known = {key: value for key, value in card.items() if value not in (None, "", (), {}, False)}
    return _dump([known, _plain_facts(entry.facts), entry.body])


def decode_entry(text: str) -> Entry:
    """The entry that `encode_entry` wrote. Raises ValueError, TypeError or KeyError where it did not."""
    card, facts, body = json.loads(text)
    for key in ("date", "updated"):
        if key in card:
            card[key] = _date(card[key])
    for key in _TEXT_TUPLES:
        if key in card:
            card[key] = tuple(card[key])
    if "saved" in card:
        file, sha256, kind, at = card["saved"]
        card["saved"] = Saved(file, sha256, kind, dt.datetime.fromisoformat(at) if at else None)
    return Entry(Card(**card), _facts(facts), body)


def encode_facts(facts: Facts) -> str:
    """Facts as one line of JSON."""
    return _dump(_plain_facts(facts))


def decode_facts(text: str) -> Facts:
    """The facts that `encode_facts` wrote."""
    return _facts(json.loads(text))


def _plain_facts(facts: Facts) -> dict[str, Any]:
    return {name: getattr(facts, name) for name in _FACTS}


def _facts(facts: dict[str, Any]) -> Facts:
    facts["headings"] = tuple((level, heading, mark) for level, heading, mark in facts["headings"])
    for key in ("links", "pictures"):
        facts[key] = tuple(facts[key])
    if size := facts.get("lead_size"):
        facts["lead_size"] = (size[0], size[1])
    return Facts(**facts)


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Saved):
        return [value.file, value.sha256, value.format, value.at]
    raise TypeError(value)


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)
