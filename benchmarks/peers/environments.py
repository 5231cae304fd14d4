"""Where each peer is installed, and the command that starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).parent
PLACE = HERE.parent.parent / ".peers"


@dataclass(frozen=True, slots=True)
class Peer:
    """A program to measure. `packages` are those that it needs from PyPI or, `in_node`, from npm; sitegen needs none.

    `endings` are those of the files that it reads.
    """

    packages: Sequence[str] = ()
    in_node: bool = False
    endings: tuple[str, ...] = (".html", ".htm")


PEERS: Mapping[str, Peer] = MappingProxyType(
    {
        "sitegen": Peer(endings=("",)),
        "trafilatura": Peer(["trafilatura", "lxml_html_clean"]),
        "readability": Peer(["@mozilla/readability", "jsdom"], in_node=True),
        "defuddle": Peer(["defuddle", "linkedom"], in_node=True),
        "newspaper4k": Peer(["newspaper4k[all]", "lxml_html_clean"]),
        "readability_lxml": Peer(["readability-lxml", "lxml_html_clean"]),
    }
)


@dataclass(frozen=True, slots=True)
class Started:
    """How to start a peer's worker, and where."""

    command: Sequence[str]
    folder: Path


def prepare(name: str) -> Started:
    """Install what the peer needs, where that has not been done.

    Raises `subprocess.CalledProcessError` where it cannot be, `OSError` where there is no Node.js to run it in.
    """
    peer, place = PEERS[name], PLACE / name
    if not peer.packages:
        return Started((sys.executable, str(HERE / "python_worker.py"), name), Path.cwd())
    python = place / "bin" / "python"
    done = place / "installed"
    if not done.exists():
        place.mkdir(parents=True, exist_ok=True)
        if peer.in_node:
            _run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(place), *peer.packages])
        else:
            _run([sys.executable, "-m", "venv", str(place)])
            _run([str(python), "-m", "pip", "install", "--quiet", *peer.packages])
        done.touch()
    if peer.in_node:
        return Started(("node", str(HERE / "node_worker.mjs"), name), place)
    return Started((str(python), str(HERE / "python_worker.py"), name), place)


def _run(command: Sequence[str]) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    subprocess.run(command, check=True, stdout=sys.stderr, env=environment)
