"""`motcua serve`: the web server and the worker of this installation, each started again when it dies."""

import http.client
import os
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from motcua.journal import clock_sanity
from motcua.site import serve

ALL_INTERFACES = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only the address printed for this machine


class Command(BaseCommand):
    """Check that the installation can be served, then keep web and worker alive until SIGTERM or Ctrl-C."""

    help = "Mở trang web và tiến trình nền; tự khởi động lại khi một bên dừng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the address to listen at and the size of the web server."""
        parser.add_argument("--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định 127.0.0.1)")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="cổng")
        parser.add_argument("--workers", type=int, default=2, help="số tiến trình web")
        parser.add_argument("--threads", type=int, default=4, help="số luồng của mỗi tiến trình web")
        parser.add_argument("--no-worker", action="store_true", help="không chạy tiến trình nền ở máy này")

    def handle(self, *, host: str, port: int, workers: int, threads: int, no_worker: bool, **_: Any) -> None:
        """Run until told to stop."""
        if not serve.is_free(host, port):
            raise CommandError(
                f"Cổng {port} đang có chương trình khác dùng. Chọn cổng khác: motcua serve --port {port + 1}"
                f" (hoặc make demo PORT={port + 1})."
            )
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError(
                "Cơ sở dữ liệu chưa được lập hoặc chưa cập nhật."
                " Chạy «motcua init» (lập mới) hoặc «motcua migrate» (sau khi nâng cấp)."
            )
        clock = clock_sanity.look()
        for words in filter(None, (clock.words, clock.skew_words)):
            self._say(f"CẢNH BÁO: {words}")
        connection.close()
        call_command("collectstatic", interactive=False, verbosity=0)
        children = [serve.web(host, port, workers=workers, threads=threads)]
        if not no_worker:
            children.append(serve.worker(port))
        threading.Thread(target=self._announce, args=(host, port), daemon=True).start()
        serve.Supervisor(children, self._say).run()
        self._say("Đã dừng trang web và tiến trình nền.")

    def _announce(self, host: str, port: int) -> None:
        shown = ALL_INTERFACES.get(host, host)
        for _ in range(120):
            try:
                site = http.client.HTTPConnection(shown, port, timeout=5)
                site.request("GET", "/")
                site.getresponse().close()
                break
            except (OSError, http.client.HTTPException):
                time.sleep(0.25)
        else:
            self._say(f"Trang web chưa trả lời ở cổng {port} sau nửa phút; xem các dòng lỗi ở trên.")
            return
        address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
        self._say(f"Người dân: {address}/\nCán bộ:    {address}/dang-nhap/\nDừng: Ctrl-C")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
