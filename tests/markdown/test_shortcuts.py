"""Shortcuts change nothing: the same tokens as by every rule."""

from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.markdown.dialect import parser, plain_parser

FRAGMENTS = """Words, words.|“Said” 1:2 a-b = c!|'a|é|    code|- item|1. one|: meaning|~ meaning|  : meaning|---|===
> quoted
> |# Head|[^1]: note|a[^1]|^[inline]|[a]: /b|[a]|a *b* _c_ `d`|a  |a\\|a&amp;b|<b>|~~a~~|H~2~O|```|x^2^|![a](b)|  words
   words|- |http://x.org|a\x00b|{#a}|$a$|a!|:a"""
TABLE = ("| a | b |", "|---|---|", "a | b")
LINES = st.one_of(
    st.sampled_from(["", "", "", "", " ", "    ", "\tcode", *TABLE, *FRAGMENTS.replace("\n", "|").split("|")]),
    st.text("ab :-~*_[](){}!<>&^`\\#+=|.\"'“1\t", max_size=12),
)
PREFIXES = st.sampled_from(["", "", "", "> ", "- ", "  ", "    ", "1. ", ": "])
TEXTS = st.lists(st.tuples(PREFIXES, LINES).map("".join), max_size=9).map("\n".join)


@given(TEXTS)
@example("term\n\n: meaning")
@example("- a\n\n  b\n\n  : c")
@example("> a\n\nb")
def test_the_same_tokens_as_by_every_rule(text: str) -> None:
    assert parser().parse(text, {}) == plain_parser().parse(text, {})
