"""A site's folder with its configuration, found and read."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.building.inputs import Places
from sitegen.config import CONFIG_FILE, Config, parse_config, written
from sitegen.content.folder import CACHE
from sitegen.errors import ConfigError, Location, Problem
from sitegen.render.theme_files import shipped_theme

if TYPE_CHECKING:
    from sitegen.regions.atlas import Atlas
    from sitegen.regions.customise import Customisation
    from sitegen.site.views import SiteInfo


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """A site on disk: its folder, the file that configures it, and the configuration in force."""

    root: Path
    config_file: Path
    config: Config

    @property
    def cache(self) -> Path:
        """The folder that may be deleted at any time."""
        return self.root / CACHE

    def with_base_url(self, base_url: str | None) -> SiteFolder:
        """The same site at another address. Raises ConfigError where that is none."""
        if base_url is None:
            return self
        url = parse_config(f"base_url = {json.dumps(base_url)}", "--base-url").base_url
        return dataclasses.replace(self, config=dataclasses.replace(self.config, base_url=url))


def open_site(config_file: Path | None = None, start: Path | None = None) -> SiteFolder:
    """The site whose configuration is `config_file`, or that of the folder `start` (here) or of one above it.

    Raises ConfigError where there is none or it cannot be used.
    """
    file = config_file or _find(start or Path.cwd())
    return SiteFolder(file.parent.resolve(), file, parse_config(read_config(file), _shown(file)))


def read_config(file: Path) -> str:
    """The text of a configuration file. Raises ConfigError."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(Problem("not UTF-8", Location(_shown(file)), "save the file as UTF-8")) from None
    except OSError as error:
        advice = "name the configuration of a site, or make a site with `sitegen new DIR`"
        raise ConfigError(Problem(f"cannot be read ({error.strerror})", Location(_shown(file)), advice)) from None


def _shown(file: Path) -> str:
    return file.name if file.parent in (Path(), Path.cwd()) else str(file)


def _find(start: Path) -> Path:
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / CONFIG_FILE).is_file():
            return folder / CONFIG_FILE
    message = f"no {CONFIG_FILE} here or in a folder above"
    raise ConfigError(Problem(message, advice="make a site with `sitegen new DIR`, or name one with --config"))


def customisation(site: SiteFolder) -> Customisation:
    """The `[regions]` of a site, as the atlas and the tagger take them."""
    from sitegen.regions.customise import Customisation, OwnRegion  # noqa: PLC0415

    regions = site.config.regions
    return Customisation(
        names=regions.names,
        aliases=regions.aliases,
        parents=regions.parents,
        own={code: OwnRegion(own.name, own.members) for code, own in regions.own.items()},
        exclude=frozenset(regions.exclude),
        written=written(read_config(site.config_file), _shown(site.config_file)),
    )


def site_atlas(site: SiteFolder) -> Atlas:
    """The regions of a site. Raises ConfigError where its `[regions]` cannot be used."""
    from sitegen.regions.atlas import load_atlas  # noqa: PLC0415

    custom = customisation(site)
    if not _LAST_ATLAS or _LAST_ATLAS[0][0] != custom:
        _LAST_ATLAS[:] = [(custom, load_atlas(custom))]
    return _LAST_ATLAS[0][1]


_LAST_ATLAS: list[tuple[Customisation, Atlas]] = []
"""The atlas made last, with what it was made for: a site that is held open asks for it at every change."""


def input_places(site: SiteFolder) -> Places:
    """Where the files lie that a build reads."""
    return Places(site.root, site.config_file.absolute(), shipped_theme())


def site_info(config: Config) -> SiteInfo:
    """What pages show of a configuration."""
    from sitegen.site.views import SiteInfo  # noqa: PLC0415 - a build with nothing to do shows nothing

    return SiteInfo(
        title=config.title,
        description=config.description,
        base_url=config.base_url,
        base_path=config.base_path,
        language=config.language,
        robots=config.publish.robots,
        canonical=config.publish.canonical,
        full_feeds=config.publish.feeds == "full",
        theme=tuple(sorted(config.theme.items())),
        generator=f"sitegen {__version__}",
    )
