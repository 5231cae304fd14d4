"""Markdown as HTML in the form of `reference`, read with the parser of the project and written straight from tokens."""

from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from sitegen.markdown.dialect import parser

PLAIN = {
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "dd": "dd",
    "dl": "dl",
    "dt": "dt",
    "em": "em",
    "list_item": "li",
    "paragraph": "p",
    "s": "s",
    "strong": "strong",
    "sub": "sub",
    "sup": "sup",
    "table": "table",
    "tr": "tr",
}
LEFT_OUT = {"thead", "tbody", "footnote_block"}


def read(markdown: str) -> str:
    """The HTML that `markdown` reads as."""
    return "".join(_token(token) for token in _with_figures(parser().parse(markdown)))


def _with_figures(tokens: Sequence[Token]) -> list[Token]:
    """`tokens` with each paragraph that is one picture made one token."""
    tokens = [token for token in tokens if token.type != "footnote_anchor"]
    kept: list[Token] = []
    position = 0
    while position < len(tokens):
        paragraph = tokens[position : position + 3]
        if paragraph[0].type == "paragraph_open" and [child.type for child in paragraph[1].children or ()] == ["image"]:
            kept.append(Token("figure", "figure", 0, children=paragraph[1].children))
            position += 3
        else:
            kept.append(paragraph[0])
            position += 1
    return kept


def _token(token: Token) -> str:
    name = token.type.removesuffix("_open").removesuffix("_close")
    slash = "/" if token.nesting < 0 else ""
    if name in PLAIN:
        return f"<{slash}{PLAIN[name]}>"
    if name in LEFT_OUT:
        return ""
    return _special(token, name, slash)


def _special(token: Token, name: str, slash: str) -> str:
    attributes = {key: escape(str(value)) for key, value in token.attrs.items()}
    match name:
        case "inline":
            return "".join(map(_token, token.children or ()))
        case "figure":
            return _figure((token.children or [])[0])
        case "text":
            return escape(token.content)
        case "heading":
            return f"<{slash}{token.tag}>"
        case "ordered_list":
            return "</ol>" if slash else f"<ol start={attributes.get('start', 1)}>"
        case "th" | "td":
            return "</td>" if slash else f"<td {attributes.get('style', '').removeprefix('text-align:')}>"
        case "fence":
            return f"<pre {token.info}>{escape(token.content)}</pre>"
        case "code_inline":
            return f"<code>{escape(token.content)}</code>"
        case "hardbreak":
            return "<br>"
        case "hr":
            return "<hr>"
        case "link":
            return "</a>" if slash else f"<a {attributes['href']} {attributes.get('title', '')}>"
        case "footnote":
            return "</aside>" if slash else f"<aside {token.meta['label']}>"
        case "footnote_ref":
            return f"<a ^{token.meta['label']}>"
        case "image":
            return _image(token, attributes.get("title", ""))
    raise AssertionError(token)


def _figure(image: Token) -> str:
    caption = escape(str(image.attrs.get("title", "")))
    return f"<figure>{_image(image, '')}<figcaption>{caption}</figcaption></figure>"


def _image(token: Token, title: str) -> str:
    alt = escape("".join(child.content for child in token.children or ()))
    return f"<img {escape(str(token.attrs['src']))} {alt} {title}>"
