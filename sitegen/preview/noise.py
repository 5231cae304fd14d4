"""Which changes are nobody's work: what editors, version control and the site itself leave behind."""

from __future__ import annotations

import re

FOLDERS = frozenset({".git", ".hg", ".svn", ".sitegen", "_site", "__pycache__"})

_DROPPING = re.compile(
    r"""
      .*~                             # backups of Emacs, Vim, gedit, Kate
    | \.\#.* | \#.*\#                 # locks and autosaves of Emacs
    | \.?.*\.sw[a-z]                  # swap files of Vim
    | 4913                            # Vim's test whether it may write in a folder
    | \.goutputstream-.*              # GNOME
    | .*___jb_(tmp|old)___            # JetBrains
    | \.kate-swp | \..*\.kate-swp
    | \.~lock\..*\#                   # LibreOffice
    | \.DS_Store | \._.*              # macOS
    """,
    re.VERBOSE,
)


def is_noise(path: str) -> bool:
    """Whether a change of `path`, given relative to the watched folder that it lies in, can be passed over."""
    *folders, name = path.split("/")
    return name in FOLDERS or not FOLDERS.isdisjoint(folders) or _DROPPING.fullmatch(name) is not None
