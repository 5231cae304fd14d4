"""What publishing would change: one tree of files against another. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

PLAIN = "100644"
"""git's mode of a file that is neither executable nor a link: all that a site is made of."""

Tree: TypeAlias = Mapping[str, str]
"""Path with `/` between its parts -> mode and object id, as git lists them: "100644 e69de29…"."""


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """The paths that publishing adds, changes and removes, each in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)

    def __str__(self) -> str:
        return f"{len(self.added)} added, {len(self.changed)} changed, {len(self.removed)} removed"


def plan_publish(folder_files: Tree, tip_files: Tree) -> PublishPlan:
    """Compare what the folder holds with what the branch holds."""
    in_both = sorted(folder_files.keys() & tip_files.keys())
    return PublishPlan(
        added=tuple(sorted(folder_files.keys() - tip_files.keys())),
        changed=tuple(path for path in in_both if folder_files[path] != tip_files[path]),
        removed=tuple(sorted(tip_files.keys() - folder_files.keys())),
    )
