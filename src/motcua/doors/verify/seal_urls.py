"""Routes of the sealed days; a link to them stands beside the verification of signatures."""

from django.urls import URLPattern, path

from motcua.doors.verify import seals

urlpatterns: list[URLPattern] = [
    path("", seals.listing, name="seals"),
    path("<str:code>/<str:day>.json", seals.download, name="seal_json"),
    path("<str:code>/<str:day>.pdf", seals.slip, name="seal_slip"),
]
