"""Article files: what is written reads back the same, for us and for every YAML reader; faults are named by line."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import ruamel.yaml
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.article import Metadata, Saved
from sitegen.content import front_matter
from sitegen.content.document import Document, dump, load
from sitegen.errors import ContentError

# What a file may hold: any text but lone surrogates, which UTF-8 cannot carry; texts are trimmed on reading.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40).map(str.strip)
some_text = texts.filter(bool)
zones = st.sampled_from(
    [None, dt.UTC, dt.timezone(dt.timedelta(hours=9)), dt.timezone(-dt.timedelta(hours=3, minutes=30))]
)
moments = st.builds(lambda moment, zone: moment.replace(microsecond=0, tzinfo=zone), st.datetimes(), zones)
dates = st.none() | st.dates() | moments
lists = st.lists(some_text, max_size=4).map(tuple)
saved = st.builds(
    Saved, some_text, st.integers(0, 2**256 - 1).map(lambda n: f"{n:064x}"), some_text, st.none() | moments
)
plain_values = st.recursive(
    st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(some_text, inner, max_size=3),
    max_leaves=5,
)
own_keys = some_text.filter(lambda key: key not in Metadata.__dataclass_fields__)
metadata = st.builds(
    Metadata,
    title=some_text,
    date=dates,
    updated=dates,
    authors=lists,
    site=texts,
    section=texts,
    url=texts,
    lang=st.sampled_from(["", "no", "en", "pt-BR"]),
    description=texts,
    image=texts,
    image_alt=texts,
    regions=st.lists(st.sampled_from(["NO", "002", "AM", "nagorno-karabakh", "ON"]), max_size=3).map(tuple),
    tags=lists,
    aliases=lists,
    draft=st.booleans(),
    saved=st.none() | saved,
    extra=st.dictionaries(own_keys, plain_values, max_size=3),
)
documents = st.builds(
    Document,
    metadata,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60).map(
        lambda text: text.strip("\n") + "\n" if text.strip("\n") else ""
    ),
)


@given(documents)
def test_what_is_written_is_what_is_read(document: Document) -> None:
    assert load(dump(document), "a.md") == document


@settings(deadline=None)
@given(metadata)
def test_every_yaml_reader_sees_texts_as_texts(values: Metadata) -> None:
    written = front_matter.dump(values)
    for read in (read_yaml_1_1, read_yaml_1_2):
        seen = read(written)
        assert seen["title"] == values.title
        assert tuple(seen.get("authors", ())) == values.authors
        assert tuple(seen.get("regions", ())) == values.regions
        assert tuple(seen.get("tags", ())) == values.tags
        assert seen.get("lang", "") == values.lang


def read_yaml_1_1(text: str) -> Any:
    return yaml.safe_load(text)


def read_yaml_1_2(text: str) -> Any:
    return ruamel.yaml.YAML(typ="safe", pure=True).load(io.StringIO(text))


def test_front_matter_is_pleasant_to_read() -> None:
    values = Metadata(
        title="Tensions rise as peacekeepers leave the highlands",
        date=dt.datetime(2024, 4, 17, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=9))),
        updated=dt.date(2024, 4, 18),
        authors=("Jane Doe", "Kim Min-su"),
        site="O'Neill's Post",
        url="https://example.org/world/123#top",
        lang="no",
        description='He said: "no"',
        regions=("NO", "002", "nagorno-karabakh"),
        saved=Saved("content/saved/page.html", "ab" * 32, "html", dt.datetime(2024, 4, 20, 10, tzinfo=dt.UTC)),
        extra={"stars": 5},
    )
    assert (
        front_matter.dump(values)
        == f"""\
title: Tensions rise as peacekeepers leave the highlands
date: 2024-04-17T09:30:00+09:00
updated: 2024-04-18
authors: [Jane Doe, Kim Min-su]
site: O'Neill's Post
url: https://example.org/world/123#top
lang: "no"
description: "He said: \\"no\\""
regions: ["NO", "002", nagorno-karabakh]
saved:
  file: content/saved/page.html
  sha256: {"ab" * 32}
  at: 2024-04-20T10:00:00Z
  format: html
stars: 5
"""
    )


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("---\ntitle: a: b\n---\n", "a.md:2: front matter is not YAML: mapping values are not allowed"),
        ("---\ntitle: A\ntags: [a, b\n---\n", "a.md:3: front matter is not YAML: did not find expected"),
        ("---\ntitle: A\ntitle: B\n---\n", "a.md:3: `title` is given twice"),
        ("---\ntitle: A\ndate: 2024-13-45\n---\n", 'a.md:3: `date` "2024-13-45" is no date; write 2024-04-17'),
        ("---\ntitle: 1984\n---\n", "a.md:2: `title` must be text, not the number 1984; put it in quotes"),
        ("---\ntitle: A\ndraft: sometimes\n---\n", "a.md:3: `draft` must be true or false"),
        ("---\ntitle: A\n\ttags: x\n---\n", "a.md:3: front matter is not YAML"),
        ("---\ntitle: A\n", "a.md:1: front matter has no end"),
        ("---\n- a\n---\n", "a.md:2: front matter is no list of `key: value`"),
        ("Just words.\n", "a.md:1: no `title`"),
        ("---\ntitle: A\nsaved: here\n---\n", "a.md:3: `saved` must hold `file`, `sha256` and `format`"),
    ],
)
def test_a_fault_is_named_with_its_line(written: str, complaint: str) -> None:
    with pytest.raises(ContentError) as caught:
        load(written, "a.md")
    assert str(caught.value).startswith(complaint)


def test_all_faults_of_a_file_are_told_at_once() -> None:
    with pytest.raises(ContentError) as caught:
        load("---\ntitle: A\ndate: soon\ndraft: 3\n---\n", "a.md")
    assert [problem.location and problem.location.line for problem in caught.value.problems] == [3, 4]


def test_files_of_other_systems_are_read() -> None:
    document = load("\ufeff---\r\ntitle: A\r\nauthors: Jane Doe\r\nno_such_key: [1, 2]\r\n---\r\n\r\nText.\r\n", "a.md")
    assert document.metadata.authors == ("Jane Doe",)
    assert document.metadata.extra == {"no_such_key": [1, 2]}
    assert document.markdown == "Text.\n"
