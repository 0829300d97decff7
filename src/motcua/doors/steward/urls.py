"""Routes of the steward's door and its navigation (see motcua.doors.navigation)."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from motcua.doors.navigation import Entry
from motcua.doors.steward import calendar, catalogue, erasure, machine, office, pads, settings, staff
from motcua.office.rights import Capability

urlpatterns = [
    path("", machine.overview, name="steward_home"),
    path("thu-tuc/", catalogue.listing, name="steward_catalogue"),
    path("thu-tuc/<str:code>/", catalogue.one, name="steward_procedure"),
    path("thu-tuc/<str:code>/bo-sung/", catalogue.complete, name="steward_complete"),
    path("thu-tuc/<str:code>/mo/", catalogue.open_procedure, name="steward_open"),
    path("thu-tuc/<str:code>/dong/", catalogue.close_procedure, name="steward_close"),
    path("can-bo/", staff.listing, name="steward_staff"),
    path("can-bo/vi-tri/", staff.new_post, name="steward_new_post"),
    path("can-bo/them/", staff.employ, name="steward_employ"),
    path("can-bo/<uuid:staff_id>/", staff.one, name="steward_member"),
    path("can-bo/<uuid:staff_id>/vi-tri/", staff.give_post, name="steward_give_post"),
    path("can-bo/<uuid:staff_id>/thoi-vi-tri/", staff.end_post, name="steward_end_post"),
    path("can-bo/<uuid:staff_id>/khoa/", staff.lock, name="steward_lock"),
    path("can-bo/<uuid:staff_id>/mo-khoa/", staff.unlock, name="steward_unlock"),
    path("can-bo/<uuid:staff_id>/go-lop-hai/", staff.remove_second_factor, name="steward_second_factor"),
    path("can-bo/<uuid:staff_id>/phieu.pdf", staff.slip, name="steward_slip"),
    path("co-quan/", office.details, name="steward_office"),
    path("quy-uoc/", settings.listing, name="steward_settings"),
    path("quy-uoc/<slug:name>/", settings.date_one, name="steward_setting"),
    path("lich/", calendar.overview, name="steward_calendar"),
    path("lich/khai-bao/", calendar.begin, name="steward_declare"),
    path("lich/de-xuat/", calendar.propose, name="steward_propose_calendar"),
    path("lich/khai-bao/<uuid:declaration_id>/", calendar.one, name="steward_declaration"),
    path("lich/khai-bao/<uuid:declaration_id>/anh-huong/", calendar.effect, name="steward_declaration_effect"),
    path("lich/khai-bao/<uuid:declaration_id>/ngay/", calendar.put_day, name="steward_declared_day"),
    path("lich/khai-bao/<uuid:declaration_id>/bo-ngay/", calendar.take_out_day, name="steward_declared_day_out"),
    path("lich/khai-bao/<uuid:declaration_id>/gio/", calendar.put_hours, name="steward_declared_hours"),
    path("lich/khai-bao/<uuid:declaration_id>/bo-gio/", calendar.take_out_hours, name="steward_declared_hours_out"),
    path("lich/khai-bao/<uuid:declaration_id>/gui/", calendar.send, name="steward_declaration_send"),
    path("lich/khai-bao/<uuid:declaration_id>/bo/", calendar.drop, name="steward_declaration_drop"),
    path("lich/khai-bao/<uuid:declaration_id>/nguoc-lai/", calendar.reverse, name="steward_declaration_reverse"),
    path("quyen/", office.rights_table, name="steward_rights"),
    path("phieu-du-phong/", pads.listing, name="steward_pads"),
    path("phieu-du-phong/lap/", pads.issue, name="steward_issue_pad"),
    path("phieu-du-phong/<uuid:pad_id>.pdf", pads.printed, name="steward_pad_pdf"),
    path("phieu-du-phong/hong/", pads.spoil, name="steward_spoil"),
    path("phieu-du-phong/su-co/", pads.declare, name="steward_downtime"),
    path("phieu-du-phong/su-co/<uuid:downtime_id>/", pads.end, name="steward_downtime_end"),
    path("xoa-du-lieu/", erasure.erase, name="steward_erasure"),
    path("viec-may/", machine.jobs_page, name="steward_jobs"),
    path("viec-may/<uuid:job_id>/chay-lai/", machine.retry, name="steward_retry"),
]

NAVIGATION = [
    Entry(_("Tổng quan"), "steward_home", (Capability.KEEP_MACHINE,)),
    Entry(_("Thủ tục"), "steward_catalogue", (Capability.KEEP_CATALOGUE,)),
    Entry(_("Cán bộ"), "steward_staff", (Capability.KEEP_OFFICE,)),
    Entry(_("Cơ quan"), "steward_office", (Capability.KEEP_OFFICE,)),
    Entry(_("Lịch làm việc"), "steward_calendar", (Capability.KEEP_OFFICE,)),
    Entry(_("Quy ước"), "steward_settings", (Capability.KEEP_OFFICE,)),
    Entry(_("Bảng quyền"), "steward_rights", (Capability.KEEP_OFFICE,)),
    Entry(_("Phiếu dự phòng"), "steward_pads", (Capability.KEEP_OFFICE,)),
    Entry(_("Xóa dữ liệu cá nhân"), "steward_erasure", (Capability.KEEP_OFFICE,)),
    Entry(_("Việc của máy"), "steward_jobs", (Capability.KEEP_MACHINE,)),
]
