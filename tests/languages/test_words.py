from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.languages.words import KINDS, Kind, kinds, languages, matches, opening, phrases


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("related", "Related:"),
        ("related", "» Mehr zum Thema"),
        ("related", "関連記事"),
        ("read_also", "Czytaj też: Nowe przepisy"),
        ("read_also", "Lesen Sie auch: Der Kanzler"),
        ("comments", "12 Comments"),
        ("comments", "Comments0"),
        ("comments", "댓글 3"),
        ("advertisement", "Advertisement"),
        ("advertisement", "РЕКЛАМА"),
        ("skip", "Zum Inhalt springen"),
        ("copyright", "© 2024 The Paper"),
        ("copyright", "저작권자 ⓒ 신문"),
        ("byline", "By Jane Doe"),
        ("byline", "作者：王小明"),
        ("newsletter", "Sign up to our newsletter today."),
        ("reading_time", "4 min read"),
        ("published", "Publicado el 3 de mayo"),
        ("updated", "Zuletzt aktualisiert: 3. Mai"),
        ("photo", "Foto: dpa"),
        ("photo", "▲ 사진 설명"),
        ("role", "김민수 기자"),
        ("tags", "Schlagworte"),
    ],
)
def test_a_text_agrees_with_its_kind(kind: Kind, text: str) -> None:
    assert matches(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("related", "Related companies were told to pay."),
        ("byline", "Byzantium fell in 1453."),
        ("advertisement", "Adverts were banned."),
        ("comments", "Comments by the minister were met with silence."),
        ("newsletter", "The newsletterish tone"),
        ("share", "शेयरों में गिरावट"),
        ("photo", "Photography is an art."),
    ],
)
def test_a_phrase_inside_other_words_is_none(kind: Kind, text: str) -> None:
    assert not matches(kind, text)


def test_opening_says_how_long_the_longest_phrase_is() -> None:
    assert opening("byline", "Written by Jane") == len("Written by")
    assert opening("byline", "Nobody") == 0


def test_every_kind_has_phrases_in_many_languages() -> None:
    assert all(phrases(kind) for kind in KINDS)
    assert len(languages()) >= 26
    assert all(phrase == phrase.casefold() for kind in KINDS for phrase in phrases(kind))


@given(st.text(max_size=300))
def test_any_text_can_be_asked(text: str) -> None:
    assert kinds(text) <= set(KINDS)
