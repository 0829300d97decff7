"""Prints the milliseconds of a receipt, a signature, a check and an inspection: python -m benchmarks.papers.

With `--forms FOLDER` it also writes a small picture of every form, filled with invented data (docs/forms).
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROUNDS = 15
AT = datetime(2026, 11, 16, 3, 5, tzinfo=UTC)
SIGNER = {
    "signer_name": "Nguyễn Văn Thành",
    "post_name": "Phó Chủ tịch Ủy ban nhân dân",
    "office_name": "Ủy ban nhân dân xã Hoa Sen",
    "reason": "Phê duyệt kết quả giải quyết thủ tục hành chính",
    "verify_url": "https://motcua.hoasen.gov.example/kiem-tra/BCDFGHJKLM/",
}


def median_ms(act: Callable[[int], object]) -> float:
    """Time one act, each round with other data; the median in milliseconds of wall time."""
    act(-1)
    spans = []
    for number in range(ROUNDS):
        start = time.perf_counter()
        act(number)
        spans.append((time.perf_counter() - start) * 1000)
    return statistics.median(spans)


def main() -> None:
    """Run in an installation of its own, so that no real key or file is touched."""
    words = argparse.ArgumentParser()
    words.add_argument("--forms", type=Path)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["MOTCUA_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.site.settings"
        import django

        django.setup()
        _time()
        if asked.forms:
            _draw(asked.forms)


def _time() -> None:
    from tests.papers import samples, specimens

    from motcua.papers import inspection, signing, typesetting, verification

    data = specimens.all_specimens()
    short = {**data["mau01"], "components": data["mau01"]["components"][:4], "proxy": None}
    result = typesetting.pdf("result_page", data["result_page"])
    signed = signing.sign(result, at=AT, **SIGNER)
    scan = samples.a_picture("JPEG")
    cases: dict[str, Callable[[int], object]] = {
        "receipt Mẫu 01, 4 components": lambda n: typesetting.pdf("mau01", {**short, "number": f"{n:04d}/TTPVHCC"}),
        "receipt Mẫu 01, 8 and a proxy": lambda n: typesetting.pdf("mau01", {**data["mau01"], "number": f"{n:04d}"}),
        "result page": lambda n: typesetting.pdf("result_page", {**data["result_page"], "number": f"{n:04d}"}),
        "signature PAdES B-B": lambda n: signing.sign(result, at=AT, **{**SIGNER, "verify_url": f"https://xa.vn/{n}/"}),
        "check of a signed PDF": lambda n: verification.check(signed),
        "inspection of a 2-page PDF": lambda n: inspection.inspect(result, "don.pdf"),
        "inspection of a scanned JPEG": lambda n: inspection.inspect(scan, "quet.jpg"),
    }
    for name, act in cases.items():
        print(f"{name:32} {median_ms(act):8.1f} ms")


def _draw(folder: Path) -> None:
    from tests.papers import specimens

    from motcua.papers import signing, typesetting

    folder.mkdir(parents=True, exist_ok=True)
    for name, data in specimens.all_specimens().items():
        made = typesetting.pdf(name, data, at=AT)
        if name == "result_page":
            made = signing.sign(made, at=AT, **SIGNER)
        for page in range(typesetting.page_count(made)):
            mark = f"-{page + 1}" if typesetting.page_count(made) > 1 else ""
            (folder / f"{name}{mark}.png").write_bytes(typesetting.png(made, page, dpi=84))


if __name__ == "__main__":
    main()
