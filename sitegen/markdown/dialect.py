"""The parser of our Markdown dialect: markdown-it-py with four rules of mdit-py-plugins."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from sitegen.markdown.addresses import is_safe_picture
from sitegen.markdown.shortcuts import take_shortcuts

MAX_NESTING = 32  # block levels, two for each list; the price of a row of brackets grows with it


class Parser(MarkdownIt):
    """markdown-it that keeps addresses as they are written and refuses those that a browser would execute."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (markdown-it's name)
        """Addresses are quoted when they are written into a page, once they are resolved."""
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """What is refused here stays in the text as it is written."""
        return is_safe_picture(url)


@cache
def parser() -> Parser:
    """The one parser of this process; it holds no state between two texts."""
    dialect = plain_parser()
    take_shortcuts(dialect)
    return dialect


def plain_parser() -> Parser:
    """A parser of the dialect that tries every rule; it defines what `parser` must give."""
    dialect = Parser("commonmark", {"html": False, "linkify": False, "maxNesting": MAX_NESTING})
    dialect.enable(["table", "strikethrough"]).disable(["html_block", "html_inline"])
    dialect.use(footnote_plugin, inline=False).use(deflist_plugin).use(sub_plugin).use(superscript_plugin)
    return dialect
