"""HTML → Markdown → HTML gives the same page back, on the HTML of every example of the CommonMark specification."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import pytest

from sitegen.body import Body
from sitegen.dom import parse
from sitegen.extraction.addresses import Addresses
from sitegen.extraction.layout import lay_out
from sitegen.extraction.writing import Writer, write_body
from sitegen.markdown.dialect import parser
from sitegen.markdown.sayable import sayable
from sitegen.markdown.write import to_markdown

SPECIFICATION = Path(__file__).parent.parent / "data" / "commonmark" / "spec.txt"
PAGE = "https://example.org/a/b.html"
BLOCK = r"</?(?:blockquote|h\d|hr|li|ol|p|pre|ul)\b[^>]*>"

# Examples whose HTML does not come back, by the reason.
DIFFERENT = {
    "elements without words go": {
        *(21, 31, 79, 126, 129, 130, 144, 218, 237, 239, 240, 280, 281, 282, 283, 284, 315, 476, 477, 484, 487),
    },
    "white space at the ends of code goes": {118, 127, 138, 318, 331, 332, 333, 334, 336},
    "white space in a title is collapsed": {196},
    "a mark inside the same mark is none": {
        *(369, 373, 389, 407, 408, 409, 417, 418, 419, 425, 426, 427, 432, 461, 463, 464, 465, 466, 468),
    },
    "the name of a language is ASCII": {34},
    "a link to the page itself is none": {200, 485, 486, 501, 567},
    "only addresses of the web and of mail are links": {596, 598, 599, 601},
    "a picture with words in its line stands above it, one in a link stands alone": {475, 517, 531, 579, 587},
    "the example is about HTML that is none": {201, 344, 491, 494, 524, 536, 642, 643},
}


class Example(NamedTuple):
    """The number that the specification gives it, its section and its HTML."""

    number: int
    section: str
    html: str


def examples() -> Iterator[Example]:
    source = SPECIFICATION.read_text("utf-8").replace("→", "\t")
    section, number = "", 0
    for part in re.split(r"(^#{1,3} [^\n]*$|^`{32} example\n.*?^`{32}$)", source, flags=re.DOTALL | re.MULTILINE):
        if part.startswith("#"):
            section = part.strip("# ")
        elif part.startswith("`" * 32):
            number += 1
            yield Example(number, section, part[:-32].partition("\n.\n")[2])


EXAMPLES = tuple(examples())


def body_of(markup: str) -> Body:
    document = parse(f"<body>{markup}</body>")
    layout = lay_out(document)
    everything = frozenset(block.number for block in layout.blocks)
    return write_body(document.shown, Writer(layout, everything, Addresses.of(PAGE, "", ())))


def there_and_back(markup: str) -> str:
    return str(parser().render(to_markdown(body_of(markup))))


class Tree(HTMLParser):
    """HTML without what readers do not see: order of attributes, white space, whether lists are tight."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.preformatted = 0
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.preformatted += tag == "pre"
        self.seen.append(f"<{tag}{''.join(f' {name}={value!r}' for name, value in sorted(attrs))}>")

    def handle_endtag(self, tag: str) -> None:
        self.preformatted -= tag == "pre"
        self.seen.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.seen.append(data if self.preformatted else re.sub(r"\s+", " ", data))

    def __str__(self) -> str:
        text = re.sub(rf"\s*({BLOCK})\s*", r"\1", "".join(self.seen))
        text = re.sub(r"\s*<br>\s*", "<br>", text)
        text = re.sub(r"(?:</?p>)+", "|", text)
        return re.sub(rf"\|?({BLOCK})\|?", r"\1", text).strip("|")


def as_our_own(markup: str) -> str:
    """The HTML as a body has it: its highest heading is the second, its addresses are whole."""
    levels = [int(level) for level in re.findall(r"<h([1-6])>", markup)]
    shift = 2 - min(levels, default=2)
    markup = re.sub(r"(</?h)([1-6])>", lambda found: f"{found[1]}{min(6, int(found[2]) + shift)}>", markup)
    return re.sub(
        '(href|src)="([^"]*)"',
        lambda found: f'{found[1]}="{html.escape(urljoin(PAGE, html.unescape(found[2])))}"',
        markup,
    )


def test_every_example_reads_back_as_the_same_body() -> None:
    assert len(EXAMPLES) == 652
    different = [
        each.number for each in EXAMPLES if sayable(body_of(each.html)) != sayable(body_of(there_and_back(each.html)))
    ]
    assert different == []


@pytest.mark.parametrize("section", sorted({each.section for each in EXAMPLES} - {"HTML blocks", "Raw HTML"}))
def test_the_html_of_examples_comes_back(section: str) -> None:
    known = set().union(*DIFFERENT.values())
    different = {
        each.number
        for each in EXAMPLES
        if each.section == section and str(Tree(as_our_own(each.html))) != str(Tree(there_and_back(each.html)))
    }
    assert different == {each.number for each in EXAMPLES if each.section == section} & known
