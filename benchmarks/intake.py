"""What a filing costs: CPU ms of `intake.submit` against a bare ORM transaction (one case and five rows), same run.

    MOTCUA_HOME=$(mktemp -d) .venv/bin/python benchmarks/intake.py

Rounds are interleaved and medians compared, so that a busy machine disturbs both alike. Aims: docs performance page
(≤ 8 ms CPU application and database together, at least a fifth of the bare transaction's speed).
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
os.environ.setdefault("MOTCUA_HOME", tempfile.mkdtemp(prefix="motcua-bench-"))
ROUNDS, EACH = 15, 20


def main() -> None:
    """Set up an empty installation, measure and print."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = {config.label: None for config in django.apps.apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    measure()


def measure() -> None:
    """Interleave filings and bare transactions; print medians, ratio and the number of queries."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from motcua.office.people import Person
    from motcua.procedures.versions import Version
    from motcua.site.demo import builders, lives

    house = builders.found_office()
    made = builders.open_for_filing(house, builders.procedure(), at=datetime.now(UTC) - timedelta(minutes=1))
    version = Version.objects.prefetch_related("terms", "components").get(pk=made.pk)

    def bare() -> None:
        with transaction.atomic():
            for place in range(6):
                Person.objects.create(
                    office=house.office, full_name=f"Người {place}", sort_key="", recorded_at=datetime.now(UTC)
                )

    def submit() -> None:
        lives.file(house, version, at=datetime.now(UTC))

    spent: dict[str, list[float]] = {"bare": [], "submit": []}
    for act in (bare, submit):
        act()
    for _ in range(ROUNDS):
        for act in (bare, submit):
            began = time.process_time()
            for _ in range(EACH):
                act()
            spent[act.__name__].append((time.process_time() - began) / EACH * 1000)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        submit()
    plain, whole = statistics.median(spent["bare"]), statistics.median(spent["submit"])
    print(f"database                      {connection.vendor}")
    print(f"bare ORM transaction          {plain:.2f} ms CPU (1 case + 5 rows)")
    print(f"submit, the whole act         {whole:.2f} ms CPU, {len(captured)} statements")
    print(f"ratio                         {whole / plain:.2f} (speed {plain / whole:.0%} of the bare transaction)")


if __name__ == "__main__":
    main()
