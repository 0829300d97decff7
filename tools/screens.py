"""Takes pictures of the main screens of the demo commune into docs/screens/: `make screens`.

The demo lives in `build/screens`; the site is served from it for the time of the pictures. Staff come in by a session
made here, so that no password is needed.
"""

import http.client
import io
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screens"
HOME = ROOT / "build" / "screens"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}


@dataclass(frozen=True)
class Screen:
    """One picture: its file, who looks (user name, "" for a citizen), where, and what is clicked on the way."""

    name: str
    who: str
    path: str
    screen: dict[str, Any]
    click: str = ""


SCREENS = (
    Screen("01-trang-chu", "", "/", DESK),
    Screen("02-tim-thu-tuc-360", "", "/tthc/?q=xac+nhan+tinh+trang+hon+nhan", PHONE),
    Screen("03-thu-tuc", "", "/tthc/1.004873/", DESK),
    Screen("04-nop-ho-so-360", "", "/nop-ho-so/1.004873/", PHONE),
    Screen("05-tra-cuu-360", "", "/tra-cuu/", PHONE),
    Screen("06-can-bo", "tiepnhan", "/can-bo/", DESK),
    Screen("07-ho-so", "tiepnhan", "/can-bo/", DESK, click="main table a"),
    Screen("08-chuyen-mon", "chuyenmon", "/can-bo/", DESK),
    Screen("09-ky-so", "lanhdao", "/lanh-dao/ky/", DESK),
    Screen("10-bang-hom-nay", "lanhdao", "/lanh-dao/", DESK),
    Screen("11-ii-06a", "lanhdao", "/lanh-dao/bao-cao/ii-06a/", DESK),
    Screen("12-quan-tri-thu-tuc", "quantri", "/quan-tri/thu-tuc/", DESK),
    Screen("13-kiem-tra-chu-ky-360", "", "/kiem-tra/", PHONE),
)


def main() -> int:
    """Set the demo up when it is missing, serve it, and take every picture."""
    os.environ["MOTCUA_HOME"] = str(HOME)
    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.site.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop is not ours
    motcua = [sys.executable, "-m", "motcua.site.cli"]
    subprocess.run([*motcua, "demo"], check=True)
    port = _free_port()
    site = subprocess.Popen([*motcua, "serve", "--no-worker", "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        missing = _take_all(f"http://127.0.0.1:{port}")
    finally:
        site.terminate()
        site.wait(30)
    for line in missing:
        print(line, file=sys.stderr)
    return 1 if missing else 0


def _take_all(address: str) -> list[str]:
    import django
    from playwright.sync_api import sync_playwright

    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("MOTCUA_CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        for screen in SCREENS:
            context = browser.new_context(base_url=address, locale="vi-VN", **screen.screen)
            if screen.who:
                context.add_cookies([{"name": "sessionid", "value": _session(screen.who), "url": address}])
            page = context.new_page()
            answer = page.goto(screen.path)
            if screen.click:
                page.locator(screen.click).first.click()
                page.wait_for_load_state()
            if answer is None or answer.status != 200:
                missing.append(f"{screen.name}: {screen.path} trả lời {answer.status if answer else 'không gì'}")
            else:
                _keep(page.screenshot(), FOLDER / f"{screen.name}.png")
            context.close()
        browser.close()
    return missing


def _session(username: str) -> str:
    """Return the key of a session in which the account is signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from motcua.office.staff import Account

    account = Account.objects.get(username=username)
    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def _keep(picture: bytes, path: Path) -> None:
    """Write a small PNG: few colours are enough for a page of text."""
    from PIL import Image

    small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} kB")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(240):
        try:
            site = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            site.request("GET", "/")
            site.getresponse().close()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.25)
    raise SystemExit("Trang web không trả lời.")


if __name__ == "__main__":
    sys.exit(main())
