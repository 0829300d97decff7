"""One who files online for another: who, by which right, with which paper; the receipt names them as the counter's."""

import pytest
from tests.desk.moments import at

from motcua.desk import file_online
from motcua.desk.file_online import ProxyPaperMissing, ProxyUnfinished
from motcua.dossiers import drafts, intake, proxies, slips
from motcua.dossiers.components import CheckState
from motcua.dossiers.dossier import Dossier
from motcua.journal import entries, verification
from motcua.journal.acting import Acting
from motcua.notices import telling
from motcua.office import settings_dated
from motcua.office.people import Person
from motcua.papers import storage
from motcua.procedures.components import Component
from motcua.procedures.eforms import EForm

ANSWERS = {"ho_ten": "Y Sol Niê", "dien_thoai": "+84900000777", "ngay": "2021-05-20", "nguoi_than": [{"ten": "Y Bli"}]}
PROXY = {
    "full_name": "H'Lan Niê",
    "number": "999190000777",
    "email": "lan@thu.example",
    "address": "Buôn Ea Sút",
    "basis": "authorised",
    "authorisation": "Giấy ủy quyền số 12/2026",
}
PHONE = "0912 345 678"


def begun(house, version, proxy, *, has_paper=False, **answers):
    made, _code = drafts.begin(house.office, version, case=None, at=at("02/11 08:00"))
    drafts.save(made, {**ANSWERS, **answers}, phone=PHONE, at=at("02/11 08:30"))
    paper = storage.keep(house.office, b"%PDF-1.4 giay to", "cu-tru.pdf", at=at())
    drafts.attach(made, Component.objects.get(position=2), paper, remark="", at=at())
    drafts.name_proxy(made, proxy, at=at("02/11 08:40"))
    if has_paper:
        shown = storage.keep(house.office, b"%PDF-1.4 uy quyen", "uy-quyen.pdf", at=at())
        drafts.attach(made, None, shown, remark="", at=at())
    return drafts.find(made.pk, at=at())


def filed(draft):
    return file_online.file(draft, by=Acting.citizen(draft.office_id, None), at=at())


@pytest.mark.parametrize(
    ("basis", "typed", "printed"),
    [
        ("authorised", "Giấy ủy quyền số 12/2026", "Giấy ủy quyền số 12/2026"),
        ("authorised", "", "Giấy ủy quyền nộp kèm hồ sơ"),
        ("representative", "", "Người đại diện theo pháp luật (cha, mẹ, người giám hộ…)"),
        (
            "representative",
            "Giấy khai sinh số 7/2021",
            "Người đại diện theo pháp luật (cha, mẹ, người giám hộ…): Giấy khai sinh số 7/2021",
        ),
        ("helper", "", "Giúp khai, nộp hộ, không có văn bản ủy quyền"),
    ],
)
def test_the_receipt_and_the_acknowledgement_name_the_proxy_and_the_right(house, version, basis, typed, printed):
    told = {**PROXY, "basis": basis, "authorisation": typed}
    dossier = filed(begun(house, version, told, has_paper=basis == "authorised"))
    assert (dossier.applicant.full_name, dossier.submitter.full_name) == ("Y Sol Niê", "H'Lan Niê")
    assert dossier.authorisation == printed
    by = house.acting("reception")
    intake.check(
        dossier.pk,
        {row.pk: (CheckState.OK, "") for row in dossier.components.filter(is_required=True)},
        by=by,
        at=at("02/11 10:00"),
    )
    intake.accept(dossier.pk, by=by, at=at("02/11 10:00"))
    for form in ("ack", "01"):
        said = next(slip for slip in slips.of_dossier(dossier) if slip.form == form).content["proxy"]
        assert said == {
            "full_name": "H'Lan Niê",
            "identity_number": "999190000777",
            "phone": "0912 345 678",
            "email": "lan@thu.example",
            "address": "Buôn Ea Sút",
            "authorisation": printed,
        }


def test_the_paper_of_authorisation_stands_among_the_papers_handed_in(house, version):
    dossier = filed(begun(house, version, PROXY, has_paper=True))
    last = dossier.components.last()
    assert (last.name, last.is_required) == (proxies.PAPER, False)
    assert [link.file.name for link in last.files.all()] == ["uy-quyen.pdf"]
    assert proxies.PAPER in slips.of_dossier(dossier)[0].content["components"]
    assert verification.verify(house.office.pk) == []


def test_the_act_is_of_the_one_who_files(house, version):
    dossier = filed(begun(house, version, PROXY, has_paper=True))
    acted = {entry.by["person"] for entry in entries.of(dossier.pk, house.office.pk)}
    assert acted == {str(dossier.submitter_id)}


@pytest.mark.parametrize(("phone", "who"), [("", "H'Lan Niê"), ("+84900000777", "Y Sol Niê")])
def test_news_goes_to_the_applicant_who_left_a_phone_and_else_to_the_proxy(house, version, phone, who):
    form = EForm.objects.get()
    form.definition["sections"][0]["fields"][2]["required"] = False
    form.save()
    dossier = filed(begun(house, version, PROXY, has_paper=True, dien_thoai=phone))
    assert dossier.submitter.phone == "+84912345678"
    assert telling._who(dossier).full_name == who


def test_an_authorisation_without_its_paper_is_refused_and_nothing_is_lost(house, version):
    draft = begun(house, version, PROXY)
    with pytest.raises(ProxyPaperMissing, match="giấy tờ ủy quyền"):
        filed(draft)
    assert drafts.find(draft.pk, at=at()).proxy == PROXY
    assert not Dossier.objects.exists() and not Person.objects.exists()


def test_a_paper_that_the_procedure_itself_asks_for_is_enough(house, version):
    draft = begun(house, version, PROXY)
    Component.objects.filter(position=3).update(name="Văn bản uỷ quyền theo quy định (nếu có)")
    paper = storage.keep(house.office, b"%PDF-1.4 uy quyen", "uy-quyen.pdf", at=at())
    drafts.attach(draft, Component.objects.get(position=3), paper, remark="", at=at())
    assert filed(draft).authorisation == "Giấy ủy quyền số 12/2026"


@pytest.mark.parametrize(
    ("rule", "basis", "is_refused"),
    [
        ("both", "representative", True),
        ("authorised", "representative", False),
        ("nobody", "authorised", False),
        ("both", "helper", False),
    ],
)
def test_who_hands_in_a_paper_is_a_dated_rule_of_the_office(house, version, rule, basis, is_refused):
    by = house.acting("steward")
    since = at("02/11 08:00").date()
    settings_dated.date_value(
        house.office, "proxy_paper_online", rule, valid_from=since, legal_ref="QĐ 1", by=by, at=at("01/11 08:00")
    )
    draft = begun(house, version, {**PROXY, "basis": basis})
    if is_refused:
        with pytest.raises(ProxyPaperMissing):
            filed(draft)
    else:
        assert filed(draft).submitter.full_name == "H'Lan Niê"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"full_name": " "}, "full_name"),
        ({"number": "12"}, "number"),
        ({"email": "lan"}, "email"),
        ({"full_name": "H" * 151}, "full_name"),
        ({"authorisation": "Giấy " * 29}, "authorisation"),
    ],
)
def test_an_unfinished_proxy_is_refused_by_name(house, version, wrong, field):
    with pytest.raises(ProxyUnfinished) as refusal:
        filed(begun(house, version, {**PROXY, **wrong}, has_paper=True))
    assert list(refusal.value.problems) == [field]
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("basis", ["", "made-up"])
def test_a_proxy_who_tells_no_right_is_asked_for_the_authorisation(house, version, basis):
    with pytest.raises(ProxyPaperMissing):
        filed(begun(house, version, {**PROXY, "basis": basis}))


def test_the_papers_never_name_an_authorisation_that_was_not_handed_in(house, version):
    by, since = house.acting("steward"), at("02/11 08:00").date()
    settings_dated.date_value(
        house.office, "proxy_paper_online", "nobody", valid_from=since, legal_ref="QĐ 1", by=by, at=at("01/11 08:00")
    )
    dossier = filed(begun(house, version, {**PROXY, "authorisation": ""}))
    assert dossier.authorisation == "Được ủy quyền, chưa nộp giấy ủy quyền"


def test_a_paper_without_a_proxy_is_not_passed_over(house, version):
    with pytest.raises(ProxyUnfinished, match="họ tên người nộp thay"):
        filed(begun(house, version, {"basis": "authorised"}, has_paper=True))


def test_who_files_for_themselves_is_no_proxy(house, version):
    dossier = filed(begun(house, version, {"basis": "authorised"}))
    assert (dossier.submitter, dossier.authorisation) == (None, "")
