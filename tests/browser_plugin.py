"""A real browser for the tests that are marked `browser`.

Without a Chromium these tests fail. `SITEGEN_NO_BROWSER=1` leaves them out, and says how many those were.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ARGUMENTS = (
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LEFT_OUT = "sitegen_browser_tests_left_out"
left_out: dict[str, int] = {}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves browser tests out where that was asked for."""
    if not os.environ.get("SITEGEN_NO_BROWSER"):
        return
    browser_tests = [item for item in items if item.get_closest_marker("browser")]
    left_out["here"] = len(browser_tests)
    config.hook.pytest_deselected(items=browser_tests)
    items[:] = [item for item in items if not item.get_closest_marker("browser")]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the process that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[LEFT_OUT] = left_out.get("here", 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Every worker collects all tests, so any of them knows the number."""
    left_out["here"] = getattr(node, "workeroutput", {}).get(LEFT_OUT, 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many tests were left out."""
    if os.environ.get("SITEGEN_NO_BROWSER"):
        terminalreporter.write_line(f"SITEGEN_NO_BROWSER: {left_out.get('here', 0)} browser tests were left out")


def chromium_path() -> str | None:
    """The Chromium to use; `None` stands for Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("SITEGEN_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


def launch(playwright: Playwright) -> Browser:
    """The Chromium of this machine, started."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=list(ARGUMENTS))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page, in a context of its own."""
    context = browser.new_context()
    yield context.new_page()
    context.close()
