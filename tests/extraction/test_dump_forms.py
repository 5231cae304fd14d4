"""One story as different programs and people write it down: the forms that text files come in."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence

import pytest

from sitegen.extraction.dump import extract_dump
from sitegen.saved_page import SavedPage
from tests.extraction.test_dump import ENGLISH, GERMAN, RUSSIAN, SPANISH, extracted, paragraphs

STORIES = {
    "en": ("Council votes to rebuild the stone bridge", "By John Smith", "17 April 2024", ENGLISH),
    "de": ("Stadtrat lässt die Steinbrücke wieder aufbauen", "Von Jan Becker", "17. April 2024", GERMAN),
    "es": ("El ayuntamiento reconstruirá el puente de piedra", "Por Juan Pérez", "17 de abril de 2024", SPANISH),
    "ru": ("Горсовет решил восстановить каменный мост", "Автор: Иван Петров", "17 апреля 2024", RUSSIAN),
}
MENU = ["Home", "News", "Sport", "Weather"]
LONGEST_COMMENTS = 25


def wrapped(paragraph: str, column: int, indent: str = "") -> str:
    return textwrap.fill(paragraph, column, initial_indent=indent, break_on_hyphens=False)


def windows(head: Sequence[str], story: Sequence[str]) -> str:
    return "\r\n\r\n".join([*head, *story])


def a_line_each(head: Sequence[str], story: Sequence[str]) -> str:
    return "\n".join([*head, *story])


def set_in_with_tabs(head: Sequence[str], story: Sequence[str]) -> str:
    return "\n".join([*head, *(f"\t{paragraph}" for paragraph in story)])


def wrapped_at_72(head: Sequence[str], story: Sequence[str]) -> str:
    return "\n\n".join([*head, *(wrapped(paragraph, 72) for paragraph in story)])


def wrapped_at_60_first_lines_set_in(head: Sequence[str], story: Sequence[str]) -> str:
    return "\n\n".join([*head, "\n".join(wrapped(paragraph, 60, "    ") for paragraph in story)])


def wrapped_at_80_without_blank_lines(head: Sequence[str], story: Sequence[str]) -> str:
    return "\n".join([*head, *(wrapped(paragraph, 80) for paragraph in story)])


def markdown(head: Sequence[str], story: Sequence[str]) -> str:
    *menu, title, byline, date = head
    links = " | ".join(f"[{entry}](https://example.org/{entry})" for entry in menu)
    return "\n\n".join([links, f"# {title}", f"*{byline}*", f"**{date}**", *story])


def with_a_byte_order_mark(head: Sequence[str], story: Sequence[str]) -> str:
    return "\ufeff" + "\n\n".join([*head, *story])


FORMS = [
    windows, a_line_each, set_in_with_tabs, wrapped_at_72, wrapped_at_60_first_lines_set_in,
    wrapped_at_80_without_blank_lines, markdown, with_a_byte_order_mark,
]  # fmt: skip


@pytest.mark.parametrize("lang", STORIES)
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_story_is_the_same_in_every_form(form: Callable[[Sequence[str], Sequence[str]], str], lang: str) -> None:
    title, byline, date, story = STORIES[lang]
    found = extracted(form([*MENU, title, byline, date], story))
    assert found.article.metadata.title == title
    assert paragraphs(found) == story
    assert str(found.article.metadata.date) == "2024-04-17"


@pytest.mark.parametrize("length", [2, 3])
def test_a_story_may_be_short(length: int) -> None:
    title, byline, date, story = STORIES["en"]
    found = extracted("\n\n".join([*MENU, title, byline, date, *story[:length], "Related", "Ferry timetable changes"]))
    assert paragraphs(found) == story[:length]


def test_many_comments_are_not_the_story() -> None:
    title, byline, date, story = STORIES["en"]
    said = "I think that this is a good decision, and I hope that the work begins soon, before winter."
    comments = [
        line
        for number in range(LONGEST_COMMENTS)
        for line in (f"Reader{number}", f"{number + 1} hours ago", said, "Reply", "Share")
    ]
    found = extract_dump(
        SavedPage(
            "\n\n".join([title, byline, date, *story, "25 comments", *comments]), "text", "text", "a.txt", "0" * 64
        )
    )
    assert paragraphs(found) == story
