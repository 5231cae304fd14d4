"""Site, section, address and day of change of a story."""

from __future__ import annotations

import datetime as dt
import json

from sitegen.article import Metadata
from sitegen.extraction import extract
from tests.extraction.pages import FIRST, SECOND, THIRD, TITLE, saved

STORY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
URL = "https://post.example/world/peacekeepers"


def metadata(head: str = "", below: str = "", title: str = TITLE, url: str = URL) -> Metadata:
    html = f"<html><head><title>{title}</title>{head}</head><body><h1>{TITLE}</h1>{below}{STORY}</body></html>"
    return extract(saved(html, url)).article.metadata


def linked(*things: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(things)}</script>'


def article(**more: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE, **more}


def test_site_is_the_name_for_readers_not_that_of_the_application() -> None:
    head = '<meta name="application-name" content="post.app"><meta property="og:site_name" content="The Post">'
    assert metadata(head).site == "The Post"


def test_site_from_the_windows_title() -> None:
    assert metadata(title=f"{TITLE} | World | The Post").site == "The Post"
    assert metadata(title=f"The Post: {TITLE}").site == "The Post"
    assert metadata(title=f"{TITLE}_国际_高地网").site == "高地网"
    assert metadata().site == ""


def test_section_from_the_way_to_the_page() -> None:
    steps = [{"name": "Home"}, {"item": {"name": "World"}}, {"name": TITLE}]
    trail = {"@type": "BreadcrumbList", "itemListElement": steps}
    assert metadata(linked(article(), trail)).section == "World"
    assert metadata(linked(article(articleSection="Uncategorized"), trail)).section == "World"
    assert metadata(linked(article(articleSection="Europe,Politics"), trail)).section == "Europe"


def test_front_page_is_no_storys_address() -> None:
    assert metadata('<link rel="canonical" href="https://post.example/">').url == URL
    assert metadata('<link rel="canonical" href="/world/1">').url == "https://post.example/world/1"


def test_day_of_change() -> None:
    published = "<p>Published April 7, 2024</p>"
    assert metadata(below=f"{published}<p>Last updated: May 1, 2024</p>").updated == dt.date(2024, 5, 1)
    assert metadata(below=published).updated is None
    earlier = linked(article(datePublished="2024-04-07", dateModified="2024-04-06"))
    assert metadata(earlier).updated is None


def test_agency_is_no_author_beside_people_nor_in_a_byline() -> None:
    assert metadata(linked(article(author=[{"name": "Jane Doe"}, {"name": "Reuters"}]))).authors == ("Jane Doe",)
    assert metadata(below="<p>By Agence France-Presse</p>").authors == ()


GERMAN = (
    "<p>Die Soldaten verließen am Mittwoch das Hochland, zwei Jahre vor dem Ende ihres Mandats, und nahmen ihre "
    "Fahrzeuge mit.</p><p>Die Bewohner des Tals sahen dem Zug von der Straße aus zu. Einige von ihnen, sagte der "
    "Bürgermeister, hatten seit der Nachricht nicht mehr geschlafen.</p>"
)


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def picture(address: str, alt: str = "") -> str:
    return f'<figure><img src="{address}" alt="{alt}"><figcaption>The convoy on Wednesday</figcaption></figure>'


# --- language ---------------------------------------------------------------------------------------------------------


def language(declared: str, head: str = "", story: str = GERMAN) -> str:
    html = (
        f'<html lang="{declared}"><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{story}</body></html>'
    )
    return extract(saved(html, URL)).article.metadata.lang


def test_language_is_that_of_the_text_and_not_of_the_template() -> None:
    assert language("en-US") == "de"
    assert language("en-US", linked(article(inLanguage="de-AT"))) == "de-AT"


def test_region_of_a_language_from_the_claim_that_tells_one() -> None:
    assert language("de", linked(article(inLanguage="de_CH"))) == "de-CH"
    spoken = {"@type": "Language", "name": "German", "alternateName": "de-CH"}
    assert language("de", linked(article(inLanguage=spoken))) == "de-CH"
    assert language("de-AT", linked(article(inLanguage="de-DE"))) == "de-AT"
    assert language("de", meta("og:locale", "de_DE")) == "de"


# --- address ----------------------------------------------------------------------------------------------------------


def test_an_address_that_is_no_storys_loses_to_one_that_may_be() -> None:
    told = meta("og:url", f"{URL}-2")
    for claimed in ("/world/", "undefined", "http://localhost:3000/world/peacekeepers", "http://10.0.0.7/peacekeepers"):
        assert metadata(f'<link rel="canonical" href="{claimed}">{told}').url == f"{URL}-2", claimed
    assert metadata('<link rel="canonical" href="/world/">').url == URL


def test_of_several_canonical_addresses_the_one_that_is_said_twice() -> None:
    several = f'<link rel="canonical" href="/a-template"><link rel="canonical" href="{URL}-2">'
    assert metadata(f"{several}{meta('og:url', f'{URL}-2')}").url == f"{URL}-2"


def test_address_without_what_tells_where_readers_came_from() -> None:
    assert (
        metadata(f'<link rel="canonical" href="{URL}?utm_source=mail&amp;id=4&amp;fbclid=x#top">').url == f"{URL}?id=4"
    )
    archived = f"https://web.archive.org/web/20150102030405/{URL}"
    assert metadata(f'<link rel="canonical" href="{archived}">').url == URL


def test_address_of_the_other_form_of_a_page() -> None:
    plain = f'<link rel="canonical" href="{URL}">'
    for form in ("/amp", "/2", "/print/"):
        assert metadata(plain, url=f"{URL}{form}").url == URL
    assert metadata(linked(article(mainEntityOfPage={"@id": f"{URL}-3"}))).url == f"{URL}-3"


# --- keywords ---------------------------------------------------------------------------------------------------------


def test_keywords_each_once_from_the_first_source() -> None:
    head = meta("article:tag", "Diplomacy, Highlands") + meta("article:tag", "highlands") + meta("keywords", "news")
    assert metadata(head).tags == ("Diplomacy", "Highlands")
    assert metadata(meta("keywords", "peace; envoys; Acme Inc.")).tags == ("peace", "envoys", "Acme Inc.")
    assert metadata(meta("keywords", "&lt;i&gt;The Ferry&lt;/i&gt;, 3 < 4")).tags == ("The Ferry", "3 < 4")


def test_no_keywords_are_the_sites_name_numbers_and_properties() -> None:
    words = ["#Peace", "The Post", "section:world", "tag:Envoys", "26157981-b4f7-4929-adc1-e860c6f03636", "100312362"]
    assert metadata(meta("og:site_name", "The Post") + linked(article(keywords=words))).tags == ("Peace", "Envoys")


def test_a_long_list_of_keywords_is_not_of_the_story() -> None:
    bait = meta("keywords", ", ".join(f"word {letter}" for letter in "abcdefghijklmnopqrstuvwxyzäöüßéè"))
    links = (
        '<p><a rel="tag" href="/t/1">Peace</a> <a rel="tag" href="/t/2">Envoys</a> <a rel="category tag">Post</a></p>'
    )
    assert metadata(bait).tags == ()
    assert metadata(bait, below=links).tags == ("Peace", "Envoys")


# --- picture ----------------------------------------------------------------------------------------------------------


def test_a_picture_for_any_page_loses_to_that_of_the_story() -> None:
    story = linked(article(image="https://post.example/img/convoy.jpg"))
    for name in ("static/logo.png", "img/default-share_1200x630.jpg", "post-logo.svg"):
        assert metadata(meta("og:image", f"https://post.example/{name}") + story).image.endswith("/convoy.jpg"), name
    about_one = meta("og:image", "https://post.example/img/steelworks-logo.jpg")
    assert metadata(about_one + story).image.endswith("/steelworks-logo.jpg")


def test_words_of_a_picture_are_those_of_its_own_source() -> None:
    card = meta("twitter:image", "https://post.example/card.jpg") + meta("twitter:image:alt", "A card")
    assert metadata(card).image_alt == "A card"
    assert metadata(linked(article(image="/convoy.jpg")) + card).image_alt == ""


def test_words_of_a_picture_that_the_page_shows() -> None:
    claimed = meta("og:image", "https://post.example/img/convoy-1200x630.jpg?w=9")
    assert metadata(claimed, below=picture("/img/convoy.jpg", "Lorries")).image_alt == "Lorries"
    assert metadata(claimed, below=picture("/img/convoy.jpg")).image_alt == "The convoy on Wednesday"
    assert metadata(claimed, below=picture("/img/other.jpg", "A bridge")).image_alt == ""


def test_the_picture_above_the_story_where_none_is_claimed() -> None:
    found = metadata(below=picture("/img/convoy.jpg", "Lorries"))
    assert (found.image, found.image_alt) == ("https://post.example/img/convoy.jpg", "Lorries")


# --- site and description ---------------------------------------------------------------------------------------------


def test_site_is_a_name_rather_than_an_address() -> None:
    address = meta("og:site_name", "post.example")
    assert metadata(address + linked(article(publisher={"name": "The Post"}))).site == "The Post"
    assert metadata(address).site == "post.example"


def test_description_is_the_whole_one_and_not_the_headline() -> None:
    whole = "The last lorries left the valley at dawn, two years early."
    assert metadata(meta("og:description", "The last lorries left…") + meta("description", whole)).description == whole
    assert metadata(meta("og:description", TITLE) + meta("description", whole)).description == whole


def test_choices_say_whom_they_did_not_believe() -> None:
    head = '<link rel="canonical" href="undefined">' + meta("og:url", f"{URL}-2") + meta("og:site_name", "post.example")
    page = saved(
        f"<html lang='en'><head>{head}{linked(article(publisher='The Post'))}</head><body>{GERMAN}</body></html>"
    )
    reasons = {choice.claim.field: choice.why for choice in extract(page).evidence.choices}
    assert reasons["lang"] == "the text reads like it, though html lang says en"
    assert reasons["site"] == "a name, meta og:site_name has an address"
    assert reasons["url"].startswith("the page's own canonical address")
