"""Feedback: how people rate the service, away from the officer."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Register the room of feedback."""

    name = "motcua.feedback"
    label = "feedback"
    verbose_name = "Đánh giá, góp ý"
