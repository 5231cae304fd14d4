"""What is written reads back as the tree that it was written from (the trees: `bodies`, their HTML: `reference`)."""

from hypothesis import given, settings

from sitegen.body import Body
from sitegen.markdown.sayable import sayable
from sitegen.markdown.write import to_markdown

from .bodies import bodies, paragraphs
from .reading import read
from .reference import html_of


@settings(max_examples=150, deadline=None)
@given(bodies)
def test_a_body_reads_back_as_the_same_tree(body: Body) -> None:
    assert read(to_markdown(body)) == html_of(sayable(body))


@settings(max_examples=200, deadline=None)
@given(paragraphs)
def test_a_line_reads_back_as_the_same_line(body: Body) -> None:
    assert read(to_markdown(body)) == html_of(sayable(body))


@settings(max_examples=80, deadline=None)
@given(bodies)
def test_what_can_be_said_is_left_alone_and_written_in_one_way(body: Body) -> None:
    once = sayable(body)
    assert sayable(once) == once
    assert to_markdown(once) == to_markdown(body)
