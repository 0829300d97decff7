"""A struck electronic copy holds for nobody: not on the verification page, not for its owner, by code or by file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.certification import stage
from tests.certification.test_electronic import scanned
from tests.doors.citizen_stage import come_as_owner
from tests.doors.test_certification import come, own_folders, sign_in

from motcua.certification import electronic
from motcua.certification.certifying import Document
from motcua.certification.lines import BookLine, State
from motcua.certification.striking import ElectronicAnew
from motcua.desk import certify_electronic, certify_waiting, hand_over
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.results import Way
from motcua.dossiers.status import Status
from motcua.papers import signatures

__all__ = ["own_folders"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db: None) -> Any:
    made = stage.found()
    stage.grant(made)
    stage.grant(made, way="electronic")
    return made


def signed(house: Any, count: int = 1) -> Dossier:
    dossier: Dossier = come(house, *(scanned(house) for _ in range(count))).dossier
    electronic.approve(dossier.pk, by=house.acting("leader"), at=timezone.now())
    assert certify_electronic.sign(dossier.pk, house.office.pk, at=timezone.now()) == count
    return dossier


def strike(house: Any, line: BookLine, **more: Any) -> Any:
    return certify_waiting.strike(
        line.pk, reason="quét nhầm giấy", by=house.acting("reception"), at=timezone.now(), **more
    )


def test_both_codes_and_the_file_say_that_the_copy_was_struck(house: Any, page: Any) -> None:
    line = electronic.copies_of(signed(house))[0]
    assert line.signature is not None and line.office_signature is not None
    pdf = line.signature.file.read()

    def upload() -> Any:
        return Client().post("/kiem-tra/", {"file": SimpleUploadedFile("a.pdf", pdf)})

    for answer in (Client().get(f"/kiem-tra/{line.signature.code}/"), upload()):
        assert "gạch bỏ" not in page(answer).main
    strike(house, line)
    codes = (line.signature.code, line.office_signature.code)
    for answer in (*(Client().get(f"/kiem-tra/{code}/") for code in codes), upload()):
        shown = page(answer)
        assert "đã bị gạch bỏ" in shown.main and line.number_words in shown.main
        assert "quét nhầm giấy" not in shown.html and "A Thút" not in shown.html


def test_its_owner_is_told_and_can_no_longer_open_it(house: Any, page: Any) -> None:
    dossier = signed(house)
    hand_over.hand_over(dossier.pk, way=Way.DOWNLOAD, by=house.citizen(dossier.applicant_id), at=timezone.now())
    owner = come_as_owner(dossier)
    assert owner.get("/tra-cuu/chi-tiet/ket-qua.pdf").status_code == 200
    strike(house, electronic.copies_of(dossier)[0])
    shown = page(owner.get("/tra-cuu/chi-tiet/"))
    assert "đã bị gạch bỏ" in shown.main and "ket-qua.pdf" not in shown.html
    answer = page(owner.get("/tra-cuu/chi-tiet/ket-qua.pdf"))
    assert answer.status == 410 and "liên hệ Trung tâm" in answer.main


def test_a_copy_struck_before_it_was_fetched_is_not_handed_out(house: Any) -> None:
    dossier = signed(house)
    strike(house, electronic.copies_of(dossier)[0])
    assert come_as_owner(dossier).post("/tra-cuu/chi-tiet/ket-qua/").status_code == 410
    assert Dossier.objects.get().status == Status.PROCESSED


def test_of_two_copies_the_one_that_holds_is_opened(house: Any, page: Any) -> None:
    dossier = signed(house, 2)
    hand_over.hand_over(dossier.pk, way=Way.DOWNLOAD, by=house.citizen(dossier.applicant_id), at=timezone.now())
    wrong, right = electronic.copies_of(dossier)
    strike(house, wrong)
    owner = come_as_owner(dossier)
    assert right.signature is not None
    assert b"".join(owner.get("/tra-cuu/chi-tiet/ket-qua.pdf").streaming_content) == right.signature.file.read()
    shown = page(owner.get("/tra-cuu/chi-tiet/"))
    assert str(right.pk) in shown.html and str(wrong.pk) not in shown.html


def test_a_paper_line_never_stands_in_for_an_electronic_copy(house: Any, page: Any) -> None:
    line = electronic.copies_of(signed(house))[0]
    with pytest.raises(ElectronicAnew, match="quét lại bản chính"):
        strike(house, line, instead=Document("Bằng tốt nghiệp", pages=1))
    sent = {"reason": "sai", "document_type": "Bằng", "pages": "1", "copies": "1"}
    answer = page(sign_in(house, "reception").post(f"/can-bo/chung-thuc/dong/{line.pk}/gach-bo/", sent))
    assert answer.status == 422 and "Quầy chứng thực" in answer.text
    assert BookLine.objects.get().state == State.CERTIFIED


def test_what_was_never_struck_is_found_by_no_signature(house: Any) -> None:
    line = electronic.copies_of(signed(house))[0]
    assert line.signature is not None
    found = signatures.find_by_code(line.signature.code)
    assert found is not None and electronic.find_struck(found) is None
