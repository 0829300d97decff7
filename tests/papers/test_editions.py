"""Editions of the forms: each folder stands for itself, so that a new circular leaves every older slip as it was."""

import json
import re
import shutil
from datetime import UTC, date, datetime

import pytest
from tests.papers import specimens
from tests.papers.test_typesetting import words_of

from motcua.papers import editions, typesetting

AT = datetime(2026, 11, 4, 1, 30, tzinfo=UTC)
FORMS = ("01", "01c", "02", "03", "04", "05", "06", "07", "ack", "ret")
SPECIMENS = specimens.all_specimens()
# Whatever brings another file into a template: import, include, image, read, json…
REACHES = re.compile(r'(?:import|include)\s+"([^"]+)"|(?:image|read|json|csv|toml|yaml)\(\s*"([^"]+)"')


@pytest.fixture
def next_circular(monkeypatch, tmp_path):
    """A second edition whose frame has another sheet, other signature places, another foot and another face."""
    folder = tmp_path / "typst"
    shutil.copytree(typesetting.FOLDER, folder)
    new = folder / "tt-99-2026"
    shutil.copytree(folder / "tt-03-2025", new)
    told = json.loads((new / "edition.json").read_text(encoding="utf-8"))
    (new / "edition.json").write_text(
        json.dumps(told | {"legal_ref": "TT 99/2026", "valid_from": "2026-11-03"}), encoding="utf-8"
    )
    frame = (new / "frame.typ").read_text(encoding="utf-8")
    for was, becomes in (
        ("left: 15mm, right: 11mm", "left: 25mm, right: 14mm"),
        ("(Ký và ghi rõ họ tên)", "(Ký, ghi họ tên và ngày)"),
        ("[Trang #counter(page)", "[Tờ số #counter(page)"),
        ('text(weight: "bold", upper(get("name", from: office)))', 'text(upper(get("name", from: office)))'),
    ):
        assert was in frame
        frame = frame.replace(was, becomes)
    (new / "frame.typ").write_text(frame, encoding="utf-8")
    monkeypatch.setattr(typesetting, "FOLDER", folder)
    monkeypatch.setattr(typesetting, "_compilers", {})


def drawn(edition: str, form: str) -> bytes:
    template = editions.by_code(edition).template(form)
    return typesetting.pdf(template, SPECIMENS[template.partition("/")[2]], at=AT)


BEFORE = {}


@pytest.fixture
def as_before():
    """The forms as they are drawn while there is one edition, drawn once."""
    for form in FORMS:
        if form not in BEFORE:
            BEFORE[form] = drawn("tt-03-2025", form)
    return BEFORE


@pytest.mark.parametrize("form", FORMS)
def test_a_circular_with_another_frame_leaves_every_older_form_as_it_was(as_before, next_circular, form):
    assert drawn("tt-03-2025", form) == as_before[form]
    newer = drawn("tt-99-2026", form)
    assert newer != as_before[form] and "Tờ số 1/" in words_of(newer) and "Tờ số" not in words_of(as_before[form])


def test_every_edition_holds_a_template_and_a_title_of_every_form():
    for edition in editions.editions():
        for form in FORMS:
            assert edition.template(form) in typesetting.templates() and edition.title(form)


def test_nothing_in_an_edition_is_drawn_from_outside_its_folder():
    for edition in editions.editions():
        for path in (typesetting.FOLDER / edition.code).glob("*.typ"):
            found = [one or other for one, other in REACHES.findall(path.read_text(encoding="utf-8"))]
            assert found or path.name == "frame.typ"
            assert all((path.parent / name).is_file() and "/" not in name for name in found), (path, found)


def test_a_title_of_an_unknown_form_is_a_fault_and_an_unknown_edition_too():
    with pytest.raises(KeyError):
        editions.in_force(date(2026, 11, 4)).title("99")
    with pytest.raises(KeyError):
        editions.by_code("tt-00-1900")
