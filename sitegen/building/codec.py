"""Entries as JSON, for the cache."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

from sitegen.article import Saved
from sitegen.entry import Card, Entry, Facts

_TEXT_TUPLES = ("authors", "regions", "tags", "aliases")


def encode_entry(entry: Entry) -> str:
    """An entry as one line of JSON."""
    card = {part.name: getattr(entry.card, part.name) for part in dataclasses.fields(Card)}
    facts = {part.name: getattr(entry.facts, part.name) for part in dataclasses.fields(Facts)}
    known = {key: value for key, value in card.items() if value not in (None, "", (), {}, False)}
    return json.dumps([known, facts, entry.body], ensure_ascii=False, default=_plain, separators=(",", ":"))


def decode_entry(text: str) -> Entry:
    """The entry that `encode_entry` wrote."""
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
    facts["headings"] = tuple((level, heading, mark) for level, heading, mark in facts["headings"])
    for key in ("links", "pictures"):
        facts[key] = tuple(facts[key])
    return Entry(Card(**card), Facts(**facts), body)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Saved):
        return [value.file, value.sha256, value.format, value.at]
    raise TypeError(value)


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text) if len(text) == 10 else dt.datetime.fromisoformat(text)
