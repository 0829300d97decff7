"""All routes: citizens at the root, staff under their own words, the shell beside them."""

from django.urls import include, path

urlpatterns = [
    path("", include("motcua.doors.urls")),
    path("can-bo/", include("motcua.doors.officer.urls")),
    path("lanh-dao/", include("motcua.doors.leader.urls")),
    path("quan-tri/", include("motcua.doors.steward.urls")),
    path("niem-phong/", include("motcua.doors.verify.seal_urls")),
    path("kiem-tra/", include("motcua.doors.verify.urls")),
    path("", include("motcua.doors.citizen.urls")),
]

handler400 = "motcua.doors.errors.bad_request"
handler403 = "motcua.doors.errors.permission_denied"
handler404 = "motcua.doors.errors.page_not_found"
handler429 = "motcua.doors.errors.too_many"
handler500 = "motcua.doors.errors.server_error"
