"""Time-stamp tokens with pyHanko (RFC 3161): the request over HTTP, and what is proven of an answer.

Loading pyHanko takes a second and a hundred megabytes: only `timestamps` imports this module, when it asks for a stamp
or checks one.
"""

import asyncio
import http.client
import urllib.error
import urllib.request
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp, x509
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator.errors import PathError, ValidationError

from motcua.papers import trust

WAITS = 20  # seconds for an answer
MOST = 200_000  # bytes of an answer; a token with its certificates has some 10,000


class Unanswered(RuntimeError):
    """The authority did not answer, or not with a token."""


class Unsigned(ValueError):
    """The token's signature does not hold."""


def fetch(url: str, digest: bytes) -> bytes:
    """Return the authority's token of a SHA-256 digest, not checked yet; raises Unanswered."""
    try:
        token = asyncio.run(_Asker(url).async_timestamp(digest, "sha256"))
    except (TimestampRequestError, OSError, http.client.HTTPException, ValueError) as trouble:
        raise Unanswered(str(trouble)) from trouble
    answer: bytes = token.dump()
    return answer


def validate(signed: cms.SignedData, roots: list[x509.Certificate], at: datetime, digest: bytes) -> dict[str, Any]:
    """Return what pyHanko proves of a token against the digest and the roots, at its own moment; raises Unsigned."""
    try:
        return asyncio.run(_validated(signed, roots, at, digest))
    except (SignatureValidationError, ValidationError, PathError) as wrong:
        raise Unsigned(str(wrong)) from wrong


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
