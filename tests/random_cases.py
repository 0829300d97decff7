"""How many random cases a run tried, summed over all its workers; printed at its end with the seed that drew them."""

import os
import secrets
from collections import Counter
from functools import wraps

import pytest
from hypothesis import HealthCheck, settings

# One seed for all workers of a run; a failure is drawn again with MOTCUA_SEED=<number>.
os.environ.setdefault("MOTCUA_SEED", str(secrets.randbelow(10**9)))
SEED = int(os.environ["MOTCUA_SEED"])
IS_PROOF = os.environ.get("MOTCUA_PROOF") == "1"

# How long a case takes says how busy the machine is, not whether the rule holds.
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)
settings.register_profile("motcua", deadline=None, suppress_health_check=SLOW)
settings.load_profile("motcua")

# Cases tried by this process (in the end: by all workers), by what they are about.
tried: Counter[str] = Counter()


def count_each(of, prop):
    """Count every case that hypothesis hands to this property; returns the property."""
    inner = prop.hypothesis.inner_test

    @wraps(inner)
    def one_more(*args, **drawn):
        tried[of] += 1
        return inner(*args, **drawn)

    prop.hypothesis.inner_test = one_more
    return prop


class Tally:
    """Carries what the workers of pytest-xdist tried to the process that prints the end."""

    def pytest_sessionfinish(self, session):
        """Hand this worker's counts over."""
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput["tried"] = dict(tried)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        """Take a worker's counts; one that crashed has none."""
        tried.update(getattr(node, "workeroutput", {}).get("tried", {}))

    def pytest_terminal_summary(self, terminalreporter):
        """Print the seed and the counts, also when asked to be quiet."""
        counts = "; ".join(f"{number:,} {of}" for of, number in sorted(tried.items()))
        terminalreporter.write_line(f"MOTCUA_SEED={SEED}: {counts or 'no random cases'}")
