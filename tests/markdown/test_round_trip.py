from hypothesis import given, settings

from sitegen.body import Body
from sitegen.markdown.sayable import sayable
from sitegen.markdown.write import to_markdown

from .bodies import bodies, paragraphs
from .reading import read
from .reference import html_of


@settings(max_examples=400, deadline=None)
@given(bodies)
def test_what_is_written_reads_back_as_the_same_tree(body: Body) -> None:
    assert read(to_markdown(body)) == html_of(sayable(body))


@settings(max_examples=600, deadline=None)
@given(paragraphs)
def test_every_line_reads_back_as_the_same_line(body: Body) -> None:
    assert read(to_markdown(body)) == html_of(sayable(body))


@settings(max_examples=200, deadline=None)
@given(bodies)
def test_a_sayable_body_is_left_alone(body: Body) -> None:
    once = sayable(body)
    assert sayable(once) == once


@settings(max_examples=200, deadline=None)
@given(bodies)
def test_the_same_body_is_written_in_the_same_way(body: Body) -> None:
    assert to_markdown(sayable(body)) == to_markdown(body)
