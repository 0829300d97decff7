"""Papers: uploads, storage, typesetting, digital signatures, verification."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Register the floor of anything with pages or a signature."""

    name = "motcua.papers"
    label = "papers"
    verbose_name = "Giấy tờ, văn bản, chữ ký số"
