"""What starts loads what every page needs; what signs, reads PDFs or makes workbooks is loaded at its first use."""

import os
import subprocess
import sys

HEAVY = ("pyhanko", "pyhanko_certvalidator", "aiohttp", "pikepdf", "pypdfium2", "PIL", "xlsxwriter", "holidays")
START = """
import sys
import motcua.site.wsgi
import motcua.site.worker
from django.urls import get_resolver
from django.utils.module_loading import import_string
from motcua import wiring
get_resolver().url_patterns
for reader in wiring.READERS.values():
    import_string(reader.path)
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_no_start_waits_for_the_signing_engine_or_another_heavy_library(tmp_path):
    here = {**os.environ, "DJANGO_SETTINGS_MODULE": "motcua.site.settings", "MOTCUA_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", START], env=here, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "django" in loaded and "motcua" in loaded
    assert [name for name in HEAVY if name in loaded] == []
