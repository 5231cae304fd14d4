from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from .conftest import Running
from .sites import HOME, FolderSession, settled, until

Start = Callable[..., Running]
pytestmark = pytest.mark.browser


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        yield context


@pytest.fixture
def look_at(context: BrowserContext) -> Iterator[Callable[[str], Page]]:
    """Open pages; whatever their consoles complain of fails the test."""
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.location["url"].endswith("/favicon.ico"):
            complaints.append(f"{message.location['url']}: {message.text}")

    def open_page(url: str) -> Page:
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        with page.expect_response(re.compile("/__sitegen__/events")):
            page.goto(url)
        page.evaluate("window.marked = true")
        return page

    yield open_page
    assert complaints == []


def is_marked(page: Page) -> bool:
    """Whether the page was not loaded again since it was opened."""
    return bool(page.evaluate("window.marked === true"))


def color(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.querySelector('h1')).color"))


def test_an_edit_reloads_the_page(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    page = look_at(running.url)
    running.write("content/index.html", HOME.format(base="/", title="Edited"))
    expect(page.locator("h1#title")).to_have_text("Edited")
    assert page.title() == "Home"


def test_an_edit_is_taken_over_in_place(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    links = '<link rel="stylesheet" href="/assets/style.css"><meta name="description" content="{title}">'
    text = f'<html lang="{{lang}}"><title>{{title}}</title>{links}<body class="{{lang}}"><h1>{{title}}</h1></body>'
    running.write("content/index.html", text.format(lang="en", title="One"))
    settled(running.session, 0.3)  # else the page is made again while it opens
    page = look_at(running.url)
    running.write("content/index.html", text.format(lang="fr", title="Deux"))
    expect(page.locator("body.fr h1")).to_have_text("Deux")
    assert (page.title(), page.locator("html").get_attribute("lang")) == ("Deux", "fr")
    assert page.locator("meta[name=description]").get_attribute("content") == "Deux"
    assert (page.locator("title").count(), page.locator("link[rel=stylesheet]").count()) == (1, 1)
    assert color(page) == "rgb(1, 2, 3)"
    assert is_marked(page)


@pytest.mark.parametrize("change", ["<script>document.title = 'ran'</script>", "<script src=/a.js></script>"])
def test_a_page_with_scripts_is_loaded_again(preview: Start, look_at: Callable[[str], Page], change: str) -> None:
    running = preview()
    running.write("static/a.js", "document.title = 'ran'")
    settled(running.session, 0.3)  # else the page is made again while it opens
    page = look_at(running.url)
    running.write("content/index.html", f"<title>Home</title><body><h1>Scripted</h1>{change}</body>")
    expect(page).to_have_title("ran")
    assert not is_marked(page)


def test_a_page_whose_policy_changed_is_loaded_again(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    page = look_at(running.url)
    meta = "<meta http-equiv=content-security-policy content=\"img-src 'none'\">"
    running.write("content/index.html", f"<head>{meta}</head><body><h1>Strict</h1></body>")
    expect(page.locator("h1")).to_have_text("Strict")
    assert not is_marked(page)


def test_an_edit_of_another_page_leaves_this_one_alone(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    home, article = look_at(running.url), look_at(f"{running.url}2024/04/slug/")
    running.write("content/2024/04/slug/index.html", "<body><h1>Edited</h1></body>")
    expect(article.locator("h1")).to_have_text("Edited")
    assert is_marked(home)
    running.write("content/index.html", HOME.format(base="/", title="Edited too"))
    expect(home.locator("h1#title")).to_have_text("Edited too")


def test_below_a_base_path(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview(base_path="/новости/")
    running.write("content/index.html", HOME.format(base="/новости/", title="Home"))
    until(lambda: "/новости/".encode() in running.session.pages.get("index.html", b""))
    page = look_at(running.url)
    running.write("static/assets/style.css", "h1 { color: rgb(9, 8, 7) }")
    page.wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(9, 8, 7)'")
    running.write("content/index.html", HOME.format(base="/новости/", title="Edited"))
    expect(page.locator("h1#title")).to_have_text("Edited")


def test_an_edit_of_a_stylesheet_swaps_it(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    page = look_at(running.url)
    assert color(page) == "rgb(1, 2, 3)"
    for number in (4, 5):
        running.write("static/assets/style.css", f"h1 {{ color: rgb({number}, 0, 0) }}")
        page.wait_for_function(f"getComputedStyle(document.querySelector('h1')).color === 'rgb({number}, 0, 0)'")
        assert page.locator("link[rel=stylesheet]").count() == 1
    assert is_marked(page)


def fingerprinted(files: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """As a theme does: the stylesheet's name tells its contents, so that every page changes with it."""
    name = f"assets/style.{len(files['assets/style.css'])}.css"
    pages = {
        path: body.replace(b"assets/style.css", name.encode()) for path, body in files.items() if path.endswith(".html")
    }
    return {**pages, name: files["assets/style.css"]}


def test_a_fingerprinted_stylesheet_is_swapped(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    running.session.render = fingerprinted
    running.write("static/assets/style.css", "h1 { color: red }")
    settled(running.session, 0.3)  # else the page is made again while it opens
    page = look_at(running.url)
    running.write("static/assets/style.css", "h1 { color: rgb(4, 0, 0) }")
    page.wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 0, 0)'")
    assert is_marked(page)
    running.write("content/index.html", HOME.format(base="/", title="Edited"))
    expect(page.locator("h1#title")).to_have_text("Edited")


def test_a_style_in_the_page_is_swapped(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    text = "<head><style>h1 {{ color: rgb({}, 0, 0) }}</style></head><body><h1>Home</h1></body>"
    running.write("content/index.html", text.format(1))
    settled(running.session, 0.3)  # else the page is made again while it opens
    page = look_at(running.url)
    running.write("content/index.html", text.format(2))
    page.wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(2, 0, 0)'")
    assert is_marked(page)


def test_a_changed_picture_or_script_reloads(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    running.write("static/a.js", "document.title = 'one'")
    running.write("content/index.html", "<body><script src=/a.js></script></body>")
    settled(running.session, 0.3)  # else the page is made again while it opens
    page = look_at(running.url)
    expect(page).to_have_title("one")
    running.write("static/unused.js", "1")
    running.write("static/a.js", "document.title = 'two'")
    expect(page).to_have_title("two")


@pytest.mark.parametrize("script", ["", "<script>1</script>"])
def test_the_place_in_a_long_page_is_kept(preview: Start, look_at: Callable[[str], Page], script: str) -> None:
    running = preview()
    look = "<style>html {{ scroll-behavior: smooth }} body {{ height: 9000px }}</style>"
    text = f"{look}<body><h1>{{}}</h1>{script}</body>"
    running.write("content/index.html", text.format("one"))
    until(lambda: b"<h1>one</h1>" in running.session.pages.get("index.html", b""))  # not while the page is looked at
    page = look_at(running.url)
    page.evaluate("scrollTo({top: 4321, behavior: 'instant'})")
    running.write("content/index.html", text.format("two"))
    expect(page.locator("h1")).to_have_text("two")
    page.wait_for_function("scrollY === 4321")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_problem_is_shown_and_goes_away(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    page = look_at(running.url)
    good = (running.root / "content/index.html").read_text()
    running.write("content/index.html", "one\n<img src=x onerror=alert(1)> BROKEN\nthree")
    dialog = page.get_by_role("alertdialog", name="A problem keeps the site from being rebuilt")
    expect(dialog).to_be_visible()
    expect(dialog).to_be_focused()
    for text in (
        "content/index.html:2",
        "this line is <b>broken</b>",
        "<img src=x onerror=alert(1)> BROKEN",
        "three",
        "take BROKEN out",
    ):
        expect(dialog.get_by_text(text, exact=True)).to_be_visible()
    assert dialog.locator("img, b").count() == 0
    expect(page.locator("h1#title")).to_have_text("Home")
    running.write("content/index.html", good)
    expect(dialog).to_have_count(0)
    assert is_marked(page)


def test_escape_dismisses_a_problem_until_the_next(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    page = look_at(running.url)
    page.locator("p a").focus()
    running.write("content/a.html", "BROKEN")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator("p a")).to_be_focused()
    running.write("content/b.html", "BROKEN")
    expect(page.get_by_role("alertdialog", name="2 problems keep")).to_be_visible()
    page.get_by_role("button", name="Dismiss").click()
    expect(dialog).to_have_count(0)


def test_a_page_opened_while_a_problem_stands_shows_it(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    running.write("content/a.html", "BROKEN")
    settled(running.session, 0.3)  # else the page is made again while it opens
    page = look_at(running.url)
    expect(page.get_by_role("alertdialog")).to_be_visible()


def test_where_there_was_no_site_yet_mending_brings_it_up(preview: Start, context: BrowserContext) -> None:
    running = preview(wait=False)
    running.end()
    running.write("content/index.html", "BROKEN")
    running.session.pages = {}
    running.start()
    page = context.new_page()
    page.goto(running.url)
    expect(page.get_by_role("alertdialog")).to_be_visible()
    running.write("content/index.html", "<body><h1>Mended</h1></body>")
    expect(page.locator("h1")).to_have_text("Mended")
    expect(page.get_by_role("alertdialog")).to_have_count(0)


def test_a_missing_page_appears_when_it_is_made(preview: Start, context: BrowserContext) -> None:
    running = preview()
    page = context.new_page()
    page.goto(f"{running.url}new/")
    expect(page.locator("h1")).to_have_text("Nothing here")
    running.write("content/new/index.html", "<body><h1>New</h1></body>")
    expect(page.locator("h1")).to_have_text("New")


def test_two_pages_open_at_once(preview: Start, look_at: Callable[[str], Page]) -> None:
    running = preview()
    pages = [look_at(running.url), look_at(running.url)]
    running.write("content/index.html", HOME.format(base="/", title="Edited"))
    for page in pages:
        expect(page.locator("h1#title")).to_have_text("Edited")
    running.write("content/a.html", "BROKEN")
    for page in pages:
        expect(page.get_by_role("alertdialog")).to_be_visible()


HIDE = """Object.defineProperty(document, "visibilityState", {value: "hidden", configurable: true});
    document.dispatchEvent(new Event("visibilitychange"))"""
SHOW = """delete document.visibilityState; document.dispatchEvent(new Event("visibilitychange"))"""


def test_pages_that_nobody_sees_hold_no_connection_and_catch_up_when_shown(
    preview: Start, look_at: Callable[[str], Page]
) -> None:
    running = preview()
    pages = []
    for _ in range(8):  # more than the six connections that a browser allows
        pages.append(look_at(running.url))
        pages[-1].evaluate(HIDE)
    running.write("static/assets/style.css", "h1 { color: rgb(4, 0, 0) }")
    until(lambda: len(running.lines) == 2)
    pages[0].evaluate(SHOW)
    pages[0].wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 0, 0)'")
    assert is_marked(pages[0])
    running.write("content/index.html", HOME.format(base="/", title="Edited"))
    expect(pages[0].locator("h1#title")).to_have_text("Edited")
    assert is_marked(pages[1])
    pages[1].evaluate(SHOW)
    expect(pages[1].locator("h1#title")).to_have_text("Edited")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_overlay_is_accessible(
    preview: Start, look_at: Callable[[str], Page], scheme: Literal["light", "dark"]
) -> None:
    running = preview()
    page = look_at(running.url)
    page.emulate_media(color_scheme=scheme)
    running.write("content/a.html", "one\nBROKEN\nthree")
    expect(page.get_by_role("alertdialog")).to_be_visible()
    found = Axe().run(page, context="sitegen-problems").response["violations"]
    assert [(violation["id"], violation["nodes"]) for violation in found] == []


def test_a_page_reloads_after_the_server_was_started_again(preview: Start, context: BrowserContext) -> None:
    running = preview()
    page = context.new_page()
    page.goto(running.url)
    expect(page.locator("h1#title")).to_have_text("Home")
    port = running.address[1]
    running.end()
    running.write("content/index.html", HOME.format(base="/", title="Started again"))
    running.start(port=port)
    expect(page.locator("h1#title")).to_have_text("Started again")


@pytest.mark.parametrize(
    "policy",
    [
        "script-src 'self'",
        "default-src 'none'; script-src 'self'",
        "default-src 'self'; script-src 'none'; style-src 'self'",
        "default-src 'none'",
    ],
)
def test_a_strict_policy_of_the_page_does_not_stand_in_the_way(
    preview: Start, look_at: Callable[[str], Page], policy: str
) -> None:
    running = preview()
    text = '<head><meta http-equiv="Content-Security-Policy" content="{}"></head><body><h1>{}</h1></body>'
    running.write("content/index.html", text.format(policy, "one"))
    until(lambda: b"<h1>one</h1>" in running.session.pages.get("index.html", b""))  # not while the page is looked at
    page = look_at(running.url)
    running.write("content/a.html", "BROKEN")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible()
    assert dialog.evaluate("element => getComputedStyle(element).maxWidth") == "800px"
    (running.root / "content/a.html").unlink()
    expect(dialog).to_have_count(0)
    running.write("content/index.html", text.format(policy, "two"))
    expect(page.locator("h1")).to_have_text("two")


def test_a_session_that_takes_its_time(preview: Start, site: object, look_at: Callable[[str], Page]) -> None:
    running = preview()
    running.session.seconds = 0.3
    page = look_at(running.url)
    for number in range(5):
        running.write("content/index.html", HOME.format(base="/", title=f"Edit {number}"))
        page.wait_for_timeout(100)
    expect(page.locator("h1#title")).to_have_text("Edit 4")
    assert isinstance(running.session, FolderSession)
    assert running.session.most_at_once == 1


# --- what only the preview knows of a page ----------------------------------------------------------------------------

DRAFT = "<!doctype html><html lang=en><title>Slug</title><body><h1>Article</h1><p>DRAFT</p></body></html>"


def test_a_draft_is_marked_on_its_page_and_wherever_it_is_linked(
    preview: Start, look_at: Callable[[str], Page]
) -> None:
    running = preview()
    home, article = look_at(running.url), look_at(f"{running.url}2024/04/slug/")
    bar = article.get_by_role("complementary", name="Preview")
    expect(bar.get_by_text("Draft")).to_have_count(0)
    running.write("content/2024/04/slug/index.html", DRAFT)
    expect(bar.get_by_text("Draft")).to_be_visible()
    home.reload()
    expect(home.get_by_role("link", name="An article Draft")).to_be_visible()
    assert Axe().run(article, context="sitegen-bar").response["violations"] == []


@pytest.fixture
def editor(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's editor notes what it is given in this file."""
    folder = tmp_path_factory.mktemp("editor")
    program, notes = folder / "my-editor", folder / "notes"
    program.write_text(f'#!/bin/sh\nprintf %s "$*" > "{notes}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{program}' --wait")
    return notes


def test_edit_opens_the_file_that_the_page_was_made_of(
    preview: Start, look_at: Callable[[str], Page], editor: Path
) -> None:
    running = preview()
    page = look_at(f"{running.url}2024/04/slug/")
    page.get_by_role("button", name="Edit").click()
    expect(page.get_by_role("status")).to_have_text("opened in your editor")
    until(editor.exists)
    until(editor.read_text)
    assert editor.read_text() == f"--wait {running.root / 'content/2024/04/slug/index.html'}"


def test_a_problem_can_be_opened_where_it_is(preview: Start, look_at: Callable[[str], Page], editor: Path) -> None:
    running = preview()
    page = look_at(running.url)
    running.write("content/a b.html", "BROKEN")
    page.get_by_role("alertdialog").get_by_role("button", name="Open").click()
    until(editor.exists)
    until(editor.read_text)
    assert editor.read_text().endswith("/content/a b.html")


def test_for_an_editor_in_a_terminal_the_path_is_shown(
    preview: Start, look_at: Callable[[str], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "/usr/bin/vim -p")
    running = preview()
    page = look_at(f"{running.url}2024/04/slug/")
    page.get_by_role("button", name="Edit").press("Enter")
    field = page.get_by_label("The file to open in your editor")
    expect(field).to_have_value(str(running.root / "content/2024/04/slug/index.html"))
    expect(page.get_by_role("button", name="Copy")).to_be_visible()


HOSTILE = """<!doctype html><meta http-equiv=refresh content="0;url=/hit?refresh"><base href="/hit?base">
<link rel=preconnect href="http://localhost:9/"><li<link>nk rel=stylesheet href="/hit?style"><title>Saved</title>
<link rel=stylesheet href="/hit?style"><style>h1 { color: rgb(5, 5, 5); background: url(/hit?background) }</style>
<script>parent.document.title = "ran"; fetch("/hit?fetch")</script><script src="/hit?script"></script>
<img src="/hit?picture" onerror="document.title = 'ran'"><iframe src="/hit?frame"></iframe><h1>Saved</h1>
<svg onload="document.title = 'ran'"></svg><video src="/hit?video" autoplay></video>
<form action="/hit?form"><button autofocus onfocus="this.form.submit()">Go</button></form></body>"""


def test_why_shows_the_reasons_beside_a_saved_page_that_can_do_nothing(preview: Start, context: BrowserContext) -> None:
    running = preview()
    running.write("content/2024/04/slug/index.html", HOSTILE)
    until(lambda: len(running.lines) == 2)
    asked: list[str] = []  # of the server: the browser also speaks of requests that the policy kept it from making
    read = running.session.read
    running.session.read = lambda path: asked.append(path) or read(path)  # type: ignore[method-assign, func-returns-value]
    others: list[str] = []
    context.on("request", lambda request: others.append(request.url))
    page = context.new_page()
    page.goto(f"{running.origin}/__sitegen__/why?page=2024%2F04%2Fslug%2Findex.html")
    saved = page.frame_locator("iframe")
    expect(saved.get_by_role("heading", name="Saved")).to_be_visible()
    expect(page.get_by_text("links: nearly all of it is links")).to_be_visible()
    expect(page.get_by_text("<svg onload=")).to_be_visible()
    assert saved.locator("h1").evaluate("element => getComputedStyle(element).color") == "rgb(5, 5, 5)"
    page.wait_for_timeout(300)
    assert page.title() == "Why: 2024/04/slug/index.html"
    assert [path for path in asked if "favicon" not in path] == []
    assert [url for url in others if not url.startswith(running.origin)] == []
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        assert Axe().run(page, context="main").response["violations"] == []
