"""Open a file in the user's editor, where that has a window of its own."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path, PurePath

TERMINAL = frozenset(
    ("vi", "vim", "view", "nvim", "nano", "pico", "micro", "helix", "hx", "kak", "joe", "jed", "ne", "ed", "mg")
)
"""Editors that need the terminal they are started from; Emacs does where it is told so."""
_WINDOWLESS = frozenset(("-nw", "--no-window-system", "-t", "--tty"))


def editor_command(environment: Mapping[str, str], platform: str) -> tuple[str, ...] | None:
    """The command that opens a file in a window: $VISUAL, else $EDITOR, else what the desktop opens it with.

    None where the user's editor needs a terminal, or where there is no desktop.
    """
    for words in filter(None, map(_words, (environment.get("VISUAL", ""), environment.get("EDITOR", "")))):
        return None if _needs_terminal(words) else words
    if platform == "darwin":
        return ("open", "-t")
    if platform.startswith("win"):
        return ("notepad",)
    has_desktop = environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    return ("xdg-open",) if has_desktop else None


def _words(command: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(command))
    except ValueError:  # a quotation mark without its other
        return ()


def _needs_terminal(words: tuple[str, ...]) -> bool:
    name = PurePath(words[0]).name.lower().removesuffix(".exe")
    return name in TERMINAL or (name.startswith("emacs") and not _WINDOWLESS.isdisjoint(words))


def open_in_editor(file: Path) -> bool:
    """Open `file`; False where the user has to do it."""
    command = editor_command(os.environ, sys.platform)
    if command is None or shutil.which(command[0]) is None:
        return False
    with contextlib.suppress(OSError):
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            [*command, os.fspath(file)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        threading.Thread(target=process.wait, daemon=True).start()  # so that no dead process stays behind
        return True
    return False
