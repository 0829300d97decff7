"""The kinds of file that the office takes (loại tệp): an allow-list, told by the first bytes and never by the name.

Legal source of the list: NĐ 45/2020/NĐ-CP Điều 10 and TT 01/2023/TT-VPCP Điều 8 (PDF), everyday practice for the rest.
"""

from enum import Enum

ZIP_HEAD = b"PK\x03\x04"
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(Enum):
    """One kind of file: its media type, its usual extension first."""

    PDF = ("application/pdf", ("pdf",))
    JPEG = ("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"))
    PNG = ("image/png", ("png",))
    DOCX = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",))
    XLSX = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ("xlsx",))

    @property
    def media_type(self) -> str:
        """Return the media type under which the file is served."""
        return str(self.value[0])

    @property
    def extensions(self) -> tuple[str, ...]:
        """Return the extensions that fit, the usual one first."""
        return tuple(self.value[1])

    @property
    def is_office(self) -> bool:
        """Tell whether the file is a zip of the office family."""
        return self in (Kind.DOCX, Kind.XLSX)


ACCEPT = ",".join(f".{extension}" for kind in Kind for extension in kind.extensions)
SHOWN_INLINE = frozenset(kind.media_type for kind in (Kind.PDF, Kind.JPEG, Kind.PNG))


def by_head(head: bytes) -> Kind | None:
    """Return the kind that the first bytes tell; None for anything else, also for zips, which must be opened."""
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    return None


def by_name(name: str) -> Kind | None:
    """Return the kind that the extension claims; None when it claims none of ours."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    return next((kind for kind in Kind if extension in kind.extensions), None)
