"""Journeys in a real browser: Debian's Chromium, driven by Playwright against a live server.

    def test_x(live_server, browse):
        page = browse(live_server, at_360)        # a Playwright page; relative addresses work
        page.goto("/")
        axe(page)                                 # no violation of WCAG A, AA or best practice
        shot(page, "trang-chu-360")               # only when MOTCUA_SHOTS names a folder

Any message on the console, any refused resource and any error of the page fails the journey at its end.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("MOTCUA_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000  # milliseconds: a busy machine is slow, not wrong
at_360: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
at_desktop: dict[str, Any] = {"viewport": {"width": 1366, "height": 768}}
# Playwright's loop makes Django believe that it runs in asynchronous code; the tests themselves do not.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as a browser test with a real, committed database."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Start Debian's Chromium once for all journeys."""
    from playwright.sync_api import expect, sync_playwright

    if not Path(CHROMIUM).exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium, or name it in MOTCUA_CHROMIUM")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Any) -> Iterator[Callable[..., Any]]:
    """Open a page in a fresh browser profile: `browse(live_server, at_360, java_script_enabled=False)`."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_page(live_server: Any, screen: dict[str, Any] = at_desktop, **options: Any) -> Any:
        context = chromium.new_context(base_url=live_server.url, locale="vi-VN", **{**screen, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: _hear(message, page, complaints))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _hear(message: Any, page: Any, complaints: list[str]) -> None:
    # Chromium reports every answer of 4xx (and 503, the paused office) as an error; a journey through refusals is no
    # mistake of the page.
    is_refusal = any(f"the server responded with a status of {status}" in message.text for status in ("4", "503"))
    if message.type in {"error", "warning"} and not is_refusal:
        complaints.append(f"{page.url}: {message.text}")


def axe(page: Any, **options: Any) -> None:
    """Fail when axe finds any violation on the page."""
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_load_state()  # a page half read has half its labels
    results = Axe().run(page, options=options or None)
    found = [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    "
        + "\n    ".join(str(node["html"])[:200] for node in violation["nodes"][:5])
        for violation in results.response["violations"]
    ]
    assert not found, f"{page.url}\n" + "\n".join(found)


def fits(page: Any) -> None:
    """Fail when the page is wider than the screen."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px wider than the screen"


def shot(page: Any, name: str) -> None:
    """Keep a picture of the whole page in the folder that MOTCUA_SHOTS names; nothing otherwise."""
    folder = os.environ.get("MOTCUA_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
