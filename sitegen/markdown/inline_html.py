"""What stands inside of paragraphs, headings and cells, as HTML: one small rule a kind of token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markdown_it.token import Token

from sitegen.markdown.addresses import is_safe_link, quoted
from sitegen.markdown.page import Page, Rule, escape, plain, reference_name

_ELSEWHERE = ("http://", "https://", "//")


def inlines(tokens: Sequence[Token], page: Page) -> str:
    """All of `tokens` as HTML."""
    return "".join([_INLINE_RULES[token.type](tokens, position, page) for position, token in enumerate(tokens)])


def _text(tokens: Sequence[Token], position: int, _page: Page) -> str:
    return escape(tokens[position].content)


def _code(tokens: Sequence[Token], position: int, _page: Page) -> str:
    return f"<code>{escape(tokens[position].content)}</code>"


def _link_open(tokens: Sequence[Token], position: int, page: Page) -> str:
    token = tokens[position]
    written = str(token.attrs["href"])
    if not is_safe_link(written):  # the data of a picture, which is safe to show but not to open
        return "<a>"
    page.links.append(written)
    page.in_link = True
    href = quoted(page.resolve(written))
    title = f' title="{escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
    away = ' rel="noopener"' if href.startswith(_ELSEWHERE) else ""
    return f'<a href="{escape(href)}"{title}{away}>'


def _link_close(_tokens: Sequence[Token], _position: int, page: Page) -> str:
    page.in_link = False
    return "</a>"


def _image(tokens: Sequence[Token], position: int, page: Page) -> str:
    return picture(tokens[position], page)


def picture(token: Token, page: Page) -> str:
    """A picture; one that is not ours is a link to it."""
    written = str(token.attrs["src"])
    page.pictures.append(written)
    address = quoted(page.resolve(written))
    if address.startswith(_ELSEWHERE):
        return _picture_elsewhere(address, plain(token.children or ()), page)
    size = page.sizes(written)
    shape = f' width="{size[0]}" height="{size[1]}"' if size else ""
    title = f' title="{escape(str(token.attrs["title"]))}"' if "title" in token.attrs else ""
    src, alt = escape(address), escape(plain(token.children or ()))
    return f'<img src="{src}" alt="{alt}"{title}{shape} loading="lazy" decoding="async">'


def _picture_elsewhere(address: str, alt: str, page: Page) -> str:
    """A picture that is not ours is a link: a page asks nobody but its own site for anything."""
    name = escape(f"{page.labels.elsewhere}: {alt}" if alt else page.labels.elsewhere)
    return name if page.in_link else f'<a class="elsewhere" href="{escape(address)}" rel="noopener">{name}</a>'


def _footnote_reference(tokens: Sequence[Token], position: int, _page: Page) -> str:
    name = reference_name(tokens[position])
    number = tokens[position].meta["id"] + 1
    return f'<sup><a id="fnref_{name}" href="#fn_{number}" role="doc-noteref">{number}</a></sup>'


def _always(html: str) -> Rule:
    return lambda _tokens, _position, _page: html


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
