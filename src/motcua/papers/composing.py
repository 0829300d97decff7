"""Composing (ghép trang): a foreign scan becomes a document of ours, with a band on every page and a last page of ours.

The scan is a stranger's file, so it is opened in the child process of `foreign`; what it could do by itself (forms,
links, annotations) does not come along. Used for electronic certified copies (NĐ 45/2020/NĐ-CP Điều 10).
"""

import os
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from motcua.journal.refusals import Refused
from motcua.papers import foreign, kinds
from motcua.papers.storage import StoredFile

SECONDS = 60.0


class NotComposable(Refused):
    """The scan can't be opened as pages."""

    status = 422

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Không ghép được tệp “%(name)s” thành bản sao điện tử. Xin quét lại ra PDF hoặc ảnh JPEG, PNG.")
            % {"name": name}
        )


def compose(scan: StoredFile, *, band: bytes, closing: bytes) -> bytes:
    """Return the scan's pages, each with the band at its head, and the closing page; raises NotComposable."""
    is_picture = scan.media_type in (kinds.Kind.JPEG.media_type, kinds.Kind.PNG.media_type)
    if not is_picture and scan.media_type != kinds.Kind.PDF.media_type:
        raise NotComposable(scan.name)
    with tempfile.TemporaryDirectory(prefix="motcua-compose-") as folder:
        places = {name: Path(folder) / name for name in ("scan", "band", "closing", "whole")}
        places["scan"].write_bytes(scan.read())
        places["band"].write_bytes(band)
        places["closing"].write_bytes(closing)
        job: dict[str, object] = {"job": "compose", "kind": "picture" if is_picture else "pdf"}
        job |= {name: os.fspath(path) for name, path in places.items()}
        answer = foreign.ask(job, SECONDS)
        if answer is None or not answer.get("is_made"):
            raise NotComposable(scan.name)
        return places["whole"].read_bytes()
