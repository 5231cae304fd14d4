"""One invented story in eight scripts, as a browser, a text extractor, w3m and lynx would leave it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sitegen.body import block_text
from sitegen.extraction.dump import extract_dump
from sitegen.extraction.dump_lines import width
from sitegen.saved_page import SavedPage

FILE = Path(__file__).parent.parent / "data" / "bridge-in-eight-scripts.json"
STORIES: dict[str, dict[str, Any]] = json.loads(FILE.read_text("utf-8"))
MENU = ["Home", "News", "Sport", "Video"]


def broken(text: str, columns: int, indent: str, measure: Callable[[str], int], anywhere: str) -> str:
    """Lines of at most so many columns. Between characters of `anywhere` (a pattern) a line breaks without a space."""
    lines, line = [], indent
    for word in re.findall(rf" ?(?:{anywhere}|(?:(?!{anywhere})\S)+)", text):
        if measure(line + word) > columns:
            lines.append(line)
            line = indent
        line += word if line.strip() else word.strip()
    return "\n".join([*lines, line])


def as_browser(title: str, byline: str, related: str, story: list[str]) -> str:
    return "\n".join([*MENU, title, byline, "2024-04-17", "", "\n\n".join(story), "", related, *MENU])


def as_extractor(title: str, byline: str, related: str, story: list[str]) -> str:
    menu = "\n".join(f"  • {item}" for item in MENU)
    return "\n\n".join([menu, title, byline, "2024-04-17", *story, related, menu])


def as_w3m(title: str, byline: str, related: str, story: list[str]) -> str:
    menu = "\n".join(f"  • {item}" for item in MENU)
    body = [broken(text, 79, "", width, "[\u3000-\u9fff\uac00-\ud7a3]") for text in story]
    return "\n\n".join([menu, title, byline, "2024-04-17", *body, related, menu])


def as_lynx(title: str, byline: str, related: str, story: list[str]) -> str:
    """Lynx centres the headline, counts characters instead of columns, and breaks Korean between words."""
    menu = "\n".join(f"     * [{number}]{item}" for number, item in enumerate(MENU, 1))
    headline = " " * (39 - len(title) // 2) + title
    body = [broken(text, 74, "   ", len, "[\u3000-\u9fff]") for text in story]
    links = "\n".join(f"  {number}. https://example.org/{number}" for number in range(1, 5))
    head = [menu, headline, f"   {byline}", "   2024-04-17"]
    return "\n\n".join([*head, *body, f"   {related}", menu, f"References\n\n{links}\n"])


@pytest.mark.parametrize("style", [as_browser, as_extractor, as_w3m, as_lynx], ids=lambda style: style.__name__[3:])
@pytest.mark.parametrize("lang", STORIES)
def test_a_story_in_every_script_and_style(lang: str, style: Callable[[str, str, str, list[str]], str]) -> None:
    title, byline, related, story = STORIES[lang].values()
    source = style(title, byline, related, story)
    found = extract_dump(SavedPage(source, "text", "text", "dump.txt", "0" * 64)).article
    assert [block_text(block) for block in found.body.blocks] == story
    assert found.metadata.title == " ".join(title.split())
    assert found.metadata.lang == lang
    assert len(found.metadata.authors) == 1
    assert str(found.metadata.date) == "2024-04-17"
