"""Ports (cổng gửi tin): how a message leaves the house. Connectors implement them and are loaded by name from settings.

The key is the same at every attempt, so that a carrier that knows keys sends once.
"""

from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class NotSent(Exception):
    """The message surely did not go out; trying again later may help."""


class Undeliverable(Exception):
    """The message will never go out to this address; trying again is no use."""


class Port(Protocol):
    """One way out: SMS or e-mail."""

    def send(self, to: str, subject: str, body: str, key: str) -> str:
        """Send one message and return the carrier's reference; raises NotSent or Undeliverable."""


def load(channel: str) -> Port:
    """Return the connector that the settings name for the channel ("sms", "email")."""
    name = {"sms": settings.MOTCUA_SMS, "email": settings.MOTCUA_MAIL}[channel]
    port: Port = import_string(name)()
    return port
