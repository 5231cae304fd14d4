from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.site_on_disk import SiteOnDisk

# A run is like the last, on a busy machine too; `pytest --hypothesis-profile=explore` looks for what no run has met.
settings.register_profile(
    "repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("repeatable")


@pytest.fixture
def site(tmp_path: Path) -> SiteOnDisk:
    """A site with an empty configuration and nothing in it."""
    return SiteOnDisk(tmp_path / "site")
