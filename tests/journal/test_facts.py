"""A row's digest is the same in memory and read back, whatever its columns hold, and shows every change."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest
from django.db import models
from django.db.models import F
from tests.journal.acts_of_test import OFFICE, write

from motcua.journal import facts
from motcua.journal.facts import NotAFact
from motcua.journal.jobs import Job
from motcua.office.offices import Office
from motcua.office.series import Series

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
