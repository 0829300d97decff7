"""Two hundred random alterations over every fact table, file, entry, detail and seal: two hundred found and named."""

import random
import shutil
from collections import Counter
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests import random_cases
from tests.doors.citizen_stage import open_procedure
from tests.journal import altering
from tests.journal.altering import FACTS, NOW, Alteration
from tests.journal.time_authority import running

from motcua import wiring
from motcua.desk import seal_days
from motcua.dossiers import signing
from motcua.journal import recording, verification
from motcua.journal.seals import SealStamp
from motcua.office.offices import Office
from motcua.papers.notary import OfficeNotary
from motcua.site import worker
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
TRIES = 200


@pytest.fixture
def office(db, settings, tmp_path, machine_clock) -> Office:
    """Return an office with a dossier lived through, rows in every fact table, and two sealed and stamped days."""
    settings.KEYS_ROOT, settings.FILES_ROOT = tmp_path / "keys", tmp_path / "files"
    machine_clock(NOW)
    with recording.marked("demo-history"):
        house = _lived_through()
    later = NOW + timedelta(days=2)
    machine_clock(later)
    with running(tmp_path / "tsa") as authority:
        settings.TSA_URL = authority.url
        (settings.KEYS_ROOT / "trusted-tsa").mkdir(parents=True)
        (settings.KEYS_ROOT / "trusted-tsa" / "root.pem").write_bytes(authority.root_pem)
        seal_days.seal_office(house.office, at=later)
        worker.read_on()
        for one in worker.leases.claim(later, "test", many=500):
            if one.name == seal_days.STAMP:
                seal_days.stamp_seal(one, later)
    shutil.copytree(settings.FILES_ROOT, tmp_path / "kept")
    return house.office


def _lived_through() -> builders.House:
    house = builders.found_office()
    dossier = lives.file(house, open_procedure(house), at=NOW, name="Nguyễn Thị Hoa Sen")
    lives.accept(house, dossier, at=NOW)
    lives.hand_on(house, dossier, at=NOW)
    lives.propose(house, dossier, at=NOW)
    lives.approve(house, dossier, at=NOW)
    signing.sign(dossier.pk, house.office.pk, at=NOW)
    altering.populate(house.office)
    return house


def found(office: Office) -> list[verification.Finding]:
    """Return what verification finds."""
    return verification.verify(office.pk, wiring.TABLES, OfficeNotary())


def names_it(alteration: Alteration, findings: list[verification.Finding]) -> bool:
    """Return whether the findings name what was altered: the row, or the place in the chain."""
    if alteration.keys:
        return bool({f"{alteration.table} {key}" for key in alteration.keys} & {one.row for one in findings})
    if alteration.kind == "cut":
        return any(one.code == "seal-cut" for one in findings)
    return any(one.seq is not None for one in findings)


def ways() -> list[tuple[str, str]]:
    """Return every table with every way to alter it, those of the chain and the files as often as three tables."""
    tables = [(label, kind) for label in FACTS for kind in ("change", "swap", "delete", "put_in")]
    others = [("", kind) for kind in ("cut", "entry", "detail", "byte", "file gone")] * 3
    return tables + others


def alter(label: str, kind: str, office: Office) -> Alteration | None:
    """Alter something, None when this table has nothing to alter in this way."""
    if label:
        act = getattr(altering, kind)
        return act(label, office)
    if kind in ("byte", "file gone"):
        return altering.spoil_file(office, remove=kind == "file gone")
    return {"cut": altering.cut, "entry": altering.spoil_entry, "detail": altering.spoil_detail}[kind](office)


def test_every_fact_table_has_rows_here(office):
    assert [label for label in FACTS if not altering.rows_of(label, office)] == []
    assert SealStamp.objects.exists()
    assert [(one.code, one.row, one.words) for one in found(office)] == []


def test_two_hundred_random_alterations_are_found_and_named(office, settings, tmp_path):
    random.seed(random_cases.SEED)
    tried: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    missed: list[object] = []
    plan = ways()
    random.shuffle(plan)
    while sum(tried.values()) < TRIES:
        label, kind = plan.pop() if plan else random.choice(ways())
        try:
            with transaction.atomic():
                alteration = alter(label, kind, office)
                if alteration is not None:
                    tried[alteration.table] += 1
                    is_named = names_it(alteration, found(office))
                    hits[alteration.table] += is_named
                    if not is_named:
                        missed.append(alteration)
                raise _UndoError
        except DatabaseError:
            continue  # the database refused it by a constraint of its own
        except _UndoError:
            shutil.rmtree(settings.FILES_ROOT)
            shutil.copytree(tmp_path / "kept", settings.FILES_ROOT)
    random_cases.tried.update({"rows and files altered": tried.total(), "alterations found": hits.total()})
    print(
        "\n".join(f"{hits[label]:4}/{tried[label]:<4} {label}" for label in sorted(tried))
    )  # shown when one is missed
    assert missed == []


class _UndoError(Exception):
    """Takes an alteration back."""
