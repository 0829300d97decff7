"""Routes of the verification of signatures; they stand in the citizen's navigation."""

from django.urls import URLPattern, path

from motcua.doors.verify import signatures

urlpatterns: list[URLPattern] = [
    path("", signatures.home, name="verify_home"),
    path("<str:code>/", signatures.by_code, name="verify_code"),
]
