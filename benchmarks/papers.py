"""Prints the milliseconds of every form, a signature, a check and an inspection: python -m benchmarks.papers.

CPU time beside wall time: on a busy machine only the first says what the work costs.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime

ROUNDS = 15
AT = datetime(2026, 11, 16, 3, 5, tzinfo=UTC)
SIGNER = {
    "signer_name": "Nguyễn Văn Thành",
    "post_name": "Phó Chủ tịch Ủy ban nhân dân",
    "office_name": "Ủy ban nhân dân xã Hoa Sen",
    "reason": "Phê duyệt kết quả giải quyết thủ tục hành chính",
    "verify_url": "https://motcua.hoasen.gov.example/kiem-tra/BCDFGHJKLM/",
}


def median_ms(act: Callable[[int], object]) -> tuple[float, float]:
    """Time one act, each round with other data; the medians in milliseconds of CPU and of wall time."""
    act(-1)
    spans = []
    for number in range(ROUNDS):
        start, used = time.perf_counter(), time.process_time()
        act(number)
        spans.append(((time.process_time() - used) * 1000, (time.perf_counter() - start) * 1000))
    return statistics.median(cpu for cpu, _wall in spans), statistics.median(wall for _cpu, wall in spans)


def main() -> None:
    """Run in an installation of its own, so that no real key or file is touched."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["MOTCUA_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.site.settings"
        import django

        django.setup()
        _time()


def _time() -> None:
    from tests.papers import samples, specimens

    from motcua.papers import inspection, signing, typesetting, verification

    data = specimens.all_specimens()
    short = {**data["mau01"], "components": data["mau01"]["components"][:4], "proxy": None}

    def drawn(name: str, data: dict[str, object]) -> Callable[[int], object]:
        template = specimens.template(name)
        return lambda n: typesetting.pdf(template, {**data, "number": f"{n:04d}/TTPVHCC"})

    result = typesetting.pdf("result_page", data["result_page"])
    signed = signing.sign(result, at=AT, **SIGNER)
    scan = samples.a_picture("JPEG")
    cases: dict[str, Callable[[int], object]] = {
        "mau01, 4 components": drawn("mau01", short),
        "mau01, 8 and a proxy": drawn("mau01", data["mau01"]),
        **{name: drawn(name, told) for name, told in data.items() if name != "mau01"},
        "signature PAdES B-B": lambda n: signing.sign(result, at=AT, **{**SIGNER, "verify_url": f"https://xa.vn/{n}/"}),
        "check of a signed PDF": lambda n: verification.check(signed),
        "inspection of a 2-page PDF": lambda n: inspection.inspect(result, "don.pdf"),
        "inspection of a scanned JPEG": lambda n: inspection.inspect(scan, "quet.jpg"),
    }
    print(f"{'':32} {'CPU':>8} {'wall':>8}")
    for name, act in cases.items():
        cpu, wall = median_ms(act)
        print(f"{name:32} {cpu:8.1f} {wall:8.1f} ms")


if __name__ == "__main__":
    main()
