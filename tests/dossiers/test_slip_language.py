"""A paper of the office is Vietnamese whatever language the one at the screen reads."""

import re

import pytest
from django.utils import translation
from tests.dossiers import situations
from tests.dossiers.moments import at
from tests.papers.test_typesetting import words_of

from motcua.desk import hand_over
from motcua.dossiers import control_slips, slips
from motcua.site.demo import lives

MAKERS = {
    "01": situations.accepted,
    "02": situations.asked_at_intake,
    "03": situations.rejected,
    "05": situations.stopped,
}


@pytest.mark.parametrize("form", sorted(MAKERS))
def test_a_slip_made_and_opened_in_english_reads_as_one_made_in_vietnamese(house, version, form):
    words = []
    for language in ("vi", "en"):
        with translation.override(language):
            dossier = MAKERS[form](house, version)
            slip = next(one for one in slips.of_dossier(dossier) if one.form == form)
            made = slips.opened(slip, by=house.acting("reception"), at=at("20/11 10:00")).read()
        words.append(re.sub(r"\d", "", words_of(made)))  # numbers differ, words do not
    assert words[0] == words[1]


def test_the_delivery_note_and_the_control_slip_too(house, version):
    words = []
    for language in ("vi", "en"):
        with translation.override(language):
            dossier = situations.processed(house, version)
            by = house.acting("reception")
            hand_over.hand_over(dossier.pk, way="counter", by=by, at=at("05/11 08:00"))
            slip = next(one for one in slips.of_dossier(dossier) if one.form == "ret")
            note = words_of(slips.opened(slip, by=by, at=at("05/11 08:01")).read())
            control = words_of(control_slips.printed(lives.fresh(dossier.pk), by=by, at=at("05/11 08:02")))
        words.append([re.sub(r"\d", "", one) for one in (note, control)])
    assert words[0] == words[1]
