"""What time it is for a site."""

from __future__ import annotations

import datetime as dt

from sitegen.config import Config, zone


def now(config: Config) -> dt.datetime:
    """The present moment in the site's time zone."""
    return dt.datetime.now(zone(config))
