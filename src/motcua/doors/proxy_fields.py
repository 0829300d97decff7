"""The fields of one who files for another (người nộp thay): the same words and rules at the counter and online."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.dossiers import proxies

PARTS = {
    "proxy_name": "full_name",
    "proxy_number": "number",
    "proxy_email": "email",
    "proxy_address": "address",
    "proxy_basis": "basis",
    "authorisation": "authorisation",
}


def _words(label: Any, part: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=proxies.MOST[part], required=False)


class ProxyFields(forms.Form):
    """Who files for another, all optional; `basis` is asked only online."""

    proxy_name = forms.CharField(
        label=_("Họ và tên người nộp thay"), max_length=proxies.MOST["full_name"], required=False
    )
    proxy_number = forms.CharField(
        label=_("Số định danh người nộp thay"), max_length=proxies.MOST["number"], required=False
    )
    proxy_email = forms.CharField(
        label=_("Thư điện tử người nộp thay"), max_length=proxies.MOST["email"], required=False
    )
    proxy_address = forms.CharField(
        label=_("Địa chỉ người nộp thay"), max_length=proxies.MOST["address"], required=False
    )
    authorisation = forms.CharField(
        label=_("Giấy tờ ủy quyền (số, ngày)"), max_length=proxies.MOST["authorisation"], required=False
    )

    def check_proxy(self, **besides: str) -> None:
        """Add to each field what is wrong with it; `besides` is what else was said of the proxy."""
        names = {part: name for name, part in PARTS.items()}
        for part, words in proxies.problems({**besides, **self.proxy()}).items():
            if names[part] in self.fields and not self.has_error(names[part]):
                self.add_error(names[part], words)

    def proxy(self) -> dict[str, str]:
        """Return what is said of the proxy, by the names of `proxies.FIELDS`."""
        return {part: str(self.cleaned_data.get(name) or "") for name, part in PARTS.items()}


def as_typed(data: Any) -> dict[str, str]:
    """Return what was typed of a proxy, right or wrong, cut to what a draft keeps."""
    return {part: data.get(name, "")[:300] for name, part in PARTS.items()}
