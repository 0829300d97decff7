"""What the journeys of the staff share: an office, a way in for each post, and a look that every page must stand."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone
from tests.journeys.conftest import axe, fits, shot

from motcua.site.demo import builders
from motcua.site.worker import run_once

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}


def enter(browse: Callable[..., Any], live_server: Any, house: builders.House, kind: str) -> Any:
    """Return a page in a browser profile of its own in which the holder of this post is signed in."""
    page, client = browse(live_server), Client()
    client.force_login(house.staff[kind].account, backend=BACKEND)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def look(page: Any, name: str) -> None:
    """Fail when axe finds anything, or when the page is wider than a phone; keep pictures when asked to."""
    axe(page)
    shot(page, f"{name}-1366")
    page.set_viewport_size(PHONE)
    fits(page)
    shot(page, f"{name}-360")
    page.set_viewport_size(DESK)


def is_pdf(page: Any, link: Any) -> bool:
    """Tell whether the link leads to a PDF."""
    answer = page.request.get(link.get_attribute("href"))
    return bool(answer.ok and answer.body().startswith(b"%PDF"))


def work() -> None:
    """Let the worker do all that is due, on a thread of its own: Playwright's loop runs in this one."""

    def turn() -> None:
        try:
            run_once(timezone.now())
        finally:
            connection.close()

    thread = threading.Thread(target=turn)
    thread.start()
    thread.join()
