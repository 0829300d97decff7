"""What a form claims to be, PDF/A-2b, still holds when it is signed once and twice.

veraPDF is no part of the tests (docs/forms/README.md says what it found); here stands what can be looked at without it.
"""

import io
import re
from datetime import UTC, datetime
from functools import cache

import pikepdf
import pytest
from tests.papers import certification_specimens, specimens
from tests.papers.samples import a_pdf

from motcua.papers import foreign_composing, signing, typesetting, verification

AT = datetime(2026, 11, 16, 3, 5, tzinfo=UTC)
SIGNER = {
    "signer_name": "Nguyễn Văn Thành",
    "post_name": "Phó Chủ tịch Ủy ban nhân dân xã",
    "office_name": "Ủy ban nhân dân xã Hoa Sen",
    "reason": "Ký ban hành",
    "verify_url": "https://motcua.hoasen.gov.example/kiem-tra/BCDFGHJKLM/",
}
SPECIMENS = {**specimens.all_specimens(), **certification_specimens.all_specimens()}
OBJECT = re.compile(rb"(.)\d+ \d+ obj\b", re.DOTALL)
# What an archive may not hold (ISO 19005-2, 6.1 and 6.5): anything that runs, plays or leads to another file.
FORBIDDEN = {"/JavaScript", "/Launch", "/Movie", "/Sound", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState"}


@cache
def unsigned(name: str) -> bytes:
    told = {**SPECIMENS[name], "is_signed_digitally": True}
    return typesetting.pdf(specimens.template(name), told, at=AT)


def signed(pdf: bytes, times: int) -> bytes:
    for _ in range(times):
        pdf = signing.sign(pdf, at=AT, **SIGNER)
    return pdf


def dictionaries(opened: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [one for one in opened.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]


def not_embedded(opened: pikepdf.Pdf) -> list[str]:
    """Return the fonts of the whole file, pictures of signatures too, whose letters are not inside."""
    missing = []
    for font in dictionaries(opened):
        if font.get("/Type") != "/Font" or font.get("/Subtype") in ("/Type0", "/Type3"):
            continue
        told = font.get("/FontDescriptor", pikepdf.Dictionary())
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(told.keys()):
            missing.append(str(font.get("/BaseFont")))
    return missing


def faults(pdf: bytes) -> list[str]:
    """Return in words whatever in the file gives the lie to its claim."""
    found = []
    if any(before not in b"\r\n" for before in OBJECT.findall(pdf)):
        found.append("an object does not begin on a line of its own")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        root = opened.Root
        with opened.open_metadata() as meta:
            if (meta.get("pdfaid:part"), meta.get("pdfaid:conformance")) != ("2", "B") or not meta.get("dc:title"):
                found.append("XMP does not say PDF/A-2b and a title")
        intents = [one for one in root.get("/OutputIntents", ()) if one.S == "/GTS_PDFA1"]
        if len(intents) != 1 or not len(intents[0].DestOutputProfile.read_bytes()):
            found.append("no output intent with its colour profile")
        if root.get("/Lang") not in ("vi", "vi-VN") or not root.MarkInfo.Marked or "/StructTreeRoot" not in root:
            found.append("not tagged, or not in Vietnamese")
        if opened.is_encrypted or len(opened.trailer.get("/ID", ())) != 2:
            found.append("encrypted, or without a file identifier")
        if {"/OpenAction", "/AA", "/Names"} & set(root.keys()):
            found.append("the document acts when it is opened")
        found += [f"font {name} is not embedded" for name in not_embedded(opened)]
        for one in dictionaries(opened):
            if str(one.get("/S", "")) in FORBIDDEN or "/JS" in one:
                found.append("an action that an archive may not hold")
            is_drawn = "/N" in one.get("/AP", {}) and int(one.get("/F", 0)) & 4
            if one.get("/Subtype") == "/Widget" and not is_drawn:
                found.append("a field without a picture, or not printed")
    return found


@pytest.mark.parametrize("name", sorted(SPECIMENS))
def test_a_form_is_the_pdf_a_it_claims_to_be_also_signed_by_one_and_by_two(name):
    for times in (0, 1, 2):
        assert faults(signed(unsigned(name), times)) == [], times


def test_what_a_careless_hand_adds_is_seen():
    with pikepdf.open(io.BytesIO(unsigned("mau03"))) as opened:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        opened.Root.OpenAction = opened.make_indirect(action)
        del opened.Root.Lang
        plain = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        opened.Root.Loose = opened.make_indirect(plain)
        out = io.BytesIO()
        opened.save(out)
    assert faults(out.getvalue()) == [
        "not tagged, or not in Vietnamese",
        "the document acts when it is opened",
        "font /Helvetica is not embedded",
        "an action that an archive may not hold",
    ]
    glued = signed(unsigned("mau03"), 1).replace(b"%%EOF\n", b"%%EOF", 1)
    assert "an object does not begin on a line of its own" in faults(glued)


def test_the_line_before_a_signature_is_part_of_what_it_covers():
    for times in (1, 2):
        found = verification.check(signed(unsigned("mau03"), times))
        assert len(found) == times and found.is_sound


def test_a_composed_copy_keeps_no_claim_no_script_and_no_form_of_the_scan(tmp_path):
    with pikepdf.open(io.BytesIO(a_pdf("Bản chính", "Trang hai"))) as opened:
        opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        opened.Root.AcroForm = pikepdf.Dictionary(Fields=[])
        opened.attachments["la.txt"] = b"x"
        opened.save(tmp_path / "scan")
    for name, part in (("band", "certification_band"), ("closing", "certification_copy")):
        (tmp_path / name).write_bytes(unsigned(part))
    places = {name: str(tmp_path / name) for name in ("scan", "band", "closing", "whole")}
    assert foreign_composing.compose({"kind": "pdf", **places}) == {"is_made": True}
    with pikepdf.open(tmp_path / "whole") as made:
        assert len(made.pages) == 3 and set(made.Root.keys()) <= {"/Type", "/Version", "/Pages"}
        assert not any("/JS" in one for one in dictionaries(made)) and not made.attachments
