"""Compare which files two built sites have.

    python benchmarks/same_pages.py ONE OTHER [--all]

Prints how many HTML pages each has and every path that only one of them has; with --all, not only of HTML pages.
Exits 1 where they differ.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def paths(folder: Path, pattern: str) -> frozenset[str]:
    """The files below `folder` whose names match, hidden ones left out."""
    found = (file.relative_to(folder) for file in folder.rglob(pattern) if file.is_file())
    return frozenset(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts))


def main() -> int:
    """Parse the command line and print the difference."""
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").split("\n\n")[0], formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("one", type=Path, metavar="ONE", help="the output of one generator")
    parser.add_argument("other", type=Path, metavar="OTHER", help="the output of another")
    parser.add_argument("--all", action="store_true", help="compare every file, not only HTML")
    arguments = parser.parse_args()
    pattern = "*" if arguments.all else "*.html"
    one, other = paths(arguments.one, pattern), paths(arguments.other, pattern)
    print(f"{len(one):,} and {len(other):,} files, {len(one & other):,} of them the same")
    for folder, alone in ((arguments.one, one - other), (arguments.other, other - one)):
        for path in sorted(alone):
            print(f"only in {folder}: {path}")
    return int(one != other)


if __name__ == "__main__":
    sys.exit(main())
