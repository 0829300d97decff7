"""SMS into files (tin nhắn ghi thành tệp): one per message in SMS_FILE_PATH, for a modem, a carrier or a demo.

The file's name comes from the message's key, so the same message twice is one file; it appears whole or not at all.
"""

import os
import re
import tempfile
from pathlib import Path

from django.conf import settings

from motcua.kernel.identifiers import token_hash
from motcua.notices.ports import NotSent, Undeliverable

_MOBILE = re.compile(r"\+84[35789][0-9]{8}")


class Adapter:
    """Writes SMS as files."""

    def send(self, to: str, subject: str, body: str, key: str) -> str:
        """Write one message and return its file's name; raises Undeliverable or NotSent."""
        if not _MOBILE.fullmatch(to):
            raise Undeliverable("Số điện thoại không phải số di động Việt Nam.")
        folder = Path(settings.SMS_FILE_PATH)
        target = folder / f"{token_hash(key)[:32]}.txt"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not target.exists():
                _write(folder, target, f"To: {to}\nKey: {key}\n\n{body}\n")
        except OSError as problem:
            raise NotSent(f"Không ghi được tệp tin nhắn: {problem.strerror}") from problem
        return target.name


def _write(folder: Path, target: Path, text: str) -> None:
    descriptor, draft = tempfile.mkstemp(prefix=".draft-", dir=folder)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        os.replace(draft, target)
    finally:
        Path(draft).unlink(missing_ok=True)
