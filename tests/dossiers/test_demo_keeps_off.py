"""The demo never touches an installation that is not the demo."""

import pytest
from tests.dossiers.moments import at

from motcua.office.offices import Office
from motcua.site.demo import builders, commune


def test_an_installation_of_somebody_else_is_left_alone(db):
    builders.found_office("H15.02", "Trung tâm Phục vụ hành chính công xã thật")
    with pytest.raises(commune.NotADemo):
        commune.load(now=at(), count=100, say=lambda _words: None)
    with pytest.raises(commune.NotADemo):
        commune.erase(lambda _words: None)
    assert Office.objects.filter(code="H15.02").exists()


def test_an_office_of_init_with_the_same_code_is_not_taken_for_the_demo(db):
    builders.found_office(commune.CODE, "Trung tâm Phục vụ hành chính công cấp xã")
    with pytest.raises(commune.NotADemo):
        commune.find_loaded()
