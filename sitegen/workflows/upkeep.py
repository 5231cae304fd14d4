"""A site kept true to its files: saved pages come in, what changed is read, pages that it may have changed are told."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen import __version__
from sitegen.building.cache import Cache
from sitegen.building.inputs import CONFIG, Inputs, changes
from sitegen.building.reading import Reader
from sitegen.building.stopwatch import Stopwatch
from sitegen.building.updating import Changed, Keeper, Update
from sitegen.content.folder import LEDGER, SAVED, is_entry
from sitegen.errors import ContentError
from sitegen.progress import Progress, no_progress
from sitegen.site.order import CrowdedError
from sitegen.site.shelf import Scope
from sitegen.site.showing import Audience
from sitegen.workflows.import_report import ImportReport
from sitegen.workflows.site_folder import SiteFolder, input_places, site_atlas


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of following changes: the site now, what was imported, and every input that changed."""

    update: Update
    imports: ImportReport
    changed: Changed


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Keeps the site in `cache` true to a site's folder, for readers who see `drafts` or not, at the moment `now`."""

    site: SiteFolder
    cache: Cache
    drafts: bool
    now: dt.datetime
    jobs: int
    frozen: bool = False
    progress: Progress = no_progress
    watch: Stopwatch = field(default_factory=Stopwatch)

    def follow(self, changed: Changed, *, anew: bool = False) -> Followed:
        """Brings the cache up to date after `changed` inputs; `anew` makes it forget what it knows of the site.

        Raises ContentError, and then it has what it had.
        """
        anew = anew or self.cache.fact("basis") != self._basis
        imports = ImportReport()
        if anew or self._may_import(changed):
            imports = self._import()
            changed = changes({} if anew else self.cache.inputs(), self._inputs())
        try:
            update = self._update(changed, anew=anew)
        except ContentError as error:  # what is new is told once, even if it can't be shown yet
            raise ContentError((*error.problems, *imports.complaints, *imports.duplicates)) from None
        self.cache.remember("imports", "unfinished" if imports.problems else "done")
        return Followed(update, imports, changed)

    @property
    def keeper(self) -> Keeper:
        """What brings the cache up to date."""
        config = self.site.config
        return Keeper(
            cache=self.cache,
            reader=Reader(self.site.root, config.base_path, __version__),
            atlas=site_atlas(self.site),
            scope=scope(self.site),
            audience=Audience(self.drafts, config.publish.future, self.now),
            basis=self._basis,
            jobs=self.jobs,
            progress=self.progress,
            watch=self.watch,
        )

    @property
    def _basis(self) -> str:
        """A digest of what every entry and every page depends on."""
        config = self.site.config
        said = (__version__, config.base_path, self.drafts, config.publish.future, config.regions, scope(self.site))
        return hashlib.sha256(repr(said).encode()).hexdigest()

    def _inputs(self) -> Inputs:
        return input_places(self.site).look()

    def _update(self, changed: Changed, *, anew: bool) -> Update:
        news_of_ledger = any(name.startswith(f"{LEDGER}/") for name in changed)
        moved = self._moved() if anew or news_of_ledger else None
        if not anew:
            try:
                return self.keeper.update(changed, moved)
            except CrowdedError:
                moved = moved or self._moved()
        return self.keeper.renew(self._inputs(), moved or {})

    def _moved(self) -> Mapping[str, str]:
        """The earlier addresses of articles, as the ledger has them."""
        from sitegen.content.ledger import read_ledger  # noqa: PLC0415 - most edits concern no address
        from sitegen.ingest.reconcile import moved_addresses  # noqa: PLC0415

        return moved_addresses(read_ledger(self.site.root))

    def _may_import(self, changed: Changed) -> bool:
        """Whether there may be something to import, or an article of which the ledger has not heard."""
        if self.cache.fact("imports") != "done":
            return True
        before = self.cache.inputs_among(changed)
        return any(
            name.startswith((f"{SAVED}/", f"{LEDGER}/", CONFIG))
            or (is_entry(name) and (found is None or name not in before))
            for name, found in changed.items()
        )

    def _import(self) -> ImportReport:
        """What is new in content/saved/ comes in; a frozen build only makes sure that nothing is."""
        from sitegen.workflows.import_pages import import_new, refuse_unrecorded  # noqa: PLC0415 - most edits import nothing

        if self.frozen:
            refuse_unrecorded(self.site)
            return ImportReport()
        return import_new(self.site, self.jobs, self.progress)


def scope(site: SiteFolder) -> Scope:
    """What pages depend on beside articles, as a site is configured."""
    return Scope(site.config.build.per_page, site.config.publish.feeds == "full")
