"""Looks at personal data are written down, at once or after the response."""

from uuid import uuid4

import pytest
from django.test import RequestFactory
from tests.journal.acts_of_test import BY, OFFICE

from motcua.journal import access_log, recording
from motcua.journal.events import NotForTheJournal

pytestmark = pytest.mark.django_db


def test_a_look_says_who_in_which_post_at_what():
    subject, at = uuid4(), recording.now()
    access_log.looked(BY, OFFICE, subject, "phone", at)
    (look,) = access_log.of(subject, OFFICE)
    assert (look.person_id, look.post_id, look.role, look.what, look.at) == (
        BY.person,
        BY.post,
        "reception",
        "phone",
        at,
    )


def test_looks_of_a_request_are_written_in_one_statement_after_it(django_assert_num_queries):
    request, subjects = RequestFactory().get("/"), [uuid4(), uuid4()]
    with django_assert_num_queries(0):
        for subject in (*subjects, subjects[0]):
            access_log.defer(request, BY, OFFICE, subject, "dossier", recording.now())
    with django_assert_num_queries(1):
        assert access_log.flush(request) == 2
    assert access_log.flush(request) == 0
    assert len(access_log.of(subjects[0], OFFICE)) == 1


def test_what_was_looked_at_is_a_code():
    with pytest.raises(NotForTheJournal):
        access_log.looked(BY, OFFICE, uuid4(), "số điện thoại", recording.now())
