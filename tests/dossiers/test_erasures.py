"""Erasure takes out what the applicant gave, leaves what the office issued, and verification calls it lawful."""

from datetime import date

import pytest
from django.utils import timezone
from tests.doors.citizen_stage import open_procedure
from tests.dossiers import situations

from motcua import wiring
from motcua.dossiers import erasures, intake, supplement_answers, supplements, withdrawals
from motcua.dossiers.dossier import Answers, Dossier
from motcua.journal import verification
from motcua.journal.chain import Detail, Entry
from motcua.journal.erasure import NothingToErase
from motcua.notices import outbox
from motcua.notices.outbox import Message
from motcua.office import founding
from motcua.office.people import Person
from motcua.office.rights import NotAllowed
from motcua.papers.notary import OfficeNotary
from motcua.site import worker
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db
AT = timezone.now()


@pytest.fixture
def house(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    house = builders.found_office()
    founding.tell(house.office, at=AT)
    return house


@pytest.fixture
def ended(house) -> Dossier:
    dossier = lives.file(house, open_procedure(house), at=AT, name="Nguyễn Thị Hoa Sen")
    intake.refuse(dossier.pk, reason="Không thuộc thẩm quyền", by=house.acting("reception"), at=AT)
    return lives.fresh(dossier.pk)


def erase(house, dossier, ground="subject-request"):
    return erasures.erase(dossier.pk, ground=ground, by=house.acting("steward"), at=AT)


def found(house):
    examined = verification.examine(house.office.pk, wiring.TABLES, OfficeNotary())
    return [(one.code, one.row) for one in examined.findings], examined.erased


def test_what_the_applicant_gave_is_gone_and_the_rest_is_proven(house, ended):
    before = Detail.objects.filter(entry__subject_id=ended.pk).count()
    assert found(house) == ([], 0)
    done = erase(house, ended)
    person = Person.objects.get(pk=ended.applicant_id)
    assert (person.full_name, person.identity_number, person.phone, person.address) == (erasures.ERASED, "", "", "")
    assert Answers.objects.get(dossier=ended).values == {}
    assert done.people == 1
    assert "Hoa Sen" not in "".join(Detail.objects.filter(entry__subject_id=ended.pk).values_list("value", flat=True))
    assert found(house) == ([], before)
    assert Entry.objects.filter(subject_id=ended.pk, name="journal.DetailsErased").count() == 1


def test_rows_of_the_dossier_stay_verifiable_after_it(house, ended):
    erase(house, ended)
    Dossier.objects.filter(pk=ended.pk).update(channel=3)
    assert ("fact", f"dossiers.Dossier {ended.pk}") in found(house)[0]


def test_a_row_altered_before_is_not_washed_clean(house, ended):
    Dossier.objects.filter(pk=ended.pk).update(set_count=7)
    step = ended.components.first()
    type(step).objects.filter(pk=step.pk).update(name="khác")
    erase(house, ended)
    assert (f"{step._meta.label} {step.pk}") in {row for _, row in found(house)[0]}


def test_an_open_dossier_keeps_its_data(house):
    dossier = lives.file(house, open_procedure(house), at=AT, name="Nguyễn Thị Hoa Sen")
    with pytest.raises(erasures.StillOpen):
        erase(house, dossier)
    assert Person.objects.get(pk=dossier.applicant_id).full_name == "Nguyễn Thị Hoa Sen"


def test_it_needs_a_ground_a_steward_and_is_done_once(house, ended):
    with pytest.raises(erasures.GroundMissing):
        erase(house, ended, ground="because")
    with pytest.raises(NotAllowed):
        erasures.erase(ended.pk, ground="subject-request", by=house.acting("reception"), at=AT)
    erase(house, ended)
    with pytest.raises(NothingToErase):
        erase(house, ended)


def test_a_ground_counts_only_on_the_days_of_its_law(house, ended):
    words = {one.code: one.words for one in erasures.grounds(date(2026, 1, 1))}
    assert "91/2025/QH15" in words["subject-request"]
    assert "13/2023" in {one.code: one.words for one in erasures.grounds(date(2025, 12, 31))}["subject-request"]
    assert erasures.grounds(date(2023, 6, 30)) == []
    codes = [one.code for one in erasures.grounds(date(2026, 11, 25))]
    assert sorted(codes) == sorted(set(codes)) == ["court-decision", "purpose-ended", "subject-request"]


def test_the_applicant_s_own_words_go_and_what_officers_wrote_by_duty_stays(house):
    dossier = lives.file(house, open_procedure(house), at=AT, name="Nguyễn Thị Hoa Sen", lacking={2})
    situations.ask(house, dossier, AT)
    supplement = supplements.find_open(dossier)
    said = {item.pk: ("Tôi là Hoa Sen, gửi lại", []) for item in supplements.items_of(supplement)}
    by = house.citizen(dossier.applicant_id)
    supplement_answers.answer(dossier.pk, answers=said, by=by, at=AT)
    withdrawals.ask(dossier.pk, reason="Tôi, Hoa Sen, xin rút", by=by, at=AT)
    withdrawals.confirm(dossier.pk, by=house.acting("reception"), at=AT)
    assert found(house)[0] == []
    erase(house, dossier)
    assert withdrawals.Withdrawal.objects.get(dossier=dossier).reason == erasures.ERASED
    (item,) = supplements.items_of(supplement)
    assert (item.answer, item.why) == (erasures.ERASED, "Bản chụp bị mờ")
    assert found(house)[0] == []


def test_the_messages_to_the_person_go_too_and_none_is_sent_any_more(house, ended):
    to = Person.objects.get(pk=ended.applicant_id).phone
    common = {"office": house.office, "dossier": ended, "event": "dossiers.Submitted", "channel": "sms", "made_at": AT}
    sent = Message.objects.create(key="1", to=to, body="Chào Hoa Sen", state="sent", sent_at=AT, **common)
    waiting = Message.objects.create(key="2", to=to, body="Chào Hoa Sen", **common)
    erase(house, ended)
    worker.run_once(AT)
    rows = {row.pk: (row.to, row.body, row.state) for row in Message.objects.filter(dossier=ended)}
    assert rows[sent.pk] == (erasures.ERASED, erasures.ERASED, "sent")
    assert rows[waiting.pk] == (erasures.ERASED, erasures.ERASED, "failed")
    assert outbox.in_trouble(house.office.pk) == []
    assert {row[:2] for row in rows.values()} == {(erasures.ERASED, erasures.ERASED)}
