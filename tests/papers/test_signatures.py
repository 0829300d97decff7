"""A signature's row leads from the code on the paper to the kept file."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from tests.papers.samples import a_pdf

from motcua.papers import signatures, verification


@pytest.fixture
def signer(office):
    from motcua.office import staff

    return staff.employ(office, "thanh", "Nguyễn Văn Thành")


def sign(office, signer, at, subject):
    return signatures.sign_and_keep(
        a_pdf("Kết quả"),
        office=office,
        subject=subject,
        signer=signer,
        post_name="Phó Chủ tịch",
        office_name="Ủy ban nhân dân xã Hoa Sen",
        reason="Phê duyệt",
        verify_base="http://127.0.0.1:8000/kiem-tra/",
        name="KQ.pdf",
        at=at,
    )


def test_a_signed_paper_is_kept_and_found_by_its_code_however_it_is_typed(office, signer, at):
    subject = uuid4()
    made = sign(office, signer, at, subject)
    assert len(made.code) == 10 and made.is_trial and made.signed_at == at
    typed = f" {made.code[:5].lower()}-{made.code[5:]} "
    assert signatures.find_by_code(typed) == made
    assert signatures.of_subject(office.pk, subject) == [made]
    assert signatures.find_by_bytes(made.file.read()) == made
    assert signatures.find_by_bytes(made.file.read() + b" ") is None
    found = verification.check(made.file.read())
    assert found.is_sound and found[0].certificate_sha256 == made.certificate_sha256
    assert (made.file.pages, made.file.media_type) == (1, "application/pdf")


@pytest.mark.parametrize("code", ["", "BCDFG", "BCDFGHJKLM", "' OR 1=1", "ê" * 10])
def test_an_unknown_code_finds_nothing(db, code):
    assert signatures.find_by_code(code) is None


def test_a_code_is_given_once_in_an_office(office, signer, at):
    made = sign(office, signer, at, uuid4())
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.pk = uuid4()
        made.save(force_insert=True)
