"""Filing online: one dossier however often it is sent, and what is missing is named without losing anything."""

import os
from datetime import date

import pytest
from tests.desk.moments import at

from motcua.desk import file_online
from motcua.desk.file_online import AnswersMissing, ApplicantUnknown, CaseMissing, PapersMissing
from motcua.dossiers import drafts, gates
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.drafts import Draft, DraftFile
from motcua.dossiers.intake import NotOpenForFiling
from motcua.fees import charges
from motcua.journal import entries, verification
from motcua.journal.acting import Acting
from motcua.office.people import Person
from motcua.office.series import Series
from motcua.papers import storage
from motcua.procedures.channels import ChannelTerm, FeeKind
from motcua.procedures.components import Case, Component
from motcua.procedures.eforms import EForm
from motcua.procedures.versions import Version

ANSWERS = {
    "ho_ten": "Nguyễn Thị Mẫu",
    "so_dinh_danh": "999195000124",
    "dien_thoai": "+84912345678",
    "thu": "mau@example.vn",
    "ngay": "2021-05-20",
    "nguoi_than": [{"ten": "Y Bli"}, {"ten": "Đỗ Văn Ơ"}],
}


@pytest.fixture
def draft(house, version):
    made, _code = drafts.begin(house.office, version, case=None, at=at("02/11 08:00"))
    drafts.save(made, dict(ANSWERS), phone="0912 345 678", at=at("02/11 08:30"))
    paper = storage.keep(house.office, b"%PDF-1.4 giay to", "cu-tru.pdf", at=at())
    drafts.attach(made, Component.objects.get(position=2), paper, remark="", at=at())
    return drafts.find(made.pk, at=at())


def citizen(house):
    return Acting.citizen(house.office.pk, None)


def test_a_draft_becomes_a_dossier_with_code_charge_and_acknowledgement(house, draft):
    dossier = file_online.file(draft, by=citizen(house), at=at())
    assert (dossier.code, dossier.channel, dossier.status) == ("H99.01-261102-0001", 2, 1)
    applicant = dossier.applicant
    assert (applicant.full_name, applicant.identity_number) == ("Nguyễn Thị Mẫu", "999195000124")
    assert (applicant.phone, applicant.email) == ("+84912345678", "mau@example.vn")
    assert dossier.answers.values == ANSWERS
    assert [slip.form for slip in dossier.slips.all()] == ["ack"]
    assert charges.find(dossier).amount_due == 8000
    with pytest.raises(gates.GateClosed):
        gates.check(dossier)
    assert Draft.objects.get().dossier == dossier
    assert [[link.file.name for link in row.files.all()] for row in dossier.components.all()] == [
        [],
        ["cu-tru.pdf"],
        [],
    ]


def test_everything_of_the_filing_is_one_act_of_the_citizen(house, draft):
    dossier = file_online.file(draft, by=citizen(house), at=at())
    written = entries.of(dossier.pk, house.office.pk)
    assert [entry.name for entry in written] == ["dossiers.Submitted", "fees.Charged"]
    assert len({entry.act_id for entry in written}) == 1
    assert {entry.by["role"] for entry in written} == {"citizen"}
    assert {entry.by["person"] for entry in written} == {str(dossier.applicant_id)}
    assert verification.verify(house.office.pk) == []


def test_double_click_retry_reload_and_a_second_tab_give_one_dossier(house, draft):
    first = file_online.file(draft, by=citizen(house), at=at())
    second_tab = drafts.find(draft.pk, at=at("02/11 09:01"))
    again = [
        file_online.file(draft, by=citizen(house), at=at("02/11 09:00")),
        file_online.file(second_tab, by=citizen(house), at=at("03/11 09:00")),
    ]
    assert {dossier.pk for dossier in again} == {first.pk}
    assert (Dossier.objects.count(), Person.objects.count()) == (1, 1)
    assert Series.objects.get(name="dossier").last == 1


def test_a_missing_paper_is_named_and_nothing_is_lost(house, draft):
    DraftFile.objects.update(removed_at=at())
    with pytest.raises(PapersMissing, match="Giấy tờ chứng minh nơi cư trú") as refusal:
        file_online.file(draft, by=citizen(house), at=at())
    assert refusal.value.names == ["Giấy tờ chứng minh nơi cư trú"], "the form itself and conditional papers not"
    assert Draft.objects.get().values == ANSWERS and not Dossier.objects.exists() and not Person.objects.exists()


def test_after_a_refusal_the_completed_draft_is_filed(house, draft):
    DraftFile.objects.update(removed_at=at())
    with pytest.raises(PapersMissing):
        file_online.file(draft, by=citizen(house), at=at())
    DraftFile.objects.update(removed_at=None)
    assert file_online.file(draft, by=citizen(house), at=at()).code.endswith("-0001")


def test_papers_that_are_only_shown_are_not_asked_for(house, draft):
    DraftFile.objects.update(removed_at=at())
    Component.objects.filter(position=2).update(is_shown_only=True)
    assert file_online.file(draft, by=citizen(house), at=at()).pk


BAD = (
    # what is changed in the answers, and what the refusal names
    ({"ho_ten": ""}, "ho_ten"),
    ({"dien_thoai": "12"}, "dien_thoai"),
    ({"so_dinh_danh": "99919500"}, "so_dinh_danh"),
    ({"ngay": "31/02/2020"}, "ngay"),
    ({"nguoi_than": [{"ten": "Y Bli"}, {}]}, "nguoi_than-1-ten"),
)


@pytest.mark.parametrize(("change", "field"), BAD)
def test_the_form_is_checked_again_whole_when_it_is_sent(house, draft, change, field):
    drafts.save(draft, {**ANSWERS, **change}, at=at())
    with pytest.raises(AnswersMissing) as refusal:
        file_online.file(draft, by=citizen(house), at=at())
    assert list(refusal.value.problems) == [field]
    assert Draft.objects.get().values == {**ANSWERS, **change} and not Dossier.objects.exists()


def test_a_form_that_names_nobody_is_refused(house, draft):
    EForm.objects.update(definition={**EForm.objects.get().definition, "applicant": {}})
    with pytest.raises(ApplicantUnknown):
        file_online.file(drafts.find(draft.pk, at=at()), by=citizen(house), at=at())


def test_a_procedure_with_cases_needs_one(house, version, draft):
    Case.objects.create(version=version, position=1, slug="mot", name="Trường hợp một")
    with pytest.raises(CaseMissing):
        file_online.file(draft, by=citizen(house), at=at())


def test_a_fee_counted_by_page_waits_for_the_officer(house, draft):
    ChannelTerm.objects.update(fee_kind=FeeKind.PER_PAGE, fee_amount=2000)
    dossier = file_online.file(draft, by=citizen(house), at=at())
    assert charges.find(dossier) is None


def test_a_draft_of_an_ended_version_is_not_filed_under_the_old_rules(house, draft):
    Version.objects.filter(pk=draft.version_id).update(valid_to=date(2026, 11, 1))
    with pytest.raises(NotOpenForFiling, match="đã thay đổi"):
        file_online.file(drafts.find(draft.pk, at=at()), by=citizen(house), at=at())
    assert Draft.objects.get().values == ANSWERS and not Dossier.objects.exists()


def test_an_officer_who_helps_is_named_beside_the_applicant(house, draft):
    dossier = file_online.file(draft, by=house.acting("reception"), at=at())
    assert dossier.assisted_by == house.staff["reception"]
    assert entries.of(dossier.pk, house.office.pk)[0].by["role"] == "citizen"


def test_expired_drafts_are_cleared_with_what_was_typed(house, draft):
    filed = file_online.file(draft, by=citizen(house), at=at())
    assert drafts.clear_expired(at("01/12 08:00")) == 0
    assert drafts.clear_expired(at("03/12 08:00")) == 1
    assert not Draft.objects.exists() and not DraftFile.objects.exists()
    assert Dossier.objects.get() == filed
    assert storage.StoredFile.objects.get().is_intact()  # it belongs to the dossier now


def test_what_was_uploaded_and_never_filed_goes_with_the_draft(
    house, draft, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.FILES_ROOT = tmp_path
    papers = [storage.keep(house.office, b"%PDF-1.4 same", name, at=at()) for name in ("mot.pdf", "hai.pdf")]
    other, _code = drafts.begin(house.office, draft.version, case=None, at=at("20/11 08:00"))
    for one, paper in ((draft, papers[0]), (other, papers[1])):
        drafts.attach(one, Component.objects.get(position=2), paper, remark="", at=at())
    with django_capture_on_commit_callbacks(execute=True):
        drafts.clear_expired(at("03/12 08:00"))
    assert list(storage.StoredFile.objects.values_list("name", flat=True)) == ["hai.pdf"]
    assert papers[1].is_intact()  # the same bytes, and somebody else's
    os.utime(papers[1].full_path, (0, at("21/12 12:00").timestamp()))
    with django_capture_on_commit_callbacks(execute=True):
        drafts.clear_expired(at("21/12 13:00"))
    assert not storage.StoredFile.objects.exists() and papers[1].full_path.exists()  # so young it may be on its way in
    third = storage.keep(house.office, b"%PDF-1.4 same", "ba.pdf", at=at())
    os.utime(third.full_path, (0, at("02/11 12:00").timestamp()))
    with django_capture_on_commit_callbacks(execute=True):
        assert storage.discard([third.pk], at=at("22/12 13:00")) == 1
    assert not third.full_path.exists()


def test_queries_of_filing_are_known(house, draft, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        file_online.file(draft, by=citizen(house), at=at())


QUERIES = 43
