"""E-mail over SMTP (thư điện tử), or as files in EMAIL_FILE_PATH while no SMTP host is set.

The Message-ID comes from the message's key, so a mail server or reader that meets it twice can tell. What broke after
the letter was handed over is not called unsent: it stays "có thể đã gửi".
"""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from motcua.kernel.identifiers import token_hash
from motcua.notices.ports import NotSent, Undeliverable


class Adapter:
    """Sends letters through the configured mail backend."""

    def send(self, to: str, subject: str, body: str, key: str) -> str:
        """Send one letter and return its Message-ID; raises Undeliverable or NotSent."""
        domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
        message_id = f"<{token_hash(key)[:32]}@{domain}>"
        letter = EmailMessage(subject, body, to=[to], headers={"Message-ID": message_id})
        connection = get_connection()
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as problem:
            raise NotSent(f"Không kết nối được máy chủ thư: {problem}") from problem
        try:
            connection.send_messages([letter])
        except smtplib.SMTPRecipientsRefused as problem:
            raise _refused(problem) from problem
        except ValueError as problem:
            raise Undeliverable("Địa chỉ thư không hợp lệ.") from problem
        except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as problem:
            raise NotSent(f"Máy chủ thư chưa nhận: {problem.smtp_code}") from problem
        finally:
            connection.close()
        return message_id


def _refused(problem: smtplib.SMTPRecipientsRefused) -> Exception:
    codes = [code for code, _words in problem.recipients.values()]
    if all(code >= 500 for code in codes):
        return Undeliverable("Máy chủ thư báo địa chỉ nhận không tồn tại.")
    return NotSent("Máy chủ thư tạm thời chưa nhận thư cho địa chỉ này.")
