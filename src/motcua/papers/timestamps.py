"""Time stamps (dấu thời gian, RFC 3161): an authority of its own says that a text was there at a moment.

The address is MOTCUA_TSA_URL; the root of the authority lies as PEM in KEYS_ROOT/trusted-tsa. A token that does not
lead there proves nothing and is refused. Legal source: Luật Giao dịch điện tử 20/2023/QH15 Điều 31 (dịch vụ cấp dấu
thời gian), NĐ 23/2025/NĐ-CP.
"""

from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, tsp
from django.conf import settings
from django.utils.translation import gettext as _

from motcua.papers import keys, trust


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
    from motcua.papers import timestamp_tokens  # loads pyHanko: see there

    try:
        token = timestamp_tokens.fetch(settings.TSA_URL, bytes.fromhex(sha256))
    except timestamp_tokens.Unanswered as trouble:
        raise NoStamp(_("Không lấy được dấu thời gian: {why}").format(why=trouble)) from trouble
    return check(token, sha256)


def check(token: bytes, sha256: str) -> Stamp:
    """Return what the token says when it is of that digest and by a trusted authority; raises BadStamp."""
    from motcua.papers import timestamp_tokens  # loads pyHanko: see there

    roots = trust.roots(keys.trusted_tsa_folder())
    if not roots:
        raise BadStamp(_("chưa có chứng thư gốc nào trong thư mục keys/trusted-tsa để tin dấu thời gian."))
    try:
        signed = cms.ContentInfo.load(token, strict=True)["content"]
        info = signed["encap_content_info"]["content"].parsed
        if not isinstance(info, tsp.TSTInfo):
            raise BadStamp(_("đây không phải dấu thời gian."))
        stamped_at: datetime = info["gen_time"].native
        found = timestamp_tokens.validate(signed, roots, stamped_at, bytes.fromhex(sha256))
    except BadStamp:
        raise
    except timestamp_tokens.Unsigned as wrong:
        raise BadStamp(_("chữ ký của dấu thời gian không đúng ({why}).").format(why=wrong)) from wrong
    except (ValueError, TypeError, KeyError, AttributeError) as unreadable:
        raise BadStamp(_("không đọc được dấu thời gian.")) from unreadable
    if not found["intact"] or not found["valid"]:
        raise BadStamp(_("dấu thời gian không phải của dấu niêm phong này."))
    if found.get("trust_problem_indic") is not None or found.get("validation_path") is None:
        raise BadStamp(_("tổ chức cấp dấu thời gian chưa được tin: thêm chứng thư gốc của họ vào keys/trusted-tsa."))
    return Stamp(token, stamped_at, str(found["signing_cert"].subject.human_friendly))
