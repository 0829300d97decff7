"""Every upload is opened at once; whatever comes, the answer is a sentence and never a crash."""

import io
import os
import struct
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.papers.samples import DOCM, DOCX, XLSX, a_pdf, a_picture, an_office_file
from tests.random_cases import SLOW

from motcua.papers import foreign, inspection
from motcua.papers.kinds import Kind


def codes(found):
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize(
    ("content", "name", "kind", "pages"),
    [
        (a_pdf("Trang một", "Trang hai"), "don.pdf", Kind.PDF, 2),
        (a_picture("JPEG"), "anh.jpg", Kind.JPEG, 1),
        (a_picture("PNG"), "anh.png", Kind.PNG, 1),
        (an_office_file(DOCX), "don.docx", Kind.DOCX, None),
        (an_office_file(XLSX, b"<x/>", "xl/workbook.xml"), "bang.xlsx", Kind.XLSX, None),
    ],
)
def test_good_files_are_taken_without_a_word(content, name, kind, pages):
    found = inspection.inspect(content, name)
    assert (found.kind, found.pages, found.problems, found.is_accepted) == (kind, pages, [], True)
    assert found.size == len(content)


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf("bí mật"))) as opened:
        opened.save(out, encryption=pikepdf.Encryption(user="mo", owner="mo"))
    return out.getvalue()


def png_bomb() -> bytes:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunks = b""
    for kind, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunks


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", f"<Types>{DOCX}</Types>")
        for part in range(3):
            packed.writestr(f"word/{part}.xml", b"0" * (90 * 1024 * 1024))
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "rong.pdf", "empty"),
        (b"%PDF-1.7\nnot really", "hong.pdf", "unreadable"),
        (a_pdf("Một nửa")[:2000], "nua.pdf", "unreadable"),
        (a_picture("PNG")[:3000], "nua.png", "unreadable"),
        (b"\xff\xd8\xff\xe0 khong phai anh", "gia.jpg", "unreadable"),
        (an_office_file(DOCX)[:120], "nua.docx", "unreadable"),
        (locked_pdf(), "khoa.pdf", "locked"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "khoa.docx", "locked"),
        (OLE, "cu.doc", "old_office"),
        (an_office_file(DOCM), "macro.docx", "macro"),
        (an_office_file("zip"), "goi.docx", "wrong_type"),
        (b"<html><script>alert(1)</script>", "trang.pdf", "wrong_type"),
        (b"   %PDF-1.4 <script>", "lech.pdf", "wrong_type"),
        (b"MZ\x90\0" + b"\0" * 100, "chay.exe", "wrong_type"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 200, "IMG_0001.HEIC", "heic"),
        (a_pdf(""), "trang.pdf", "blank"),
        (a_picture("JPEG", is_blank=True), "trang.jpg", "blank"),
        (an_office_file(DOCX, b"<w:document><w:t></w:t></w:document>"), "trang.docx", "blank"),
        (png_bomb(), "bom.png", "bomb"),
        (zip_bomb(), "bom.docx", "bomb"),
        (b"%PDF-" + b"0" * (20 * 1024 * 1024), "to.pdf", "too_big"),
    ],
)
def test_a_bad_file_is_refused_by_name_in_words(content, name, code):
    found = inspection.inspect(content, name)
    assert code in codes(found)
    assert not found.is_accepted
    for problem in found.problems:
        assert name in problem.words and problem.words.endswith(".") and "%(" not in problem.words


def test_blank_pages_are_named_and_the_file_is_taken():
    found = inspection.inspect(a_pdf("Một", "", "Ba", "", "", "Sáu"), "don.pdf")
    assert codes(found) == ["blank_pages"]
    assert "trang 2, 4–5." in found.problems[0].words
    assert found.is_accepted


@pytest.mark.parametrize(("text", "is_blank"), [("Đã ký", False), ("Trang 2", False), ("1", True)])
def test_a_page_with_one_word_has_content_and_a_page_with_only_its_number_has_not(text, is_blank):
    assert codes(inspection.inspect(a_pdf("Một", text), "don.pdf")) == (["blank_pages"] if is_blank else [])


def test_a_scanned_page_with_one_signature_is_not_blank():
    sheet = Image.new("L", (1654, 2339), 250)
    sheet.paste(40, (1000, 1800, 1180, 1812))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=60)
    assert inspection.inspect(out.getvalue(), "quet.jpg").is_accepted


def test_too_many_pages_are_refused_with_the_limit():
    long = pikepdf.new()
    for _ in range(201):
        long.add_blank_page()
    out = io.BytesIO()
    long.save(out)
    found = inspection.inspect(out.getvalue(), "dai.pdf")
    assert codes(found) == ["too_many_pages"] and "201" in found.problems[0].words and "200" in found.problems[0].words


def test_a_wrong_extension_is_told_and_the_content_counts():
    found = inspection.inspect(a_pdf("Thật ra là PDF"), "anh.jpg")
    assert found.kind is Kind.PDF and codes(found) == ["name_mismatch"] and found.is_accepted
    assert inspection.inspect(an_office_file(XLSX, b"<x/>", "xl/workbook.xml"), "a.docx").kind is Kind.XLSX


def active_pdf(make) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf("Có mã"))) as opened:
        make(opened)
        opened.save(out)
    return out.getvalue()


def script(opened):
    opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def launch(opened):
    opened.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"))


def attachment(opened):
    opened.attachments["virus.exe"] = b"MZ"


@pytest.mark.parametrize("make", [script, launch, attachment])
def test_active_content_is_taken_out_of_the_copy_that_is_kept(make):
    found = inspection.inspect(active_pdf(make), "ma.pdf")
    assert codes(found) == ["active_removed"] and found.is_accepted
    assert found.cleaned and inspection.inspect(found.cleaned, "ma.pdf").problems == []
    assert b"virus.exe" not in found.cleaned and b"cmd.exe" not in found.cleaned


def test_a_signed_file_with_active_content_is_refused_because_cleaning_would_break_the_signature():
    def make(opened):
        script(opened)
        opened.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array())

    found = inspection.inspect(active_pdf(make), "ky.pdf")
    assert codes(found) == ["active_signed"] and not found.is_accepted


def test_a_plain_link_is_not_active_content():
    assert inspection.inspect(a_pdf("có liên kết", place=True), "don.pdf").problems == []


def test_a_reader_that_dies_or_hangs_makes_the_file_unreadable_and_the_next_file_is_read(tmp_path, monkeypatch):
    assert foreign.ask({"job": "inspect", "path": str(tmp_path / "none"), "kind": "docx", "clean_to": ""}) is not None
    assert foreign.ask({"job": "inspect"}) is None  # KeyError in the child: it ends
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert foreign.ask({"job": "inspect", "path": str(fifo), "kind": "docx", "clean_to": ""}, seconds=0.5) is None
    assert inspection.inspect(a_pdf("tiếp"), "tiep.pdf").is_accepted


SAMPLES = {
    "don.pdf": a_pdf("Đơn đề nghị", "Trang hai"),
    "anh.jpg": a_picture("JPEG", size=(300, 400)),
    "anh.png": a_picture("PNG", size=(300, 400)),
    "don.docx": an_office_file(DOCX),
}


@settings(max_examples=60, suppress_health_check=[*SLOW, HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(SAMPLES)),
    cut=st.floats(0, 1),
    noise=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=12),
)
@example(name="don.pdf", cut=1.0, noise=[(0.5, 0)])
def test_truncated_and_damaged_files_never_raise(name, cut, noise):
    damaged = bytearray(SAMPLES[name][: int(len(SAMPLES[name]) * cut)])
    for place, value in noise:
        if damaged:
            damaged[int(place * len(damaged))] = value
    found = inspection.inspect(bytes(damaged), name)
    assert found.is_accepted or found.problems


@settings(max_examples=60)
@given(
    head=st.sampled_from([b"", b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", OLE[:8]]),
    rest=st.binary(max_size=400),
    name=st.text(max_size=20),
)
def test_random_bytes_never_raise_and_are_never_taken(head, rest, name):
    found = inspection.inspect(head + rest, name)
    assert not found.is_accepted and found.problems
