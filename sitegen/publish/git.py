"""The one place that runs git."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sitegen.errors import Problem, PublishError
from sitegen.publish.complaints import failure

OF_ONE_REPOSITORY = frozenset({
    "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE",
    "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH",
    "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE", "GIT_CONFIG", "GIT_DEFAULT_HASH",
})  # fmt: skip
"""Variables that tie git to a repository: set where we were called from a hook, and never meant for us."""

CONFIGURATION = re.compile(r"GIT_CONFIG_(PARAMETERS|COUNT|KEY_\d+|VALUE_\d+)")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of git ended."""

    code: int
    stdout: bytes
    stderr: str


@dataclass(frozen=True, slots=True)
class Git:
    """git, run in a directory with just these variables."""

    directory: Path
    environment: Mapping[str, str]

    def attempt(self, *arguments: str, given: bytes = b"") -> Outcome:
        """Run git, whether it succeeds or not, with `given` as its input.

        Raises:
            PublishError: there is no git.
        """
        try:
            done = subprocess.run(
                ["git", *arguments],
                cwd=self.directory,
                env=self.environment,
                input=given,
                capture_output=True,
                check=False,  # whoever calls looks at the code
            )
        except FileNotFoundError:
            raise PublishError(Problem("git is not installed", advice="install it from https://git-scm.com")) from None
        return Outcome(done.returncode, done.stdout, done.stderr.decode(errors="replace"))

    def run(self, *arguments: str, given: bytes = b"") -> bytes:
        """Run git and return what it printed.

        Raises:
            PublishError: there is no git, or it failed.
        """
        outcome = self.attempt(*arguments, given=given)
        if outcome.code:
            raise PublishError(failure(f"`git {arguments[0]}`", outcome.stderr))
        return outcome.stdout

    def feed(self, *arguments: str, given: Iterable[bytes]) -> None:
        """Run git with an input too large to be held at once.

        Raises:
            PublishError: git failed.
        """
        with subprocess.Popen(
            ["git", *arguments],
            cwd=self.directory,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as running:
            assert running.stdin and running.stderr
            with suppress(BrokenPipeError), running.stdin:  # where git gives up, its own words say why
                running.stdin.writelines(given)
            stderr = running.stderr.read().decode(errors="replace")
        if running.returncode:
            raise PublishError(failure(f"`git {arguments[0]}`", stderr))

    def line(self, *arguments: str, given: bytes = b"") -> str:
        """Run git and return the line that it printed; raises as `run` does."""
        return os.fsdecode(self.run(*arguments, given=given)).removesuffix("\n")


def surroundings() -> dict[str, str]:
    """Our own variables, free of those that tie git to another repository, and with git speaking English."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_ONE_REPOSITORY}
    return kept | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}


def without_configuration(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables without those that configure git."""
    return {name: value for name, value in environment.items() if not CONFIGURATION.fullmatch(name)}
