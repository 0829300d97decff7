"""Draw a picture of every form, filled with invented data, into docs/forms: python -m tools.forms.

The data are those of the tests (tests/papers/specimens.py). A result and a refusal are signed with a key made for the
occasion. `tests/papers/test_layout.py` compares what is drawn today with these pictures.
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


def main(folder: Path = FOLDER) -> None:
    """Write the pictures, in an installation of its own so that no real key is touched."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["MOTCUA_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.site.settings"
        import django

        django.setup()
        _draw(folder)


def _draw(folder: Path) -> None:
    from tests.papers import certification_specimens, specimens

    from motcua.papers import signing, typesetting

    folder.mkdir(parents=True, exist_ok=True)
    for name, data in {**specimens.all_specimens(), **certification_specimens.all_specimens()}.items():
        signer = SIGNERS.get(name)
        told = {**data, "is_signed_digitally": True} if signer else data
        made = typesetting.pdf(specimens.template(name), told, at=AT)
        if signer:
            made = signing.sign(
                made,
                **signer,
                office_name="Ủy ban nhân dân xã Hoa Sen",
                reason="Ký ban hành",
                verify_url="https://motcua.hoasen.gov.example/kiem-tra/BCDFGHJKLM/",
                at=AT,
            )
        for page in range(typesetting.page_count(made)):
            mark = f"-{page + 1}" if typesetting.page_count(made) > 1 else ""
            (folder / f"{name}{mark}.png").write_bytes(typesetting.png(made, page, dpi=DPI))
        print(name)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
