"""A site held open for its preview: brought up to date when something changes, read file by file.

The preview has an output folder of its own, with drafts and articles of days to come, so that what is published is
never touched by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from sitegen.building.inputs import FOLDERS
from sitegen.config import Config
from sitegen.errors import ConfigError, Location, Problem
from sitegen.workflows.build import BuildOptions, BuildReport, build
from sitegen.workflows.site_folder import SiteFolder, open_site

PREVIEW = "preview"


class SiteSession:
    """A site that is built again and again. `clock` gives the present moment in the site's time zone."""

    def __init__(self, site: SiteFolder, clock: Callable[[Config], dt.datetime], jobs: int = 0) -> None:
        self.site = site
        self._clock = clock
        self._jobs = jobs
        self.output = site.cache / PREVIEW

    def watched(self) -> tuple[Path, ...]:
        """Files and folders whose changes matter."""
        return (self.site.config_file.absolute(), *(self.site.root / folder for folder in FOLDERS))

    def refresh(self) -> BuildReport:
        """Brings the preview up to date. Raises SitegenError, and then it is as it was."""
        site = open_site(self.site.config_file)
        if site.config.base_path != self.site.config.base_path:
            message = "the site's base path changed"
            raise ConfigError(Problem(message, Location(site.config_file.name), "stop the preview and start it again"))
        self.site = site
        options = BuildOptions(self.output, drafts=True, preview=True, jobs=self._jobs)
        report = build(site, options, self._clock(site.config))
        self._jobs = 1  # from now on threads are running, and processes with threads must not fork
        return report

    def read(self, path: str) -> bytes | None:
        """What lies at an output path, or at a folder's address with its slash; `None` where there is nothing."""
        file = self.output / (f"{path}index.html" if path.endswith("/") or not path else path)
        return file.read_bytes() if file.is_file() else None
