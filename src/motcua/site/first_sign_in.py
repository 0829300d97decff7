"""What the console prints to let a member of staff in: the address of a one-time link and how long it works."""

from django.conf import settings
from django.urls import reverse

from motcua.office import sign_in_links


def words(username: str, token: str) -> str:
    """Return the lines that an operator hands to the holder of the account."""
    hours = int(sign_in_links.LASTS.total_seconds() // 3600)
    return (
        f"Liên kết đăng nhập một lần của tài khoản «{username}» (dùng được một lần, trong {hours} giờ):\n"
        f"  {settings.BASE_URL}{reverse('sign_in_once', args=[token])}\n"
        "Trang web phải đang chạy (motcua serve). Liên kết cũ chưa dùng của tài khoản này không còn hiệu lực."
    )
