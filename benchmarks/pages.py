"""The ten main pages over the demo at MOTCUA_HOME: queries, bytes of HTML, CPU: `python -m benchmarks.pages`.

Run `motcua demo` first. Nothing is written but lines of the access log, as when a person looks.
"""

import os
import statistics
import time
from typing import Any

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
    django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Status
from motcua.office.staff import Account
from motcua.papers.signatures import Signature

ROUNDS = 15


def pages() -> list[tuple[str, str, str]]:
    """Return (name, user or "", address) of the ten pages."""
    code = Dossier.objects.filter(status=Status.IN_PROCESS).values_list("code", flat=True)[0]
    open_id = Dossier.objects.filter(status=Status.REGISTERED).values_list("pk", flat=True)[0]
    signed = Signature.objects.order_by("-signed_at").values_list("code", flat=True)[0]
    return [
        ("citizen: home", "", "/"),
        ("citizen: procedure", "", "/tthc/1.004873/"),
        ("citizen: search", "", "/tthc/?q=xac+nhan+tinh+trang+hon+nhan"),
        ("citizen: tracking by code", "", f"/tra-cuu/?ma={code}"),
        ("anyone: verification", "", f"/kiem-tra/{signed}/"),
        ("officer: list of work", "tiepnhan", "/can-bo/"),
        ("officer: dossier", "tiepnhan", f"/can-bo/ho-so/{open_id}/"),
        ("officer: counter form", "tiepnhan", "/can-bo/quay/1.004873/"),
        ("leader: board", "lanhdao", "/lanh-dao/"),
        ("leader: II.06a", "lanhdao", "/lanh-dao/bao-cao/ii-06a/"),
    ]


def measured(client: Client, address: str) -> tuple[int, int, int, float]:
    """Return status, queries, bytes and median CPU milliseconds of one page."""
    client.get(address)
    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        answer = client.get(address)
    spent = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        client.get(address)
        spent.append(1000 * (time.process_time() - begun))
    return answer.status_code, len(asked), len(answer.content), statistics.median(spent)


def main() -> None:
    """Print the table."""
    settings.ALLOWED_HOSTS = ["testserver"]
    print(f"{Dossier.objects.count():,} dossiers, {connection.vendor}\n")
    print("| page | status | queries | bytes of HTML | CPU ms |\n|---|--:|--:|--:|--:|")
    for name, user, address in pages():
        client = Client()
        if user:
            account = Account.objects.get(username=user)
            client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        status, queries, size, cpu = measured(client, address)
        print(f"| {name} | {status} | {queries} | {size:,} | {cpu:.1f} |")


if __name__ == "__main__":
    main()
