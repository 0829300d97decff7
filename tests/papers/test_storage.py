"""Bytes are safe on the disk before the row that names them, and no reader is led astray by a file."""

import hashlib
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.papers.samples import a_pdf

from motcua.papers import storage, uploads


def test_a_kept_file_can_be_read_back_byte_for_byte(office, at):
    content = os.urandom(700_000)
    kept = storage.keep(office, io.BytesIO(content), "quét.bin", at=at)
    assert kept.read() == content and kept.size == len(content)
    assert kept.sha256 == hashlib.sha256(content).hexdigest()
    assert kept.path == f"{office.pk}/{kept.sha256[:2]}/{kept.sha256}"
    assert kept.is_intact() and kept.kept_at == at


def test_the_bytes_are_synced_and_renamed_before_the_row(office, at, monkeypatch):
    happened = []
    for name in ("fsync", "replace"):
        real = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *a, real=real, name=name: (happened.append(name), real(*a))[1])
    create = storage.StoredFile.objects.create
    monkeypatch.setattr(storage.StoredFile.objects, "create", lambda **k: (happened.append("row"), create(**k))[1])
    storage.keep(office, b"x", "a", at=at)
    assert happened.index("fsync") < happened.index("replace") < happened.index("row")
    assert happened[-2:] == ["fsync", "row"]  # the folder is synced after the rename


def test_the_same_content_twice_is_two_rows_and_one_file(office, at, settings):
    first, second = (storage.keep(office, b"abc", name, at=at) for name in ("a.txt", "b.txt"))
    assert first.pk != second.pk and first.path == second.path
    assert len([path for path in settings.FILES_ROOT.rglob("*") if path.is_file()]) == 1


def test_a_file_over_the_limit_is_refused_and_leaves_nothing_behind(office, at, settings, monkeypatch):
    monkeypatch.setattr(storage, "FILE_LIMIT", 1000)
    with pytest.raises(storage.FileTooBig) as refusal:
        storage.keep(office, io.BytesIO(b"x" * 1001), "to.pdf", at=at)
    assert refusal.value.status == 413 and "to.pdf" in str(refusal.value)
    assert not [path for path in settings.FILES_ROOT.rglob("*") if path.is_file()]
    assert not storage.StoredFile.objects.exists()


def test_a_lost_file_is_told_in_words(office, at):
    kept = storage.keep(office, b"abc", "mất.txt", at=at)
    kept.full_path.unlink()
    with pytest.raises(storage.FileMissing, match="quản trị viên"):
        kept.open()
    assert not kept.is_intact()


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Lan\\Đơn xin.pdf", "Đơn xin.pdf"),
        ("Giâ\u0301y khai.pdf", "Giấy khai.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("hoadon\u202efdp.exe", "hoadon fdp.exe"),
        ("", "tep"),
        ("...", "tep"),
    ],
)
def test_names_are_cleaned(given_name, clean):
    assert storage.clean_name(given_name) == clean


@given(st.text(max_size=400))
def test_a_clean_name_is_short_flat_and_stays_clean(name):
    clean = storage.clean_name(name)
    assert 0 < len(clean) <= 120 and not set(clean) & set('/\\\r\n"')
    assert storage.clean_name(clean) == clean


def test_a_long_name_keeps_its_extension():
    assert storage.clean_name("ơ" * 300 + ".pdf").endswith("ơ.pdf")


def test_a_pdf_may_open_inline_and_nothing_may_be_sniffed(office, at):
    kept = storage.keep(office, a_pdf("x"), "Kết quả.pdf", at=at)
    shown = storage.response(kept, inline=True)
    assert shown["Content-Type"] == "application/pdf" and shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Disposition"] == "inline; filename*=utf-8''K%E1%BA%BFt%20qu%E1%BA%A3.pdf"
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    assert storage.response(kept)["Content-Disposition"].startswith("attachment")


def test_what_is_neither_pdf_nor_picture_is_only_downloaded(office, at):
    kept = storage.keep(office, b"<html><script>", "trang.html", at=at)
    answer = storage.response(kept, inline=True)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Security-Policy"].startswith("sandbox;")


def test_an_upload_is_inspected_before_it_is_kept(office, at):
    kept, told = uploads.take(office, a_pdf("Đơn", ""), "đơn.pdf", at=at)
    assert kept.pages == 2 and kept.media_type == "application/pdf"
    assert [problem.code for problem in told] == ["blank_pages"]
    with pytest.raises(uploads.UploadRefused, match="rỗng"):
        uploads.take(office, b"", "rỗng.pdf", at=at)
    assert storage.StoredFile.objects.count() == 1
