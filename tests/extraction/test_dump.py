"""Small dumps in the four styles that exist, in several languages, and what a reader would call their story."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.body import Heading, ListBlock, block_text
from sitegen.errors import ExtractionError
from sitegen.extraction.dump import extract_dump
from sitegen.extraction.forest import Tree, planted
from sitegen.extraction.result import Extraction
from sitegen.extraction.weights import shipped
from sitegen.saved_page import SavedPage

DATA = Path(__file__).parent.parent / "data"

ENGLISH = [
    "The town council voted on Monday to rebuild the old stone bridge, which was swept away by the spring flood.",
    "Work will begin in June, said Jane Roe, the mayor, and should take about two years to finish.",
    "“We have waited long enough,” she told reporters, adding that the money had been set aside already.",
    "Residents have crossed the river by ferry since March, and many have complained about the long wait.",
    "The bridge was built in 1874 and was the oldest of its kind in the county, according to local historians.",
]
GERMAN = [
    "Der Stadtrat hat am Montag beschlossen, die alte Steinbrücke wieder aufzubauen, die das Hochwasser zerstörte.",
    "Die Arbeiten sollen im Juni beginnen, sagte die Bürgermeisterin, und werden wohl zwei Jahre dauern.",
    "„Wir haben lange genug gewartet“, sagte sie vor Journalisten, das Geld sei bereits im Haushalt eingeplant.",
    "Seit März überqueren die Anwohner den Fluss mit einer Fähre, und viele klagen über die langen Wartezeiten.",
    "Die Brücke stammt aus dem Jahr 1874 und galt Historikern zufolge als die älteste ihrer Art im ganzen Landkreis.",
]
JAPANESE = [
    "町議会は月曜日、春の洪水で流された古い石橋を再建することを賛成多数で決めた。総工費は約十億円に上る見通しだ。",
    "工事は六月に始まり、完成までに約二年かかる見込みだと町長は記者会見で説明した。予算はすでに確保されている。",
    "「もう十分に待った」と町長は語り、住民の生活を一日も早く元に戻したいと強調した。橋は町の象徴でもあった。",
    "三月から住民は渡し船で川を渡っており、長い待ち時間に不満の声が上がっている。朝夕は特に混雑するという。",
    "橋は一八七四年に建てられ、郷土史家によれば県内で最も古い石橋だった。再建後も同じ姿を保つ計画だ。",
]
RUSSIAN = [
    "Городской совет в понедельник решил восстановить старый каменный мост, который был разрушен весенним паводком.",
    "Работы начнутся в июне, сообщила мэр города, и займут около двух лет, если позволит погода.",
    "«Мы ждали достаточно долго», — сказала она журналистам, добавив, что деньги уже выделены из бюджета.",
    "С марта жители переправляются через реку на пароме, и многие жалуются на долгое ожидание по утрам.",
    "Мост был построен в 1874 году и, по словам историков, был самым старым в своём роде во всей области.",
]
SPANISH = [
    "El ayuntamiento decidió el lunes reconstruir el viejo puente de piedra, que fue arrastrado por la crecida.",
    "Las obras comenzarán en junio, dijo la alcaldesa, y durarán unos dos años si el tiempo lo permite.",
    "«Ya hemos esperado bastante», dijo a los periodistas, y añadió que el dinero ya estaba reservado.",
    "Desde marzo los vecinos cruzan el río en barca, y muchos se quejan de la larga espera de cada mañana.",
    "El puente fue construido en 1874 y era, según los historiadores, el más antiguo de toda la comarca.",
]
MENU = ["Home", "News", "Sport", "Weather", "Culture", "Travel", "Video"]
OTHERS = [
    "Seven things to do this weekend",
    "Why the ferry is always late",
    "The best bakeries in the county",
    "Mayor opens new school",
    "Storm closes the harbour again",
]


def extracted(source: str) -> Extraction:
    return extract_dump(SavedPage(source, "text", "text", "dump.txt", "0" * 64))


def paragraphs(found: Extraction) -> list[str]:
    return [block_text(block) for block in found.article.body.blocks]


def as_lines(title: str, story: list[str], byline: str, related: str) -> str:
    """What a browser copies: a block a line, blank lines around paragraphs."""
    head = [*MENU, title, byline, "Share", ""]
    return "\n".join([*head, "\n\n".join(story), "", related, *OTHERS, "© 2024 The Paper. All rights reserved."])


def as_bullets(title: str, story: list[str], byline: str, related: str) -> str:
    """What a text extractor writes: bullets for lists, blank lines between paragraphs."""
    menu, others = (["  • " + item for item in items] for items in (MENU, OTHERS))
    return "\n\n".join(
        ["Skip to content", "\n".join(menu), title, byline, *story, "12 Comments", related, "\n".join(others)]
    )


STYLES = [as_lines, as_bullets]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("title", "story", "byline", "related", "lang"),
    [
        ("Council votes to rebuild the stone bridge", ENGLISH, "By John Smith | 17 April 2024", "Related", "en"),
        ("Stadtrat beschließt Wiederaufbau der Steinbrücke", GERMAN, "Von Max Müller", "Mehr zum Thema", "de"),
        ("洪水で流された石橋、再建へ 町議会が決定", JAPANESE, "記者 山田太郎", "関連記事", "ja"),
        ("Совет решил восстановить каменный мост", RUSSIAN, "Автор: Иван Петров", "Читайте также", "ru"),
        ("El ayuntamiento reconstruirá el puente de piedra", SPANISH, "Por Juan Pérez", "Te puede interesar", "es"),
    ],
    ids=["en", "de", "ja", "ru", "es"],
)
def test_a_story_in_every_style_and_language(
    style: object, title: str, story: list[str], byline: str, related: str, lang: str
) -> None:
    assert callable(style)
    found = extracted(style(title, story, byline, related))
    assert found.article.metadata.title == title
    assert paragraphs(found) == story
    assert found.article.metadata.lang == lang
    assert len(found.article.metadata.authors) == 1


W3M = """
The Paper

  • Home
  • News
  • Sport

Council votes to rebuild the stone bridge

By John Smith
April 17, 2024

[bridge.jpg]

The town council voted on Monday to rebuild the old stone bridge, which was
swept away by the spring flood.

Work will begin in June, said Jane Roe, the mayor, and should take about two
years to finish.

“We have waited long enough,” she told reporters, adding that the money had
been set aside already.

Residents have crossed the river by ferry since March, and many have complained
about the long wait.

━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━

Related

  • Seven things to do this weekend
  • Why the ferry is always late

© 2024 The Paper
"""

LYNX = """
   [1]Skip to content

   (BUTTON) Menu
     * [2]Home
     * [3]News
     * [4]Sport

Council votes to rebuild the stone bridge

   By [5]John Smith
   April 17, 2024

   The town council voted on Monday to rebuild the old [6]stone bridge,
   which was swept away by the spring flood.

   Work will begin in June, said Jane Roe, the mayor, and should take
   about two years to finish.

A long wait

   “We have waited long enough,” she told reporters, adding that the money
   had been set aside already and that nothing stood in the way any more.

   Residents have crossed the river by ferry since March, and many have
   complained about the long wait.

   [7]Comments (3)

   [8]Seven things to do this weekend

   [9]Why the ferry is always late

References

   1. https://example.org/#content
   2. https://example.org/
   3. https://example.org/news
   4. https://example.org/sport
   5. https://example.org/john
   6. https://example.org/bridge
   7. https://example.org/comments
   8. https://example.org/weekend
   9. https://example.org/ferry
"""


def test_lines_that_w3m_broke_are_whole_again() -> None:
    found = extracted(W3M)
    assert found.article.metadata.title == "Council votes to rebuild the stone bridge"
    assert found.article.metadata.authors == ("John Smith",)
    assert found.article.metadata.date == dt.date(2024, 4, 17)
    assert paragraphs(found)[:2] == [*ENGLISH[:1], ENGLISH[1]]
    assert "complained about the long wait." in paragraphs(found)[-1]
    assert len(paragraphs(found)) == 4


def test_lynx_loses_its_numbers_and_references_and_keeps_a_heading() -> None:
    found = extracted(LYNX)
    assert found.article.metadata.title == "Council votes to rebuild the stone bridge"
    assert paragraphs(found)[:3] == [*ENGLISH[:2], "A long wait"]
    assert isinstance(found.article.body.blocks[2], Heading)
    assert not any("[" in text or "http" in text for text in paragraphs(found))
    assert found.article.metadata.date == dt.date(2024, 4, 17)


def test_a_japanese_paragraph_is_joined_without_spaces() -> None:
    broken = "\n\n".join("\n".join(text[i : i + 39] for i in range(0, len(text), 39)) for text in JAPANESE)
    assert paragraphs(extracted(f"洪水で流された石橋、再建へ\n\n{broken}\n")) == JAPANESE


def test_a_list_inside_a_story_stays() -> None:
    source = "\n\n".join(
        [
            "Council votes to rebuild the stone bridge",
            *ENGLISH[:3],
            "The council also decided on three smaller matters, which will be paid for from the same fund:",
            "  • a new landing stage for the ferry, to be built before the summer;\n"
            "  • two hundred trees along the river, planted by the pupils of the school;\n"
            "  • and a small museum that tells the story of the old bridge.",
            *ENGLISH[3:],
        ]
    )
    blocks = extracted(source).article.body.blocks
    assert any(isinstance(block, ListBlock) and len(block.items) == 3 for block in blocks)


def test_the_dump_of_a_page_about_peacekeepers() -> None:
    found = extracted((DATA / "dump-peacekeepers.txt").read_text("utf-8"))
    metadata = found.article.metadata
    assert metadata.title == "Tensions Rise as Russia Pulls Peacekeepers from Nagorno-Karabakh"
    assert metadata.authors == ()
    assert metadata.site == "Yonhap News"
    assert metadata.lang == "en"
    texts = paragraphs(found)
    assert len(texts) == 12
    assert texts[0].startswith("On the 17th local time, the Kremlin announced")
    assert texts[-1].endswith("Israel is considering a counterattack against Iran.")


NEWSPAPER = """Skip to content  Skip to search
The Paper

Home
World
Sport

World

Council votes to rebuild the stone bridge

The ferry will run until then, and it will cost twice what it costs now.

Posted on April 17, 2024 by Jane Doe 3 Comments

Share  Tweet  Print

The bridge before the flood. (Paper illustration)

{story}

© 2024 The Paper. Printed by the river.
"""


def test_site_section_standfirst_and_author_stand_around_the_story() -> None:
    found = extracted(NEWSPAPER.format(story="\n\nAdvertisement\n\n".join(ENGLISH)))
    metadata = found.article.metadata
    assert (metadata.site, metadata.section) == ("The Paper", "World")
    assert metadata.description == "The ferry will run until then, and it will cost twice what it costs now."
    assert metadata.authors == ("Jane Doe",)
    assert metadata.date == dt.date(2024, 4, 17)
    assert not {"Advertisement", "Share Tweet Print", metadata.description} & set(paragraphs(found))
    assert paragraphs(found)[-len(ENGLISH) :] == ENGLISH


def test_a_sub_heading_stays_where_a_caption_and_a_teaser_go() -> None:
    source = "\n\n".join(
        [
            *MENU,
            "Council votes to rebuild the stone bridge",
            "By John Smith | 17 April 2024",
            *ENGLISH[:2],
            "The stone bridge before the flood. Photo: Jane Roe",
            *ENGLISH[2:4],
            "A bridge of the old kind",
            ENGLISH[4],
            "Read more: Why the ferry is always late",
            "The ferry will run until the new bridge is opened, and the council hopes that nobody will miss it then.",
            "Related",
            *OTHERS,
        ]
    )
    kept = paragraphs(extracted(source))
    assert "A bridge of the old kind" in kept
    assert not [text for text in kept if text.startswith(("The stone bridge before", "Read more"))]


def test_a_second_look_that_leaves_nothing_is_not_believed() -> None:
    page = SavedPage(
        as_bullets("The stone bridge", ENGLISH, "By John Smith", "Related"), "text", "text", "d.txt", "0" * 64
    )
    never = Tree(((0, -1.0),), (0.0, -9.0))
    found = extract_dump(page, replace(shipped(), second=planted([never], 1)))
    assert set(paragraphs(found)) & set(ENGLISH)


def test_the_windows_title_names_the_site() -> None:
    title = "Council votes to rebuild the stone bridge"
    found = extracted("\n\n".join([f"{title} | The Paper", "News", title, "By John Smith", *ENGLISH]))
    assert found.article.metadata.site == "The Paper"


def test_whatever_is_left_out_has_a_reason() -> None:
    source = (DATA / "dump-peacekeepers.txt").read_text("utf-8")
    found = extracted(source)
    kept = [decision for decision in found.evidence.decisions if decision.kept]
    assert len(kept) == len(found.article.body.blocks)
    assert kept[0].origin == "line 9"
    assert all(removal.rule and removal.why and removal.text for removal in found.evidence.removals)
    assert any(removal.text == "Yonhap News" for removal in found.evidence.removals)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("Home\nNews\nSport\n", "only short lines"),
        ("It rained all day.\n", "only short lines"),
        ("\0\1\2 The town council voted on Monday to rebuild the old stone bridge.", "not text"),
    ],
)
def test_a_text_without_a_story_is_refused_with_a_reason(source: str, reason: str) -> None:
    with pytest.raises(ExtractionError, match=reason):
        extracted(source)


LINES = st.lists(
    st.one_of(
        st.text(max_size=120), st.sampled_from([*ENGLISH, *JAPANESE, *OTHERS, "  • x", "[12]", "References", ""])
    ),
    max_size=40,
)


@settings(deadline=None)
@given(LINES)
def test_any_text_gives_a_story_or_a_reason(lines: list[str]) -> None:
    try:
        found = extracted("\n".join(lines))
    except ExtractionError as error:
        assert error.problems
    else:
        assert found.article.body.blocks
        assert 0 <= found.confidence <= 1
