"""The keys under which denouncers are sealed: a file of their own in KEYS_ROOT, readable by its owner only.

The newest key stands first and seals; older ones still open what they sealed. Lose the file and no identity can be
read again, so it is kept with the backup of the keys, never with that of the database. `motcua rotate-denouncer-key`.
"""

import os
from pathlib import Path
from uuid import uuid4

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

__all__ = ["InvalidToken", "add_key", "box", "path"]


def path() -> Path:
    """Return where the keys lie."""
    return Path(settings.KEYS_ROOT) / "denouncers" / "keys.txt"


def box() -> MultiFernet:
    """Return what seals with the newest key and opens with any; the first key is made when there is none."""
    if not path().exists():
        _write([], only_new=True)
    return MultiFernet([Fernet(line) for line in _lines()])


def add_key() -> None:
    """Put a new key before the others: from now on it seals."""
    box()
    _write(_lines(), only_new=False)


def _lines() -> list[str]:
    return path().read_text(encoding="ascii").split()


def _write(older: list[str], *, only_new: bool) -> None:
    """Write the file whole or not at all; of two first writers the first wins."""
    folder = path().parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = folder / f".keys.{uuid4().hex}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as out:
            out.write("\n".join([Fernet.generate_key().decode("ascii"), *older]) + "\n")
            out.flush()
            os.fsync(out.fileno())
        if only_new:
            os.link(draft, path())
        else:
            draft.replace(path())
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
