"""Settings of a command that only calculates: the floors up to procedures, so that it starts at once.

The rest of the house (doors, signatures, connectors) takes most of a second to load and is not asked.
"""

from motcua.site.settings import *  # noqa: F403  all but the list of apps is the same

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "motcua.journal",
    "motcua.office",
    "motcua.procedures",
    "motcua.site",
]
