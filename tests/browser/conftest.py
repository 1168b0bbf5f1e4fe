"""A real Chromium for all tests in this folder."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 90_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the Chromium that Debian packages; its event loop must not stay for other modules."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open an empty window that has never seen a page."""
    with empty_window(browser) as page:
        yield page


@pytest.fixture(scope="module")
def shared_page(browser: Browser) -> Iterator[Page]:
    """Open a window that a module's tests use one after the other."""
    with empty_window(browser) as page:
        yield page


@contextmanager
def empty_window(browser: Browser) -> Iterator[Page]:
    """Open one and close it at the end."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()
