"""Notices: what citizens and leaders are told, in which words, by which channel, and whether it went out."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Register the room of notices."""

    name = "motcua.notices"
    label = "notices"
    verbose_name = "Thông báo"
