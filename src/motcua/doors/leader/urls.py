"""Routes of the leader's door and its navigation (see motcua.doors.navigation)."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from motcua.doors.leader import board, calendar, figures, late_slips, signing
from motcua.doors.navigation import Entry
from motcua.doors.officer import letters
from motcua.office.rights import Capability

urlpatterns = [
    path("", board.today, name="leader_board"),
    path("o/<slug:key>/", board.tile, name="leader_tile"),
    path("bao-cao/ii-06a/", figures.form_06a, name="leader_06a"),
    path("bao-cao/ii-06a/o/", figures.cell, name="leader_06a_cell"),
    path("bao-cao/ii-06a.xlsx", figures.form_06a_xlsx, name="leader_06a_xlsx"),
    path("bao-cao/ii-06a.pdf", figures.form_06a_pdf, name="leader_06a_pdf"),
    path("phieu-du-phong/", late_slips.listing, name="leader_late_slips"),
    path("phieu-du-phong/cho-phep/", late_slips.permit, name="leader_permit_late"),
    path("phieu-du-phong/su-co/", late_slips.declare, name="leader_downtime"),
    path("phieu-du-phong/su-co/<uuid:downtime_id>/", late_slips.end, name="leader_downtime_end"),
    path("ky/", signing.queue, name="leader_queue"),
    path("ky/<uuid:dossier_id>/", signing.one, name="leader_sign"),
    path("ky/<uuid:dossier_id>/du-thao.pdf", signing.draft, name="leader_draft"),
    path("ky/<uuid:dossier_id>/duyet/", signing.approve, name="leader_approve"),
    path("ky/<uuid:dossier_id>/ban-giay/", signing.issue_on_paper, name="leader_paper"),
    path("ky/<uuid:dossier_id>/tra-lai/", signing.send_back, name="leader_send_back"),
    path("lich/", calendar.listing, name="leader_calendar"),
    path("lich/<uuid:declaration_id>/", calendar.one, name="leader_declaration"),
    path("lich/<uuid:declaration_id>/xac-nhan/", calendar.confirm, name="leader_declaration_confirm"),
    path("lich/<uuid:declaration_id>/tra-lai/", calendar.send_back, name="leader_declaration_back"),
]

NAVIGATION = [
    Entry(_("Hôm nay"), "leader_board", (Capability.SEE_FIGURES,)),
    Entry(_("Chờ ký"), "leader_queue", (Capability.SIGN,)),
    Entry(_("Chứng thực"), "officer_certification_home", (Capability.KEEP_BOOKS,)),
    Entry(_("Tìm hồ sơ"), "officer_search", (Capability.SEE_DOSSIER,)),
    Entry(_("Đơn thư, tiếp dân"), "officer_letters", letters.RIGHTS),
    Entry(_("Sổ theo dõi"), "officer_books", (Capability.SEE_LOGBOOK,)),
    Entry(_("Phiếu dự phòng"), "leader_late_slips", (Capability.PERMIT_LATE_ENTRY,)),
    Entry(_("Báo cáo II.06a"), "leader_06a", (Capability.SEE_FIGURES,)),
    Entry(_("Thay đổi lịch"), "leader_calendar", (Capability.CONFIRM_CALENDAR,)),
]
