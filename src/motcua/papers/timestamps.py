"""Time stamps (dấu thời gian, RFC 3161): an authority of its own says that a text was there at a moment.

The address is MOTCUA_TSA_URL; the root of the authority lies as PEM in KEYS_ROOT/trusted-tsa. A token that does not
lead there proves nothing and is refused. Legal source: Luật Giao dịch điện tử 20/2023/QH15 Điều 31 (dịch vụ cấp dấu
thời gian), NĐ 23/2025/NĐ-CP.
"""

import asyncio
import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp
from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator.errors import PathError, ValidationError

from motcua.papers import keys, trust

WAITS = 20  # seconds for an answer
MOST = 200_000  # bytes of an answer; a token with its certificates has some 10,000


class NoStamp(RuntimeError):
    """The authority did not answer, or not with a time stamp; asking again later may help."""


class BadStamp(ValueError):
    """The token is not of a trusted authority, or of another text: asking the same authority again will not help."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A checked time stamp."""

    token: bytes
    stamped_at: datetime
    authority: str


def is_configured() -> bool:
    """Tell whether an authority is named; without one seals are only signed."""
    return bool(settings.TSA_URL)


def ask(sha256: str) -> Stamp:
    """Return the checked time stamp of the digest by the configured authority; raises NoStamp or BadStamp.

    Goes to the network: outside every transaction.
    """
    try:
        token = asyncio.run(_Asker(settings.TSA_URL).async_timestamp(bytes.fromhex(sha256), "sha256"))
    except (TimestampRequestError, OSError, http.client.HTTPException, ValueError) as trouble:
        raise NoStamp(_("Không lấy được dấu thời gian: {why}").format(why=trouble)) from trouble
    return check(token.dump(), sha256)


def check(token: bytes, sha256: str) -> Stamp:
    """Return what the token says when it is of that digest and by a trusted authority; raises BadStamp."""
    roots = trust.roots(keys.trusted_tsa_folder())
    if not roots:
        raise BadStamp(_("chưa có chứng thư gốc nào trong thư mục keys/trusted-tsa để tin dấu thời gian."))
    try:
        signed = cms.ContentInfo.load(token, strict=True)["content"]
        info = signed["encap_content_info"]["content"].parsed
        if not isinstance(info, tsp.TSTInfo):
            raise BadStamp(_("đây không phải dấu thời gian."))
        stamped_at: datetime = info["gen_time"].native
        found = asyncio.run(_validated(signed, roots, stamped_at, bytes.fromhex(sha256)))
    except BadStamp:
        raise
    except (SignatureValidationError, ValidationError, PathError) as wrong:
        raise BadStamp(_("chữ ký của dấu thời gian không đúng ({why}).").format(why=wrong)) from wrong
    except (ValueError, TypeError, KeyError, AttributeError) as unreadable:
        raise BadStamp(_("không đọc được dấu thời gian.")) from unreadable
    if not found["intact"] or not found["valid"]:
        raise BadStamp(_("dấu thời gian không phải của dấu niêm phong này."))
    if found.get("trust_problem_indic") is not None or found.get("validation_path") is None:
        raise BadStamp(_("tổ chức cấp dấu thời gian chưa được tin: thêm chứng thư gốc của họ vào keys/trusted-tsa."))
    return Stamp(token, stamped_at, str(found["signing_cert"].subject.human_friendly))


async def _validated(signed: Any, roots: list[Any], at: datetime, digest: bytes) -> dict[str, Any]:
    def imprint(algorithm: str) -> bytes:
        return digest if algorithm == "sha256" else b""

    found: dict[str, Any] = await validate_tst_signed_data(signed, trust.context(roots, at), imprint)
    return found


class _Asker(TimeStamper):
    """pyHanko's client over the standard library's HTTP, which obeys the machine's proxy settings."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko leaves it without annotations
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Send the request and return the answer."""
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        if not self.url.startswith(("https://", "http://")):
            raise ValueError(f"MOTCUA_TSA_URL: {self.url}")
        request = urllib.request.Request(self.url, data=req.dump(), headers=headers)  # noqa: S310 — http(s) only
        with urllib.request.urlopen(request, timeout=WAITS) as answer:  # noqa: S310 — http(s) only, checked above
            return tsp.TimeStampResp.load(answer.read(MOST))
