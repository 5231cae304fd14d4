"""Pages as people meet them, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from . import samples

pytestmark = pytest.mark.browser

KINDS = tuple(samples.every_kind())
ALIKE = {
    "region-one",
    "region-island",
    "article-long",
    "article-japanese",
    "index-tags",
    "index-sources",
}  # the same markup as others
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SETTINGS: tuple[tuple[Literal["light", "dark"], int], ...] = (("dark", 1280), ("dark", 360), ("light", 360))
OF_COLOUR_AND_SIZE = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield page
    page.close()


@pytest.mark.parametrize("name", [name for name in KINDS if name not in ALIKE])
def test_nothing_stands_in_anybodys_way(desk: Page, served: str, name: str) -> None:
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.emulate_media(color_scheme="light")
    desk.goto(f"{served}{name}.html")
    desk.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    found = Axe().run(desk, options={"runOnly": RULES, "resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()
    for scheme, width in SETTINGS:
        desk.set_viewport_size({"width": width, "height": 800})
        desk.emulate_media(color_scheme=scheme)
        seen = desk.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", OF_COLOUR_AND_SIZE)
        assert seen["violations"] == [], (scheme, width)


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True, java_script_enabled=True
    )
    yield context
    context.close()


def test_nothing_is_wider_than_a_small_screen_or_comes_from_elsewhere(phone: BrowserContext, served: str) -> None:
    page = phone.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: None if request.url.startswith(served) else complaints.append(request.url))
    page.on("response", lambda response: complaints.append(response.url) if response.status >= 400 else None)
    for name in KINDS:
        page.goto(f"{served}{name}.html")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{name} is {width} pixels wide"
    assert complaints == []


def test_a_remote_picture_would_not_be_asked_for(browser: Browser, served: str) -> None:
    page = browser.new_page()
    refused: list[str | None] = []
    page.on("requestfailed", lambda request: refused.append(request.failure))
    page.goto(f"{served}404.html")
    with page.expect_event("requestfailed"):
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/x.gif'}))")
    assert refused == ["csp"]  # by the page's own policy, before anything left the machine
    page.close()


def test_the_keyboard_finds_the_text_first(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}article.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 30
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    page.close()


@pytest.mark.parametrize("name", ["article", "region", "home"])
def test_targets_are_large_enough_for_a_finger(phone: BrowserContext, served: str, name: str) -> None:
    page = phone.new_page()
    page.goto(f"{served}{name}.html")
    heights = page.evaluate(
        "[...document.querySelectorAll('.doors a, .pages a, .top .title, summary, .years a')]"
        ".map(e => [e.textContent, e.getBoundingClientRect().height])"
    )
    assert [text for text, height in heights if height < 43.5] == []
    page.close()


def test_no_line_begins_with_a_dot_and_no_short_name_is_broken(phone: BrowserContext, served: str) -> None:
    page = phone.new_page()
    for name in ("article", "region", "home"):
        page.goto(f"{served}{name}.html")
        names = "[...document.querySelectorAll('.dots > li')]"
        broken = f"{names}.filter(e => e.getClientRects().length > 1).map(e => e.textContent)"
        assert page.evaluate(broken) == []
    page.close()


def test_a_wide_table_shows_on_a_phone_that_there_is_more_of_it(phone: BrowserContext, served: str) -> None:
    page = phone.new_page()
    page.goto(f"{served}article.html")
    assert "local" in page.evaluate("getComputedStyle(document.querySelector('.story .table')).backgroundAttachment")
    assert page.evaluate("getComputedStyle(document.querySelector('.story thead th')).verticalAlign") == "bottom"
    page.close()


def test_paper_shows_the_source_and_no_navigation(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}article.html")
    page.emulate_media(media="print")
    assert page.is_visible(".source") and page.is_visible(".about dd")
    for hidden in (".top", ".onward", ".related", ".end"):
        assert not page.is_visible(hidden)
    page.close()


def test_an_arabic_story_begins_on_the_right(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}article-arabic.html")
    style: Any = page.evaluate(
        "(e => [getComputedStyle(e).direction, getComputedStyle(e).textAlign])(document.querySelector('div.story'))"
    )
    assert style[0] == "rtl" and style[1] == "start"
    page.close()


def test_pages_are_readable_without_style_or_script(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto(f"{served}article.html")
    text = page.inner_text("main")
    order = [
        "The Highland Post",
        "Armenia",
        "Tensions rise",
        "Nineteen months",
        "By Jane Doe",
        "The last convoy",
        "About this copy",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    context.close()


# --- maps -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "country"), [("index-regions", "mali"), ("region", "iraq")])
def test_a_click_on_a_country_leads_to_its_page(browser: Browser, served: str, name: str, country: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page.goto(f"{served}{name}.html")
    page.click(f".map > svg a[href$='/{country}/']")
    page.wait_for_url(f"{served}regions/{country}/")
    page.close()


def test_a_small_state_can_be_hit(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 900})
    page.goto(f"{served}region-island.html")
    place: Any = page.evaluate(
        """(() => { const dot = document.querySelector('.map .here .dot'), at = dot.getPointAtLength(0);
        const point = new DOMPoint(at.x, at.y).matrixTransform(dot.getScreenCTM()); return [point.x, point.y]; })()"""
    )
    for aside in (-9, 0, 9):
        page.goto(f"{served}region-island.html")
        page.mouse.click(place[0] + aside, place[1])
        page.wait_for_url(f"{served}regions/tuvalu/")
    page.close()


def test_the_keyboard_sees_where_it_is_on_a_map_and_can_skip_it(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{served}region.html")
    mark = page.locator(".map > svg a.here")
    width = "e => parseFloat(getComputedStyle(e.querySelector('path')).strokeWidth)"
    before = mark.evaluate(width)
    page.locator(".map > .skip").focus()
    assert page.locator(".map > .skip").bounding_box()["height"] > 30  # type: ignore[index]
    for _ in range(page.locator(".map > svg a").count()):
        page.keyboard.press("Tab")
        if mark.evaluate("e => e === document.activeElement"):
            break
    assert mark.evaluate(width) > before
    page.locator(".map > .skip").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.closest('.map')")
    page.close()
