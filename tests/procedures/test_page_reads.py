"""What a procedure page reads costs a fixed number of queries, and loading all packs is quick."""

from collections.abc import Callable
from time import perf_counter

import pytest
from django.core.management import call_command
from tests.procedures.days import TODAY

from motcua.office.packs import PackLoad
from motcua.procedures import catalogue, components, routes, versions
from motcua.procedures.catalogue import Procedure


@pytest.mark.parametrize("code", ["1.004873", "2.000635"])
def test_a_procedure_page_needs_seven_queries(loaded: None, django_assert_num_queries: Callable, code: str) -> None:
    with django_assert_num_queries(7):
        version = versions.for_page(code, TODAY)
        for case in [None, *version.cases.all()]:
            components.required(version, case)
            for channel in version.channels():
                version.limit_for(channel, case)
                version.fee_for(channel, case)
        assert list(version.guidances.all())
        assert list(version.legal_bases.all())
        assert routes.steps(version)
        assert version.procedure.name
        assert version.eform.title


def test_the_public_list_is_one_query(loaded: None, django_assert_num_queries: Callable) -> None:
    with django_assert_num_queries(1):
        assert len([one.name for one in catalogue.public()]) == 446


@pytest.mark.django_db
def test_all_packs_load_from_nothing_in_under_twenty_seconds_and_twice_changes_nothing() -> None:
    Procedure.objects.all().count()
    began = perf_counter()
    call_command("import_pack")
    assert perf_counter() - began < 20
    call_command("import_pack")
    again = PackLoad.objects.order_by("-loaded_at")[:7]
    assert all((load.added, load.changed, load.ended) == (0, 0, 0) for load in again)
