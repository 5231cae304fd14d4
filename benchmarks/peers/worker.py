"""A peer's process, spoken to in lines of JSON."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from benchmarks.peers.environments import PEERS, prepare

Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a peer made of a page, its CPU time in seconds, and the megabytes that its process had needed until then."""

    fields: Fields | None
    seconds: float
    memory: float


class Worker:
    """Extracts pages with one peer. To be used in a `with` statement, at whose end the process ends."""

    def __init__(self, name: str) -> None:
        self.name = name
        started = prepare(name)
        own = not PEERS[name].packages
        environment = {key: value for key, value in os.environ.items() if own or key != "PYTHONPATH"}
        self._process = subprocess.Popen(
            started.command,
            cwd=started.folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def extract(self, file: Path, url: str) -> Measured:
        """One page. Raises `ChildProcessError` where the peer's process ended over it."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"file": str(file.resolve()), "url": url}) + "\n")
        self._process.stdin.flush()
        if not (line := self._process.stdout.readline()):
            raise ChildProcessError(f"{self.name} ended at {file.name}")
        return Measured(**json.loads(line))
