"""What a signature proves, and what it does not."""

import io
import random
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from asn1crypto import cms
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.papers.samples import a_pdf

from motcua.journal.seals import Seal
from motcua.papers import keys, qr, signer_names, signing, typesetting, verification
from motcua.papers.notary import OfficeNotary

SIGNER = {
    "signer_name": "Nguyễn Thị Thanh Hương",
    "post_name": "Phó Chủ tịch Ủy ban nhân dân",
    "office_name": "Ủy ban nhân dân xã Hoa Sen",
    "reason": "Phê duyệt kết quả",
    "verify_url": "http://127.0.0.1:8000/xac-minh/BCDFGHJKLM/",
}


@pytest.fixture
def signed(at):
    return signing.make(a_pdf("Nội dung quyết định"), at=at, **SIGNER)


STAMPED = {
    "signer_name": "Lê Thị Hồng Nhung",
    "post_name": "Công chức tiếp nhận và trả kết quả",
    "office_name": "Trung tâm Phục vụ hành chính công xã Hoa Sen",
    "signed_at": "16-11-2026 10:05:00 +07:00",
    "qr_svg": qr.svg("https://motcua.hoasen.gov.example/kiem-tra/BCDFGHJKLM/"),
    "trial": signing.TRIAL_WORDS,
}
LONG = "Phó Chủ tịch Ủy ban nhân dân, kiêm Giám đốc Trung tâm Phục vụ hành chính công"


@pytest.mark.parametrize(("post", "smallest"), [(STAMPED["post_name"], 8.9), (LONG, 7.7)])
def test_the_picture_of_a_signature_is_as_large_as_its_room_allows(post, smallest):
    made = typesetting.pdf("stamp", {**STAMPED, "post_name": post})
    page = pypdfium2.PdfDocument(made)[0]
    words = page.get_textpage()
    place = words.search("Thời gian").get_next()[0]
    _left, low, _right, high = words.get_charbox(place, loose=True)
    assert high - low >= smallest * 0.89 and typesetting.page_count(made) == 1
    assert STAMPED["trial"] in " ".join(words.get_text_bounded().split())


def test_a_signed_pdf_names_its_signer_its_moment_and_is_intact(signed, at):
    found = verification.check(signed.pdf)
    assert found.is_sound and len(found) == 1
    one = found[0]
    assert one.signer == "Nguyễn Thị Thanh Hương (KÝ THỬ)"
    assert one.office == "Ủy ban nhân dân xã Hoa Sen"
    assert one.signed_at == at
    assert one.intact and one.covers_whole
    assert one.certificate_sha256 == signed.certificate_sha256


WHOLE = {
    "signer_name": "Công Tằng Tôn Nữ Nguyễn Thị Thanh Hương Giang Như Ngọc",
    "post_name": "Phó Chủ tịch Ủy ban nhân dân, kiêm Giám đốc Trung tâm Phục vụ hành chính công",
    "office_name": "Trung tâm Phục vụ hành chính công phường Hoa Sen, thành phố Buôn Ma Thuột, tỉnh Đắk Lắk",
}


def test_what_is_signed_after_the_machines_clock_was_put_right_lies_within_the_certificate(at, settings, tmp_path):
    settings.KEYS_ROOT = tmp_path
    notary = OfficeNotary("Ủy ban nhân dân xã Hoa Sen")
    for moment in (at + timedelta(days=200), at):
        signed = notary.sign("niêm phong", moment)
        seal = Seal(text="niêm phong", signature=signed.signature, certificates=signed.certificates, sealed_at=moment)
        assert notary.why_unsigned(seal) == ""


@pytest.mark.parametrize("signer", [WHOLE["signer_name"], WHOLE["office_name"]])
def test_a_name_longer_than_a_certificate_allows_is_cut_at_a_word_and_stands_whole_beside_it(signer, at):
    told = {**SIGNER, **WHOLE, "signer_name": signer}
    made = signing.make(a_pdf("Nội dung quyết định"), at=at, **told)
    (one,) = verification.check(made.pdf)
    assert (one.signer, one.post, one.office) == (f"{signer} (KÝ THỬ)", WHOLE["post_name"], WHOLE["office_name"])
    assert one.is_sound and f"{signer} (KÝ THỬ) ký lúc" in one.words
    who = {name: told[name] for name in ("signer_name", "post_name", "office_name")}
    subject = keys.signing_key(at=at, **who).certificate.subject.native
    for name, whole in (
        ("common_name", signer),
        ("organization_name", WHOLE["office_name"]),
        ("title", told["post_name"]),
    ):
        assert len(subject[name].encode()) <= 64
        start = subject[name].removesuffix(" (KÝ THỬ)").removesuffix("…")
        assert whole.startswith(start) and whole[len(start)] in " ,", "cut at the end of a word"
    assert subject["common_name"].endswith("… (KÝ THỬ)")


def test_a_name_that_fits_stands_once(signed, at):
    who = {name: SIGNER[name] for name in ("signer_name", "post_name", "office_name")}
    assert set(keys.signing_key(at=at, **who).certificate.subject.native) == {
        "country_name",
        "organization_name",
        "title",
        "common_name",
    }


@given(text=st.text(st.characters(codec="utf-8"), max_size=90), most=st.integers(min_value=4, max_value=64))
def test_what_is_cut_is_never_longer_than_allowed_nor_ends_within_a_letter(text, most):
    short = signer_names.fitting(text, most)
    assert len(short.encode()) <= most and (short == text or text.startswith(short.removesuffix("…")))


def test_only_our_own_authority_is_believed_about_a_longer_name(at, settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "stranger"
    forged = signing.sign(a_pdf("Giả mạo"), at=at, **{**SIGNER, **WHOLE})
    settings.KEYS_ROOT = tmp_path / "keys"
    (one,) = verification.check(forged)
    assert not one.is_own and one.office.endswith("…") and one.signer.endswith("… (KÝ THỬ)")


def test_a_self_made_certificate_is_a_trial_and_says_so(signed):
    found = verification.check(signed.pdf)
    assert signed.is_trial and not found[0].trusted
    who = {key: SIGNER[key] for key in ("signer_name", "post_name", "office_name")}
    assert signing.is_trial(at=signed.signed_at, **who)
    assert "KÝ THỬ, không có giá trị pháp lý" in found.words
    assert "KÝ THỬ, không có giá trị pháp lý" in found[0].words


def test_a_stranger_who_signs_in_the_same_name_is_told_to_be_unknown(signed, at, settings, tmp_path):
    settings.KEYS_ROOT = tmp_path / "stranger"
    forged = signing.sign(a_pdf("Giả mạo"), at=at, **SIGNER)
    settings.KEYS_ROOT = tmp_path / "keys"
    found = verification.check(forged)
    assert found.is_unchanged and not found.is_sound
    assert not found[0].is_own and "có thể là giả" in found[0].words
    assert "KHÔNG XÁC MINH ĐƯỢC NGƯỜI KÝ" in found.words and "giá trị pháp lý" not in found.words
    mixed = signing.sign(forged, at=at, **SIGNER)
    assert not verification.check(mixed).is_sound


def test_the_installations_own_root_in_the_trusted_folder_makes_it_trusted(signed, at, settings):
    trusted = settings.KEYS_ROOT / "trusted"
    trusted.mkdir()
    authority = (settings.KEYS_ROOT / "signing" / "authority.pem").read_text()
    (trusted / "root.pem").write_text(authority[authority.index("-----BEGIN CERTIFICATE") :])
    assert verification.check(signed.pdf)[0].trusted
    assert not signing.make(a_pdf("x"), at=at, **SIGNER).is_trial


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5])
def test_one_flipped_byte_is_seen(signed, part):
    changed = bytearray(signed.pdf)
    original = a_pdf("Nội dung quyết định")
    changed[int(len(original) * part)] ^= 1
    found = verification.check(bytes(changed))
    assert not found.is_sound
    assert all(not one.intact for one in found)


def test_whatever_bit_is_flipped_in_the_document_it_never_passes(signed):
    # The container of the signature itself cannot be covered by it; a flip there never touches the document.
    start = signed.pdf.rindex(b"/Contents <")
    end = signed.pdf.index(b">", start)
    chance = random.Random(7)
    for _ in range(80):
        place = chance.choice([chance.randrange(start), chance.randrange(end, len(signed.pdf))])
        changed = bytearray(signed.pdf)
        changed[place] ^= 1 << chance.randrange(8)
        assert not verification.check(bytes(changed)).is_sound, place


def test_nothing_can_hide_behind_the_signature_in_its_container(signed):
    end = signed.pdf.index(b">", signed.pdf.rindex(b"/Contents <"))
    hidden = signed.pdf[: end - 8] + b"deadbeef" + signed.pdf[end:]
    assert not verification.check(hidden).is_sound


@pytest.mark.parametrize("tail", [b"\n% them mot dong\n", b"x" * 3000, b"\n1 0 obj\n<<>>\nendobj\n"])
def test_appended_bytes_are_seen(signed, tail):
    found = verification.check(signed.pdf + tail)
    assert not found.is_sound
    assert all(not one.covers_whole for one in found)


def test_a_changed_page_saved_after_signing_is_seen(signed):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed.pdf))
    page = writer.prev.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(90)
    writer.mark_update(writer.prev.root["/Pages"]["/Kids"].raw_get(0))
    out = io.BytesIO()
    writer.write(out)
    found = verification.check(out.getvalue())
    assert not found.is_sound and not found[0].covers_whole and not found[0].is_sound


def test_a_second_signature_keeps_the_first_valid(signed, at):
    both = signing.make(signed.pdf, at=at, **{**SIGNER, "signer_name": "Trần Văn Bình"})
    found = verification.check(both.pdf)
    assert [one.signer for one in found] == ["Nguyễn Thị Thanh Hương (KÝ THỬ)", "Trần Văn Bình (KÝ THỬ)"]
    assert all(one.intact and one.is_sound for one in found)
    assert [one.covers_whole for one in found] == [False, True]
    assert found.is_sound


def test_an_unsigned_pdf_is_told_to_be_unsigned():
    found = verification.check(a_pdf("không ký"))
    assert found.is_readable and not found.reports and not found.is_sound
    assert "không có chữ ký số" in found.words


@pytest.mark.parametrize("garbage", [b"", b"\0", b"%PDF-1.7", b"%PDF-1.7\n" + b"\xff" * 500, "xin chào".encode()])
def test_garbage_is_refused_in_words(garbage):
    found = verification.check(garbage)
    assert not found.is_sound and not found.reports
    assert found.words.endswith(".")


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_signed_pdf_never_passes_and_never_raises(signed, part):
    assert not verification.check(signed.pdf[: int(len(signed.pdf) * part)]).is_sound


def test_what_cannot_be_signed_is_refused_in_words(at):
    with pytest.raises(signing.SigningFailed, match="PDF mới"):
        signing.make(b"%PDF-1.7 nothing", at=at, **SIGNER)


def test_a_draft_without_a_marked_place_is_signed_at_the_foot_of_its_last_page(at):
    signed = signing.make(a_pdf("một", "hai"), at=at, **SIGNER)
    assert signed.pages == 2
    with pikepdf.open(io.BytesIO(signed.pdf)) as opened:
        left, low, right, high = (float(edge) for edge in opened.pages[1].Annots[0].Rect)
        width, height = (float(edge) for edge in opened.pages[1].MediaBox[2:])
    assert 0 < left < right < width and 0 < low < high < height / 3


def test_key_files_are_for_the_owner_only(signed, settings):
    files = list((settings.KEYS_ROOT / "signing").iterdir())
    assert len(files) == 2
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


def test_a_signer_gets_a_new_certificate_before_the_old_one_ends(signed, at):
    later = at.replace(year=at.year + 6)
    renewed = signing.make(a_pdf("sau"), at=later, **SIGNER)
    assert renewed.certificate_sha256 != signed.certificate_sha256
    assert verification.check(renewed.pdf)[0].is_own


def test_the_same_signer_keeps_the_same_certificate(signed, at):
    assert signing.make(a_pdf("khác"), at=at, **SIGNER).certificate_sha256 == signed.certificate_sha256


def test_the_visible_signature_stands_in_the_marked_place(at):
    draft = a_pdf("có ô ký", place=True)
    with pikepdf.open(io.BytesIO(draft)) as opened:
        marked = [float(edge) for edge in opened.pages[0].Annots[0].Rect]
    with pikepdf.open(io.BytesIO(signing.sign(draft, at=at, **SIGNER))) as opened:
        box = next(note.Rect for note in opened.pages[0].Annots if note.Subtype == "/Widget")
    assert [float(edge) for edge in box] == pytest.approx(marked, abs=1)


def test_the_qr_of_the_visible_signature_leads_to_the_verification_page(signed):
    picture = Image.open(io.BytesIO(typesetting.png(signed.pdf, dpi=200)))
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [SIGNER["verify_url"]]


def test_two_copies_on_one_sheet_keep_the_picture_of_the_signature(signed):
    both = typesetting.two_up(signed.pdf)
    picture = Image.open(io.BytesIO(typesetting.png(both, dpi=200)))
    read = [code.text for code in zxingcpp.read_barcodes(picture)]
    assert read.count(SIGNER["verify_url"]) == 2


@pytest.mark.parametrize("letter", ["N", "Ế"])
def test_there_is_room_for_the_signature_of_an_rsa_key(at, letter):
    """Names as long as a certificate holds; RSA 4096 takes 512 bytes where the key made here takes at most 72."""
    names = dict.fromkeys(("signer_name", "post_name", "office_name"), letter * 64)
    made = signing.make(a_pdf("tên dài"), at=at, **{**SIGNER, **names})
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        kept_free = bytes(opened.Root.AcroForm.Fields[0].V.Contents)
    used = len(cms.ContentInfo.load(kept_free).dump())
    assert used + 512 - 72 <= len(kept_free)
