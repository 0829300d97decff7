"""Routes of certification, below /can-bo/chung-thuc/."""

from django.urls import path

from motcua.doors.officer import certification, certification_books, certification_dossier, certification_rights

_ONE = "ho-so/<uuid:dossier_id>/"
_LINE = "dong/<uuid:line_id>/"

urlpatterns = [
    path("", certification.home, name="officer_certification_home"),
    path("quay/", certification.counter, name="officer_certify"),
    path("quay/<str:code>/", certification.counter, name="officer_certify_matter"),
    path("cho/", certification_dossier.waiting, name="officer_certify_waiting"),
    path(_ONE, certification_dossier.one, name="officer_certification"),
    path(f"{_ONE}chung-thuc/", certification_dossier.certify, name="officer_certify_now"),
    path(f"{_ONE}ghi/", certification_dossier.enter, name="officer_certify_enter"),
    path(f"{_ONE}duyet/", certification_dossier.approve, name="officer_certify_approve"),
    path(f"{_ONE}hen/", certification_dossier.appoint, name="officer_certify_appoint"),
    path(f"{_ONE}loi-chung.pdf", certification_dossier.words, name="officer_certify_words"),
    path(f"{_ONE}ban-sao/<uuid:line_id>.pdf", certification_dossier.copy_file, name="officer_certified_copy"),
    path("so/", certification_books.books_page, name="officer_certified_books"),
    path("so/in/", certification_books.print_month, name="officer_book_print"),
    path("so/khoa/", certification_books.close, name="officer_book_close"),
    path("so/<uuid:print_id>.pdf", certification_books.book_file, name="officer_book_file"),
    path(_LINE, certification_books.line, name="officer_certified_line"),
    path(f"{_LINE}gach-bo/", certification_books.strike, name="officer_strike"),
    path("quyen/", certification_rights.rights, name="officer_certify_rights"),
    path("quyen/giao/", certification_rights.grant, name="officer_certify_grant"),
    path("quyen/<uuid:right_id>/het/", certification_rights.end, name="officer_certify_end"),
    path("nguoi-dich/", certification_rights.translators_page, name="officer_translators"),
    path("nguoi-dich/ghi/", certification_rights.enlist, name="officer_translator_new"),
    path("nguoi-dich/<uuid:translator_id>/het/", certification_rights.end_translator, name="officer_translator_end"),
    path("loi-chung/", certification_rights.wordings_page, name="officer_wordings"),
    path("loi-chung/dat/", certification_rights.change_wording, name="officer_wording_change"),
]
