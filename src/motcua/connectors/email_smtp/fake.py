"""A fake of the port for tests: remembers what it was given; the same key twice is one message."""


class Adapter:
    """Keeps messages in memory."""

    sent: dict[str, tuple[str, str, str]] = {}

    def send(self, to: str, subject: str, body: str, key: str) -> str:
        """Remember the message under its key and return the key."""
        self.sent.setdefault(key, (to, subject, body))
        return key
