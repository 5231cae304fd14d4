"""Lines that a text browser broke or set, and the blocks that they were."""

from __future__ import annotations

from sitegen.extraction.dump_lines import Style, read_blocks

LYNX, W3M = Style(74, numbered=True), Style(79, numbered=False)


def texts(source: str, style: Style) -> list[str]:
    return [block.text for block in read_blocks(source, style)]


def test_a_headline_that_lynx_centred_over_two_lines_is_one_line() -> None:
    source = """
 The ferry across the river will run until the new bridge of stone is opened to
                              the public in June

   The council voted on Monday.
"""
    assert texts(source, LYNX) == [
        "The ferry across the river will run until the new bridge of stone is opened to the public in June",
        "The council voted on Monday.",
    ]


def test_a_line_at_the_left_edge_of_lynx_is_longer_than_one_that_is_set_in() -> None:
    source = (
        "Council votes to rebuild the stone bridge which the flood swept away in May\n   By [5]Jane Roe, our reporter\n"
    )
    assert texts(source, LYNX) == [
        "Council votes to rebuild the stone bridge which the flood swept away in May",
        "By Jane Roe, our reporter",
    ]
    two = "Council votes to rebuild the bridge which the flood swept away in\nMay\n"
    assert texts(two, LYNX) == ["Council votes to rebuild the bridge which the flood swept away in", "May"]


def test_a_word_that_looks_like_a_bullet_goes_on_a_paragraph() -> None:
    source = """
   Rada města v pondělí rozhodla, že most obnoví, a jednala také znovu
   o trajektu, který zatím vozí obyvatele na druhý břeh.

     * první
     o druhý
"""
    blocks = read_blocks(source, LYNX)
    assert blocks[0].text.endswith("jednala také znovu o trajektu, který zatím vozí obyvatele na druhý břeh.")
    assert [block.bullet for block in blocks] == ["", "*", "o"]


def test_a_pictures_name_is_no_part_of_the_paragraph_above_it() -> None:
    source = """
   The bridge was built in 1874 and was the oldest of its kind here.
   [127][old-stone-bridge-before-the-flood.jpeg?size=1920,1080&crop=0,0,320,
   80,,1]
   It will be built again.
"""
    assert texts(source, LYNX) == [
        "The bridge was built in 1874 and was the oldest of its kind here.",
        "It will be built again.",
    ]


def test_a_line_that_broke_early_at_a_hard_space_goes_on() -> None:
    source = "   Work on the bridge will cost the town of Riverside, its mayor said,\n   7.5 million over two years.\n"
    assert texts(source, LYNX) == [
        "Work on the bridge will cost the town of Riverside, its mayor said, 7.5 million over two years."
    ]
    early = "   Work on the bridge will cost the town of Riverside, they said on\n   12 May already.\n"
    assert texts(early, LYNX) == ["Work on the bridge will cost the town of Riverside, they said on 12 May already."]
    whole = "   Work on the bridge will begin when the money has been set aside.\n   12 comments\n"
    assert texts(whole, LYNX) == ["Work on the bridge will begin when the money has been set aside.", "12 comments"]


def test_a_numbered_item_goes_on_below_its_text() -> None:
    source = """
 1. Home
 2. County
 3. Council votes to rebuild the stone bridge which the flood swept away in the
    spring
"""
    assert texts(source, W3M)[-1] == (
        "3. Council votes to rebuild the stone bridge which the flood swept away in the spring"
    )
