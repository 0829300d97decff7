"""A number series counts from one, per office, name and day, and gives back the number of a rolled back act."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from motcua.office import series
from motcua.office.offices import Office

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


@pytest.fixture
def office() -> Office:
    return Office.objects.create(code="H99.01", name="Trung tâm")


def test_numbers_count_up_from_one_in_each_series(office):
    other = Office.objects.create(code="H99.02", name="Trung tâm khác")
    assert [series.take(office, "dossier", DAY) for _ in range(3)] == [1, 2, 3]
    assert series.take(office.pk, "dossier", DAY) == 4, "the office's id will do"
    assert series.take(office, "receipt", DAY) == 1
    assert series.take(office, "dossier", date(2026, 11, 23)) == 1
    assert series.take(other, "dossier", DAY) == 1


def test_a_rolled_back_number_is_given_again(office):
    series.take(office, "dossier", DAY)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        assert series.take(office, "dossier", DAY) == 2
        raise ZeroDivisionError
    assert series.take(office, "dossier", DAY) == 2


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_only_inside_a_transaction(office):
    with pytest.raises(RuntimeError):
        series.take(office, "dossier", DAY)


def test_there_is_no_series_of_an_unknown_office():
    with pytest.raises(IntegrityError), transaction.atomic():
        series.take(uuid4(), "dossier", DAY)
        Office.objects.count()
        from django.db import connection

        connection.check_constraints()
