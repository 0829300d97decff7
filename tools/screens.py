"""Takes pictures of the twelve main screens of the demo commune into docs/screens/: `make screens`.

A small demo lives in `build/screens`; the site is served from it for the time of the pictures. Staff come in by a
session made here, so that no password is needed.
"""

import http.client
import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screens"
HOME = ROOT / "build" / "screens"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESK: dict[str, Any] = {"viewport": {"width": 1200, "height": 800}}
DOSSIERS = "300"
MOST_BYTES = 120_000
PROCEDURE = "1.004873"


@dataclass(frozen=True)
class Screen:
    """One picture: its file, who looks (user name, "" for a citizen), on which screen, and the way to the page."""

    name: str
    who: str
    screen: dict[str, Any]
    go: Callable[[Any, dict[str, str]], Any]


def _to(path: str) -> Callable[[Any, dict[str, str]], Any]:
    """Return the way straight to an address, in which {names} stand for what the demo holds."""
    return lambda page, facts: page.goto(path.format(**facts))


def _to_the_form(page: Any, facts: dict[str, str]) -> Any:
    """Begin a draft and return the answer with its e-form."""
    page.goto(f"/nop-ho-so/{PROCEDURE}/")
    page.locator("main input[name=phone]").fill("0900000123")
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    return page.goto("/ho-so-dang-soan/")


SCREENS = (
    Screen("01-trang-chu-360", "", PHONE, _to("/")),
    Screen("02-thu-tuc-360", "", PHONE, _to(f"/tthc/{PROCEDURE}/")),
    Screen("03-to-khai-360", "", PHONE, _to_the_form),
    Screen("04-tra-cuu-360", "", PHONE, _to("/tra-cuu/?ma={code}")),
    Screen("05-kiem-tra-chu-ky-360", "", PHONE, _to("/kiem-tra/{signature}/")),
    Screen("06-viec-cua-toi", "tiepnhan", DESK, _to("/can-bo/")),
    Screen("07-ho-so", "tiepnhan", DESK, _to("/can-bo/ho-so/{dossier}/")),
    Screen("08-quay", "tiepnhan", DESK, _to(f"/can-bo/quay/{PROCEDURE}/")),
    Screen("09-ky-duyet", "lanhdao", DESK, _to("/lanh-dao/ky/{proposed}/")),
    Screen("10-bang-hom-nay", "lanhdao", DESK, _to("/lanh-dao/")),
    Screen("11-ii-06a", "lanhdao", DESK, _to("/lanh-dao/bao-cao/ii-06a/")),
    Screen("12-quan-tri", "quantri", DESK, _to("/quan-tri/")),
)


def main() -> int:
    """Set the demo up when it is missing, serve it, and take every picture."""
    os.environ["MOTCUA_HOME"] = str(HOME)
    os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.site.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop is not ours
    motcua = [sys.executable, "-m", "motcua.site.cli"]
    subprocess.run([*motcua, "demo", "--dossiers", DOSSIERS], check=True, stdout=subprocess.DEVNULL)
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

    django.setup()
    facts = _facts()
    from playwright.sync_api import sync_playwright

    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
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
            answer = screen.go(page, facts)
            if answer is None or answer.status != 200:
                missing.append(f"{screen.name}: {page.url} trả lời {answer.status if answer else 'không gì'}")
            else:
                missing += _keep(page.screenshot(), FOLDER / f"{screen.name}.png")
            context.close()
        browser.close()
    return missing


def _facts() -> dict[str, str]:
    """Return what the pictures show of the demo: a dossier to check, one to sign, a signature, a code."""
    from motcua.dossiers.dossier import Dossier
    from motcua.dossiers.status import Status
    from motcua.dossiers.worklist import Task
    from motcua.papers.signatures import Signature
    from motcua.site.demo import commune

    mine = Dossier.objects.filter(office__code=commune.CODE, void_at=None).order_by("-submitted_at")
    new = mine.filter(status=Status.REGISTERED).first() or mine[0]
    told = mine.filter(status__in=(Status.IN_PROCESS, Status.PROCESSED)).first() or mine[0]
    task = Task.objects.filter(office__code=commune.CODE, post__kind="leader").first()
    signature = Signature.objects.filter(office__code=commune.CODE).order_by("-signed_at")[0]
    return {
        "dossier": str(new.pk),
        "code": told.code,
        "proposed": str(task.dossier_id if task else _propose()),
        "signature": signature.code,
    }


def _propose() -> object:
    """Return a dossier that the specialist proposes now, so that something waits for the leader."""
    from django.utils import timezone

    from motcua.dossiers import decisions
    from motcua.dossiers.worklist import Task, TaskKind
    from motcua.kernel.localtime import local_day
    from motcua.office import posts
    from motcua.office.staff import Account

    now = timezone.now()
    by = posts.acting_in(posts.held_by(Account.objects.get(username="chuyenmon").pk, local_day(now))[0])
    task = Task.objects.filter(office_id=by.office, post_id=by.post, kind=TaskKind.STEP).order_by("due_at")[0]
    title = task.dossier.version.procedure.name.removeprefix("Thủ tục cấp ")
    body = "Căn cứ hồ sơ đã nộp và sổ hộ tịch,\nxác nhận nội dung yêu cầu là đúng."
    decisions.propose(task.dossier_id, outcome="granted", title=title, body=body, by=by, at=now)
    return task.dossier_id


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


def _keep(picture: bytes, path: Path) -> list[str]:
    """Write a small PNG: few colours are enough for a page of text; tell when it is not small after all."""
    from PIL import Image

    small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}  {size // 1024} kB")
    return [f"{path.name}: {size} byte"] if size > MOST_BYTES else []


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
