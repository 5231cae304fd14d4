"""What papers put between and below the paragraphs of a story goes; what only looks like it stays."""

from __future__ import annotations

import pytest

from sitegen.extraction import extract
from tests.extraction.pages import FIRST, SECOND, STORY, THIRD, TITLE, saved

NEWS = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"X"}</script>'


def text_of(body: str, head: str = NEWS) -> str:
    html = f"<html><head>{head}</head><body><main><article><h1>{TITLE}</h1>{body}</article></main></body></html>"
    return extract(saved(html)).article.body.text


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "note",
    [
        "—News agency writer Ann Lee in Paris contributed to this report.",
        "(Reporting by Ann Lee in Yerevan; Editing by Tom Roe)",
        "Edited by Tom Roe and translated from the Armenian",
        "Aus dem Englischen von Karl Vogel, Copyright: Bergpost, 2025",
        "Übersetzung: Karl Vogel, Redaktion: Eva Maier, Schlussredaktion: Jo Lenz.",
        "Jeanne Roy a contribué à cet article depuis la capitale.",
        "Publicado originalmente en el diario La Montaña.",
        "Перевод с английского Ивана Петрова для «Горной газеты».",
        "Με πληροφορίες από το πρακτορείο των βουνών και τον ραδιοσταθμό.",
        "यह खबर एजेंसी इनपुट के साथ लिखी गई है और संपादित की गई है।",
        "ⓒ 산악일보, 무단전재 및 재배포 금지",
        "本文首发于《山地日报》，未经授权不得转载。",
    ],
)
def test_a_note_below_the_story_goes(note: str) -> None:
    assert text_of(paragraphs(FIRST, SECOND, THIRD, note)) == STORY


@pytest.mark.parametrize(
    "line",
    [
        '&gt;&gt; <a href="/rates">Here are all the dates of the talks at a glance</a>',
        '► <a href="/map">The map of the highlands</a>, village by village.',
        'Mehr über das Hochland <a href="/hochland">lesen Sie hier</a>.',
        'Pour la carte du plateau, <a href="/carte">cliquez ici</a>.',
        'Подробнее о переговорах <a href="/talks">читайте здесь</a>.',
    ],
)
def test_a_line_that_points_to_another_page_goes(line: str) -> None:
    assert text_of(paragraphs(FIRST, line, SECOND, THIRD)) == STORY


def test_arrows_before_many_lines_are_the_bullets_of_a_list() -> None:
    lines = [f'➡ <a href="/{n}">Convoy {n}</a> left the valley at dawn, with forty vehicles.' for n in range(5)]
    assert "Convoy 4 left" in text_of(paragraphs(FIRST, *lines, SECOND, THIRD))


def test_a_signature_set_to_the_right_goes() -> None:
    signed = paragraphs(FIRST, SECOND, THIRD) + '<p style="text-align: right"><strong>Lê Phương</strong></p>'
    assert text_of(signed) == STORY


def test_a_heading_of_its_own_kind_above_the_news_is_a_standfirst_and_no_section() -> None:
    above = '<h2 class="dek">Villages fear for the road</h2>'
    section = "<h2>What comes next</h2>"
    body = paragraphs(FIRST) + section + paragraphs(SECOND, THIRD)
    assert text_of(above + body) == f"{FIRST}\n\nWhat comes next\n\n{SECOND}\n\n{THIRD}"
    assert text_of("<h2>The road</h2>" + body).startswith("The road")


def test_the_label_of_a_box_goes_with_what_it_held() -> None:
    box = (
        '<div class="x9"><p class="x8">In the same valley</p><div><a href="/1">A first other story of the day</a></div>'
        '<div><a href="/2">A second other story of the day</a></div></div>'
    )
    assert text_of(paragraphs(FIRST) + box + paragraphs(SECOND, THIRD)) == STORY


def test_a_teaser_cut_after_some_lines_goes() -> None:
    box = f'<div class="y1"><a href="/1">A story</a><p class="line-clamp-2">{SECOND} And this is of another.</p></div>'
    assert text_of(paragraphs(FIRST) + box + paragraphs(SECOND, THIRD)) == STORY


def test_a_heading_named_for_its_anchor_stays() -> None:
    body = paragraphs(FIRST) + '<h3 class="sub nav_next_0">What comes next</h3>' + paragraphs(SECOND, THIRD)
    assert "What comes next" in text_of(body)


def test_paragraphs_in_boxes_of_one_make_go_on_after_a_label() -> None:
    box = '<div class="row"><div class="q1"><p>{}</p></div></div>'
    body = box.format(FIRST) + box.format(SECOND * 2) + "<div><b>Read More</b></div>" + box.format(THIRD)
    assert text_of(body).endswith(THIRD)
