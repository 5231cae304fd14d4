"""Importing saved pages: find them, judge those that are new, decide over all of them, move into place."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from sitegen import __version__
from sitegen.building.workers import workers
from sitegen.content.document import read_text
from sitegen.content.folder import SAVED
from sitegen.content.ledger import Ledger, LedgerEntry, read_ledger, write_entries
from sitegen.errors import ContentError, Location, Problem
from sitegen.files import write_atomically
from sitegen.ingest.copying import SavedNames, copy_candidate
from sitegen.ingest.inventory import Digests, article_files, articles_by_origin
from sitegen.ingest.plan import Situation, Step, needs_judging, plan_import, plan_known
from sitegen.ingest.reconcile import reconcile, settled
from sitegen.ingest.staged import STAGING, Candidate, Staged, stage_text, staged_media, staged_text
from sitegen.progress import Progress, no_progress
from sitegen.workflows.import_report import ImportReport
from sitegen.workflows.lock import writing
from sitegen.workflows.site_folder import SiteFolder, customisation


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import: what `paths` cannot say."""

    dry_run: bool = False
    again: bool = False
    copy: bool = True
    jobs: int = 1


def import_paths(
    site: SiteFolder, paths: Sequence[str], options: ImportOptions, progress: Progress = no_progress
) -> ImportReport:
    """Imports the saved pages that `paths` (files, folders, globs) name, and copies them into the site.

    Raises ContentError where the ledger or the disk cannot be used, LockedError where another command writes.
    """
    from sitegen.sources.discover import find_saved_files  # noqa: PLC0415 - a build with nothing new loads no reader

    with writing(site.root, "import"):
        found = list(find_saved_files(paths, site.config.import_.ignore))
        files = [file for file in found if isinstance(file, Path)]
        problems = tuple(each for each in found if isinstance(each, Problem))
        copy = options.copy and site.config.import_.copy
        candidates, unreadable = _candidates(site, files, copy=copy)
        report = _import(site, candidates, options, progress)
    return dataclasses.replace(report, problems=(*problems, *unreadable, *report.problems))


def import_new(site: SiteFolder, jobs: int, progress: Progress = no_progress) -> ImportReport:
    """Imports what is new in content/saved/, for a caller that holds the lock. Raises ContentError."""
    candidates, unreadable = _candidates(site, _saved_files(site), copy=False)
    report = _import(site, candidates, ImportOptions(jobs=jobs), progress, new_only=True)
    return dataclasses.replace(report, problems=(*unreadable, *report.problems))


def refuse_unrecorded(site: SiteFolder) -> None:
    """Raises ContentError where the ledger does not tell what is in content/: a frozen build would miss it."""
    ledger = read_ledger(site.root)
    advice = "run `sitegen build` and commit content/"
    with Digests(site.root) as digests:
        unknown = [_name(site, file) for file in _saved_files(site) if digests.of(file) not in ledger]
    moved = [entry.article for entry in _reconciled(site, ledger) if entry.status == "imported"]
    problems = [
        *(Problem("this saved page is not in the ledger", Location(file), advice) for file in unknown),
        *(Problem("the ledger does not know this article's address", Location(file), advice) for file in moved),
    ]
    if problems:
        raise ContentError(problems)


def _reconciled(site: SiteFolder, ledger: Ledger) -> list[LedgerEntry]:
    """The entries that the owner's moves and removals change; article files are read only where something moved."""
    if settled(ledger, article_files(site.root)):
        return []
    return list(reconcile(ledger, articles_by_origin(site.root)))


# --- which files ------------------------------------------------------------------------------------------------------


def _saved_files(site: SiteFolder) -> list[Path]:
    from sitegen.sources.discover import find_saved_files  # noqa: PLC0415

    folder = site.root / SAVED
    if not folder.is_dir():
        return []
    return [file for file in find_saved_files([str(folder)], site.config.import_.ignore) if isinstance(file, Path)]


def _candidates(site: SiteFolder, files: Iterable[Path], *, copy: bool) -> tuple[list[Candidate], list[Problem]]:
    """One candidate for each file's bytes, named as the site will know it."""
    found: list[tuple[bool, str, str, Path]] = []
    problems: list[Problem] = []
    with Digests(site.root) as digests:
        for file in map(_located, files):
            copied = copy and not file.is_relative_to(site.root / SAVED)
            try:
                str(file).encode()
                found.append((copied, file.name if copied else str(file), digests.of(file), file))
            except UnicodeEncodeError:
                problems.append(Problem("its name is not UTF-8", Location(_name(site, file)), "rename the file"))
            except OSError as error:
                problems.append(Problem(f"cannot be read ({error.strerror})", Location(_name(site, file))))
        return _named(site, sorted(found), SavedNames(site.root, digests.at)), problems


def _named(site: SiteFolder, found: Iterable[tuple[bool, str, str, Path]], names: SavedNames) -> list[Candidate]:
    """One candidate for all files of the same bytes; names are given in an order that arrival cannot change."""
    candidates: dict[str, Candidate] = {}
    for copied, name, sha256, file in found:
        if known := candidates.get(sha256):
            others = () if copied else (_name(site, file),)
            candidates[sha256] = dataclasses.replace(known, others=(*known.others, *others))
        elif copied:
            companion = _companion(file)
            given = names.give(name, sha256, companion)
            candidates[sha256] = Candidate(file, given, sha256, (), companion, copied)
        else:
            candidates[sha256] = Candidate(file, _name(site, file), sha256)
    return list(candidates.values())


def _located(file: Path) -> Path:
    """The file in its folder's real place, so that the site's own files are known by whatever way they are named."""
    return file.parent.resolve() / file.name


def _where_it_is(candidate: Candidate, site: SiteFolder, entry: LedgerEntry | None) -> Candidate:
    """A file to copy whose bytes the site has already is not copied again."""
    if not (candidate.copied and entry):
        return candidate
    here = next((file for file in entry.files if (site.root / file).is_file()), None)
    return dataclasses.replace(candidate, file=here, copied=False) if here else candidate


def _companion(file: Path) -> Path | None:
    """The folder that was saved beside a page."""
    from sitegen.sources.folders import ENDINGS, stem_of  # noqa: PLC0415

    folders = (file.with_name(f"{stem_of(file.name) or file.name}{ending}") for ending in ENDINGS)
    there = (folder for folder in folders if os.path.isdir(folder))  # noqa: PTH112 - raises nothing for a long name
    return next((folder for folder in there if not folder.is_symlink()), None)


def _name(site: SiteFolder, path: Path) -> str:
    return path.relative_to(site.root).as_posix() if path.is_relative_to(site.root) else str(path)


# --- the three steps --------------------------------------------------------------------------------------------------


def _import(
    site: SiteFolder,
    candidates: Sequence[Candidate],
    options: ImportOptions,
    progress: Progress,
    *,
    new_only: bool = False,
) -> ImportReport:
    ledger = read_ledger(site.root)
    changes = _reconciled(site, ledger)
    ledger |= {entry.sha256: entry for entry in changes}
    candidates = [_where_it_is(each, site, ledger.get(each.sha256)) for each in candidates]
    waiting = [each for each in candidates if _waits(ledger.get(each.sha256), options, new_only=new_only)]
    waiting = _with_their_pages(waiting, ledger, site)
    judged = {each.sha256 for each in waiting}
    known = [
        plan_known(each.file, each.others, ledger[each.sha256], ledger)
        for each in candidates
        if each.sha256 not in judged
    ]
    try:
        staged = _joined(site, list(_judge(site, waiting, options.jobs, progress)), ledger)
        situation = Situation(
            ledger=ledger,
            articles=articles_by_origin(site.root) if staged else {},
            text_of=lambda file: read_text(site.root, file),
            staged_text=lambda sha256: staged_text(site.root, sha256),
            extractor=__version__,
            again=options.again,
        )
        steps = (*known, *plan_import(staged, situation))
        if not options.dry_run:
            copied = {each.file: each for each in candidates if each.copied}
            _carry_out(site.root, steps, copied, changes, progress)
    except BrokenProcessPool:
        raise ContentError(
            Problem("a worker died", advice="import again, with --jobs 1 to see at which page")
        ) from None
    except OSError as error:
        advice = "what was imported so far is whole; import again to go on"
        where = Location(written) if (written := _written(error)) else None
        raise ContentError(Problem(f"cannot write ({error.strerror})", where, advice)) from None
    finally:
        shutil.rmtree(site.root / STAGING, ignore_errors=True)
    by_file = sorted(steps, key=lambda step: step.file)
    return ImportReport(tuple(by_file), (), {page.file: page.warnings for page in staged if page.warnings})


def _with_their_pages(waiting: Sequence[Candidate], ledger: Ledger, site: SiteFolder) -> list[Candidate]:
    """`waiting`, and the other pages of stories that became one article, which is made of all of them again."""
    if not waiting:
        return []
    from sitegen.ingest.parts import families  # noqa: PLC0415

    found = {each.sha256: each for each in waiting}
    whole = families(ledger)
    for sha256 in sorted({member for each in waiting for member in whole.get(each.sha256, ())} - found.keys()):
        files = ledger[sha256].files if sha256 in ledger else ()
        if here := next((file for file in files if (site.root / file).is_file()), None):
            found[sha256] = Candidate(site.root / here, here, sha256)
    return list(found.values())


def _joined(site: SiteFolder, staged: list[Staged], ledger: Ledger) -> list[Staged]:
    """`staged`, with the pages of one story made one article."""
    if not staged:
        return []
    from sitegen.ingest.parts import joined  # noqa: PLC0415

    pages, whole = joined(staged, ledger, lambda sha256: staged_text(site.root, sha256))
    for sha256, text in whole.items():
        stage_text(site.root, sha256, text)
    return pages


def _written(error: OSError) -> str:
    """Where was to be written: the copy, not what is copied; a file that bears a passing name is told by its folder."""
    path = str(error.filename2 or error.filename or "")
    return os.path.dirname(path) if os.path.basename(path).startswith(".sitegen-") else path  # noqa: PTH119, PTH120


def _waits(entry: LedgerEntry | None, options: ImportOptions, *, new_only: bool) -> bool:
    """Whether a page must be judged. A build takes only what is new; an import also what another version judged."""
    if new_only:
        return entry is None
    return needs_judging(entry, __version__, options.again)


def _judge(site: SiteFolder, candidates: Sequence[Candidate], jobs: int, progress: Progress) -> Iterator[Staged]:
    if not candidates:
        return
    from sitegen.ingest.judge import Judge  # noqa: PLC0415 - an import with nothing new loads no extractor

    judge = Judge(site.root, customisation(site))
    with workers(jobs, len(candidates)) as executor:
        for done, found in enumerate(executor.map(judge, candidates, chunksize=8), 1):
            progress("Reading", done, len(candidates))
            yield from found


def _carry_out(
    site: Path,
    steps: Sequence[Step],
    copied: Mapping[str, Candidate],
    changes: Iterable[LedgerEntry],
    progress: Progress,
) -> None:
    """Moves everything into place: saved page, pictures, article, and last the entry that tells of them."""
    write_entries(site, changes)
    for done, step in enumerate(steps, 1):
        progress("Writing", done, len(steps))
        if step.file in copied and step.outcome not in {"refused", "removed"}:
            copy_candidate(site, copied[step.file])
        if step.write:
            for path in step.media:
                _place(staged_media(site, path), site / "content" / path)
            write_atomically(site / step.article, staged_text(site, step.sha256).encode())
        if step.entry:
            write_entries(site, [step.entry])


def _place(staged: Path, target: Path) -> None:
    if not target.exists():
        write_atomically(target, staged.read_bytes())
