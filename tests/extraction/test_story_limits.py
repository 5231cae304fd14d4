"""Where a story begins and ends in its page, and what stands between: one small page for each rule."""

from __future__ import annotations

import pytest

from sitegen.body import Embed, Paragraph, Rule, Text
from sitegen.errors import ExtractionError
from sitegen.extraction import extract
from tests.extraction.pages import FIRST, SECOND, STORY, THIRD, TITLE, saved

PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
NOTICES = (
    "The bakery on the square closes for good this week, after ninety years.",
    "Snow is expected above a thousand metres. Drivers should take care.",
    "The choir of the cathedral is looking for tenors. Come on Monday.",
)


def text_of(body: str, head: str = "") -> str:
    return extract(
        saved(f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>")
    ).article.body.text


# --- the element that holds the story ---------------------------------------------------------------------------------


def test_short_pieces_beside_the_paragraphs_are_no_part_of_the_story() -> None:
    notices = "".join(f"<div><div><p>{notice}</p></div></div>" for notice in NOTICES)
    html = f'<div><h1>{TITLE}</h1><div class="a">{PARAGRAPHS}</div><div class="b">{notices}</div></div>'
    assert text_of(html) == STORY


def test_a_second_group_of_long_paragraphs_is_another_part_of_the_story() -> None:
    more = f"<div><p>{THIRD} Nobody would say more.</p><p>{SECOND} It was the same in other valleys.</p></div>"
    text = text_of(f"<div><h1>{TITLE}</h1><div>{PARAGRAPHS}</div>{more}</div>")
    assert text.startswith(STORY)
    assert text.endswith("It was the same in other valleys.")


def test_a_name_further_down_tells_the_story_from_what_stands_around() -> None:
    before = "".join(f"<div><p>{notice} {notice}</p></div>" for notice in NOTICES)
    story = f'<div><div><div class="article-body">{PARAGRAPHS}</div></div></div>'
    assert text_of(f"<div><div>{before}</div>{story}</div>") == STORY


# --- parts that their names give away ---------------------------------------------------------------------------------


def test_what_a_consent_banner_says_goes_even_when_it_is_longer_than_the_story() -> None:
    banner = "".join(f"<p>Cookie number {number} remembers you for {number} years. {SECOND}</p>" for number in range(3))
    assert text_of(f'<div><p>{FIRST}</p><p>{THIRD}</p></div><div id="cookie-law-info">{banner}</div>') == (
        f"{FIRST}\n\n{THIRD}"
    )


def test_the_subjects_of_a_story_are_no_names_of_parts() -> None:
    beside = "".join(f'<div class="b"><p>{notice}</p></div>' for notice in NOTICES)
    assert text_of(f'<div class="post hentry category-cookies">{PARAGRAPHS}</div>{beside}') == STORY


# --- other stories ----------------------------------------------------------------------------------------------------


def test_teasers_in_a_sidebar_go_even_when_they_are_longer_than_the_story() -> None:
    teasers = "".join(f'<div class="t"><h4>{notice[:20]}</h4><p>{notice}</p></div>' for notice in NOTICES * 2)
    assert text_of(
        f'<div><div class="a"><h1>{TITLE}</h1><p>{FIRST}</p></div><div id="rightcol">{teasers}</div></div>'
    ) == (FIRST)


def test_a_part_with_the_largest_group_of_paragraphs_is_the_story_whatever_it_is_called() -> None:
    standfirst = f'<div class="a"><h1>{TITLE}</h1><p>{NOTICES[0]}</p></div>'
    assert text_of(f'<div>{standfirst}<div class="sidebar">{PARAGRAPHS}</div></div>').endswith(STORY)


def test_the_first_of_several_whole_stories_is_the_pages_own() -> None:
    more = "".join(f"<p>{SECOND} It was the {number}th time.</p>" for number in range(9))
    first = f"<article><h1>{TITLE}</h1>{PARAGRAPHS}<p>{SECOND} {FIRST} {THIRD}</p></article>"
    text = text_of(f"<main>{first}<div><article><h2>Another story</h2>{more}</article></div></main>")
    assert text == f"{STORY}\n\n{SECOND} {FIRST} {THIRD}"


def test_many_teasers_behind_the_story_go_together() -> None:
    cards = "".join(
        f'<div class="c"><h2><a href="/{number}">Story number {number}</a></h2><p>{notice}</p></div>'
        for number, notice in enumerate(NOTICES)
    )
    assert text_of(f'<article><h1>{TITLE}</h1>{PARAGRAPHS}<div class="river">{cards}</div></article>') == STORY


def test_parts_of_a_list_whose_headings_are_links_stay() -> None:
    parts = "".join(
        f'<div class="c"><h2><a href="/{number}">Choice number {number}</a></h2><p>{notice}</p></div>'
        for number, notice in enumerate(NOTICES)
    )
    text = text_of(f"<article><h1>{TITLE}</h1><p>{FIRST}</p><div>{parts}</div><p>{THIRD}</p></article>")
    assert all(notice in text for notice in NOTICES)


# --- how much a name can tell -----------------------------------------------------------------------------------------


def test_a_name_is_not_believed_where_only_comments_would_remain() -> None:
    comments = "".join(f"<p>{SECOND} Number {number} does not agree.</p>" for number in range(30))
    html = f'<div class="rail">{PARAGRAPHS}</div><div class="comments">{comments}</div>'
    assert text_of(html) == STORY


def test_the_author_among_the_names_of_a_story_is_no_author_box() -> None:
    beside = "".join(f'<div class="b"><p>{notice}</p></div>' for notice in NOTICES)
    assert text_of(f'<div class="entry entry-type-post entry-author-jane_doe">{PARAGRAPHS}</div>{beside}') == STORY


def test_a_part_called_a_teaser_without_links_is_the_storys_own_beginning() -> None:
    assert text_of(f'<article><div class="teaser"><p>{FIRST}</p></div><p>{SECOND}</p><p>{THIRD}</p></article>') == STORY


def test_a_part_called_navigation_without_links_is_text_that_a_menu_leads_to() -> None:
    section = f'<div class="s nav-section"><h2>What comes next</h2><p>{SECOND}</p><p>{THIRD}</p></div>'
    long = "".join(f"<p>{SECOND} It was the {number}th time.</p>" for number in range(3))
    assert THIRD in text_of(f'<article><div class="s"><p>{FIRST}</p>{long}</div>{section}</article>')


def test_a_sections_heading_stays_though_it_stands_in_a_header() -> None:
    section = f"<section><header><h2>What comes next</h2></header><p>{SECOND}</p><p>{THIRD}</p></section>"
    body = f"<article><section><p>{FIRST}</p></section>{section}</article>"
    assert text_of(body) == f"{FIRST}\n\nWhat comes next\n\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize("name", ["testimonials", "trackbacks", "komentarze"])
def test_what_readers_wrote_goes_under_any_of_its_names(name: str) -> None:
    written = "".join(f'<div class="t9"><p>{SECOND} So says reader {number}.</p></div>' for number in range(9))
    assert text_of(f'<div>{PARAGRAPHS}</div><div class="{name}">{written}</div>') == STORY


# --- the story's edges ------------------------------------------------------------------------------------------------


def test_a_table_beside_the_only_paragraph_stays() -> None:
    table = "<table><tr><th>Post</th><th>Strength</th></tr><tr><td>North</td><td>120</td></tr></table>"
    assert text_of(f"<div><p>{FIRST} {SECOND} {THIRD}</p>{table}</div>").endswith("North\t120")


def test_all_goes_that_follows_a_label_and_is_made_otherwise_however_long() -> None:
    others = "".join(
        f'<div class="n"><h4>Notice {n}</h4><p class="m">{text}</p></div>' for n, text in enumerate(NOTICES * 9)
    )
    assert text_of(f"<article>{PARAGRAPHS}<h3>Comments</h3><div>{others}</div></article>") == STORY


def test_a_story_that_begins_after_a_label_stays() -> None:
    opening = f'<div class="i"><p class="j">{FIRST}</p><p class="j">{SECOND}</p><p class="j">{NOTICES[0]}</p></div>'
    longer = "".join(f"<p>{SECOND} {THIRD} It was the {number}th time.</p>" for number in range(9))
    text = text_of(f"<article>{opening}<div><b>Related:</b></div><div>{longer}</div></article>")
    assert text.endswith("It was the 8th time.")


def test_data_that_a_script_left_in_the_open_is_no_paragraph() -> None:
    data = '{"layout": 2, "text": "Buy now. It is cheap.", "colours": ["#fff", "#000"], "links": {"to": "/shop"}}'
    assert text_of(f"<article><p>{FIRST}</p><div>{data}</div><p>{SECOND}</p><p>{THIRD}</p></article>") == STORY


def test_short_items_after_the_last_prose_of_a_list_stay() -> None:
    items = f"<ul><li><h3>One</h3><p>{FIRST}</p></li><li><h3>Two</h3><p>Nothing</p></li></ul>"
    assert text_of(f"<article><p>{SECOND}</p>{items}</article>").endswith("Two\nNothing")


def test_a_note_that_begins_with_the_authors_name_is_no_part_of_the_story() -> None:
    note = "<p>Jane Doe has written about the highlands for twenty years. She lives in the capital.</p>"
    head = '<meta name="author" content="Jane Doe">'
    assert text_of(f"<article>{PARAGRAPHS}{note}</article>", head) == STORY


def test_a_pull_quote_is_not_said_twice() -> None:
    quote = "<div><blockquote>“Some of them, said the mayor, had not slept since the withdrawal”</blockquote></div>"
    assert text_of(f"<article><p>{FIRST}</p>{quote}<p>{SECOND}</p><p>{THIRD}</p></article>") == STORY


def test_the_answers_of_a_poll_are_no_part_of_the_story() -> None:
    poll = "<div><label>Yes, at once.</label><label>Not before winter.</label></div>"
    assert text_of(f"<article><p>{FIRST}</p>{poll}<p>{SECOND}</p><p>{THIRD}</p></article>") == STORY


def test_a_line_that_announces_links_goes_with_them() -> None:
    links = '<p>The other side of the story:</p><ul><li><a href="/1">A convoy leaves</a></li></ul>'
    assert text_of(f"<article><p>{FIRST}</p>{links}<p>{SECOND}</p><p>{THIRD}</p></article>") == STORY


def test_a_story_goes_on_behind_a_link_to_another() -> None:
    more = f"<p>{FIRST} {SECOND}</p><p>Read more</p><p>{THIRD}</p>"
    assert text_of(f"<article><p>{SECOND} {THIRD} {FIRST} {SECOND}</p>{more}</article>").endswith(THIRD)


def test_a_story_about_newsletters_may_say_so() -> None:
    line = "They learned of it from a newsletter."
    assert line in text_of(f"<article><p>{FIRST}</p><p>{line}</p><p>{SECOND}</p><p>{THIRD}</p></article>")


def test_the_headline_in_other_words_is_still_the_headline() -> None:
    html = f"<article><h1>World: {TITLE} again</h1>{PARAGRAPHS}</article>"
    assert text_of(html, f'<meta property="og:title" content="{TITLE}">') == STORY


def test_posts_quoted_from_elsewhere_stay_as_quotations_with_author_date_and_link() -> None:
    post = (
        '<div><blockquote class="twitter-tweet"><p>They have left at last.</p>— The Mayor (@mayor) '
        '<a href="https://social.example/mayor/1">17 April 2024</a></blockquote></div>'
    )
    body = extract(
        saved(f"<html><body><article><p>{FIRST}</p>{post}{post}<p>{SECOND}</p><p>{THIRD}</p></article></body></html>")
    ).article.body
    assert body.text == STORY
    quoted = (Paragraph((Text("They have left at last."),)),)
    found = [block for block in body.blocks if isinstance(block, Embed)]
    assert found == [Embed("https://social.example/mayor/1", "The Mayor (@mayor) 17 April 2024", quoted)] * 2


def test_a_list_of_links_is_refused_as_such() -> None:
    links = "".join(f'<p><a href="/{number}">Newspaper number {number}</a></p>' for number in range(40))
    with pytest.raises(ExtractionError, match="a list of links"):
        text_of(links)


def test_an_item_that_is_quoted_elsewhere_is_no_pull_quote() -> None:
    quoted = "Throw it like you would throw a friend a ball."
    steps = (
        f"<div><ol><li>Take the box to the shore.</li><li>{quoted}</li><li>Watch it as far as you can.</li></ol></div>"
    )
    told = f"<p>“{quoted}” said the baker, who had thrown hundreds of them.</p>"
    html = f"<article>{PARAGRAPHS}{told}{steps}<p>{SECOND}</p></article>"
    assert f"\n{quoted}\n" in text_of(html)


def test_a_headings_id_is_made_of_its_words() -> None:
    html = f'<article><p>{FIRST}</p><h2 id="one-share-more">One share more</h2><p>{SECOND}</p><p>{THIRD}</p></article>'
    assert "One share more" in text_of(html)


def test_a_heading_that_is_the_pages_description_is_its_standfirst() -> None:
    words = "Two years early, and with all their vehicles"
    html = f"<article><h1>{TITLE}</h1><h2>{words}</h2>{PARAGRAPHS}</article>"
    assert text_of(html, f'<meta name="description" content="{words}.">') == STORY


def test_rules_part_nothing_at_the_ends() -> None:
    html = f"<article><h1>{TITLE}</h1><hr>{PARAGRAPHS}<hr></article>"
    body = extract(saved(f"<html><body>{html}</body></html>")).article.body
    assert not isinstance(body.blocks[0], Rule)
    assert not isinstance(body.blocks[-1], Rule)
