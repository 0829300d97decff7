"""Draw a picture of every form, filled with invented data, into docs/forms: python -m tools.forms.

The data are those of the tests (tests/papers/specimens.py). A result and a refusal are signed with a key made for the
occasion. `tests/papers/test_layout.py` compares what is drawn today with these pictures. `--pdf <folder>` writes the
forms themselves there, unsigned, signed by one and by two, for a validator from outside (veraPDF).
"""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "forms"
AT = datetime(2026, 11, 16, 3, 5, tzinfo=UTC)
DPI = 84
SIGNERS = {
    "result_page": {"signer_name": "Nguyễn Văn Thành", "post_name": "Phó Chủ tịch Ủy ban nhân dân"},
    "mau03": {"signer_name": "Lê Thị Hồng Nhung", "post_name": "Công chức tiếp nhận và trả kết quả"},
}


def main(folder: Path = FOLDER, *, as_pdf: bool = False) -> None:
    """Write the pictures, or the forms as PDF, in an installation of its own so that no real key is touched."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["MOTCUA_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.site.settings"
        import django

        django.setup()
        folder.mkdir(parents=True, exist_ok=True)
        (_write if as_pdf else _draw)(folder)


def _write(folder: Path) -> None:
    from tests.papers import certification_specimens, specimens

    from motcua.papers import typesetting

    for name, data in {**specimens.all_specimens(), **certification_specimens.all_specimens()}.items():
        made = typesetting.pdf(specimens.template(name), {**data, "is_signed_digitally": True}, at=AT)
        for times in range(3):
            (folder / f"{name}-{times}.pdf").write_bytes(made)
            made = _signed(made, SIGNERS["result_page"])


def _signed(made: bytes, signer: dict[str, str]) -> bytes:
    from motcua.papers import signing

    return signing.sign(
        made,
        signer_name=signer["signer_name"],
        post_name=signer["post_name"],
        office_name="Ủy ban nhân dân xã Hoa Sen",
        reason="Ký ban hành",
        verify_url="https://motcua.hoasen.gov.example/kiem-tra/BCDFGHJKLM/",
        at=AT,
    )


def _draw(folder: Path) -> None:
    from tests.papers import certification_specimens, specimens

    from motcua.papers import typesetting

    for name, data in {**specimens.all_specimens(), **certification_specimens.all_specimens()}.items():
        signer = SIGNERS.get(name)
        told = {**data, "is_signed_digitally": True} if signer else data
        made = typesetting.pdf(specimens.template(name), told, at=AT)
        if signer:
            made = _signed(made, signer)
        for page in range(typesetting.page_count(made)):
            mark = f"-{page + 1}" if typesetting.page_count(made) > 1 else ""
            (folder / f"{name}{mark}.png").write_bytes(typesetting.png(made, page, dpi=DPI))
        print(name)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    as_pdf = sys.argv[1:2] == ["--pdf"]
    told = sys.argv[2:] if as_pdf else sys.argv[1:]
    main(Path(told[0]) if told else FOLDER, as_pdf=as_pdf)
