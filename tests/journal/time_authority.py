"""Real time-stamping authorities on 127.0.0.1, made by certomancer: one that is believed, one that is not."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

from asn1crypto import pem
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

CONFIG = """
keysets:
  test: {path-prefix: ., keys: {root: {path: root.pem}, tsa: {path: tsa.pem}}}
pki-architectures:
  test:
    keyset: test
    entity-defaults: {country-name: VN, organization-name: Authority of a test}
    entities:
      root: {common-name: Root of a test}
      tsa: {common-name: Time stamps of a test}
    certs:
      root:
        subject: root
        issuer: root
        validity: {valid-from: "2020-01-01T00:00:00+0000", valid-to: "2100-01-01T00:00:00+0000"}
        profiles: [{id: simple-ca, params: {max-path-len: 1}}]
      tsa:
        subject: tsa
        issuer: root
        validity: {valid-from: "2020-01-01T00:00:00+0000", valid-to: "2099-01-01T00:00:00+0000"}
        extensions:
          - {id: extended_key_usage, critical: true, value: [time_stamping]}
          - {id: key_usage, critical: true, smart-value: {schema: key-usage, params: [digital_signature]}}
    services:
      time-stamping:
        tsa: {signing-cert: tsa}
"""


@dataclass(frozen=True)
class Authority:
    """Where it answers and the root to believe."""

    url: str
    root_pem: bytes


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running(folder: Path) -> Iterator[Authority]:
    """Run an authority with keys of its own until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("root", "tsa"):
        key = ec.generate_private_key(ec.SECP256R1())
        form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (folder / f"{name}.pem").write_bytes(key.private_bytes(*form))
    config = CertomancerConfig.from_yaml(CONFIG, key_search_dir=str(folder))
    arch = config.get_pki_arch(ArchLabel("test"))
    answers = Animator(AnimatorArchStore({arch.arch_label: arch}), with_web_ui=False)
    server = make_server("127.0.0.1", 0, answers, handler_class=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        root = pem.armor("CERTIFICATE", arch.get_cert(CertLabel("root")).dump())
        yield Authority(f"http://127.0.0.1:{server.server_port}/test/tsa/tsa", root)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
