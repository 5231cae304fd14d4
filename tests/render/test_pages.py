"""What pages say: the words, links and attributes that a reader or a machine finds in them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from sitegen.entry import Facts
from sitegen.render.renderer import Renderer
from sitegen.site.views import ArticleView, Branch, HomeView, IndexView, ListView, Page, Pagination, Period, Term

from . import samples
from .conftest import Html

HOSTILE = "</title><script>alert(1)</script> \"quoted\" & 'single'"


def one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    found = tree.css(selector)
    assert len(found) == 1, f"{selector}: {len(found)} found"
    return found[0]


def words(tree: LexborHTMLParser, selector: str) -> str:
    return " ".join(one(tree, selector).text().split())


@pytest.mark.parametrize("name", samples.every_kind())
def test_every_page_has_its_frame(html: Html, name: str) -> None:
    tree = html(samples.every_kind()[name])
    assert len(tree.css("h1")) == 1
    assert one(tree, "head > title").text().endswith("The Borderlands Archive")
    assert len(tree.css("main")) == len(tree.css("body > header")) == len(tree.css("body > footer")) == 1
    assert one(tree, "body > a.skip").attributes["href"] == f"#{one(tree, 'main').attributes['id']}"
    policy = one(tree, 'meta[http-equiv="Content-Security-Policy"]').attributes["content"] or ""
    assert policy.startswith("default-src 'none'") and "http" not in policy and "unsafe" not in policy
    assert not tree.css("[style], style, script:not([type='application/ld+json']), [onclick]")


@pytest.mark.parametrize("name", samples.every_kind())
def test_links_of_our_own_have_the_base_path(html: Html, name: str) -> None:
    tree = html(samples.every_kind()[name])
    own = [node.attributes[key] or "" for key in ("href", "src") for node in tree.css(f"[{key}^='/']")]
    assert own and all(address.startswith("/news/") for address in own)


@pytest.mark.parametrize("name", samples.every_kind())
def test_pages_hold_no_white_space_but_what_parts_words(theme_pages: dict[str, bytes], name: str) -> None:
    """Nothing is left to a minifier: taking away single line breaks too would save one part in a hundred at most."""
    text = re.sub(r"<pre\b.*?</pre>", "<pre>", theme_pages[name].decode(), flags=re.DOTALL)
    assert not re.search(r"\s\s(?!</div>)", text)  # a story without a word has its line all the same


@pytest.mark.parametrize("name", samples.every_kind())
def test_pages_are_deterministic(theme_pages: dict[str, bytes], renderer: Renderer, name: str) -> None:
    assert renderer.render(samples.every_kind()[name], samples.bodies) == theme_pages[name]


@pytest.fixture(scope="module")
def theme_pages(renderer: Renderer) -> dict[str, bytes]:
    """Every kind of page, rendered by another renderer and in another order."""
    other = Renderer(renderer.theme, samples.site())
    return {name: other.render(page, samples.bodies) for name, page in reversed(samples.every_kind().items())}


def test_no_page_holds_blank_lines_or_tabs_for_nothing(renderer: Renderer) -> None:
    text = renderer.render(samples.region(), samples.bodies).decode()
    assert "\n\n" not in text and "\t" not in text


# --- articles ---------------------------------------------------------------------------------------------------------


def test_an_article_says_where_it_comes_from_before_anything_else(html: Html) -> None:
    tree = html(samples.every_kind()["article"])
    expected = "The Highland Post, 17 April 2024, updated 18 April 2024, saved 20 April 2024, original ↗"
    assert words(tree, ".source") == expected
    assert one(tree, "article").child is not None
    assert words(tree, "article > header").startswith(expected)
    assert one(tree, ".original").attributes["href"] == "https://example.org/world/0"
    assert [link.text() for link in tree.css("article > header > .dots a")] == ["Armenia", "Azerbaijan"]
    assert words(tree, ".byline") == "By Jane Doe, Kim Min-su"


def test_an_update_on_the_same_day_is_not_worth_a_word(html: Html) -> None:
    assert "updated" not in words(html(samples.article(updated=dt.datetime(2024, 4, 17, 18, 5))), ".source")


def test_about_this_copy_tells_file_hash_format_and_time(html: Html) -> None:
    told = words(html(samples.article()), ".about")
    for expected in ("content/saved/page-0.html", f"{0:064x}", "html", "20 April 2024, 10:00 UTC", "640 words"):
        assert expected in told


def test_an_article_of_which_nothing_is_known(html: Html) -> None:
    tree = html(samples.bare_article())
    assert words(tree, ".source") == "no date"
    assert not tree.css(".byline, .original, .standfirst, .onward, .related, .tags")


def test_a_hostile_title_is_text_everywhere(html: Html) -> None:
    tree = html(samples.article(title=HOSTILE, description=HOSTILE, authors=(HOSTILE,), site=HOSTILE, section=HOSTILE))
    assert tree.css_first("h1").text() == HOSTILE  # type: ignore[union-attr]
    assert one(tree, "head > title").text() == f"{HOSTILE} – The Borderlands Archive"
    assert one(tree, 'meta[name="description"]').attributes["content"] == HOSTILE
    assert [script.attributes.get("type") for script in tree.css("script")] == ["application/ld+json"]
    assert json.loads(one(tree, "script").text())["headline"] == HOSTILE


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "JaVaScRiPt:x", "https:", "http://[x"]
)
def test_an_address_that_is_not_of_the_web_is_no_link(html: Html, url: str) -> None:
    tree = html(samples.article(url=url), canonical="original")
    assert not tree.css(".original, a[rel=external]")
    assert (one(tree, "link[rel=canonical]").attributes["href"] or "").startswith("https://archive.example/news/")


def test_words_of_the_article_have_its_language_and_direction(html: Html) -> None:
    tree = html(samples.every_kind()["article-arabic"])
    for selector in ("h1", "div.story", ".source cite"):
        assert one(tree, selector).attributes["dir"] == "rtl" and one(tree, selector).attributes["lang"] == "ar"
    assert one(tree, "html").attributes["dir"] == "ltr"
    row = next(link for link in html(samples.region()).css(".rows .story") if link.attributes.get("lang") == "ar")
    assert row.attributes["dir"] == "rtl"


def test_an_interface_from_right_to_left(html: Html) -> None:
    tree = html(samples.region(), language="fa")
    assert one(tree, "html").attributes == {"lang": "fa", "dir": "rtl"}
    assert "فروردین" in tree.html or "آوریل" in tree.html  # type: ignore[operator]


def test_the_picture_shows_once_and_only_if_it_is_ours(html: Html) -> None:
    assert [image.attributes["src"] for image in html(samples.article(image="media/cd/x.webp")).css("img")] == [
        "/news/media/cd/x.webp",
        f"/news/{samples.PICTURE}",
    ]
    assert len(html(samples.article(image=samples.PICTURE)).css("img")) == 1
    assert len(html(samples.article(image="https://example.org/x.jpg")).css("img")) == 1


def test_a_standfirst_that_repeats_the_beginning_is_left_out(html: Html) -> None:
    assert not html(samples.article(description="The last convoy left at dawn…")).css(".standfirst")
    assert words(html(samples.article(description="Another thing.")), ".standfirst") == "Another thing."


def test_schema_org_names_the_original(html: Html) -> None:
    data = json.loads(one(html(samples.article()), "script").text())
    assert data["isBasedOn"]["url"] == "https://example.org/world/0"
    assert data["isBasedOn"]["publisher"]["name"] == "The Highland Post"


def test_drafts_are_marked_and_kept_from_search(html: Html) -> None:
    tree = html(samples.article(draft=True))
    assert words(tree, ".source").startswith("Draft, ")
    assert tree.css('meta[name="robots"][content="noindex"]')
    assert not html(samples.article()).css('meta[name="robots"]')


def test_robots_and_canonical_follow_the_configuration(html: Html) -> None:
    assert html(samples.article(), robots="noindex").css('meta[name="robots"][content="noindex"]')
    canonical = one(html(samples.article(), canonical="original"), "link[rel=canonical]")
    assert canonical.attributes["href"] == "https://example.org/world/0"


def test_without_a_host_addresses_are_paths(html: Html) -> None:
    tree = html(samples.article(), base_url="/", base_path="/")
    assert (one(tree, "link[rel=canonical]").attributes["href"] or "").startswith("/2024/04/")


def test_every_page_names_its_own_address(html: Html) -> None:
    addresses = {
        "": samples.home(),
        "regions/armenia/": samples.region(),
        "regions/armenia/page/250/": samples.region(20, 10_000, 250),
        "about/": samples.free_page(),
    }
    for address, page in addresses.items():
        canonical = one(html(page), "link[rel=canonical]").attributes["href"]
        assert canonical == f"https://archive.example/news/{address}"
    assert not html(samples.every_kind()["404"]).css("link[rel=canonical]")


def test_permalinks_are_percent_encoded(html: Html) -> None:
    tree = html(samples.article(permalink='/2024/04/новость-"x"/'))
    assert one(tree, 'meta[property="og:url"]').attributes["content"] == (
        "https://archive.example/news/2024/04/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C-%22x%22/"
    )


# --- lists ------------------------------------------------------------------------------------------------------------


def test_rows_are_grouped_by_month_newest_first(html: Html) -> None:
    tree = html(samples.region())
    assert [heading.text() for heading in tree.css(".period h2")] == ["April 2024", "March 2024", "February 2024"]
    first = tree.css(".rows li")[0]
    assert " ".join(first.text().split()) == (
        "17 Apr Tensions rise as peacekeepers leave the highlands The Highland Post Armenia Azerbaijan"
    )


def test_sparse_rows_are_grouped_by_year(html: Html) -> None:
    rows = tuple(samples.row(number, date=dt.date(2024 - number // 3, 12 - number, 1)) for number in range(6))
    tree = html(
        Page("tags/x/index.html", ListView("tag", samples.term("tags", "x", 6), rows, Pagination(1, 1, "/tags/x/")))
    )
    assert [heading.text() for heading in tree.css(".period h2")] == ["2024", "2023"]
    assert tree.css(".rows time")[1].text() == "1 Nov"


def test_undated_rows_stand_under_a_heading_of_their_own(html: Html) -> None:
    rows = (samples.row(0), samples.row(1, date=None, site="", regions=()))
    view = ListView("tag", samples.term("tags", "x", 2), rows, Pagination(1, 1, "/tags/x/"))
    tree = html(Page("tags/x/index.html", view))
    assert [heading.text() for heading in tree.css(".period h2")] == ["2024", "No date"]
    assert not tree.css(".pages, .years, .inside")
    assert words(tree, ".crumbs") == "Tags"


@pytest.mark.parametrize(("count", "folded"), [(12, False), (60, True)])
def test_many_years_are_folded_where_the_stories_come_next(html: Html, count: int, folded: bool) -> None:
    page = samples.region(20, 312)
    assert isinstance(page.view, ListView)
    view = dataclasses.replace(page.view, years=samples.years(count))
    tree = html(Page("regions/x/index.html", view))
    assert bool(tree.css("details .years")) is folded
    assert len(tree.css(".years > li")) >= count - 1
    assert not html(samples.home()).css("details .years")


def test_numbers_and_their_plurals(html: Html) -> None:
    assert words(html(samples.home()), ".lead") == (
        "1,204 stories from 48 papers about 96 countries, 3 March 1998 to 17 April 2024"
    )
    assert words(html(samples.region(1, 1)), ".lead").startswith("1 story")
    assert "No stories are saved here yet." in words(html(samples.home(0, 0)), "main")


def test_a_region_has_its_way_up_its_parts_and_its_feeds(html: Html) -> None:
    tree = html(samples.region())
    assert [link.text() for link in tree.css(".crumbs a")] == ["World", "Asia", "Western Asia"]
    assert [link.text() for link in tree.css(".inside a")] == ["Yerevan", "Syunik", "Lori"]
    feeds = {node.attributes["href"] for node in tree.css("link[rel=alternate]")}
    assert "/news/regions/armenia/feed.xml" in feeds and "/news/feed.json" in feeds


def test_later_pages_show_where_they_are_and_no_bars(html: Html) -> None:
    tree = html(samples.region(20, 10_000, 250))
    assert words(tree, ".lead").startswith("10,000 stories, page 250 of 500")
    assert [item.text(strip=True) for item in tree.css(".pages li")] == [
        "1",
        "…",
        "248",
        "249",
        "250",
        "251",
        "252",
        "…",
        "500",
    ]
    assert one(tree, "[aria-current=page]").text() == "250"
    assert one(tree, "a[rel=next]").attributes["href"] == "/news/regions/armenia/page/251/"
    assert not tree.css(".years, .inside")


def test_years_are_bars_with_numbers_for_those_who_cannot_see_them(html: Html) -> None:
    view = samples.home().view
    assert isinstance(view, HomeView)
    years = (samples.year(2024, 10), samples.year(2021, 5))
    tree = html(Page("index.html", dataclasses.replace(view, years=years)))
    assert [" ".join(item.text(separator=" ").split()) for item in tree.css(".years li")] == [
        "2021 5",
        "2022",
        "2023",
        "2024 10",
    ]
    assert [rect.attributes["height"] for rect in tree.css(".years rect")] == ["50", "0", "0", "100"]


def test_one_story_of_long_ago_makes_no_row_of_empty_years(html: Html) -> None:
    view = samples.home().view
    assert isinstance(view, HomeView)
    years = tuple(samples.year(year, 5) for year in (2024, 2023, 2022, 1963))
    tree = html(Page("index.html", dataclasses.replace(view, years=years)))
    assert [item.text() for item in tree.css(".years b")] == ["1963", "2022", "2023", "2024"]


def test_of_thousands_of_names_those_of_one_story_are_left_to_their_stories(html: Html) -> None:
    branches = tuple(Branch(Term(f"tag {n}", f"/tags/tag-{n}/", 1 + (n < 3))) for n in range(2001))
    view = samples.index("tags").view
    assert isinstance(view, IndexView)
    tree = html(Page("tags/index.html", dataclasses.replace(view, branches=branches)))
    assert [name.text() for name in tree.css(".names a")] == ["tag 0", "tag 1", "tag 2"]
    assert "3 of 2,001, those of two stories and more." in words(tree, ".lead")
    assert len(html(Page("tags/index.html", dataclasses.replace(view, branches=branches[1:]))).css(".names a")) == 2000


def test_names_are_under_their_initials_where_there_are_many(html: Html) -> None:
    assert len(html(samples.index("authors")).css(".initial h2")) == 24
    assert not html(samples.index("tags", 5)).css(".initial")
    assert words(html(samples.index("sources", 0)), "main") == "Papers Nothing is listed here yet."


def test_dates_name_the_month_alone_below_the_year(html: Html) -> None:
    year = Term("", "/2024/", 3, Period(2024))
    view = html(samples.index("dates"))
    assert view.css_first(".tree dd a").text() == "January"  # type: ignore[union-attr]
    page = Page(
        "2024/04/index.html",
        ListView("date", Term("", "/2024/04/", 3, Period(2024, 4)), (), Pagination(1, 1, "/2024/04/"), (year,)),
    )
    tree = html(page)
    assert words(tree, "h1") == "April 2024"
    assert words(tree, ".crumbs") == "Dates 2024"


def test_dates_are_worded_in_the_language_of_the_interface(html: Html) -> None:
    assert "17 kwietnia 2024" in words(html(samples.article(), language="pl"), ".source")
    assert "April 17, 2024" in words(html(samples.article(), language="en-US"), ".source")


# --- the rest ---------------------------------------------------------------------------------------------------------


def test_a_redirect_leads_on_without_a_script(html: Html) -> None:
    tree = html(samples.REDIRECT)
    target = "/news/2024/04/%D0%BD%D0%BE%D0%B2%D0%B0%D1%8F/"
    assert one(tree, 'meta[http-equiv="refresh"]').attributes["content"] == f"0; url={target}"
    assert one(tree, "main a").attributes["href"] == target
    assert one(tree, "link[rel=canonical]").attributes["href"] == f"https://archive.example{target}"
    assert tree.css('meta[name="robots"][content="noindex"]')


def test_a_free_page_is_its_title_and_text(html: Html) -> None:
    tree = html(samples.free_page())
    assert words(tree, "h1") == "About this archive"
    assert not tree.css(".source, .about")


def test_an_index_of_unknown_size_is_one_tree(html: Html) -> None:
    view = samples.index("regions").view
    assert isinstance(view, IndexView)
    tree = html(Page("regions/index.html", view))
    assert [heading.text().split()[0] for heading in tree.css(".door h2")] == ["Africa", "Asia", "Europe"]
    assert re.sub(r"\s+", " ", tree.css(".tree > li")[1].text()).strip() == (
        "Central Asia 601 Kazakhstan 12 Kyrgyzstan 12 Tajikistan 12"
    )


def test_moments_keep_the_day_on_which_they_were_written(html: Html) -> None:
    late = dt.datetime(2024, 4, 17, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=9)))
    tree = html(samples.article(date=late))
    assert one(tree, ".source a time").attributes["datetime"] == "2024-04-17T23:30:00+09:00"
    assert "17 April 2024" in words(tree, ".source")


def test_the_description_falls_back_to_the_excerpt_and_is_cut(html: Html) -> None:
    view = samples.article().view
    assert isinstance(view, ArticleView)
    page = Page("x/index.html", dataclasses.replace(view, facts=Facts(excerpt="word " * 200)), ("empty",))
    content = one(html(page), 'meta[name="description"]').attributes["content"] or ""
    assert len(content) <= 301 and content.endswith("word…")
