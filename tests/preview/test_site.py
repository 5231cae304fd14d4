"""The preview of a real site, as its owner sees it in a browser."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitegen.cli.previewed import PreviewedSite
from sitegen.preview import serve
from sitegen.render.theme_files import shipped_theme
from sitegen.workflows.session import Session
from sitegen.workflows.site_folder import open_site
from tests.site_on_disk import PARAGRAPHS, SiteOnDisk

pytestmark = pytest.mark.browser
FERRY = "2024/04/a-ferry-returns-to-the-lake/"


@pytest.fixture
def archive(tmp_path: Path) -> SiteOnDisk:
    """A site with one article."""
    return SiteOnDisk(tmp_path / "archive").article("rain", body="It rained.\n")


@pytest.fixture
def previewed(archive: SiteOnDisk) -> Iterator[Callable[[], str]]:
    """Begin the preview of the site; it ends with the test."""
    stop, threads = threading.Event(), list[threading.Thread]()

    def begin() -> str:
        urls, ready = list[str](), threading.Event()

        def listening(url: str, _outside: str) -> None:
            urls.append(url)
            ready.set()

        def go() -> None:
            session = Session(open_site(archive.root / "sitegen.toml"), lambda _: archive.now, jobs=1)
            serve(PreviewedSite(session), root=archive.root, port=0, ready=listening, report=print, stop=stop)

        threads.append(threading.Thread(target=go))
        threads[0].start()
        assert ready.wait(10)
        return urls[0]

    yield begin
    stop.set()
    for thread in threads:
        thread.join(10)


def test_a_title_a_template_and_a_stylesheet_are_followed(
    archive: SiteOnDisk, previewed: Callable[[], str], page: Page
) -> None:
    url = previewed()
    page.goto(f"{url}2024/04/rain/")
    page.evaluate("window.marked = true")
    archive.edit("content/articles/2024/04/rain.md", 'title: "rain"', 'title: "Drizzle"')
    expect(page.get_by_role("heading", name="Drizzle")).to_be_visible()
    archive.edit("content/articles/2024/04/rain.md", "It rained.", "It poured.")
    expect(page.get_by_text("It poured.")).to_be_visible()
    base = (shipped_theme() / "article.html").read_text("utf-8")
    archive.write("templates/article.html", base.replace("<article>", "<article><p>From my template</p>"))
    expect(page.get_by_text("From my template")).to_be_visible()
    style = (shipped_theme() / "assets/style.css").read_text("utf-8")
    archive.write("templates/assets/style.css", f"{style}\nh1 {{ color: rgb(1, 2, 3) }}")
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    assert page.evaluate("window.marked")
    page.goto(url)
    expect(page.get_by_role("link", name="Drizzle")).to_be_visible()


def test_a_saved_page_that_is_dropped_in_appears_in_an_open_list(
    archive: SiteOnDisk, previewed: Callable[[], str], page: Page
) -> None:
    page.goto(previewed())
    expect(page.get_by_role("link", name="A ferry returns to the lake")).to_have_count(0)
    archive.saved("ferry.html")
    page.get_by_role("link", name="A ferry returns to the lake").click()
    expect(page.get_by_text(PARAGRAPHS[0])).to_be_visible()
    address = page.get_by_role("link", name="Why?").get_attribute("href") or ""
    page.goto(f"{page.url.partition('/2024')[0]}{address}")
    expect(page.get_by_text("navigation: <nav> with 0% of the prose")).to_be_visible()
    expect(page.frame_locator("iframe").get_by_role("heading", name="A ferry returns to the lake")).to_be_visible()


def test_drafts_and_days_to_come_are_marked_here_and_nowhere_else(
    archive: SiteOnDisk, previewed: Callable[[], str], page: Page
) -> None:
    archive.article("idea", draft=True).article("feast", date="2026-12-24")
    page.goto(previewed())
    expect(page.get_by_role("link", name="idea Draft")).to_be_visible()
    expect(page.get_by_role("link", name="feast From 2026-12-24")).to_be_visible()
    expect(page.get_by_role("link", name="rain", exact=True)).to_be_visible()
    page.goto(f"{page.url}2024/04/idea/")
    expect(page.get_by_role("complementary", name="Preview")).to_contain_text("Draft")
    archive.edit("content/articles/2024/04/idea.md", "draft: true", "draft: false")
    expect(page.get_by_role("complementary", name="Preview")).not_to_contain_text("Draft")
    built = archive.build().tree()
    assert not [path for path, data in built.items() if b"__sitegen__" in data or b"feast" in data]


def test_a_mistake_is_shown_over_the_last_good_page_until_it_is_mended(
    archive: SiteOnDisk, previewed: Callable[[], str], page: Page
) -> None:
    page.goto(f"{previewed()}2024/04/rain/")
    archive.edit("content/articles/2024/04/rain.md", 'title: "rain"', "title: [<b>rain")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_contain_text("content/articles/2024/04/rain.md:3")
    expect(dialog).to_contain_text("title: [<b>rain")
    expect(page.get_by_role("heading", name="rain", include_hidden=True).first).to_have_text("rain")
    archive.edit("content/articles/2024/04/rain.md", "title: [<b>rain", "title: Drizzle")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("heading", name="Drizzle")).to_be_visible()
