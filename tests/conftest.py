"""What every test shares: Hypothesis profiles and marks that follow from a test's place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

STORE_TESTS = Path(__file__).parent / "adapters" / "store"

settings.register_profile("default", deadline=None, max_examples=100)
# The same examples in every run, more of them, and the failing blob printed.
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=300,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the store's tests, so that `make postgres-test` runs them on PostgreSQL too."""
    for item in items:
        if STORE_TESTS in item.path.parents:
            item.add_marker(pytest.mark.store)
