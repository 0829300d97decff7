"""A failing twin of the port for tests: the carrier is down, or refuses one address for good."""

from motcua.notices.ports import NotSent, Undeliverable


class Adapter:
    """Refuses everything: for good the addresses in `bad`, for now all others."""

    bad: frozenset[str] = frozenset()

    def send(self, to: str, subject: str, body: str, key: str) -> str:
        """Raise Undeliverable for a bad address, NotSent otherwise."""
        if to in self.bad:
            raise Undeliverable("Địa chỉ nhận không tồn tại.")
        raise NotSent("Không kết nối được với nơi gửi tin.")
