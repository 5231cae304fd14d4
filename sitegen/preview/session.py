"""What the preview asks of a site. Any program that fits this protocol can be previewed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Served:
    """What lies at one address: its bytes and their media type, without a charset (text is UTF-8)."""

    body: bytes
    media_type: str


def no_page(path: str) -> bool:  # noqa: ARG001
    """Concerns none."""
    return False


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What one refresh did.

    Attributes:
        anything: whether anything at all may be another than it was.
        concerns: whether the page at an output path, as in `2024/04/slug/index.html`, may be another, new, or gone.
            Asked for the pages that are looked at, from any thread, also after later refreshes.
        files: output paths of other files that changed, as in `assets/style.1a2b.css`.
        messages: lines for the terminal, such as warnings.
    """

    anything: bool
    concerns: Callable[[str], bool] = no_page
    files: frozenset[str] = frozenset()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What the preview tells of a page.

    Attributes:
        file: the file that the page was made of and that the user may edit, relative to the root.
        mark: a word for a page that nobody but the preview shows, such as a draft's.
        explained: whether there are reasons for what the page holds.
    """

    file: str
    mark: str = ""
    explained: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one thing is as it is: its name, what it says, and lines that tell why; `dropped` things are in no page."""

    name: str
    text: str
    why: tuple[str, ...]
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Reasons:
    """The reasons for what a page holds, under headings, and what it was made of, which is never to be trusted."""

    title: str
    groups: tuple[tuple[str, tuple[Reason, ...]], ...]
    original: Served


class Session(Protocol):
    """A site held open. `refresh` runs in one thread; the others may be called from any, during it too."""

    def watched(self) -> tuple[Path, ...]:
        """Files and folders whose changes matter. They need not exist yet, and may be others after a refresh."""

    def refresh(self, changed: frozenset[Path]) -> Refreshed:
        """Bring the site up to date. Never called twice at once.

        Args:
            changed: paths, as `watched()` names them, that were written, made, moved or deleted. A folder stands for
                all that is in it; the first call names all of `watched()`. Files that the refresh itself writes in
                watched folders come back in the next call, which then has nothing to do.

        Raises:
            SitegenError: the user has something to mend; what `read` gave before, it still gives.
        """

    def read(self, path: str) -> Served | None:
        """What lies at `path` below the base path, or None.

        Args:
            path: an output path (`assets/x.css`), or a folder with its slash for the index in it (`2024/04/slug/`; the
                home page is the empty string). Never begins with a slash; no segment is empty, `.` or `..`. A folder
                without its slash is None: the browser is then sent to the address with one.

        Raises:
            SitegenError: the page cannot be made; the browser is shown why.
        """

    def about(self, path: str) -> About | None:
        """What there is to tell of the page at an output path, where it was made of one file of the user's."""

    def reasons(self, path: str) -> Reasons | None:
        """Why the page at an output path holds what it holds. Raises SitegenError."""

    def close(self) -> None:
        """Let go of what the session holds. Called once, after everything else."""
