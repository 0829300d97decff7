"""An installation lived in as motcua_app, for the test of the roles: `python -m tests.journal.roles_stage`.

Prints one line of JSON: what the act flow left, and what the server answered to every attempt on the journal.
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.site.settings")
if __name__ == "__main__":
    django.setup()

from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.doors.citizen_stage import open_procedure
from tests.journal.acts_of_test import write

from motcua import wiring
from motcua.desk import seal_days
from motcua.journal import access_log, erasure, recording, roles, verification
from motcua.journal.acting import Acting
from motcua.journal.seals import Seal
from motcua.kernel.localtime import day_end, local_day
from motcua.papers.notary import OfficeNotary
from motcua.site import worker
from motcua.site.demo import builders, lives


def live() -> dict[str, object]:
    """Take a dossier from intake to result, seal, look and erase as the application does."""
    now = timezone.now()
    house = builders.found_office()
    with recording.marked("demo-history"):
        version = open_procedure(house)
    dossier = lives.file(house, version, at=now, name="Nguyễn Thị Hoa Sen")
    lives.accept(house, dossier, at=now)
    lives.hand_on(house, dossier, at=now)
    lives.propose(house, dossier, at=now)
    lives.approve(house, dossier, at=now)
    access_log.looked(house.system, house.office.pk, dossier.pk, "dossier", now)
    worker.run_once(now)
    lives.hand_over(house, dossier, at=now)
    written = write(office=house.office.pk, at=now, private={"full_name": "Nguyễn Thị Hoa Sen"})
    by = Acting.system(house.office.pk)
    erasure.erase(office=house.office.pk, by=by, at=now, basis="test", entry=written.pk)
    tomorrow = day_end(local_day(now)) + timedelta(hours=1)
    recording.now = lambda: tomorrow
    seal_days.seal_office(house.office, at=tomorrow)
    examined = verification.examine(house.office.pk, wiring.TABLES, OfficeNotary())
    told = [one.words for one in examined.findings if one.code != "row-added"]
    return {
        "status": int(lives.status_of(dossier)),
        "findings": told,
        "seals": Seal.objects.count(),
        **counted(examined),
    }


def counted(examined: verification.Examination) -> dict[str, int]:
    """Return how much was examined."""
    return {"entries": examined.entries, "erased": examined.erased}


def attack() -> dict[str, str]:
    """Try everything that must be refused; return what the server answered."""
    answers = {}
    for label in roles.APPEND_ONLY:
        table = roles.table_of(label)
        for attempt in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id", f"TRUNCATE {table} CASCADE"):  # noqa: S608 — our own tables
            answers[attempt] = tried(attempt)
    for attempt in (
        "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
        "DROP TABLE journal_look",
        "CREATE TABLE mine (x int)",
        "DROP TABLE journal_entry CASCADE",
        "ALTER TABLE journal_entry DROP COLUMN hash",
        "ALTER TABLE journal_entry OWNER TO CURRENT_USER",
        "ALTER TABLE journal_seal RENAME TO mine",
        "GRANT UPDATE ON journal_entry TO CURRENT_USER; UPDATE journal_entry SET text = ''",
        "CREATE RULE silent AS ON INSERT TO journal_entry DO INSTEAD NOTHING",
        "CREATE TRIGGER mine BEFORE INSERT ON journal_entry EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE POLICY mine ON journal_entry USING (false)",
        "INSERT INTO journal_entry SELECT * FROM journal_entry ON CONFLICT (id) DO UPDATE SET text = ''",
        "MERGE INTO journal_entry e USING journal_head h ON e.office_id = h.office_id WHEN MATCHED THEN DELETE",
        "SELECT 1 FROM journal_entry FOR UPDATE",
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION motcua_erase_details(erasure uuid) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "DROP FUNCTION motcua_erase_details(uuid)",
        "UPDATE django_migrations SET name = name",
        "SET ROLE motcua_owner",
    ):
        answers[attempt] = tried(attempt)
    return answers


def tried(attempt: str) -> str:
    """Return the class of the error, or "done"."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attempt)
    except DatabaseError as refused:
        return type(refused.__cause__).__name__
    return "done"


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"lived": live(), "attacked": attack()}) + "\n")
