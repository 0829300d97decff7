"""How many statements the acts of intake cost: literal numbers, so that a new one is noticed."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.dossiers.moments import at

from motcua.dossiers import intake
from motcua.dossiers.worklist import of_post
from motcua.office import people
from motcua.procedures import versions
from motcua.site.demo import lives


def statements(captured: CaptureQueriesContext) -> int:
    """Count what reads or writes rows; savepoints depend on how the test is wrapped."""
    return sum(1 for query in captured if query["sql"].split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE"})


def test_submit_and_accept_cost_so_many_statements(house, version):
    lives.accept(house, lives.file(house, version, at=at("02/11 08:00")), at=at("02/11 08:10"))  # series exist now
    whole = versions.whole(version.pk)
    person = people.record(house.office.pk, "Y Bleo", at=at("02/11 08:20"), number="999190000001")
    papers = frozenset(row.pk for row in whole.components.all())
    filing = intake.Filing(version=whole, applicant=person, channel=lives.ONLINE, on_paper=papers)
    by = house.citizen(person.pk)
    with CaptureQueriesContext(connection) as submitting:
        dossier = intake.submit(filing, office=house.office, by=by, at=at("02/11 08:20"))
    assert statements(submitting) == 16
    with CaptureQueriesContext(connection) as accepting:
        intake.accept(dossier.pk, by=house.acting("reception"), at=at("02/11 08:30"))
    assert statements(accepting) == 26


def test_a_list_of_work_costs_one_query_however_long(house, version, django_assert_num_queries):
    for minute in range(3):
        lives.file(house, version, at=at(f"02/11 08:0{minute}"))
    with django_assert_num_queries(1):
        rows = of_post(house.office.pk, house.posts["reception"].pk)
        assert [row.dossier.applicant.full_name for row in rows] == ["A Thút"] * 3
        assert {row.dossier.version.procedure.sector for row in rows} == {"Hộ tịch"}
