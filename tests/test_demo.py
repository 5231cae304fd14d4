"""The sample archive, as a reader meets it in a real browser, and as a user builds it from an installed wheel."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

PROJECT = Path(__file__).parent.parent
STORY = "Ferry library returns to Lake Titicaca"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample archive: what somebody has who cloned the project, without what a build makes."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(PROJECT / "sitegen.toml", folder)
    shutil.copytree(PROJECT / "content", folder / "content")
    return folder


@pytest.fixture(scope="module")
def address(demo: Path) -> Iterator[str]:
    """The address at which `sitegen serve` shows the sample archive."""
    command = [sys.executable, "-m", "sitegen", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=demo, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        lines = []
        for line in server.stderr:
            lines.append(line)
            if found := re.search(r"http://\S+", line):
                drain = threading.Thread(target=server.stderr.read, daemon=True)
                drain.start()
                yield found[0]
                server.terminate()
                drain.join()
                return
        raise AssertionError("".join(lines))


@pytest.fixture
def watched_page(page: Page, address: str) -> Iterator[Page]:
    """A page that fails its test on any console error, and on any request to another host."""
    complaints: list[str] = []

    def look(request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(address).netloc:
            complaints.append(f"request to {request.url}")

    page.on("request", look)
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.mark.browser
def test_a_reader_walks_from_home_to_a_region_to_a_story_and_back(watched_page: Page, address: str) -> None:
    page = watched_page
    page.goto(address)
    expect(page).to_have_title(re.compile("Reading Room"))
    page.get_by_role("link", name="Regions").first.click()
    page.get_by_role("link", name="Peru", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Peru")
    page.get_by_role("link", name=STORY).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STORY)
    source = page.locator("main").inner_text().strip().splitlines()[0]
    assert source.startswith("The Altiplano Courier"), "an article says first where it comes from"
    expect(page.locator("article img").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Peru")
    page.get_by_role("link", name="The Reading Room").first.click()
    expect(page).to_have_title(re.compile("Reading Room"))


@pytest.mark.browser
def test_an_edit_shows_in_the_open_browser(watched_page: Page, address: str, demo: Path) -> None:
    page = watched_page
    file = next((demo / "content/articles").rglob("ferry-library*.md"))
    page.goto(f"{address}{file.relative_to(demo / 'content/articles').with_suffix('')}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(STORY)
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\nThe library now lends umbrellas, too.\n", encoding="utf-8")
    expect(page.get_by_text("The library now lends umbrellas, too.")).to_be_visible(timeout=20_000)
    file.write_text(text, encoding="utf-8")
    expect(page.get_by_text("The library now lends umbrellas, too.")).to_have_count(0, timeout=20_000)


@pytest.mark.browser
def test_a_broken_edit_is_explained_while_the_last_good_page_stays(page: Page, address: str, demo: Path) -> None:
    file = next((demo / "content/articles").rglob("ferry-library*.md"))
    text = file.read_text(encoding="utf-8")
    page.goto(f"{address}{file.relative_to(demo / 'content/articles').with_suffix('')}/")
    file.write_text(re.sub(r"^date: .*$", "date: someday", text, flags=re.MULTILINE), encoding="utf-8")
    dialog = page.get_by_role("alertdialog")
    expect(dialog).to_be_visible(timeout=20_000)
    expect(dialog).to_contain_text(f"{file.relative_to(demo)}:3")
    expect(dialog).to_contain_text("is no date")
    expect(page.get_by_role("heading", level=1, include_hidden=True).first).to_have_text(STORY)
    file.write_text(text, encoding="utf-8")
    expect(dialog).to_have_count(0, timeout=20_000)


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_needs_sideways_scrolling(watched_page: Page, address: str, width: int) -> None:
    page = watched_page
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("", "regions/", "tags/", "sources/", "dates/", "2024/", "about/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def sitegen(*arguments: str, folder: Path, python: Path) -> str:
    command = [str(python), "-I", "-m", "sitegen", *arguments]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stderr


@pytest.mark.slow
def test_the_sample_archive_builds_from_the_installed_wheel(demo: Path, tmp_path: Path) -> None:
    """In an environment that has nothing but the wheel and its dependencies, far from the checkout."""
    run = subprocess.run
    run([sys.executable, "-m", "build", "--outdir", str(tmp_path), str(PROJECT)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    assert list(tmp_path.glob("*.tar.gz")), "the sdist builds too"
    run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "venv")], check=True)
    python = tmp_path / "venv/bin/python"
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    run([*pip, "install", "--quiet", str(wheel)], check=True, capture_output=True)
    site = tmp_path / "site"
    shutil.copytree(demo, site, ignore=shutil.ignore_patterns(".sitegen", "_site"))
    assert "files written" in sitegen("build", folder=site, python=python)
    assert (site / "_site/index.html").read_text(encoding="utf-8").count("<li") > 10
    assert "nothing changed" in sitegen("build", folder=site, python=python)
