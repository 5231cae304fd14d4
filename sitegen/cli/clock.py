"""What time it is for a site."""

from __future__ import annotations

import datetime as dt
import zoneinfo

from sitegen.config import Config


def now(config: Config) -> dt.datetime:
    """The present moment in the site's time zone."""
    return dt.datetime.now(zoneinfo.ZoneInfo(config.timezone))
