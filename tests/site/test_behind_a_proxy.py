"""Behind an HTTPS server the paces count the person's address, and only a trusted server is believed."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.sqlite  # the program that is started asks no database
SEEN = """
from motcua.site.wsgi import application
import django.core.handlers.wsgi as wsgi
wsgi.WSGIHandler.__call__ = lambda self, environ, start: [environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]]
def ask(address):
    return application({"REMOTE_ADDR": address, "wsgi.url_scheme": "http", "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.9"}, None)
print(*ask("127.0.0.1"), *ask("198.51.100.7"))
"""


def seen(url: str, tmp_path: object) -> list[str]:
    """Return address and scheme as the application sees them: from this machine, then from a stranger."""
    told = {"MOTCUA_URL": url, "MOTCUA_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "motcua.site.settings"}
    done = subprocess.run(
        [sys.executable, "-c", SEEN], env=os.environ | told, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_the_address_of_the_person_counts_when_a_trusted_server_names_it(tmp_path):
    assert seen("https://motcua.example.vn", tmp_path) == ["203.0.113.9", "https", "198.51.100.7", "http"]


def test_without_a_server_in_front_nobody_is_believed(tmp_path):
    assert seen("http://127.0.0.1:8000", tmp_path) == ["127.0.0.1", "http", "198.51.100.7", "http"]
