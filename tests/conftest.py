from __future__ import annotations

from pathlib import Path

import pytest

from tests.site_on_disk import SiteOnDisk


@pytest.fixture
def site(tmp_path: Path) -> SiteOnDisk:
    """A site with an empty configuration and nothing in it."""
    return SiteOnDisk(tmp_path / "site")
