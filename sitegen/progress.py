"""How far long work has come, as whoever does it tells whoever shows it."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage ("Rendering"), how many pieces of it are done, and how many there are."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Tells nobody."""
