"""Routes of the officer's door and its navigation (see motcua.doors.navigation)."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from motcua.doors.navigation import Entry
from motcua.doors.officer import (
    answering,
    checking,
    complaints,
    counter,
    denunciations,
    dossier,
    handing,
    handling,
    late_slips,
    letters,
    logbook,
    money,
    petitions,
    slips,
    worklist,
)
from motcua.office.rights import Capability

_ONE = "ho-so/<uuid:dossier_id>/"
_COMPLAINT = "don-thu/khieu-nai/<uuid:complaint_id>/"
_DENUNCIATION = "don-thu/to-cao/<uuid:denunciation_id>/"
_PETITION = "don-thu/phan-anh/<uuid:petition_id>/"

urlpatterns = [
    path("", worklist.home, name="officer_worklist"),
    path("tim/", worklist.search, name="officer_search"),
    path(_ONE, dossier.one, name="officer_dossier"),
    path(f"{_ONE}lien-he/", dossier.reveal, name="officer_reveal"),
    path(f"{_ONE}tep/<uuid:file_id>/", dossier.component_file, name="officer_file"),
    path(f"{_ONE}phieu/<uuid:slip_id>.pdf", slips.slip, name="officer_slip"),
    path(f"{_ONE}kiem-soat.pdf", slips.control_slip, name="officer_control"),
    path(f"{_ONE}cap-lai-giay-hen/", slips.reissue, name="officer_reissue"),
    path(f"{_ONE}ket-qua.pdf", dossier.result_file, name="officer_result"),
    path(f"{_ONE}kiem-tra/", checking.check, name="officer_check"),
    path(f"{_ONE}tiep-nhan/", checking.accept, name="officer_accept"),
    path(f"{_ONE}bo-sung/", checking.ask_supplement, name="officer_supplement"),
    path(f"{_ONE}tu-choi/", checking.refuse, name="officer_refuse"),
    path(f"{_ONE}chuyen/", checking.transfer, name="officer_transfer"),
    path(f"{_ONE}nhan-bo-sung/", answering.supplement_on_paper, name="officer_answer"),
    path(f"{_ONE}bo-sung-chua-dat/", answering.supplement_give_back, name="officer_give_back"),
    path(f"{_ONE}bo-sung-du/", answering.supplement_complete, name="officer_complete"),
    path(f"{_ONE}rut/", answering.ask_withdrawal, name="officer_withdraw"),
    path(f"{_ONE}dong-y-rut/", answering.confirm_withdrawal, name="officer_withdraw_confirm"),
    path(f"{_ONE}khong-rut/", answering.deny_withdrawal, name="officer_withdraw_deny"),
    path(f"{_ONE}gia-han/", answering.extend, name="officer_extend"),
    path(f"{_ONE}huy/", answering.void, name="officer_void"),
    path(f"{_ONE}xong-buoc/", handling.finish_step, name="officer_step"),
    path(f"{_ONE}de-xuat/", handling.propose, name="officer_propose"),
    path(f"{_ONE}nghia-vu/", handling.ask_payment, name="officer_obligation"),
    path(f"{_ONE}da-thuc-hien/", handling.confirm_payment, name="officer_obligation_met"),
    path(f"{_ONE}tra/", handing.hand_over, name="officer_hand_over"),
    path(f"{_ONE}thu-tien/", money.take_cash, name="officer_cash"),
    path(f"{_ONE}mien-phi/", money.waive, name="officer_waive"),
    path(f"{_ONE}chuyen-khoan/", money.expect_transfer, name="officer_transfer_money"),
    path(f"{_ONE}bien-nhan.pdf", money.receipt, name="officer_receipt"),
    path("don-thu/", letters.home, name="officer_letters"),
    path("don-thu/phan-anh/", petitions.listing, name="officer_petitions"),
    path("don-thu/phan-anh/moi/", petitions.enter, name="officer_petition_new"),
    path("don-thu/phan-anh/so-lieu/", petitions.figures, name="officer_petition_figures"),
    path(_PETITION, petitions.one, name="officer_petition"),
    path(f"{_PETITION}nguoi-gui/", petitions.reveal, name="officer_petition_sender"),
    path(f"{_PETITION}phieu-chuyen.pdf", petitions.letter, name="officer_petition_letter"),
    path(f"{_PETITION}tep/<uuid:file_id>/", petitions.file, name="officer_petition_file"),
    path(f"{_PETITION}viec/<slug:slug>/", petitions.act, name="officer_petition_act"),
    path("don-thu/khieu-nai/", complaints.listing, name="officer_complaints"),
    path("don-thu/khieu-nai/moi/", complaints.enter, name="officer_complaint_new"),
    path(_COMPLAINT, complaints.one, name="officer_complaint"),
    path(f"{_COMPLAINT}nguoi-khieu-nai/", complaints.reveal, name="officer_complainant"),
    path(f"{_COMPLAINT}viec/<slug:slug>/", complaints.act, name="officer_complaint_act"),
    path("don-thu/to-cao/", denunciations.listing, name="officer_denunciations"),
    path("don-thu/to-cao/moi/", denunciations.enter, name="officer_denunciation_new"),
    path("don-thu/to-cao/duoc-xem/", denunciations.confidants_page, name="officer_confidants"),
    path("don-thu/to-cao/duoc-xem/them/", denunciations.name_confidant, name="officer_confidant_name"),
    path(
        "don-thu/to-cao/duoc-xem/<uuid:confidant_id>/thoi/", denunciations.end_confidant, name="officer_confidant_end"
    ),
    path(_DENUNCIATION, denunciations.one, name="officer_denunciation"),
    path(f"{_DENUNCIATION}nguoi-to-cao/", denunciations.denouncer, name="officer_denouncer"),
    path(f"{_DENUNCIATION}viec/<slug:slug>/", denunciations.act, name="officer_denunciation_act"),
    path("quay/", counter.choose, name="officer_counter"),
    path("quay/<str:code>/", counter.receive, name="officer_receive"),
    path("so-theo-doi/", logbook.books, name="officer_books"),
    path("so-theo-doi/<uuid:book_id>/", logbook.one, name="officer_book"),
    path("so-theo-doi/<uuid:book_id>/in.pdf", logbook.printed, name="officer_book_pdf"),
    path("so-theo-doi/<uuid:book_id>/khoa/", logbook.close, name="officer_book_close"),
    path("phieu-du-phong/", late_slips.choose, name="officer_slips"),
    path("phieu-du-phong/hong/", late_slips.spoil, name="officer_spoil"),
    path("phieu-du-phong/<str:code>/", late_slips.enter, name="officer_enter_slip"),
    path("thu-ngan/", money.cashier, name="officer_cashier"),
    path("thu-ngan/<uuid:payment_id>/xac-nhan/", money.confirm, name="officer_confirm_money"),
    path("thu-ngan/phai-hoan/<uuid:refund_id>/", money.give_refund, name="officer_give_refund"),
    path("thu-ngan/<uuid:payment_id>/hoan/", money.reverse, name="officer_reverse_money"),
]

NAVIGATION = [
    Entry(_("Việc của tôi"), "officer_worklist", (Capability.CHECK, Capability.PROCESS)),
    Entry(_("Tiếp nhận tại quầy"), "officer_counter", (Capability.RECEIVE,)),
    Entry(_("Nhập phiếu dự phòng"), "officer_slips", (Capability.RECEIVE,)),
    Entry(_("Tìm hồ sơ"), "officer_search", (Capability.SEE_DOSSIER,)),
    Entry(_("Đơn thư, tiếp dân"), "officer_letters", letters.RIGHTS),
    Entry(_("Sổ theo dõi"), "officer_books", (Capability.SEE_LOGBOOK,)),
    Entry(_("Thu ngân"), "officer_cashier", (Capability.CONFIRM_TRANSFER, Capability.TAKE_FEE)),
]
