"""Electronic copies: an officer with that right approves, the machine signs twice, and both signatures hold."""

import io
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from tests.certification import stage
from tests.certification.stage import BIRTH, at, come

from motcua.certification import electronic, lines
from motcua.certification.authority import NoRightToCertify
from motcua.certification.certifying import Document, NothingWaiting, ScanMissing
from motcua.certification.lines import BookLine, State
from motcua.desk import certify_copy, certify_electronic
from motcua.dossiers import access, invariants, results
from motcua.dossiers.results import Way
from motcua.dossiers.status import Status
from motcua.journal import verification as journal_verification
from motcua.papers import signatures, storage, typesetting, verification

pytestmark = pytest.mark.django_db


def picture(words: str = "BANG TOT NGHIEP") -> bytes:
    page = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(page).text((200, 400), words, fill="black", font_size=60)
    out = io.BytesIO()
    page.save(out, "JPEG")
    return out.getvalue()


def scanned(house: Any, data: bytes | None = None, name: str = "bang.jpg") -> Document:
    file = storage.keep(house.office, data or picture(), name, at=at())
    return Document("Bằng tốt nghiệp", pages=1, is_electronic=True, scan=file)


def words_of(pdf: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in opened]


@pytest.fixture
def signed(house: Any) -> BookLine:
    stage.grant(house, way="electronic")
    done = come(house, scanned(house))
    electronic.approve(done.dossier.pk, by=house.acting("leader"), at=at("20/11 09:10"))
    assert certify_electronic.sign(done.dossier.pk, house.office.pk, at=at("20/11 09:11")) == 1
    return BookLine.objects.select_related("signature__file", "office_signature__file").get()


def test_without_the_electronic_right_the_counter_names_who_grants_it(house):
    with pytest.raises(NoRightToCertify, match=r"ký số bản sao điện tử.*lãnh đạo UBND.*Quyền chứng thực"):
        come(house, scanned(house))


def test_the_right_is_dated_and_personal(house):
    stage.grant(house, way="electronic", to_on=at("20/11 09:00").date())
    done = come(house, scanned(house), Document("Sổ", pages=1))
    waiting = done.dossier
    assert waiting.holder_post_id == house.posts["leader"].pk and "ký" in waiting.reason
    with pytest.raises(NoRightToCertify, match="A Brưu"):
        electronic.approve(waiting.pk, by=house.acting("director"), at=at("20/11 10:00"))
    with pytest.raises(NoRightToCertify):
        electronic.approve(waiting.pk, by=house.acting("leader"), at=at("23/11 10:00"))
    assert [line.number for line in lines.of_dossier(waiting)] == [None, 1]


def test_an_electronic_copy_needs_its_scan(house):
    stage.grant(house, way="electronic")
    with pytest.raises(ScanMissing, match="bản quét"):
        come(house, Document("Bằng", pages=1, is_electronic=True))


def test_both_signatures_are_valid_and_the_second_did_not_break_the_first(signed):
    pdf = signed.signature.file.read()
    check = verification.check(pdf)
    assert len(check) == 2 and check.is_unchanged and check.is_sound
    assert [report.intact for report in check] == [True, True]
    assert "Đinh Thị Thu Hằng" in check[0].signer and "Ủy ban nhân dân xã Hoa Sen" in check[1].signer
    assert (signed.state, signed.number) == (State.CERTIFIED, 1)
    assert "KÝ THỬ" in check.words, "the certificates are the installation's own"


def test_wording_and_number_stand_on_the_pages(signed):
    first, last = words_of(signed.signature.file.read())
    assert "01, quyển số 01/2026-SCT/BS" in first and "20/11/2026" in first and "KÝ THỬ" in first
    assert "đúng với bản chính" in last.lower().replace("\r\n", " ") and "01, quyển số 01/2026-SCT/BS" in last


def test_each_signature_has_its_own_code_which_leads_to_the_file_with_both(signed):
    codes = [signed.signature.code, signed.office_signature.code]
    assert len(set(codes)) == 2
    for code in codes:
        assert len(verification.check(signatures.find_by_code(code).file.read())) == 2


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_changed_byte_is_seen(signed, part):
    pdf = bytearray(signed.signature.file.read())
    place = int(len(pdf) * part)
    pdf[place] ^= 0x01
    assert not verification.check(bytes(pdf)).is_unchanged


def test_bytes_added_behind_are_seen(signed):
    assert not verification.check(signed.signature.file.read() + b"\n% them vao").is_unchanged


def test_the_result_is_electronic_and_taken_by_download(house, signed):
    dossier = access.find(signed.dossier_id, by=house.system, at=at())
    result = results.find(dossier)
    assert dossier.status == Status.PROCESSED and result.is_electronic
    assert result.file_id == signed.signature.file_id
    results.return_to_applicant(
        dossier.pk, way=Way.DOWNLOAD, by=house.citizen(dossier.applicant_id), at=at("20/11 10:00")
    )
    assert electronic.find_file(dossier, signed.pk) == signed.signature.file
    assert journal_verification.verify(house.office.pk) == [] and list(invariants.check(house.office.pk)) == []


def test_signing_twice_changes_nothing(house, signed):
    assert certify_electronic.sign(signed.dossier_id, house.office.pk, at=at("20/11 09:12")) == 0
    with pytest.raises(NothingWaiting):
        electronic.approve(signed.dossier_id, by=house.acting("leader"), at=at("20/11 09:13"))


def test_papers_and_electronic_copies_of_one_visit_end_together(house):
    stage.grant(house, way="electronic")
    done = come(house, BIRTH, scanned(house))
    assert [line.number for line in done.lines] == [1, None] and done.dossier.status == Status.IN_PROCESS
    electronic.approve(done.dossier.pk, by=house.acting("leader"), at=at("20/11 09:10"))
    certify_electronic.sign(done.dossier.pk, house.office.pk, at=at("20/11 09:11"))
    assert access.find(done.dossier.pk, by=house.system, at=at()).status == Status.PROCESSED


def test_a_scan_of_several_pages_gets_the_band_on_every_page(house):
    stage.grant(house, way="electronic")
    facts = {"parent_name": "", "name": "Trường", "address": "", "phone": ""}
    page = {
        "office": facts,
        "place_date": "",
        "number": "",
        "title": "BẰNG",
        "addressee": "",
        "paragraphs": ["dài " * 3000],
    }
    done = come(house, scanned(house, typesetting.pdf("result_page", page), "bang.pdf"))
    electronic.approve(done.dossier.pk, by=house.acting("leader"), at=at("20/11 09:10"))
    certify_electronic.sign(done.dossier.pk, house.office.pk, at=at("20/11 09:11"))
    pages = words_of(BookLine.objects.get().signature.file.read())
    assert len(pages) > 3 and all("SCT/BS" in words for words in pages)


def test_what_waits_on_paper_only_is_not_approved_electronically(house):
    stage.grant(house, way="electronic")
    done = certify_copy.certify(
        house.office,
        procedure_code=stage.COPY,
        applicant=stage.PERSON,
        documents=[BIRTH],
        statements=stage.SAID[stage.COPY],
        certifier_id=None,
        when="today",
        by=house.acting("reception"),
        at=at(),
        key="paper",
    )
    with pytest.raises(NothingWaiting):
        electronic.approve(done.dossier.pk, by=house.acting("leader"), at=at("20/11 10:00"))
