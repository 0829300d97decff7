"""A row's digest is the same in memory and read back, whatever its columns hold, and shows every change."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from django.db import connection, models
from django.db.models import F
from tests.journal.acts_of_test import OFFICE, write

from motcua.dossiers.drafts import DraftFile
from motcua.journal import facts, verification
from motcua.journal.facts import NotAFact
from motcua.journal.jobs import Job
from motcua.office.offices import Office
from motcua.office.series import Series
from motcua.papers import storage

pytestmark = pytest.mark.django_db
SALT = bytes(range(16))


def same_read_back(row: models.Model) -> bool:
    """Return whether the row read back has the digest of the row in memory."""
    return facts.digest(row, SALT) == facts.digest(type(row).objects.get(pk=row.pk), SALT)


def test_dates_and_keys_given_as_text_are_the_same_read_back():
    office = Office.objects.create(code="H99.01", name="Trung tâm")
    assert same_read_back(Series.objects.create(office_id=str(office.pk), name="dossier", on="2026-11-22", last="7"))


def test_moments_of_any_zone_maps_and_keys_are_the_same_read_back():
    vietnam = timezone(timedelta(hours=7))
    job = Job.objects.create(
        name="x",
        key="k",
        office_id=uuid4(),
        entry=write(),
        payload={"b": [1, None, True], "a": {"ă": "Đắk Lắk"}},
        created_at=datetime(2026, 11, 22, 9, 0, 0, 123456, tzinfo=vietnam),
        finished_at=datetime(2026, 11, 22, 2, 0, tzinfo=UTC),
    )
    assert same_read_back(job)


def test_every_changed_column_changes_the_digest():
    office = Office.objects.create(code="H99.01", name="Trung tâm", pk=OFFICE)
    before = facts.digest(office, SALT)
    for name, value in {"name": "Trung tam", "is_active": False, "bank_account": "1", "code": "H99.02"}.items():
        kept = getattr(office, name)
        setattr(office, name, value)
        assert facts.digest(office, SALT) != before, name
        setattr(office, name, kept)
    assert facts.digest(office, SALT) == before


def test_floats_and_unresolved_expressions_are_no_facts():
    job = Job.objects.create(name="x", key="k", created_at=datetime(2026, 11, 22, tzinfo=UTC))
    job.payload = {"share": 0.5}
    with pytest.raises(TypeError):
        facts.text(job)
    job.payload, job.attempts = {}, F("attempts") + 1
    with pytest.raises(NotAFact, match="refresh"):
        facts.text(job)


def test_without_the_salt_a_digest_cannot_be_tried_against():
    office = Office.objects.create(code="H99.01", name="Trung tâm")
    assert write(facts=[office]).body["facts"] != write(facts=[office]).body["facts"]


def test_a_column_added_years_later_breaks_no_old_digest_and_is_bound_by_the_next():
    office = Office.objects.create(code="H99.01", name="Trung tâm", pk=OFFICE)
    write(facts=[office])
    motto = models.CharField(max_length=50, default="tận tụy")
    motto.contribute_to_class(Office, "motto")
    try:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE office_office ADD COLUMN motto varchar(50) NOT NULL DEFAULT 'tận tụy'")
        assert verification.verify(OFFICE) == []
        Office.objects.update(motto="vì dân")
        assert verification.verify(OFFICE) == [], "no entry has told of the new column yet"
        write(facts=[Office.objects.get()])
        assert verification.verify(OFFICE) == []
        Office.objects.update(motto="tận tụy")
        assert [found.row for found in verification.verify(OFFICE)] == [f"office.Office {OFFICE}"]
        Office.objects.update(motto="vì dân", name="Trung tâm khác")
        assert [found.code for found in verification.verify(OFFICE)] == ["fact"]
    finally:
        for fields in (Office._meta.local_fields, *(child._meta.local_fields for child in Office.__subclasses__())):
            if motto in fields:
                fields.remove(motto)
        Office._meta._expire_cache()
        del Office.motto


def test_the_columns_of_a_table_are_told_once_in_each_chain():
    office = Office.objects.create(code="H99.01", name="Trung tâm", pk=OFFICE)
    first, second = write(facts=[office]), write(facts=[office])
    ((shape, columns),) = first.body["columns"].items()
    assert (first.body["shapes"], columns) == ({"office.Office": shape}, facts.columns_of(Office))
    assert second.body["shapes"] == first.body["shapes"]
    assert "columns" not in second.body


def test_a_file_is_told_of_with_the_row_that_names_it(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    office = Office.objects.create(code="H99.01", name="Trung tâm", pk=OFFICE)
    stored = storage.keep(office, b"%PDF-1.7 x", "a.pdf", at=datetime(2026, 11, 22, tzinfo=UTC))
    link = DraftFile(office=office, file=stored)
    assert facts.with_what_they_name([link, link]) == [link, stored]
