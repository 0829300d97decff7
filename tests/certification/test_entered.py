"""Nothing is certified outside the books: what came by a written slip is entered, an ordinary proposal is refused."""

from typing import Any

import pytest
from tests.certification import stage
from tests.certification.stage import BIRTH, COPY, DIPLOMA, SIGNATURE, at

from motcua.certification.authority import NoRightToCertify
from motcua.certification.certifying import Document, DocumentUnclear, StatementsMissing
from motcua.certification.lines import BookLine
from motcua.certification.matters import NoSuchMatter
from motcua.desk import certify_entered, receive, void
from motcua.desk.certify_entered import EnteredAlready, OnlyThroughTheBook
from motcua.dossiers import access, invariants, transfers
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import Outcome, Status
from motcua.journal import verification
from motcua.procedures import versions
from motcua.site.demo import builders, lives

pytestmark = pytest.mark.django_db


def received(house: Any, code: str = COPY, **more: Any) -> Dossier:
    version = versions.whole(versions.current(code, at().date()).pk)
    done = receive.receive(
        house.office,
        version=version,
        on_paper=[row.pk for row in version.components.all()],
        case=None,
        applicant=stage.PERSON,
        by=house.acting("reception"),
        key=f"slip:{code}",
        **{"at": at(), "pages": 1, "copies": 3, "pay": "cash", **more},
    )
    return done.dossier


def enter(house: Any, dossier: Dossier, *documents: Document, code: str = COPY, **more: Any) -> list[BookLine]:
    told = {"statements": stage.SAID[code], "certifier_id": house.staff["leader"].pk, "at": at("20/11 10:00"), **more}
    return certify_entered.enter(dossier.pk, documents=documents, by=house.acting("reception"), **told)


@pytest.mark.parametrize("is_handed_on", [False, True])
def test_the_documents_of_a_received_dossier_get_their_numbers_and_its_result(house, is_handed_on):
    dossier = received(house)
    if is_handed_on:
        transfers.transfer(dossier.pk, by=house.acting("reception"), at=at("20/11 09:30"))
    found = enter(house, dossier, BIRTH, DIPLOMA)
    assert [(line.number, line.fee) for line in found] == [(1, 6000), (2, 8000)]
    assert access.find(dossier.pk, by=house.system, at=at()).status == Status.PROCESSED
    assert list(invariants.check(house.office.pk)) == [] and verification.verify(house.office.pk) == []


def test_the_wording_follows_how_the_person_signed(house):
    dossier = received(house, SIGNATURE, pages=None)
    line = enter(house, dossier, Document("Đơn đề nghị", manner="thumb_print"), code=SIGNATURE)[0]
    assert line.words.startswith("Chứng thực điểm chỉ")


def test_they_are_entered_once(house):
    dossier = received(house)
    enter(house, dossier, BIRTH)
    with pytest.raises(EnteredAlready, match="tải lại"):
        enter(house, dossier, BIRTH)
    assert BookLine.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "refusal"),
    [({"statements": ()}, StatementsMissing), ({"certifier_id": None}, NoRightToCertify)],
)
def test_what_the_counter_refuses_is_refused_here_and_leaves_nothing(house, more, refusal):
    dossier = received(house)
    with pytest.raises(refusal):
        enter(house, dossier, BIRTH, **more)
    with pytest.raises(DocumentUnclear):
        enter(house, dossier, Document("Sổ"))
    assert not BookLine.objects.exists()


def test_neither_a_void_dossier_nor_one_of_another_procedure_is_entered(house):
    dossier = received(house)
    void.void(dossier.pk, reason="nhầm", by=house.acting("reception"), at=at("20/11 09:30"))
    with pytest.raises(access.Voided):
        enter(house, dossier, BIRTH)
    other = lives.file(house, builders.open_for_filing(house, builders.procedure("1.004873")), at=at(), name="A Thút")
    lives.accept(house, other, at=at())
    with pytest.raises(NoSuchMatter):
        enter(house, other, BIRTH)


def test_a_certification_is_never_proposed_as_an_ordinary_result(house):
    dossier = received(house)
    transfers.transfer(dossier.pk, by=house.acting("reception"), at=at("20/11 09:30"))
    told = {"title": "Bản sao", "body": "đúng", "by": house.acting("specialist"), "at": at("20/11 09:40")}
    with pytest.raises(OnlyThroughTheBook, match="vào sổ"):
        certify_entered.propose(dossier.pk, outcome=Outcome.GRANTED, **told)
    decision = certify_entered.propose(dossier.pk, outcome=Outcome.REFUSED, **told)
    assert decision.outcome == Outcome.REFUSED
