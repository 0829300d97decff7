"""Routes of the citizen's door and its navigation (see motcua.doors.navigation)."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from motcua.doors.citizen import (
    draft_papers,
    drafting,
    home,
    own_dossier,
    petition,
    procedures,
    rating,
    reception,
    sending,
    start,
    supplementing,
    tracking,
)
from motcua.doors.navigation import Entry

urlpatterns: list[URLPattern] = [
    path("", home.home, name="citizen_home"),
    path("gioi-thieu/", home.about, name="citizen_about"),
    path("ket-thuc/", home.leave, name="citizen_leave"),
    path("tthc/", procedures.listing, name="citizen_procedures"),
    path("tthc/<str:code>/", procedures.one, name="citizen_procedure"),
    path("tthc/<str:code>/qr.svg", procedures.qr_code, name="citizen_procedure_qr"),
    path("tthc/<str:code>/ap-phich.pdf", procedures.poster, name="citizen_poster"),
    path("nop-ho-so/", start.open_list, name="citizen_open"),
    path("nop-ho-so/<str:code>/", start.start, name="citizen_start"),
    path("tiep-tuc/", start.resume, name="citizen_resume"),
    path("ho-so-dang-soan/", drafting.form_part, name="citizen_form"),
    path("ho-so-dang-soan/ma/", start.say_code, name="citizen_code"),
    path("ho-so-dang-soan/xa/", drafting.communes, name="citizen_communes"),
    path("ho-so-dang-soan/giay-to/", draft_papers.papers, name="citizen_papers"),
    path("ho-so-dang-soan/giay-to/<uuid:file_id>/", draft_papers.look, name="citizen_paper"),
    path("ho-so-dang-soan/giay-to/<uuid:file_id>/bo/", draft_papers.remove, name="citizen_paper_remove"),
    path("ho-so-dang-soan/nhan-ket-qua/", sending.contact, name="citizen_contact"),
    path(
        "ho-so-dang-soan/nhan-ket-qua/<uuid:file_id>/bo/",
        sending.remove_proxy_paper,
        name="citizen_proxy_paper_remove",
    ),
    path("ho-so-dang-soan/nop/", sending.review, name="citizen_review"),
    path("ho-so-da-nop/", sending.submitted, name="citizen_submitted"),
    path("tra-cuu/", tracking.track, name="citizen_track"),
    path("t/<str:token>/", tracking.exchange, name="citizen_token"),
    path("tra-cuu/xac-nhan/", tracking.digits, name="citizen_digits"),
    path("tra-cuu/chi-tiet/", own_dossier.detail, name="citizen_detail"),
    path("tra-cuu/chi-tiet/phieu/<uuid:slip_id>/", own_dossier.slip, name="citizen_slip"),
    path("tra-cuu/chi-tiet/giay-to/<uuid:file_id>/", own_dossier.paper, name="citizen_own_paper"),
    path("tra-cuu/chi-tiet/bo-sung/", supplementing.answer, name="citizen_supplement"),
    path(
        "tra-cuu/chi-tiet/bo-sung/<uuid:item_id>/<uuid:file_id>/bo/",
        supplementing.remove,
        name="citizen_supplement_remove",
    ),
    path("tra-cuu/chi-tiet/chuyen-khoan/", own_dossier.transfer, name="citizen_transfer"),
    path("tra-cuu/chi-tiet/ket-qua/", own_dossier.take_result, name="citizen_result"),
    path("tra-cuu/chi-tiet/ket-qua.pdf", own_dossier.result_file, name="citizen_result_file"),
    path("tra-cuu/chi-tiet/ban-sao/<uuid:line_id>.pdf", own_dossier.certified_copy, name="citizen_certified_copy"),
    path("tra-cuu/chi-tiet/rut/", own_dossier.withdraw, name="citizen_withdraw"),
    path("tra-cuu/chi-tiet/danh-gia/", own_dossier.begin_rating, name="citizen_begin_rating"),
    path("phan-anh/", petition.send, name="citizen_petition"),
    path("phan-anh/tep/<uuid:file_id>/bo/", petition.remove, name="citizen_petition_remove"),
    path("phan-anh/da-gui/", petition.sent, name="citizen_petition_sent"),
    path("phan-anh/tra-cuu/", petition.track, name="citizen_petition_track"),
    path("phan-anh/cong-khai/", petition.answers, name="citizen_petition_answers"),
    path("lich-tiep-cong-dan/", reception.upcoming, name="citizen_reception"),
    path("danh-gia/<str:token>/", rating.rate, name="citizen_rating"),
]

NAVIGATION: list[Entry] = [
    Entry(_("Trang chủ"), "citizen_home"),
    Entry(_("Thủ tục"), "citizen_procedures"),
    Entry(_("Nộp hồ sơ"), "citizen_open"),
    Entry(_("Tra cứu"), "citizen_track"),
    Entry(_("Phản ánh"), "citizen_petition"),
    Entry(_("Kiểm tra chữ ký"), "verify_home"),
]
