"""Each form by text and layout: its fields in the order of the circular, in their places, as on the sample picture.

Positions are compared within tolerances, so that another typeface may move a line and nothing else; a form that lost
a field, swapped two of them or was drawn elsewhere on the sheet fails.
"""

import io
import shutil
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageOps
from tests.papers import certification_specimens, specimens
from tests.papers.fields import FIELDS

from motcua.papers import typesetting

SAMPLES = Path(__file__).resolve().parents[2] / "docs" / "forms"
SPECIMENS = specimens.all_specimens()
SIGNED_SAMPLES = {"mau03"}  # the picture of the signature is on the sample alone
SAMPLED_IN = "Libertinus Serif"  # the typeface inside typst, in which docs/forms is drawn
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
BESIDE = {"mau01": ("NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ"), "mau03": ("NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ")}


@cache
def drawn(name: str) -> bytes:
    return typesetting.pdf(specimens.template(name), SPECIMENS[name])


class Sheet:
    """One page of a PDF, asked for the places of its words; millimetres from the upper left corner."""

    def __init__(self, pdf: bytes, place: int = 0) -> None:
        self.page = pypdfium2.PdfDocument(io.BytesIO(pdf))[place]
        self.width, self.height = (side * 25.4 / 72 for side in self.page.get_size())
        self.words = self.page.get_textpage()

    def find(self, text: str, below: float = -1.0) -> tuple[float, float] | None:
        """Return left and top of the first such words that stand lower than `below`."""
        search = self.words.search(text, match_case=True)
        while found := search.get_next():
            left, _low, _right, high = self.words.get_charbox(found[0])
            top = self.height - high * 25.4 / 72
            if top > below:
                return left * 25.4 / 72, top
        return None

    def edges(self) -> tuple[float, float, float, float]:
        """Return how near the words come to the left, upper, right and lower edge."""
        boxes = [
            self.words.get_charbox(place)
            for place in range(self.words.count_chars())
            if self.words.get_text_range(place, 1).strip()
        ]
        scale = 25.4 / 72
        return (
            min(box[0] for box in boxes) * scale,
            self.height - max(box[3] for box in boxes) * scale,
            self.width - max(box[2] for box in boxes) * scale,
            min(box[1] for box in boxes) * scale,
        )


def out_of_order(pdf: bytes, fields: list[str]) -> list[str]:
    """Return the fields that are missing or stand above the one that should come before them."""
    sheet, top, wrong = Sheet(pdf), -1.0, []
    for field in fields:
        place = sheet.find(field, below=top - 0.5)
        if place is None:
            wrong.append(field)
        else:
            top = place[1]
    return wrong


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_field_stands_in_its_order_from_top_to_bottom(name):
    assert out_of_order(drawn(name), FIELDS[name]) == []


def test_a_lost_or_a_swapped_field_is_noticed():
    fields = FIELDS["mau02"]
    assert out_of_order(drawn("mau02"), [*fields, "Trường không có"]) == ["Trường không có"]
    swapped = [*fields[:3], fields[5], fields[3], *fields[6:]]
    assert out_of_order(drawn("mau02"), swapped) == ["Nội dung yêu cầu giải quyết:"]


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_the_header_stands_left_and_right_and_nothing_runs_off_the_sheet(name):
    sheet = Sheet(drawn(name))
    motto, office = sheet.find(MOTTO), sheet.find("TRUNG TÂM PHỤC VỤ")
    assert motto and office and office[0] < sheet.width / 2 < motto[0] + 30
    assert motto[0] > sheet.width * 0.4 and max(motto[1], office[1]) < 34
    left, upper, right, lower = sheet.edges()
    assert min(left, right) >= 9 and upper >= 8 and lower >= 4


ENDLESS = "khongcokhoangtrang" * 7
PROCEDURE = "Đăng ký biến động đối với hộ gia đình, cá nhân đang sử dụng đất thành lập doanh nghiệp tư nhân " * 3


def stretched(told: object, key: str = "") -> object:
    """Return the data with names, papers and remarks as long as they ever come, one without a place to break."""
    if isinstance(told, dict):
        return {inner: stretched(value, inner) for inner, value in told.items() if inner != "office"}
    if isinstance(told, list):
        return [stretched(value, key) for value in told] * (4 if key in ("components", "items", "rows") else 1)
    longer = {"email": f"{ENDLESS[:70]}@thu.example", "reason": f"{PROCEDURE} {ENDLESS}", "note": ENDLESS}
    longer |= dict.fromkeys(("procedure_name", "procedure", "because"), PROCEDURE)
    return longer.get(key, told) if told else told


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_long_names_thirty_papers_and_endless_words_stay_on_the_sheet(name):
    told = stretched(SPECIMENS[name])
    assert isinstance(told, dict)
    made = typesetting.pdf(specimens.template(name), {**told, "office": SPECIMENS[name]["office"]})
    for place in range(typesetting.page_count(made)):
        left, upper, right, lower = Sheet(made, place).edges()
        assert min(left, right) >= 9 and upper >= 8 and lower >= 4, place


@pytest.mark.parametrize("name", sorted(BESIDE))
def test_the_two_signatures_stand_side_by_side(name):
    sheet = Sheet(drawn(name))
    left, right = (sheet.find(words) for words in BESIDE[name])
    assert left and right and left[0] < right[0] and abs(left[1] - right[1]) < 1


def ink(picture: Image.Image) -> list[float]:
    """Return how dark each of 21 × 30 fields of a page is: enough to know a form, too coarse for a typeface."""
    grey = ImageOps.invert(picture.convert("L"))
    return [float(value) for value in grey.resize((21, 30), Image.Resampling.BOX).tobytes()]


def alike(one: list[float], other: list[float]) -> float:
    """Return the correlation of two pages, 1.0 for the same."""
    mean_one, mean_other = sum(one) / len(one), sum(other) / len(other)
    both = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    size = sum((a - mean_one) ** 2 for a in one) * sum((b - mean_other) ** 2 for b in other)
    return both / size**0.5


def sample(name: str) -> list[float]:
    path = SAMPLES / f"{name}.png"
    return ink(Image.open(path if path.exists() else SAMPLES / f"{name}-1.png"))


def rendered(name: str) -> list[float]:
    told = {**SPECIMENS[name], "is_signed_digitally": True} if name == "mau03" else SPECIMENS[name]
    made = typesetting.pdf(specimens.template(name), told)
    return ink(Image.open(io.BytesIO(typesetting.png(made, dpi=84))))


def least(name: str) -> float:
    """How alike a page must be: nearly the same in the typeface of the samples, the same form in any other."""
    if typesetting.typefaces()[0] != SAMPLED_IN:
        return 0.75
    return 0.85 if name in SIGNED_SAMPLES else 0.995


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_a_form_looks_like_its_sample_and_like_no_other(name):
    now = rendered(name)
    assert alike(now, sample(name)) > least(name)
    others = {other: alike(now, sample(other)) for other in FIELDS if other != name}
    assert max(others.values()) < alike(now, sample(name)), others


# What a careless hand does to a template: each is seen on the picture, most of them also in the words.
SLIPS_OF_THE_HAND = [
    ("mau02", 'field("Lý do", get("reason"))', 'field("Lý do", "")'),
    ("mau02", '#field("Địa chỉ", get("address", from: d.applicant))', ""),
    ("mau03", "#survey()", ""),
    ("mau04", "room: 16mm", "room: 40mm"),
    ("mau05", "#v(3mm)\n#sign-row(", "#v(3mm)\n#sign-row([],"),
    ("mau06", "columns: (1fr, 1.72fr, 19mm, 0.72fr)", "columns: (1fr, 1fr, 1fr, 1fr)"),
    ("mau07", "#title(", "#v(9mm)\n#title("),
]


@pytest.mark.parametrize(("name", "was", "becomes"), SLIPS_OF_THE_HAND)
def test_a_form_that_was_changed_no_longer_looks_like_its_sample(name, was, becomes, monkeypatch, tmp_path):
    folder = tmp_path / "typst"
    shutil.copytree(typesetting.FOLDER, folder)
    page = folder / f"{specimens.template(name)}.typ"
    assert was in page.read_text(encoding="utf-8")
    page.write_text(page.read_text(encoding="utf-8").replace(was, becomes, 1), encoding="utf-8")
    monkeypatch.setattr(typesetting, "FOLDER", folder)
    monkeypatch.setattr(typesetting, "_compilers", {})
    whole = rendered(name)
    monkeypatch.undo()
    assert alike(whole, rendered(name)) < 0.995


CERTIFICATION = certification_specimens.all_specimens()


@pytest.mark.parametrize("name", sorted(CERTIFICATION))
def test_a_paper_of_certification_looks_like_its_sample(name):
    made = typesetting.pdf(name, CERTIFICATION[name])
    assert alike(ink(Image.open(io.BytesIO(typesetting.png(made, dpi=84)))), sample(name)) > least(name)


def test_every_paper_has_its_sample():
    for name in {*SPECIMENS, *CERTIFICATION}:
        assert (SAMPLES / f"{name}.png").exists() or (SAMPLES / f"{name}-1.png").exists(), name


def test_a_page_drawn_upside_down_or_mirrored_is_not_alike():
    picture = Image.open(SAMPLES / "mau02.png")
    for turned in (ImageOps.flip(picture), ImageOps.mirror(picture)):
        assert alike(ink(turned), sample("mau02")) < 0.75


@pytest.mark.parametrize("name", ["mau01", "mau02", "mau03"])
def test_the_survey_is_handed_out_with_the_first_three_forms(name):
    pages = pypdfium2.PdfDocument(io.BytesIO(drawn(name)))
    words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "đánh giá việc phục vụ" in words
