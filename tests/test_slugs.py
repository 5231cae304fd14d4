from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.content.folder import article_file, permalink
from sitegen.slugs import MAX_BYTES, article_slug, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Tensions rise as peacekeepers leave", "tensions-rise-as-peacekeepers-leave"),
        ("Kericho’s tea — and its 'pickers'", "kerichos-tea-and-its-pickers"),
        ("Straße ÄÖÜ", "straße-äöü"),
        ("e\u0301te\u0301", "été"),
        ("हिन्दी", "हिन्दी"),
        ("100% of 3.5", "100-of-3-5"),
        ("!?", ""),
    ],
)
def test_slugs(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(max_size=200))
def test_a_slug_is_short_lower_case_and_its_own_slug(text: str) -> None:
    slug = slugify(text)
    assert len(slug.encode()) <= MAX_BYTES
    assert slug == unicodedata.normalize("NFC", slug)
    assert not slug.startswith("-") and not slug.endswith("-") and "--" not in slug
    assert all(char == "-" or unicodedata.category(char)[0] in "LMN" for char in slug)
    assert slugify(slug) == slug


@given(st.text(max_size=200))
def test_an_article_is_never_taken_for_a_day(title: str) -> None:
    slug = article_slug(title, "0123456789abcdef" * 4)
    assert slug
    assert not slug.isdigit()
    address = f"/2024/04/{slug}/"
    assert permalink(article_file(address)) == address


@pytest.mark.parametrize("title", ["Con", "NUL", "aux", "COM1", "Lpt9"])
def test_an_article_is_never_called_what_windows_keeps_for_itself(title: str) -> None:
    assert article_slug(title, "0" * 64) == f"story-{title.lower()}"
    assert article_slug(f"{title} artist", "0" * 64) == f"{title.lower()}-artist"
