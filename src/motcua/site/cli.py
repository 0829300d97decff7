"""The console command `motcua`: one list of good names over Django's commands, with errors in plain Vietnamese.

A name with dashes is the command with underscores (`reset-access` runs `reset_access`); any other Django command
keeps working under its own name. It works from every folder: the installation is found through MOTCUA_HOME.
"""

import os
import sys
from difflib import get_close_matches

import django
from django.core.management import ManagementUtility, get_commands
from django.core.management.base import CommandError
from django.db.utils import OperationalError, ProgrammingError

from motcua import __version__
from motcua.journal.refusals import Refused

# Name → what it does, in the order an operator meets them. `motcua help` prints exactly this.
COMMANDS: dict[str, str] = {
    "init": "Lập một hệ thống mới, không có dữ liệu mẫu; in liên kết đăng nhập một lần cho quản trị viên",
    "demo": "Lập xã mẫu với dữ liệu bịa để dùng thử",
    "serve": "Mở trang web và tiến trình nền; tự khởi động lại khi một bên dừng",
    "worker": "Chỉ chạy tiến trình nền",
    "offices": "Liệt kê các cơ quan (--json cho máy đọc)",
    "promise": "Xem thử ngày hẹn trả và bảng tính từng ngày (--json cho máy đọc)",
    "import-pack": "Nạp một gói dữ liệu: thủ tục, địa bàn, lịch nghỉ, dân tộc",
    "propose-calendar": "Lấy đề xuất lịch nghỉ của một năm để quản trị viên xem, lãnh đạo xác nhận",
    "reset-access": "In liên kết đăng nhập một lần cho một tài khoản cán bộ, có ghi nhật ký",
    "invariants": "Kiểm tra không hồ sơ nào bị bỏ quên và trạng thái khớp nhật ký",
    "clock": "Xem đồng hồ máy chủ so với nhật ký; --confirm xác nhận giờ đã đúng",
    "seal": "Niêm phong nhật ký các ngày đã kết thúc, in mã niêm phong",
    "verify-journal": "Kiểm tra nhật ký, niêm phong, dữ kiện, tệp không bị sửa (--json cho máy đọc)",
    "database-roles": "Hai vai trò PostgreSQL: ứng dụng chỉ được thêm vào nhật ký",
    "migrate": "Cập nhật cấu trúc cơ sở dữ liệu",
    "check": "Kiểm tra cấu hình",
    "shell": "Mở dòng lệnh Python của hệ thống",
}

# Commands that only calculate load no more of the house than they need.
CALCULATING = frozenset({"promise"})

# Said at the end of `motcua help`, because every operator asks for it first.
FOOTER = """\
Thêm: motcua help <lệnh> · motcua <lệnh> --help · mọi lệnh khác của Django vẫn dùng được.
Nơi lưu dữ liệu: biến MOTCUA_HOME (mặc định: thư mục var/ cạnh mã nguồn)."""


def main(argv: list[str] | None = None) -> int:
    """Run one command line and return its exit code: 0 done, 1 refused or failed, 2 not understood."""
    words = list(sys.argv[1:] if argv is None else argv)
    calculates = bool(CALCULATING.intersection(words[:1]))
    settings = "motcua.site.settings_calculation" if calculates else "motcua.site.settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    if not words or words[0] in {"help", "--help", "-h"}:
        if len(words) < 2:
            sys.stdout.write(overview())
            return 0
        words = [words[1], "--help"]
    if words[0] in {"--version", "version"}:
        sys.stdout.write(f"motcua {__version__}\n")
        return 0
    return _run(words[0].replace("-", "_"), words)


def overview() -> str:
    """Return the list of commands, one line each."""
    width = max(map(len, COMMANDS)) + 2
    lines = [f"  {name:<{width}}{does}" for name, does in COMMANDS.items()]
    return "\n".join(["motcua: hệ thống một cửa cấp xã", "", *lines, "", FOOTER, ""])


def _run(command: str, words: list[str]) -> int:
    if command == "worker":
        os.environ["MOTCUA_ROLE"] = "worker"  # before the settings are read: its database connections stay open
    django.setup()
    if command not in get_commands():
        return _fail(f"Không có lệnh «{words[0]}».{_nearest(words[0])}\nGõ «motcua help» để xem các lệnh.", 2)
    try:
        # With --traceback Django hands its errors over instead of printing them its own way.
        ManagementUtility(["motcua", command, "--traceback", *words[1:]]).execute()
    except CommandError as error:
        return _fail(f"Lỗi: {error}", error.returncode)
    except Refused as refusal:
        return _fail(f"Không thực hiện được: {refusal}", 1)
    except (OperationalError, ProgrammingError) as error:
        return _fail(f"{_database_words(str(error))}\n({error})", 1)
    except KeyboardInterrupt:
        return _fail("Đã dừng theo yêu cầu.", 130)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(bool(leaving.code))
        # argparse has said in English what it missed.
        return _fail(f"Lệnh viết chưa đúng. Xem cách dùng: motcua help {words[0]}", 2) if code == 2 else code
    return 0


def _nearest(word: str) -> str:
    near = get_close_matches(word, COMMANDS, n=1)
    return f" Có phải «{near[0]}»?" if near else ""


def _database_words(reason: str) -> str:
    if "no such table" in reason or "does not exist" in reason:
        return "Cơ sở dữ liệu chưa được lập. Chạy «motcua init» (lập mới) hoặc «motcua migrate» (sau khi nâng cấp)."
    if "locked" in reason:
        return "Cơ sở dữ liệu đang bận quá lâu. Thử lại sau ít phút."
    return "Không mở được cơ sở dữ liệu. Kiểm tra MOTCUA_HOME hoặc MOTCUA_DATABASE_URL."


def _fail(words: str, code: int) -> int:
    sys.stderr.write(words + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
