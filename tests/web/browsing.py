"""A browser, and pages that must not fault nor reach out, for tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

REFUSED = "Failed to load resource: the server responded with a status of"
"""What the console says of an answer that is a problem document, which pages show themselves."""


@contextmanager
def launched() -> Iterator[Browser]:
    path = os.environ.get("RESTOKG_BROWSER") or shutil.which("chromium")
    if path is None:
        missing = "There is no chromium; RESTOKG_BROWSER may name a browser of its kind."
        if os.environ.get("RESTOKG_BROWSER_TESTS") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def sound(browser: Browser, site: str, *, width: int = 1000) -> Iterator[Page]:
    """Open a page of a site; at the end, no script may have failed and nothing have gone out."""
    context = browser.new_context(viewport={"width": width, "height": 700}, color_scheme="light")
    page = context.new_page()
    faults: list[str] = []
    outside: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text)
            if message.type == "error" and not message.text.startswith(f"{REFUSED} 4")
            else None
        ),
    )
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site, "data:", f"blob:{site}"))
            else outside.append(request.url)
        ),
    )
    yield page
    assert faults == []
    assert outside == []
    context.close()
