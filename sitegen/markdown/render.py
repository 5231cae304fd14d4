"""Markdown → HTML for a page, and the facts that other pages want to know of it, in one walk over the tokens.

The HTML holds nothing that executes: raw HTML is off, addresses are checked, and all else is escaped here.

- Headings have ids, the slug of their words; an id never has an underscore, so a template may use ids that have one.
  A first-level heading becomes one of the second level: the page's title is the first.
- A picture alone in its paragraph is a ``figure`` and its title the ``figcaption``; one on another site is a link.
- Tables stand in a scrolling region that can be reached by keyboard; the alignment of a cell is a class
  (``left``, ``center``, ``right``), so that a content security policy need not allow inline styles.
- Links that leave the site have ``rel="noopener"``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from markdown_it.token import Token

from sitegen.markdown.dialect import parser
from sitegen.markdown.inline_html import inlines, picture
from sitegen.markdown.page import ENGLISH, Labels, Page, Resolve, Rule, Sizes, escape, plain, reference_name
from sitegen.markdown.words import count_words, excerpt_of
from sitegen.slugs import slugify

EXCERPT_LENGTH = 240


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as HTML, and its facts.

    `text_words` counts the words of the text, without captions. `excerpt` is plain text of the first paragraphs, in
    `EXCERPT_LENGTH` characters or fewer. `links` and `pictures` are addresses as written, in the order of reading.
    `headings` are (level, text, id).
    """

    html: str
    text_words: int
    excerpt: str
    links: tuple[str, ...]
    pictures: tuple[str, ...]
    headings: tuple[tuple[int, str, str], ...]


def render(
    markdown: str,
    *,
    resolve: Resolve,
    sizes: Sizes = lambda _: None,
    labels: Labels = ENGLISH,
) -> Rendered:
    """`markdown` as HTML and facts.

    `resolve` makes an address of the site from the target of a link or picture as it is written (such as
    ``../../../media/ab/x.webp``, ``other.md``); `sizes` tells the width and height in pixels of a picture by the same.
    """
    page = Page(resolve, sizes, labels)
    _blocks(parser().parse(markdown, {}), page)
    return Rendered(
        "".join(page.html),
        page.words,
        excerpt_of(page.paragraphs, EXCERPT_LENGTH),
        tuple(page.links),
        tuple(page.pictures),
        tuple(page.headings),
    )


def _blocks(tokens: Sequence[Token], page: Page) -> None:
    """Write all block tokens."""
    write = page.html.append
    for position, token in enumerate(tokens):
        if token.hidden:  # the paragraph of a tight list item
            continue
        if (fixed := _FIXED.get(token.type)) is not None:
            write(fixed)
        else:
            write(_BLOCK_RULES[token.type](tokens, position, page))


# --- blocks -----------------------------------------------------------------------------------------------------------


def _inline(tokens: Sequence[Token], position: int, page: Page) -> str:
    """The content of a paragraph, heading, cell or term."""
    children = tokens[position].children or []
    if _lone_picture(tokens, position):
        return _figure(children[0], page)
    text = plain(children)
    page.words += count_words(text)
    before = tokens[position - 1]
    if before.type == "paragraph_open" and before.level == 0:
        page.paragraphs.append(text)
    return inlines(children, page)


def _lone_picture(tokens: Sequence[Token], position: int) -> bool:
    """Whether the inline token at `position` is a paragraph that is one picture."""
    children = tokens[position].children
    return (
        children is not None
        and len(children) == 1
        and children[0].type == "image"
        and tokens[position - 1].type == "paragraph_open"
    )


def _figure(token: Token, page: Page) -> str:
    caption = str(token.attrs.pop("title", ""))
    below = f"<figcaption>{escape(caption)}</figcaption>\n" if caption else ""
    return f"<figure>\n{picture(token, page)}\n{below}</figure>\n"


def _paragraph_open(tokens: Sequence[Token], position: int, _page: Page) -> str:
    return "" if _lone_picture(tokens, position + 1) else "<p>"


def _paragraph_close(tokens: Sequence[Token], position: int, _page: Page) -> str:
    position -= 1
    while tokens[position].type == "footnote_anchor":
        position -= 1
    return "" if _lone_picture(tokens, position) else "</p>\n"


def _heading_open(tokens: Sequence[Token], position: int, page: Page) -> str:
    level = max(2, int(tokens[position].tag[1]))
    text = plain(tokens[position + 1].children or ()).strip()
    identity = _unique(slugify(text) or "section", page.ids)
    page.headings.append((level, text, identity))
    return f'<h{level} id="{identity}">'


def _heading_close(tokens: Sequence[Token], position: int, _page: Page) -> str:
    return f"</h{max(2, int(tokens[position].tag[1]))}>\n"


def _unique(identity: str, taken: set[str]) -> str:
    """`identity`, or with the first free number behind it; it is `taken` from now on."""
    free, number = identity, 1
    while free in taken:
        number += 1
        free = f"{identity}-{number}"
    taken.add(free)
    return free


def _ordered_list_open(tokens: Sequence[Token], position: int, _page: Page) -> str:
    start = tokens[position].attrs.get("start", 1)
    return "<ol>\n" if start == 1 else f'<ol start="{start}">\n'


def _table_open(_tokens: Sequence[Token], _position: int, page: Page) -> str:
    page.tables += 1
    label = escape(f"{page.labels.table} {page.tables}")
    return f'<div class="table" role="region" tabindex="0" aria-label="{label}">\n<table>\n'


def _header_cell_open(tokens: Sequence[Token], position: int, _page: Page) -> str:
    name = 'th scope="col"' if tokens[position + 1].content else "td"  # a heading that says nothing is none
    return f"<{name}{_alignment(tokens[position])}>"


def _header_cell_close(tokens: Sequence[Token], position: int, _page: Page) -> str:
    return "</th>\n" if tokens[position - 1].content else "</td>\n"


def _cell_open(tokens: Sequence[Token], position: int, _page: Page) -> str:
    return f"<td{_alignment(tokens[position])}>"


def _alignment(cell: Token) -> str:
    style = str(cell.attrs.get("style", ""))
    return f' class="{style.removeprefix("text-align:")}"' if style else ""


def _code_block(tokens: Sequence[Token], position: int, page: Page) -> str:
    token = tokens[position]
    page.words += count_words(token.content)
    language = token.info.split(maxsplit=1)[:1]
    name = f' class="language-{escape(language[0])}"' if language else ""
    return f'<pre tabindex="0"><code{name}>{escape(token.content)}</code></pre>\n'


def _footnotes_open(_tokens: Sequence[Token], _position: int, page: Page) -> str:
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{escape(page.labels.footnotes)}">\n<ol>\n'


def _footnote_open(tokens: Sequence[Token], position: int, _page: Page) -> str:
    return f'<li id="fn_{tokens[position].meta["id"] + 1}">'


def _footnote_back(tokens: Sequence[Token], position: int, page: Page) -> str:
    name = reference_name(tokens[position])
    label = escape(f"{page.labels.back} {name.replace('_', '.')}")
    return f' <a href="#fnref_{name}" role="doc-backlink" aria-label="{label}">↩︎</a>'


# Tokens that are the same HTML wherever they stand.
_FIXED: Mapping[str, str] = MappingProxyType(
    {
        "blockquote_open": "<blockquote>\n",
        "blockquote_close": "</blockquote>\n",
        "bullet_list_open": "<ul>\n",
        "bullet_list_close": "</ul>\n",
        "dd_open": "<dd>",
        "dd_close": "</dd>\n",
        "dl_open": "<dl>\n",
        "dl_close": "</dl>\n",
        "dt_open": "<dt>",
        "dt_close": "</dt>\n",
        "footnote_block_close": "</ol>\n</section>\n",
        "footnote_close": "</li>\n",
        "hr": "<hr>\n",
        "list_item_open": "<li>",
        "list_item_close": "</li>\n",
        "ordered_list_close": "</ol>\n",
        "table_close": "</table>\n</div>\n",
        "tbody_open": "<tbody>\n",
        "tbody_close": "</tbody>\n",
        "td_close": "</td>\n",
        "thead_open": "<thead>\n",
        "thead_close": "</thead>\n",
        "tr_open": "<tr>\n",
        "tr_close": "</tr>\n",
    }
)

_BLOCK_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "code_block": _code_block,
        "fence": _code_block,
        "footnote_anchor": _footnote_back,
        "footnote_block_open": _footnotes_open,
        "footnote_open": _footnote_open,
        "heading_open": _heading_open,
        "heading_close": _heading_close,
        "inline": _inline,
        "ordered_list_open": _ordered_list_open,
        "paragraph_open": _paragraph_open,
        "paragraph_close": _paragraph_close,
        "table_open": _table_open,
        "td_open": _cell_open,
        "th_open": _header_cell_open,
        "th_close": _header_cell_close,
    }
)
