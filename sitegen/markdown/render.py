"""Markdown → HTML for a page, and the facts that other pages want to know of it, in one walk over the tokens.

The HTML holds nothing that executes: raw HTML is off, addresses are checked, and all else is escaped here.

- Headings have ids, the slug of their words; an id never has an underscore, so a template may use ids that have one.
  A first-level heading becomes one of the second level: the page's title is the first.
- A picture alone in its paragraph is a ``figure`` and its title the ``figcaption``.
- Tables stand in a scrolling region that can be reached by keyboard; the alignment of a cell is a class
  (``left``, ``center``, ``right``), so that a content security policy need not allow inline styles.
- Links that leave the site have ``rel="noopener"``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from markdown_it.token import Token

from sitegen.markdown.addresses import is_safe_link, quoted
from sitegen.markdown.dialect import parser
from sitegen.markdown.words import count_words, excerpt_of
from sitegen.slugs import slugify

Resolve: TypeAlias = Callable[[str], str]
Sizes: TypeAlias = Callable[[str], tuple[int, int] | None]

EXCERPT_LENGTH = 240


@dataclass(frozen=True, slots=True)
class Labels:
    """What the archive itself says in a body; `back` and `table` are followed by a number, `elsewhere` by a text."""

    table: str = "Table"
    elsewhere: str = "Picture, not in this archive"
    footnotes: str = "Footnotes"
    back: str = "Back to reference"


ENGLISH = Labels()


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
    page = _Page(resolve, sizes, labels)
    _blocks(parser().parse(markdown, {}), page)
    return Rendered(
        "".join(page.html),
        page.words,
        excerpt_of(page.paragraphs, EXCERPT_LENGTH),
        tuple(page.links),
        tuple(page.pictures),
        tuple(page.headings),
    )


@dataclass(slots=True)
class _Page:
    """The page in the making."""

    resolve: Resolve
    sizes: Sizes
    labels: Labels
    html: list[str] = field(default_factory=list)
    words: int = 0
    paragraphs: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    headings: list[tuple[int, str, str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    tables: int = 0
    in_link: bool = False


Rule: TypeAlias = Callable[[Sequence[Token], int, _Page], str]
_ELSEWHERE = ("http://", "https://", "//")


def _blocks(tokens: Sequence[Token], page: _Page) -> None:
    """Write all block tokens."""
    write = page.html.append
    for position, token in enumerate(tokens):
        if token.hidden:  # the paragraph of a tight list item
            continue
        if (fixed := _FIXED.get(token.type)) is not None:
            write(fixed)
        else:
            write(_BLOCK_RULES[token.type](tokens, position, page))


def _inlines(tokens: Sequence[Token], page: _Page) -> str:
    return "".join([_INLINE_RULES[token.type](tokens, position, page) for position, token in enumerate(tokens)])


def _escape(text: str) -> str:
    """`text` for use between tags and in double quotes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text


def _plain(tokens: Sequence[Token]) -> str:
    """The text of inline tokens; breaks are spaces, pictures nothing."""
    return "".join(
        [
            token.content if token.type in _TEXTS else " "
            for token in tokens
            if token.type in _TEXTS or token.tag == "br"
        ]
    )


# --- blocks -----------------------------------------------------------------------------------------------------------


def _inline(tokens: Sequence[Token], position: int, page: _Page) -> str:
    """The content of a paragraph, heading, cell or term."""
    children = tokens[position].children or []
    if _lone_picture(tokens, position):
        return _figure(children[0], page)
    text = _plain(children)
    page.words += count_words(text)
    before = tokens[position - 1]
    if before.type == "paragraph_open" and before.level == 0:
        page.paragraphs.append(text)
    return _inlines(children, page)


def _lone_picture(tokens: Sequence[Token], position: int) -> bool:
    """Whether the inline token at `position` is a paragraph that is one picture."""
    children = tokens[position].children
    return (
        children is not None
        and len(children) == 1
        and children[0].type == "image"
        and tokens[position - 1].type == "paragraph_open"
    )


def _figure(picture: Token, page: _Page) -> str:
    caption = str(picture.attrs.pop("title", ""))
    below = f"<figcaption>{_escape(caption)}</figcaption>\n" if caption else ""
    return f"<figure>\n{_picture(picture, page)}\n{below}</figure>\n"


def _paragraph_open(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    return "" if _lone_picture(tokens, position + 1) else "<p>"


def _paragraph_close(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    position -= 1
    while tokens[position].type == "footnote_anchor":
        position -= 1
    return "" if _lone_picture(tokens, position) else "</p>\n"


def _heading_open(tokens: Sequence[Token], position: int, page: _Page) -> str:
    level = max(2, int(tokens[position].tag[1]))
    text = _plain(tokens[position + 1].children or ()).strip()
    identity = _unique(slugify(text) or "section", page.ids)
    page.headings.append((level, text, identity))
    return f'<h{level} id="{identity}">'


def _heading_close(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    return f"</h{max(2, int(tokens[position].tag[1]))}>\n"


def _unique(identity: str, taken: set[str]) -> str:
    """`identity`, or with the first free number behind it; it is `taken` from now on."""
    free, number = identity, 1
    while free in taken:
        number += 1
        free = f"{identity}-{number}"
    taken.add(free)
    return free


def _ordered_list_open(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    start = tokens[position].attrs.get("start", 1)
    return "<ol>\n" if start == 1 else f'<ol start="{start}">\n'


def _table_open(_tokens: Sequence[Token], _position: int, page: _Page) -> str:
    page.tables += 1
    label = _escape(f"{page.labels.table} {page.tables}")
    return f'<div class="table" role="region" tabindex="0" aria-label="{label}">\n<table>\n'


def _header_cell_open(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    name = 'th scope="col"' if tokens[position + 1].content else "td"  # a heading that says nothing is none
    return f"<{name}{_alignment(tokens[position])}>"


def _header_cell_close(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    return "</th>\n" if tokens[position - 1].content else "</td>\n"


def _cell_open(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    return f"<td{_alignment(tokens[position])}>"


def _alignment(cell: Token) -> str:
    style = str(cell.attrs.get("style", ""))
    return f' class="{style.removeprefix("text-align:")}"' if style else ""


def _code_block(tokens: Sequence[Token], position: int, page: _Page) -> str:
    token = tokens[position]
    page.words += count_words(token.content)
    language = token.info.split(maxsplit=1)[:1]
    name = f' class="language-{_escape(language[0])}"' if language else ""
    return f'<pre tabindex="0"><code{name}>{_escape(token.content)}</code></pre>\n'


def _footnotes_open(_tokens: Sequence[Token], _position: int, page: _Page) -> str:
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{_escape(page.labels.footnotes)}">\n<ol>\n'


def _footnote_open(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    return f'<li id="fn_{tokens[position].meta["id"] + 1}">'


def _footnote_back(tokens: Sequence[Token], position: int, page: _Page) -> str:
    name = _reference_name(tokens[position])
    label = _escape(f"{page.labels.back} {name.replace('_', '.')}")
    return f' <a href="#fnref_{name}" role="doc-backlink" aria-label="{label}">↩︎</a>'


def _reference_name(token: Token) -> str:
    """The number of a footnote, and of the reference to it from the second on: ``3``, ``3_2``."""
    number, again = token.meta["id"] + 1, token.meta.get("subId", 0)
    return f"{number}_{again + 1}" if again else str(number)


# --- inlines ----------------------------------------------------------------------------------------------------------


def _text(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    return _escape(tokens[position].content)


def _code(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    return f"<code>{_escape(tokens[position].content)}</code>"


def _link_open(tokens: Sequence[Token], position: int, page: _Page) -> str:
    token = tokens[position]
    written = str(token.attrs["href"])
    if not is_safe_link(written):  # the data of a picture, which is safe to show but not to open
        return "<a>"
    page.links.append(written)
    page.in_link = True
    href = quoted(page.resolve(written))
    title = f' title="{_escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
    away = ' rel="noopener"' if href.startswith(_ELSEWHERE) else ""
    return f'<a href="{_escape(href)}"{title}{away}>'


def _link_close(_tokens: Sequence[Token], _position: int, page: _Page) -> str:
    page.in_link = False
    return "</a>"


def _image(tokens: Sequence[Token], position: int, page: _Page) -> str:
    return _picture(tokens[position], page)


def _picture(token: Token, page: _Page) -> str:
    written = str(token.attrs["src"])
    page.pictures.append(written)
    address = quoted(page.resolve(written))
    if address.startswith(_ELSEWHERE):
        return _picture_elsewhere(address, _plain(token.children or ()), page)
    size = page.sizes(written)
    shape = f' width="{size[0]}" height="{size[1]}"' if size else ""
    title = f' title="{_escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
    src, alt = _escape(address), _escape(_plain(token.children or ()))
    return f'<img src="{src}" alt="{alt}"{title}{shape} loading="lazy" decoding="async">'


def _picture_elsewhere(address: str, alt: str, page: _Page) -> str:
    """A picture that is not ours is a link: a page asks nobody but its own site for anything."""
    name = _escape(f"{page.labels.elsewhere}: {alt}" if alt else page.labels.elsewhere)
    return name if page.in_link else f'<a class="elsewhere" href="{_escape(address)}" rel="noopener">{name}</a>'


def _footnote_reference(tokens: Sequence[Token], position: int, _page: _Page) -> str:
    name = _reference_name(tokens[position])
    number = tokens[position].meta["id"] + 1
    return f'<sup><a id="fnref_{name}" href="#fn_{number}" role="doc-noteref">{number}</a></sup>'


def _always(html: str) -> Rule:
    return lambda _tokens, _position, _page: html


_TEXTS = frozenset(("text", "code_inline", "text_special"))

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

_INLINE_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "code_inline": _code,
        "em_open": _always("<em>"),
        "em_close": _always("</em>"),
        "footnote_ref": _footnote_reference,
        "hardbreak": _always("<br>\n"),
        "image": _image,
        "link_open": _link_open,
        "link_close": _link_close,
        "s_open": _always("<s>"),
        "s_close": _always("</s>"),
        "softbreak": _always("\n"),
        "strong_open": _always("<strong>"),
        "strong_close": _always("</strong>"),
        "sub_open": _always("<sub>"),
        "sub_close": _always("</sub>"),
        "sup_open": _always("<sup>"),
        "sup_close": _always("</sup>"),
        "text": _text,
    }
)
